"""What others wrote: truthful texts pass, and each way of leaving the article is told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from summarizer.checks.written import (
    by_claim,
    check,
    check_brief,
    check_statements,
    curled,
    sentences_of,
    statements_of,
    written_brief,
)
from summarizer.domain.article import Article
from summarizer.domain.finding import Finding
from summarizer.domain.written import Statement
from summarizer.errors import ArticleError, InputError
from summarizer.text.analyse import analyse
from summarizer.text.markers import with_gaps
from tests.fakes import ARTICLE as BRIEFED
from tests.fakes import brief_of

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "examples" / "articles"
ANSWERS = ROOT / "tests" / "reference_endpoint" / "answers"
SECURITY = (ARTICLES / "01-agence-securite.txt").read_text(encoding="utf-8")
ANALYSIS = analyse(Article.of(SECURITY))


@dataclass(frozen=True)
class Case:
    """A text about the article on security, and the rules that it breaks."""

    id: str
    text: str
    errors: tuple[str, ...]
    warnings: tuple[str, ...] = ()


FALSE = (
    Case(
        "conditional made indicative",
        "L'armée tessarienne recrute des opérateurs de drones parmi les étudiants étrangers.",
        ("hardening.summary",),
        ("hardening.attribution",),
    ),
    Case(
        "another number",
        "La solde atteindrait jusqu'à 2.900 euros par mois, selon les services lurniens.",
        ("hardening.number",),
    ),
    Case(
        "a lost source",
        "Elle prépare ainsi l'expulsion de 212 boursiers tessariens.",
        (),
        ("hardening.attribution",),
    ),
    Case("an invented sentence", "Trois officiers ont été arrêtés hier par la police fédérale.", ("text.beyond",)),
    Case(
        "an invented name",
        "Un diplomate en poste à Karsen, Ulrik Obst, juge le total « plausible ».",
        ("text.name",),
    ),
    Case(
        "an invented quotation",
        'La porte-parole de la diplomatie, Ilse Darvenko, a réagi : "Aucun étudiant ne combat chez nous".',
        ("quote.verbatim",),
    ),
    Case(
        "far from every passage",
        "La police a arrêté deux étudiants étrangers dans un hangar du port.",
        (),
        ("text.thin",),
    ),
    Case(
        "a doubt left out",
        "La plupart de ces jeunes ignorent qu'ils seront déployés hors du territoire.",
        ("hardening.certainty",),
        ("hardening.attribution",),
    ),
)


@pytest.mark.parametrize("case", FALSE, ids=lambda case: case.id)
def test_each_way_of_leaving_the_article_is_told(case: Case) -> None:
    """The finding names the sentence and lies in the article."""
    found = check(case.text, SECURITY)
    assert {one.rule for one in found if one.severity == "error"} >= set(case.errors)
    assert not case.errors or {one.rule for one in found if one.severity == "error"}
    assert {one.rule for one in found if one.severity == "warning"} >= set(case.warnings)
    assert {one.claim for one in found} == {"s1"}
    assert all(one.span is None or SECURITY[one.span.start : one.span.end] == one.span.text for one in found)


def answers() -> list[Any]:
    """Return the reference answers that keep close to the words of their article."""
    files = sorted(ANSWERS.glob("0[1-3]-*.json"))
    return [pytest.param(path, id=path.stem) for path in files]


@pytest.mark.parametrize("path", answers())
def test_truthful_prose_has_no_error(path: Path) -> None:
    """Summary, headline and claims of the reference answers, as prose, as a list and as claims with quotations."""
    answer = json.loads(path.read_text(encoding="utf-8"))
    article = Article.of((ARTICLES / f"{path.stem}.txt").read_text(encoding="utf-8"))
    texts = [one["text"] for one in answer["claims"]]
    summary = [one["text"] for one in answer["summary"]]
    claims = [
        {"text": one["text"], "quotes": [quote["quote"] for quote in one["evidence"]]} for one in answer["claims"]
    ]
    given: list[str | dict[str, object]] = [
        f"{answer['headline']}\n\n{' '.join(summary)}",
        "\n".join(f"- {text}" for text in texts),
        {"headline": answer["headline"], "summary": summary, "claims": [{"text": text} for text in texts]},
        {"claims": claims},
    ]
    for one in given:
        assert [found for found in check(one, article) if found.severity == "error"] == []


@dataclass(frozen=True)
class Claimed:
    """A claim as JSON, and the rules that it breaks."""

    id: str
    claim: dict[str, object]
    rules: tuple[str, ...] = ()


BRENN = "L'université technique de Brenn a indiqué qu'elle ouvrirait une enquête interne."
CLAIMED = (
    Claimed("text alone", {"text": BRENN}),
    Claimed("its quotation", {"text": BRENN, "quotes": ["elle ouvrirait une enquête interne"]}),
    Claimed("another typography", {"text": BRENN, "quotes": ["« L’université technique de Brenn »"]}),
    Claimed("no quotation of the article", {"text": BRENN, "quotes": ["une enquête externe"]}, ("quote.verbatim",)),
    Claimed(
        "quotation of something else",
        {"text": BRENN, "quotes": ["Des officiers se seraient présentés depuis janvier"]},
        ("text.beyond",),
    ),
    Claimed("its source", {"text": BRENN, "source": "L'université technique de Brenn", "level": 1}),
    Claimed("no source of the article", {"text": BRENN, "source": "Ulrik Obst"}, ("source.verbatim",)),
    Claimed("a level too low", {"text": BRENN, "level": 0}, ("hedging.level",)),
    Claimed("a level higher than needed", {"text": BRENN, "level": 3}),
    Claimed(
        "firm over a conditional",
        {"text": "Les plus avancés reçoivent une prime dès la signature.", "source": "les services lurniens"},
        ("hardening.claim", "hardening.mood", "text.changed"),
    ),
)


@pytest.mark.parametrize("case", CLAIMED, ids=lambda case: case.id)
def test_a_claim_stands_on_its_quotations(case: Claimed) -> None:
    """Where there are any they are its passages; else the passages are looked for."""
    found = check({"claims": [case.claim]}, SECURITY)
    assert {one.rule for one in found} == set(case.rules)
    assert {one.claim for one in found} <= {"c1"}


@dataclass(frozen=True)
class Refused:
    """What is no claims, and words of the error."""

    id: str
    value: Any = field(default_factory=dict)
    says: str = ""


REFUSED = (
    Refused("unknown field of a claim", {"claims": [{"text": "x", "foo": 1}]}, "claims.0.foo: unknown field"),
    Refused("unknown field", {"claims": [], "actors": []}, "actors: unknown field"),
    Refused("no text", [{"quotes": []}], "claims.0.text"),
    Refused("an empty text", [{"text": " "}], "claims.0.text"),
    Refused("strings", ["x"], "claims.0"),
    Refused("a level that is none", [{"text": "x", "level": 7}], "claims.0.level"),
    Refused("nothing", {}, "no claim, no summary and no headline"),
)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.id)
def test_other_forms_are_refused_by_name(case: Refused) -> None:
    """The field that does not fit stands in the message."""
    with pytest.raises(InputError, match=case.says):
        statements_of(written_brief(case.value))


def test_prose_is_cut_into_sentences_with_their_lines() -> None:
    """A first line without a full stop is the headline; labels are left out; numbers count on."""
    text = (
        "L'armée recruterait des étudiants\n\nRésumé\n\nUne prime serait versée. La solde augmente.\n\n- Velm dément."
    )
    found = [(one.key, one.part, one.line) for one in sentences_of(text)]
    assert found == [("headline", "headline", 1), ("s1", "summary", 5), ("s2", "summary", 5), ("s3", "summary", 7)]
    with pytest.raises(InputError, match="no sentence"):
        sentences_of("Résumé\n")


def test_an_attribution_carries_over_in_prose() -> None:
    """«Elle …» after «…, accuse la porte-parole» needs no source of its own; alone it does."""
    second = "Les autorités comptent peut-être deux fois certains dossiers."
    first = "Un diplomate en poste à Karsen, qui a requis l'anonymat, juge le total « plausible »."
    assert check(f"{first} « Ils comptent peut-être deux fois certains dossiers », explique-t-il.", SECURITY) == ()
    assert "hardening.attribution" not in {one.rule for one in check({"headline": second}, SECURITY)}


def test_a_summary_is_a_text_or_a_list() -> None:
    """Both are cut and named alike."""
    one = statements_of(written_brief({"summary": "Il ferme. Elle ouvre le port."}))
    other = statements_of(written_brief({"summary": ["Il ferme.", "Elle ouvre le port."]}))
    assert [(s.key, s.text) for s in one] == [(s.key, s.text) for s in other]


def test_a_text_about_nothing_is_held_to_its_own_words() -> None:
    """No passage and nothing told: no finding, not even that the article says nothing of it."""
    assert check("Il l'a dit.", SECURITY) == ()


def test_straight_quotation_marks_count_in_pairs() -> None:
    """An odd one may be an inch."""
    assert curled('Il dit "oui" et "non".') == "Il dit “oui” et “non”."
    assert curled('un écran de 27"') == 'un écran de 27"'


def test_insertions_in_quotations_are_no_words_of_the_article() -> None:
    """Both pieces are; a name that nobody has is told there too."""
    assert with_gaps("« Aucun étudiant [étranger, dit-elle] » [note]") == "« Aucun étudiant […] » [note]"
    said = "Ilse Darvenko a réagi : « Aucun étudiant étranger [de Brenn] ne porte notre uniforme »."
    assert check(said, SECURITY) == ()
    assert {one.rule for one in check(said.replace("de Brenn", "de Kolvar"), SECURITY)} == {"text.name"}


def test_findings_of_a_brief_stand_with_their_claims() -> None:
    """What names no claim stands with the brief; nothing is lost."""
    brief = brief_of()
    found = (
        Finding(rule="a", severity="error", message="m", claim="c1"),
        Finding(rule="b", severity="error", message="m", claim="c9"),
        Finding(rule="c", severity="error", message="m"),
    )
    claim, whole = by_claim(brief, found)
    assert (claim.statement.key, [one.rule for one in claim.findings]) == ("c1", ["a"])
    assert (whole.statement.part, [one.rule for one in whole.findings]) == ("brief", ["b", "c"])
    assert [one.statement.key for one in check_brief(brief, analyse(BRIEFED))] == ["c1", "brief"]
    assert isinstance(check(brief, BRIEFED), tuple)


def test_an_article_without_a_sentence_is_an_error() -> None:
    """The article is read first."""
    with pytest.raises(ArticleError):
        check("Le port ferme.", "the port is closing and that is that for now, said the mayor of the town")


def test_statements_keep_their_order_and_number() -> None:
    """One result for each statement, with or without findings."""
    statements = [Statement("c1", "claim", BRENN), Statement("c2", "claim", "Il pleut à verse sur Vaurelle.")]
    checked = check_statements(statements, ANALYSIS)
    assert [one.statement.key for one in checked] == ["c1", "c2"]
    assert checked[0].findings == () and checked[0].passage
    assert [one.rule for one in checked[1].findings][:1] == ["text.beyond"]


SPARED = (
    Case("a part of the source's name", "Un premier programme de M. Velm vise « toute la jeunesse du pays ».", ()),
    Case("a reserve of its own", "Le ministère prétend que la solde atteint 1.900 euros par mois.", ()),
)


@pytest.mark.parametrize("case", SPARED, ids=lambda case: case.id)
def test_a_statement_may_keep_source_and_reserve_in_its_own_way(case: Case) -> None:
    """What the text layer reads in it counts, and a part of a name names."""
    rules = {one.rule for one in check(case.text, SECURITY)}
    assert not rules & {"hardening.attribution", "hardening.summary"}

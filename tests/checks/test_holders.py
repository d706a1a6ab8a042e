"""Whose words a claim gives: sources that are another's, relays that are no origin, classes that are no name."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.checks.ground import Ground
from summarizer.checks.verify import verify
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief
from summarizer.domain.draft import Draft, DraftClaim, DraftQuote, DraftSource, DraftSourceLink
from summarizer.domain.span import Span
from summarizer.domain.terms import SourceKind, SourceType, Tense
from summarizer.text.analyse import analyse
from tests.checks.builders import PROVENANCE

TEXT = (
    "Le conservatoire de Brissac perdrait son orgue\n\n"
    "Selon l’association Les Tuyaux, l’orgue de Brissac serait vendu avant l’été. "
    "L’acheteur verserait 90 000 euros.\n\n"
    "La maire, Odile Ferrand, a démenti lundi toute vente. "
    "« Personne ne nous a fait d’offre », a-t-elle ajouté.\n\n"
    "Le facteur d’orgues Aimé Lortal, cité par le journal La Rive, juge l’instrument en péril. "
    "Une source proche du conservatoire évoque des fuites.\n\n"
    "Le maire de Vauville, Jean Castel, a proposé mardi un prêt. "
    "La cour du conservatoire est pavée. Le musée voisin ouvre à dix heures. "
    "Le conseil votera le 12 mai.\n"
)
ANALYSIS = analyse(Article.of(TEXT, ArticleMeta(language="fr")))
SOURCES: dict[str, tuple[str, SourceKind]] = {
    "s1": ("l’association Les Tuyaux", "organisation"),
    "s2": ("Odile Ferrand", "person"),
    "s3": ("Aimé Lortal", "person"),
    "s4": ("le journal La Rive", "media"),
    "s5": ("Une source proche du conservatoire", "unknown"),
    "s6": ("Jean Castel", "person"),
}


@dataclass(frozen=True)
class Given:
    """Words given to a source of the draft, and whose they are in the brief."""

    quote: str
    source: str
    names: tuple[str, ...]
    text: str = ""
    source_type: SourceType = "named"
    kept: bool = True
    """Whether the draft's text stands."""


GIVEN = (
    Given("L’acheteur verserait 90 000 euros.", "s1", ("l’association Les Tuyaux",)),
    Given(
        "L’acheteur verserait 90 000 euros.",
        "s6",
        ("l’association Les Tuyaux",),
        "Selon Jean Castel, l’acheteur verserait 90 000 euros.",
        kept=False,
    ),
    Given(
        "L’acheteur verserait 90 000 euros.",
        "s1",
        ("l’association Les Tuyaux",),
        "Selon Odile Ferrand, l’acheteur verserait 90 000 euros.",
        kept=False,
    ),
    Given("« Personne ne nous a fait d’offre », a-t-elle ajouté.", "s2", ("Odile Ferrand",)),
    Given("La maire, Odile Ferrand, a démenti lundi toute vente.", "s2", ("Odile Ferrand",)),
    Given(
        "La maire, Odile Ferrand, a démenti lundi toute vente.",
        "s3",
        ("La maire, Odile Ferrand",),
        "La maire, Aimé Lortal, a démenti lundi toute vente.",
        kept=False,
    ),
    Given(
        "Le facteur d’orgues Aimé Lortal, cité par le journal La Rive, juge l’instrument en péril.",
        "s4",
        ("Le facteur d’orgues Aimé Lortal", "le journal La Rive"),
    ),
    Given("Une source proche du conservatoire évoque des fuites.", "s5", ("Une source proche du conservatoire",)),
    Given("Le conseil votera le 12 mai.", "s2", (), "Selon Odile Ferrand, le conseil votera.", kept=False),
)


WORDS_GO_ON = (
    "Le moulin de Brissac fermerait\n\n"
    "Le maire, Jean Castel, a présenté son projet lundi. "
    "« Le moulin de Mme Ferrand sera racheté. Odile Ferrand pouvait le réparer. Elle ne l’a pas fait », a-t-il dit.\n\n"
    "Pour la géologue Odile Ferrand, le sol tient. "
    "L’entourage de la préfète parle de fissures. "
    "Sur 40 salariés, 30 sont partis d’après le syndicat, 12 selon la direction.\n"
)
"""An article in which somebody is spoken of in the words of another, and two count otherwise in one sentence."""


@dataclass(frozen=True)
class Taken:
    """Words given to a source of another article, with the names and the kind of source that come of it."""

    quote: str
    name: str
    names: tuple[str, ...]
    text: str
    kept: bool
    source_type: SourceType = "named"
    kind: SourceKind = "person"


TAKEN = (
    Taken(
        "Odile Ferrand pouvait le réparer.",
        "Odile Ferrand",
        ("Jean Castel",),
        "Selon Odile Ferrand, Odile Ferrand pouvait le réparer.",
        kept=False,
    ),
    Taken(
        "Odile Ferrand pouvait le réparer.",
        "Jean Castel",
        ("Jean Castel",),
        "Selon Jean Castel, Odile Ferrand pouvait le réparer.",
        kept=True,
    ),
    Taken(
        "12 selon la direction",
        "le syndicat",
        ("la direction",),
        "12 selon le syndicat",
        kept=False,
        kind="organisation",
    ),
    Taken(
        "Pour la géologue Odile Ferrand, le sol tient.",
        "Jean Castel",
        ("la géologue Odile Ferrand",),
        "Pour la géologue Jean Castel, le sol tient.",
        kept=False,
    ),
    Taken(
        "L’entourage de la préfète parle de fissures.",
        "L’entourage de la préfète",
        ("L’entourage de la préfète",),
        "L’entourage de la préfète parle de fissures.",
        kept=True,
        source_type="anonymous",
        kind="group",
    ),
)


@pytest.mark.parametrize("taken", TAKEN, ids=lambda taken: taken.text)
def test_whoever_is_spoken_of_is_not_who_speaks(taken: Taken) -> None:
    """Named in the words of another, counted beside him, called by his trade, or around somebody: whose words it is."""
    analysis = analyse(Article.of(WORDS_GO_ON, ArticleMeta(language="fr")))
    sentence = next(one.number for one in analysis.sentences if taken.quote in one.span.text)
    claim = DraftClaim(
        key="k1",
        evidence=[DraftQuote(sentence=sentence, quote=taken.quote)],
        cues=[],
        source_type="named",
        sources=[DraftSourceLink(source="s1", role="origin")],
        report_form="indirect",
        certainty="certain",
        endorsement="attributed",
        disputed_by=[],
        polarity="positive",
        tense="unspecified",
        event_status="realized",
        text=taken.text,
    )
    sources = [DraftSource(key="s1", name=taken.name, kind=taken.kind)]
    draft = Draft(actors=[], numbers=[], sources=sources, claims=[claim], summary=[], headline="")
    (found,) = verify(draft, analysis, run_id="run", provenance=PROVENANCE).claims
    assert tuple(source.name for source in found.sources) == taken.names
    assert found.source_type == taken.source_type
    assert (found.text == taken.text) == taken.kept


def _brief(given: Given, tense: Tense = "unspecified") -> Brief:
    sentence = next(one.number for one in ANALYSIS.sentences if given.quote in one.span.text)
    claim = DraftClaim(
        key="k1",
        evidence=[DraftQuote(sentence=sentence, quote=given.quote)],
        cues=[],
        source_type=given.source_type,
        sources=[DraftSourceLink(source=given.source, role="origin")],
        report_form="indirect",
        certainty="certain",
        endorsement="attributed",
        disputed_by=[],
        polarity="positive",
        tense=tense,
        event_status="realized",
        text=given.text or given.quote,
    )
    sources = [DraftSource(key=key, name=name, kind=kind) for key, (name, kind) in SOURCES.items()]
    draft = Draft(actors=[], numbers=[], sources=sources, claims=[claim], summary=[], headline="")
    return verify(draft, ANALYSIS, run_id="run", provenance=PROVENANCE)


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: f"{given.source} {given.text or given.quote}")
def test_words_are_given_to_whom_the_article_gives_them(given: Given) -> None:
    """Whoever else the draft names is replaced, and a text that names him with it."""
    brief = _brief(given)
    (claim,) = brief.claims
    assert tuple(source.name for source in claim.sources) == given.names
    assert (claim.text == (given.text or given.quote)) == given.kept
    assert not [found for found in brief.findings if found.severity == "error"]


def test_a_class_of_people_is_no_name() -> None:
    """An origin that names nobody is anonymous whatever the draft calls it, and the claim stands higher for it."""
    (claim,) = _brief(GIVEN[-2]).claims
    assert (claim.source_type, claim.hedging.level) == ("anonymous", 2)


def test_a_past_that_no_verb_has_is_settled() -> None:
    """What the sentence tells in the present or the future is not past; a past of its own stays."""
    ahead, behind = (
        _brief(GIVEN[0]),
        _brief(Given("Le maire de Vauville, Jean Castel, a proposé mardi un prêt.", "s6", ())),
    )
    assert "settled.tense" not in {found.rule for found in (*ahead.findings, *behind.findings)}
    (claim,) = _brief(GIVEN[0], tense="past").claims
    assert claim.tense != "past"
    (claim,) = _brief(
        Given("Le maire de Vauville, Jean Castel, a proposé mardi un prêt.", "s6", ()), tense="past"
    ).claims
    assert claim.tense == "past"


@dataclass(frozen=True)
class Joined:
    """A text over one sentence, and whether it says another one of the article too."""

    text: str
    quote: str = "Le maire de Vauville, Jean Castel, a proposé mardi un prêt."
    beyond: bool = True


BESIDE = "Le gérant, visé par un mandat d’arrêt, vivrait au Portugal, selon le parquet."


def test_what_is_said_beside_a_withheld_statement_is_not_withheld() -> None:
    """The participle between commas keeps the source, not the reserve; the statement itself keeps both."""
    layout = Ground.of(analyse(Article.of(BESIDE, ArticleMeta(language="fr")))).layout
    whole, beside = (
        layout.passage((Span.of(BESIDE, BESIDE.index(words), BESIDE.index(words) + len(words)),))
        for words in ("vivrait au Portugal", "visé par un mandat d’arrêt")
    )
    assert (whole.endorsement, beside.endorsement) == ("withheld", "attributed")


JOINED = (
    Joined("Le maire de Vauville, Jean Castel, a proposé mardi un prêt et le conseil votera le 12 mai."),
    Joined(
        "Le maire de Vauville, Jean Castel, a proposé mardi un prêt et l’instrument est jugé en péril par le facteur."
    ),
    Joined("Le maire de Vauville, Jean Castel, a proposé un prêt mardi.", beyond=False),
    Joined("Jean Castel, maire de Vauville, a proposé un prêt, mardi.", beyond=False),
)


@pytest.mark.parametrize("case", JOINED, ids=lambda case: case.text)
def test_two_statements_in_one_text_are_told(case: Joined) -> None:
    """What another sentence says is not in the passage, word for word or in other words."""
    brief = _brief(Given(case.quote, "s6", (), case.text))
    told = [found for found in brief.findings if found.rule == "hardening.text"]
    assert bool(told) == case.beyond

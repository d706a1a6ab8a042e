"""The compact draft: what it stands for, what it cannot make of an article, and the way back."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from summarizer.assets.prompts import load_prompt, render
from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief, Provenance
from summarizer.domain.compact import CompactClaim, CompactDraft, CompactSource, CompactSummarySentence
from summarizer.domain.draft import Draft, DraftClaim
from summarizer.engines.compacting import compacted, write_compact
from summarizer.engines.expanding import read_compact, resolved
from summarizer.engines.forms import form_of
from summarizer.errors import SettingsError
from summarizer.text.align import Aligner
from summarizer.text.analyse import analyse
from tests.recording.articles import example_article
from tests.reference_endpoint.answers import FOLDER, compact, numbered_sentences
from tests.reference_endpoint.answers import resolved as numbered

TEXT = (
    "Le maire de Trelsac aurait signé lundi, selon une employée, un bail de douze ans. "
    "Il n’a pas répondu à nos questions, et le maire ne répondra pas. "
    "« Nous jouerons sur la place », promet la cheffe, Odile Brannec. "
    "Le maire a signé, le maire a parlé, le maire a dormi.\n"
)
ANALYSIS = analyse(Article.of(TEXT))
PROVENANCE = Provenance(
    engine="test", engine_version="0", draft_schema_sha256="0" * 64, created_at="2026-01-01T00:00:00Z", duration_ms=0
)


def _claim(evidence: list[str], **fields: object) -> CompactClaim:
    given = {"key": "c1", "cues": [], "sources": [], "reading": [], "text": "", **fields}
    return CompactClaim.model_validate({**given, "evidence": evidence})


def _draft(*claims: CompactClaim, sources: tuple[CompactSource, ...] = ()) -> CompactDraft:
    return CompactDraft(actors=[], sources=list(sources), claims=list(claims), summary=[], headline="")


def _read(claim: CompactClaim, *sources: CompactSource, known: Draft | None = None) -> DraftClaim:
    return read_compact(_draft(claim, sources=sources), ANALYSIS, known).claims[0]


def _brief(draft: Draft, analysis: Analysis) -> Brief:
    return verify(draft, analysis, run_id="r", provenance=PROVENANCE)


@dataclass(frozen=True)
class Passage:
    """An entry of ``evidence`` and the words that it stands for, in which sentence."""

    entry: str
    words: str
    sentence: int


PASSAGES = (
    Passage("[2]", "Il n’a pas répondu à nos questions, et le maire ne répondra pas", 2),
    Passage("[2] Il n’a pas répondu à nos questions", "Il n’a pas répondu à nos questions", 2),
    Passage("[2] Il n'a pas répondu", "Il n'a pas répondu", 2),
    Passage("[1] Le maire de Trelsac … une employée", "Le maire de Trelsac aurait signé lundi, selon une employée", 1),
    Passage("[1] Le maire […] signé", "Le maire de Trelsac aurait signé", 1),
    Passage("[4] le maire ... dormi", "le maire a parlé, le maire a dormi", 4),
    Passage("[1] # Le maire de Trelsac", "Le maire de Trelsac", 1),
    Passage("[1] une employée … Le maire", "une employée … Le maire", 1),  # backwards: nothing
    Passage("[1] Le maire … nos questions", "Le maire … nos questions", 1),  # over two sentences: nothing
    Passage("[1] Le maire … Saint-Rien", "Le maire … Saint-Rien", 1),
    Passage("[9]", "", 9),
    Passage("[x] Le maire", "[x] Le maire", 0),
    Passage("Le maire de Trelsac", "Le maire de Trelsac", 0),
    Passage("", "", 0),
)


@pytest.mark.parametrize("case", PASSAGES, ids=lambda case: case.entry or "empty")
def test_a_passage_is_words_of_its_sentence_or_stays_as_it_is(case: Passage) -> None:
    """What is resolved is verbatim; what stands nowhere is left for the checks to find nowhere."""
    quote = resolved(case.entry, ANALYSIS, Aligner(TEXT, ANALYSIS.sentences))
    assert (quote.sentence, quote.quote) == (case.sentence, case.words)


def test_a_gap_takes_the_widest_stretch() -> None:
    """Of several places the first head and the last tail: more of the sentence, so nothing that rules it is cut."""
    quote = resolved("[4] maire … maire", ANALYSIS, Aligner(TEXT, ANALYSIS.sentences))
    assert quote.quote == "maire a signé, le maire a parlé, le maire"


def test_values_left_out_are_those_of_the_text_layer() -> None:
    """A model that names nothing is no firmer than the reading: the press conditional withholds."""
    source = CompactSource(key="s1", name="une employée", kind="person", anonymous=True)
    claim = _read(_claim(["[1]"], sources=["s1"]), source)
    assert (claim.endorsement, claim.source_type, claim.certainty) == ("withheld", "anonymous", "certain")
    assert {cue.type for cue in claim.cues} >= {"conditional_reportive", "attribution_prep"}
    assert claim.report_form == "indirect"
    assert claim.text == "Le maire de Trelsac aurait signé lundi, selon une employée, un bail de douze ans."


def test_marks_stand_over_the_text_layer_and_the_reserved_one_over_the_firmer() -> None:
    """What is named counts; of two marks of one field the more reserved."""
    claim = _read(_claim(["[4]"], reading=["probable", "possible", "future", "planned", "withheld", "doubted"]))
    assert (claim.certainty, claim.tense, claim.event_status, claim.endorsement) == (
        "possible",
        "future",
        "planned",
        "doubted",
    )
    renamed = _read(_claim(["[4]"], reading=["uncertain", "undecided", "timeless"]))
    assert (renamed.certainty, renamed.polarity, renamed.tense) == ("unknown", "unknown", "unspecified")


def test_sources_say_who_relays_who_disputes_and_that_nobody_is_in_sight() -> None:
    """One list for the chain and those against it."""
    sources = [CompactSource(key=f"s{n}", name="x", kind="person", anonymous=False) for n in (1, 2, 3)]
    claim = _read(_claim(["[4]"], sources=["s1", "s2 relay", "s3 against"]), *sources)
    assert [(link.source, link.role) for link in claim.sources] == [("s1", "origin"), ("s2", "relay")]
    assert (claim.disputed_by, claim.source_type) == (["s3"], "named")
    nobody = _read(_claim(["[4]"], sources=["?"]))
    assert (nobody.source_type, nobody.sources) == ("unspecified", [])
    assert _read(_claim(["[4]"])).source_type == "author"


def test_cues_get_their_type_from_the_text_layer_or_from_what_the_claim_reserves() -> None:
    """Known words have their type, words of an earlier sentence carry over, unknown ones found the claim's reserve."""
    assert _types(_claim(["[1]"], cues=["aurait signé"])) >= {"conditional_reportive"}
    assert "carry_over" in _types(_claim(["[2]"], cues=["selon une employée"]))
    assert "distance" in _types(_claim(["[4]"], cues=["dormi"], reading=["withheld"]))
    assert "epistemic" in _types(_claim(["[4]"], cues=["dormi"], reading=["possible"]))
    assert "irrealis" in _types(_claim(["[4]"], cues=["dormi"], reading=["hypothetical"]))
    assert _types(_claim(["[4]"], cues=["dormi"])) == set()


def _types(claim: CompactClaim) -> set[str]:
    return {cue.type for cue in _read(claim).cues}


def test_quantities_are_computed_for_a_first_draft_alone() -> None:
    """A first draft lists what the text layer reads; an answer that amends one adds nothing that was not asked."""
    first = read_compact(_draft(), ANALYSIS)
    assert [number.quote for number in first.numbers] == ["douze ans"]
    assert read_compact(_draft(), ANALYSIS, first).numbers == []


def test_an_amended_claim_keeps_the_kind_of_its_source() -> None:
    """A source that the first draft gave need not be given again."""
    source = CompactSource(key="s1", name="une employée", kind="person", anonymous=True)
    claim = _claim(["[1]"], sources=["s1"])
    known = read_compact(_draft(claim, sources=(source,)), ANALYSIS)
    assert _read(claim, known=known).source_type == "anonymous"


ANSWERS = [path.stem for path in sorted(FOLDER.glob("*.json")) if path.stem[:2].isdigit() and "00" not in path.stem[:2]]
EXAMPLES = [name for name in ANSWERS if int(name[:2]) <= 10]
KEPT = ("source_type", "certainty", "endorsement", "polarity", "tense", "event_status")
MOST_CHANGED = 6
"""Of 1,326 values in the maintainers' answers to the ten examples: four of polarity and stance, with room for two."""


def test_the_compact_form_says_what_the_answers_say() -> None:
    """Both forms of an answer give the same claims, but for a handful of values that the text layer reads otherwise."""
    changed = []
    for name in EXAMPLES:
        article = example_article(name)
        analysis = analyse(article)
        sentences = numbered_sentences(render(load_prompt("brief"), analysis)[1].content)
        answer = numbered(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), sentences)
        plain = _brief(Draft.model_validate(answer), analysis)
        short = CompactDraft.model_validate(compact(answer, sentences))
        said = _brief(read_compact(short, analysis), analysis)
        assert [claim.evidence for claim in said.claims] == [claim.evidence for claim in plain.claims]
        assert [claim.sources for claim in said.claims] == [claim.sources for claim in plain.claims]
        pairs = zip(plain.claims, said.claims, strict=True)
        changed += [(name, a.id, f) for a, b in pairs for f in KEPT if getattr(a, f) != getattr(b, f)]
    assert len(EXAMPLES) == 10 and len(changed) <= MOST_CHANGED, changed


def test_writing_and_reading_give_the_draft_again() -> None:
    """What a model is shown of its own draft in a repair is the draft, but for quantities."""
    for name in EXAMPLES:
        analysis = analyse(example_article(name))
        sentences = numbered_sentences(render(load_prompt("brief"), analysis)[1].content)
        answer = numbered(json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")), sentences)
        draft = read_compact(CompactDraft.model_validate(compact(answer, sentences)), analysis)
        again = read_compact(compacted(draft, analysis), analysis)
        assert _sorted(again) == _sorted(draft)
        shown = write_compact(draft, analysis)
        assert "\\u" not in shown and ": " not in shown.split('"text"')[0][:40]
        assert len(shown) < len(draft.model_dump_json()) / 2


def _sorted(draft: Draft) -> Draft:
    """Return the draft with the cues of each claim in the order of their words."""
    claims = [claim.model_copy(update={"cues": sorted(claim.cues, key=repr)}) for claim in draft.claims]
    return draft.model_copy(update={"claims": claims})


def test_the_example_in_the_prompt_passes_the_checks() -> None:
    """The one example that a model sees gives a claim in which the checks change nothing."""
    system = load_prompt("brief").system
    line = next(line for line in system.splitlines() if line.startswith("{"))
    sentence = system.partition("pour `[4] ")[2].partition("`")[0]
    article = Article.of(f"Titre\n\nLa salle est vide. Il pleut.\n\n{sentence}\n")
    analysis = analyse(article)
    assert analysis.sentences[3].span.text == sentence
    name = "une employée de la mairie"
    body = CompactDraft(
        actors=[],
        sources=[CompactSource(key="s1", name=name, kind="person", anonymous=True)],
        claims=[CompactClaim.model_validate_json(line)],
        summary=[CompactSummarySentence(claims=["c1"], text=sentence)],
        headline="La fanfare perdrait son local",
    )
    brief = _brief(read_compact(body, analysis), analysis)
    claim = brief.claims[0]
    assert (claim.text, claim.endorsement, claim.source_type) == (sentence, "withheld", "anonymous")
    told = [one.rule for one in brief.findings if one.claim == "c1" or one.severity == "error"]
    assert told == []


def test_an_unknown_form_is_a_settings_error() -> None:
    """A prompt of another version of this package is told by name."""
    with pytest.raises(SettingsError, match=r"draft\.v9"):
        form_of("draft.v9")

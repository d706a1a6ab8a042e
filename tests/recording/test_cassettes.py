"""The recorded conversations. They assert the contract; what only the maintainers' answers hold is marked as theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft, DraftCue, DraftQuote
from summarizer.domain.finding import Finding
from summarizer.domain.run import Proposal
from summarizer.engines.interface import Feedback
from summarizer.engines.llm import LLMEngine, LLMOptions
from tests.recording.articles import example_analysis
from tests.recording.guards import recorded_contents
from tests.recording.source import Source, read_source, recording_key
from tests.reference_endpoint.answers import INVENTED

MakeEngine = Callable[[str], LLMEngine]


@pytest.fixture
def source() -> Source:
    """Where the cassettes at hand come from."""
    return read_source()


@pytest.fixture
def naps() -> list[float]:
    """The seconds that the engine was told to wait."""
    return []


@pytest.fixture
async def make_engine(source: Source, naps: list[float]) -> AsyncIterator[MakeEngine]:
    """Return a maker of engines that speak to a scenario as it was recorded."""
    made: list[LLMEngine] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)

    def make(scenario: str) -> LLMEngine:
        options = LLMOptions(base_url=source.address(scenario), api_key=recording_key())
        engine = LLMEngine(source.model, prompt=load_prompt("brief@1.0.0"), options=options, sleep=sleep)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        await engine.aclose()


def _quotes(draft: Draft) -> list[tuple[str, DraftQuote | DraftCue]]:
    quotes: list[tuple[str, DraftQuote | DraftCue]] = []
    for claim in draft.claims:
        quotes += [(claim.key, quote) for quote in claim.evidence]
        quotes += [(claim.key, cue) for cue in claim.cues]
    return quotes


def _strangers(draft: Draft, analysis: Analysis) -> tuple[Finding, ...]:
    """Return an error per quote that does not stand, to the letter, in the sentence it names."""
    findings = []
    for key, quote in _quotes(draft):
        sentence = analysis.sentence(quote.sentence)
        if sentence is None or quote.quote not in sentence.span.text:
            message = f"« {quote.quote} » n'est pas dans la phrase [{quote.sentence}]"
            span = sentence.span if sentence else None
            findings.append(Finding(rule="evidence.verbatim", severity="error", message=message, span=span, claim=key))
    return tuple(findings)


def _holds(proposal: Proposal) -> None:
    """What any answer to this prompt must hold, whoever wrote it."""
    draft = proposal.draft
    assert 5 <= len(draft.claims) <= 20
    assert 2 <= len(draft.summary) <= 5
    assert draft.headline
    keys = {claim.key for claim in draft.claims}
    sources = {source.key for source in draft.sources}
    assert all(set(sentence.claims) <= keys for sentence in draft.summary)
    for claim in draft.claims:
        assert claim.evidence
        assert bool(claim.sources) == (claim.source_type in ("named", "anonymous"))
        assert {link.source for link in claim.sources} | set(claim.disputed_by) <= sources
        assert bool(claim.disputed_by) == (claim.endorsement == "disputed")
    for completion in proposal.completions:
        assert completion.usage.input > 0
        assert completion.usage.output > 0


@pytest.mark.vcr
@pytest.mark.default_cassette("brief@1.0.0/03-economie-usine")
async def test_a_draft_of_an_article(make_engine: MakeEngine) -> None:
    """One request gives a draft whose quotes all stand in the article."""
    analysis = example_analysis("03-economie-usine")
    proposal = await make_engine("clean").draft(analysis)
    _holds(proposal)
    assert _strangers(proposal.draft, analysis) == ()


@pytest.mark.vcr
@pytest.mark.default_cassette("brief@1.0.0/02-locale-incendie-repaired")
async def test_an_invented_quotation_is_repaired(make_engine: MakeEngine, source: Source) -> None:
    """Findings go back once, and the second draft quotes only the article."""
    analysis = example_analysis("02-locale-incendie")
    engine = make_engine("invented-then-repaired")
    proposal = await engine.draft(analysis)
    findings = _strangers(proposal.draft, analysis)
    if source.reference:
        assert [(finding.claim, INVENTED in finding.message) for finding in findings] == [("c2", True)]
    if findings:
        proposal = await engine.draft(analysis, Feedback(proposal.draft, findings))
    _holds(proposal)
    assert _strangers(proposal.draft, analysis) == ()


@pytest.mark.vcr
@pytest.mark.default_cassette("brief@1.0.0/01-agence-securite-rate-limited")
async def test_a_draft_behind_a_rate_limit(make_engine: MakeEngine, naps: list[float], source: Source) -> None:
    """A 429 is waited for as long as the server asks, and the draft comes all the same."""
    analysis = example_analysis("01-agence-securite")
    proposal = await make_engine("429-then-ok").draft(analysis)
    _holds(proposal)
    assert _strangers(proposal.draft, analysis) == ()
    assert proposal.completions[0].attempts == len(naps) + 1
    if source.reference:
        assert naps == [2.0]


@pytest.mark.reference_answers
def test_the_maintainers_reading_of_the_agency_report(source: Source) -> None:
    """Accusations stay conditional, chains begin at their origin, unverified figures are withheld."""
    if not source.reference:
        pytest.skip("pins what the maintainers wrote; these cassettes are a provider's")
    draft = Draft.model_validate_json(recorded_contents("brief@1.0.0/01-agence-securite-rate-limited")[-1])
    claims = {claim.key: claim for claim in draft.claims}
    assert claims["c1"].endorsement == "disputed"
    assert "recruterait" in claims["c1"].text
    assert [link.role for link in claims["c8"].sources] == ["origin", "relay", "relay"]
    assert (claims["c8"].endorsement, claims["c8"].certainty) == ("withheld", "certain")
    assert (claims["c7"].event_status, claims["c7"].endorsement) == ("planned", "attributed")
    assert claims["c10"].source_type == "anonymous"

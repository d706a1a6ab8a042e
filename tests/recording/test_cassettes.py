"""The recorded conversations, played through the whole pipeline: text layer, model engine, checks.

They assert the contract; what only the maintainers' answers hold is marked as theirs.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

import jsonschema
import pytest

from summarizer.assets.prompts import load_prompt, read_lock
from summarizer.domain.brief import Brief, TokenUsage
from summarizer.domain.compact import CompactDraft
from summarizer.domain.run import RunKey, Usage
from summarizer.engines.expanding import read_compact
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.pipeline import brief_article
from summarizer.text.analyse import analyse
from tests.engines.conftest import MemoryCompletions
from tests.recording.articles import example_article
from tests.recording.conftest import MakeEngine, recorded
from tests.recording.guards import (
    ROOT,
    cassette_files,
    interactions,
    prompt_in_use,
    recorded_completions,
    recorded_contents,
)
from tests.recording.source import Source
from tests.reference_endpoint.answers import INVENTED

PROMPT = prompt_in_use()
RATE_LIMITED = f"{PROMPT}/01-agence-securite-rate-limited"
REPAIRED = f"{PROMPT}/02-locale-incendie-repaired"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)

ARTICLES = [
    recorded("01-agence-securite"),
    recorded("02-locale-incendie"),
    recorded("03-economie-usine"),
    recorded("04-justice-proces"),
    recorded("05-sport-transfert"),
    recorded("06-sante-etude"),
    recorded("07-recrit-machine"),
    recorded("08-meteo-service"),
    recorded("09-politique-sommet"),
    recorded("10-sciences-technologie"),
    recorded("25-agence-mercenaires"),
    recorded("31-economie-rachat"),
    recorded("36-catastrophe-bilan"),
]


async def _brief(article: str, engine: LLMEngine, *, repairs: int = 1) -> Brief:
    """Return what the real pipeline makes of an example article."""
    return await brief_article(example_article(article), engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=repairs)


def _errors(brief: Brief) -> list[str]:
    return [finding.rule for finding in brief.findings if finding.severity == "error"]


def _holds(brief: Brief, article: str, engine: LLMEngine) -> None:
    """What any brief of this prompt must hold, whoever answered."""
    schema = json.loads((ROOT / "schemas" / "brief.v1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(brief.model_dump_json()))
    text = example_article(article).text
    assert _errors(brief) == []
    assert 5 <= len(brief.claims) <= 25
    assert 2 <= len(brief.summary) <= 5
    assert brief.headline
    assert brief.id == RunKey.of(example_article(article), engine.identity).hex
    for claim in brief.claims:
        assert claim.evidence
        for span in (*claim.evidence, *(cue.span for cue in claim.cues)):
            assert text[span.start : span.end] == span.text


def _counts(brief: Brief, name: str, source: Source) -> None:
    """What the provenance must say of a conversation: every request of the cassette, every token in it, who, what."""
    about = brief.provenance
    assert about.usage.input > 0 and about.usage.output > 0
    assert about.prompt is not None and f"{about.prompt.id}@{about.prompt.version}" == PROMPT
    assert about.prompt.sha256 == read_lock()[PROMPT]
    assert about.engine == "llm"
    assert about.model_requested == source.model
    if name not in cassette_files():
        return  # it is being recorded: the file is written when the test is over
    completions = recorded_completions(name)
    paid = sum((completion.usage for completion in completions), Usage())
    assert about.usage == TokenUsage(input=paid.input, cached=paid.cached, output=paid.output)
    assert about.attempts == len(interactions(name))
    assert about.model_returned == completions[-1].model_returned != ""


@pytest.mark.parametrize("article", ARTICLES)
async def test_a_brief_of_an_article(article: str, make_engine: MakeEngine, source: Source) -> None:
    """One request gives a brief that the checks find no error in."""
    engine = make_engine("clean")
    brief = await _brief(article, engine, repairs=0)
    _holds(brief, article, engine)
    _counts(brief, f"{PROMPT}/{article}", source)
    if source.reference:
        assert brief.provenance.attempts == 1


@pytest.mark.vcr
@pytest.mark.default_cassette("02-locale-incendie-repaired")
async def test_an_invented_quotation_is_repaired(make_engine: MakeEngine, source: Source) -> None:
    """The pipeline's own findings go back once, and nothing invented is left in the brief."""
    engine = make_engine("invented-then-repaired")
    brief = await _brief("02-locale-incendie", engine)
    _holds(brief, "02-locale-incendie", engine)
    _counts(brief, REPAIRED, source)
    assert INVENTED not in brief.model_dump_json()
    if source.reference:
        assert brief.provenance.attempts == 2


@pytest.mark.vcr
@pytest.mark.default_cassette("01-agence-securite-rate-limited")
async def test_a_brief_behind_a_rate_limit(make_engine: MakeEngine, naps: list[float], source: Source) -> None:
    """A 429 is waited for as long as the server asks, and the brief comes all the same."""
    engine = make_engine("429-then-ok")
    brief = await _brief("01-agence-securite", engine, repairs=0)
    _holds(brief, "01-agence-securite", engine)
    _counts(brief, RATE_LIMITED, source)
    if source.reference:
        assert len(naps) == 1 and 2.0 <= naps[0] <= 2.5
        assert brief.provenance.attempts == 2


def _replaying(name: str, source: Source) -> LLMEngine:
    """Return an engine that has the cassette's completions stored and can send nothing."""
    stored = MemoryCompletions()
    for completion in recorded_completions(name):
        stored.put(completion)
    options = LLMOptions(replay_only=True)
    return LLMEngine(source.model, prompt=load_prompt(PROMPT), completions=stored, options=options)


def _evidence(brief: Brief) -> set[str]:
    return {span.text for claim in brief.claims for span in claim.evidence}


@pytest.mark.reference_answers
async def test_without_the_repair_the_claim_is_lost(source: Source) -> None:
    """On the same first completion: no repair leaves errors and drops the claim, one repair brings it back."""
    engine = _replaying(REPAIRED, source)
    without = await _brief("02-locale-incendie", engine, repairs=0)
    repaired = await _brief("02-locale-incendie", engine)
    assert _errors(without) == ["evidence.dropped", "evidence.missing"]
    assert without.provenance.attempts == 1
    assert _errors(repaired) == []
    assert _evidence(repaired) - _evidence(without) == {"L’origine du sinistre serait accidentelle"}
    assert len(repaired.claims) == len(without.claims) + 1


@pytest.mark.reference_answers
def test_the_repair_was_asked_for_in_the_words_of_the_checks() -> None:
    """The recorded second request shows the refused draft and names claim, rule and invented words."""
    first, second = (row["request"]["body"]["json"]["messages"] for row in interactions(REPAIRED))
    assert second[:2] == first
    assert INVENTED in second[2]["content"]
    told = second[3]["content"]
    assert "evidence.dropped" in told and INVENTED in told and "c2" in told


@pytest.mark.reference_answers
def test_the_maintainers_reading_of_the_agency_report() -> None:
    """Accusations stay conditional, chains begin at their origin, unverified figures are withheld."""
    answer = CompactDraft.model_validate_json(recorded_contents(RATE_LIMITED)[-1])
    draft = read_compact(answer, analyse(example_article("01-agence-securite")))
    claims = {claim.key: claim for claim in draft.claims}
    assert claims["c1"].endorsement == "disputed"
    assert "recruterait" in claims["c1"].text
    assert [link.role for link in claims["c8"].sources] == ["origin", "relay", "relay"]
    assert (claims["c8"].endorsement, claims["c8"].certainty) == ("withheld", "certain")
    assert (claims["c7"].event_status, claims["c7"].endorsement) == ("planned", "attributed")
    assert claims["c10"].source_type == "anonymous"

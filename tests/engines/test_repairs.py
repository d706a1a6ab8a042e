"""The pipeline with the model engine when a repair cannot be had: the first brief stays, what was paid stays stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.brief import Brief
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.pipeline import brief_article
from tests.engines.conftest import MakeEngine, MemoryCompletions
from tests.recording.articles import example_article
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

ARTICLE = example_article("02-locale-incendie")


async def _brief(engine: LLMEngine) -> Brief:
    return await brief_article(ARTICLE, engine, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), timer=lambda: 0.0)


async def test_a_server_that_breaks_during_the_repair_costs_no_brief(
    make_engine: MakeEngine, completions: MemoryCompletions, endpoint: ReferenceEndpoint
) -> None:
    """Three requests for the repair come to nothing: first brief, its findings, an info, and the paid answer kept."""
    made = await _brief(make_engine("invented-then-500", attempts=3))
    assert endpoint.requests["invented-then-500"] == 4
    assert made.provenance.attempts == 4
    assert [one.rule for one in made.findings if one.severity == "error"] == ["evidence.dropped", "evidence.missing"]
    assert (made.findings[-1].rule, made.findings[-1].severity) == ("repair", "info")
    assert "answered 500" in made.findings[-1].message
    assert len(made.claims) > 5
    (kept,) = completions.put_order
    assert (made.provenance.usage.input, made.provenance.usage.output) == (kept.usage.input, kept.usage.output)


async def test_a_replay_without_the_repair_gives_the_first_brief(
    make_engine: MakeEngine, completions: MemoryCompletions
) -> None:
    """The first completion is stored, the repair is not: the brief of the first, with the reason."""
    live = await _brief(make_engine("invented-then-500", attempts=1))
    options = LLMOptions(replay_only=True)
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=options)
    replayed = await _brief(engine)
    assert (replayed.id, replayed.claims, replayed.findings[:-1]) == (live.id, live.claims, live.findings[:-1])
    assert replayed.findings[-1].rule == "repair"
    assert "no stored completion for article" in replayed.findings[-1].message


async def test_the_next_run_pays_for_the_repair_alone(
    make_engine: MakeEngine, completions: MemoryCompletions, endpoint: ReferenceEndpoint
) -> None:
    """With the first completion stored, a run after the outage sends one request and has the repaired brief."""
    await _brief(make_engine("invented-then-500", attempts=1))
    made = await _brief(make_engine("invented-then-repaired"))
    assert endpoint.requests["invented-then-repaired"] == 1
    assert not [one for one in made.findings if one.severity == "error" or one.rule == "repair"]


async def test_tokens_of_a_failed_repair_are_counted_with_the_cached_ones(
    make_engine: MakeEngine, completions: MemoryCompletions
) -> None:
    """A repair whose stored answer is cut off was paid for: input, cached and output are in the usage."""
    await _brief(make_engine("invented-then-repaired"))
    first, second = completions.put_order
    cut = second.raw.replace('"finish_reason":"stop"', '"finish_reason":"length"')
    assert cut != second.raw
    completions.put(replace(second, raw=cut, usage=replace(second.usage, cached=11)))
    engine = LLMEngine(
        MODEL, prompt=load_prompt("brief"), completions=completions, options=LLMOptions(replay_only=True)
    )
    spent = (await _brief(engine)).provenance.usage
    assert (spent.input, spent.cached) == (first.usage.input + second.usage.input, first.usage.cached + 11)
    assert spent.output == first.usage.output + second.usage.output

"""The pipeline with the model engine when items fail: which are asked again, which answer stays, what is told of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.brief import Brief
from summarizer.domain.item import Fate, Item
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.pipeline import Made, Repairs, brief_article, make_brief
from tests.engines.conftest import MakeEngine, MemoryCompletions
from tests.recording.articles import example_article
from tests.reference_endpoint.answers import INVENTED
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

ARTICLE = example_article("02-locale-incendie")
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


async def _brief(engine: LLMEngine) -> Brief:
    return await brief_article(ARTICLE, engine, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), timer=lambda: 0.0)


SPOILED = Item("claim", "c2")
"""The item that the scenarios spoil: its text made firmer, or its evidence made up."""
TEXT, EVIDENCE = "L’origine du sinistre serait accidentelle.", "L’origine du sinistre serait accidentelle"


async def _made(engine: LLMEngine, times: int = 1, tokens: int | None = None) -> Made:
    limits = Repairs(times, tokens)
    return await make_brief(ARTICLE, engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=limits)


def _fate(made: Made, item: Item) -> Fate | None:
    return next((fate for fate in made.fates if fate.item == item), None)


def _texts(made: Made) -> list[str]:
    return [claim.text for claim in made.brief.claims]


def _asked(endpoint: ReferenceEndpoint, number: int) -> str:
    """Return what the last message of a request says."""
    return str(json.loads(endpoint.bodies[number])["messages"][-1]["content"])


@pytest.mark.parametrize("scenario", ["invented-then-repaired", "invented-then-whole"])
async def test_an_invented_quote_is_repaired(
    scenario: str, make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """The claim is back and told as repaired, whether the answer is the asked items alone or the whole draft."""
    made = await _made(make_engine(scenario))
    fate = _fate(made, SPOILED)
    assert fate is not None and (fate.outcome, fate.claim) == ("repaired", "c2")
    assert "evidence.dropped" in fate.rules
    assert made.brief.claims[1].evidence[0].text == EVIDENCE
    assert not [one for one in made.brief.findings if one.severity == "error" or one.rule == "repair"]
    assert made.brief.provenance.attempts == 2


async def test_only_what_fails_is_asked_for_again(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """The first two messages are the same bytes, the last names the failing items alone and what the article says."""
    await _made(make_engine("invented-then-repaired"))
    first, second = (json.loads(body)["messages"] for body in endpoint.bodies)
    assert json.dumps(second[:2]) == json.dumps(first)
    told = second[3]["content"]
    listed = told.rpartition("PARTIELLE")[2]
    assert "- affirmation c2\n" in listed and "- affirmation c1\n" not in listed and "headline\n" not in listed
    assert INVENTED in told
    assert "  phrase [5] : « L’origine du sinistre serait accidentelle. »" in told


async def test_a_hardened_claim_is_repaired(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """A text that lost its conditional is asked for again, told which verb, and comes back in the draft's own words."""
    made = await _made(make_engine("hardened-then-repaired"))
    fate = _fate(made, SPOILED)
    assert fate is not None and (fate.outcome, fate.rules) == ("repaired", ("hardening.text",))
    assert TEXT in _texts(made)
    assert "«est»; the article has «serait»" in _asked(endpoint, 1)


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_what_stays_hardened_is_settled(times: int, make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """After the last repair the evidence stands in for the text, and the item is told as reserved."""
    made = await _made(make_engine("hardened-always"), times)
    fate = _fate(made, SPOILED)
    assert fate is not None and (fate.outcome, fate.claim, fate.rules) == ("reserved", "c2", ("hardening.text",))
    assert EVIDENCE in _texts(made)[1] and TEXT not in _texts(made)
    assert len(endpoint.bodies) == 1 + times
    if times == 2:
        assert _asked(endpoint, 2).startswith("La correction précédente n'a pas suffi (demande n° 2).")


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_what_stays_ungrounded_is_left_out(
    times: int, make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """After the last repair the claim is dropped and told by its key; its errors are in the findings."""
    made = await _made(make_engine("invented-always"), times)
    fate = _fate(made, SPOILED)
    assert fate is not None and (fate.outcome, fate.claim, fate.rules) == ("dropped", None, ("evidence.missing",))
    assert [one.rule for one in made.brief.findings if one.severity == "error"] == [
        "evidence.dropped",
        "evidence.missing",
    ]
    assert made.brief.provenance.attempts == len(endpoint.bodies) == 1 + times


async def test_a_repair_that_is_worse_changes_nothing(make_engine: MakeEngine) -> None:
    """Each item stays as it was first, and the brief has no error that it had not."""
    made, without = await _made(make_engine("hardened-then-worse")), await _made(make_engine("hardened-always"), 0)
    assert made.brief.claims == without.brief.claims
    assert made.fates == without.fates
    assert made.brief.findings == without.brief.findings


async def test_what_nobody_asked_for_is_passed_over_and_told(make_engine: MakeEngine) -> None:
    """A key that the draft has not, and an item that was right, do not come in; the asked item does."""
    made, clean = await _made(make_engine("invented-then-strays")), await _made(make_engine("clean", reuse=False))
    assert [claim.text for claim in made.brief.claims] == [claim.text for claim in clean.brief.claims]
    (told,) = [one for one in made.brief.findings if one.rule == "repair"]
    assert told.severity == "info" and "«claim c99»" in told.message and "«claim c1»" in told.message


@pytest.mark.parametrize(
    ("scenario", "says", "requests"),
    [
        ("invented-then-length", "cut off at the token limit", 2),
        ("invented-then-invalid", "is no draft", 3),
        ("invented-then-refusal", "the model refused", 2),
    ],
)
async def test_a_repair_without_a_draft_costs_no_brief(
    scenario: str, says: str, requests: int, make_engine: MakeEngine, completions: MemoryCompletions
) -> None:
    """Cut off, no draft or refused: the first brief stays, its claim is told as dropped, what was paid is counted."""
    made = await _made(make_engine(scenario))
    told = made.brief.findings[-1]
    assert (told.rule, told.severity) == ("repair", "info") and says in told.message
    fate = _fate(made, SPOILED)
    assert fate is not None and fate.outcome == "dropped"
    assert len(made.brief.claims) > 5
    assert made.brief.provenance.attempts == requests == len(completions.put_order)
    assert made.brief.provenance.usage.output == sum(one.usage.output for one in completions.put_order)


async def test_a_spent_budget_sends_nothing(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """No token for repairs: one request, and the brief says why."""
    made = await _made(make_engine("invented-then-repaired"), 1, 0)
    assert len(endpoint.bodies) == 1 and "token budget" in made.brief.findings[-1].message


async def test_a_budget_ends_the_repairs_and_bounds_their_answers(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """The first draft is free of it; each repair may cost what is left."""
    made = await _made(make_engine("hardened-always"), 3, 40)
    sent = [json.loads(body).get("max_tokens") for body in endpoint.bodies]
    assert sent == [None, 40]
    assert "token budget" in made.brief.findings[-1].message


async def test_a_draft_with_nothing_to_mend_asks_nothing(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """Repairs are there for what fails: a draft without such findings is one request."""
    article = example_article("10-sciences-technologie")
    limits = Repairs(3)
    made = await make_brief(article, make_engine("clean"), now=lambda: MOMENT, timer=lambda: 0.0, repairs=limits)
    assert len(endpoint.bodies) == made.brief.provenance.attempts == 1
    assert [fate.outcome for fate in made.fates if fate.outcome != "reserved"] == []


async def test_a_replay_gives_the_same_fates(make_engine: MakeEngine, completions: MemoryCompletions) -> None:
    """From stored completions alone the same items are repaired."""
    live = await _made(make_engine("invented-then-repaired"))
    engine = LLMEngine(
        MODEL, prompt=load_prompt("brief"), completions=completions, options=LLMOptions(replay_only=True)
    )
    assert (await _made(engine)).fates == live.fates


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

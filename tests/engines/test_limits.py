"""Pace, budget and breaker: shared by all articles, on a clock of their own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.run import Cost, Usage
from summarizer.engines.breaker import FIRST_PROBE_S, Breaker
from summarizer.engines.budget import Budget
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.pace import MOST_SPREAD_S, WINDOW_S, Pace
from summarizer.engines.prices import Prices
from summarizer.engines.providers import ModelRule, Provider, Rates, target_of
from summarizer.errors import BudgetError, EndpointDownError, PermanentError, SettingsError, TransientError
from tests.engines.conftest import MakeEngine, MemoryCompletions, Naps
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint, clean, error

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

PRICED = {"house": Provider(api_key_env="", models=(ModelRule(match=("*",), price=Rates(input=10, output=20)),))}
"""A provider whose price the user gave: the reference endpoint has none."""


@dataclass(frozen=True)
class Rate:
    """A limit, requests of so many tokens, and when each goes, in seconds from the first."""

    rpm: int | None
    tpm: int | None
    tokens: tuple[int, ...]
    at: tuple[float, ...]


RATES = (
    Rate(None, None, (10, 10, 10), (0, 0, 0)),
    Rate(2, None, (1, 1, 1, 1, 1), (0, 0, 60, 60, 120)),
    Rate(None, 100, (60, 40, 1, 99), (0, 0, 60, 60)),
    Rate(None, 100, (60, 41, 60), (0, 60, 120)),
    Rate(None, 100, (250, 1), (0, 60)),
    Rate(1, 1000, (1, 1), (0, 60)),
)


@pytest.mark.parametrize("case", RATES, ids=str)
async def test_no_minute_has_more_than_the_limit(case: Rate, naps: Naps) -> None:
    """Requests go in their order, as soon as they may, and one that is too big by itself goes alone."""
    pace = Pace(case.rpm, case.tpm, clock=naps.clock, sleep=naps)
    start = naps.now
    went = []
    for tokens in case.tokens:
        await pace.enter(tokens)
        went.append(naps.now - start)
    assert tuple(went) == case.at


async def test_an_estimate_is_put_right_by_the_answer(naps: Naps) -> None:
    """What was counted too high makes room for the next, what was too low takes it."""
    pace = Pace(None, 100, clock=naps.clock, sleep=naps)
    pace.correct(await pace.enter(90), 10)
    await pace.enter(90)
    assert naps.seconds == []
    pace.correct(await pace.enter(0), 50)
    await pace.enter(20)
    assert naps.seconds == [WINDOW_S]


async def test_waiting_articles_go_in_the_order_of_their_coming(naps: Naps) -> None:
    """Ten at once through two a minute: five minutes, nobody overtakes."""
    pace = Pace(2, None, clock=naps.clock, sleep=naps)
    start = naps.now
    went: list[tuple[int, float]] = []

    async def go(number: int) -> None:
        await pace.enter(1)
        went.append((number, naps.now - start))

    await asyncio.gather(*(go(number) for number in range(10)))
    assert went == [(number, WINDOW_S * (number // 2)) for number in range(10)]


async def test_the_engine_keeps_the_pace_over_all_articles(make_engine: MakeEngine, naps: Naps) -> None:
    """Six articles at three a minute: the fourth waits for the first to be a minute ago."""
    engine = make_engine(rpm=3, reuse=False)
    await asyncio.gather(*(engine.draft(sample_analysis()) for _ in range(6)))
    assert naps.seconds == [WINDOW_S]


async def test_repeated_requests_count_for_the_pace(make_engine: MakeEngine, naps: Naps) -> None:
    """A request that is sent again is a request."""
    await make_engine("429-then-ok", rpm=1).draft(sample_analysis())
    assert 2.0 <= naps.seconds[0] <= 2.0 + MOST_SPREAD_S
    assert sum(naps.seconds) == pytest.approx(WINDOW_S)


async def test_a_breaker_opens_lets_one_try_and_closes(naps: Naps) -> None:
    """Closed, open, one may try and the others wait for it; another error of the endpoint's own counts as an answer."""
    breaker = Breaker(clock=naps.clock, sleep=naps, failures=2)
    for said in (TransientError("x"), PermanentError("401", status=401), TransientError("x")):
        assert not await breaker.enter()
        breaker.leave(said, is_try=False)
    assert not await breaker.enter()
    breaker.leave(TransientError("gateway", status=502), is_try=False)
    assert await breaker.enter()
    assert naps.seconds == [FIRST_PROBE_S]
    waiting = [asyncio.ensure_future(breaker.enter()) for _ in range(3)]
    await asyncio.sleep(0)
    breaker.leave(asyncio.CancelledError(), is_try=True)  # says nothing: another one may try
    while not any(one.done() for one in waiting):
        await asyncio.sleep(0)
    assert [one.result() for one in waiting if one.done()] == [True]
    breaker.leave(None, is_try=True)
    assert sorted(await asyncio.gather(*waiting)) == [False, False, True]


async def test_a_breaker_gives_up_only_after_some_time(naps: Naps) -> None:
    """Tries come at longer and longer intervals; one that fails late enough ends the waiting, for a pause."""
    breaker = Breaker(clock=naps.clock, sleep=naps, failures=1, down_s=5, pause_s=30)
    breaker.leave(TransientError("x"), is_try=False)
    for _ in range(3):
        assert await breaker.enter()
        breaker.leave(TransientError("gone."), is_try=True)
    assert naps.seconds == [1, 2, 4]
    with pytest.raises(EndpointDownError, match=r"has not answered for 7 s \(gone\); nothing more is sent for now"):
        await breaker.enter()
    naps.now += 30
    assert await breaker.enter()
    with pytest.raises(EndpointDownError):  # down: nobody waits for the one that tries
        await breaker.enter()
    breaker.leave(None, is_try=True)
    assert not await breaker.enter()


@pytest.mark.parametrize("status", [400, 429, 500])
async def test_an_endpoint_that_answers_is_not_dead(status: int, naps: Naps) -> None:
    """Whatever it says: only silence and a gateway's word that nobody is there count."""
    breaker = Breaker(clock=naps.clock, sleep=naps, failures=1)
    breaker.leave(TransientError("x", status=status), is_try=False)
    assert not await breaker.enter()
    assert naps.seconds == []


@pytest.mark.parametrize("rpm", [None, 1000])
async def test_a_rest_holds_for_all_and_they_come_back_one_by_one(rpm: int | None) -> None:
    """What one request was told to wait, the others wait too, each a little longer and not all the same."""
    now, seconds = 0.0, []

    async def sleep(wait: float) -> None:
        nonlocal now
        until = now + wait
        seconds.append(wait)
        await asyncio.sleep(0)
        now = max(now, until)

    pace = Pace(rpm, None, clock=lambda: now, sleep=sleep)
    pace.rest(4.0)
    pace.rest(1.0)  # a shorter wish shortens nothing
    await asyncio.gather(*(pace.enter(1) for _ in range(10)))
    assert len(seconds) == len(set(seconds)) == 10
    assert all(4.0 < wait <= 4.0 + MOST_SPREAD_S for wait in seconds)


async def test_a_wish_to_one_article_holds_back_the_others() -> None:
    """While the first waits for its Retry-After nothing is sent for the second."""
    waits: list[float] = []
    over, begun = asyncio.Event(), asyncio.Semaphore(0)

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        begun.release()
        await over.wait()
        now.append(now[-1] + seconds)

    now = [0.0]
    limited = {"once": lambda ask: error(429, "slow", **{"retry-after": "4"}) if len(waits) == 0 else clean(ask)}
    with ReferenceEndpoint(scenarios=limited) as running:
        options = LLMOptions(base_url=running.base_url("once"), clock=lambda: now[-1], reuse=False)
        engine = LLMEngine(MODEL, prompt=load_prompt("brief"), options=options, sleep=sleep)
        first = asyncio.ensure_future(engine.draft(sample_analysis()))
        await begun.acquire()
        second = asyncio.ensure_future(engine.draft(sample_analysis()))
        await begun.acquire()
        assert running.requests["once"] == 1
        over.set()
        assert all(one.draft.claims for one in await asyncio.gather(first, second))
        assert running.requests["once"] == 3
        await engine.aclose()
    assert all(4.0 <= wait <= 4.0 + MOST_SPREAD_S for wait in waits)


async def test_a_budget_waits_for_what_others_really_cost() -> None:
    """Two at their worst do not fit; the second goes once the first has cost less."""
    budget = Budget(1.0)
    await budget.hold(0.8)
    second = asyncio.ensure_future(budget.hold(0.8))
    await asyncio.sleep(0)
    assert not second.done()
    budget.settle(0.8, Cost(0.1, "p"), charged_usd=0.1)
    await second
    budget.settle(0.8, Cost(0.1, "p"), charged_usd=0.1)
    assert budget.spent == Cost(0.2, "p")
    with pytest.raises(BudgetError, match=r"might cost 0\.9000 USD, and 0\.2000 of the 1 USD"):
        await budget.hold(0.9)


async def test_the_run_stops_before_the_request_that_would_pass_the_limit(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint, completions: MemoryCompletions
) -> None:
    """Whatever the concurrency, what is spent stays under the limit, and what was paid is kept."""
    settings: dict[str, Any] = {"providers": PRICED, "max_tokens": 2000, "reuse": False}
    limit = 0.25
    engine = make_engine(model=f"house/{MODEL}", max_cost_usd=limit, **settings)
    outcomes = await asyncio.gather(*(engine.draft(sample_analysis()) for _ in range(30)), return_exceptions=True)
    stopped = [one for one in outcomes if isinstance(one, BudgetError)]
    assert stopped and len(stopped) < 30
    assert endpoint.requests["clean"] == 30 - len(stopped) == len(completions.put_order)
    spent = sum((one.usage.input * 10 + one.usage.output * 20) / 1e6 for one in completions.put_order)
    assert engine.spent.usd == pytest.approx(spent)
    assert limit * 0.5 < spent <= limit


@pytest.mark.parametrize("scenario", ["always-invalid", "refusal", "length", "cut", "500"])
async def test_failed_and_repeated_attempts_are_counted(
    scenario: str, make_engine: MakeEngine, completions: MemoryCompletions
) -> None:
    """Each answer that came costs its tokens; one that broke off is said; one that failed costs nothing."""
    engine = make_engine(scenario, model=f"house/{MODEL}", providers=PRICED)
    with pytest.raises(Exception) as caught:
        await engine.draft(sample_analysis())
    paid = sum((one.usage.input * 10 + one.usage.output * 20) / 1e6 for one in completions.put_order)
    usd, prices, notes = caught.value.cost  # type: ignore[attr-defined]
    assert (usd or 0.0) == pytest.approx(paid) == pytest.approx(engine.spent.usd or 0.0)
    assert prices == ("summarizer.toml" if paid else None)
    assert bool(notes) == (scenario == "cut")


async def test_what_broke_off_is_held_against_the_limit(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """It may be billed to its worst: a limit that has room for one such request sends no second."""
    engine = make_engine("cut", model=f"house/{MODEL}", providers=PRICED, max_tokens=1000, max_cost_usd=0.08)
    with pytest.raises(BudgetError):
        await engine.draft(sample_analysis())
    assert endpoint.requests["cut"] == 1


def test_a_limit_without_a_price_is_refused(make_engine: MakeEngine) -> None:
    """What cannot be kept is not promised."""
    with pytest.raises(SettingsError, match="no price is known for the model 'reference-answers'"):
        make_engine(max_cost_usd=1.0)


def test_a_limit_bounds_the_answer(make_engine: MakeEngine) -> None:
    """Without a bound of its own a request gets one, else its worst is unknown; the identity stays."""
    plain = make_engine(model=f"house/{MODEL}", providers=PRICED)
    bounded = make_engine(model=f"house/{MODEL}", providers=PRICED, max_cost_usd=1.0)
    assert bounded.request(sample_analysis())["max_tokens"] == 16_384
    assert bounded.identity == plain.identity


@dataclass(frozen=True)
class Priced:
    """A model, as the answer names it, and whether its price is known."""

    model: str
    returned: str
    known: bool


PRICES = (
    Priced("openai/gpt-4o", "gpt-4o-2024-08-06", True),
    Priced("azure/mon-deploiement", "gpt-4o-2024-08-06", True),
    Priced("azure/mon-deploiement", "", False),
    Priced("mistral/mistral-small-latest", "", True),
    Priced("openai/unheard-of", "", False),
    Priced("ollama/gpt-4o", "gpt-4o", False),
)


@pytest.mark.parametrize("case", PRICES, ids=lambda case: f"{case.model}-{case.returned}")
def test_a_price_is_known_or_none_and_never_zero(case: Priced) -> None:
    """By the answer's name for the model, else by the one asked for; a local server has no price whatever it serves."""
    cost = Prices(target_of(case.model, {}, has_address=False)).of(Usage(1000, 200, 100), case.returned)
    if case.known:
        assert cost.usd is not None and cost.usd > 0
        assert cost.prices is not None and cost.prices.startswith("genai-prices ")
        assert cost.notes == ()
    else:
        assert cost == Cost(None, None, (f"no price is known for {case.model}",))


def test_an_answer_without_tokens_was_not_free() -> None:
    """A server that counts none leaves the price unknown, also where the user gave rates."""
    prices = Prices(target_of("house/m", PRICED, has_address=True))
    assert prices.is_known
    assert prices.of(Usage(), "m") == Cost(None, None, ("an answer told no tokens, so its price is not known",))


def test_cached_tokens_have_their_own_price() -> None:
    """Where the user gives one; else they cost what all input costs."""
    for cached, usd in ((None, 10_000 * 10 / 1e6), (1.0, (6_000 * 10 + 4_000 * 1) / 1e6)):
        own = {"house": Provider(models=(ModelRule(match=("*",), price=Rates(input=10, output=20, cached=cached)),))}
        prices = Prices(target_of("house/m", own, has_address=True))
        assert prices.of(Usage(10_000, 4_000, 0)).usd == pytest.approx(usd)


def test_costs_add_up_only_where_both_are_known() -> None:
    """The unknown stays unknown, nothing changes nothing, notes stand once."""
    unknown = Cost(None, None, ("n",))
    assert Cost(1.0, "p") + Cost(2.0, "p") == Cost(3.0, "p")
    assert Cost(1.0, "p") + Cost() == Cost(1.0, "p") == Cost() + Cost(1.0, "p")
    assert Cost(1.0, "p") + unknown == Cost(None, "p", ("n",))
    assert unknown + unknown == unknown

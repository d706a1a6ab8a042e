"""Pace, budget and breaker: shared by all articles, on a clock of their own."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from summarizer.domain.run import Cost, Usage
from summarizer.engines.breaker import Breaker
from summarizer.engines.budget import Budget
from summarizer.engines.pace import WINDOW_S, Pace
from summarizer.engines.prices import Prices
from summarizer.engines.providers import ModelRule, Provider, Rates, target_of
from summarizer.errors import BudgetError, EndpointDownError, PermanentError, SettingsError, TransientError
from tests.engines.conftest import MakeEngine, MemoryCompletions, Naps
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

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
    assert naps.seconds[0] == 2.0
    assert sum(naps.seconds) == WINDOW_S


def test_a_breaker_opens_lets_one_try_and_closes(naps: Naps) -> None:
    """Closed, open, one may try, closed by its answer; another error of the endpoint's own counts as an answer."""
    breaker = Breaker(clock=naps.clock, failures=2, pause_s=10)
    for error in (TransientError("x"), PermanentError("401", status=401), TransientError("x")):
        breaker.enter()
        breaker.leave(error)
    breaker.enter()
    breaker.leave(TransientError("gateway", status=502))
    with pytest.raises(EndpointDownError, match=r"2 requests in a row: gateway\)"):
        breaker.enter()
    naps.now += 10
    breaker.enter()
    with pytest.raises(EndpointDownError):
        breaker.enter()
    breaker.leave(asyncio.CancelledError())  # says nothing: another one may try
    breaker.enter()
    breaker.leave(None)
    breaker.enter()
    breaker.enter()


@pytest.mark.parametrize("status", [400, 429, 500])
def test_an_endpoint_that_answers_is_not_dead(status: int, naps: Naps) -> None:
    """Whatever it says: only silence and a gateway's word that nobody is there count."""
    breaker = Breaker(clock=naps.clock, failures=1)
    breaker.leave(TransientError("x", status=status))
    breaker.enter()


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

"""What stands between and beside the answers: proxies, cuts, waits that servers ask for, endpoints that are gone."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.faults import CASES
from summarizer.assets.prompts import load_prompt
from summarizer.engines import retry
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.pace import MOST_SPREAD_S
from summarizer.errors import (
    ContentFilterError,
    ContentTypeError,
    EndpointDownError,
    EngineError,
    InvalidOutputError,
    PermanentError,
    TransientError,
)
from tests.engines.conftest import MakeEngine, MemoryCompletions, Naps
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.faults import EVERYTHING
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint, Reply, clean

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


def test_the_table_of_faults_stands_in_the_docs() -> None:
    """Each case of benchmarks.faults is a scenario of the endpoint and has one row in docs/engine.md."""
    text = (Path(__file__).parents[2] / "docs" / "engine.md").read_text(encoding="utf-8")
    rows = [line.split(" | ")[0].removeprefix("| ") for line in text.splitlines() if line.count(" | ") == 5]
    assert {case.scenario for case in CASES} <= set(EVERYTHING)
    assert rows[-len(CASES) :] == [case.fault for case in CASES]


@dataclass(frozen=True)
class Fault:
    """A scenario, what it is met with, how many requests that takes, and whether it may have been billed."""

    scenario: str
    error: type[EngineError]
    says: str
    requests: int = 1
    perhaps_paid: bool = False


FAULTS = (
    Fault("no-model", PermanentError, "answered 404: The model `reference-answers` does not exist. Check the model's"),
    Fault("azure-filter", ContentFilterError, "answered 400: The response was filtered"),
    Fault("proxy-403", ContentTypeError, "a web page came back.*--base-url and the proxy"),
    Fault("proxy-502", TransientError, "answered 502: a web page, as a proxy's", 4),
    Fault("plain-text", ContentTypeError, "the answer is text/plain, not JSON.*service en maintenance"),
    Fault("error-in-200", PermanentError, "error in a 200 response: .*upstream failed"),
    Fault("cut", TransientError, "broke off on its way", 2, perhaps_paid=True),
    Fault("429-long", TransientError, "answered 429", 1),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.scenario)
async def test_each_fault_is_one_line_after_a_known_number_of_requests(
    fault: Fault, make_engine: MakeEngine, endpoint: ReferenceEndpoint, completions: MemoryCompletions
) -> None:
    """Typed, short, counted; what no model answered is not kept."""
    with pytest.raises(fault.error, match=fault.says) as caught:
        await make_engine(fault.scenario).draft(sample_analysis())
    assert type(caught.value) is fault.error
    assert "\n" not in str(caught.value)
    assert (endpoint.requests[fault.scenario], caught.value.attempts) == (fault.requests, fault.requests)
    assert caught.value.perhaps_paid == fault.perhaps_paid
    assert len(completions.kept) == (fault.scenario == "error-in-200")


async def test_an_answer_cut_on_the_wire_is_asked_for_once_more(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """It may be billed each time: the default of three more requests would be paid three times."""
    proposal = await make_engine("cut-then-ok").draft(sample_analysis())
    assert endpoint.requests["cut-then-ok"] == 2
    assert proposal.cost.notes[0] == "no price is known for reference-answers"
    assert proposal.cost.notes[1] == "a request got no whole answer and may be billed beside this"


async def test_a_reask_replaces_the_one_before_it(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """However often it is asked again, the prompt holds the question, the last answer and what is wrong with it."""
    with pytest.raises(InvalidOutputError):
        await make_engine("always-invalid", reasks=3).draft(sample_analysis())
    asked = [json.loads(body)["messages"] for body in endpoint.bodies]
    assert [[message["role"] for message in messages] for messages in asked] == [
        ["system", "user"],
        *[["system", "user", "assistant", "user"]] * 3,
    ]
    assert asked[1] == asked[2] == asked[3]
    assert asked[1][:2] == asked[0]


async def test_silence_is_waited_for_twice(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """A server that took the request and never answered may be working for money: one more try, not three."""
    with pytest.raises(TransientError, match="Raise --timeout") as caught:
        await make_engine("silence", timeout_s=0.05).draft(sample_analysis())
    assert (endpoint.requests["silence"], caught.value.perhaps_paid) == (2, True)


async def test_an_answer_that_trickles_does_not_go_on_for_ever(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """The timeout is for the whole request, not for each byte of it."""
    with pytest.raises(TransientError, match="Raise --timeout"):
        await make_engine("drip", timeout_s=0.3, attempts=1).draft(sample_analysis())
    assert endpoint.requests["drip"] == 1


async def test_json_under_another_content_type_is_read(make_engine: MakeEngine) -> None:
    """A server that mislabels its JSON is not refused for that."""
    assert (await make_engine("json-as-text").draft(sample_analysis())).draft.claims


@pytest.mark.parametrize(("scenario", "waited"), [("429-ms", 1.5), ("429-date", 30.0)])
async def test_a_servers_wish_is_honoured_in_each_form(
    scenario: str, waited: float, make_engine: MakeEngine, naps: Naps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Milliseconds go before seconds; a date is a wait from now on. A little comes on top, never less."""
    monkeypatch.setattr(retry, "utc_now", lambda: datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    await make_engine(scenario).draft(sample_analysis())
    assert len(naps.seconds) == 1
    assert waited <= naps.seconds[0] <= waited + MOST_SPREAD_S


async def test_nobody_there_says_why() -> None:
    """A port where nobody listens: the transport's own word, and what to check."""
    closed = ReferenceEndpoint()
    closed._server.server_close()
    engine = LLMEngine("m", prompt=load_prompt("brief"), options=LLMOptions(base_url=closed.base_url(), attempts=1))
    with pytest.raises(TransientError, match=r"Connection error \(.+\)\. Check the network and --base-url") as caught:
        await engine.draft(sample_analysis())
    await engine.aclose()
    assert not caught.value.perhaps_paid


async def test_a_dead_endpoint_is_left_alone(make_engine: MakeEngine, endpoint: ReferenceEndpoint, naps: Naps) -> None:
    """After five requests in a row without an answer one tries now and then; after seven seconds all others fail."""
    engine = make_engine("reset", reuse=False)
    errors = await asyncio.gather(*(engine.draft(sample_analysis()) for _ in range(20)), return_exceptions=True)
    assert {type(error) for error in errors} <= {TransientError, EndpointDownError}
    down = [error for error in errors if isinstance(error, EndpointDownError)]
    assert re.match(r"the endpoint has not answered for \d+ s \(Connection error", str(down[-1]))
    assert "store" not in str(down[-1])
    sent = endpoint.requests["reset"]
    assert sent <= 20 + 4 + 3  # what was under way when it opened, three that tried, and not 20 × 4
    with pytest.raises(EndpointDownError) as caught:
        await engine.draft(sample_analysis())
    assert (endpoint.requests["reset"], caught.value.attempts) == (sent, 0)


async def test_an_endpoint_that_is_back_is_asked_again(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint, naps: Naps
) -> None:
    """Once it is down one request may try after each pause."""
    engine = make_engine("reset", attempts=1, reuse=False)
    for _ in range(5 + 3):
        with pytest.raises(TransientError):
            await engine.draft(sample_analysis())
    assert naps.seconds == [1.0, 2.0, 4.0]
    with pytest.raises(EndpointDownError):
        await engine.draft(sample_analysis())
    naps.now += 30
    with pytest.raises(TransientError):  # the one that may try
        await engine.draft(sample_analysis())
    with pytest.raises(EndpointDownError):
        await engine.draft(sample_analysis())
    assert endpoint.requests["reset"] == 9


async def test_a_hiccup_costs_no_article(naps: Naps) -> None:
    """Eight at once meet an endpoint that resets everything for a moment: all thirty are done, by ordinary tries."""
    met = itertools.count(1)
    blip = {"blip": lambda ask: Reply(fault="reset") if next(met) <= 10 else clean(ask)}
    with ReferenceEndpoint(scenarios=blip) as running:
        options = LLMOptions(base_url=running.base_url("blip"), clock=naps.clock, reuse=False)
        engine = LLMEngine(MODEL, prompt=load_prompt("brief"), options=options, sleep=naps)
        room = asyncio.Semaphore(8)

        async def one() -> bool:
            async with room:
                return bool((await engine.draft(sample_analysis())).draft.claims)

        assert await asyncio.gather(*(one() for _ in range(30))) == [True] * 30
        await engine.aclose()
        assert running.requests["blip"] == 30 + 10


async def test_an_article_has_a_time_of_its_own(endpoint: ReferenceEndpoint) -> None:
    """The total runs over requests and waits alike; what was sent until then is told."""
    waits = asyncio.Event()

    async def endless(_: float) -> None:
        await waits.wait()

    options = LLMOptions(base_url=endpoint.base_url("500"), total_timeout_s=0.5)
    engine = LLMEngine("m", prompt=load_prompt("brief"), options=options, sleep=endless)
    with pytest.raises(
        TransientError, match="the article's time is over after 1 requests: raise --total-timeout"
    ) as late:
        await engine.draft(sample_analysis())
    assert (endpoint.requests["500"], late.value.attempts) == (1, 1)
    await engine.aclose()

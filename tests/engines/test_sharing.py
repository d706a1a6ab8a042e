"""Two processes on one store do not pay twice: one sends a request, the others wait for its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.engines.llm import AGAIN_S, LLMEngine, LLMOptions
from summarizer.errors import PermanentError
from summarizer.store.database import Store
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

OTHER = "elsewhere:7:1"
"""Another process, on another host: it counts as living."""


def engine_on(store: Store, address: str, naps: list[float] | None = None, answer: object = None) -> LLMEngine:
    """Return an engine with that store; while it waits it notes for how long, and calls ``answer``."""

    async def sleep(seconds: float) -> None:
        if naps is not None:
            naps.append(seconds)
        if callable(answer):
            answer()

    options = LLMOptions(base_url=address, attempts=1)
    return LLMEngine(MODEL, prompt=load_prompt("brief"), completions=store, options=options, sleep=sleep)


def reserve_for_other(store: Store, request: str) -> None:
    """Reserve a request for the other process."""
    with store._file.transaction() as db:
        db.execute("INSERT OR REPLACE INTO reservations VALUES (?, ?, ?)", (request, OTHER, 9e9))


async def test_who_comes_second_waits_and_takes_the_answer(endpoint: ReferenceEndpoint, tmp_path: Path) -> None:
    """The second engine sends nothing: it looks now and then until the answer is there."""
    analysis = sample_analysis()
    with Store(tmp_path / "first.db") as elsewhere, Store(tmp_path / "s.db") as store:
        first = engine_on(elsewhere, endpoint.base_url())
        paid = (await first.draft(analysis)).completions
        await first.aclose()
        reserve_for_other(store, paid[0].request_sha256)
        naps: list[float] = []

        def arrive() -> None:
            if len(naps) == 3:
                store.put(paid[0])

        second = engine_on(store, endpoint.base_url(), naps, arrive)
        taken = await second.draft(analysis)
        await second.aclose()
        assert taken.completions == paid
        assert naps == [AGAIN_S] * 3
    assert endpoint.requests.total() == 1


async def test_where_the_other_gives_up_the_second_sends(endpoint: ReferenceEndpoint, tmp_path: Path) -> None:
    """A reservation that is released without an answer is the next one's turn."""
    analysis = sample_analysis()
    with Store(tmp_path / "s.db") as store:
        engine = engine_on(store, endpoint.base_url())
        body = engine.request(analysis)
        from summarizer.engines.llm import request_sha256

        digest = request_sha256(body)
        reserve_for_other(store, digest)

        def give_up() -> None:
            with store._file.transaction() as db:
                db.execute("DELETE FROM reservations")

        engine = engine_on(store, endpoint.base_url(), [], give_up)
        assert len((await engine.draft(analysis)).completions) == 1
        await engine.aclose()
        assert store._file.read("SELECT count(*) FROM reservations") == [(0,)]
    assert endpoint.requests.total() == 1


async def test_a_request_that_fails_is_no_longer_reserved(endpoint: ReferenceEndpoint, tmp_path: Path) -> None:
    """Else the next process would wait for a request that nobody sends."""
    with Store(tmp_path / "s.db") as store:
        engine = engine_on(store, endpoint.base_url("wrong-key"))
        with pytest.raises(PermanentError):
            await engine.draft(sample_analysis())
        await engine.aclose()
        assert store._file.read("SELECT count(*) FROM reservations") == [(0,)]

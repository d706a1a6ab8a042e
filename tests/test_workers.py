"""Work in other processes: the same results, errors and outcomes as on the spot, and no process left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from summarizer.batch import Options, Summarizer
from summarizer.domain.article import Article
from summarizer.domain.run import Done
from summarizer.errors import InvalidOutputError, SettingsError
from summarizer.pipeline import warm
from summarizer.workers import Workers, common_count, here
from tests.fakes import MOMENT

ROOT = Path(__file__).parent.parent
EXAMPLES = ("01-agence-securite.txt", "06-sante-etude.txt")


def nothing() -> None:
    """Prepare nothing."""


def process() -> int:
    """Return the process that this runs in."""
    return os.getpid()


def refuse() -> None:
    """Raise an error with attributes."""
    raise InvalidOutputError("no draft", raw="{", attempts=2, usage=(1, 2, 3))


def die() -> int:
    """End the process that this runs in, unless it is the one that asked."""
    if os.getpid() != int(os.environ["ASKED_BY"]):
        os._exit(3)
    return os.getpid()


def cannot() -> None:
    """Fail to prepare."""
    raise RuntimeError("no tables")


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    """One process that is started at the first piece of work."""
    made = Workers(1, warm=nothing, after=0)
    yield made
    await made.aclose()


async def _elsewhere(workers: Workers) -> int:
    """Give work until another process does it, and return which."""
    while (found := await workers.perform(process)) == os.getpid():
        assert workers._ready is not None
        await asyncio.wait([workers._ready])
    return found


async def test_work_is_done_on_the_spot_until_a_process_is_there(workers: Workers) -> None:
    """The first work does not wait for a process; later work is in it."""
    assert await workers.perform(process) == os.getpid()
    assert await _elsewhere(workers) != os.getpid()


async def test_a_short_run_starts_no_process() -> None:
    """Up to the given number of pieces of work, and where none is wanted, there is none."""
    for workers, pieces in ((Workers(1, warm=nothing, after=3), 3), (Workers(0, warm=nothing, after=0), 5)):
        assert {await workers.perform(process) for _ in range(pieces)} == {os.getpid()}
        assert workers._pool is None
        await workers.aclose()


async def test_an_error_comes_back_whole(workers: Workers) -> None:
    """What the work raises is raised here, with its attributes."""
    await _elsewhere(workers)
    with pytest.raises(InvalidOutputError) as caught:
        await workers.perform(refuse)
    assert (caught.value.raw, caught.value.attempts, caught.value.usage) == ("{", 2, (1, 2, 3))


async def test_a_process_that_dies_costs_no_work(workers: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work whose process is killed is done on the spot, and so is all that follows."""
    monkeypatch.setenv("ASKED_BY", str(os.getpid()))
    await _elsewhere(workers)
    assert await workers.perform(die) == os.getpid()
    assert await workers.perform(process) == os.getpid()


async def test_a_process_that_cannot_begin_costs_no_work() -> None:
    """Where preparing fails, everything is done on the spot."""
    workers = Workers(1, warm=cannot, after=0)
    assert await workers.perform(process) == os.getpid()
    assert workers._ready is not None
    await asyncio.wait([workers._ready])
    assert await workers.perform(process) == os.getpid()
    await workers.aclose()


async def test_an_interruption_is_left_to_the_parent(workers: Workers) -> None:
    """Ctrl-C reaches all processes of a terminal: a worker goes on until its parent ends it."""
    found = await _elsewhere(workers)
    os.kill(found, signal.SIGINT)
    assert await workers.perform(process) == found


async def test_closing_ends_the_processes() -> None:
    """After aclose none is left."""
    workers = Workers(2, warm=nothing, after=0)
    found = await _elsewhere(workers)
    await workers.aclose()
    with pytest.raises(ProcessLookupError):
        os.kill(found, 0)


INSIDE = """
import asyncio, os
from summarizer.workers import Workers
from tests.test_workers import _elsewhere, nothing

async def main():
    print(await _elsewhere(Workers(1, warm=nothing, after=0)), flush=True)
    os._exit(9)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_killed_parent_leaves_no_process(tmp_path: Path) -> None:
    """Whatever ends the parent ends the worker: its end of a pipe tells, so nothing is waited for by the clock."""
    script = tmp_path / "parent.py"
    script.write_text(INSIDE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(script)], env=environment, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().strip().isdigit()
        assert parent.stdout.read() == ""  # ends when nobody holds it any more, the worker included
    assert parent.returncode == 9


async def test_a_run_with_workers_gives_the_same_briefs() -> None:
    """Article by article, the briefs of a run with processes are those of a run without, times aside."""
    texts = [(ROOT / "examples" / "articles" / name).read_text(encoding="utf-8") for name in EXAMPLES]
    articles = [Article.of(f"{text}\n\nNote {number}.") for number in range(3) for text in texts]

    async def briefs(count: int) -> tuple[dict[int, str], bool]:
        made = {}
        options = Options(workers=count, now=lambda: MOMENT, timer=lambda: 0.0)
        async with Summarizer(engine="rules", options=options, concurrency=2) as summarizer:
            summarizer._workers = Workers(count, warm=warm, after=0)
            async for outcome in summarizer.run(articles):
                assert isinstance(outcome, Done)
                made[outcome.index] = outcome.brief.model_dump_json()
                ready = summarizer._workers._ready
                if ready is not None and not ready.done():
                    await asyncio.wait([ready])
            return made, summarizer._workers._pool is not None

    alone, none = await briefs(0)
    together, some = await briefs(2)
    assert (none, some) == (False, True)
    assert together == alone


def test_a_negative_count_is_refused() -> None:
    """Settings that cannot work are told before any article is read."""
    with pytest.raises(SettingsError):
        Summarizer(engine="rules", options=Options(workers=-1))


def test_one_processor_wants_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual count is one per processor, none for one, never more than eight."""
    counts = {}
    for usable in (1, 2, 64):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _, usable=usable: set(range(usable)), raising=False)
        counts[usable] = common_count()
    assert counts == {1: 0, 2: 2, 64: 8}


async def test_here_is_here() -> None:
    """The plain way does the work in this process."""
    assert await here(process) == os.getpid()

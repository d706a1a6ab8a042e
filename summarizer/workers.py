"""Processes for the work that keeps a processor busy, so that an event loop is free for its connections.

They are started when a run has shown that it is long, in the background, and only where the caller asked for some.
Until they are there, and wherever they fail, the work is done on the spot: a worker changes when a thing is done, never
what. Never in it: what the work is, an article, a store.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Protocol, TypeVar

T = TypeVar("T")

MOST = 8
"""Processes at most where nobody says how many. Ours: past that, the loop that feeds them is the slower one."""
LONG_RUN = 400
"""Pieces of work after which a run is long: 400 articles offline, 200 with a model, some ten seconds. Ours: a process
needs about a second of imports and tables before its first work, earlier a good part of what a short run takes."""

_logger = logging.getLogger(__name__)


class Perform(Protocol):
    """Somewhere work is done: here, or in another process. Function, arguments and result can be pickled."""

    def __call__(self, work: Callable[..., T], /, *args: object) -> Awaitable[T]:
        """Return the result of the work; what it raises is raised."""
        ...


async def here(work: Callable[..., T], /, *args: object) -> T:
    """Do the work on the spot."""
    return work(*args)


def common_count() -> int:
    """Return how many processes suit this machine: one per usable processor, none where there is one processor."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST) if usable > 1 else 0


class Workers:
    """Up to ``count`` processes for work given to ``perform``; 0 does all of it on the spot.

    ``warm`` is called once in each process before its first work. Each is a fresh interpreter, and ends with its parent
    however that ends.
    """

    def __init__(self, count: int, *, warm: Callable[[], object], after: int = LONG_RUN) -> None:
        self._count = count
        self._warm = warm
        self._after = after
        self._done = 0
        self._pool: Executor | None = None
        self._ready: asyncio.Future[object] | None = None

    async def perform(self, work: Callable[..., T], /, *args: object) -> T:
        """Do the work in a process where there are any by now, else on the spot."""
        self._done += 1
        if self._count and self._pool is None and self._done > self._after:
            self._start()
        if self._pool is None or self._ready is None or not self._ready.done():
            return work(*args)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)
        except BrokenExecutor as error:
            self._give_up(error)
            return work(*args)

    async def aclose(self) -> None:
        """End the processes; work that has not begun is dropped."""
        pool, self._pool = self._pool, None
        if self._ready is not None:
            self._ready.cancel()
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    def _start(self) -> None:
        fresh = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
        self._pool = ProcessPoolExecutor(self._count, mp_context=fresh, initializer=_begin, initargs=(self._warm,))
        self._ready = asyncio.get_running_loop().run_in_executor(self._pool, _ready)
        self._ready.add_done_callback(self._note)

    def _note(self, ready: asyncio.Future[object]) -> None:
        if not ready.cancelled() and (error := ready.exception()) is not None:
            self._give_up(error)

    def _give_up(self, error: BaseException) -> None:
        """Do everything on the spot from now on."""
        _logger.debug("no workers from now on: %s", error)
        pool, self._pool, self._count = self._pool, None, 0
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(warm: Callable[[], object]) -> None:
    """Leave interruptions to the parent, end with it, and load what the first work would load."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    warm()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _ready() -> None:
    """Return: a process that does is there."""

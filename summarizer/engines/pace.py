"""How fast requests may go: so many requests and tokens in any minute at most, none while the server wants a rest.

Shared by all articles of an engine.

Own and not aiolimiter: that lets a full minute's amount through at once and as much again while it refills, takes no
clock from outside, and cannot put an estimate right afterwards. Never in it: a request, a price.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

WINDOW_S = 60.0

SPREAD = 0.25
"""By which part of it a rest grows at random, for each request by itself. Ours: all that wait would come at once."""
LEAST_SPREAD_S = 0.25
MOST_SPREAD_S = 2.0


def spread(wish_s: float) -> float:
    """Return by how much longer than a server's wish a request waits. Not deterministic: the wait is random."""
    return random.uniform(0.0, min(MOST_SPREAD_S, max(LEAST_SPREAD_S, SPREAD * wish_s)))


@dataclass(slots=True)
class Passed:
    """One request that was let through: when, and how many tokens it takes."""

    at: float
    tokens: int


class Pace:
    """Lets requests through in the order of their coming. ``clock`` gives seconds, ``sleep`` waits for some.

    In any 60 seconds at most ``rpm`` requests and ``tpm`` tokens, None for no limit. A request that takes more than
    ``tpm`` by itself goes alone.
    """

    def __init__(
        self,
        rpm: int | None,
        tpm: int | None,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._rpm = rpm
        self._tpm = tpm
        self._clock = clock
        self._sleep = sleep
        self._passed: deque[Passed] = deque()
        self._turn = asyncio.Lock()
        self._rest_until = float("-inf")
        self._wish_s = 0.0

    @property
    def is_limited(self) -> bool:
        """Tell whether there is any limit."""
        return self._rpm is not None or self._tpm is not None

    async def enter(self, tokens: int) -> Passed:
        """Wait until a request of so many tokens may go; give what it was counted as to ``correct`` afterwards."""
        await self._rested()
        if not self.is_limited:
            return Passed(0.0, tokens)
        async with self._turn:
            while (wait := self._wait(tokens)) > 0:
                await self._sleep(wait)
                await self._rested()
            passed = Passed(self._clock(), tokens)
            self._passed.append(passed)
            return passed

    def rest(self, wish_s: float) -> None:
        """Let nothing through for so long: a server that asks one request to wait asks all."""
        until = self._clock() + wish_s
        if until > self._rest_until:
            self._rest_until, self._wish_s = until, wish_s

    async def _rested(self) -> None:
        while (left := self._rest_until - self._clock()) > 0:
            await self._sleep(left + spread(self._wish_s))

    def correct(self, passed: Passed, tokens: int) -> None:
        """Count what a request really took."""
        passed.tokens = tokens

    def _wait(self, tokens: int) -> float:
        """Return for how long a request of so many tokens has to wait from now on."""
        now = self._clock()
        while self._passed and self._passed[0].at + WINDOW_S <= now:
            self._passed.popleft()
        over_requests = len(self._passed) + 1 - self._rpm if self._rpm is not None else 0
        over_tokens = sum(one.tokens for one in self._passed) + tokens - self._tpm if self._tpm is not None else 0
        until = now
        for one in self._passed:
            if over_requests <= 0 and over_tokens <= 0:
                break
            over_requests -= 1
            over_tokens -= one.tokens
            until = one.at + WINDOW_S
        return until - now

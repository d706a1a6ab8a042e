"""Whether an endpoint is still there, and whether it lets this key in: one request tries, the others wait for it.

Shared by all articles of an engine. Never in it: a request, a retry.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from summarizer.errors import EndpointDownError, EngineError, NoAccessError, TransientError

GATEWAY_STATUS = frozenset({502, 503, 504})
"""Answers of somebody before the endpoint, who does not reach it. Source: RFC 9110 §15.6."""

FIRST_PROBE_S = 1.0
"""How long nothing is sent before one request may try; twice as long before each next one."""

DOWN_S = 5.0
"""How long an endpoint may not answer until it counts as down: a restart or a moved address takes less. Ours: with
requests that fail at once the third try fails after seven seconds; with those that time out it is the first."""


class Breaker:
    """Counts requests in a row that no endpoint answered. ``clock`` gives seconds, ``sleep`` waits for some.

    Closed: all may pass. After ``failures`` in a row it is open: one request may try now and then, the others wait for
    what comes of it; any answer closes it. Where a try fails ``down_s`` after it opened, the endpoint counts as down:
    nobody waits any longer, for ``pause_s`` all fail at once. Then one may try again.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        failures: int = 5,
        down_s: float = DOWN_S,
        pause_s: float = 30.0,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._most = failures
        self._down_s = down_s
        self._pause_s = pause_s
        self._failed = 0
        self._opened = 0.0
        self._next = 0.0
        self._wait_s = FIRST_PROBE_S
        self._is_down = False
        self._probe: asyncio.Event | None = None
        self._last = ""

    async def enter(self) -> bool:
        """Wait until a request may pass and tell whether it is a try; raises EndpointDownError.

        Whoever passed gives that to ``leave``.
        """
        while self._failed >= self._most:
            left = self._next - self._clock()
            if self._is_down and (self._probe or left > 0):
                raise EndpointDownError(
                    f"the endpoint has not answered for {self._clock() - self._opened:.0f} s ({self._last}); nothing "
                    "more is sent for now: run again later"
                )
            if self._probe:
                await self._probe.wait()
            elif left > 0:
                await self._sleep(left)
            else:
                self._probe = asyncio.Event()
                return True
        return False

    def leave(self, error: BaseException | None, *, is_try: bool) -> None:
        """Count how one request ended; None for an answer. What is no error of an engine says nothing."""
        if error is None or (isinstance(error, EngineError) and not _unanswered(error)):
            self._failed, self._is_down = 0, False
        elif isinstance(error, EngineError):
            self._failed_once(str(error).rstrip("."), is_try)
        if is_try and self._probe:
            self._probe.set()
            self._probe = None

    def _failed_once(self, said: str, is_try: bool) -> None:
        now = self._clock()
        self._failed += 1
        self._last = said
        if self._failed == self._most:
            self._opened, self._wait_s, self._next = now, FIRST_PROBE_S, now + FIRST_PROBE_S
        elif self._failed > self._most and is_try:
            self._is_down = self._is_down or now - self._opened >= self._down_s
            self._wait_s *= 2
            self._next = now + (self._pause_s if self._is_down else self._wait_s)


class Access:
    """Whether the provider takes this key and this account: where it does not, no other article is asked about."""

    def __init__(self) -> None:
        self._refused = ""
        self._let_in = False

    def enter(self) -> None:
        """Let a request pass; raises NoAccessError once one was refused for its key or account."""
        if self._refused:
            raise NoAccessError(f"not asked, since every article would meet the same: {self._refused}")

    def leave(self, error: EngineError | None) -> None:
        """Take note of how one request ended, None for an answer.

        A 403 after an answer is about what was asked for: this key was let in.
        """
        if error is None:
            self._let_in = True
        elif error.of_account and not (error.status == 403 and self._let_in):
            self._refused = self._refused or str(error)


def _unanswered(error: EngineError) -> bool:
    return isinstance(error, TransientError) and (error.status is None or error.status in GATEWAY_STATUS)

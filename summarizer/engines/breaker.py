"""Whether an endpoint is still there: after several requests in a row without any answer, nothing more is sent.

Shared by all articles of an engine. Never in it: a request, a wait, a retry.
"""

from __future__ import annotations

from collections.abc import Callable

from summarizer.errors import EndpointDownError, EngineError, TransientError

GATEWAY_STATUS = frozenset({502, 503, 504})
"""Answers of somebody before the endpoint, who does not reach it. Source: RFC 9110 §15.6."""


class Breaker:
    """Counts requests in a row that no endpoint answered. ``clock`` gives seconds.

    Closed: all may pass. After ``failures`` in a row it is open: nobody passes for ``pause_s``. Then one request may
    try; it closes the breaker, or opens it for another pause.
    """

    def __init__(self, *, clock: Callable[[], float], failures: int = 5, pause_s: float = 30.0) -> None:
        self._clock = clock
        self._most = failures
        self._pause_s = pause_s
        self._failed = 0
        self._opened = 0.0
        self._probing = False
        self._last = ""

    def enter(self) -> None:
        """Let one request pass; raises EndpointDownError. Whoever passed calls ``leave``."""
        if self._failed < self._most:
            return
        if self._probing or self._clock() - self._opened < self._pause_s:
            raise EndpointDownError(
                f"the endpoint does not answer ({self._failed} requests in a row: {self._last}); nothing more is sent "
                "for now: run again later, what is done is kept in the store"
            )
        self._probing = True

    def leave(self, error: BaseException | None) -> None:
        """Count how one request ended; None for an answer. What is no error of an engine says nothing."""
        self._probing = False
        if error is None or (isinstance(error, EngineError) and not _unanswered(error)):
            self._failed = 0
        elif isinstance(error, EngineError):
            self._failed += 1
            self._opened = self._clock()
            self._last = str(error).rstrip(".")


def _unanswered(error: EngineError) -> bool:
    return isinstance(error, TransientError) and (error.status is None or error.status in GATEWAY_STATUS)

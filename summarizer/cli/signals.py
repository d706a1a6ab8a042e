"""SIGTERM ends a command as Ctrl-C does: work in flight is cancelled, what is finished is kept and written."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType


@dataclass(slots=True)
class Termination:
    """Whether SIGTERM came."""

    asked: bool = False


@contextmanager
def terminable() -> Iterator[Termination]:
    """Let SIGTERM do what SIGINT does, and tell which of the two it was; the old handler comes back at the end.

    Does nothing outside the main thread, and where whoever started this process ignores or handles SIGTERM.
    """
    termination = Termination()
    ours = threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL

    def terminate(number: int, frame: FrameType | None) -> None:
        termination.asked = True
        interrupt = signal.getsignal(signal.SIGINT)  # asyncio has its own while a loop runs: it cancels the main task
        if callable(interrupt):
            interrupt(signal.SIGINT, frame)
        else:
            raise KeyboardInterrupt

    if ours:
        signal.signal(signal.SIGTERM, terminate)
    try:
        yield termination
    finally:
        if ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)

"""What is said on standard error: one safe line each, for people or as JSON. Never in it: results."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime

from summarizer.report.plain import plain

DEBUG_VARIABLE = "SUMMARIZER_DEBUG"
"""Set to anything: an unexpected error shows its traceback."""

_JSON: ContextVar[bool] = ContextVar("json", default=False)


@contextlib.contextmanager
def as_json(wanted: bool) -> Iterator[None]:
    """Write every line said inside as a JSON object with ``time``, ``event``, ``message`` and what belongs to it."""
    token = _JSON.set(wanted)
    try:
        yield
    finally:
        _JSON.reset(token)


def complain(message: str) -> None:
    """Write an error as one line."""
    tell("error", f"summarizer: error: {message}")


def say(message: str) -> None:
    """Write a line without control characters; a closed standard error is no reason to stop."""
    tell("note", message)


def tell(event: str, message: str, **values: object) -> None:
    """Write a line; as JSON with the name of the event and its values, which a line for people leaves out."""
    if _JSON.get():
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "event": event, "message": message, **values}, ensure_ascii=False)
    else:
        line = plain(message)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

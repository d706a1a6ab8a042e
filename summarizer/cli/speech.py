"""What is said on standard error: one safe line each. Never in it: results."""

from __future__ import annotations

import contextlib
import sys

from summarizer.report.plain import plain

DEBUG_VARIABLE = "SUMMARIZER_DEBUG"
"""Set to anything: an unexpected error shows its traceback."""


def complain(message: str) -> None:
    """Write an error as one line."""
    say(f"summarizer: error: {message}")


def say(message: str) -> None:
    """Write a line without control characters; a closed standard error is no reason to stop."""
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(plain(message) + "\n")
        sys.stderr.flush()

"""The entry point: arguments to a command, and whatever ends a command to an exit code and one line. No tracebacks."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence

from summarizer.cli.exits import Exit, exit_of
from summarizer.cli.parser import build_parser
from summarizer.cli.signals import Termination, terminable
from summarizer.cli.speech import DEBUG_VARIABLE, complain, say
from summarizer.errors import StoreError, SummarizerError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    with terminable() as termination:
        return _main(argv, termination)


def _main(argv: Sequence[str] | None, termination: Termination) -> int:
    try:
        code = _run(argv)
        sys.stdout.flush()
        return code
    except StoreError as error:
        complain(f"store {error}")
        return exit_of(error)
    except SummarizerError as error:
        complain(str(error))
        return exit_of(error)
    except KeyboardInterrupt:
        word = "terminated" if termination.asked else "interrupted"
        say(f"summarizer: {word}: what was in flight is cancelled, what was finished is kept")
        return Exit.TERMINATED if termination.asked else Exit.INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return Exit.BROKEN_PIPE
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        complain(
            f"unexpected {type(error).__name__}: {error} (a defect of this program: set {DEBUG_VARIABLE}=1 to see "
            "where, and please report it)"
        )
        return Exit.UNEXPECTED


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = build_parser().parse_args(argv)
    except SystemExit as stop:  # argparse: 0 after --help, 2 after a usage error
        return stop.code if isinstance(stop.code, int) else Exit.USAGE
    args.argv = list(sys.argv[1:] if argv is None else argv)
    return int(importlib.import_module(f"summarizer.cli.{args.command}").main(args))


def _forget_stdout() -> None:
    """Point standard output nowhere: the interpreter's last flush would fail again (docs.python.org, signal)."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

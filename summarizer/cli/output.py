"""Results to a stream: one writer per format; a file that is one document is never half written."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Protocol, TextIO

from rich.console import Console, RenderableType
from rich.rule import Rule

from summarizer.domain.run import Done, Failed, Outcome, Skipped
from summarizer.errors import SettingsError
from summarizer.report.csv_rows import header, outcome_rows
from summarizer.report.markdown import document
from summarizer.report.terminal import outcome_view
from summarizer.report.wording import beyond_limit

WHOLE_FORMATS = ("json", "md")
"""Formats that are one document: written at the end, in the order of the inputs."""

_BY_ENDING = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".md": "md", ".csv": "csv", ".txt": "text"}
_PLAIN_WIDTH = 100


class Writer(Protocol):
    """Takes outcomes as they complete. ``finish`` is called once, also after an interruption."""

    def put(self, outcome: Outcome) -> None:
        """Take one outcome."""
        ...

    def finish(self) -> None:
        """Write what is still to be written."""
        ...


def chosen_format(asked: str | None, output: str | None) -> str:
    """Return the format asked for, else by the ending of the file, else text on a terminal and jsonl elsewhere.

    Raises SettingsError for an ending that goes with no format.
    """
    if asked:
        return asked
    if output and output != "-":
        ending = os.path.splitext(output)[1].lower()
        if ending and ending not in _BY_ENDING:
            known = ", ".join(sorted(_BY_ENDING))
            raise SettingsError(f"no format goes with the ending of {output!r}: use one of {known}, or say --format")
        return _BY_ENDING.get(ending, "jsonl")
    return "text" if sys.stdout.isatty() else "jsonl"


def row(outcome: Outcome) -> dict[str, object]:
    """Return an outcome as a JSON object: index, input, status, then brief, error or reason."""
    base: dict[str, object] = {"index": outcome.index, "input": outcome.input}
    match outcome:
        case Done():
            brief = outcome.brief.model_dump(mode="json")
            return base | {"status": "done", "stored": outcome.stored, "brief": brief, "items": _items(outcome)}
        case Failed():
            error: dict[str, object] = {"kind": outcome.kind, "message": outcome.message}
            error |= {"status": outcome.status, "attempts": outcome.attempts, "usage": asdict(outcome.usage)}
            error |= {"cost_usd": outcome.cost.usd, "cost_note": "; ".join(outcome.cost.notes) or None}
            return base | {"status": "failed", "error": error}
        case _:
            return base | {"status": "skipped", "reason": outcome.reason, "detail": outcome.detail}


def _items(outcome: Done) -> list[dict[str, object]]:
    return [
        {
            "kind": fate.item.kind,
            "key": fate.item.key,
            "outcome": fate.outcome,
            "claim": fate.claim,
            "rules": list(fate.rules),
        }
        for fate in outcome.items
    ]


def is_beyond_limit(outcome: object) -> bool:
    """Tell whether an article was left out for the limit: formats to read tell how many, not which."""
    return isinstance(outcome, Skipped) and outcome.reason == "limit"


def dumped(value: object, *, indent: int | None = None) -> str:
    """Return the value as JSON that keeps every character, with a line break at its end."""
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


def writer_for(format: str, stream: TextIO) -> Writer:
    """Return the writer of a format; ``text`` is coloured only where the stream is a terminal."""
    match format:
        case "jsonl":
            return _Rows(stream)
        case "csv":
            return _Table(stream)
        case "text":
            return _Text(stream)
        case _:
            return _Whole(format, stream)


def show(view: RenderableType, stream: TextIO) -> None:
    """Write a renderable: with its width and colours to a terminal, else as plain lines of a fixed width."""
    if stream.isatty():
        Console(file=stream, highlight=False, markup=False, emoji=False).print(view)
        return
    lines = io.StringIO()
    Console(file=lines, width=_PLAIN_WIDTH, force_terminal=False, no_color=True, highlight=False).print(view)
    stream.write("".join(f"{line.rstrip()}\n" for line in lines.getvalue().splitlines()))


@contextmanager
def opened(path: str | None, *, whole: bool) -> Iterator[TextIO]:
    """Give the stream for results: standard output for None and «-», else the file.

    A whole document goes to a file beside it that takes its place at the end, also after an interruption where it is
    written; after any other error it does not, and an older file stays as it was.
    Raises SettingsError where the file cannot be made.
    """
    if path is None or path == "-":
        yield sys.stdout
        return
    target = os.path.realpath(path)
    special = os.path.exists(target) and not os.path.isfile(target)
    written = f"{target}.{os.getpid()}.part" if whole and not special else target
    try:
        stream = open(written, "w", encoding="utf-8", newline="\n")  # noqa: SIM115  # closed below
    except OSError as error:
        raise SettingsError(
            f"cannot write {path}: {error.strerror}: name a file in a folder you may write to"
        ) from None
    try:
        with stream:
            yield stream
    except BaseException as error:
        if written != target:
            interrupted = isinstance(error, KeyboardInterrupt | asyncio.CancelledError)
            _interrupted(written, target) if interrupted else _dropped(written)
        raise
    if written != target:
        os.replace(written, target)


def _interrupted(written: str, target: str) -> None:
    """Keep a document that was written before the end; one that was not even begun replaces nothing."""
    if os.path.getsize(written):
        os.replace(written, target)
    else:
        _dropped(written)


def _dropped(written: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(written)


class _Rows:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def put(self, outcome: Outcome) -> None:
        self._stream.write(dumped(row(outcome)))
        self._stream.flush()

    def finish(self) -> None:
        self._stream.flush()


class _Table:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        stream.write(header())

    def put(self, outcome: Outcome) -> None:
        self._stream.write(outcome_rows(outcome))
        self._stream.flush()

    def finish(self) -> None:
        self._stream.flush()


class _Text:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._first = True
        self._beyond = 0

    def put(self, outcome: Outcome) -> None:
        if is_beyond_limit(outcome):
            self._beyond += 1
        else:
            self._show(outcome_view(outcome))

    def finish(self) -> None:
        if self._beyond:
            self._show(beyond_limit(self._beyond))
        self._stream.flush()

    def _show(self, view: RenderableType) -> None:
        if not self._first:
            show(Rule(style="dim"), self._stream)
        self._first = False
        show(view, self._stream)
        self._stream.flush()


class _Whole:
    def __init__(self, format: str, stream: TextIO) -> None:
        self._format = format
        self._stream = stream
        self._outcomes: list[Outcome] = []

    def put(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)

    def finish(self) -> None:
        outcomes = sorted(self._outcomes, key=lambda outcome: outcome.index)
        if self._format == "md":
            beyond = sum(map(is_beyond_limit, outcomes))
            self._stream.write(document([one for one in outcomes if not is_beyond_limit(one)], beyond=beyond))
        else:
            self._stream.write(dumped([row(outcome) for outcome in outcomes], indent=2))
        self._stream.flush()

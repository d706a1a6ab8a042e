"""How far a run is, on standard error: a bar on a terminal, plain lines elsewhere, failures always."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from summarizer.cli.speech import say
from summarizer.cli.tally import Tally
from summarizer.domain.run import Done, EngineIdentity, Failed, Outcome, Skipped

_SKIPPED = {
    "duplicate": "{} with the text of another article of this run",
    "limit": "{} beyond the limit",
    "failed_before": "{} that failed before",
}
"""What is told of skipped articles, once and counted: a note for each would hide the failures among them."""


class Notes(AbstractContextManager["Notes"]):
    """Tells a person what a run does. ``total`` is None where it is not known; ``bar`` asks for a progress bar."""

    def __init__(self, *, quiet: bool, bar: bool, total: int | None) -> None:
        self._quiet = quiet
        self._skipped: Counter[str] = Counter()
        self._bar: Progress | None = None
        if bar and not quiet and sys.stderr.isatty():
            columns = (TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            console = Console(stderr=True, highlight=False, markup=False)
            self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> Notes:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        if self._skipped and not self._quiet:
            say("skipped: " + ", ".join(_SKIPPED[reason].format(count) for reason, count in self._skipped.items()))

    def engine(self, identity: EngineIdentity) -> None:
        """Tell which engine runs, and whether anything leaves the machine."""
        if self._quiet:
            return
        if identity.model is None:
            say(f"engine: {identity.name} {identity.version} (no model is asked)")
            return
        prompt = f", prompt {identity.prompt.id}@{identity.prompt.version}" if identity.prompt else ""
        say(f"engine: {identity.name} {identity.version}, model {identity.model}{prompt}")

    def outcome(self, outcome: Outcome) -> None:
        """Tell what became of one article."""
        match outcome:
            case Failed():
                say(f"failed: {outcome.input}: {outcome.message}")
            case Done() if not self._quiet and not self._bar:
                say(f"done: {outcome.input}{' (stored)' if outcome.stored else ''}")
            case Done():
                pass
            case Skipped():
                self._skipped[outcome.reason] += 1
        if self._bar:
            self._bar.advance(self._task)

    def end(self, tally: Tally, encodings: Mapping[str, int] = MappingProxyType({})) -> None:
        """Tell how many articles were done, failed and skipped, and how many were not UTF-8, by encoding."""
        if not self._quiet:
            if encodings:
                say("not UTF-8: " + ", ".join(f"{count} read as {name}" for name, count in sorted(encodings.items())))
            parts = [f"{tally.done} done"]
            parts += [f"{tally.failed} failed"] if tally.failed else []
            parts += [f"{tally.skipped} skipped"] if tally.skipped else []
            say(", ".join(parts))
            items = [f"{tally.items[kind]} {kind}" for kind in ("repaired", "reserved", "dropped") if tally.items[kind]]
            if items:
                say(f"items: {', '.join(items)}")

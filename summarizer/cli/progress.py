"""How far a run is, on standard error: a bar on a terminal, plain lines elsewhere, failures always."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType, TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from summarizer.cli.speech import say, tell
from summarizer.cli.tally import Tally
from summarizer.domain.run import Cost, Done, EngineIdentity, Failed, Outcome, Skipped, Usage
from summarizer.errors import BudgetError, EndpointDownError, NoAccessError

_SKIPPED = {
    "duplicate": "{} with the text of another article of this run",
    "limit": "{} beyond the limit",
    "failed_before": "{} that failed before",
}
"""What is told of skipped articles, once and counted: a note for each would hide the failures among them."""


_TOLD_ONCE = {
    EndpointDownError.kind: "for the same reason: the endpoint does not answer",
    NoAccessError.kind: "not asked for the same reason: the key or the account was refused",
    BudgetError.kind: "for the same reason: --max-cost",
}
"""What ends the sending for all articles: told for the first of them, counted for the others."""


class Notes(AbstractContextManager["Notes"]):
    """Tells a person what a run does. ``total`` is None where it is not known; ``bar`` asks for a progress bar."""

    def __init__(
        self, *, quiet: bool, bar: bool, total: int | None, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._quiet = quiet
        self._timer = timer
        self._began = timer()
        self._skipped: Counter[str] = Counter()
        self._stopped: Counter[str] = Counter()
        self._bar: Progress | None = None
        if bar and not quiet and sys.stderr.isatty():
            columns = (
                *(TextColumn("articles"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()),
                *(TimeRemainingColumn(compact=True), TextColumn("{task.fields[state]}", markup=False)),
            )
            console = Console(stderr=True, highlight=False, markup=False)
            self._bar = Progress(*columns, console=console, transient=True, redirect_stdout=False)
            self._task = self._bar.add_task("", total=total, state="")

    def __enter__(self) -> Notes:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        for what, count in self._stopped.items():
            if count > 1:
                say(f"failed: {count - 1} more, {_TOLD_ONCE[what]}")
        if self._skipped and not self._quiet:
            say("skipped: " + ", ".join(_SKIPPED[reason].format(count) for reason, count in self._skipped.items()))

    def engine(self, identity: EngineIdentity, config: str | None = None) -> None:
        """Tell which engine runs, by which file of settings, and whether anything leaves the machine."""
        if self._quiet:
            return
        if config is not None:
            say(f"settings: {config}")
        if identity.model is None:
            say(f"engine: {identity.name} {identity.version} (no model is asked)")
            return
        prompt = f", prompt {identity.prompt.id}@{identity.prompt.version}" if identity.prompt else ""
        say(f"engine: {identity.name} {identity.version}, model {identity.model}{prompt}")
        if omitted := identity.parameters.get("left_out"):
            say(f"left out of the requests, because {identity.model} does not take it: {omitted}")

    def outcome(self, outcome: Outcome, tally: Tally, spent: Cost | None = None) -> None:
        """Tell what became of one article; the tally has it already."""
        match outcome:
            case Failed() if outcome.kind in _TOLD_ONCE:
                self._stopped[outcome.kind] += 1
                if self._stopped[outcome.kind] == 1:
                    self._failed(outcome)
            case Failed():
                self._failed(outcome)
            case Done() if not self._quiet and not self._bar:
                told = f"done: {outcome.input}{' (stored)' if outcome.stored else ''}"
                tell("done", told, index=outcome.index, input=outcome.input, stored=outcome.stored)
            case Done():
                pass
            case Skipped():
                self._skipped[outcome.reason] += 1
        if self._bar:
            self._bar.update(self._task, advance=1, state=self._state(tally, spent))

    def end(
        self,
        tally: Tally,
        encodings: Mapping[str, int] = MappingProxyType({}),
        spent: Cost | None = None,
        *,
        retry: str | None = None,
    ) -> None:
        """Tell how many articles were done, failed and skipped, not in UTF-8, what it cost, and how to go on."""
        if self._quiet:
            return
        seconds = self._timer() - self._began
        if encodings:
            say("not UTF-8: " + ", ".join(f"{count} read as {name}" for name, count in sorted(encodings.items())))
        parts = [f"{tally.done} done" + (f" ({tally.stored} stored)" if tally.stored else "")]
        if tally.failed:
            kinds = ", ".join(f"{count} {kind}" for kind, count in tally.kinds.most_common())
            parts.append(f"{tally.failed} failed ({kinds})")
        parts += [f"{tally.skipped} skipped"] if tally.skipped else []
        tell("end", f"{', '.join(parts)} in {seconds:.1f} s", seconds=round(seconds, 3))
        items = [f"{tally.items[kind]} {kind}" for kind in ("repaired", "reserved", "dropped") if tally.items[kind]]
        if items:
            say(f"items: {', '.join(items)}")
        if tally.usage != Usage():
            say(f"tokens: {tally.usage.input} in ({tally.usage.cached} cached), {tally.usage.output} out")
        if spent is not None and spent != Cost():
            say(f"cost: {_money(spent)}")
        if retry:
            tell("retry", f"to try again what failed: {retry}", command=retry)

    def _failed(self, failed: Failed) -> None:
        tell(
            "failed",
            f"failed: {failed.input}: {failed.message}",
            **{"index": failed.index, "input": failed.input, "kind": failed.kind, "status": failed.status},
        )

    def _state(self, tally: Tally, spent: Cost | None) -> str:
        """Return what stands behind the bar: rate, failures, tokens, cost."""
        seconds = self._timer() - self._began
        parts = [f"{tally.seen / seconds:.1f}/s"] if seconds > 0 else []
        parts += [f"{tally.failed} failed"] if tally.failed else []
        tokens = tally.usage.input + tally.usage.output
        parts += [f"{tokens:,} tokens"] if tokens else []
        parts += [f"{spent.usd:.2f} USD"] if spent is not None and spent.usd is not None else []
        return " · ".join(parts)


def _money(spent: Cost) -> str:
    sum_ = "not known" if spent.usd is None else f"{spent.usd:.4f} USD by {spent.prices}"
    return f"{sum_} ({'; '.join(spent.notes)})" if spent.notes else sum_

"""How many articles were done, failed and skipped, and what the command exits with for that."""

from __future__ import annotations

import os
import traceback
from collections import Counter

from summarizer.cli.exits import Exit, worst
from summarizer.cli.speech import DEBUG_VARIABLE
from summarizer.domain.run import Done, Failed, Outcome, Usage
from summarizer.errors import SummarizerError
from summarizer.read.articles import Read


def failure(item: Read, error: Exception) -> Failed:
    """Return what an article's own error makes of it: its kind in the error tree, or ``unexpected`` for a defect."""
    if isinstance(error, SummarizerError):
        return Failed(item.index, item.input, error.kind, str(error))
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error)
    return Failed(item.index, item.input, "unexpected", f"{type(error).__name__}: {error}")


class Tally:
    """Counts outcomes as they come and says what the command exits with.

    ``usage`` and ``attempts`` are those of this run: what came from the store is counted in ``stored`` alone.
    """

    def __init__(self) -> None:
        self.done = 0
        self.stored = 0
        self.reasons: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.levels: Counter[str] = Counter()
        self.usage = Usage()

    @property
    def failed(self) -> int:
        """Return how many articles failed."""
        return self.kinds.total()

    @property
    def skipped(self) -> int:
        """Return how many articles were left out on purpose."""
        return self.reasons.total()

    @property
    def seen(self) -> int:
        """Return how many articles there have been."""
        return self.done + self.failed + self.skipped

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        match outcome:
            case Done():
                self.done += 1
                self.stored += outcome.stored
                self.items.update(fate.outcome for fate in outcome.items)
                self.levels.update(claim.hedging.label for claim in outcome.brief.claims)
                if not outcome.stored:
                    used = outcome.brief.provenance.usage
                    self.usage += Usage(used.input, used.cached, used.output)
            case Failed():
                self.kinds[outcome.kind] += 1
                self.usage += outcome.usage
            case _:
                self.reasons[outcome.reason] += 1

    def exit(self) -> Exit:
        """Return 0 where nothing failed, 7 where some failed now or before, else the code of what failed."""
        if not self.kinds:
            return Exit.PARTIAL if self.reasons["failed_before"] else Exit.OK
        if self.done:
            return Exit.PARTIAL
        return worst(self.kinds)

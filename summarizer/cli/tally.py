"""How many articles were done, failed and skipped, and what the command exits with for that."""

from __future__ import annotations

from collections import Counter

from summarizer.cli.exits import Exit, worst
from summarizer.domain.run import Done, Failed, Outcome


class Tally:
    """Counts outcomes as they come and says what the command exits with."""

    def __init__(self) -> None:
        self.done = 0
        self.skipped = 0
        self.kinds: Counter[str] = Counter()

    @property
    def failed(self) -> int:
        """Return how many articles failed."""
        return self.kinds.total()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        match outcome:
            case Done():
                self.done += 1
            case Failed():
                self.kinds[outcome.kind] += 1
            case _:
                self.skipped += 1

    def exit(self) -> Exit:
        """Return 0 where nothing failed, 7 where some failed, else the code of what failed."""
        if not self.kinds:
            return Exit.OK
        if self.done:
            return Exit.PARTIAL
        return worst(self.kinds)

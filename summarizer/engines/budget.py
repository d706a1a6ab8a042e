"""What a run may cost: a request is let go only where the dearest it can become still fits under the limit.

Shared by all articles of an engine. Never in it: a price table, a request.
"""

from __future__ import annotations

import asyncio

from summarizer.domain.run import Cost
from summarizer.errors import BudgetError

_CENT_OF_A_CENT = 1e-9
"""Sums of floats are exact to this; dollars are not counted finer."""


class Budget:
    """Money for a run, in US dollars; no ``limit_usd`` lets everything go and only counts."""

    def __init__(self, limit_usd: float | None = None) -> None:
        self._limit = limit_usd
        self._held = 0.0
        self._charged = 0.0
        self._waiting: set[asyncio.Event] = set()
        self.spent = Cost()

    async def hold(self, worst_usd: float) -> None:
        """Put aside what a request costs at worst; whoever holds calls ``settle``.

        Where it does not fit but others are under way, waits for what these really cost. Raises BudgetError where it
        does not fit at all.
        """
        while self._limit is not None and self._charged + self._held + worst_usd > self._limit + _CENT_OF_A_CENT:
            if self._held <= _CENT_OF_A_CENT:
                raise BudgetError(
                    f"the next request might cost {worst_usd:.4f} USD, and {self._charged:.4f} of the "
                    f"{self._limit:g} USD of --max-cost are spent: nothing more is sent; raise --max-cost"
                )
            settled = asyncio.Event()
            self._waiting.add(settled)
            try:
                await settled.wait()
            finally:
                self._waiting.discard(settled)
        self._held += worst_usd

    def settle(self, worst_usd: float, cost: Cost, *, charged_usd: float) -> None:
        """Give back what was put aside, and count what the request cost; ``charged_usd`` is what the limit is told."""
        self._held = max(0.0, self._held - worst_usd)
        self._charged += charged_usd
        self.spent += cost
        for settled in self._waiting:
            settled.set()

"""What every engine is: an identity and one coroutine. Never in it: an implementation, a vendor's type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft
from summarizer.domain.item import Constraint
from summarizer.domain.run import Completion, Cost, EngineIdentity, Proposal, Usage


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a second try is told: the draft that was checked, and what to mend in which of its items.

    The answer is wanted as a draft of those items alone. ``attempt`` counts second tries from 1; ``max_tokens`` bounds
    the answer, ``left_s`` is how many seconds it may take with all its waits; None leaves that to the engine.
    """

    draft: Draft
    constraints: tuple[Constraint, ...]
    attempt: int = 1
    max_tokens: int | None = None
    left_s: float | None = None


class Engine(Protocol):
    """An engine proposes drafts. ``repairs`` tells whether a second try with feedback can change anything."""

    @property
    def identity(self) -> EngineIdentity:
        """What makes two runs of this engine the same run."""
        ...

    @property
    def repairs(self) -> bool:
        """Tell whether feedback can change this engine's draft."""
        ...

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return a draft of the article; raises EngineError."""
        ...

    async def aclose(self) -> None:
        """Release what the engine holds open."""
        ...


@runtime_checkable
class Metered(Protocol):
    """An engine that knows what its requests have cost."""

    @property
    def spent(self) -> Cost:
        """Return what has been spent so far."""
        ...


@runtime_checkable
class Estimating(Protocol):
    """An engine that can say beforehand about what an article's first draft will take."""

    def expected(self, analysis: Analysis) -> tuple[Usage, Cost]:
        """Return about how many tokens a draft takes and what they cost; sends nothing."""
        ...


@runtime_checkable
class Timed(Protocol):
    """An engine that can be told how long one draft may take: the parts of an article share its time."""

    async def draft_within(self, analysis: Analysis, feedback: Feedback | None, *, left_s: float | None) -> Proposal:
        """Return a draft within so many seconds, waits included; raises EngineError."""
        ...


@runtime_checkable
class Offline(Protocol):
    """An engine that needs nothing but the analysis: all of an article's work can then be done in one place."""

    @property
    def propose(self) -> Callable[[Analysis], Draft]:
        """Return the function that drafts, which can be pickled; it never raises."""
        ...


@runtime_checkable
class Reserving(Protocol):
    """Completions that several processes share: one of them sends a request, the others wait for its answer."""

    def reserve(self, request_sha256: str, *, now: float, until: float) -> bool:
        """Tell whether this process may send the request; times in seconds since 1970."""
        ...

    def release(self, request_sha256: str) -> None:
        """Give up the reservation of a request that was not answered."""
        ...


class Completions(Protocol):
    """Where completions are kept: an engine asks before it sends and commits before it reads an answer."""

    def find(self, request_sha256: str) -> Completion | None:
        """Return the stored completion of that request, or None."""
        ...

    def put(self, completion: Completion) -> None:
        """Commit a completion; returns only once it is durable."""
        ...


class NoCompletions:
    """Keeps nothing: for runs without a store."""

    def find(self, request_sha256: str) -> Completion | None:
        """Return None: nothing is ever kept."""
        return None

    def put(self, completion: Completion) -> None:
        """Forget the completion."""


def usage_of(completions: Sequence[Completion]) -> tuple[int, int, int]:
    """Return the summed tokens (input, cached, output) of completions."""
    total = [0, 0, 0]
    for completion in completions:
        total[0] += completion.usage.input
        total[1] += completion.usage.cached
        total[2] += completion.usage.output
    return total[0], total[1], total[2]

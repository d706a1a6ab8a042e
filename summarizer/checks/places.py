"""Places: what lies where in an article, found by bisection. Offsets alone; never in it: what anything means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from summarizer.domain.span import Span

_Placed = TypeVar("_Placed")


class Row(Generic[_Placed]):
    """Things of an article in order of where they begin, with their borders beside them for bisection."""

    __slots__ = ("ends", "starts", "things")

    def __init__(self, things: Sequence[_Placed], place: Callable[[_Placed], Span]) -> None:
        spans = [place(thing) for thing in things]
        self.things = tuple(things)
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]

    def overlapping(self, spans: Sequence[Span]) -> tuple[_Placed, ...]:
        """Return what shares a code point with one of the spans, in order, of things that are disjoint."""
        if len(spans) == 1:  # spelled out once more: nearly every question has one span
            starts, end = self.starts, spans[0].end
            first = last = bisect_right(self.ends, spans[0].start)
            while last < len(starts) and starts[last] < end:
                last += 1
            return self.things[first:last]
        found = {index for span in spans for index in range(*self._near(span))}
        return tuple(self.things[index] for index in sorted(found))

    def lying(self, spans: Sequence[Span]) -> tuple[_Placed, ...]:
        """Return what lies in one of the spans, in order, of things that may overlap each other."""
        found: set[int] = set()
        for span in spans:
            index = bisect_left(self.starts, span.start)
            while index < len(self.starts) and self.starts[index] < span.end:
                if self.ends[index] <= span.end:
                    found.add(index)
                index += 1
        return tuple(self.things[index] for index in sorted(found))

    def _near(self, span: Span) -> tuple[int, int]:
        starts, ends = self.starts, self.ends
        first = last = bisect_right(ends, span.start)
        while last < len(starts) and starts[last] < span.end:
            last += 1
        return first, last


class Stretches:
    """Stretches of an article that are asked about many times: what touches one of them, what lies in one."""

    __slots__ = ("_reach", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        borders = sorted({(span.start, span.end) for span in spans})
        self._starts = [start for start, _ in borders]
        self._reach: list[int] = []
        """How far the stretches up to here reach: the greatest of their ends."""
        for _, end in borders:
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def touch(self, span: Span) -> bool:
        """Tell whether the span shares a code point with one of the stretches."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start

    def hold(self, span: Span) -> bool:
        """Tell whether the span lies in one of the stretches."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares a code point with one of the others."""
    return any(map(span.overlaps, others))


def inside(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span lies in one of the others."""
    return any(map(span.within, others))

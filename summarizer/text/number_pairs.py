"""Two bounds of one quantity as one range: «plus de 200 et moins de 300 euros», «supérieur à 10 et inférieur à 20».

They are one only where nothing but «et» stands between the first figure and the words that bound the second, so that
both count the same thing. Anything else stays two mentions.
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.domain.analysis import NumberMention
from summarizer.domain.span import Span

_LOWER = ("more_than", "at_least")
_UPPER = ("less_than", "at_most")


def join_bounds(mentions: list[NumberMention], text: str) -> list[NumberMention]:
    """Return the mentions with each pair of opposite bounds of one quantity made one range."""
    joined: list[NumberMention] = []
    for mention in mentions:
        both = _both(joined[-1], mention, text) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(mention)
    return joined


def _both(first: NumberMention, second: NumberMention, text: str) -> NumberMention | None:
    if first.comparator in _LOWER and second.comparator in _UPPER:
        low, high = first.low, second.high
    elif first.comparator in _UPPER and second.comparator in _LOWER:
        low, high = second.low, first.high
    else:
        return None
    if first.approx is None or second.approx is None or low is None or high is None or not low < high:
        return None
    inside = first.approx.end <= first.span.start and second.approx.end <= second.span.start
    if not inside or text[first.span.end : second.approx.start].split() != ["et"]:
        return None
    same = first.unit == second.unit and first.kind == second.kind
    if not same and (first.unit or second.kind != "count" or high >= 1000 * max(low, 1)):
        return None
    span = Span(first.span.start, second.span.end, text[first.span.start : second.span.end])
    return replace(second, span=span, low=low, high=high, comparator="range", approx=first.approx)

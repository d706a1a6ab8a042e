"""Measuring: the figures of a text held against those of its passage, by value, unit and bound.

Counted nouns are left alone: a synonym cannot be told from another noun. Never in it: which of the two is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from summarizer.domain.analysis import NumberMention
from summarizer.text.stems import word_stem

_LOWER, _UPPER = frozenset({"more_than", "at_least"}), frozenset({"less_than", "at_most"})


def misstated(
    mine: Sequence[NumberMention], theirs: Sequence[NumberMention], *, estimated: bool
) -> Iterator[tuple[Literal["number", "unit", "bound"], str, str]]:
    """Yield what figures of a text have otherwise: in what, as the text says it, and as the passage does.

    ``estimated``: the text says by a word of its own that it gives estimates.
    """
    values = frozenset(value for number in theirs for value in (number.low, number.high) if value is not None)
    for number in mine:
        same = [other for other in theirs if _shares_value(number, other)]
        if not same:
            if not is_worked_out(number, values):
                yield "number", number.span.text, ""
            continue
        units = [other for other in same if _same_unit(number, other)]
        if not units:
            yield "unit", number.span.text, same[0].span.text
        elif all(_is_bolder(number, other) and not (estimated and _is_estimate(other)) for other in units):
            approx = units[0].approx
            there = f"{approx.text} {units[0].span.text}" if approx else units[0].span.text
            yield "bound", number.span.text, there


def is_worked_out(number: NumberMention, values: Collection[float]) -> bool:
    """Tell whether a number is a rank in words, or the ratio of two values: «la moitié» where there are 4 and 2."""
    if number.kind == "rank":
        return not any(map(str.isdigit, number.span.text))
    ratio = number.low or 0
    return number.kind == "ratio" and any(one == other * ratio != 0 for one in values for other in values)


def _is_estimate(number: NumberMention) -> bool:
    """Tell whether a figure is bounded in no way that a verb of estimating leaves out: no range, no upper bound."""
    return number.comparator in ("about", "order_of_magnitude", "more_than", "at_least")


def _shares_value(one: NumberMention, other: NumberMention) -> bool:
    mine, theirs = {one.low, one.high} - {None}, {other.low, other.high} - {None}
    return mine <= theirs if one.comparator != "exact" else bool(mine & theirs)


def _same_unit(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two figures measure in one unit; one without a unit has any."""
    if one.kind == other.kind == "count" or not one.unit or not other.unit:
        return True
    return one.unit == other.unit or word_stem(one.unit.lower()) == word_stem(other.unit.lower())


def _is_bolder(mine: NumberMention, there: NumberMention) -> bool:
    """Tell whether a text's figure is more exact than the passage's, or bounded the other way."""
    if mine.comparator == there.comparator:
        return False
    for side in (_LOWER, _UPPER):
        if {mine.comparator, there.comparator} <= side:
            return False
    return there.comparator != "exact"

"""Fractions in words: «deux cinquièmes», «un vingt-cinquième», «trois quarts», and what they add to a whole number.

A fraction and a rank share their words: «un cinquième du budget» is a part, «un cinquième mandat» a rank. What stands
after decides, and doubt leaves a rank. Pure; all functions take the folded text and offsets into it.
"""

from __future__ import annotations

import re

from summarizer.text.number_tables import NumberTables
from summarizer.text.number_words import joined, read_cardinal, read_ordinal, word_at

_OF = (" de ", " d'", " des ", " du ")
_CLOSED = ("", ".", ",", ";", ")", "?", "!", "\n")
_QUARTER = re.compile(r"(?: et)? (?:demie?|quart)(?![\w-])")
_MILLIONS = re.compile(r" de (million|milliard|millier)(?!\w)")


def _ends_phrase(low: str, stop: int) -> bool:
    return low[stop : stop + 1] in _CLOSED or low.startswith(" ?", stop)


def _singular_parts(low: str, after: int, value: int, t: NumberTables) -> tuple[int, int] | None:
    """Return the parts of «un vingt-cinquième», «cinq huitième» where no counted noun can follow, or None."""
    ordinal = read_ordinal(low, after, t, parts=True)
    if ordinal is None or (ordinal[0] < 5 and value == 1):
        return None
    closed = low.startswith(_OF, ordinal[1]) or _ends_phrase(low, ordinal[1])
    return ordinal if closed and ordinal[0] >= 4 else None


def read_fraction(low: str, start: int, end: int, value: int, t: NumberTables) -> tuple[float, int] | None:
    """Return value and end of the fraction whose numerator reaches from ``start`` to ``end``, or None."""
    after = joined(low, end)
    if after < 0 or value < 1:
        return None
    word = word_at(low, after)
    if word not in t.heads:
        return None
    stop = after + len(word)
    parts = t.fractions.get(word, 0) if word != "moitie" else 0
    if not parts:
        rank = read_ordinal(low, start, t)
        if rank and rank[1] > stop - 1 and (not word.endswith("s") or low[end] == "-"):
            return None
        found = read_ordinal(low, after, t, parts=True) if value > 1 else None
        if found is None or found[0] < 5 or not low.endswith("iemes", after, found[1]):
            found = _singular_parts(low, after, value, t)
        parts, stop = found or (0, stop)
    if not parts or (value >= parts and parts <= 4):
        return None
    tail = stop + 4 if low.startswith(" de ", stop) else stop + 1
    return None if word_at(low, tail) in t.no_fraction_before else (value / parts, stop)


def read_mixed(low: str, end: int, t: NumberTables) -> tuple[float, int] | None:
    """Return what «et demi», «et un quart», «et trois cinquièmes» add to the figure before, and its end, or None."""
    if not low.startswith(" et ", end):
        return None
    half = _QUARTER.match(low, end)
    if half:
        return (0.5 if "demi" in half.group() else 0.25), half.end()
    numerator = read_cardinal(low, end + 4, t)
    if numerator is None or numerator[0] > 99:
        return None
    share = _part(low, numerator[1], numerator[0], t)
    if share is None or not 0 < share[0] < 1 or low.startswith(_OF, share[1]):
        return None
    return share


def _part(low: str, end: int, value: int, t: NumberTables) -> tuple[float, int] | None:
    after = joined(low, end)
    word = word_at(low, after) if after > 0 else ""
    if word in t.fractions and word != "moitie":
        return value / t.fractions[word], after + len(word)
    ordinal = read_ordinal(low, after, t, parts=True) if after > 0 else None
    if ordinal is None or ordinal[0] < 4 or not (low[ordinal[1] - 1] == "s" or _ends_phrase(low, ordinal[1])):
        return None
    return value / ordinal[0], ordinal[1]


def split_mixed(low: str, start: int, end: int, value: int, t: NumberTables) -> tuple[float, int] | None:
    """Return value and end of «vingt et un cinquième»: a cardinal whose «un» belongs to the fraction after it."""
    if value < 21 or value % 10 != 1 or not low.endswith(" et un", start, end):
        return None
    share = _part(low, end, 1, t)
    if share is None or low[share[1] - 1] == "s" or not _ends_phrase(low, share[1]):
        return None
    return value - 1 + share[0], share[1]


def read_quarters(low: str, end: int) -> tuple[float, int] | None:
    """Return what «et demie», «et quart», «trois quarts» add after a unit («deux heures trois quarts»), or None."""
    half = _QUARTER.match(low, end)
    if half and (half.group().startswith(" et") and not low.startswith(_OF, half.end())):
        return (0.5 if "demi" in half.group() else 0.25), half.end()
    begin = end + 4 if low.startswith(" et ", end) else end + 1
    for words, share in (("trois quarts", 0.75), ("un quart", 0.25), ("un tiers", 1 / 3)):
        stop = begin + len(words)
        if low.startswith(words, begin) and not low[stop : stop + 1].isalnum() and not low.startswith(_OF, stop):
            return share, stop
    return None


def read_of_scale(low: str, end: int, t: NumberTables) -> tuple[int, int]:
    """Return the factor of «de million» after a fraction and its end, or (1, end)."""
    match = _MILLIONS.match(low, end)
    return (t.group_tails[match[1]], match.end()) if match else (1, end)

"""Denying: whether a text negates more, or less, than what it rewords, counted; which words it negates is ``telling``.

A negation may be reworded by a word that denies of itself («refuse» for «ne veut pas»), so such words count as well.
Never in it: a verdict on the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.text.markers import shows_negation
from summarizer.text.telling import denials, told


def negates_more(text: str, passage: Iterable[str]) -> str:
    """Return a verb that a text negates where its passage denies less often, in whatever words; empty where none is."""
    mine = _negated(text)
    theirs = sum(len(told(piece).negated) + len(_denying(piece)) for piece in passage)
    return mine[0] if len(mine) > theirs else ""


def negates_less(text: str, evidence: Iterable[str]) -> str:
    """Return a verb that the evidence negates, piece by piece, where a text denies nothing; empty where none is."""
    if shows_negation(text) or _denying(text) or told(text).negated:
        return ""
    found = [_negated(piece) for piece in evidence]
    return found[0][0] if found and all(found) else ""


def _negated(text: str) -> list[str]:
    """Return the verbs under «ne … pas», without those that deny of themselves: «n'exclut pas» affirms."""
    return sorted(told(text).negated - denials())


def _denying(text: str) -> frozenset[str]:
    return (told(text).plain & denials()) | (told(text).negated & denials())

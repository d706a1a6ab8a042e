"""Denying: whether a text negates more, or less, than what it rewords, counted; which words it negates is ``telling``.

A negation may be reworded by a word that denies of itself («refuse» for «ne veut pas»), so such words count as well.
Never in it: a verdict on the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.text.markers import shows_negation
from summarizer.text.pack import table, word_set
from summarizer.text.repeating import lows
from summarizer.text.telling import denials, told

_FEWEST = 2
"""Other words of a text, from which it is looked up in a sentence."""


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


def negates_otherwise(text: str, passage: Iterable[str]) -> str:
    """Return the words of negation in which a text differs from a sentence whose words it has, all others as there.

    «Elle n'est pas seule» over «Elle est seule»: whatever else of the sentence denies. Empty where nothing does.
    """
    negating, mine = word_set("tenses", "negators") | {"ne", "n"}, _elided(text)
    said, bare = [low for low in mine if low in negating], [low for low in mine if low not in negating]
    if len(bare) < _FEWEST:
        return ""
    wanted, found = f" {' '.join(bare)} ", ""
    for piece in passage:
        theirs = _elided(piece)
        if f" {' '.join(mine)} " in f" {' '.join(theirs)} ":
            return ""
        places = [place for place, low in enumerate(theirs) if low not in negating]
        joined = " ".join(theirs[place] for place in places)
        at = f" {joined} ".find(wanted)
        if at >= 0:
            first = len(joined[:at].split())
            stretch = theirs[places[first] : places[first + len(bare) - 1] + 1]
            there = [low for low in stretch if low in negating]
            if bool({*there} - {"plus"}) != bool({*said} - {"plus"}):  # «plus» by itself compares
                found = " ".join(said or there)
    return found


def _elided(text: str) -> list[str]:
    """Return the words of a text as they are before a vowel: «ce n'est pas» and «c'est» then begin alike."""
    elided = dict(table("stems")["elided"])
    return [elided.get(low, low) for low in lows(text)]


def _negated(text: str) -> list[str]:
    """Return the verbs under «ne … pas», without those that deny of themselves: «n'exclut pas» affirms."""
    return sorted(told(text).negated - denials())


def _denying(text: str) -> frozenset[str]:
    return (told(text).plain & denials()) | (told(text).negated & denials())

"""Families: words that copy uses for one another, and words that charge somebody with something.

«Mort» and «décès» tell one thing, and so do «réagir» and «réaction»; «coupable» is said of nobody whose passage has no
word for it. Never in it: whether two texts agree; that is ``checks``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from summarizer.text.pack import table
from summarizer.text.stems import verb_stem, word_stem
from summarizer.text.telling import told

_SHARED, _SHARE = 5, 0.7
"""Letters that two stems begin with, at least, where they are taken for kin, and their share of the longer one where
neither is the beginning of the other: four are «coup» in «coupable»."""


@lru_cache(maxsize=4096)
def words_known(text: str) -> frozenset[str]:
    """Return the stems of all words of a text: as verbs, and those that tell something also as nouns."""
    read = told(text)
    return read.plain | read.negated | frozenset(stem for stem, _ in read.stems)


def is_known(low: str, have: frozenset[str]) -> bool:
    """Tell whether a word in lower case, a form of it, its noun, its verb or a synonym is among some stems."""
    mine = _both(low)
    wanted = mine | {other for stem in mine for other in _kindred().get(stem, ())}
    return not wanted.isdisjoint(have) or any(_akin(stem, other) for stem in mine for other in have)


def charges_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the words of a text that charge somebody, each with the stems that give ground for it."""
    found = [(word, _charges().get(stem)) for stem, word in told(text).stems]
    return tuple((word, grounds) for word, grounds in found if grounds is not None)


def is_charge(low: str) -> bool:
    """Tell whether a word in lower case charges somebody."""
    return not _both(low).isdisjoint(_charges())


def has_any(stems: Iterable[str], have: frozenset[str]) -> bool:
    """Tell whether one of some stems, or a form that a stemmer parts from it, is among others."""
    return any(stem in have or any(_akin(stem, other) for other in have) for stem in stems)


def _akin(one: str, other: str) -> bool:
    """Tell whether two stems are of one word, or differ in their ending alone: «négligent», «négligence»."""
    if one == other:
        return True
    if one[:_SHARED] != other[:_SHARED]:
        return False
    pairs = zip(one, other, strict=False)
    shared = next((place for place, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))
    return shared >= _SHARED and (shared == min(len(one), len(other)) or shared >= _SHARE * max(len(one), len(other)))


@lru_cache(maxsize=4096)
def _both(low: str) -> frozenset[str]:
    return frozenset((word_stem(low), verb_stem(low)))


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in words for stem in _both(word))


@cache
def _kindred() -> dict[str, frozenset[str]]:
    """Return the stems that may stand for a stem."""
    found: dict[str, frozenset[str]] = {}
    for group in table("families")["kindred"]:
        stems = _stems(group)
        for stem in stems:
            found[stem] = found.get(stem, frozenset()) | stems
    return found


@cache
def _charges() -> dict[str, frozenset[str]]:
    """Return the stems of the words that charge, with those that give ground for them: their own and others."""
    found: dict[str, frozenset[str]] = {}
    for entry in table("families")["charges"]:
        own = _stems(entry["words"])
        for stem in own:
            found[stem] = found.get(stem, frozenset()) | own | _stems(entry["grounds"])
    return found

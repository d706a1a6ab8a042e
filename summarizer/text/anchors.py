"""Anchors: the fixed strings of patterns, looked up word by word, so that a pattern is tried only where it can match.

An anchor stands in the tables ``cues``, ``voices`` and ``stances``. Its core is its longest word («cloche»,
«peut-être», «a» of «a »): wherever the anchor stands, one word of the article holds the core. Never in it: a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.domain.analysis import Sentence
from summarizer.text.pack import table

_CORE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Word(NamedTuple):
    """One word: letters and digits, hyphens inside. ``low`` is its flattened lower case."""

    start: int
    end: int
    low: str


class PatternIndex:
    """Many patterns by the cores of their anchors, so that those worth trying in an article are found at once."""

    __slots__ = ("by_core",)

    def __init__(self, anchors: Iterable[tuple[str, ...]]) -> None:
        """Take the anchors of each pattern, in order; «» is an anchor that stands everywhere."""
        self.by_core: dict[str, list[int]] = {}
        for place, several in enumerate(anchors):
            for core in _cores_of(several):
                self.by_core.setdefault(core, []).append(place)


class Anchors:
    """Where the anchors of all patterns stand in one article; each is looked for once, when it is first asked for."""

    __slots__ = ("_found", "_low", "_numbers", "_sentences", "_standing")

    def __init__(self, low: str, words: Sequence[Word], sentences: Sequence[Sentence]) -> None:
        self._low = low
        self._sentences = sentences
        self._numbers: dict[tuple[str, ...], set[int]] = {}
        self._found: dict[str, Sequence[int]] = dict.fromkeys(_cores(), ())
        places = _core_places(words, sentences)
        self._standing = frozenset(places) | {""}
        self._found |= places

    def worth_trying(self, patterns: PatternIndex) -> list[int]:
        """Return the places of the patterns of which a core stands in the article, in order."""
        cores = self._standing & patterns.by_core.keys()
        return sorted({place for core in cores for place in patterns.by_core[core]})

    def sentences(self, anchors: tuple[str, ...]) -> list[Sentence]:
        """Return the sentences that hold one of the anchors, in order."""
        numbers = self.numbers(anchors)
        return [self._sentences[number - 1] for number in sorted(numbers)] if numbers else []

    def numbers(self, anchors: tuple[str, ...]) -> set[int]:
        """Return the numbers of the sentences that hold one of the anchors."""
        known = self._numbers.get(anchors)
        if known is not None:
            return known
        numbers: set[int] = set()
        self._numbers[anchors] = numbers
        if _cores_of(anchors).isdisjoint(self._standing):  # two thirds of all patterns end here: 4 % of the reading
            return numbers
        for anchor in anchors:
            found = self._found.get(anchor)
            if found is None:
                found = self._found[anchor] = self._look_for(anchor)
            if found:
                numbers.update(found)
        return numbers

    def _look_for(self, anchor: str) -> Sequence[int]:
        """Return the numbers of the sentences that an anchor of more than a word touches."""
        core = _core(anchor)
        if (core and not self._found.get(core)) or anchor not in self._low:
            return ()
        found = []
        for number in self._found.get(core, ()) if core else range(1, len(self._sentences) + 1):
            span = self._sentences[number - 1].span
            if self._low.find(anchor, max(0, span.start - len(anchor)), span.end + len(anchor)) >= 0:
                found.append(number)
        return found


def _core_places(words: Sequence[Word], sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    """Return core → the numbers of the sentences with a word that holds it, in order."""
    found: dict[str, list[int]] = {}
    number, end = 0, -1
    for word in words:
        cores = _cores_in(word.low)
        if not cores:
            continue
        while word.start >= end and number < len(sentences):
            number += 1
            end = sentences[number - 1].span.end
        glued = word.end > end and number < len(sentences)  # a title glued to its text: the word stands in both
        for core in cores:
            numbers = found.setdefault(core, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
            if glued:
                numbers.append(number + 1)
    return found


@cache
def _core(anchor: str) -> str:
    """Return the longest word of an anchor; empty where it has none («:»)."""
    return max(_CORE.findall(anchor), key=len, default="")


@cache
def _cores_of(anchors: tuple[str, ...]) -> frozenset[str]:
    """Return the cores of the anchors; «» stands for an anchor without a word, which stands anywhere."""
    return frozenset(map(_core, anchors))


@cache
def _cores() -> frozenset[str]:
    anchors = {anchor for entry in table("cues")["patterns"] for anchor in entry.get("anchors", ())}
    for name in ("voices", "stances"):
        anchors.update(anchor for listed in table(name)["anchors"].values() for anchor in listed)
    return frozenset(map(_core, anchors)) - {""}


@lru_cache(maxsize=8192)
def _cores_in(low: str) -> frozenset[str]:
    """Return the cores that stand in a word."""
    size = len(low)
    return _cores().intersection(low[start:end] for start in range(size) for end in range(start + 1, size + 1))

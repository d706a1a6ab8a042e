"""Likeness: what a stretch of text is about, as keys that compare: the stems of its words, its figures, its names.

The keys are for finding the passage that a sentence somebody wrote is about; they are coarse on purpose, so that
«fermera» finds «fermeture». Never in it: a verdict on two texts that share keys, or do not.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.text.fold import flatten
from summarizer.text.number_tables import fold_letters
from summarizer.text.numbers import read_numbers
from summarizer.text.pack import table, word_set

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![.,]?\d)")
_STOPS = (".", "…", "!", "?", ":", ";", "\n", "«", "“")
_SHORTEST, _LONGEST, _KEPT = 4, 6, 3
"""Letters of a word that counts, of a key at most, and of a stem at least: set by hand on our own summaries."""


@lru_cache(maxsize=4096)
def keys_of(text: str) -> frozenset[str]:
    """Return what a text is about: stems, «#» and the value of a quantity, years, words with a capital inside.

    Words that any text may use to attribute, date or join are left out.
    """
    flat = flatten(text)
    numbers = read_numbers(text)
    keys = {f"#{value:g}" for mention in numbers for value in (mention.low, mention.high) if value is not None}
    keys.update(match[0] for match in _YEAR.finditer(flat))
    counted = " ".join(mention.unit for mention in numbers if mention.kind == "count")
    figures = [(mention.span.start, mention.span.end) for mention in numbers]
    outside = [match[0] for match in _WORD.finditer(flat) if not _in_figure(match.start(), figures)]
    keys.update(name_key(word) for word in (*outside, *_WORD.findall(counted)) if _tells(word))
    return frozenset(keys)


def names_of(text: str) -> tuple[str, ...]:
    """Return the names of a text, in order, as they are written: words with a capital, joined where they follow.

    A capital that opens a sentence is none.
    """
    flat = flatten(text)
    runs: list[list[str]] = []
    before, end, named_end = "", 0, 0
    for match in _WORD.finditer(flat):
        word, opens = match[0], _opens(before, text[end : match.start()])
        before, end = match[0], match.end()
        if opens or not word[0].isupper() or len(word) < 2 or word.lower() in word_set("likeness", "offices"):
            continue
        if runs and flat[named_end : match.start()] in (" ", "-"):
            runs[-1].append(word)
        else:
            runs.append([word])
        named_end = end
    return tuple(" ".join(run) for run in runs)


def _opens(before: str, gap: str) -> bool:
    """Tell whether a word opens a sentence or a quotation, by the word before it and what lies between."""
    shortened = before[:1].isupper() and len(before) < _KEPT  # «M. Velm», «J. Velm»
    stops = _STOPS[1:] if shortened else _STOPS
    return not before or any(mark in gap for mark in stops) or gap.endswith('"')


def name_key(word: str) -> str:
    """Return what a word of a name shares with other spellings, its demonym or its feminine."""
    return _cut(fold_letters(word.lower()))


@lru_cache(maxsize=512)
def name_keys(text: str) -> frozenset[str]:
    """Return the ``name_key`` of every word of a text."""
    return frozenset(name_key(match[0]) for match in _WORD.finditer(flatten(text)))


def _tells(word: str) -> bool:
    long = len(word) >= _SHORTEST or (len(word) > 1 and word.isupper())
    return long and word.lower() not in _left_out()


def _in_figure(start: int, figures: list[tuple[int, int]]) -> bool:
    """Tell whether a word is a figure's own: «quatorze», «millions»; its unit counts by its value already."""
    return any(low <= start < high for low, high in figures)


@cache
def _left_out() -> frozenset[str]:
    verbs = {form for verb in table("cues")["verbs"] for form in verb["forms"] if verb["class"] in _frame_classes()}
    return word_set("likeness", "empty") | word_set("likeness", "frame") | verbs


@cache
def _frame_classes() -> frozenset[str]:
    saying = table("hardening")["saying"]
    return frozenset([*saying["classes"], *saying["attributing"]])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(word_set("likeness", "endings"), key=len, reverse=True))


@lru_cache(maxsize=16384)
def _cut(low: str) -> str:
    ending = next((one for one in _endings() if low.endswith(one) and len(low) - len(one) >= _KEPT), "")
    stem = low[: len(low) - len(ending)] if ending else low
    return fold_letters(stem)[:_LONGEST]

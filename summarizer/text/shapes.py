"""Shapes: what the words of a name alone say of it, that it is somebody's or a body's.

Never in it: what stands around a name (``name_kinds``). Tables: ``fr/names.json``, ``fr/actors.json``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.text.pack import table, word_set

_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9]{1,4}(?:-\w+)?$")
_ABSTRACT = ("tion", "sion", "isme", "ique", "iques", "erie", "ment", "tés", "ance", "logie")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*|&")


@cache
def _first_names() -> dict[str, str]:
    found = dict.fromkeys(word_set("names", "epicene_names"), "")
    return (
        found
        | dict.fromkeys(word_set("names", "female_names"), "f")
        | dict.fromkeys(word_set("names", "male_names"), "m")
    )


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name of the table; «Jean-Noël» is one by its first part."""
    low = word.lower()
    return low in _first_names() or low.split("-")[0] in _first_names()


def gender_of_first_name(word: str) -> str:
    """Return «f» or «m» where a first name shows it, else nothing."""
    low = word.lower()
    return _first_names().get(low, _first_names().get(low.split("-")[0], ""))


@lru_cache(maxsize=4096)
def is_body_shaped(name: str) -> bool:
    """Tell whether the words of a name make it a firm's, a club's or a paper's: «Nordal Ventures»."""
    words = _WORDS.findall(name)
    if len(words) < 2:
        return False
    if "&" in words or (_ACRONYM.match(words[0]) and not words[-1].isupper()):
        return True
    lows = [word.lower() for word in words]
    parts = {part for low in lows for part in low.split("-")}
    if parts & word_set("actors", "org_words"):
        return True
    if is_first_name(words[0]):
        return False
    return (
        lows[0] in word_set("actors", "first_words_of_bodies")
        or lows[0].endswith(_ABSTRACT)
        or any(low in _countries() for low in lows)
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(name.lower() for names in table("places")["territories"].values() for name in names) | {"europe"}

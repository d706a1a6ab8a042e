"""Territories by name: spellings, capitals and seats lead to one code; invented ones are told by their demonym.

Source: ``fr/places.json`` (CLDR names, own variants), ``fr/actors.json`` (endings of demonyms).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.text.pack import table

_STEM = 4
"""Letters that a name and its demonym share at least («Morvie», «morvien»)."""


@cache
def _codes() -> dict[str, str]:
    territories: dict[str, list[str]] = table("places")["territories"]
    return {name.casefold(): code for code, names in territories.items() for name in names}


@cache
def _governments() -> dict[str, str]:
    """Return the codes of capitals and of seats that speak for the whole state."""
    places = table("places")
    return {
        name.casefold(): code
        for key in ("capital_of", "seat_of")
        for code, names in places[key].items()
        for name in names
    }


def _bare(name: str) -> str:
    low = name.casefold().replace("’", "'")
    for article in ("le ", "la ", "les ", "l'"):
        low = low.removeprefix(article)
    return low


def territory_of(name: str) -> str:
    """Return the ISO 3166 code of a territory's name, leading article aside; empty where it names none."""
    return _codes().get(_bare(name), "")


def government_of(name: str) -> str:
    """Return the code of the state that a capital or a seat speaks for («Londres», «le Kremlin»); else nothing."""
    return _governments().get(_bare(name), "")


def demonyms_in(lows: frozenset[str]) -> frozenset[str]:
    """Return the stems of the words that look like demonyms («ostranien» gives «ostran»)."""
    return frozenset(map(_demonym_stem, lows)) - {""}


@lru_cache(maxsize=8192)
def _demonym_stem(low: str) -> str:
    """Return the stem of a word that looks like a demonym; empty where it does not."""
    if not low.endswith(_demonym_endings()):
        return ""
    ending = next(ending for ending in _demonym_endings() if low.endswith(ending))
    return low[: -len(ending)] if len(low) - len(ending) >= _STEM - 1 else ""


@cache
def _demonym_endings() -> tuple[str, ...]:
    """Return the endings of demonyms, the longest first."""
    return tuple(sorted(table("actors")["demonym_endings"], key=len, reverse=True))


@lru_cache(maxsize=8192)
def stem_of(low: str) -> str:
    """Return what a territory's name shares with its demonym («tessarie» gives «tessar»)."""
    return re.sub(r"(?:ie|e|a|ies|es)$", "", low)

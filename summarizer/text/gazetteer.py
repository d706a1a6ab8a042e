"""Territories by name: spellings, capitals and seats lead to one code; invented ones are told by their demonym.

Source: ``fr/places.json`` (CLDR names, own variants), ``fr/actors.json`` (endings of demonyms).
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.text.pack import table

_STEM = 4
"""Letters that a name and its demonym share at least («Ostrane», «ostranien»)."""


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
    endings = sorted(table("actors")["demonym_endings"], key=len, reverse=True)
    found = set()
    for low in lows:
        ending = next((end for end in endings if low.endswith(end)), "")
        if ending and len(low) - len(ending) >= _STEM - 1:
            found.add(low[: -len(ending)])
    return frozenset(found)


def stem_of(low: str) -> str:
    """Return what a territory's name shares with its demonym («tessarie» gives «tessar»)."""
    return re.sub(r"(?:ie|e|a|ies|es)$", "", low)

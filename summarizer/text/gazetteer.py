"""Territories by name: spelling variants lead to one code. Source: ``fr/places.json`` (CLDR names, own variants)."""

from __future__ import annotations

from functools import cache

from summarizer.text.pack import table


@cache
def _codes() -> dict[str, str]:
    territories: dict[str, list[str]] = table("places")["territories"]
    return {name.casefold(): code for code, names in territories.items() for name in names}


def territory_of(name: str) -> str:
    """Return the ISO 3166 code of a territory's name, leading article aside; empty where it names none."""
    low = name.casefold().replace("’", "'")
    for article in ("le ", "la ", "les ", "l'"):
        low = low.removeprefix(article)
    return _codes().get(low, "")

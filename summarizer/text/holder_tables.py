"""The tables that holders are read with, prepared once. Data: ``fr/holders.json``, ``fr/places.json``.

Never in it: reading a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from summarizer.domain.terms import SourceKind
from summarizer.text.pack import table

_KIND_ORDER: tuple[SourceKind, ...] = ("media", "document", "state_body", "organisation", "group", "person")


@dataclass(frozen=True, slots=True)
class _Tables:
    determiners: frozenset[str]
    indefinite: frozenset[str]
    civilities: frozenset[str]
    pronouns: frozenset[str]
    personal_pronouns: frozenset[str]
    anaphors: tuple[str, ...]  # the longest first
    stops: frozenset[str]
    links: frozenset[str]
    after_en: frozenset[str]
    pour_bodies: frozenset[str]
    kinds: dict[str, SourceKind]
    anonymous: frozenset[str]
    always: tuple[str, ...]
    transparent: frozenset[str]
    capitals: frozenset[str]
    countries: frozenset[str]
    demonyms: frozenset[str]


@cache
def tables() -> _Tables:
    """Return the tables of this file, prepared once."""
    holders, places = table("holders"), table("places")
    kinds: dict[str, SourceKind] = {}
    for kind in _KIND_ORDER:
        for noun in holders["kinds"][kind]:
            kinds.setdefault(noun, kind)
    return _Tables(
        determiners=frozenset(holders["determiners"]),
        indefinite=frozenset(holders["indefinite"]),
        civilities=frozenset(holders["civilities"]),
        pronouns=frozenset(holders["pronouns"]),
        personal_pronouns=frozenset(holders["personal_pronouns"]),
        anaphors=tuple(sorted(holders["anaphors"], key=len, reverse=True)),
        stops=frozenset(holders["stops"]),
        links=frozenset(holders["links"]),
        after_en=frozenset(holders["after_en"]),
        pour_bodies=frozenset(holders["pour_bodies"]),
        kinds=kinds,
        anonymous=frozenset(holders["anonymous_nouns"]),
        always=tuple(holders["anonymous_always"]),
        transparent=frozenset(holders["transparent"]["nouns"]),
        capitals=frozenset(name.lower() for name in places["capitals"] + places["seats"]),
        demonyms=frozenset(places["demonyms"]),
        countries=frozenset(name.lower() for names in places["territories"].values() for name in names),
    )

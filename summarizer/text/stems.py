"""Stems: whether two words are forms of one word. «recrute», «recruterait» and «recruté» share a stem.

«Tient» and «tiendrait» do too.

Regular words go through the Snowball stemmer for French; the verbs that change their stem stand in ``fr/stems.json``.
A stem is for comparing only and is never shown. Never in it: which words of a text are verbs.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.text.pack import table, word_set

_DOUBLE = re.compile(r"([lnt])\1$")
_DRE = re.compile(r"(?<=[nrou]d)(?:r|u|i)$")
_PLURAL = re.compile(r"(?<!ai)(?<![èiu]r)ent$")
"""Third persons of the present: «affirment» is no adverb here, «bloquent» no word of its own."""
_IE = re.compile(r"(?<=\w{3})ie?$")
_UIRE = re.compile(r"(.*[bcdln]ui)(?:r(?:e|a|ont|ait|aient)|s(?:ent|ait|aient|it|irent|ant)|s|t|te|ts|tes)")
_INDRE = re.compile(r"(.+[aeo]i)(?:ndr(?:e|a|ont|ait|aient)|gn(?:ent|ait|aient|it|irent|ant)|nt|ns|nte|nts|ntes)")
"""Two groups of verbs that change the end of their stem: «produire, produisent», «atteindre, atteignent»."""


@cache
def _snowball() -> Callable[[str], str]:
    """Return the stemmer; its package loads thirty languages, which a brief whose texts are verbatim never needs."""
    stem: Callable[[str], str] = importlib.import_module("snowballstemmer").stemmer("french").stemWord
    return stem


def without_accents(low: str) -> str:
    """Return the word without its accents and cedillas."""
    if low.isascii():
        return low
    return "".join(char for char in unicodedata.normalize("NFD", low) if not unicodedata.combining(char))


class _Family(NamedTuple):
    """An irregular verb: the prefixes it may have, and the lemma that stands for it."""

    prefixes: frozenset[str]
    lemma: str


@cache
def _families() -> dict[str, tuple[tuple[int, _Family], ...]]:
    """Return what may stand behind a prefix, a stem with an ending or a whole form → its verbs, with their place."""
    stems = table("stems")
    found: dict[str, tuple[tuple[int, _Family], ...]] = {}
    for place, entry in enumerate(stems["families"]):
        one = (place, _Family(frozenset([*entry["prefixes"], ""]), entry["lemma"]))
        tails = {stem + ending for stem in entry["stems"] for ending in stems["endings"]}
        for tail in tails.union(entry.get("forms", ())):
            found[tail] = (*found.get(tail, ()), one)
    return found


@cache
def _longest_prefix() -> int:
    return max(len(prefix) for entry in table("stems")["families"] for prefix in entry["prefixes"])


def _irregular(plain: str) -> str | None:
    """Return prefix and lemma of the first verb of the table of which a word is a form, with its longest prefix."""
    families, best, stem = _families(), -1, None
    for cut in range(min(len(plain), _longest_prefix()), -1, -1):
        for place, family in families.get(plain[cut:], ()):
            if (stem is None or place < best) and plain[:cut] in family.prefixes:
                best, stem = place, plain[:cut] + family.lemma
    return stem


@lru_cache(maxsize=16384)
def verb_stem(low: str) -> str:
    """Return what all forms of a verb share, for a word in lower case that is known to be a form of a verb."""
    if low in word_set("stems", "etre"):
        return "être"
    if low in word_set("stems", "avoir"):
        return "avoir"
    plain = without_accents(low)
    for regex in (_UIRE, _INDRE):
        changing = regex.fullmatch(plain)
        if changing is not None:
            return changing.group(1)
    irregular = _irregular(plain)
    if irregular is not None:
        return irregular
    return word_stem(low[:-2] if _PLURAL.search(low) else low)


@lru_cache(maxsize=16384)
def word_stem(low: str) -> str:
    """Return what the forms of a word share, for any word in lower case."""
    stem = without_accents(_snowball()(low)).replace("y", "i")
    return _DOUBLE.sub(r"\1", _IE.sub("", _DRE.sub("", stem)))

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

from summarizer.text.pack import alternation, table, word_set

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


@cache
def _families() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern per irregular verb, with its lemma: a prefix, then a stem with an ending, or a whole form."""
    stems = table("stems")
    endings = alternation(stems["endings"])
    found = []
    for family in stems["families"]:
        prefixes = alternation([*family["prefixes"], ""])
        whole = f"|{alternation(family['forms'])}" if "forms" in family else ""
        regex = rf"(?P<before>{prefixes})(?:(?:{alternation(family['stems'])})(?:{endings}){whole})"
        found.append((re.compile(regex), family["lemma"]))
    return tuple(found)


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
    for regex, lemma in _families():
        match = regex.fullmatch(plain)
        if match is not None:
            return match.group("before") + lemma
    return word_stem(low[:-2] if _PLURAL.search(low) else low)


@lru_cache(maxsize=16384)
def word_stem(low: str) -> str:
    """Return what the forms of a word share, for any word in lower case."""
    stem = without_accents(_snowball()(low)).replace("y", "i")
    return _DOUBLE.sub(r"\1", _IE.sub("", _DRE.sub("", stem)))

"""Conditional forms: finding the verbs. What a form is used for is decided in ``uses``.

The form is decided without a dictionary: endings -rais, -rait, -rions, -riez, -raient, minus the imperfects whose stem
ends in r (verbs in -rer, -vrir, -frir, -courir…), which few stem endings tell apart. Tables: ``fr/conditionals.json``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from summarizer.text.pack import table, word_set
from summarizer.text.view import View, Word

_ENDING = re.compile(r"^(.+r)(ais|ait|ions|iez|aient)$")
_PERSONS: dict[str, Literal[1, 2, 3]] = {"ais": 1, "ait": 3, "ions": 1, "iez": 2, "aient": 3}
_REACH = 7
"""Words looked at between an auxiliary and its participle: read off news copy («aurait, selon X, reçu» aside)."""


@dataclass(frozen=True, slots=True)
class Form:
    """A conditional form. ``stem`` is that of the finite verb; ``participle`` is empty for simple forms."""

    start: int
    end: int
    verb: Word
    stem: str
    compound: bool
    person: Literal[1, 2, 3]
    participle: str

    @property
    def lemma(self) -> str:
        """The infinitive, or the participle of a compound form."""
        return self.participle or lemma_of(self.stem)


@cache
def _form_tables() -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...], frozenset[str], frozenset[str]]:
    form = table("conditionals")["form"]
    return (
        tuple(form["conditional_suffixes"]),
        frozenset(form["conditional_stems"]),
        tuple(form["imperfect_endings"]),
        frozenset(form["imperfect_stems"]),
        frozenset(form["not_verbs"]),
    )


@cache
def _participle_tables() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], frozenset[str]]:
    conditionals = table("conditionals")
    participle = conditionals["participle"]
    return (
        re.compile(participle["regex"] + r"\Z"),
        frozenset(participle["not"]),
        frozenset(participle["between"]),
        frozenset(conditionals["etre_verbs"]["participles"]),
    )


@lru_cache(maxsize=8192)
def conditional_stem(word: str) -> tuple[str, str] | None:
    """Return (stem, ending) where the lower-case word is a conditional, else None."""
    match = _ENDING.match(word)
    if match is None:
        return None
    stem, ending = match.group(1), match.group(2)
    suffixes, stems, imperfect_endings, imperfect_stems, not_verbs = _form_tables()
    if word in not_verbs or len(stem) < 2:
        return None
    if stem in stems or stem.endswith(suffixes):
        return stem, ending
    if stem in imperfect_stems or stem.endswith(imperfect_endings):
        return None
    return stem, ending


def lemma_of(stem: str) -> str:
    """Return the infinitive of a conditional stem: «parler» of «parler», «vendre» of «vendr», «être» of «ser»."""
    irregular: dict[str, str] = table("conditionals")["irregular_lemmas"]
    if stem in irregular:
        return irregular[stem]
    return stem if stem.endswith(("er", "ir")) else stem + "e"


@lru_cache(maxsize=8192)
def is_participle(word: str) -> bool:
    """Tell whether a lower-case word looks like a past participle."""
    regex, excluded, _, _ = _participle_tables()
    return word == "été" or (word not in excluded and regex.match(word) is not None)


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """Return the adverbs of several words that may stand before a participle, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in word_set("syntax", "phrases_before_participle"):
        words = phrase.split()
        found.setdefault(words[0], []).append(words)
    return found


def phrase_ahead(following: Sequence[str], at: int) -> int:
    """Return how many words at that place are an adverb of several words («sans doute»), 0 where none is."""
    for words in _phrases().get(following[at], ()):
        if list(following[at : at + len(words)]) == words:
            return len(words)
    return 0


def read_forms(view: View) -> tuple[Form, ...]:
    """Return all conditional forms of the article in order, also those in quotations and headings."""
    forms = []
    for index, word in enumerate(view.words):
        part = word.low.split("-", 1)[0] if "-" in word.low else word.low
        if len(part) < 5 or part[-1] not in "stz":
            continue
        found = conditional_stem(part)
        if found:
            forms.append(_form(view, index, part, found))
    return tuple(forms)


def _form(view: View, index: int, part: str, found: tuple[str, str]) -> Form:
    word = view.words[index]
    stem, ending = found
    person = _PERSONS[ending]
    end = word.start + len(part)
    if ending == "ais" and _second_person(view, word):
        person = 2
    if stem in ("aur", "ser"):
        participle = _participle_after(view, index, stem)
        if participle is not None:
            last, text = participle
            return Form(word.start, last.end, word, stem, True, person, text)
    return Form(word.start, end, word, stem, False, person, "")


def _second_person(view: View, word: Word) -> bool:
    before = view.words_before(word.start, 2)
    return any(other.low == "tu" for other in before)


def _participle_after(view: View, index: int, stem: str) -> tuple[Word, str] | None:
    """Return the participle that makes the form compound. For être only verbs that take it, and reflexives."""
    _, _, between, etre_participles = _participle_tables()
    word = view.words[index]
    sentence_end = view.low.find("\n", word.end)
    sentence_end = len(view.low) if sentence_end < 0 else sentence_end
    position = _skip_incise(view, word.end)
    had: tuple[Word, str] | None = None  # «aurait eu lieu»: «eu» is no auxiliary where nothing follows it
    words = view.words_in(position, sentence_end)[:_REACH]
    following, passed = [other.low for other in words], 0
    for index, other in enumerate(words):
        gap = view.low[position : other.start]
        if any(char in gap for char in ".;:!?"):
            return had
        passed = max(passed, index + phrase_ahead(following, index))
        if other.low == "eu" and stem == "aur":
            had = (other, "eu")
        if index >= passed and is_participle(other.low) and other.low not in between:
            if stem == "aur" or _takes_etre(view, word, other.low, etre_participles):
                return other, other.low
            return had
        if other.low == "été" and stem == "aur":
            return _passive(view, other)
        if index >= passed and not _may_stand_between(other.low, between):
            return had
        position = other.end
    return had


def _may_stand_between(low: str, between: frozenset[str]) -> bool:
    return low in between or low.endswith("ment") or low.isdigit()


def _skip_incise(view: View, end: int) -> int:
    """Return where reading goes on after «aurait, selon Londres, …»: behind the second comma, else ``end``."""
    ahead = end
    while ahead < len(view.low) and view.low[ahead] == " ":
        ahead += 1
    if view.low[ahead : ahead + 1] == ",":
        close = view.low.find(",", ahead + 1, ahead + 90)
        if close > 0 and "." not in view.low[ahead:close]:
            return close + 1
    return end


def _passive(view: View, been: Word) -> tuple[Word, str]:
    """Return the last word of «été + participle», or «été» itself."""
    for other in view.words_in(been.end, been.end + 40)[:3]:
        if view.low[been.end : other.start].strip(" ") and "," in view.low[been.end : other.start]:
            break
        if is_participle(other.low):
            return other, "été " + other.low
        if not other.low.endswith("ment") and other.low not in _participle_tables()[2]:
            break
    return been, "été"


def _takes_etre(view: View, verb: Word, participle: str, etre_participles: frozenset[str]) -> bool:
    before = view.words_before(verb.start, 2)
    if any(word.low in ("se", "s") for word in before):
        return True
    return (
        participle in etre_participles
        or participle.rstrip("es") in etre_participles
        or participle.rstrip("s") in etre_participles
    )

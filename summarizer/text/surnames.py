"""Surnames: which small or short words belong to one («al-Amri», «Le Goff», «M'Barek»). Table: ``fr/names.json``."""

from __future__ import annotations

from functools import cache

from summarizer.text.holders import tables
from summarizer.text.pack import word_set
from summarizer.text.shapes import is_first_name
from summarizer.text.view import View, Word, is_capital


def bears_capital(view: View, word: Word) -> bool:
    """Tell whether a word is capitalised, behind a joined particle too: «al-Amri»."""
    if is_capital(view, word):
        return True
    particle, joined, _ = word.low.partition("-")
    return bool(joined) and particle in particles() and view.text[word.start + len(particle) + 1].isupper()


def opens_surname(view: View, word: Word) -> bool:
    """Tell whether a capitalised article or letter opens a surname: «Le Goff», «L'Hermite», «M'Barek»."""
    if word.low not in word_set("names", "surname_articles"):
        return False
    after = view.words_in(word.end, word.end + 20)[:1]
    joined = bool(after) and view.low[word.end : after[0].start]
    return bool(after) and is_capital(view, after[0]) and joined == ("'" if len(word.low) == 1 else " ")


def surnames(view: View) -> frozenset[str]:
    """Return the surnames with an article that a first name or a civility shows: «goff» of «Mme Le Goff»."""
    found = set()
    words = view.words
    for before, article, name in zip(words, words[1:], words[2:], strict=False):
        if (
            is_capital(view, article)
            and is_capital(view, before)
            and view.low[before.end : article.start] in (" ", ". ")
        ):
            titled = before.low in tables().civilities or is_first_name(before.low)
            if titled and opens_surname(view, article):
                found.add(article.low + " " + name.low)
    return frozenset(found)


@cache
def particles() -> frozenset[str]:
    """Return the particles that join the words of a name."""
    return word_set("names", "particles")

"""Speakers: who stands behind an inverted verb («…, a annoncé jeudi soir la préfète») or is its clitic.

Never in it: who stands before a verb (``subjects``), whom a pronoun means (``coreference``).
"""

from __future__ import annotations

from itertools import pairwise

from summarizer.domain.analysis import Holder, Sentence
from summarizer.text.holders import holder_at, noun_phrase, tables
from summarizer.text.incises import ASIDE
from summarizer.text.pack import pattern, word_set
from summarizer.text.repeats import THERE
from summarizer.text.reporting import VerbUse
from summarizer.text.shapes import is_first_name
from summarizer.text.subjects import adverbial
from summarizer.text.view import View, is_capital


def there_on(view: View, use: VerbUse) -> Holder | None:
    """Return «y» before an inverted «on» («y lit-on»): the paper or place spoken of before."""
    start = next((word.start for word in view.words_before(use.end, 4, use.start) if word.low == "y"), None)
    if start is None:
        return None
    reads = view.low[start + 2 : use.end].startswith(tuple(word_set("voices", "reading")))
    return Holder(THERE[0 if reads else 1], view.span(start, start + 1), "unknown")


def pronoun_holder(view: View, use: VerbUse) -> Holder:
    """Return the clitic of an inverted verb («a-t-elle dit»), to be resolved."""
    start = view.low.rfind(use.pronoun, use.start, use.end)
    span = view.span(start, start + len(use.pronoun))
    return Holder(use.pronoun, span, "unknown" if use.pronoun == "on" else "person", use.pronoun == "on")


def holder_after(view: View, start: int, end: int) -> Holder | None:
    """Return the first holder after an inverted verb, adverbials («jeudi soir dans un communiqué») skipped."""
    t = tables()
    one = pattern("voices", "one_of_them_regex").match(view.low, start, end)
    if one is not None:
        return _one_of_them(view, *one.span("holder"))
    aside = ASIDE.match(view.flat, start, end)
    start = aside.end() if aside is not None else start
    skip_until = start
    for word in view.words_in(start, end)[:16]:
        gap = view.low[skip_until if skip_until > start else start : word.start]
        if any(char in gap for char in ';:!?"') or (gap.strip() == "." and word.start > start + 1):
            return None
        if word.start < skip_until:
            continue
        before = view.words_before(word.start, 1, start)
        if word.low in ("au", "aux"):
            skip_until = _behind_addressee(view, word.start, end) or skip_until
            continue
        if before and before[0].low in word_set("syntax", "prepositions") | {
            "sous",
            "malgré",
            "sans",
            "contre",
            "entre",
        }:
            phrase = noun_phrase(view, word.start, end)
            skip_until = phrase[1] if phrase is not None else skip_until
            continue
        if word.low in t.determiners or view.text[word.start].isupper() or word.low in t.civilities:
            holder = holder_at(view, word.start, end)
            if holder is not None and not adverbial(holder.name):
                return holder
    return None


def _one_of_them(view: View, start: int, end: int) -> Holder:
    """Return the holder of «balaie celui-ci», «glisse l'une d'elles»: to be resolved, or one of several unnamed."""
    span = view.span(start, end)
    pronoun = view.low[start:end] in tables().personal_pronouns | frozenset(tables().anaphors)
    return Holder(span.text, span, "person", not pronoun and not view.low.startswith("l'intéressé", start))


def _behind_addressee(view: View, start: int, end: int) -> int | None:
    """Return where the phrase of whom somebody speaks to ends, before a full name («au Fanal Ana Rol»)."""
    phrase = noun_phrase(view, start, end)
    if phrase is None:
        return None
    inside = view.words_in(*phrase)
    for word, after in pairwise(inside[2:]):
        if is_first_name(word.low) and is_capital(view, word) and is_capital(view, after):
            return word.start
    return phrase[1]


def stressed_pronoun(view: View, start: int, sentence: Sentence) -> Holder | None:
    """Return the stressed pronoun behind a preposition («selon elle», «d'après celui-ci»), to be resolved."""
    words = view.words_in(start, sentence.span.end)[:1]
    stressed = {"lui": "il", "elle": "elle", "eux": "ils", "elles": "elles"}
    stressed |= {name: name for name in ("celui-ci", "celle-ci", "ceux-ci", "celles-ci")}
    if words and words[0].low in stressed and not view.low[start : words[0].start].strip():
        return Holder(stressed[words[0].low], view.span(words[0].start, words[0].end), "person")
    return None

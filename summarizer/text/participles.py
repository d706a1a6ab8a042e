"""Participles set off by commas: a fact of its own beside what its sentence says («la maire, élue en 2020, part»).

What they add is the article's, as with relatives («, qui…»), and in a tense of its own. Never in it: what somebody
suspects, says or plans of somebody («soupçonné de vol», «attendu mardi»): that stays with its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from summarizer.domain.span import Span
from summarizer.domain.terms import Tense
from summarizer.text.conditionals import is_participle
from summarizer.text.holders import noun_phrase
from summarizer.text.pack import pattern, word_set
from summarizer.text.view import View

_regex = partial(pattern, "nested")
_SUBJECT_WORDS = 8
_ENDINGS = re.compile(r"(?:es|e|s)$")


@dataclass(frozen=True, slots=True)
class Apposed:
    """A participle or adjective set off by commas: where it begins, where its first words end."""

    start: int
    behind: int
    opens: bool
    """It opens its statement: «Élue en 2020, la maire part»."""


def apposed(view: View, statement: Span) -> Iterator[Apposed]:
    """Yield what may be a participle with a fact of its own, in order of appearance."""
    low, at = view.low, statement.start
    while True:
        match = _regex("apposed_regex").match(low, at, statement.end)
        if match is not None and _adds(match.group("word"), low[match.end() : match.end() + 8]):
            yield Apposed(at, match.end(), at == statement.start)
        elif at > statement.start and (standing := _regex("standing_regex").match(low, at, statement.end)) is not None:
            yield Apposed(at, standing.end(), opens=False)
        comma = low.find(", ", at, statement.end)
        if comma < 0:
            return
        at = comma + 2


def _adds(word: str, behind: str) -> bool:
    """Tell whether a word that looks like a participle adds a fact; with «de» only a figure does («de 12 à 8»)."""
    bare = _bare(word)
    never = word_set("nested", "never_apposed")
    if word in never or bare in never:
        return False
    measured = bare in word_set("nested", "measured")
    if not measured and not is_participle(word):
        return False
    return measured or _regex("of_regex").match(behind) is None


def _bare(word: str) -> str:
    return _ENDINGS.sub("", word)


def states_fact(low: str, *, opens: bool) -> bool:
    """Tell whether the words of a participle tell when, by whom or how much, and not just what somebody is.

    One that opens a statement and names an agent alone only leads to it: «Pressé par la défense, l'expert admet…».
    """
    if opens and _regex("only_led_regex").match(low) is not None:
        return False
    first = _bare(_first(low))
    if first in word_set("nested", "measured"):
        return _regex("figure_regex").search(low) is not None
    if first in word_set("nested", "ahead"):
        return "depuis" in low
    return _regex("told_regex").search(low) is not None


def _first(low: str) -> str:
    match = _regex("first_regex").match(low)
    return match.group("word") if match else ""


def tense_of_participle(low: str) -> Tense:
    """Return the tense of a participle: what happened, or a state that goes on («fermé depuis mai»)."""
    measured = _bare(_first(low)) in word_set("nested", "measured")
    stands = _bare(_first(low)) in word_set("nested", "standing") and not _regex("dated_event_regex").search(low)
    stands = stands or _bare(_first(low)) == "daté"
    lasting = measured or stands or _regex("lasting_regex").search(low) or _regex("standing_regex").match(low)
    return "present" if lasting else "past"


def is_negative(low: str) -> bool:
    """Tell whether the words of a participle say that something has not happened: «jamais publiée»."""
    return _regex("negative_regex").match(low) is not None


def agrees(low: str, phrase: str) -> bool:
    """Tell whether a participle may be about a phrase, by number and gender as far as they show."""
    word = _first(low)
    several = _regex("plural_regex").match(phrase) is not None
    single = _regex("masculine_regex").match(phrase) or _regex("feminine_regex").match(phrase)
    if word.endswith(("ées", "és", "ies", "ues", "tes", "ses")):
        return several or not single
    if several:
        return word.endswith("s") or not is_participle(word)
    if word.endswith(("ée", "ie", "ue", "te", "se")):
        return _regex("masculine_regex").match(phrase) is None
    return _regex("feminine_regex").match(phrase) is None or not word.endswith(("é", "i", "u", "t"))


def end_of(view: View, statement: Span, place: Apposed) -> int | None:
    """Return where a participle ends: at the next mark, or with its statement; None where that cuts a quotation."""
    quotation = view.quotation_at(place.start)
    mark = _regex("marks_regex").search(view.low, place.behind, statement.end)
    end = mark.start() if mark is not None else statement.end
    if quotation is not None and quotation.inner.end <= end:
        end = quotation.inner.end
    elif view.quotation_at(end - 1) is not quotation:
        return None
    while end > place.start and view.low[end - 1] in " .,;:":
        end -= 1
    return end


def subject_before(view: View, statement: Span, start: int) -> Span | None:
    """Return the phrase that opens a statement up to a participle («Les ventes vers le Belvar, tombées…»), if short."""
    stop = len(view.low[statement.start : start].rstrip(" ,")) + statement.start
    words = view.words_in(statement.start, stop)
    if not words or words[0].low not in word_set("syntax", "noun_markers") or words[0].low in ("de", "d", "en", "par"):
        return None
    whole = noun_phrase(view, statement.start, stop) is not None and "," not in view.low[statement.start : stop]
    return view.span(statement.start, stop) if whole and len(words) <= _SUBJECT_WORDS else None


def subject_behind(view: View, end: int, statement: Span, verb: int) -> Span | None:
    """Return the phrase behind the comma of a participle that opens its statement, None where a pronoun follows.

    ``verb`` is where the verb of the statement stands.
    """
    at = end
    while at < statement.end and view.low[at] in ", ":
        at += 1
    found = noun_phrase(view, at, verb)
    return view.span(*found) if found is not None else None

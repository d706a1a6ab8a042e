"""Bystanders: whom the sentence beside a quotation names as its speaker, where nothing attributes it.

«Elle montre une photo. « C'était en 1988. »», «Le maire hausse les épaules : « On verra. »», «« … » Son auteur, X,
siège…». Never in it: speech that goes on from a speaker before (``carry``).
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Holder, Name, Quotation, Sentence, SourceLink
from summarizer.domain.span import Span
from summarizer.text.genders import gender_of_name
from summarizer.text.holders import holder_at
from summarizer.text.pack import table
from summarizer.text.view import View

Giver = tuple[tuple[SourceLink, ...], int, Span]
"""A source chain, the number of the sentence that it comes from, and the words that name it."""


_COMMAS = 2
"""Commas behind which the subject of a sentence may still stand."""


def named_after(view: View, names: tuple[Name, ...], speech: Quotation) -> Giver | None:
    """Return whom the sentence right behind a quotation names as its speaker («Son auteure, X, siège…»)."""
    closing = view.sentence_at(speech.span.end - 1)
    if closing is None or closing.number >= len(view.sentences):
        return None
    after = view.sentences[closing.number]
    low = view.low[after.span.start : after.span.end]
    people = [n for n in names if n.kind == "person" and after.span.start <= n.span.start < after.span.end]
    if after.kind != "body" or not people:
        return None
    opens = people[0].span.start == after.span.start and after.paragraph == closing.paragraph
    if not opens and re.search(table("voices")["said_before_regex"], low) is None:
        return None
    return (SourceLink(Holder(people[0].text, people[0].span, "person"), "origin"),), after.number, people[0].span


def before_quotation(view: View, names: tuple[Name, ...], speech: Quotation) -> Giver | None:
    """Return the person whose doing the sentence right before a bare quotation tells: «Le ministre esquive. « … »»."""
    opening = view.sentence_at(speech.span.start)
    if opening is None or opening.number < 2:
        return None
    there = view.sentences[opening.number - 2]
    if there.kind != "body" or there.paragraph != opening.paragraph:
        return None
    holder = _meant_by_pronoun(view, names, there) or holder_at(view, there.span.start, there.span.end)
    if holder is None or holder.kind != "person":
        holder = _behind_commas(view, there)
    if holder is None or holder.kind != "person":
        return None
    return (SourceLink(holder, "origin"),), there.number, holder.span


def _behind_commas(view: View, sentence: Sentence) -> Holder | None:
    """Return the person behind the first commas of a sentence: «Costume gris, voix douce, le prévenu ne cille pas»."""
    comma = sentence.span.start
    for _ in range(_COMMAS):
        comma = view.low.find(", ", comma + 1, sentence.span.end)
        holder = holder_at(view, comma + 2, sentence.span.end) if comma >= 0 else None
        if comma < 0 or (holder is not None and holder.kind == "person"):
            return holder
    return None


def _meant_by_pronoun(view: View, names: tuple[Name, ...], sentence: Sentence) -> Holder | None:
    """Return the one person of its paragraph whom «il» or «elle» at the head of a sentence may mean."""
    opening = view.words_in(sentence.span.start, sentence.span.end)[:1]
    if not opening or opening[0].low not in ("il", "elle"):
        return None
    floor = next(s.span.start for s in view.sentences if s.paragraph == sentence.paragraph)
    near = [n for n in names if n.kind == "person" and floor <= n.span.start < sentence.span.start]
    shown = ("", "f" if opening[0].low == "elle" else "m")
    people = {n.text.split(" ")[-1]: n for n in near if gender_of_name(view, n) in shown}
    only = next(iter(people.values())) if len(people) == 1 else None
    return Holder(only.text, only.span, "person") if only is not None else None


def framer(view: View, names: tuple[Name, ...], sentence: Sentence, speech: Quotation) -> Giver | None:
    """Return the subject of the words before a colon and a quotation: «Le maire hausse les épaules : « On verra »»."""
    colon = view.low[sentence.span.start : speech.span.start].rstrip()
    if not colon.endswith(":"):
        return None
    start = sentence.span.start + 3 * view.low.startswith("et ", sentence.span.start)
    holder = _meant_by_pronoun(view, names, sentence) or holder_at(view, start, speech.span.start)
    if holder is None or holder.kind in ("unknown", "document"):
        return None
    return (SourceLink(holder, "origin"),), sentence.number, holder.span

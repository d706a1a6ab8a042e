"""Statements: the clauses of a sentence that stand on their own, each to be read apart.

A sentence is cut at «;», at contrasts («, alors que», «, mais») and between two *selon*, never inside a quotation, and
only where every part keeps a verb's worth of words. Law: the statements of a sentence cover it, in order, disjoint.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from summarizer.domain.analysis import Attribution, Sentence
from summarizer.domain.span import Span
from summarizer.text.pack import table
from summarizer.text.view import View

_MIN_WORDS = 4
_MIN_AFTER_SEMICOLON = 3


@cache
def _splitter() -> re.Pattern[str]:
    return re.compile(table("stances")["splitters"]["regex"])


def read_statements(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> tuple[Span, ...]:
    """Return the statements of a body sentence, in order."""
    start, end = sentence.span.start, sentence.span.end
    cuts = [match.start() + 1 for match in _splitter().finditer(view.low, start, end)]
    cuts += _between_sources(view, sentence, attributions)
    bounds = [start]
    for cut in sorted(set(cuts)):
        least = _MIN_AFTER_SEMICOLON if view.low[cut - 1] == ";" else _MIN_WORDS
        free = view.quotation_at(cut) is None
        if free and _long(view, bounds[-1], cut, least) and _long(view, cut, end, least):
            bounds.append(cut)
    bounds.append(end)
    return tuple(_trimmed(view, begin, stop) for begin, stop in pairwise(bounds))


def _long(view: View, start: int, end: int, least: int) -> bool:
    return len(view.words_in(start, end)) >= least


def _between_sources(view: View, sentence: Sentence, attributions: tuple[Attribution, ...]) -> list[int]:
    """Return a cut after each but the last of several trailing *selon X* of one sentence."""
    own = [
        a
        for a in attributions
        if a.cue.type == "attribution_prep"
        and a.holder is not None
        and sentence.span.start < a.cue.span.start < sentence.span.end
        and view.quotation_at(a.cue.span.start) is None
    ]
    cuts = []
    for first, second in pairwise(own):
        if first.holder is None or second.holder is None or first.holder.name == second.holder.name:
            continue
        comma = view.low.find(",", first.holder.span.end, second.cue.span.start)
        if comma >= 0:
            cuts.append(comma + 1)
    return cuts


def _trimmed(view: View, start: int, end: int) -> Span:
    while start < end and view.flat[start] in " ,;":
        start += 1
    while end > start and view.flat[end - 1] in " ,;":
        end -= 1
    return view.span(start, end)

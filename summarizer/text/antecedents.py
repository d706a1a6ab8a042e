"""Antecedents: the phrase that a relative set off by commas is about, where it can be told.

Never in it: whom a pronoun means (``coreference``), who speaks in a relative (``subjects``).
"""

from __future__ import annotations

from functools import partial

from summarizer.domain.analysis import Attribution
from summarizer.domain.span import Span
from summarizer.text.holders import noun_phrase
from summarizer.text.pack import pattern, word_set
from summarizer.text.subjects import adverbial
from summarizer.text.view import View

_WORDS = 10
_regex = partial(pattern, "nested")


def antecedent_of(view: View, relative: Span, attributions: tuple[Attribution, ...]) -> Span | None:
    """Return the phrase right before the comma of a relative, the longest that ends there; None where none is sure.

    Where somebody speaks in a relative with «qui», it is he; where a holder ends there, it is the holder.
    """
    start = relative.start
    stop = len(view.low[:start].rstrip(" ,"))
    holders = [(a, a.holder.span) for a in attributions if a.holder is not None and a.holder.span.end <= start]
    beside = next((span for _, span in holders if span.end == stop), None)
    speaker = next((span for a, span in holders if a.cue.span.within(relative)), beside)
    if speaker is not None and view.low.startswith("qui ", start):
        return speaker
    found = beside or _phrase_before(view, stop, start)
    if found is None or _regex("not_meant_regex").search(view.low, max(0, found.start - 12), found.start):
        return None
    if adverbial(found.text) or view.low.startswith("le long ", found.start):
        return None
    several = _regex("several_regex").match(view.low, start) is not None
    return None if several and _regex("plural_regex").match(view.low, found.start) is None else found


def _phrase_before(view: View, stop: int, start: int) -> Span | None:
    sentence = view.sentence_at(start)
    found = None
    for word in reversed(view.words_before(stop, _WORDS, sentence.span.start if sentence is not None else 0)):
        if any(char in view.low[word.end : stop] for char in ',;:!?"()') or word.low in word_set("nested", "over"):
            break
        phrase = noun_phrase(view, word.start, stop)
        if phrase is not None and phrase[1] == stop and word.low not in ("et", "ou"):
            found = view.span(*phrase)
    return found

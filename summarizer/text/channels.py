"""Channels: the paper that somebody speaks in, at the head of a sentence («Dans un communiqué, le groupe dénonce…»).

The paper is no source: whoever speaks in it is. A poll is, where nobody is named beside it. Never in it: papers that
are quoted themselves («selon un rapport»: ``attribution``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarizer.domain.analysis import Attribution, Cue
from summarizer.text.holders import head_word, holder_at
from summarizer.text.pack import word_set
from summarizer.text.view import View

IN_A_PAPER = "attribution_prep.013"
"""Entry of the cue table for «dans un communiqué»."""
_OPENING = 3
"""Characters before the cue within which it still opens its sentence."""


def spoken_in(view: View, cues: Iterable[Cue], known: list[Attribution]) -> Iterator[Attribution]:
    """Yield an attribution for each paper that opens a sentence: to who speaks in it, else to the poll itself."""
    for cue in cues:
        sentence = view.sentence_at(cue.span.start) if cue.entry == IN_A_PAPER else None
        if sentence is None or sentence.kind != "body" or cue.span.start - sentence.span.start > _OPENING:
            continue
        said = [
            a
            for a in known
            if a.cue.type.startswith("verb_") and cue.span.end < a.cue.span.start < sentence.span.end
            if a.role == "origin" and a.holder is not None
        ]
        if said:
            yield Attribution(cue, said[0].holder, said[0].scope)
            continue
        paper = holder_at(view, cue.span.start + len("dans "), sentence.span.end)
        if paper is not None and head_word(paper.name) in word_set("holders", "polls"):
            yield Attribution(cue, paper, sentence.span)

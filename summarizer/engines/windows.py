"""Windows: how a long article is cut so that a model is asked about all of it. Pure.

Law: every sentence that is no noise stands in a window, and windows are in order. A window holds whole paragraphs, a
heading with what follows it; a paragraph that is longer than a window is cut between sentences, a sentence never. Each
window begins with the last paragraph of the one before it, or with its last sentences where that is long, so that what
an attribution reaches over is not torn apart.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from summarizer.domain.analysis import Analysis, Sentence

CHARACTERS_PER_TOKEN = 3.3
"""Of French press text. Measured on the ten example articles: 3.9 with Mistral's tekken tokenizer, and 3.3 as a margin
for tokenizers that know less French (docs/prompts.md)."""
LINE_TOKENS = 5
"""What the number and the line break of a sentence cost."""
WINDOW_TOKENS = 6_000
"""Ours: ten times a usual article, and with prompt and answer still inside a context of 16,000 tokens."""
_OVERLAP_SHARE = 6
"""An overlap is at most this part of a window."""


@dataclass(frozen=True, slots=True)
class Window:
    """The numbers of the first and the last sentence that a model is shown, both included."""

    first: int
    last: int

    def holds(self, number: int) -> bool:
        """Tell whether the sentence of that number stands in the window."""
        return self.first <= number <= self.last


def estimated_tokens(sentences: Sequence[Sentence]) -> int:
    """Return about how many tokens these sentences are in an article block; noise costs nothing."""
    return sum(_cost(sentence) for sentence in sentences)


def windows(analysis: Analysis, limit: int | None) -> tuple[Window, ...]:
    """Return the windows of an article: one where it has at most ``limit`` estimated tokens, or None is given."""
    sentences = analysis.sentences
    whole = estimated_tokens(sentences)
    if not limit or whole <= limit:
        return (Window(1, max(1, len(sentences))),)
    overlap = limit // _OVERLAP_SHARE
    blocks = [piece for block in _blocks(sentences) for piece in _pieces(block, limit - overlap)]
    count = math.ceil(whole / (limit - overlap))
    fair = math.ceil(whole / count)
    found: list[Window] = []
    taken: list[list[Sentence]] = []
    begun = 0
    for block in blocks:
        size = estimated_tokens([one for kept in taken[begun:] for one in kept])
        cost = estimated_tokens(block)
        if taken[begun:] and (size >= fair or estimated_tokens(_flat(taken)) + cost > limit):
            found.append(_window(taken))
            taken = [_tail(taken[-1], overlap)]
            begun = 1
            if estimated_tokens(taken[0]) + cost > limit:
                taken, begun = [], 0
        taken.append(block)
    found.append(_window(taken))
    return tuple(found)


def _cost(sentence: Sentence) -> int:
    if sentence.kind == "noise":
        return 0
    return math.ceil((sentence.span.end - sentence.span.start) / CHARACTERS_PER_TOKEN) + LINE_TOKENS


def _blocks(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Return the paragraphs, titles and headings before the paragraph that they stand over."""
    blocks: list[list[Sentence]] = []
    waiting: list[Sentence] = []
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        paragraph = list(group)
        waiting += paragraph
        if any(sentence.kind == "body" for sentence in paragraph):
            blocks.append(waiting)
            waiting = []
    if waiting and blocks:
        blocks[-1] += waiting
    elif waiting:
        blocks.append(waiting)
    return blocks


def _pieces(block: list[Sentence], limit: int) -> list[list[Sentence]]:
    """Return a block, cut between sentences where it is longer than the limit."""
    pieces: list[list[Sentence]] = [[]]
    for sentence in block:
        if pieces[-1] and estimated_tokens(pieces[-1]) + _cost(sentence) > limit:
            pieces.append([])
        pieces[-1].append(sentence)
    return pieces


def _tail(block: list[Sentence], most: int) -> list[Sentence]:
    """Return the last sentences of a block that cost at most so many tokens; none where the last alone costs more."""
    kept: list[Sentence] = []
    for sentence in reversed(block):
        if estimated_tokens(kept) + _cost(sentence) > most:
            break
        kept.insert(0, sentence)
    return kept


def _flat(blocks: Sequence[list[Sentence]]) -> list[Sentence]:
    return [sentence for block in blocks for sentence in block]


def _window(blocks: Sequence[list[Sentence]]) -> Window:
    sentences = _flat(blocks)
    return Window(sentences[0].number, sentences[-1].number)

"""The working view of an article: its flattened text, words, sentences and quotations, with fast look-ups by offset.

Every reader of this room takes a view. Law: ``flat`` and ``low`` have the article's length, so offsets agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.domain.analysis import Quotation, Sentence
from summarizer.domain.span import Span
from summarizer.text.anchors import Anchors, PatternIndex, Word
from summarizer.text.fold import flatten
from summarizer.text.quotations import is_open, read_quotations
from summarizer.text.segments import read_sentences

__all__ = ["View", "Word", "is_capital", "lower", "view_of", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class View:
    """An article ready to be read; build it with ``view_of``."""

    text: str
    flat: str
    low: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    words: tuple[Word, ...]
    _starts: tuple[int, ...] = field(repr=False)
    _quote_starts: tuple[int, ...] = field(repr=False)
    _numbers: Sequence[int] = field(repr=False)
    _anchors: Anchors = field(repr=False, compare=False)

    def span(self, start: int, end: int) -> Span:
        """Return the span of those offsets."""
        return Span.of(self.text, start, end)

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that begin in ``start:end``."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def words_before(self, offset: int, count: int, floor: int = 0) -> tuple[Word, ...]:
        """Return up to ``count`` words that begin before ``offset`` and not before ``floor``, in order."""
        stop = bisect_left(self._starts, offset)
        return self.words[max(stop - count, bisect_left(self._starts, floor)) : stop]

    def quotation_at(self, offset: int) -> Quotation | None:
        """Return the quotation that covers the offset, or None."""
        index = bisect_right(self._quote_starts, offset) - 1
        if index >= 0 and self.quotations[index].span.end > offset:
            return self.quotations[index]
        return None

    def speech_start(self, quotation: Quotation) -> int:
        """Return where the speech of a quotation begins: it may have run through the paragraphs before."""
        index = bisect_left(self._quote_starts, quotation.span.start)
        while index > 0 and is_open(self.quotations[index - 1]):
            before, here = self.quotations[index - 1], self.quotations[index]
            ending, opening = self.sentence_at(before.span.end - 1), self.sentence_at(here.span.start)
            first = opening is not None and opening.span.start == here.span.start
            if ending is None or opening is None or not first or opening.number <= ending.number:
                break
            if any(sentence.kind != "noise" for sentence in self.sentences[ending.number : opening.number - 1]):
                break
            index -= 1
        return self.quotations[index].span.start

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers the offset, or None between sentences."""
        number = self._numbers[offset] if 0 <= offset < len(self._numbers) else 0
        return self.sentences[number - 1] if number else None

    def worth_trying(self, patterns: PatternIndex) -> list[int]:
        """Return the places of the patterns that may match in the article at all, in order."""
        return self._anchors.worth_trying(patterns)

    def anchored(self, anchors: tuple[str, ...]) -> list[Sentence]:
        """Return where a pattern with these anchors is worth trying: the sentences that hold one, in order."""
        return self._anchors.sentences(anchors)

    def holds(self, anchors: tuple[str, ...], offset: int) -> bool:
        """Tell whether the sentence that covers the offset holds one of the anchors; between sentences it may."""
        number = self._numbers[offset] if 0 <= offset < len(self._numbers) else 0
        return not number or number in self._anchors.numbers(anchors)


def _numbers_of(length: int, sentences: Sequence[Sentence]) -> list[int]:
    """Return for each offset of a text the number of the sentence that covers it, 0 between sentences."""
    numbers = [0] * length
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        numbers[start:end] = [sentence.number] * (end - start)
    return numbers


def is_capital(view: View, word: Word) -> bool:
    """Tell whether a word of the view begins with a capital."""
    return view.text[word.start].isupper()


def lower(flat: str) -> str:
    """Return the text in lower case, one code point for one (letters whose lower case is longer stay as they are)."""
    low = flat.lower()
    if len(low) == len(flat):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in flat)


def _words(low: str) -> tuple[Word, ...]:
    return tuple([Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(low)])


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words that a view of the text has, at a tenth of its price."""
    return _words(lower(flatten(text)))


def view_of(text: str) -> View:
    """Return the working view of a text."""
    flat = flatten(text)
    low = lower(flat)
    sentences = read_sentences(text, flat)
    quotations = read_quotations(text, sentences)
    words = _words(low)
    return View(
        text=text,
        flat=flat,
        low=low,
        sentences=sentences,
        quotations=quotations,
        words=words,
        _starts=tuple([word.start for word in words]),
        _quote_starts=tuple([quotation.span.start for quotation in quotations]),
        _numbers=_numbers_of(len(text), sentences),
        _anchors=Anchors(low, words, sentences),
    )

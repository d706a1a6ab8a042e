"""Alignment: a verbatim string to the place in the article where it stands, or to nothing.

Law: what is found is what was quoted, up to typography (``fold``). No edit distance, no best guess: a passage with one
other letter or digit is not in the article. The idea of letting a model quote and finding the offsets afterwards is
langextract's; its fuzzy stage is left out on purpose, because it would ground what was never written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.domain.analysis import Sentence
from summarizer.domain.finding import Match
from summarizer.domain.span import Span
from summarizer.text.fold import fold, folded, is_mark

_PLAIN = frozenset([*" \n,.;:!?()«»\u00a0\u202f", ""])
"""What may stand beside a quote without any doubt that it is a border."""
_OPENING, _CLOSING, _STOPS = frozenset('«“"'), frozenset('»”"'), frozenset(".,;:!?…)%")
_FIGURES, _BLANKS = frozenset("0123456789"), frozenset([*" \n\u00a0\u202f", ""])
_AFTER_CLOSING = frozenset([*",.", ""])
_INSIDE_NUMBERS = " .,':/"
"""One of these between two digits: the digits belong to one figure, date, time or telephone number."""


class Alignment(NamedTuple):
    """Where a quote stands, and how it was found: ``span`` is None if and only if ``match`` is ``none``."""

    span: Span | None
    match: Match


NOWHERE = Alignment(None, "none")


class Aligner:
    """Finds quotes in one article; prepared once, then each quote costs one search of the folded text.

    ``sentences`` are the article's, in order, numbered from 1 (``Analysis.sentences``).
    """

    def __init__(self, text: str, sentences: Sequence[Sentence] = ()) -> None:
        self._text = text
        self._folded = fold(text)
        self._starts = [sentence.span.start for sentence in sentences]
        self._ends = [sentence.span.end for sentence in sentences]
        self._anywhere: dict[str, Alignment] = {}

    def align(self, quote: str, sentence: int | None = None) -> Alignment:
        """Return the place of the quote, nearest to the sentence of that number where it stands more than once.

        A quote may run over several sentences. It begins and ends at word borders, and never inside a number, unless
        it begins or ends with something other than a letter or digit. Of equally near places an exact one comes
        before a typographic one, then the first. Empty strings and mere punctuation are nowhere.
        """
        if sentence is not None:
            found = self._verbatim(quote, sentence)
            if found is None and (near := self._around(quote, sentence)):
                found = self._best(quote, sentence, near)
            return found or self._best(quote, sentence, None) or NOWHERE
        known = self._anywhere.get(quote)
        if known is None:
            known = self._verbatim(quote, None) or self._best(quote, None, None) or NOWHERE
            self._anywhere[quote] = known
        return known

    def _best(self, quote: str, sentence: int | None, within: tuple[int, int] | None) -> Alignment | None:
        """Return the best place, of all or of those within folded offsets; None where there is none."""
        best: tuple[tuple[int, bool, int], Alignment] | None = None
        for start, end in self._places(quote, within):
            exact = self._text[start:end] == quote
            rank = (self._distance(start, end, sentence), not exact, start)
            if best is None or rank < best[0]:
                span = Span(start, end, self._text[start:end])
                best = (rank, Alignment(span, "exact" if exact else "typographic"))
            if sentence is None and exact:
                break  # no later place is better
        return best[1] if best else None

    def _around(self, quote: str, number: int) -> tuple[int, int] | None:
        """Return the folded offsets of all places that touch the named sentence."""
        if not 1 <= number <= len(self._starts):
            return None
        size = len(folded(quote).strip())
        first = bisect_left(self._folded.starts, self._starts[number - 1]) - size + 1
        last = bisect_left(self._folded.starts, self._ends[number - 1]) + size - 1
        return max(0, first), last

    def _verbatim(self, quote: str, number: int | None) -> Alignment | None:
        """Return the first exact place, inside the named sentence if one is named, where nothing folds over its ends.

        A short cut past folding: what it finds is what the search of the folded text would choose.
        """
        if number is None:
            floor, low, high = 0, 0, len(self._text)
        elif 1 <= number <= len(self._starts):
            floor, high = self._starts[number - 1], self._ends[number - 1]
            low = max(0, floor - len(quote) + 1)
        else:
            return None
        start = self._text.find(quote, low, high)
        if start < floor or not self._is_clear(start, start + len(quote)):
            return None
        return Alignment(Span(start, start + len(quote), quote), "exact")

    def _is_clear(self, start: int, end: int) -> bool:
        """Tell that source offsets are borders at a glance: false says nothing.

        True means: no folding joins or drops characters over either end, or looks over it; the stretch folds to the
        same alone and in the article; and it cuts no word and no figure. So a letter has a blank or a mark beside it,
        a figure begins after a letter and a blank, and what ends with a mark has a blank behind it.
        """
        text = self._text
        if not 0 <= start < end - 1 or end > len(text):
            return False
        first, last = text[start], text[end - 1]
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if _is_latin(first) or first in _OPENING:
            opens = before in _PLAIN
        elif first in _FIGURES:
            opens = not before or (before in " \n" and start > 1 and _is_latin(text[start - 2]))
        else:
            return False
        if not opens:
            return False
        if _is_latin(last):
            return after in _PLAIN
        if last in _STOPS:
            closes = after in _BLANKS
        else:
            closes = last in _CLOSING and (
                after in _AFTER_CLOSING or (after in _BLANKS and _is_latin(text[end + 1 : end + 2]))
            )
        return closes and (first not in _OPENING or any(map(_is_latin, text[start:end])))

    def occurrences(self, quote: str) -> tuple[Span, ...]:
        """Return every place of the quote, in order of appearance, without overlaps."""
        spans: list[Span] = []
        for start, end in self._places(quote):
            if not spans or start >= spans[-1].end:
                spans.append(Span(start, end, self._text[start:end]))
        return tuple(spans)

    def is_bordered(self, start: int, end: int) -> bool:
        """Tell whether source offsets cut no word, figure or ligature; white space at either end does not count."""
        if self._is_clear(start, end):
            return True
        starts, ends = self._folded.starts, self._folded.ends
        first, last = bisect_left(starts, start), bisect_right(ends, end)
        if first >= last or (first > 0 and ends[first - 1] > start) or (last < len(starts) and starts[last] < end):
            return False
        while first < last - 1 and self._folded.text[first] == " ":
            first += 1
        while first < last - 1 and self._folded.text[last - 1] == " ":
            last -= 1
        return self._bordered(first, last)

    def _places(self, quote: str, within: tuple[int, int] | None = None) -> Iterator[tuple[int, int]]:
        needle = folded(quote).strip()
        if not any(map(str.isalnum, needle)):
            return
        hay, size = self._folded.text, len(needle)
        first, last = within or (0, len(hay))
        at = hay.find(needle, first, last)
        while at >= 0:
            if self._bordered(at, at + size) and self._folded.whole(at, at + size):
                yield self._folded.source(at, at + size)
            at = hay.find(needle, at + 1, last)

    def _bordered(self, start: int, end: int) -> bool:
        """Tell whether ``hay[start:end]`` cuts no word and no number in two."""
        hay = self._folded.text
        if start > 0:
            first, before = hay[start], hay[start - 1]
            if before != " " and _is_word(first) and _is_word(before) and not self._is_seam(start):
                return False
            if first.isdigit() and (self._in_number(start - 1) or _is_sign(hay, start - 1)):
                return False
        if end < len(hay):
            last, after = hay[end - 1], hay[end]
            if after != " " and (is_mark(after) or (_is_word(last) and _is_word(after) and not self._is_seam(end))):
                return False
            if last.isdigit() and self._in_number(end):
                return False
        return True

    def _is_seam(self, at: int) -> bool:
        """Tell whether a sentence begins at ``hay[at]``: a title and a paragraph may be glued («paiementLe»)."""
        place = self._folded.source(at, at + 1)[0]
        index = bisect_left(self._starts, place)
        return index < len(self._starts) and self._starts[index] == place

    def _in_number(self, at: int) -> bool:
        """Tell whether ``hay[at]`` joins two digits into one figure; a line break never does."""
        hay = self._folded.text
        if hay[at] not in _INSIDE_NUMBERS or not 0 < at < len(hay) - 1:
            return False
        if not (hay[at - 1].isdigit() and hay[at + 1].isdigit()):
            return False
        start, end = self._folded.source(at, at + 1)
        return "\n" not in self._text[start:end]

    def _distance(self, start: int, end: int, sentence: int | None) -> int:
        """Return how many sentences lie between the place and the named one; 0 where none is named."""
        if sentence is None:
            return 0
        first = bisect_right(self._ends, start) + 1
        last = max(first, bisect_left(self._starts, end))
        return max(first - sentence, sentence - last, 0)


def _is_latin(character: str) -> bool:
    """Tell whether it is a letter of French or its like; modifier letters and marks begin at U+02B0."""
    return character.isalpha() and character < "\u02b0"


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_" or is_mark(character)


def _is_sign(hay: str, at: int) -> bool:
    """Tell whether ``hay[at]`` is a minus before a figure: «-5» is not «5», but the 12 of «10-12» is 12."""
    return hay[at] in "-+" and (at == 0 or hay[at - 1] in " \"('")

"""Quotations of an article: from mark to mark, and over the paragraphs that one speech runs through.

Law: the quotations are disjoint, in order, and none reaches over a paragraph: a speech of several is a run of them.
Never in it: who speaks.
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Quotation, Sentence
from summarizer.domain.span import Span

_PAIRS = {"«": "»", "“": "”", "„": "”"}
_MARK = re.compile('[«»“”„"]')
_LONGEST_RUN = 8
"""Paragraphs in which the closing mark of a speech is looked for."""


def read_quotations(text: str, sentences: tuple[Sentence, ...]) -> tuple[Quotation, ...]:
    """Return the outermost quotations, paragraph by paragraph; one left open ends with its paragraph.

    Where a later paragraph closes it, the paragraphs between are quotations too, whether they repeat the opening mark
    or not. Guillemets, curly and straight double quotes open a quotation; one inside another belongs to it.
    """
    quotations: list[Quotation] = []
    paragraphs = _paragraphs(sentences)
    index, start = 0, paragraphs[0][0] if paragraphs else 0
    while index < len(paragraphs):
        end = paragraphs[index][1]
        found = _quotations_between(text, start, end)
        quotations.extend(found)
        close = _closed_later(text, paragraphs[index:], found[-1]) if found else None
        if close is not None:
            last, offset = index + close[0], close[1]
            for begin, stop, _ in paragraphs[index + 1 : last]:
                quotations.append(_quotation(text, begin, stop, closed=False))
            quotations.append(_quotation(text, paragraphs[last][0], offset + 1))
            index, start = last, offset + 1
            continue
        index += 1
        start = paragraphs[index][0] if index < len(paragraphs) else 0
    return tuple(quotations)


def is_open(quotation: Quotation) -> bool:
    """Tell whether a quotation has no closing mark of its own."""
    return quotation.inner.end == quotation.span.end


def _paragraphs(sentences: tuple[Sentence, ...]) -> list[tuple[int, int, bool]]:
    """Return start and end of each paragraph, and whether it is running text."""
    bounds: dict[int, tuple[int, int, bool]] = {}
    for sentence in sentences:
        if sentence.kind == "noise":
            continue
        start, _, _ = bounds.get(sentence.paragraph, (sentence.span.start, 0, False))
        bounds[sentence.paragraph] = (start, sentence.span.end, sentence.kind == "body")
    return list(bounds.values())


def _closed_later(text: str, paragraphs: list[tuple[int, int, bool]], opened: Quotation) -> tuple[int, int] | None:
    """Return in which paragraph behind its own an open quotation ends, and where its closing mark stands."""
    if not is_open(opened) or not paragraphs[0][2]:
        return None
    char = text[opened.span.start]
    closer = _PAIRS.get(char, char)
    for index, (start, end, running) in enumerate(paragraphs[1 : _LONGEST_RUN + 1], 1):
        if not running:
            return None
        depth = 0
        for match in _MARK.finditer(text, start, end):
            offset, mark = match.start(), match.group()
            if offset == start and mark in (char, closer):
                continue  # repeated at the head of each paragraph, «»» in an older use
            if mark == closer and depth == 0:
                return (index, offset) if mark != char or not text[offset - 1].isspace() else None
            depth += (mark == char) - (mark == closer)
        if depth:
            return None
    return None


def _quotations_between(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    closer = ""
    depth = 0
    for match in _MARK.finditer(text, start, end):
        offset, char = match.start(), match.group()
        if opened is None:
            if char in _PAIRS or char == '"' or (char == "”" and _opens(text, offset, end)):
                opened, closer, depth = offset, _PAIRS.get(char, char), 0
        elif char == closer and depth == 0:
            found.append(_quotation(text, opened, offset + 1))
            opened = None
        elif char == closer:
            depth -= 1
        elif (_PAIRS.get(char) == closer and char != closer) or (closer == "”" and char == "“"):
            depth += 1
    if opened is not None and end - opened > 2:
        found.append(_quotation(text, opened, end, closed=False))
    return found


def _opens(text: str, offset: int, end: int) -> bool:
    """Tell whether a closing curly quote is misused as an opening one: a word right after, none right before."""
    return offset + 1 < end and text[offset + 1].isalnum() and (offset == 0 or text[offset - 1].isspace())


def _quotation(text: str, start: int, end: int, *, closed: bool = True) -> Quotation:
    inner_start, inner_end = start + 1, end - 1 if closed else end
    while inner_start < inner_end and text[inner_start].isspace():
        inner_start += 1
    while inner_end > inner_start and text[inner_end - 1].isspace():
        inner_end -= 1
    return Quotation(Span.of(text, start, end), Span.of(text, inner_start, inner_end))

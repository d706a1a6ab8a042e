"""Texts read for the tests of this room, and the law that every span test asks for.

The people, places and events of the sentences in these tests are invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.domain.analysis import Analysis, Attribution, Holder, Reading
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.span import Span
from summarizer.domain.terms import hedging_level
from summarizer.text.analyse import analyse

LEAD = "Le conseil de Morville s'est réuni lundi soir pour voter son budget annuel et celui de ses écoles. "
"""A first sentence without any source or conditional, so that what follows is no title and no heading."""


def analysed(text: str) -> Analysis:
    """Return the analysis of a French text, its spans checked."""
    analysis = analyse(Article.of(text, ArticleMeta(language="fr")))
    check_spans(analysis)
    return analysis


def behind_lead(sentence: str) -> Analysis:
    """Return the analysis of a sentence behind the lead."""
    return analysed(LEAD + sentence)


def check_spans(analysis: Analysis) -> None:
    """Assert that every span of the analysis is verbatim at its offsets."""
    text = analysis.article.text
    for span in spans_of(analysis):
        assert text[span.start : span.end] == span.text


def spans_of(analysis: Analysis) -> Iterator[Span]:
    """Yield every span of an analysis."""
    yield from (sentence.span for sentence in analysis.sentences)
    for quotation in analysis.quotations:
        yield from (quotation.span, quotation.inner)
    for number in analysis.numbers:
        yield number.span
        if number.approx is not None:
            yield number.approx
    for form in analysis.conditionals:
        yield form.span
        if form.trigger is not None:
            yield form.trigger
    for attribution in analysis.attributions:
        yield from _of_attribution(attribution)
    yield from (cue.span for cue in analysis.cues)
    yield from (name.span for name in analysis.names)
    for reading in analysis.readings:
        yield from _of_reading(reading)


def _of_attribution(attribution: Attribution) -> Iterator[Span]:
    yield from (attribution.cue.span, attribution.scope)
    if attribution.holder is not None:
        yield attribution.holder.span


def _of_reading(reading: Reading) -> Iterator[Span]:
    yield reading.statement
    yield from (cue.span for cue in reading.cues)
    yield from (link.holder.span for link in (*reading.chain, *reading.disputed_by))


def holders_of(analysis: Analysis) -> Iterator[Holder]:
    """Yield every holder of the attributions and readings."""
    yield from (attribution.holder for attribution in analysis.attributions if attribution.holder is not None)
    for reading in analysis.readings:
        yield from (link.holder for link in (*reading.chain, *reading.disputed_by))


def reading_of(analysis: Analysis, words: str) -> Reading:
    """Return the reading of the statement in which the words stand (last place where they stand twice)."""
    offset = analysis.article.text.rindex(words)
    return next(r for r in analysis.readings if r.statement.start <= offset < r.statement.end)


def level_of(reading: Reading) -> int:
    """Return the reading's hedging level."""
    return hedging_level(reading.endorsement, reading.certainty, reading.source_type)


def origin_of(reading: Reading) -> str:
    """Return the name of the reading's origin, empty where it has none."""
    return reading.chain[0].holder.name if reading.chain else ""

"""Bisection finds what a look at every pair finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.checks.inventory import _held
from summarizer.checks.places import Row, Stretches, inside, touches
from summarizer.domain.span import Span

TEXT = "x" * 40
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span.of(TEXT, min(pair), max(pair)))
FILLED = SPANS.filter(lambda span: span.start < span.end)
ASKED = st.lists(SPANS, max_size=3)


@given(borders=st.sets(st.integers(0, 40), max_size=12), asked=ASKED)
def test_what_overlaps_is_found_among_disjoint_things(borders: set[int], asked: list[Span]) -> None:
    """In order, each once, for one span and for several."""
    cuts = sorted(borders)
    things = [Span.of(TEXT, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    row = Row(things, lambda span: span)
    assert row.overlapping(asked) == tuple(span for span in things if touches(span, asked))


@given(things=st.lists(FILLED, max_size=10), asked=ASKED)
def test_what_lies_inside_is_found_among_overlapping_things(things: list[Span], asked: list[Span]) -> None:
    """In order of where they begin, each once."""
    ordered = sorted(things, key=lambda span: span.start)
    assert Row(ordered, lambda span: span).lying(asked) == tuple(span for span in ordered if inside(span, asked))


@given(spans=st.lists(SPANS, max_size=10), asked=SPANS)
def test_stretches_touch_and_hold_as_one_by_one(spans: list[Span], asked: Span) -> None:
    """Also where stretches overlap or lie in each other."""
    stretches = Stretches(spans)
    assert stretches.touch(asked) == touches(asked, spans)
    assert stretches.hold(asked) == inside(asked, spans)


@given(spans=st.sets(FILLED, max_size=10))
def test_held_is_what_lies_in_a_longer_one(spans: set[Span]) -> None:
    """A mention inside another actor's longer mention."""
    assert _held(spans) == {span for span in spans if any(span != other and span.within(other) for other in spans)}

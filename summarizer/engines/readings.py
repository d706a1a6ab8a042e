"""What the text layer reads at the passages of a claim, as the values that a compact claim need not repeat.

Both ways between draft and compact draft start here, so that what writing leaves out is what reading puts back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from summarizer.domain.analysis import Analysis, Cue, Reading
from summarizer.domain.compact import Mark
from summarizer.domain.span import Span
from summarizer.domain.terms import Certainty, CueType, Endorsement, EventStatus, Polarity, Tense

Axis = Literal["endorsement", "certainty", "polarity", "tense", "event_status"]

AXES: dict[Axis, tuple[str, ...]] = {
    "endorsement": get_args(Endorsement),
    "certainty": get_args(Certainty),
    "polarity": get_args(Polarity),
    "tense": get_args(Tense),
    "event_status": get_args(EventStatus),
}
"""The values of each field a mark may stand for, from firm to reserved (docs/claims.md)."""

_RENAMED: dict[tuple[Axis, str], Mark] = {
    ("certainty", "unknown"): "uncertain",
    ("polarity", "unknown"): "undecided",
    ("tense", "unspecified"): "timeless",
}
_MARKS: dict[str, tuple[Axis, str]] = {
    **{value: (axis, value) for axis, values in AXES.items() for value in values if (axis, value) not in _RENAMED},
    **{mark: place for place, mark in _RENAMED.items()},
}


RESERVE_CUES: frozenset[CueType] = frozenset(
    {
        "conditional_reportive",
        "conditional_hypothetical",
        "modal_possibility",
        "modal_expected",
        "verb_doubt",
        "verb_belief",
        "epistemic",
        "distance",
        "quote_marks",
        "verification_disclaimer",
        "irrealis",
        "carry_over",
    }
)
"""The types that can make a claim more reserved; all others are the text layer's to find."""


@dataclass(frozen=True, slots=True)
class Values:
    """One value per axis."""

    endorsement: Endorsement
    certainty: Certainty
    polarity: Polarity
    tense: Tense
    event_status: EventStatus

    def with_marks(self, marks: Iterable[str]) -> Values:
        """Return the values with those that the marks name; of two marks of one axis the more reserved stands."""
        marks = tuple(marks)
        if not marks:
            return self
        named: dict[str, str] = {}
        for axis, value in (_MARKS[mark] for mark in marks):
            had = named.get(axis)
            if had is None or AXES[axis].index(value) > AXES[axis].index(had):
                named[axis] = value
        return Values(**{axis: named.get(axis, getattr(self, axis)) for axis in AXES})

    def marks_against(self, other: Values) -> list[Mark]:
        """Return the marks that make these values of the other ones; a firm value has none."""
        changed = [(axis, getattr(self, axis)) for axis in AXES if getattr(self, axis) != getattr(other, axis)]
        marks = [_RENAMED.get(place, place[1]) for place in changed]
        return [mark for mark in get_args(Mark) if mark in marks]


def values_at(passages: Sequence[Span], analysis: Analysis, *, sourced: bool) -> Values:
    """Return what the main reading over the passages says; the plain values where there is none.

    The tense is past: a claim names another one. A firm stance that does not go with what the claim says of its source
    is left: «asserted» by the author where a source is named becomes «attributed», and the other way round.
    """
    main = main_reading(passages, analysis)
    plain: Endorsement = "attributed" if sourced else "asserted"
    if main is None:
        return Values(plain, "certain", "positive", "past", "realized")
    firm = main.endorsement in ("asserted", "attributed")
    stance = plain if firm and (main.source_type == "author") == sourced else main.endorsement
    return Values(stance, main.certainty, main.polarity, "past", main.event_status)


def main_reading(passages: Sequence[Span], analysis: Analysis) -> Reading | None:
    """Return the reading that shares most with the first passage, one of the sentence itself before a nested one."""
    if not passages:
        return None
    first = passages[0]
    best, most = None, 0
    start, end = first.start, first.end
    for reading in analysis.readings:
        if reading.statement.end <= start or reading.statement.start >= end:
            continue
        low, high = max(reading.statement.start, start), min(reading.statement.end, end)
        if high - low > most and (best is None or not reading.nested or best.nested):
            best, most = reading, high - low
    return best


def cues_in(passages: Sequence[Span], analysis: Analysis) -> list[Cue]:
    """Return the cues of the readings over the passages that stand inside these, each once, in order."""
    found: dict[tuple[int, int, str], Cue] = {}
    first, last = min((one.start for one in passages), default=0), max((one.end for one in passages), default=0)
    for reading in analysis.readings:
        if reading.statement.end <= first or reading.statement.start >= last:
            continue
        if any(reading.statement.overlaps(passage) for passage in passages):
            for cue in reading.cues:
                if cue.span.text.strip() and any(cue.span.within(passage) for passage in passages):
                    found[cue.span.start, cue.span.end, cue.type] = cue
    return [found[place] for place in sorted(found)]

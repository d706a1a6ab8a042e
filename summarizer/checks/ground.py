"""What a claim stands on: the article's sentences, readings, cues and forms around its evidence.

Built once per article; every check asks it. Never in it: a decision about a claim.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from summarizer.domain.analysis import Analysis, ConditionalForm, Cue, NumberMention, Reading, Sentence, SourceLink
from summarizer.domain.brief import BriefCue, Claim, Hedging, Source
from summarizer.domain.span import Span
from summarizer.domain.terms import HEDGING_LABELS, CueType, HedgingLevel, hedging_level
from summarizer.text.align import Aligner

WITHHOLDING: frozenset[CueType] = frozenset({"conditional_reportive", "verification_disclaimer", "distance"})
"""Cue types that withhold by themselves (docs/claims.md, E3)."""

EPISTEMIC: frozenset[CueType] = frozenset(
    {
        "epistemic",
        "modal_possibility",
        "modal_expected",
        "verb_belief",
        "verb_investigation",
        "conditional_hypothetical",
    }
)
"""Cue types that weaken certainty by themselves (docs/claims.md, C)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One article as the checks see it."""

    analysis: Analysis
    aligner: Aligner
    marked: dict[tuple[int, int], Cue] = field(default_factory=dict)
    widened: dict[tuple[Span, ...], tuple[Span, ...]] = field(default_factory=dict)
    """Evidence and its clauses, as far as somebody has asked."""
    values: frozenset[float | None] = frozenset([None])
    """The values of the article's quantities, and None for open bounds."""

    @classmethod
    def of(cls, analysis: Analysis) -> Ground:
        """Return the ground of an analysed article."""
        cues = [*analysis.cues, *(cue for reading in analysis.readings for cue in reading.cues)]
        marked = {(cue.span.start, cue.span.end): cue for cue in cues if cue.certainty or cue.endorsement}
        values = frozenset(value for mention in analysis.numbers for value in (mention.low, mention.high))
        aligner = Aligner(analysis.article.text, analysis.sentences)
        return cls(analysis, aligner, marked, values=values | {None})

    @property
    def text(self) -> str:
        """The article's text."""
        return self.analysis.article.text

    def readings(self, evidence: Iterable[Span]) -> tuple[Reading, ...]:
        """Return the readings whose statement shares a code point with the evidence, in order."""
        return _overlapping(self.analysis.readings, _statement, evidence)

    def main_reading(self, evidence: Sequence[Span]) -> Reading | None:
        """Return the reading that covers most of the evidence, the first of equals."""
        readings = self.readings(evidence)
        return max(readings, key=lambda reading: _shared(reading.statement, evidence), default=None)

    def sentences(self, evidence: Iterable[Span]) -> tuple[Sentence, ...]:
        """Return the sentences that share a code point with the evidence, in order."""
        return _overlapping(self.analysis.sentences, _span, evidence)

    def numbers(self, evidence: Iterable[Span]) -> tuple[NumberMention, ...]:
        """Return the quantities that lie in the evidence, in order."""
        spans = tuple(evidence)
        near = _overlapping(self.analysis.numbers, _span, spans)
        return tuple(mention for mention in near if inside(mention.span, spans))

    def numbers_at(self, span: Span) -> tuple[NumberMention, ...]:
        """Return the quantities that share a code point with the span, in order."""
        return _overlapping(self.analysis.numbers, _span, (span,))

    def conditionals(self, evidence: Iterable[Span], use: str) -> tuple[ConditionalForm, ...]:
        """Return the conditionals of that use that share a code point with the evidence, in order."""
        near = _overlapping(self.analysis.conditionals, _span, evidence)
        return tuple(form for form in near if form.use == use)

    def cues_in(self, spans: Iterable[Span]) -> tuple[Cue, ...]:
        """Return the cues that lie in the spans, in order."""
        return _lying(self.analysis.cues, spans)

    def forms_in(self, spans: Iterable[Span]) -> tuple[ConditionalForm, ...]:
        """Return the conditional forms that lie in the spans, in order."""
        return _lying(self.analysis.conditionals, spans)

    def withholds(self, cue: BriefCue, evidence: Sequence[Span]) -> bool:
        """Tell whether a cue withholds: by its type or entry, in a sentence of the evidence.

        A disclaimer may stand elsewhere, and a carry-over names where it comes from: both count wherever they are.
        """
        if cue.type == "verification_disclaimer" or (cue.type == "carry_over" and bool(cue.span.text.strip())):
            return True
        known = self.marked.get((cue.span.start, cue.span.end))
        named = cue.type in WITHHOLDING or (known is not None and known.endorsement == "withheld")
        return named and touches(cue.span, tuple(sentence.span for sentence in self.sentences(evidence)) or evidence)

    def weakens(self, cue: BriefCue) -> bool:
        """Tell whether a cue makes what it marks less than certain."""
        known = self.marked.get((cue.span.start, cue.span.end))
        return cue.type in EPISTEMIC or (known is not None and known.certainty not in (None, "certain"))

    def is_noise(self, span: Span) -> bool:
        """Tell whether a span lies in noise alone."""
        sentences = self.sentences((span,))
        return bool(sentences) and all(sentence.kind == "noise" for sentence in sentences)


_Placed = TypeVar("_Placed")


def _span(placed: Sentence | NumberMention | ConditionalForm) -> Span:
    return placed.span


def _statement(placed: Reading) -> Span:
    return placed.statement


def _overlapping(
    ordered: Sequence[_Placed], place: Callable[[_Placed], Span], evidence: Iterable[Span]
) -> tuple[_Placed, ...]:
    """Return what overlaps the evidence, of things that are in order and disjoint: a bisection per span."""
    found: dict[int, _Placed] = {}
    for span in evidence:
        index = bisect_left(ordered, span.start + 1, key=lambda placed: place(placed).end)
        while index < len(ordered) and place(ordered[index]).start < span.end:
            found[index] = ordered[index]
            index += 1
    return tuple(found[index] for index in sorted(found))


_Lying = TypeVar("_Lying", Cue, ConditionalForm)


def _lying(ordered: Sequence[_Lying], spans: Iterable[Span]) -> tuple[_Lying, ...]:
    """Return what lies in the spans, of things ordered by where they begin; they may overlap each other."""
    found: dict[int, _Lying] = {}
    for span in spans:
        index = bisect_left(ordered, span.start, key=lambda placed: placed.span.start)
        while index < len(ordered) and ordered[index].span.start < span.end:
            if ordered[index].span.end <= span.end:
                found[index] = ordered[index]
            index += 1
    return tuple(found[index] for index in sorted(found))


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span shares a code point with one of the others."""
    return any(span.overlaps(other) for other in others)


def inside(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a span lies in one of the others."""
    return any(span.within(other) for other in others)


def chain_of(links: Iterable[SourceLink]) -> tuple[Source, ...]:
    """Return a reading's chain as a brief's sources."""
    return tuple(Source(name=link.holder.name, kind=link.holder.kind, role=link.role) for link in links)


def brief_cue(cue: Cue) -> BriefCue:
    """Return a cue of the text layer as a cue of a brief."""
    return BriefCue(type=cue.type, text=cue.span.text, span=cue.span)


def level_of(claim: Claim) -> HedgingLevel:
    """Return the computed level of a claim's fields, whatever its ``hedging`` says."""
    return hedging_level(claim.endorsement, claim.certainty, claim.source_type)


def highest(claims: Iterable[Claim]) -> HedgingLevel:
    """Return the level of the most reserved claim, 0 where there is none."""
    return max((level_of(claim) for claim in claims), default=0)


def hedging_of(level: HedgingLevel) -> Hedging:
    """Return a level with its label."""
    return Hedging(level=level, label=HEDGING_LABELS[level])


def _shared(statement: Span, evidence: Iterable[Span]) -> int:
    return sum(max(0, min(statement.end, span.end) - max(statement.start, span.start)) for span in evidence)

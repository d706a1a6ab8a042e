"""The passage of a claim: what the article has in the evidence and in the clauses around it.

Never in it: a claim, or a decision about one. What is found depends on the evidence alone, so it is found once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from summarizer.checks.places import Row, Stretches, inside, touches
from summarizer.domain.analysis import Analysis, ConditionalForm, Cue, NumberMention, Reading, Sentence
from summarizer.domain.span import Span
from summarizer.domain.terms import Certainty, Endorsement, most_reserved, weakest_certainty
from summarizer.text.deeds import is_apposition
from summarizer.text.disputes import keeps_silent
from summarizer.text.governing import may_tell_untruths, untrue_around
from summarizer.text.markers import clause_around

_GOOD_PART = 0.25
"""Share of the shorter of statement and evidence from which they are about the same."""
_NEGATING = ("negation", "verb_denial")
GUARDED_USES = ("reportive", "hypothetical")
"""Uses of the conditional that change what is stated; a future in the past or a politeness does not."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands at one evidence. Every tuple is in order of appearance."""

    sentences: tuple[Sentence, ...]
    """The sentences that share a code point with the evidence."""
    readings: tuple[Reading, ...]
    """The readings of which the evidence has a good part, or the other way round."""
    main: Reading | None
    """The reading that covers most of the evidence, the first of equals."""
    endorsement: Endorsement
    """The most reserved of the readings' endorsements, ``asserted`` where there is none."""
    certainty: Certainty
    """The weakest of the readings' certainties, ``certain`` where there is none."""
    numbers: tuple[NumberMention, ...]
    """The quantities that lie in the evidence."""
    reportive: tuple[ConditionalForm, ...]
    """The reportive conditionals that share a code point with the evidence."""
    disclaimed: bool
    """Whether a figure of the evidence stands under a verification disclaimer."""
    cut_negations: tuple[Cue, ...]
    """The negations and denials of the clauses that the evidence cuts off, and what calls it untrue."""
    cut_conditionals: tuple[ConditionalForm, ...]
    """The conditionals of the clauses that the evidence cuts off, where they change what is stated."""
    cut_doubts: tuple[Cue, ...]
    """The words of doubt that govern the evidence from its left: «il est peu probable que», «rien ne prouve que»."""


class Cut(NamedTuple):
    """What evidence cuts off of its clauses, though it governs them; ``Passage`` says of each what it is."""

    negations: tuple[Cue, ...] = ()
    conditionals: tuple[ConditionalForm, ...] = ()
    doubts: tuple[Cue, ...] = ()


class Layout:
    """The parts of one analysed article by where they stand."""

    __slots__ = (
        "_analysis",
        "_disclaimers",
        "_governing",
        "_noise",
        "_tells_untruths",
        "conditionals",
        "cues",
        "nested",
        "numbers",
        "readings",
        "sentences",
    )

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._disclaimers = [cue for cue in analysis.cues if _disclaims(cue)]
        guarded = [form.span for form in analysis.conditionals if form.use in GUARDED_USES]
        cues = [cue.span for cue in analysis.cues if cue.type in _NEGATING or cue.type == "epistemic"]
        self._governing = Stretches([*guarded, *cues])
        self._tells_untruths = may_tell_untruths(analysis.article.text)
        self._noise = Stretches([sentence.span for sentence in analysis.sentences if sentence.kind == "noise"])
        self.sentences = Row(analysis.sentences, lambda sentence: sentence.span)
        self.readings = Row([one for one in analysis.readings if not one.nested], lambda reading: reading.statement)
        self.nested = Row([one for one in analysis.readings if one.nested], lambda reading: reading.statement)
        self.numbers = Row(analysis.numbers, lambda mention: mention.span)
        self.conditionals = Row(analysis.conditionals, lambda form: form.span)
        self.cues = Row(analysis.cues, lambda cue: cue.span)

    def passage(self, evidence: Sequence[Span]) -> Passage:
        """Return what stands at the evidence: spans of the article."""
        sentences = self.sentences.overlapping(evidence)
        readings = tuple([self._apart(one, evidence) for one in self._readings(evidence)])
        forms = self.conditionals.overlapping(evidence)
        numbers = self.numbers_in(evidence)
        cut = self.cut(evidence)
        return Passage(
            sentences=sentences,
            readings=readings,
            main=_main(readings, evidence),
            endorsement=most_reserved(*[reading.endorsement for reading in readings]),
            certainty=weakest_certainty(*[reading.certainty for reading in readings]),
            numbers=numbers,
            reportive=tuple([form for form in forms if form.use == "reportive"]) if forms else (),
            disclaimed=any(map(self._is_disclaimed, numbers)) if numbers else False,
            cut_negations=cut.negations,
            cut_conditionals=cut.conditionals,
            cut_doubts=cut.doubts,
        )

    def _readings(self, evidence: Sequence[Span]) -> tuple[Reading, ...]:
        """Return what is read at the evidence: of evidence inside a nested statement that one alone, else no nested."""
        for one in self.nested.overlapping(evidence):
            if all(one.statement.start <= span.start and span.end <= one.statement.end + 1 for span in evidence):
                return (one,)
        return tuple(one for one in self.readings.overlapping(evidence) if _concerns(one.statement, evidence))

    def _apart(self, reading: Reading, evidence: Sequence[Span]) -> Reading:
        """Return a reading without the reserve of its statement, where the evidence is a fact told beside it.

        «Le gérant, visé par un mandat d'arrêt, vivrait au Portugal»: the participle or the relative is not withheld,
        as long as no conditional stands in it. Whose words it is stays.
        """
        if len(evidence) > 1 or reading.endorsement in ("asserted", "attributed") or reading.nested:
            return reading
        span = evidence[0]
        forms = [form for form in self.conditionals.overlapping((reading.statement,)) if form.use in GUARDED_USES]
        if not forms or any(form.span.overlaps(span) for form in forms) or not is_apposition(span.text):
            return reading
        return replace(reading, endorsement="attributed" if reading.chain else "asserted", disputed_by=())

    def is_noise(self, span: Span) -> bool:
        """Tell whether a span lies in noise alone."""
        if not self._noise.touch(span):
            return False
        sentences = self.sentences.overlapping((span,))
        return bool(sentences) and all([sentence.kind == "noise" for sentence in sentences])

    def cut(self, evidence: Sequence[Span]) -> Cut:
        """Return what the evidence has no letter of and that governs it: most evidence has nothing such beside it."""
        untrue = [cue for span in evidence for cue in self._untrue(span)] if self._tells_untruths else []
        if not untrue and not any(self._governing.touch(self._around(span)) for span in evidence):
            return Cut()
        clauses = self.clauses(evidence)
        doubts = self._doubts(clauses, evidence)
        if clauses == tuple(evidence):
            return Cut(tuple(untrue), (), doubts)
        negations = [cue for cue in self.cues.lying(clauses) if cue.type in _NEGATING]
        forms = [form for form in self.conditionals.lying(clauses) if form.use in GUARDED_USES]
        return Cut(
            tuple([cue for cue in (*negations, *untrue) if not touches(cue.span, evidence)]),
            tuple([form for form in forms if not touches(form.span, evidence)]),
            doubts,
        )

    def clauses(self, evidence: Iterable[Span]) -> tuple[Span, ...]:
        """Return each piece of evidence widened to its clause, never over the borders of its sentences."""
        return tuple([self._clause(span) for span in evidence])

    def _around(self, span: Span) -> Span:
        """Return the span widened to its sentences."""
        sentences = self.sentences.overlapping((span,))
        if not sentences or (span.start <= sentences[0].span.start and sentences[-1].span.end <= span.end):
            return span
        start, end = min(sentences[0].span.start, span.start), max(sentences[-1].span.end, span.end)
        return Span.of(self._analysis.article.text, start, end)

    def numbers_in(self, evidence: Sequence[Span]) -> tuple[NumberMention, ...]:
        """Return the quantities that lie in the evidence, in order."""
        near = self.numbers.overlapping(evidence)
        return tuple([mention for mention in near if inside(mention.span, evidence)]) if near else near

    def _clause(self, span: Span) -> Span:
        around = self._around(span)
        if around is span:
            return span
        left, right = clause_around(around.text, span.start - around.start, span.end - around.start)
        return Span.of(self._analysis.article.text, around.start + left, around.start + right)

    def _doubts(self, clauses: Sequence[Span], evidence: Sequence[Span]) -> tuple[Cue, ...]:
        found = [
            cue
            for clause, span in zip(clauses, evidence, strict=True)
            for cue in self.cues.lying((clause,))
            if clause.start < span.start and cue.type == "epistemic" and cue.span.end <= span.start
        ]
        return tuple(found)

    def _untrue(self, span: Span) -> Iterator[Cue]:
        """Yield what calls a piece of evidence untrue, in its sentences."""
        around = self._around(span)
        if around is span:
            return
        first = around.start
        for start, end in untrue_around(around.text, span.start - first, span.end - first):
            yield Cue("negation", Span.of(self._analysis.article.text, first + start, first + end))

    def _is_disclaimed(self, mention: NumberMention) -> bool:
        """Tell whether a disclaimer reaches a figure.

        The reading of the figure's statement says so, unless the article says it of its own; where there is no reading,
        a disclaimer in the figure's sentence or in the next one of its section.
        """
        readings = self.nested.overlapping((mention.span,)) or self.readings.overlapping((mention.span,))
        if readings:
            return any(
                _disclaims(cue) and (reading.chain or reading.source_type != "author")
                for reading in readings
                for cue in reading.cues
            )
        here = self._analysis.sentence_at(mention.span.start)
        for cue in self._disclaimers if here else ():
            there = self._analysis.sentence_at(cue.span.start)
            if here and there and there.section == here.section and 0 <= there.number - here.number <= 1:
                return True
        return False


def _disclaims(cue: Cue) -> bool:
    """Tell whether a cue holds figures back; that somebody did not answer does not."""
    return cue.type == "verification_disclaimer" and not keeps_silent(cue)


def _concerns(statement: Span, evidence: Sequence[Span]) -> bool:
    """Tell whether a statement and the evidence share a good part of either, more than a word at their border."""
    shared = _shared(statement, evidence)
    size = min(statement.end - statement.start, sum(span.end - span.start for span in evidence))
    return shared >= _GOOD_PART * size


def _main(readings: Sequence[Reading], evidence: Sequence[Span]) -> Reading | None:
    if len(readings) < 2:
        return readings[0] if readings else None
    return max(readings, key=lambda reading: _shared(reading.statement, evidence))


def _shared(statement: Span, evidence: Iterable[Span]) -> int:
    return sum(max(0, min(statement.end, span.end) - max(statement.start, span.start)) for span in evidence)

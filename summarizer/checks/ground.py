"""What a claim stands on: the article's sentences, readings, cues and forms around its evidence.

Built once per article; every check asks it. Never in it: a decision about a claim.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args

from summarizer.checks.cast import Cast
from summarizer.checks.passage import Layout, Passage
from summarizer.checks.places import touches
from summarizer.checks.rules import Flaw
from summarizer.domain.analysis import Analysis, Attribution, Cue, Holder, NumberMention, Sentence, SourceLink
from summarizer.domain.brief import BriefCue, Claim, Hedging, Source
from summarizer.domain.span import Span
from summarizer.domain.terms import HEDGING_LABELS, CueType, HedgingLevel, hedging_level
from summarizer.text.align import Aligner
from summarizer.text.orders import speaks_to_models
from summarizer.text.telling import told

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


_HEDGINGS = tuple(Hedging(level=level, label=HEDGING_LABELS[level]) for level in get_args(HedgingLevel))


@dataclass(frozen=True, slots=True)
class Ground:
    """One article as the checks see it."""

    analysis: Analysis
    aligner: Aligner
    layout: Layout
    marked: dict[tuple[int, int], Cue]
    values: frozenset[float | None]
    """The values of the article's quantities, and None for open bounds."""
    ordered: bool = False
    """The article speaks to a model that reads it."""
    passages: dict[tuple[Span, ...], Passage] = field(default_factory=dict)
    """Evidence and what stands there, as far as somebody has asked."""
    flaws: dict[str, tuple[Flaw, ...]] = field(default_factory=dict)
    """Texts and what they say that the article does not, as far as somebody has asked."""
    checked: dict[Hashable, tuple[Flaw, ...]] = field(default_factory=dict)
    """Texts over claims and what is wrong with them, as far as somebody has asked."""
    dates: list[frozenset[str]] = field(default_factory=list)
    """Days, times and other figures without a unit, once somebody has asked."""
    casts: list[Cast] = field(default_factory=list)
    """Who is who in the article, once somebody has asked."""

    @classmethod
    def of(cls, analysis: Analysis) -> Ground:
        """Return the ground of an analysed article."""
        cues = [*analysis.cues, *(cue for reading in analysis.readings for cue in reading.cues)]
        marked = {(cue.span.start, cue.span.end): cue for cue in cues if cue.certainty or cue.endorsement}
        values = frozenset(value for mention in analysis.numbers for value in (mention.low, mention.high))
        aligner = Aligner(analysis.article.text, analysis.sentences)
        ordered = speaks_to_models(analysis)
        return cls(analysis, aligner, Layout(analysis), marked, values | {None}, ordered)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.analysis.article.text

    @property
    def cast(self) -> Cast:
        """The names of the article by actor; made when a text is not verbatim, else never."""
        if not self.casts:
            self.casts.append(Cast(self.analysis))
        return self.casts[0]

    @property
    def figures(self) -> frozenset[str]:
        """The days, times and figures without a unit of the whole article, as ``telling`` names them."""
        if not self.dates:
            read = [told(sentence.span.text) for sentence in self.analysis.sentences]
            self.dates.append(frozenset(figure for one in read for figure in (*one.figures, *one.dates)))
        return self.dates[0]

    def passage(self, evidence: tuple[Span, ...]) -> Passage:
        """Return what stands at the evidence: spans of the article."""
        known = self.passages.get(evidence)
        if known is None:
            known = self.passages[evidence] = self.layout.passage(evidence)
        return known

    def sentences_at(self, span: Span) -> tuple[Sentence, ...]:
        """Return the sentences that share a code point with the span, in order."""
        return self.layout.sentences.overlapping((span,))

    def numbers_at(self, span: Span) -> tuple[NumberMention, ...]:
        """Return the quantities that share a code point with the span, in order."""
        return self.layout.numbers.overlapping((span,))

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Everybody to whom the article gives words, at each place where it does."""
        return tuple([one.holder for one in self.analysis.attributions if one.holder is not None])

    def holders_at(self, spans: Sequence[Span]) -> tuple[Holder, ...]:
        """Return to whom words are given at some places, or words of theirs elsewhere; «selon X»: only X."""
        cued = self.cued_at(spans)
        if not any(one.cue.type == "attribution_prep" for one in cued):
            cued += [one for one in self.analysis.attributions if touches(one.scope, spans) and one not in cued]
        return tuple([one.holder for one in cued if one.holder is not None])

    def cued_at(self, spans: Sequence[Span]) -> list[Attribution]:
        """Return what gives words to somebody with a cue at some places."""
        return [one for one in self.analysis.attributions if touches(one.cue.span, spans)]

    def withholds(self, cue: BriefCue, evidence: tuple[Span, ...]) -> bool:
        """Tell whether a cue withholds: by its type or entry, in a sentence of the evidence.

        A disclaimer may stand elsewhere, and a carry-over names where it comes from: both count wherever they are.
        """
        if cue.type == "verification_disclaimer" or (cue.type == "carry_over" and bool(cue.span.text.strip())):
            return True
        known = self.marked.get((cue.span.start, cue.span.end))
        named = cue.type in WITHHOLDING or (known is not None and known.endorsement == "withheld")
        if not named:
            return False
        return touches(cue.span, [sentence.span for sentence in self.passage(evidence).sentences] or evidence)

    def weakens(self, cue: BriefCue) -> bool:
        """Tell whether a cue makes what it marks less than certain."""
        known = self.marked.get((cue.span.start, cue.span.end))
        return cue.type in EPISTEMIC or (known is not None and known.certainty not in (None, "certain"))

    def is_noise(self, span: Span) -> bool:
        """Tell whether a span lies in noise alone."""
        return self.layout.is_noise(span)


def chain_of(links: Iterable[SourceLink]) -> tuple[Source, ...]:
    """Return a reading's chain as a brief's sources."""
    return tuple(Source(name=link.holder.name, kind=link.holder.kind, role=link.role) for link in links)


def level_of(claim: Claim) -> HedgingLevel:
    """Return the computed level of a claim's fields, whatever its ``hedging`` says."""
    return hedging_level(claim.endorsement, claim.certainty, claim.source_type)


def highest(claims: Iterable[Claim]) -> HedgingLevel:
    """Return the level of the most reserved claim, 0 where there is none."""
    return max([level_of(claim) for claim in claims], default=0)


def hedging_of(level: HedgingLevel) -> Hedging:
    """Return a level with its label."""
    return _HEDGINGS[level]

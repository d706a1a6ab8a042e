"""What the text layer reads in an article: sentences, quotations, numbers, conditionals, attributions, cues, readings.

All spans point into ``Analysis.article.text``. All tuples are in order of appearance. Nothing here decides anything:
the rules that fill these values live in ``summarizer.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

from summarizer.domain.article import Article
from summarizer.domain.span import Span
from summarizer.domain.terms import (
    ActorKind,
    Certainty,
    Comparator,
    CueType,
    Endorsement,
    EventStatus,
    NumberKind,
    Polarity,
    ReportForm,
    SourceKind,
    SourceRole,
    SourceType,
    Tense,
)

SentenceKind = Literal["title", "heading", "body", "noise"]
ConditionalUse = Literal[
    "reportive", "hypothetical", "future_in_past", "possibility", "expected", "deontic", "attenuation", "question"
]
Confidence = Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, title, heading or noise line.

    ``number`` counts from 1 without gaps over all of them; ``paragraph`` and ``section`` count from 0 and grow: a new
    section begins at each heading. ``noise`` is what belongs in no claim and no summary (slugs, adverts, bylines…).
    """

    number: int
    span: Span
    kind: SentenceKind
    paragraph: int
    section: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage between quotation marks: ``span`` with its marks, ``inner`` without them."""

    span: Span
    inner: Span


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A quantity as the article writes it.

    ``span`` covers the figure with its unit («3 700 euros», «dix jours à un mois»), never the words that bound it;
    those are ``approx`` («jusqu'à», «environ»). ``low`` and ``high`` are in units of ``unit``: equal where exact or
    about, one of them None where the bound is open. ``unit`` is an ISO 4217 code for money, «%», a UCUM-like name for
    measures («km», «month»), else the counted noun verbatim, or empty. ``measures`` is the counted or measured phrase.
    """

    span: Span
    low: int | float | None
    high: int | float | None
    comparator: Comparator
    unit: str
    kind: NumberKind
    measures: str = ""
    approx: Span | None = None


@dataclass(frozen=True, slots=True)
class ConditionalForm:
    """A verb in the conditional and what it is used for.

    ``span`` covers the finite verb, with its participle where ``compound``. ``rule`` names the rule that decided
    (K1 to K9). ``trigger`` is the words that decided it, where there are any: an attribution, a «si», a verb of saying.
    """

    span: Span
    compound: bool
    person: Literal[1, 2, 3]
    lemma: str
    use: ConditionalUse
    rule: str
    confidence: Confidence = "high"
    trigger: Span | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A marker that a reading rests on, verbatim. ``certainty`` and ``endorsement`` are what it says, where it does."""

    type: CueType
    span: Span
    certainty: Certainty | None = None
    endorsement: Endorsement | None = None
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody to whom the article gives words. ``name`` is verbatim; ``anonymous`` where only a class is named.

    ``phrase`` is what stands at the words where that is another than the name («le quotidien»), which ``span`` then has
    from elsewhere.
    """

    name: str
    span: Span
    kind: SourceKind
    anonymous: bool = False
    phrase: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of a source chain: a holder and whether the words began with it or came through it."""

    holder: Holder
    role: SourceRole


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that give a stretch of the article to somebody.

    ``cue`` is the preposition or verb; ``holder`` is None where the reporting has none («dit-on»); ``scope`` is what is
    attributed, never the frame itself. ``retroactive`` points back to the sentence before («C'est ce que dit X»).
    """

    cue: Cue
    holder: Holder | None
    scope: Span
    role: SourceRole = "origin"
    retroactive: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name or definite description of somebody, at one place. ``role`` is the office named beside it."""

    span: Span
    text: str
    kind: ActorKind
    role: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the article itself stands behind one statement of it, computed from the cues (docs/claims.md).

    ``statement`` is the clause or sentence; ``chain`` is origin first, empty if and only if the source type is author
    or unspecified; ``carried_from`` is the sentence number of the attribution that reaches here by carry-over;
    ``rules`` names the rules that decided, for people who ask why. ``nested``: a relative or apposition inside the
    statement of a reading before it; all other statements are disjoint. ``about`` is the phrase that a nested one
    says something of, None where it has no fact of its own to tell.
    """

    sentence: int
    statement: Span
    source_type: SourceType
    chain: tuple[SourceLink, ...]
    report_form: ReportForm
    certainty: Certainty
    endorsement: Endorsement
    polarity: Polarity
    tense: Tense
    event_status: EventStatus
    cues: tuple[Cue, ...]
    disputed_by: tuple[SourceLink, ...] = ()
    carried_from: int | None = None
    rules: tuple[str, ...] = ()
    nested: bool = False
    about: Span | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the deterministic text layer knows of one article.

    ``article`` has the metadata of its input, completed by what the text says of itself.
    """

    article: Article
    language: str
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    numbers: tuple[NumberMention, ...] = ()
    conditionals: tuple[ConditionalForm, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    cues: tuple[Cue, ...] = ()
    names: tuple[Name, ...] = ()
    readings: tuple[Reading, ...] = field(default=())

    def sentence(self, number: int) -> Sentence | None:
        """Return the sentence of that number, or None where the article has no such number."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers the code point, or None between sentences."""
        return sentence_at(self.sentences, offset)


@dataclass(frozen=True, slots=True)
class Excerpt(Analysis):
    """An analysis of which a model is shown a part alone: the sentences of these numbers, both included.

    All else is the whole article's: numbers, offsets, readings.
    """

    first: int = 1
    last: int = 0

    @classmethod
    def of(cls, analysis: Analysis, first: int, last: int) -> Excerpt:
        """Return the analysis with the numbers of the first and the last sentence that are shown."""
        kept = {entry.name: getattr(analysis, entry.name) for entry in fields(Analysis)}
        return cls(**kept, first=first, last=last)


def sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """Return which of the sentences, in order, covers the code point, or None between sentences."""
    index = bisect_right(sentences, offset, key=lambda sentence: sentence.span.end)
    return sentences[index] if index < len(sentences) and sentences[index].span.start <= offset else None

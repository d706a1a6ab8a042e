"""The brief: what a reader gets. Spans into the article, computed hedging, findings, coverage, provenance.

Contract: ``schemas/brief.v1.json`` is exported from these models; fields are only added with a minor version.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.domain.terms import (
    ActorKind,
    Certainty,
    Comparator,
    CueType,
    Endorsement,
    EventStatus,
    HedgingLabel,
    HedgingLevel,
    NumberKind,
    Polarity,
    ReportForm,
    SourceKind,
    SourceRole,
    SourceType,
    Tense,
)

BRIEF_SCHEMA_VERSION: Literal["1.1.0"] = "1.1.0"


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BriefArticle(_Closed):
    """Which article the brief is of. ``id`` is the sha256 of its exact text; ``n_chars`` counts code points."""

    id: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: Annotated[str | None, Field(description="ISO date, may be partial: 2023-05")] = None
    url: str | None = None
    path: str | None = None
    language: Annotated[str, Field(description="BCP 47")]
    n_chars: int


class Hedging(_Closed):
    """The article's reserve, computed from endorsement, certainty and source type: 0 stated to 4 contested."""

    level: HedgingLevel
    label: HedgingLabel


class Source(_Closed):
    """One link of a claim's source chain, verbatim name."""

    name: str
    kind: SourceKind
    role: SourceRole


class BriefCue(_Closed):
    """A marker the reading rests on; ``text`` repeats the verbatim words of ``span``."""

    type: CueType
    text: str
    span: Span


class Actor(_Closed):
    """One real-world actor over all its mentions."""

    id: str
    name: str
    kind: ActorKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...]


class Number(_Closed):
    """One quantity of the article. ``low`` and ``high`` are in units of ``unit``; None where the bound is open."""

    id: str
    text: str
    span: Span
    low: int | float | None
    high: int | float | None
    comparator: Comparator
    unit: Annotated[str, Field(description="ISO 4217, %, UCUM-like («km», «month»), else the counted noun or empty")]
    kind: NumberKind
    measures: str
    claims: tuple[str, ...] = ()


class Claim(_Closed):
    """One statement of the article, where it stands, whose it is, and how firmly the article stands behind it."""

    id: str
    text: str
    evidence: Annotated[tuple[Span, ...], Field(min_length=1)]
    source_type: SourceType
    sources: tuple[Source, ...]
    report_form: ReportForm
    certainty: Certainty
    endorsement: Endorsement
    disputed_by: tuple[Source, ...] = ()
    polarity: Polarity
    tense: Tense
    event_status: EventStatus
    hedging: Hedging
    cues: tuple[BriefCue, ...]
    actors: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class SummarySentence(_Closed):
    """One sentence of the summary; ``hedging`` is that of the most reserved claim behind it."""

    text: str
    claims: tuple[str, ...]
    hedging: Hedging


class NumberCoverage(_Closed):
    """Quantities the article has, and how many of them a claim carries."""

    found: int
    cited: int


class CueCoverage(_Closed):
    """Cues the article has, and how many of them a claim rests on."""

    found: int
    linked: int


class SentenceCoverage(_Closed):
    """Body sentences the article has, and how many of them a claim quotes."""

    found: int
    cited: int


class Coverage(_Closed):
    """What the article has and the brief lacks."""

    numbers: NumberCoverage
    cues: CueCoverage
    sentences: SentenceCoverage


class PromptRef(_Closed):
    """The exact prompt that was used; ``sha256`` is over the released file (UTF-8, NFC, LF)."""

    id: str
    version: str
    sha256: str


class TokenUsage(_Closed):
    """Tokens as the provider counted them, over all attempts of this article."""

    input: int = 0
    cached: int = 0
    output: int = 0


class Provenance(_Closed):
    """What made this brief. ``created_at`` is UTC in ISO 8601, ``duration_ms`` wall time, ``attempts`` requests.

    ``cost_usd`` is None where no price is known, never zero for that; ``prices`` names the tables with their version,
    ``cost_note`` says why there is no price or what the sum leaves out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    engine: str
    engine_version: str
    model_requested: str | None = None
    model_returned: str | None = None
    prompt: PromptRef | None = None
    draft_schema_sha256: str
    parameters: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    usage: TokenUsage = TokenUsage()
    cost_usd: float | None = None
    prices: str | None = None
    cost_note: str | None = None
    attempts: int = 0
    created_at: str
    duration_ms: int


class Brief(_Closed):
    """A structured, verified summary of one article, never firmer than it."""

    schema_version: Literal["1.0.0", "1.1.0"] = BRIEF_SCHEMA_VERSION
    id: Annotated[str, Field(description="RunKey, hex")]
    article: BriefArticle
    headline: str
    summary: tuple[SummarySentence, ...]
    actors: tuple[Actor, ...]
    numbers: tuple[Number, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    provenance: Provenance

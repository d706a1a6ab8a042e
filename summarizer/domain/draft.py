"""The draft: what an engine proposes. It quotes verbatim and names sentence numbers.

Never in it: offsets, number values, a hedging level. Those are computed from the article, not asked for.
Every field is required and every object closed, so that the schema is accepted by strict structured output. Evidence
stands before judgement in field order, because a model writes in that order.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from summarizer.domain.terms import (
    ActorKind,
    Certainty,
    CueType,
    Endorsement,
    EventStatus,
    Polarity,
    ReportForm,
    SourceKind,
    SourceRole,
    SourceType,
    Tense,
)

DRAFT_SCHEMA_VERSION = "1.0.0"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DraftQuote(_Strict):
    """A verbatim passage and the number of the sentence it stands in."""

    sentence: Annotated[int, Field(description="number of the sentence")]
    quote: Annotated[str, Field(description="verbatim, unchanged, from that sentence")]


class DraftCue(_Strict):
    """A marker the reading rests on: verbatim words, the sentence they stand in, their type."""

    sentence: int
    quote: str
    type: CueType


class DraftSource(_Strict):
    """Somebody words are given to, named once; claims refer to ``key``."""

    key: Annotated[str, Field(description="short key: s1, s2…")]
    name: Annotated[str, Field(description="verbatim from the article")]
    kind: SourceKind


class DraftSourceLink(_Strict):
    """One link of a chain: the key of a source and its role."""

    source: str
    role: SourceRole


class DraftActor(_Strict):
    """One real-world actor: its fullest name and other names, all verbatim."""

    name: str
    kind: ActorKind
    role: str | None
    aliases: list[str]


class DraftNumber(_Strict):
    """A quantity: verbatim figure with its unit, the sentence, and what it measures. Its value is computed."""

    sentence: int
    quote: str
    measures: str


class DraftClaim(_Strict):
    """One statement of the article, with the passage that shows it first and the judgement after."""

    key: Annotated[str, Field(description="short key: c1, c2…")]
    evidence: Annotated[list[DraftQuote], Field(description="at least one")]
    cues: list[DraftCue]
    source_type: SourceType
    sources: Annotated[list[DraftSourceLink], Field(description="origin first; empty if author or unspecified")]
    report_form: ReportForm
    certainty: Certainty
    endorsement: Endorsement
    disputed_by: Annotated[list[str], Field(description="keys of sources; only where disputed")]
    polarity: Polarity
    tense: Tense
    event_status: EventStatus
    text: Annotated[str, Field(description="one self-contained sentence, same mood and attribution as the article")]


class DraftSummarySentence(_Strict):
    """One sentence of the summary and the keys of the claims behind it."""

    claims: list[str]
    text: str


class Draft(_Strict):
    """What an engine proposes for one article."""

    actors: list[DraftActor]
    numbers: list[DraftNumber]
    sources: list[DraftSource]
    claims: list[DraftClaim]
    summary: Annotated[list[DraftSummarySentence], Field(description="2 to 5 sentences, never firmer than the article")]
    headline: Annotated[str, Field(description="never firmer than the article")]

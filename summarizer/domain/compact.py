"""The compact draft: what a model is asked for since ``brief@1.2.0``. It says what a draft says, with fewer tokens.

A passage is the number of its sentence, with words only where it is less than the sentence. A claim names those values
of its reading alone that the text layer does not read there already. Quantities are not asked for: they are computed.
``engines.forms`` makes a draft of it and the other way round. Never in it: how a passage is found.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from summarizer.domain.terms import ActorKind, SourceKind

Mark = Literal[
    "withheld",
    "doubted",
    "disputed",
    "probable",
    "possible",
    "uncertain",
    "positive",
    "negative",
    "undecided",
    "past",
    "present",
    "future",
    "timeless",
    "planned",
    "predicted",
    "hypothetical",
    "requested",
]
"""Values of a claim's fields under names that occur once: «uncertain» is the certainty ``unknown``, «undecided» the
polarity ``unknown``, «timeless» the tense ``unspecified``. The firm ones are none of them: a claim is never firmer than
the text layer's reading, so that to name one would change nothing."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CompactActor(_Strict):
    """One real-world actor, all names verbatim; ``role`` is empty where the article names none."""

    name: str
    kind: ActorKind
    role: str
    aliases: list[str]


class CompactSource(_Strict):
    """Somebody words are given to. ``anonymous``: only a class is named («des riverains»)."""

    key: str
    name: str
    kind: SourceKind
    anonymous: bool


class CompactClaim(_Strict):
    """One statement.

    ``evidence``: «[3]» for the whole sentence 3, «[3] words» for a part of it, «[3] first words … last words» for a
    long part. ``cues``: the words that reserve it, verbatim; their type is computed. ``sources``: «s1» for an origin,
    «s2 relay», «s3 against» for whoever disputes it, «?» alone where it is reported and nobody is in sight. ``text`` is
    empty where the evidence is a statement that stands alone.
    """

    key: str
    evidence: list[str]
    cues: list[str]
    sources: list[str]
    reading: list[Mark]
    text: str


class CompactSummarySentence(_Strict):
    """One sentence of the summary and the keys of the claims behind it."""

    claims: list[str]
    text: str


class CompactDraft(_Strict):
    """What a model proposes for one article, or for the items of one that are asked again."""

    actors: list[CompactActor]
    sources: list[CompactSource]
    claims: list[CompactClaim]
    summary: list[CompactSummarySentence]
    headline: str

"""A brief as rows of the flat tables: for reading in a database browser, always rebuilt from the brief's JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from summarizer.domain.brief import Brief, Claim, Source

Row: TypeAlias = tuple[str | int | float | None, ...]

FLAT_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "actors": ("brief_id", "id", "name", "kind", "role", "aliases", "mentions"),
        "numbers": (
            *("brief_id", "id", "text", "start", '"end"', "low", "high"),
            *("comparator", "unit", "kind", "measures"),
        ),
        "claims": (
            *("brief_id", "id", "text", "level", "label", "source_type", "sources", "disputed_by", "report_form"),
            *("certainty", "endorsement", "polarity", "tense", "event_status", "evidence"),
        ),
        "cues": ("brief_id", "claim_id", "position", "type", "text", "start", '"end"'),
        "claim_sources": ("brief_id", "claim_id", "position", "role", "name", "kind"),
        "claim_actors": ("brief_id", "claim_id", "actor_id"),
        "claim_numbers": ("brief_id", "claim_id", "number_id"),
        "findings": ("brief_id", "position", "rule", "severity", "message", "claim_id"),
    }
)
"""The flat tables and the columns that a brief fills, in the order of ``flat_rows``."""


def flat_rows(brief: Brief) -> dict[str, list[Row]]:
    """Return the rows of every flat table, columns as in FLAT_COLUMNS."""
    return {
        "actors": [
            (brief.id, actor.id, actor.name, actor.kind, actor.role, " | ".join(actor.aliases), len(actor.mentions))
            for actor in brief.actors
        ],
        "numbers": [
            (
                *(brief.id, number.id, number.text, number.span.start, number.span.end),
                *(_real(number.low), _real(number.high), number.comparator, number.unit, number.kind, number.measures),
            )
            for number in brief.numbers
        ],
        "claims": [
            (
                *(brief.id, claim.id, claim.text, claim.hedging.level, claim.hedging.label),
                *(claim.source_type, _joined(claim.sources, " → "), _joined(claim.disputed_by, " | ")),
                *(claim.report_form, claim.certainty, claim.endorsement),
                *(claim.polarity, claim.tense, claim.event_status, " | ".join(span.text for span in claim.evidence)),
            )
            for claim in brief.claims
        ],
        "cues": [
            (brief.id, claim.id, position, cue.type, cue.text, cue.span.start, cue.span.end)
            for claim in brief.claims
            for position, cue in enumerate(claim.cues)
        ],
        "claim_sources": [row for claim in brief.claims for row in _source_rows(brief.id, claim)],
        "claim_actors": [(brief.id, claim.id, key) for claim in brief.claims for key in dict.fromkeys(claim.actors)],
        "claim_numbers": [(brief.id, claim.id, key) for claim in brief.claims for key in dict.fromkeys(claim.numbers)],
        "findings": [
            (brief.id, position, found.rule, found.severity, found.message, found.claim)
            for position, found in enumerate(brief.findings)
        ],
    }


def _source_rows(brief_id: str, claim: Claim) -> Iterator[Row]:
    """Yield the chain of a claim, origin first, then who disputes it."""
    linked = [(source.role, source) for source in claim.sources]
    disputing = [("disputes", source) for source in claim.disputed_by]
    for position, (role, source) in enumerate([*linked, *disputing]):
        yield (brief_id, claim.id, position, role, source.name, source.kind)


def _joined(sources: tuple[Source, ...], by: str) -> str:
    return by.join(source.name for source in sources)


def _real(value: int | float | None) -> float | None:
    """Return the value for a REAL column; None too where it is larger than any double (a number of 400 digits)."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None

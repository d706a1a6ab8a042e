"""A brief as rows of the flat tables: for reading in a database browser, always rebuilt from the brief's JSON."""

from __future__ import annotations

from typing import TypeAlias

from summarizer.domain.brief import Brief, Source

Row: TypeAlias = tuple[str | int | float | None, ...]

FLAT_TABLES = ("actors", "numbers", "claims", "cues")


def flat_rows(brief: Brief) -> dict[str, list[Row]]:
    """Return the rows of every flat table, columns in the order of the schema."""
    return {
        "actors": [
            (brief.id, actor.id, actor.name, actor.kind, actor.role, " | ".join(actor.aliases), len(actor.mentions))
            for actor in brief.actors
        ],
        "numbers": [
            (
                *(
                    brief.id,
                    number.id,
                    number.text,
                    number.span.start,
                    number.span.end,
                    _real(number.low),
                    _real(number.high),
                ),
                *(number.comparator, number.unit, number.kind, number.measures),
            )
            for number in brief.numbers
        ],
        "claims": [
            (
                *(brief.id, claim.id, claim.text, claim.hedging.level, claim.hedging.label),
                *(claim.source_type, _chain(claim.sources), claim.report_form, claim.certainty, claim.endorsement),
                *(claim.polarity, claim.tense, claim.event_status, " | ".join(span.text for span in claim.evidence)),
            )
            for claim in brief.claims
        ],
        "cues": [
            (brief.id, claim.id, position, cue.type, cue.text, cue.span.start, cue.span.end)
            for claim in brief.claims
            for position, cue in enumerate(claim.cues)
        ],
    }


def _chain(sources: tuple[Source, ...]) -> str:
    return " → ".join(source.name for source in sources)


def _real(value: int | float | None) -> float | None:
    """Return the value for a REAL column; None too where it is larger than any double (a number of 400 digits)."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None

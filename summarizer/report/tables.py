"""Claims, numbers and actors of briefs as rows for a spreadsheet. Pure; ``csv_rows.line`` makes cells of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from summarizer.domain.brief import Brief
from summarizer.report.wording import amount, chain, names, web_link

What = Literal["claims", "numbers", "actors"]
Row = Sequence[str | int | float | None]

_ARTICLE = ("article", "input", "title", "outlet", "published", "url")
COLUMNS: Mapping[What, tuple[str, ...]] = {
    "claims": (
        *(*_ARTICLE, "claim", "level", "label", "text", "source_type", "sources", "disputed_by", "certainty"),
        *("endorsement", "polarity", "tense", "event_status", "evidence", "start", "end"),
    ),
    "numbers": (
        *(*_ARTICLE, "number", "amount", "text", "low", "high", "comparator", "unit", "kind", "measures"),
        *("claims", "level", "start", "end"),
    ),
    "actors": (*_ARTICLE, "actor", "name", "kind", "role", "aliases", "mentions", "claims", "level"),
}
"""Column names. ``level`` of a number or actor is that of the most reserved claim that holds it, empty without one."""


def rows_of(brief: Brief, what: What, input: str = "") -> Iterator[Row]:
    """Yield the rows of one brief, in the order of the brief."""
    article = brief.article
    base = (article.id, input, article.title, article.outlet, article.published, web_link(article.url))
    rows = {"claims": _claims, "numbers": _numbers, "actors": _actors}[what]
    return ((*base, *row) for row in rows(brief))


def _claims(brief: Brief) -> Iterator[Row]:
    for claim in brief.claims:
        yield (
            *(claim.id, claim.hedging.level, claim.hedging.label, claim.text, claim.source_type),
            *(chain(claim.sources), names(claim.disputed_by), claim.certainty, claim.endorsement, claim.polarity),
            *(claim.tense, claim.event_status, " […] ".join(span.text for span in claim.evidence)),
            *(claim.evidence[0].start, claim.evidence[0].end),
        )


def _numbers(brief: Brief) -> Iterator[Row]:
    levels = {claim.id: claim.hedging.level for claim in brief.claims}
    for number in brief.numbers:
        yield (
            *(number.id, amount(number), number.text, number.low, number.high, number.comparator, number.unit),
            *(number.kind, number.measures, " ".join(number.claims)),
            *(_most(levels[key] for key in number.claims if key in levels), number.span.start, number.span.end),
        )


def _actors(brief: Brief) -> Iterator[Row]:
    for actor in brief.actors:
        claims = [claim for claim in brief.claims if actor.id in claim.actors]
        yield (
            *(actor.id, actor.name, actor.kind, actor.role, " | ".join(actor.aliases), len(actor.mentions)),
            *(" ".join(claim.id for claim in claims), _most(claim.hedging.level for claim in claims)),
        )


def _most(levels: Iterator[int]) -> int | None:
    return max(levels, default=None)

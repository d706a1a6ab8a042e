"""Claims as CSV rows (RFC 4180) that a spreadsheet opens without running anything. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from summarizer.domain.brief import Brief
from summarizer.domain.run import Done, Failed, Outcome
from summarizer.report.plain import harmless
from summarizer.report.wording import amount, chain

COLUMNS = (
    *("index", "input", "status", "article", "title", "outlet", "published", "claim", "text", "level", "label"),
    *("source_type", "sources", "certainty", "endorsement", "polarity", "tense", "event_status"),
    *("start", "end", "evidence", "numbers", "message"),
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that spreadsheets take for a formula. Source: OWASP, CSV Injection."""


def header() -> str:
    """Return the line of column names."""
    return line(COLUMNS)


def outcome_rows(outcome: Outcome) -> str:
    """Return one line per claim of a brief; one line without a claim where there is none or no brief."""
    base: dict[str, str | int] = {"index": outcome.index, "input": outcome.input}
    match outcome:
        case Done():
            rows = list(_claims(outcome.brief)) or [{}]
            base |= {"status": "done", **_article(outcome.brief)}
        case Failed():
            rows = [{"status": "failed", "message": f"{outcome.kind}: {outcome.message}"}]
        case _:
            rows = [{"status": "skipped", "message": f"{outcome.reason} {outcome.detail}".strip()}]
    return "".join(line([{**base, **row}.get(column, "") for column in COLUMNS]) for row in rows)


def _article(brief: Brief) -> dict[str, str | int]:
    article = brief.article
    return {
        "article": article.id,
        "title": article.title or "",
        "outlet": article.outlet or "",
        "published": article.published or "",
    }


def _claims(brief: Brief) -> Iterator[dict[str, str | int]]:
    numbers = {number.id: amount(number) for number in brief.numbers}
    for claim in brief.claims:
        yield {
            "claim": claim.id,
            "text": claim.text,
            "level": claim.hedging.level,
            "label": claim.hedging.label,
            "source_type": claim.source_type,
            "sources": chain(claim.sources),
            "certainty": claim.certainty,
            "endorsement": claim.endorsement,
            "polarity": claim.polarity,
            "tense": claim.tense,
            "event_status": claim.event_status,
            "start": claim.evidence[0].start,
            "end": claim.evidence[0].end,
            "evidence": " […] ".join(span.text for span in claim.evidence),
            "numbers": " | ".join(numbers.get(key, key) for key in claim.numbers),
        }


def line(cells: Sequence[str | int | float | None]) -> str:
    """Return one line of cells that no spreadsheet runs; None is an empty cell."""
    stream = io.StringIO()
    csv.writer(stream).writerow([_safe(cell) for cell in cells])
    return stream.getvalue()


def _safe(cell: str | int | float | None) -> str | int | float | None:
    """Return the cell without terminal sequences and controls, with an apostrophe before what would be a formula."""
    if not isinstance(cell, str):
        return cell
    cell = harmless(cell)
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) else cell

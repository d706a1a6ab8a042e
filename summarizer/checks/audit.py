"""The audit: every check that is decidable on a finished brief, wherever the brief comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.checks.clauses import check_clause
from summarizer.checks.coverage import missed
from summarizer.checks.figures import check_figures
from summarizer.checks.ground import Ground
from summarizer.checks.hardening import check_claim_text, check_summary
from summarizer.checks.invariants import check_fields, check_readings, check_reserve
from summarizer.checks.quotes import check_names, check_numbers, check_references, check_spans, is_span
from summarizer.checks.rules import finding
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief, Claim
from summarizer.domain.finding import Finding


def audit(brief: Brief, analysis: Analysis) -> tuple[Finding, ...]:
    """Return what is wrong with a brief of this article, in the order of its parts; empty where nothing is.

    A brief of another article gets that one finding and no more. The brief's own ``findings`` are not repeated: they
    tell how it was made, the audit tells what it is.
    """
    return audit_on(brief, Ground.of(analysis))


def audit_on(brief: Brief, ground: Ground, known: Mapping[str, Sequence[Finding]] | None = None) -> tuple[Finding, ...]:
    """Return the same as ``audit``, on an article that is prepared already.

    ``known`` is what ``check_claim`` has found already on claims of the brief, by id: they are not checked again.
    """
    article = ground.analysis.article
    if brief.article.id != article.id or brief.article.n_chars != len(article.text):
        said = (
            f"the brief is of {brief.article.id[:12]} ({brief.article.n_chars} code points), this is {article.id[:12]}"
        )
        return (finding("article.mismatch", f"{said} ({len(article.text)})"),)
    found: list[Finding] = [*check_spans(brief, ground), *check_references(brief)]
    for claim in brief.claims:
        found += check_claim(claim, ground) if known is None else known[claim.id]
    found += check_names(brief, ground)
    found += check_numbers(brief, ground)
    found += check_summary(brief, ground)
    found += missed(brief.claims, ground) if spans_hold(brief, ground) else ()
    found += check_figures(ground)
    return tuple(found)


def spans_hold(brief: Brief, ground: Ground) -> bool:
    """Tell whether all evidence of a brief is the article's: else nothing can be said of what it lacks."""
    return all(is_span(span, ground.text) for claim in brief.claims for span in claim.evidence)


def check_claim(claim: Claim, ground: Ground) -> tuple[Finding, ...]:
    """Return what is wrong with one claim by itself; its stance is left alone where its evidence is no evidence.

    Its linked actors and numbers are not looked at, and no message names the claim's id.
    """
    found = [*check_fields(claim), *check_claim_text(claim, ground)]
    text = ground.text
    if all([is_span(span, text) for span in claim.evidence]):
        passage = ground.passage(claim.evidence)
        found += check_reserve(claim, passage, ground)
        found += check_clause(claim, passage)
        found += check_readings(claim, passage)
    return tuple(found)

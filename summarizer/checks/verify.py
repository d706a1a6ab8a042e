"""Verification: from a draft to the brief that a reader may trust. Pure, total, the same answer for ever.

The steps: sources and claims are put on the article's ground (``grounding``), settled to its reserve (``settle``),
actors and numbers are gathered (``inventory``), summary and headline written (``prose``). A claim that the audit still
finds wrong is left out, so no brief that leaves here violates an invariant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summarizer.checks.audit import audit_on, check_claim
from summarizer.checks.coverage import cover
from summarizer.checks.ground import Ground
from summarizer.checks.grounding import ground_claim, ground_sources
from summarizer.checks.inventory import back_link, ground_actors, ground_numbers, link
from summarizer.checks.prose import head, summarise
from summarizer.checks.rules import Log
from summarizer.checks.settle import settle
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief, BriefArticle, Claim, Provenance
from summarizer.domain.draft import Draft
from summarizer.domain.finding import Finding


def verify(draft: Draft, analysis: Analysis, *, run_id: str, provenance: Provenance) -> Brief:
    """Return the brief of a draft, never firmer than the article, with findings of all that was changed or left out.

    Never raises, whatever the draft. Claims are numbered c1… in order of appearance of their evidence, actors a1… and
    numbers n1… likewise. A finding's ``claim`` is the brief's id, or None where the claim was left out; its message
    then names the draft's key. Findings of ``audit`` come last.
    """
    ground = Ground.of(analysis)
    log = Log()
    ids, claims = _numbered(_claims(draft, ground, log))
    findings = [_renamed(found, ids) for found in log.findings]
    rest = Log()
    numbers = ground_numbers(draft, claims, ground, rest)
    actors = ground_actors(draft, ground, rest)
    linked = link(claims, actors, numbers)
    summary = summarise(draft, linked, ids, ground, rest)
    brief = Brief(
        id=run_id,
        article=_article(analysis),
        headline=head(draft, linked, summary, ground, rest),
        summary=summary,
        actors=actors,
        numbers=back_link(numbers, linked),
        claims=linked,
        findings=(*findings, *rest.findings),
        coverage=cover(linked, ground),
        provenance=provenance,
    )
    return brief.model_copy(update={"findings": (*brief.findings, *audit_on(brief, ground))})


def _claims(draft: Draft, ground: Ground, log: Log) -> list[Claim]:
    """Return the claims that stand, settled, in order of appearance, each under the first key the draft gave it."""
    sources = ground_sources(draft, ground, log)
    claims: dict[str, Claim] = {}
    seen: set[str] = set()
    for proposed in draft.claims:
        if proposed.key in seen:
            log.add("draft.key", f"claim key {proposed.key} stands twice")
            continue
        seen.add(proposed.key)
        grounded = ground_claim(proposed, sources, ground, log)
        settled = settle(grounded, ground, log) if grounded else None
        if settled is None:
            continue
        errors = [found for found in check_claim(settled, ground) if found.severity == "error"]
        if errors:
            log.add("claim.left_out", f"claim {proposed.key}: {errors[0].rule}: {errors[0].message}")
        else:
            claims[proposed.key] = settled
    return sorted(claims.values(), key=lambda claim: claim.evidence[0])


def _numbered(claims: Iterable[Claim]) -> tuple[dict[str, str], tuple[Claim, ...]]:
    """Return the brief's id for each key of the draft, and the claims under those ids."""
    ids: dict[str, str] = {}
    numbered: list[Claim] = []
    for place, claim in enumerate(claims, 1):
        ids[claim.id] = f"c{place}"
        numbered.append(claim.model_copy(update={"id": f"c{place}"}))
    return ids, tuple(numbered)


def _renamed(found: Finding, ids: Mapping[str, str]) -> Finding:
    """Return the finding about the brief's claim; one about a claim that was left out names its key in the message."""
    if found.claim is None:
        return found
    if found.claim in ids:
        return found.model_copy(update={"claim": ids[found.claim]})
    return found.model_copy(update={"claim": None, "message": f"claim {found.claim}: {found.message}"})


def _article(analysis: Analysis) -> BriefArticle:
    meta = analysis.article.meta
    return BriefArticle(
        id=analysis.article.id,
        title=meta.title,
        outlet=meta.outlet,
        author=meta.author,
        published=meta.published,
        url=meta.url,
        path=meta.path,
        language=analysis.language,
        n_chars=len(analysis.article.text),
    )

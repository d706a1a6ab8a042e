"""Verification: from a draft to the brief that a reader may trust. Pure, total, the same answer for ever.

The steps: sources and claims are put on the article's ground (``grounding``), settled to its reserve (``settle``),
actors and numbers are gathered (``inventory``), summary and headline written (``prose``). A claim that the audit still
finds wrong is left out, so no brief that leaves here violates an invariant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from summarizer.checks.audit import audit_on, check_claim
from summarizer.checks.coverage import cover
from summarizer.checks.ground import Ground
from summarizer.checks.grounding import ground_claim, ground_sources
from summarizer.checks.inventory import cite_numbers, ground_actors, ground_numbers, link
from summarizer.checks.prose import head, summarise
from summarizer.checks.rules import Flaw, Log, Note
from summarizer.checks.settle import settle
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief, BriefArticle, Claim, Provenance
from summarizer.domain.draft import Draft
from summarizer.domain.finding import Finding
from summarizer.domain.item import Item


@dataclass(frozen=True, slots=True)
class Verified:
    """A brief, and what was found on the way with the items of the draft that it is about.

    ``ids`` gives the brief's id for the key of each claim of the draft that stands in the brief.
    """

    brief: Brief
    notes: tuple[Note, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)


def verify(draft: Draft, analysis: Analysis, *, run_id: str, provenance: Provenance) -> Brief:
    """Return the brief of a draft, never firmer than the article, with findings of all that was changed or left out.

    Never raises, whatever the draft. Claims are numbered c1… in order of appearance of their evidence, actors a1… and
    numbers n1… likewise. A finding's ``claim`` is the brief's id, or None where the claim was left out; its message
    then names the draft's key. Findings of ``audit`` come last.
    """
    return verify_on(draft, Ground.of(analysis), run_id=run_id, provenance=provenance)


def verify_on(draft: Draft, ground: Ground, *, run_id: str, provenance: Provenance) -> Brief:
    """Return the same as ``verify``, on an article that is prepared already."""
    return verified_on(draft, ground, run_id=run_id, provenance=provenance).brief


def verified_on(draft: Draft, ground: Ground, *, run_id: str, provenance: Provenance) -> Verified:
    """Return the same with the notes behind its findings, by item of the draft."""
    log = Log()
    checked = _claims(draft, ground, log)
    claims = [claim for claim, _ in checked]
    ids = {claim.id: f"c{place}" for place, claim in enumerate(claims, 1)}
    findings = [_renamed(note.finding, ids) for note in log.notes]
    rest = Log()
    numbers = cite_numbers(draft, claims, ground, rest)
    actors = ground_actors(draft, ground, rest)
    linked = link(claims, ids, actors, numbers)
    summary = summarise(draft, linked, ids, ground, rest)
    brief = Brief(
        id=run_id,
        article=_article(ground.analysis),
        headline=head(draft, linked, summary, ground, rest),
        summary=summary,
        actors=actors,
        numbers=ground_numbers(numbers, linked),
        claims=linked,
        findings=(*findings, *(note.finding for note in rest.notes)),
        coverage=cover(linked, ground),
        provenance=provenance,
    )
    known = {ids[claim.id]: [_renamed(entry, ids) for entry in found] for claim, found in checked}
    brief = brief.model_copy(update={"findings": (*brief.findings, *audit_on(brief, ground, known))})
    told = [Note(entry, Item("claim", claim.id)) for claim, found in checked for entry in found]
    return Verified(brief, (*map(_of_claim, log.notes), *rest.notes, *told), ids)


def _of_claim(note: Note) -> Note:
    """Return a note on a claim with the claim as its item, where it has none."""
    key = note.finding.claim
    return note if note.item or key is None else replace(note, item=Item("claim", key))


def _claims(draft: Draft, ground: Ground, log: Log) -> list[tuple[Claim, tuple[Finding, ...]]]:
    """Return the claims that stand, settled, in order of appearance, each under the first key the draft gave it.

    Beside each claim is what ``check_claim`` finds on it, all below an error.
    """
    sources = ground_sources(draft, ground, log)
    claims: list[tuple[Claim, tuple[Finding, ...]]] = []
    seen: set[str] = set()
    for proposed in draft.claims:
        if proposed.key in seen:
            log.add("draft.key", f"claim key {proposed.key} stands twice", item=Item("claim", proposed.key))
            continue
        seen.add(proposed.key)
        grounded = ground_claim(proposed, sources, ground, log)
        settled = settle(grounded, ground, log, sources.names) if grounded else None
        if settled is None:
            continue
        found = check_claim(settled, ground)
        errors = [entry for entry in found if entry.severity == "error"]
        if errors:
            said = f"claim {proposed.key}: {errors[0].rule}: {errors[0].message}"
            flaws = [Flaw(entry.rule, entry.message) for entry in errors]
            log.add("claim.left_out", said, item=Item("claim", proposed.key), said=flaws)
        else:
            claims.append((settled, found))
    return sorted(claims, key=lambda checked: checked[0].evidence[0])


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

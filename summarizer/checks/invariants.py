"""Invariants 1 to 4 of a claim (docs/claims.md): sources, status, reserve and the cues it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checks.ground import Ground, chain_of, level_of
from summarizer.checks.passage import Passage
from summarizer.checks.rules import finding
from summarizer.domain.brief import Claim
from summarizer.domain.finding import Finding
from summarizer.domain.terms import CERTAINTY_ORDER, ENDORSEMENT_ORDER, EventStatus

STATUS_ORDER: tuple[EventStatus, ...] = ("realized", "planned", "predicted", "requested", "hypothetical")
"""From real to unreal."""


def check_fields(claim: Claim) -> Iterator[Finding]:
    """Yield what contradicts itself in the fields of a claim (invariants 1 and 2, hedging)."""
    nobody = claim.source_type in ("author", "unspecified")
    if nobody == bool(claim.sources):
        said = f"source_type is {claim.source_type} and {len(claim.sources)} sources are named"
        yield finding("source.presence", said, claim=claim.id)
    if (claim.endorsement == "disputed") != bool(claim.disputed_by):
        said = f"endorsement is {claim.endorsement}, disputed_by names {len(claim.disputed_by)}"
        yield finding("disputed.presence", said, claim=claim.id)
    if claim.event_status == "hypothetical" and claim.certainty != "unknown":
        yield finding("status.hypothetical", f"hypothetical with certainty {claim.certainty}", claim=claim.id)
    if claim.event_status in ("planned", "predicted") and claim.tense == "past":
        yield finding("status.tense", f"{claim.event_status} and past", claim=claim.id)
    level = level_of(claim)
    if claim.hedging.level != level:
        yield finding("hedging.level", f"level is {claim.hedging.level}, its fields give {level}", claim=claim.id)


def check_reserve(claim: Claim, passage: Passage, ground: Ground) -> Iterator[Finding]:
    """Yield where the article withholds and the claim does not, and reserve that rests on nothing (3 and 4)."""
    level = level_of(claim)
    if level < 3:
        for form in passage.reportive:
            said = f"«{form.span.text}» is a reportive conditional; the claim stands at {level}"
            yield finding("reserve.conditional", said, span=form.span, claim=claim.id)
        if passage.disclaimed:
            said = f"its figures are not confirmed by the article; the claim stands at {level}"
            yield finding("reserve.disclaimer", said, claim=claim.id)
    if claim.endorsement == "withheld" and not has_withholding_cue(claim, ground):
        yield finding("reserve.cue", "withheld, but no cue of its passage withholds", claim=claim.id)
    if claim.certainty in ("probable", "possible") and not has_epistemic_cue(claim, ground):
        yield finding("certainty.cue", f"{claim.certainty}, but no cue of its passage says so", claim=claim.id)


def check_readings(claim: Claim, passage: Passage) -> Iterator[Finding]:
    """Yield where a claim is firmer than the text layer reads its passage."""
    endorsement, certainty, main = passage.endorsement, passage.certainty, passage.main
    # A dispute without a name is settled as doubt: the level is the same.
    nameless = claim.endorsement == "doubted" and endorsement == "disputed"
    if not nameless and ENDORSEMENT_ORDER.index(claim.endorsement) < ENDORSEMENT_ORDER.index(endorsement):
        said = f"{claim.endorsement}; the article reads {endorsement}"
        yield finding("firmer.endorsement", said, claim=claim.id)
    if CERTAINTY_ORDER.index(claim.certainty) < CERTAINTY_ORDER.index(certainty):
        yield finding("firmer.certainty", f"{claim.certainty}; the article reads {certainty}", claim=claim.id)
    others = [reading for reading in passage.readings if reading.source_type != "author"]
    if claim.source_type == "author" and others:
        who = ", ".join(source.name for source in chain_of(others[0].chain)) or "somebody it does not name"
        yield finding("firmer.source", f"author; the article gives it to {who}", claim=claim.id)
    if main and STATUS_ORDER.index(claim.event_status) < STATUS_ORDER.index(main.event_status):
        said = f"{claim.event_status}; the article reads {main.event_status}"
        yield finding("firmer.status", said, claim=claim.id)


def has_withholding_cue(claim: Claim, ground: Ground) -> bool:
    """Tell whether something in the passage of a claim withholds: one of its cues, or its reading."""
    if ENDORSEMENT_ORDER.index(ground.passage(claim.evidence).endorsement) >= 2:
        return True
    return any(ground.withholds(cue, claim.evidence) for cue in claim.cues)


def has_epistemic_cue(claim: Claim, ground: Ground) -> bool:
    """Tell whether something in the passage of a claim weakens its certainty: one of its cues, or its reading."""
    if ground.passage(claim.evidence).certainty != "certain":
        return True
    return any(ground.weakens(cue) for cue in claim.cues)

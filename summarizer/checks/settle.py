"""Settling: where a claim is firmer than the article, the more reserved reading stands; its fields then agree again.

Law: no step makes a claim firmer than the draft had it. What cannot be settled is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from summarizer.checks.clauses import clauses, lost_conditionals, lost_negations
from summarizer.checks.ground import EPISTEMIC, WITHHOLDING, Ground, brief_cue, chain_of, inside, level_of
from summarizer.checks.grounding import hedged
from summarizer.checks.hardening import check_text
from summarizer.checks.invariants import STATUS_ORDER, has_epistemic_cue, has_withholding_cue, is_disclaimed
from summarizer.checks.rules import Log
from summarizer.domain.analysis import ConditionalForm, Cue, Reading
from summarizer.domain.brief import BriefCue, Claim
from summarizer.domain.terms import (
    CERTAINTY_ORDER,
    ENDORSEMENT_ORDER,
    Certainty,
    Endorsement,
    hedging_level,
    most_reserved,
    weakest_certainty,
)
from summarizer.text.markers import frame


def settle(claim: Claim, ground: Ground, log: Log) -> Claim | None:
    """Return the claim as reserved as the article, with fields that agree; None where that cannot be."""
    for reading in ground.readings(claim.evidence):
        claim = _to_reading(claim, reading, log)
    claim = _status(claim, ground, log)
    claim = _forms(claim, ground, log)
    lost = lost_negations(claim, ground)
    if lost:
        said = f"claim {claim.id} left out: «{lost[0].span.text}» stands in the clause of its evidence"
        log.add("clause.dropped", said, span=lost[0].span)
        return None
    agreed = _agree(claim, ground, log)
    return _text(hedged(agreed), ground, log) if agreed else None


def _to_reading(claim: Claim, reading: Reading, log: Log) -> Claim:
    """Return the claim no firmer than one reading, with the reading's cues where the reading is reserved."""
    claim = _source(claim, reading, log)
    endorsement = most_reserved(claim.endorsement, reading.endorsement)
    if endorsement != claim.endorsement:
        log.add("settled.endorsement", f"{claim.endorsement}; the article reads {endorsement}", claim=claim.id)
        claim = claim.model_copy(update={"endorsement": endorsement})
    if claim.endorsement == "disputed" and not claim.disputed_by:
        claim = claim.model_copy(update={"disputed_by": chain_of(reading.disputed_by)})
    certainty = weakest_certainty(claim.certainty, reading.certainty)
    if certainty != claim.certainty:
        log.add("settled.certainty", f"{claim.certainty}; the article reads {certainty}", claim=claim.id)
        claim = claim.model_copy(update={"certainty": certainty})
    reserved = [cue for cue in reading.cues if _reserves(cue)]
    return _with_cues(claim, map(brief_cue, reserved))


def _source(claim: Claim, reading: Reading, log: Log) -> Claim:
    """Return the claim given to whom the reading gives it, where the claim gives it to a firmer source.

    A source that the draft found stays where the reading only lacks a name, as long as the level is no lower for it.
    """
    chain = chain_of(reading.chain)
    there = reading.source_type if chain or reading.source_type == "author" else "unspecified"
    if there == "author" or claim.source_type == there:
        return claim
    same = {"endorsement": claim.endorsement, "certainty": claim.certainty}
    lower = level_of(claim) < hedging_level(same["endorsement"], same["certainty"], there)  # type: ignore[arg-type]
    if claim.source_type != "author" and not lower:
        return claim
    who = ", ".join(source.name for source in chain) or "somebody it does not name"
    log.add("settled.source", f"{claim.source_type}; the article gives it to {who}", claim=claim.id)
    form = reading.report_form if claim.report_form == "none" else claim.report_form
    sources = chain if there != "unspecified" else ()
    return claim.model_copy(update={"source_type": there, "sources": sources, "report_form": form})


def _status(claim: Claim, ground: Ground, log: Log) -> Claim:
    """Return the claim with an event no more real, and a polarity no more decided, than its main reading."""
    reading = ground.main_reading(claim.evidence)
    if reading is None:
        return claim
    if STATUS_ORDER.index(claim.event_status) < STATUS_ORDER.index(reading.event_status):
        said = f"{claim.event_status}; the article reads {reading.event_status}"
        log.add("settled.status", said, claim=claim.id)
        claim = claim.model_copy(update={"event_status": reading.event_status, "tense": reading.tense})
    if reading.polarity == "unknown" and claim.polarity != "unknown":
        log.add("settled.polarity", f"{claim.polarity}; the article leaves it open", claim=claim.id)
        claim = claim.model_copy(update={"polarity": "unknown"})
    return claim


def _forms(claim: Claim, ground: Ground, log: Log) -> Claim:
    """Return the claim with the reserve of the conditionals and disclaimers on its evidence, and around it."""
    if level_of(claim) < 3:
        forms = ground.conditionals(claim.evidence, "reportive")
        if forms or is_disclaimed(claim, ground):
            why = f"«{forms[0].span.text}»" if forms else "a disclaimer over its figures"
            log.add("settled.endorsement", f"{claim.endorsement}; {why} withholds", claim=claim.id)
            claim = claim.model_copy(update={"endorsement": most_reserved(claim.endorsement, "withheld")})
            claim = _with_cues(claim, [_form_cue(form) for form in forms] or _disclaimers(claim, ground))
    for form in lost_conditionals(claim, ground):
        log.add("settled.clause", f"«{form.span.text}» governs it", span=form.span, claim=claim.id)
        if form.use == "reportive":
            claim = claim.model_copy(update={"endorsement": most_reserved(claim.endorsement, "withheld")})
        else:
            claim = claim.model_copy(update={"certainty": "unknown", "event_status": "hypothetical"})
        claim = _with_cues(claim, [_form_cue(form)])
    return claim


def _agree(claim: Claim, ground: Ground, log: Log) -> Claim | None:
    """Return the claim with fields that keep the invariants 1, 2 and 4; None for reserve that rests on nothing."""
    if claim.disputed_by and claim.endorsement != "disputed":
        log.add("settled.endorsement", f"{claim.endorsement}, yet disputed by somebody", claim=claim.id)
        claim = claim.model_copy(update={"endorsement": "disputed"})
    if claim.endorsement == "disputed" and not claim.disputed_by:
        log.add("disputed.nobody", "nobody of the article disputes it", claim=claim.id)
        claim = claim.model_copy(update={"endorsement": "doubted"})
    if claim.event_status == "hypothetical" and claim.certainty != "unknown":
        log.add("settled.certainty", f"{claim.certainty}, yet hypothetical", claim=claim.id)
        claim = claim.model_copy(update={"certainty": "unknown"})
    if claim.event_status in ("planned", "predicted") and claim.tense == "past":
        log.add("settled.tense", f"{claim.event_status} and past", claim=claim.id)
        claim = claim.model_copy(update={"tense": "future"})
    claim = _with_clause_cues(claim, ground)
    if claim.certainty in ("probable", "possible") and not has_epistemic_cue(claim, ground):
        log.add("certainty.unfounded", f"{claim.certainty}, and no cue says so", claim=claim.id)
        claim = claim.model_copy(update={"certainty": "unknown"})
    if claim.endorsement == "withheld" and not has_withholding_cue(claim, ground):
        log.add("reserve.unfounded", f"claim {claim.id} left out: withheld, and no cue of its passage withholds")
        return None
    return claim


def _text(claim: Claim, ground: Ground, log: Log) -> Claim:
    """Return the claim with a text that is no firmer than it: the draft's, or its evidence in an attributed frame."""
    flaws = tuple(check_text(claim.text, (claim,), ground, "claim"))
    if claim.text and not flaws:
        return claim
    why = flaws[0].message if flaws else "the text is empty"
    log.add("hardening.text", why, claim=claim.id)
    holder = claim.sources[0].name if claim.sources else ""
    return claim.model_copy(update={"text": frame(holder, (span.text for span in claim.evidence))})


def _reserves(cue: Cue) -> bool:
    """Tell whether a cue makes a claim more reserved, so that a claim over its statement has to carry it."""
    reserved_by_type = cue.type in WITHHOLDING or cue.type in EPISTEMIC or cue.type in ("carry_over", "verb_doubt")
    stance = cue.endorsement is not None and ENDORSEMENT_ORDER.index(cue.endorsement) >= 2
    doubt = cue.certainty is not None and CERTAINTY_ORDER.index(cue.certainty) >= 1
    return (reserved_by_type or stance or doubt) and bool(cue.span.text.strip())


def _with_clause_cues(claim: Claim, ground: Ground) -> Claim:
    """Return the claim with the reserved cues of its own clauses, where its reserve has no cue yet."""
    needs: tuple[tuple[Endorsement | Certainty, bool], ...] = (
        (claim.endorsement, claim.endorsement == "withheld" and not has_withholding_cue(claim, ground)),
        (claim.certainty, claim.certainty in ("probable", "possible") and not has_epistemic_cue(claim, ground)),
    )
    if not any(need for _, need in needs):
        return claim
    around = clauses(claim, ground)
    return _with_cues(
        claim, [brief_cue(cue) for cue in ground.analysis.cues if _reserves(cue) and inside(cue.span, around)]
    )


def _with_cues(claim: Claim, cues: Iterable[BriefCue]) -> Claim:
    have = {(cue.type, cue.span.start, cue.span.end) for cue in claim.cues}
    new = [cue for cue in cues if (cue.type, cue.span.start, cue.span.end) not in have]
    return claim.model_copy(update={"cues": (*claim.cues, *new)}) if new else claim


def _form_cue(form: ConditionalForm) -> BriefCue:
    if form.use == "reportive":
        return BriefCue(type="conditional_reportive", text=form.span.text, span=form.span)
    return BriefCue(type="conditional_hypothetical", text=form.span.text, span=form.span)


def _disclaimers(claim: Claim, ground: Ground) -> list[BriefCue]:
    readings = ground.readings(claim.evidence)
    near = [cue for reading in readings for cue in reading.cues] or list(ground.analysis.cues)
    return [brief_cue(cue) for cue in near if cue.type == "verification_disclaimer"]

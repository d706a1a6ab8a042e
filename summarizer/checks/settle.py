"""Settling: where a claim is firmer than the article, the more reserved reading stands; its fields then agree again.

Law: no step makes a claim firmer than the draft had it. What cannot be settled is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from summarizer.checks.clauses import lost_conditionals, lost_negations
from summarizer.checks.ground import EPISTEMIC, WITHHOLDING, Ground, chain_of, hedging_of, level_of
from summarizer.checks.hardening import check_text
from summarizer.checks.holders import settle_holders
from summarizer.checks.invariants import STATUS_ORDER, has_epistemic_cue, has_withholding_cue
from summarizer.checks.passage import Passage
from summarizer.checks.places import inside
from summarizer.checks.rules import Flaw, Log
from summarizer.checks.speakers import is_given_to
from summarizer.domain.analysis import ConditionalForm, Cue, Reading
from summarizer.domain.brief import BriefCue, Claim, Source
from summarizer.domain.item import Item
from summarizer.domain.span import Span
from summarizer.domain.terms import (
    CERTAINTY_ORDER,
    ENDORSEMENT_ORDER,
    CueType,
    hedging_level,
    most_reserved,
    weakest_certainty,
)
from summarizer.text.deeds import deeds_of_text
from summarizer.text.markers import frame, mentions, shows_uncertainty

_OUT_OF_CONTEXT = ("hardening.certainty", "text.contrary")
"""Rules of texts whose evidence may lack what doubts or denies it: «négligence» out of «dément toute négligence»."""
_RESERVING: frozenset[CueType] = WITHHOLDING | EPISTEMIC | {"carry_over", "verb_doubt"}
"""Cue types that make a claim more reserved by themselves."""


def settle(claim: Claim, ground: Ground, log: Log, others: Collection[str] = frozenset()) -> Claim | None:
    """Return the claim as reserved as the article, with fields that agree; None where that cannot be.

    ``others`` are the names of all sources of its draft.
    """
    passage = ground.passage(claim.evidence)
    for reading in passage.readings:
        claim = _to_reading(claim, reading, log)
    before = claim.sources[:1]
    claim = settle_holders(claim, passage, ground, log, others)
    lost = before[0] if before and claim.sources[:1] != before else None
    claim = _status(claim, passage.main, log)
    claim = _past(claim, passage, ground, log)
    claim = _forms(claim, passage, ground, log)
    cut = lost_negations(claim, passage)
    if cut:
        said = f"claim {claim.id} left out: «{cut[0].span.text}» stands in the clause of its evidence"
        log.add("clause.dropped", said, span=cut[0].span, item=Item("claim", claim.id))
        return None
    agreed = _agree(claim, ground, log)
    return _text(agreed, ground, log, lost) if agreed else None


def _to_reading(claim: Claim, reading: Reading, log: Log) -> Claim:
    """Return the claim no firmer than one reading, with the reading's cues where the reading is reserved."""
    claim = _source(claim, reading, log)
    stance, sure = reading.endorsement, reading.certainty
    if stance != claim.endorsement and (endorsement := most_reserved(claim.endorsement, stance)) != claim.endorsement:
        log.add("settled.endorsement", f"{claim.endorsement}; the article reads {endorsement}", claim=claim.id)
        claim = claim.model_copy(update={"endorsement": endorsement})
    if claim.endorsement == "disputed" and not claim.disputed_by:
        claim = claim.model_copy(update={"disputed_by": chain_of(reading.disputed_by)})
    if sure != claim.certainty and (certainty := weakest_certainty(claim.certainty, sure)) != claim.certainty:
        log.add("settled.certainty", f"{claim.certainty}; the article reads {certainty}", claim=claim.id)
        claim = claim.model_copy(update={"certainty": certainty})
    reserved = [(cue.type, cue.span) for cue in reading.cues if _reserves(cue)]
    return _with_cues(claim, reserved) if reserved else claim


def _source(claim: Claim, reading: Reading, log: Log) -> Claim:
    """Return the claim given to whom the reading gives it, where the claim gives it to a firmer source.

    A source that the draft found stays where the reading only lacks a name, as long as the level is no lower for it.
    """
    there = reading.source_type if reading.chain or reading.source_type == "author" else "unspecified"
    if there == "author" or claim.source_type == there:
        return claim
    same = {"endorsement": claim.endorsement, "certainty": claim.certainty}
    lower = level_of(claim) < hedging_level(same["endorsement"], same["certainty"], there)  # type: ignore[arg-type]
    if claim.source_type != "author" and not lower:
        return claim
    chain = chain_of(reading.chain)
    who = ", ".join(source.name for source in chain) or "somebody it does not name"
    log.add("settled.source", f"{claim.source_type}; the article gives it to {who}", claim=claim.id)
    form = reading.report_form if claim.report_form == "none" else claim.report_form
    sources = chain if there != "unspecified" else ()
    return claim.model_copy(update={"source_type": there, "sources": sources, "report_form": form})


def _status(claim: Claim, reading: Reading | None, log: Log) -> Claim:
    """Return the claim with an event no more real, and a polarity no more decided, than its main reading."""
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


def _past(claim: Claim, passage: Passage, ground: Ground, log: Log) -> Claim:
    """Return the claim in the tense of its main reading, where it has a past that no verb of its evidence has."""
    reading = passage.main
    if claim.tense != "past" or reading is None or any(one.tense == "past" for one in passage.readings):
        return claim
    forms = {deed.form for span in claim.evidence for deed in deeds_of_text(span.text)}
    compound = any(form.compound for form in ground.layout.conditionals.overlapping(claim.evidence))
    if not forms or "past" in forms or compound or reading.tense == "unspecified":
        return claim
    log.add("settled.tense", f"past; the article reads {reading.tense}", claim=claim.id)
    return claim.model_copy(update={"tense": reading.tense})


def _forms(claim: Claim, passage: Passage, ground: Ground, log: Log) -> Claim:
    """Return the claim with the reserve of the conditionals and disclaimers on its evidence, and around it."""
    if level_of(claim) < 3:
        forms = passage.reportive
        if forms or passage.disclaimed:
            why = f"«{forms[0].span.text}»" if forms else "a disclaimer over its figures"
            log.add("settled.endorsement", f"{claim.endorsement}; {why} withholds", claim=claim.id)
            claim = claim.model_copy(update={"endorsement": most_reserved(claim.endorsement, "withheld")})
            claim = _with_cues(claim, [_form_cue(form) for form in forms] or _disclaimers(passage, ground))
    for form in lost_conditionals(claim, passage):
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
        said = f"claim {claim.id} left out: withheld, and no cue of its passage withholds"
        log.add("reserve.unfounded", said, item=Item("claim", claim.id))
        return None
    return claim


def _text(claim: Claim, ground: Ground, log: Log, lost: Source | None) -> Claim:
    """Return the claim with its computed hedging and a text no firmer: the draft's, or its evidence in a frame.

    ``lost`` is whose words the draft took it for, where it is somebody else's.
    """
    hedging = hedging_of(level_of(claim))
    flaws = check_text(claim.text, (claim,), ground, "claim")
    if lost is not None and not flaws and is_given_to(claim.text, lost, claim, ground):
        flaws = (Flaw("text.source", f"«{lost.name}» does not say it in the article: «{claim.text}»"),)
    if claim.text and not flaws:
        return claim if claim.hedging is hedging else claim.model_copy(update={"hedging": hedging})
    why = flaws[0].message if flaws else "the text is empty"
    log.add("hardening.text", why, claim=claim.id, said=flaws)
    if any(flaw.rule in _OUT_OF_CONTEXT for flaw in flaws):
        claim = _with_context(claim, ground, log)
    holder = claim.sources[0].name if claim.sources else ""
    passages = [span.text for span in claim.evidence]
    named = bool(holder) and any(mentions(passage, holder) for passage in passages)
    text = frame("" if named else holder, passages)  # «Selon Ana Rol : « Ana Rol a promis … »» says the name twice
    return claim.model_copy(update={"text": text, "hedging": hedging})


def _with_context(claim: Claim, ground: Ground, log: Log) -> Claim:
    """Return the claim with evidence that shows what asks, supposes, doubts or denies it, where its own does not."""
    main = ground.passage(claim.evidence).main
    if main is None or any(shows_uncertainty(span.text) for span in claim.evidence):
        return claim
    if any(main.statement.within(span) for span in claim.evidence):
        return claim
    log.add("evidence.widened", f"to «{main.statement.text}»", span=main.statement, claim=claim.id)
    return claim.model_copy(update={"evidence": (main.statement,)})


def _reserves(cue: Cue) -> bool:
    """Tell whether a cue makes a claim more reserved, so that a claim over its statement has to carry it."""
    by_type, stance, certainty = cue.type in _RESERVING, cue.endorsement, cue.certainty
    by_stance = stance is not None and ENDORSEMENT_ORDER.index(stance) >= 2
    if not (by_type or by_stance or (certainty is not None and CERTAINTY_ORDER.index(certainty) >= 1)):
        return False
    return bool(cue.span.text.strip())


def _with_clause_cues(claim: Claim, ground: Ground) -> Claim:
    """Return the claim with the reserved cues of its own clauses, where its reserve has no cue yet."""
    unfounded = (claim.endorsement == "withheld" and not has_withholding_cue(claim, ground)) or (
        claim.certainty in ("probable", "possible") and not has_epistemic_cue(claim, ground)
    )
    if not unfounded:
        return claim
    around = ground.layout.clauses(claim.evidence)
    cues = [cue for cue in ground.analysis.cues if _reserves(cue) and inside(cue.span, around)]
    return _with_cues(claim, [(cue.type, cue.span) for cue in cues])


def _with_cues(claim: Claim, cues: Iterable[tuple[CueType, Span]]) -> Claim:
    """Return the claim with those of the cues, given by type and place, that it does not have yet."""
    have = {(cue.type, cue.span.start, cue.span.end) for cue in claim.cues}
    new = [
        BriefCue(type=kind, text=span.text, span=span)
        for kind, span in cues
        if (kind, span.start, span.end) not in have
    ]
    return claim.model_copy(update={"cues": (*claim.cues, *new)}) if new else claim


def _form_cue(form: ConditionalForm) -> tuple[CueType, Span]:
    return ("conditional_reportive" if form.use == "reportive" else "conditional_hypothetical"), form.span


def _disclaimers(passage: Passage, ground: Ground) -> list[tuple[CueType, Span]]:
    near = [cue for reading in passage.readings for cue in reading.cues] or ground.analysis.cues
    return [(cue.type, cue.span) for cue in near if cue.type == "verification_disclaimer"]

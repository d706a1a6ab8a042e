"""Readings: how the article itself stands behind each of its statements, put together from everything else.

Order: sources and carry-over first, then stances, then what other sentences do to it: disclaimers and denials. The
endorsement follows rule E of docs/claims.md. Never in it: words for people, or a choice of what is worth a claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TypeVar

from summarizer.domain.analysis import (
    Attribution,
    ConditionalForm,
    Cue,
    Name,
    NumberMention,
    Reading,
    Sentence,
)
from summarizer.domain.span import Span
from summarizer.domain.terms import Endorsement, EventStatus, Tense, most_reserved
from summarizer.text.between import between
from summarizer.text.carry import Voices, carry, voices_of
from summarizer.text.chains import Chain, attributing, attributions_of, chain_of, report_form_of, tells
from summarizer.text.disputes import is_of_its_own, keeps_silent
from summarizer.text.ground import Ground, ground_of
from summarizer.text.pack import pattern, table
from summarizer.text.stances import (
    certainty_of,
    conditional_cues,
    modal_cues,
    open_condition,
    polarity_of,
    status_of,
)
from summarizer.text.statements import read_statements
from summarizer.text.tenses import tense_of
from summarizer.text.view import View

_OF_THE_DESK = "verification_disclaimer.020"
"""Entry of disclaimers with «nous» and the like: inside a quotation they are the speaker's, about his own business."""
_HEARSAY = (
    "epistemic.004",
    "anonymous_source.010",
    "anonymous_source.012",
    "anonymous_source.013",
    "anonymous_source.014",
    "anonymous_source.016",
    "anonymous_source.017",
    "anonymous_source.018",
    "anonymous_source.019",
    "anonymous_source.020",
)
"""Entries of the cue table that report without naming anybody: «il paraît que», «la rumeur», «dit-on» (rule S4)."""


_OPENING = 32
"""Characters within which a disclaimer opens its sentence («Aucune confirmation, en revanche»)."""
_OF_A_NOUN = ("verification_disclaimer.014", "verification_disclaimer.017")
"""Entries of disclaimers that belong to a noun of their sentence («des images non authentifiées montrent»)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the other readers of this room found, in order of appearance."""

    numbers: tuple[NumberMention, ...]
    conditionals: tuple[ConditionalForm, ...]
    attributions: tuple[Attribution, ...]
    cues: tuple[Cue, ...]
    names: tuple[Name, ...] = ()


def read_readings(view: View, parts: Parts) -> tuple[Reading, ...]:
    """Return one reading per statement of the body, in order."""
    readings: list[Reading] = []
    near = attributing(view, parts.attributions, parts.conditionals)
    voices = voices_of(view, parts.attributions, parts.names)
    for sentence in view.sentences:
        if sentence.kind == "body":
            found = near.get(sentence.number, ())
            local = Parts(parts.numbers, parts.conditionals, found, parts.cues, parts.names)
            for statement in read_statements(view, sentence, local.attributions):
                readings.append(_reading(voices, local, sentence, statement, readings))
    return tuple(between(voices, readings))


def _reading(voices: Voices, parts: Parts, sentence: Sentence, statement: Span, before: list[Reading]) -> Reading:
    view = voices.view
    conditionals = inside(parts.conditionals, statement)
    found = attributions_of(view, statement, parts.attributions)
    if sentence.paragraph in voices.answers:
        found = tuple(attribution for attribution in found if not _of_answer(attribution))
    chain = chain_of(found)
    form = report_form_of(view, statement, chain)
    own = _own_cues(view, parts, statement, conditionals, found)
    ground = ground_of(view, statement, conditionals, own, found)
    reportive = [form for form in conditionals if form.use == "reportive"]
    carried = None
    rules: tuple[str, ...] = tuple(form.rule for form in conditionals)
    if not chain.links and chain.source_type == "author":
        carried_on = carry(voices, sentence, statement, before, (chain, form, own, bool(reportive)))
        chain, form, carried, own = carried_on
    endorsement, why = _endorsement(ground, chain, bool(reportive))
    if chain.source_type == "author" and endorsement == "withheld":
        chain = replace(chain, source_type="unspecified")
    rumours = [cue for cue in own if cue.entry in _HEARSAY]
    hearsay = bool(rumours)
    if chain.attributions and all(any(a.cue.span.within(r.span) for r in rumours) for a in chain.attributions):
        chain = Chain("unspecified", (), chain.attributions)  # «il se murmure que»: nobody
    if chain.source_type == "author" and hearsay:
        chain, endorsement = replace(chain, source_type="unspecified"), most_reserved(endorsement, "attributed")
    tense = tense_of(ground, before[-1].tense if before else None)
    status = status_of(ground, tense)
    condition = open_condition(view, statement) if status == "hypothetical" else None
    if condition is not None and not any(form.use == "hypothetical" for form in conditionals):
        own = (*own, Cue("conditional_hypothetical", condition, "unknown"))
    if status in ("planned", "predicted") and tense == "past":
        tense = "future" if status == "predicted" else "present"
    return Reading(
        sentence=sentence.number,
        statement=statement,
        source_type=chain.source_type,
        chain=chain.links,
        report_form=form,
        certainty="unknown" if status == "hypothetical" else certainty_of(ground),
        endorsement=endorsement,
        polarity=polarity_of(ground),
        tense=_when(tense, status, conditionals),
        event_status=status,
        cues=own,
        carried_from=carried,
        rules=(*rules, *why),
    )


def read_alone(
    view: View, parts: Parts, place: tuple[Span, int], voice: tuple[Chain, tuple[Attribution, ...]]
) -> Reading:
    """Return the reading of a statement, of a sentence by number, whose chain and attributions are known.

    Nothing is carried to it from elsewhere.
    """
    (statement, sentence), (chain, found) = place, voice
    conditionals = inside(parts.conditionals, statement)
    own = _own_cues(view, parts, statement, conditionals, found)
    ground = ground_of(view, statement, conditionals, own, found)
    endorsement, why = _endorsement(ground, chain, any(form.use == "reportive" for form in conditionals))
    if chain.source_type == "author" and endorsement == "withheld":
        chain = replace(chain, source_type="unspecified")
    tense = tense_of(ground)
    status = status_of(ground, tense)
    if status in ("planned", "predicted") and tense == "past":
        tense = "future" if status == "predicted" else "present"
    return Reading(
        sentence=sentence,
        statement=statement,
        source_type=chain.source_type,
        chain=chain.links,
        report_form=report_form_of(view, statement, chain),
        certainty="unknown" if status == "hypothetical" else certainty_of(ground),
        endorsement=endorsement,
        polarity=polarity_of(ground),
        tense=_when(tense, status, conditionals),
        event_status=status,
        cues=own,
        rules=(*(form.rule for form in conditionals), *why),
    )


def _of_answer(attribution: Attribution) -> bool:
    """Tell whether an answer only tells what others want or do («Les internes demandent»), not what they have said."""
    said = attribution.cue.type in ("verb_neutral", "verb_assertive", "verb_denial", "verb_doubt")
    nobody = attribution.holder is not None and attribution.holder.name.lower() == "on"
    return tells(attribution) and (nobody or not said)


def _when(tense: Tense, status: EventStatus, conditionals: tuple[ConditionalForm, ...]) -> Tense:
    """Return the tense of the claim: a request has none, but for what should have been («aurait dû»)."""
    missed = any(form.use == "deontic" and form.lemma == "dû" for form in conditionals)
    return "unspecified" if status == "requested" and not (missed and tense == "past") else tense


def _own_cues(
    view: View,
    parts: Parts,
    statement: Span,
    conditionals: tuple[ConditionalForm, ...],
    found: tuple[Attribution, ...],
) -> tuple[Cue, ...]:
    cues = [cue for cue in inside(parts.cues, statement) if not _idle(view, cue, found)]
    cues += [attribution.cue for attribution in found]
    cues += conditional_cues(conditionals)
    cues += modal_cues(view, statement)
    cues += [
        Cue("number_approx", n.approx) for n in parts.numbers if n.approx is not None and n.approx.within(statement)
    ]
    if found:
        cues += [Cue("quote_marks", q.span) for q in view.quotations if q.span.overlaps(statement)]
    unique: dict[tuple[str, int, int], Cue] = {}
    for cue in cues:
        unique.setdefault((cue.type, cue.span.start, cue.span.end), cue)
    return tuple(sorted(unique.values(), key=lambda cue: (cue.span.start, cue.span.end, cue.type)))


_Placed = TypeVar("_Placed", Cue, ConditionalForm)


def inside(ordered: tuple[_Placed, ...], statement: Span) -> tuple[_Placed, ...]:
    """Return what lies in the statement, of things ordered by where they begin."""
    first = bisect_left(ordered, statement.start, key=lambda placed: placed.span.start)
    last = bisect_left(ordered, statement.end, lo=first, key=lambda placed: placed.span.start)
    return tuple(placed for placed in ordered[first:last] if placed.span.end <= statement.end)


def _idle(view: View, cue: Cue, found: tuple[Attribution, ...]) -> bool:
    """Tell whether a pattern cue does nothing here: «présumé innocent», a preposition that names nobody."""
    low = view.low[cue.span.start : cue.span.end + 12]
    if cue.type == "distance" and re.match(table("stances")["presumed_innocent_regex"], low):
        return True
    if cue.entry == _OF_THE_DESK and view.quotation_at(cue.span.start) is not None:
        return True
    if cue.type == "epistemic" and "éventuel" in low:
        before = max(0, cue.span.start - 90)
        return pattern("stances", "asked_about_regex").search(view.low, before, cue.span.start) is not None
    if cue.type.startswith("verb_"):
        return True  # verbs of saying come with their attribution
    if cue.type in ("attribution_prep", "relay"):
        return not any(attribution.cue.span.overlaps(cue.span) for attribution in found)
    return False


def _endorsement(ground: Ground, chain: Chain, reportive: bool) -> tuple[Endorsement, tuple[str, ...]]:
    """Return the article's stance before denials and far disclaimers, with the rules that gave it."""
    stances: list[Endorsement] = []
    why: list[str] = []
    for cue in ground.cues:
        disclaims = cue.type == "verification_disclaimer" and not keeps_silent(cue) and not _argues(cue, chain)
        disclaims = disclaims and not _only_disclaims(ground, chain, cue)
        if cue.type == "distance" and cue.endorsement in ("doubted", "withheld"):
            stances.append(cue.endorsement)
            why.append("E2" if cue.endorsement == "doubted" else "E3")
        elif disclaims:
            stances.append("withheld")
            why.append("E3")
        elif cue.type == "verb_doubt":
            hints = cue.entry in ("laisser entendre", "sous-entendre")
            stances.append("withheld" if hints else "doubted")
            why.append("E3" if hints else "E2")
        elif cue.type == "attribution_prep" and (cue.endorsement == "withheld" or cue.span.text.endswith(" croire")):
            stances.append("withheld")
            why.append("E3")
    if reportive:
        stances.append("withheld")
        why.append("E3")
    if stances:
        return most_reserved(*stances), tuple(dict.fromkeys(why))
    if chain.source_type == "author":
        return "asserted", ("E4",)
    factive = chain.attributions and all(
        attribution.cue.type in ("verb_factive", "relay") or _names_on(attribution, chain)
        for attribution in chain.attributions
    )
    return ("asserted", ("E4",)) if factive and not _denounces(ground) else ("attributed", ("E5",))


def _denounces(ground: Ground) -> bool:
    """Tell whether «dénonce» calls what others say untrue («dénonce une cabale») and takes nothing for true."""
    denounced = any(attribution.cue.entry == "dénoncer" for attribution in ground.attributions)
    return denounced and pattern("stances", "denial_content_regex").search(ground.low) is not None


def _names_on(attribution: Attribution, chain: Chain) -> bool:
    """Tell whether a preposition only says who «on» is: «De source interne, on dément la vente»."""
    on = any(
        other is not attribution
        and other.holder is not None
        and (other.holder == attribution.holder or other.holder.name.lower() == "on")
        for other in chain.attributions
    )
    return on and attribution.cue.type == "attribution_prep"


def _only_disclaims(ground: Ground, chain: Chain, cue: Cue) -> bool:
    """Tell whether the sentence does nothing but disclaim others («ne peut vérifier ce décompte»).

    A figure before the disclaimer is its own («le bilan de 12 morts n'a pu être vérifié»).
    """
    low, offset = ground.low, cue.span.start - ground.statement.start
    main = ground.main
    own = main is not None and cue.span.start <= main.word.start < cue.span.end
    if own:
        return any(char.isdigit() for char in low[:offset]) is False
    if is_of_its_own(ground.view, ground.statement, cue):
        return False
    pointing = re.search(table("stances")["points_back_regex"], low) is not None
    of_a_noun = cue.entry in _OF_A_NOUN or cue.span.text.lower().startswith("non ")
    of_a_noun = of_a_noun or re.match(table("stances")["unproven_regex"], low) is not None
    opening = offset < _OPENING and not of_a_noun
    return chain.source_type == "author" and (pointing or opening)


def _argues(cue: Cue, chain: Chain) -> bool:
    """Tell whether «aucune preuve» is what somebody says («d'après l'avocat, aucune preuve»), not the desk's."""
    said = not cue.span.text.lower().startswith("sans")
    return cue.entry == "verification_disclaimer.007" and bool(chain.links) and said

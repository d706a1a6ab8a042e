"""Stances: certainty, polarity and status of a statement, from its cues and verb forms.

Rules C and T of docs/claims.md. A reportive conditional lowers no certainty. Tables: ``fr/stances.json``.
"""

from __future__ import annotations

import re
from functools import cache, partial

from summarizer.domain.analysis import Attribution, ConditionalForm, Cue
from summarizer.domain.span import Span
from summarizer.domain.terms import Certainty, CueType, EventStatus, Polarity, Tense, weakest_certainty
from summarizer.text.conditionals import is_participle, lemma_of
from summarizer.text.finite import Finite
from summarizer.text.ground import Ground, indirect_question
from summarizer.text.holders import is_infinitive
from summarizer.text.pack import pattern, table
from summarizer.text.tenses import may_happen
from summarizer.text.view import View

_USE_CUES: dict[str, CueType] = {
    "reportive": "conditional_reportive",
    "hypothetical": "conditional_hypothetical",
    "future_in_past": "conditional_future_in_past",
    "attenuation": "conditional_attenuation",
    "possibility": "modal_possibility",
    "expected": "modal_expected",
    "deontic": "modal_deontic",
    "question": "conditional_hypothetical",
}
_CERTAINTY_OF_USE: dict[str, Certainty] = {
    "hypothetical": "unknown",
    "question": "unknown",
    "possibility": "possible",
    "expected": "probable",
}


_regex = partial(pattern, "stances")


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(table("stances")[key])


@cache
def _anchors(name: str) -> tuple[str, ...]:
    return tuple(table("stances")["anchors"][name])


def _finds(ground: Ground, name: str) -> bool:
    """Tell whether ``<name>_regex`` matches in the statement; it is tried where one of its anchors stands."""
    held = ground.view.holds(_anchors(name), ground.statement.start)
    return held and _regex(f"{name}_regex").search(ground.low) is not None


def conditional_cues(conditionals: tuple[ConditionalForm, ...]) -> tuple[Cue, ...]:
    """Return the cues of conditional forms, typed by their use."""
    cues = []
    for form in conditionals:
        if indirect_question(form):
            continue
        kind = _USE_CUES[form.use]
        endorsement = "withheld" if form.use == "reportive" else None
        cues.append(Cue(kind, form.span, _CERTAINTY_OF_USE.get(form.use), endorsement, form.rule))  # type: ignore[arg-type]
    return tuple(cues)


def modal_cues(view: View, statement: Span) -> tuple[Cue, ...]:
    """Return possibility in the indicative («peut s'alourdir») and possible nouns («un possible sabotage»)."""
    cues = []
    for name, kind in _POSSIBLE:
        if view.holds(_anchors(name), statement.start):
            for match in _regex(f"{name}_regex").finditer(view.low, statement.start, statement.end):
                may = kind == "modal_possibility" and _is_allowed(view, statement, match)
                asked = _regex("asked_about_regex").search(view.low, statement.start, match.start()) is not None
                if not may and not asked:
                    cues.append(Cue(kind, view.span(*match.span()), "possible"))
    return tuple(cues)


def _is_allowed(view: View, statement: Span, match: re.Match[str]) -> bool:
    """Tell whether «peut» says what is allowed or has room («les abonnés peuvent résilier», «peut accueillir 300»)."""
    if _regex("room_regex").match(view.low, match.start(), statement.end):
        return True
    user = _regex("users_regex").search(view.low, statement.start, match.start())
    return user is not None and _regex("befalls_regex").search(match.group()) is None


_POSSIBLE: tuple[tuple[str, CueType], ...] = (("possible", "modal_possibility"), ("possible_adjective", "epistemic"))


def certainty_of(ground: Ground) -> Certainty:
    """Return the weakest certainty that the statement shows."""
    values: list[Certainty] = [
        cue.certainty for cue in ground.cues if cue.certainty is not None and cue.type != "booster"
    ]
    requested = any(form.use == "deontic" for form in ground.conditionals)
    for attribution in ground.attributions:
        if attribution.cue.type == "verb_belief" and not requested and attribution.scope.overlaps(ground.statement):
            values.append("probable")
    if asks_whether(ground) or any(a.cue.type == "verb_investigation" for a in ground.attributions):
        values.append("unknown")
    if _finds(ground, "whether") or ground.low.rstrip(' "»').endswith("?"):
        values.append("unknown")
    if any(form.lemma == "pu" and form.use == "hypothetical" for form in ground.conditionals):
        values.append("unknown")
    return weakest_certainty(*values)


def polarity_of(ground: Ground) -> Polarity:
    """Return the polarity of the statement's main clause; unknown for questions and «on ignore si»."""
    low = ground.low
    if _finds(ground, "whether") or low.rstrip(' "»').endswith("?"):
        return "unknown"
    if asks_whether(ground):
        return "unknown"
    if _regex("bare_negation_regex").match(low) and (ground.main is None or not low.startswith(("non,", "pas"))):
        return "negative"
    counterfactual = any(form.compound and form.use == "hypothetical" for form in ground.conditionals)
    return "negative" if counterfactual or _denies(ground) or is_negated(ground) else "positive"


def _denies(ground: Ground) -> bool:
    """Tell whether the statement is a denial («nie toute entente»); «crie à» asserts, a quotation says for itself."""
    denials = [
        a
        for a in ground.attributions
        if a.cue.type == "verb_denial"
        and a.holder is not None
        and not a.cue.span.text.lower().startswith("cri")
        and not _apposed_denial(ground, a)
    ]
    if not denials:
        return False
    if not any(a.cue.type not in ("verb_denial", "relay") for a in ground.attributions):
        return any(a.cue.span.within(ground.statement) for a in denials)
    frame = next((verb for verb in ground.verbs if verb.frame and verb.main), None)
    return ground.main is None and frame is not None and any(a.cue.span.start == frame.word.start for a in denials)


def _apposed_denial(ground: Ground, attribution: Attribution) -> bool:
    """Tell whether a denial is only apposed: «l'accusation, rejetée par le parti, a été reprise»."""
    at = attribution.cue.span
    first = next(iter(ground.view.words_in(at.start, at.end)), None)
    if first is None or ground.main is None or not is_participle(first.low):
        return False
    return ground.view.low[ground.statement.start : first.start].rstrip().endswith(",")


def is_negated(ground: Ground) -> bool:
    """Tell whether a verb of a main clause is negated, or what stands without one («Aucun blessé»)."""
    if _not_excluded(ground) or _regex("left_open_regex").search(ground.low):
        return False  # «n'est pas exclu que», «n'écarte pas»: it may be
    main = ground.main
    if any(verb.negated and verb.main and not verb.frame for verb in ground.verbs):
        return True
    if main is None and any(verb.negated and verb.main for verb in ground.verbs):
        return True
    return any(
        cue.type == "negation"
        and cue.entry in _set("polarity_entries")
        and not _below(ground, cue)
        and not _in_frame(cue, ground.attributions)
        and not any(other.type == "epistemic" and other.span.overlaps(cue.span) for other in ground.cues)
        for cue in ground.cues
    )


def _below(ground: Ground, cue: Cue) -> bool:
    """Tell whether a negation belongs to a subordinate clause: its verb is not one of a main clause."""
    if in_relative(ground.view, ground.statement, cue.span.start) and not _negates_main(ground, cue):
        return True
    verb = _verb_at(ground, cue)
    if verb is None or ground.main is None:
        return False
    return not verb.main or (not verb.negated and cue.entry == "negation.001")


def _negates_main(ground: Ground, cue: Cue) -> bool:
    verb = _verb_at(ground, cue)
    return verb is not None and verb.main and cue.span.start <= verb.word.start


def _verb_at(ground: Ground, cue: Cue) -> Finite | None:
    """Return the finite verb that the words of a negation hold, else the next one behind «aucun», else None."""
    behind = [verb for verb in ground.verbs if verb.word.start >= cue.span.start]
    if behind and (behind[0].word.start < cue.span.end or behind[0].negated):
        return behind[0]
    return None


def in_relative(view: View, statement: Span, offset: int) -> bool:
    """Tell whether the offset lies in a relative or causal clause: a «qui» or «parce que» since the last comma."""
    start = max(view.low.rfind(mark, statement.start, offset) for mark in (",", ";", ":", '"'))
    for match in _regex("subordinate_regex").finditer(view.low, max(start, statement.start), offset):
        if match.start() > statement.start:  # what opens a statement governs all of it: «qui n'a rien vu»
            return True
    return False


def _in_frame(cue: Cue, attributions: tuple[Attribution, ...]) -> bool:
    """Tell whether a negation belongs to a verb of saying («n'a pas précisé») and not to what is said."""
    return any(
        a.cue.span.overlaps(cue.span)
        and a.cue.type not in ("verb_denial", "verb_belief")
        and not (cue.entry == "negation.007" and a.cue.span.start < cue.span.start)  # «appelle à ne pas sortir»
        for a in attributions
    )


def status_of(ground: Ground, tense: Tense) -> EventStatus:
    """Return the event status: hypothetical, requested, planned, predicted, realized, in that order."""
    if open_condition(ground.view, ground.statement) is not None and tense == "future":
        return "hypothetical"
    uses = _own_uses(ground)
    verbs = {a.cue.entry: a for a in ground.attributions}
    if "hypothetical" in uses or "question" in uses:
        return "hypothetical"
    if _not_excluded(ground):
        return "predicted"
    if "deontic" in uses or _regex("imperative_regex").match(ground.low):
        return "requested"
    if "reportive" not in uses and any(
        a.cue.entry in _set("requests") and not _aside(ground, a) and not _asks(ground, a) for a in verbs.values()
    ):
        return "requested"
    if " doi" in ground.low and _deontic(ground, uses):
        return "requested"
    belief = any(a.cue.type == "verb_belief" for a in ground.attributions)
    warned = any(lemma in _set("warnings") for lemma in verbs)
    if "future_in_past" in uses:
        open_end = belief or warned or _third_party(ground)
        return "predicted" if open_end and not _decided(ground) else "planned"
    if uses & {"expected", "possibility"} or may_happen(ground) or _finds(ground, "heralded"):
        return "predicted"
    own = _regex("own_plan_regex").search(ground.low) is not None
    if not own and any(a.cue.entry == "prévoir" and _forecasts(a) for a in ground.attributions):
        return "predicted"
    excludes = any(a.cue.entry.startswith("exclure (") for a in ground.attributions)  # «exclut tout retrait»
    if excludes or any(a.cue.type == "verb_commissive" for a in ground.attributions) or _finds(ground, "planned"):
        return "planned"
    if _finds(ground, "planned_nouns") and "reportive" not in uses:
        return "planned"
    if "reportive" in uses and any(form.lemma in _set("intending") for form in ground.conditionals):
        return "planned"
    if tense == "future":
        forecast = belief or warned or any(cue.certainty for cue in ground.cues if cue.type == "epistemic")
        forecast = forecast or _befalls(ground)
        return "predicted" if forecast or _regex("forecast_regex").search(ground.low) else "planned"
    return "realized"


def _befalls(ground: Ground) -> bool:
    """Tell whether the statement's own verb tells what is in nobody's hands: «baissera», «serait absent dix jours»."""
    main = ground.main
    if main is None:
        return False
    form = ground.form_at(main)
    ending = "ont" if main.word.low.endswith("ont") else "a"
    lemma = form.lemma if form is not None else lemma_of(main.word.low.removesuffix(ending))
    if lemma in _set("befalling"):
        return True
    return lemma == "être" and _regex("befalling_state_regex").match(ground.view.low, main.word.start) is not None


def _deontic(ground: Ground, uses: set[str]) -> bool:
    """Tell whether «doit» asks: in a report, or of the article itself where it forbids («ne doivent pas ouvrir»)."""
    if "reportive" not in uses and (ground.attributions or ground.view.quotation_at(ground.statement.start)):
        for verb in ground.verbs:
            modal = verb.word.low in ("doit", "doivent") and (verb.main or ground.main is None)
            if modal and _regex("present_deontic_regex").match(ground.view.low, verb.word.start):
                return True
    return _regex("author_deontic_regex").search(ground.low) is not None and ground.main is not None


def _not_excluded(ground: Ground) -> bool:
    """Tell whether the statement leaves something open: «il n'est pas exclu que», «n'exclut pas que»."""
    low = ground.low
    held = any(part in low for part in ("exclu", "écart", "impossible", "interdit"))
    return held and _regex("not_excluded_regex").search(low) is not None


def _own_uses(ground: Ground) -> set[str]:
    """Return the uses that decide the status: of the statement's own verb where that is a conditional, else of all."""
    forms = [form for form in ground.conditionals if not indirect_question(form)]
    main = ground.main
    own = ground.form_at(main) if main is not None else None
    if main is None or any(form.use in ("hypothetical", "question") for form in forms):
        return {form.use for form in forms}
    if own is None:
        return {form.use for form in forms if form.span.start < main.word.start}
    return {own.use}


def open_condition(view: View, statement: Span) -> Span | None:
    """Return the «si» of a condition in the present («signera si la mairie paie»); «même si» is none."""
    if not view.holds(_anchors("open_condition"), statement.start):
        return None
    for match in _regex("open_condition_regex").finditer(view.low, statement.start, statement.end):
        before = view.low[statement.start : match.start()]
        if not _regex("not_a_condition_regex").search(before):
            return view.span(*match.span())
    return None


def asks_whether(ground: Ground) -> bool:
    """Tell whether the statement's own verb asks («demande si la digue tiendrait»); «pour savoir si» does not."""
    return any(
        indirect_question(form) and not is_infinitive(form.trigger.text.split()[0].lower())
        for form in ground.conditionals
        if form.trigger is not None
    )


def _aside(ground: Ground, attribution: Attribution) -> bool:
    """Tell whether a frame stands in a relative of a statement with a verb of its own: «le syndicat, qui réclame…»."""
    at = attribution.cue.span
    frame = next((verb for verb in ground.verbs if at.start <= verb.word.start < at.end), None)
    return frame is not None and not frame.main and ground.main is not None


def _asks(ground: Ground, attribution: Attribution) -> bool:
    """Tell whether a verb of asking stands behind a question, and requests nothing: «« Parti où ? », demande X»."""
    return ground.view.low[: attribution.cue.span.start].rstrip(' ",').endswith("?")


def _forecasts(attribution: Attribution) -> bool:
    """Tell whether who foresees something cannot bring it about: «Météo-Sud prévoit», «les économistes prévoient»."""
    holder = attribution.holder
    return holder is not None and _regex("forecasters_regex").search(holder.name.lower()) is not None


def _decided(ground: Ground) -> bool:
    """Tell whether what governs a future in the past decides it: «a juré que», «il était convenu que»."""
    triggers = [form.trigger for form in ground.conditionals if form.use == "future_in_past" and form.trigger]
    promised = {a.cue.span.start for a in ground.attributions if a.cue.type == "verb_commissive"}
    return any(t.start in promised or _settles(ground.view, t) for t in triggers)


def _settles(view: View, governor: Span) -> bool:
    word = governor.text.lower().split()[-1]
    if word == "prévu":  # «la météo a prévu que» foresees, «il était prévu que» settles
        return any(other.low in ("été", "était") for other in view.words_before(governor.start, 1))
    return word in _set("deciding")


def _third_party(ground: Ground) -> bool:
    """Tell whether a future in the past is somebody else's act: its verb is no announcement and its subject is new."""
    for attribution in ground.attributions:
        if attribution.cue.entry in _set("announcing"):
            return False
    for form in ground.conditionals:
        if form.use == "future_in_past":
            before = [word.low for word in ground.view.words_before(form.span.start, 4, ground.statement.start)]
            if _set("of_the_announcer") & set(before):
                return False
    return not any(a.cue.entry in _set("controllers") for a in ground.attributions)

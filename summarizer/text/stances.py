"""Stances: certainty, polarity, tense and status of a statement, from its cues and verb forms.

Rules C and T of docs/claims.md. A reportive conditional lowers no certainty. Tables: ``fr/stances.json``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.analysis import Attribution, ConditionalForm, Cue
from summarizer.domain.span import Span
from summarizer.domain.terms import Certainty, CueType, EventStatus, Polarity, Tense, weakest_certainty
from summarizer.text.conditionals import conditional_stem, is_participle
from summarizer.text.holders import is_infinitive
from summarizer.text.pack import table, word_set
from summarizer.text.view import View, Word

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


_SUBJECT_WORDS = 9
"""Words before a verb of saying that may still be its subject alone; tuned on the example articles."""


@cache
def _regex(key: str) -> re.Pattern[str]:
    return re.compile(table("stances")[key])


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(table("stances")[key])


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement's stances are read from: its conditionals, cues and attributions."""

    view: View
    statement: Span
    conditionals: tuple[ConditionalForm, ...]
    cues: tuple[Cue, ...]
    attributions: tuple[Attribution, ...]

    @property
    def low(self) -> str:
        """The statement in flattened lower case."""
        return self.view.low[self.statement.start : self.statement.end]


def conditional_cues(conditionals: tuple[ConditionalForm, ...]) -> tuple[Cue, ...]:
    """Return the cues of conditional forms, typed by their use."""
    cues = []
    for form in conditionals:
        if _indirect_question(form):
            continue
        kind = _USE_CUES[form.use]
        endorsement = "withheld" if form.use == "reportive" else None
        cues.append(Cue(kind, form.span, _CERTAINTY_OF_USE.get(form.use), endorsement, form.rule))  # type: ignore[arg-type]
    return tuple(cues)


def modal_cues(view: View, statement: Span) -> tuple[Cue, ...]:
    """Return possibility in the indicative («peut s'alourdir») and possible nouns («un possible sabotage»)."""
    cues = []
    for match in _regex("possible_regex").finditer(view.low, statement.start, statement.end):
        cues.append(Cue("modal_possibility", view.span(*match.span()), "possible"))
    for match in _regex("possible_adjective_regex").finditer(view.low, statement.start, statement.end):
        cues.append(Cue("epistemic", view.span(*match.span()), "possible"))
    return tuple(cues)


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
    if _regex("whether_regex").search(ground.low) or ground.low.rstrip(' "»').endswith("?"):
        values.append("unknown")
    if any(form.lemma == "pu" and form.use == "hypothetical" for form in ground.conditionals):
        values.append("unknown")
    return weakest_certainty(*values)


def polarity_of(ground: Ground) -> Polarity:
    """Return the polarity of the statement's main clause; unknown for questions and «on ignore si»."""
    low = ground.low
    if _regex("whether_regex").search(low) or low.rstrip(' "»').endswith("?"):
        return "unknown"
    if asks_whether(ground):
        return "unknown"
    if _regex("bare_negation_regex").match(low):
        return "negative"
    denial = any(a.cue.type == "verb_denial" and a.holder is not None for a in ground.attributions)
    others = any(a.cue.type not in ("verb_denial", "relay") for a in ground.attributions)
    counterfactual = any(
        form.compound and form.use == "hypothetical" and (form.rule in ("K1", "K5") or _past_condition(form))
        for form in ground.conditionals
    )
    negated = any(
        cue.type == "negation"
        and cue.entry in _set("polarity_entries")
        and not in_relative(ground.view, ground.statement, cue.span.start)
        and not _in_frame(cue, ground.attributions)
        and not any(other.type == "epistemic" and other.span.overlaps(cue.span) for other in ground.cues)
        for cue in ground.cues
    )
    return "negative" if (denial and not others) or negated or counterfactual else "positive"


def _past_condition(form: ConditionalForm) -> bool:
    """Tell whether the condition is past («si on lui avait confié une élève»): what follows did not happen."""
    return form.trigger is not None and re.search(r"\b(?:avaient|avait|étaient|était)\b", form.trigger.text) is not None


def in_relative(view: View, statement: Span, offset: int) -> bool:
    """Tell whether the offset lies in a relative or causal clause: a «qui» or «parce que» since the last comma."""
    start = max(view.low.rfind(mark, statement.start, offset) for mark in (",", ";", ":", '"'))
    return _regex("subordinate_regex").search(view.low, max(start, statement.start), offset) is not None


def _in_frame(cue: Cue, attributions: tuple[Attribution, ...]) -> bool:
    """Tell whether a negation belongs to a verb of saying («n'a pas précisé») and not to what is said."""
    return any(a.cue.span.overlaps(cue.span) and a.cue.type not in ("verb_denial", "verb_belief") for a in attributions)


def status_of(ground: Ground, tense: Tense) -> EventStatus:
    """Return the event status: hypothetical, requested, planned, predicted, realized, in that order."""
    if open_condition(ground.view, ground.statement) is not None and tense == "future":
        return "hypothetical"
    uses = {form.use for form in ground.conditionals if not _indirect_question(form)}
    verbs = {a.cue.entry: a for a in ground.attributions}
    if "hypothetical" in uses or "question" in uses:
        return "hypothetical"
    if "deontic" in uses and not any(form.lemma == "dû" for form in ground.conditionals):
        return "requested"
    if any(lemma in _set("requests") for lemma in verbs) and "reportive" not in uses:
        return "requested"
    if _regex("present_deontic_regex").search(ground.low) and "reportive" not in uses and ground.attributions:
        return "requested"
    belief = any(a.cue.type == "verb_belief" for a in ground.attributions)
    warned = any(lemma in _set("warnings") for lemma in verbs)
    if "future_in_past" in uses:
        return "predicted" if belief or warned or _third_party(ground) else "planned"
    if uses & {"expected", "possibility"} or _possible_future(ground):
        return "predicted"
    if any(a.cue.type == "verb_commissive" for a in ground.attributions) or _regex("planned_regex").search(ground.low):
        return "planned"
    if _regex("planned_nouns_regex").search(ground.low) and "reportive" not in uses:
        return "planned"
    if "reportive" in uses and any(form.lemma in ("vouloir", "souhaiter", "prévoir") for form in ground.conditionals):
        return "planned"
    if tense == "future":
        forecast = belief or warned or any(cue.certainty for cue in ground.cues if cue.type == "epistemic")
        return "predicted" if forecast or _regex("forecast_regex").search(ground.low) else "planned"
    return "realized"


def _possible_future(ground: Ground) -> bool:
    """Tell whether the statement's own verb is «peut» with an infinitive: what may still happen."""
    modal = [cue for cue in ground.cues if cue.type == "modal_possibility" and cue.span.text.lower().startswith("peu")]
    first = len(ground.view.words_in(ground.statement.start, modal[0].span.start)) if modal else 0
    return (
        bool(modal) and first < _SUBJECT_WORDS and not in_relative(ground.view, ground.statement, modal[0].span.start)
    )


def _indirect_question(form: ConditionalForm) -> bool:
    """Tell whether the form stands under «savoir si»: what the clause asks is not what the statement says."""
    return form.rule == "K2" and form.trigger is not None and not form.trigger.text.endswith("?")


def open_condition(view: View, statement: Span) -> Span | None:
    """Return the «si» of a condition in the present («signera si la mairie paie»); «même si» is none."""
    for match in _regex("open_condition_regex").finditer(view.low, statement.start, statement.end):
        before = view.low[statement.start : match.start()]
        if not _regex("not_a_condition_regex").search(before):
            return view.span(*match.span())
    return None


def asks_whether(ground: Ground) -> bool:
    """Tell whether the statement's own verb asks («demande si la digue tiendrait»); «pour savoir si» does not."""
    return any(
        _indirect_question(form) and not is_infinitive(form.trigger.text.split()[0].lower())
        for form in ground.conditionals
        if form.trigger is not None
    )


def _third_party(ground: Ground) -> bool:
    """Tell whether a future in the past is somebody else's act: its verb is no announcement and its subject is new."""
    for attribution in ground.attributions:
        if attribution.cue.entry in ("annoncer", "promettre", "décider", "s'engager à", "confirmer"):
            return False
    for form in ground.conditionals:
        if form.use == "future_in_past":
            before = [word.low for word in ground.view.words_before(form.span.start, 4, ground.statement.start)]
            if {"il", "elle", "ils", "elles", "nous", "sa", "son", "ses", "leur", "leurs"} & set(before):
                return False
    return not any(a.cue.entry in _set("controllers") for a in ground.attributions)


def tense_of(ground: Ground) -> Tense:
    """Return the tense of the statement's own verb, relative to publication; the frame's verb is passed over."""
    frames = [
        a.cue.span for a in ground.attributions if a.scope.start > a.cue.span.start or a.cue.type != "verb_denial"
    ]
    forms = {form.span.start: form for form in ground.conditionals}
    found = ground.view.words_in(ground.statement.start, ground.statement.end)
    infinitive_report = any(a.cue.type in ("verb_commissive",) for a in ground.attributions)
    for hypothesis in ground.conditionals:
        if hypothesis.use == "hypothetical":
            return _tense_of_form(hypothesis)
    if _possible_future(ground):
        return "future"
    only_verb: bool | None = None
    for index, word in enumerate(found):
        form = forms.get(word.start)
        if form is not None and not _indirect_question(form):
            return _tense_of_form(form)
        if any(span.start <= word.start < span.end for span in frames):
            only_verb = _only_verb(ground, found, frames) if only_verb is None else only_verb
            if not only_verb:
                continue
        tense = _tense_of_word(ground.view, found, index)
        if tense is not None and not in_relative(ground.view, ground.statement, word.start):
            return "future" if infinitive_report and tense == "present" else tense
    return "future" if infinitive_report else "present"


def _only_verb(ground: Ground, found: tuple[Word, ...], frames: list[Span]) -> bool:
    """Tell whether the frame holds the statement's only finite verb («Le Kazakhstan a reconnu des tentatives»)."""
    if any(not any(form.span.overlaps(frame) for frame in frames) for form in ground.conditionals):
        return False
    if any(len(ground.view.words_in(ground.statement.start, frame.start)) > _SUBJECT_WORDS for frame in frames):
        return False  # an incise: what stands before it is a clause with a verb of its own
    outside = [i for i, word in enumerate(found) if not any(s.start <= word.start < s.end for s in frames)]
    return all(_tense_of_word(ground.view, found, i) is None for i in outside)


def _tense_of_form(form: ConditionalForm) -> Tense:
    if form.use == "deontic":
        return "past" if form.lemma == "dû" else "unspecified"
    if form.compound:
        return "past"
    return (
        "future" if form.use in ("future_in_past", "possibility", "expected", "hypothetical", "question") else "present"
    )


def _tense_of_word(view: View, found: tuple[Word, ...], index: int) -> Tense | None:
    word = found[index]
    low = word.low.split("-", 1)[0]
    following = [other.low for other in found[index + 1 : index + 5]]
    if (low in _set("past_auxiliaries") or low == "avoir") and _participle_near(following):
        return "past"
    if low in _set("etre_auxiliaries"):
        return "past" if low not in ("est", "sont") or _past_with_etre(view, word, following) else "present"
    if low in ("va", "vont") and following and following[0].endswith(("er", "ir", "re", "oir")):
        return "future"
    if re.fullmatch(r"\w{2,}r(?:a|ont|ai|as|ons|ez)", low) and low not in _set("future_nouns") and len(low) > 3:
        return "future" if low.endswith(("ra", "ront")) else None
    if low.endswith(("ait", "aient")) and low not in _set("imperfect_exclusions") and conditional_stem(low) is None:
        return "past"
    if low in ("fut", "furent", "eut", "fit", "firent"):
        return "past"
    if low in ("a", "ont", "peut", "peuvent", "doit", "doivent", "fait", "font", "veut", "veulent", "dispose", "reste"):
        return "present"
    return None


def _participle_near(following: list[str]) -> bool:
    for low in following:
        if is_participle(low):
            return True
        if not (low.endswith("ment") or low in word_set("syntax", "between_verb_and_participle")):
            return False
    return False


def _past_with_etre(view: View, word: Word, following: list[str]) -> bool:
    """Tell whether «est» makes a past tense: reflexive, or with a verb that takes être, or «a été»."""
    participles: frozenset[str] = frozenset(table("conditionals")["etre_verbs"]["participles"])
    before = [other.low for other in view.words_before(word.start, 1)]
    for low in following[:3]:
        if (
            low.rstrip("es") + "é" in participles
            or low in participles
            or re.sub(r"(?:e|s|es)$", "", low) in participles
        ):
            return True
        if is_participle(low):
            return bool(before) and before[0] in ("s", "se")
        if not (low.endswith("ment") or low in word_set("syntax", "between_verb_and_participle")):
            return False
    return False

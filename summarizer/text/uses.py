"""What a conditional is used for: rules K1 to K9, in their order, with the context that they need.

K1 lexeme and person · K2 questions · K3 conditions · K4 future in the past · K5 compound forms · K6 a source in the
same sentence · K7 carry-over from the three sentences before · K8 être and avoir · K9 the rest. Inside a direct
quotation the words are the speaker's: K6 to K8 do not make them the article's reserve. Tables:
``fr/conditionals.json``.
"""

from __future__ import annotations

import re

from summarizer.domain.analysis import Attribution, ConditionalForm, ConditionalUse, Confidence, Sentence
from summarizer.domain.span import Span
from summarizer.text.conditionals import Form, is_participle, read_forms
from summarizer.text.conditions import clause_floor, condition_of, question_over, talked_condition
from summarizer.text.holders import is_infinitive
from summarizer.text.pack import pattern, word_set
from summarizer.text.reach import Context, carried, compound_later, reported_next, rules, supposition_before
from summarizer.text.reporting import VerbUse
from summarizer.text.view import View, Word

_SUCH = re.compile(r"\b(?:un tel|une telle|de tels|de telles|pareil(?:le)?s?) \w+ $")
"""«Une telle chaleur aurait fendu les murs»: what would have followed from something that was not."""
_WITHOUT = re.compile(
    r"(?:^|(?<=[.;:,\"\n«]) ?|\bet |\bmais |\bcar )(?P<condition>sans (?:l'|le |la |les |ces |cette |cet |ce |"
    r"son |sa |ses |leurs? |un |une |"
    r"(?!doute|surprise|attendre|compter|tarder|conteste|cesse|ambages|exception|parler|oublier|suite|"
    r"précédent|relâche|fard|aucun|plus|pour|preuve|même|que))[^,;:.!?\"]{2,60}),(?: [^,;:.!?\"]{2,30},)? [^,;:.!?]*$"
)
"""«Sans cette pluie, le puits serait à sec»: a condition before its clause."""


def read_conditionals(
    view: View, verbs: tuple[VerbUse, ...], attributions: tuple[Attribution, ...]
) -> tuple[ConditionalForm, ...]:
    """Return the conditionals of titles, headings and body in order, each with its use and the rule that decided."""
    forms = tuple(read_forms(view))
    context = Context(view, verbs, attributions, [], _by_sentence(view, attributions), forms)
    for form in forms:
        sentence = view.sentence_at(form.start)
        if sentence is not None and sentence.kind != "noise":
            context.done.append(_conditional(context, form, sentence))
    return tuple(context.done)


def _by_sentence(view: View, attributions: tuple[Attribution, ...]) -> dict[int, list[Attribution]]:
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        at = attribution.scope.start if attribution.retroactive else attribution.cue.span.start
        sentence = view.sentence_at(at)
        if sentence is not None:
            found.setdefault(sentence.number, []).append(attribution)
    return found


def _conditional(context: Context, form: Form, sentence: Sentence) -> ConditionalForm:
    use, rule, confidence, trigger = _decide(context, form, sentence)
    return ConditionalForm(
        span=context.view.span(form.start, form.end),
        compound=form.compound,
        person=form.person,
        lemma=form.lemma,
        use=use,
        rule=rule,
        confidence=confidence,
        trigger=trigger,
    )


_SUBJECT_CHARS = 70
"""Characters before a form at most in which its subject stands."""
_ADVISING = ("fer", "gagner", "aur", "ser")
"""Stems of what may ask by saying what would be better («ferait mieux de»)."""
_Decision = tuple[ConditionalUse, str, Confidence, Span | None]


def _decide(context: Context, form: Form, sentence: Sentence) -> _Decision:
    for rule in (_k1_lexeme, _k2_question, _k3_condition, _k4_future_in_past, _k5_compound, _k6_same_sentence):
        decision = rule(context, form, sentence)
        if decision is not None:
            return decision
    return _k7_k8_k9(context, form, sentence)


def _k1_lexeme(context: Context, form: Form, sentence: Sentence) -> _Decision | None:
    view, known = context.view, rules()
    if form.stem == "aur" and form.participle in ("pu", "dû"):
        return ("hypothetical" if form.participle == "pu" else "deontic"), "K1", "high", None
    if known.formulas.search(view.low, max(0, form.start - 12), form.end + 8):
        return "attenuation", "K1", "high", None
    if form.stem == "pourr":
        return "possibility", "K1", "high", None
    if form.stem == "faudr":
        condition = condition_of(view, form, sentence)
        if condition is not None and condition.start < form.start:
            return "hypothetical", "K3", "high", condition
        return "deontic", "K1", "high", None
    if form.stem == "devr":
        return _devrait(view, form, sentence)
    if form.stem in _ADVISING and pattern("conditionals", "advising_regex").match(view.low, form.start):
        return "deontic", "K1", "high", None
    polite = (form.person != 3 or _first_person_on(view, form)) and _softens(view, form)
    if polite and not condition_of(view, form, sentence):
        return "attenuation", "K1", "high", None
    return None


def _softens(view: View, form: Form) -> bool:
    """Tell whether the verb softens («je souhaiterais», «j'aurais aimé», «je serais ravi»), not any «j'aurais»."""
    if form.stem not in ("aur", "ser"):
        return form.stem in rules().attenuation_stems
    ahead = re.split(r"[,;.:\"]", view.low[form.end : form.end + 40])[0].split()[:3]
    softeners = word_set("conditionals_softeners", "words")
    return form.participle in softeners or bool(softeners & set(ahead))


def _first_person_on(view: View, form: Form) -> bool:
    return form.stem in ("voudr", "aimer", "souhaiter", "dir") and any(
        word.low == "on" for word in view.words_before(form.start, 1)
    )


def _owes(ahead: str) -> bool:
    """Tell whether *devrait* has a sum or a thing behind it and no infinitive: «il lui devrait deux loyers»."""
    return pattern("conditionals", "owing_regex").match(ahead) is not None


def _devrait(view: View, form: Form, sentence: Sentence) -> _Decision | None:
    """*devrait* is an expectation with a date or a scheduling verb, else an obligation; with a noun it owes."""
    known = rules()
    condition = condition_of(view, form, sentence)
    if condition is not None and condition.start < form.start:
        return "hypothetical", "K3", "high", condition
    ahead = view.low[form.end : min(sentence.span.end, form.end + 60)]
    if _owes(ahead):
        return None
    ahead = re.split(r"[;:\"]|, (?:selon|a |ont |d'après)", ahead)[0]
    if pattern("conditionals", "unexpected_regex").match(ahead):
        return "expected", "K1", "low", None
    if known.norms.match(ahead.strip()) and pattern("conditionals", "later_regex").search(ahead) is None:
        return "deontic", "K1", "high", None
    time = known.time.search(view.low, form.end, sentence.span.end)
    if time:
        return "expected", "K1", "high", view.span(time.start(), time.end())
    if known.expected.search(ahead):
        return "expected", "K1", "low", None
    return "deontic", "K1", "high", None


def _k2_question(context: Context, form: Form, sentence: Sentence) -> _Decision | None:
    view = context.view
    end = view.low.find("?", form.end, sentence.span.end)
    stop = re.compile(r"[.!;\"]").search(view.low, form.end, sentence.span.end)
    if end >= 0 and (stop is None or end < stop.start()):
        return "question", "K2", "high", view.span(end, end + 1)
    whether = question_over(view, form, sentence)
    if whether is not None:
        return "question", "K2", "high", whether
    if form.verb.low.endswith(("-t-il", "-il", "-elle", "-t-elle", "-on", "-ils", "-elles")):
        before = view.low[sentence.span.start : form.verb.start].rstrip()
        incise = before.endswith((",", '"', "!", "…")) and form.compound
        if not incise and not pattern("conditionals", "inverting_regex").search(before):
            return "question", "K2", "high", None
    return None


def _k3_condition(context: Context, form: Form, sentence: Sentence) -> _Decision | None:
    view, known = context.view, rules()
    condition = condition_of(view, form, sentence)
    if condition is not None:
        return "hypothetical", "K3", "high", condition
    talked = talked_condition(view, form, context.forms)
    if talked is not None:
        return "hypothetical", "K3", "high", talked
    start = clause_floor(view, form, sentence)
    without = _WITHOUT.search(view.low[sentence.span.start : form.start])
    if without and not form.compound and form.person == 3:
        begin = sentence.span.start
        return "hypothetical", "K3", "high", view.span(begin + without.start(1), begin + without.end(1))
    trigger = known.hypothetical.search(view.low, start, sentence.span.end)
    if trigger and not _attributed(context, form, sentence, strong=True):
        return "hypothetical", "K3", "high", view.span(trigger.start(), trigger.end())
    if trigger and trigger.start() < form.start:
        return "hypothetical", "K3", "high", view.span(trigger.start(), trigger.end())
    return None


def _k4_future_in_past(context: Context, form: Form, sentence: Sentence) -> _Decision | None:
    if form.compound:
        return None
    view = context.view
    reported = not _in_direct_speech(view, form) or _quoted_after_que(view, form, sentence)
    start = sentence.span.start if reported else clause_floor(view, form, sentence)
    que = [match.start() for match in re.compile(r"\bqu(?:e\b|')").finditer(view.low, start, form.start)]
    for use in context.verbs:
        if use.past and start <= use.start < form.start and use.frame == "que" and any(q >= use.end for q in que):
            return "future_in_past", "K4", "high", view.span(use.start, use.end)
    governor = _past_governor(view, start, form.start)
    return ("future_in_past", "K4", "high", governor) if governor is not None else None


def _quoted_after_que(view: View, form: Form, sentence: Sentence) -> bool:
    """Tell whether the quotation around the form only goes on with a *que*-clause: «assuré qu'elle « irait… »»."""
    quotation = view.quotation_at(form.start)
    if quotation is None:
        return False
    before = view.low[max(sentence.span.start, quotation.span.start - 25) : quotation.span.start]
    return re.search(r"\bqu(?:e\b|')[^,;:\"]*$", before) is not None


def _past_governor(view: View, start: int, end: int) -> Span | None:
    """Return a past verb of deciding or thinking before *que* that the table of reporting verbs does not have."""
    known = rules()
    found = view.words_in(start, end)
    for index, word in enumerate(found):
        if word.low in known.past_participles and is_participle(word.low):
            before = [other.low for other in found[max(0, index - 3) : index]]
            after = [other.low for other in found[index + 1 : index + 5]]
            passive = before[-1:] in (["été"], ["était"], ["fut"]) and "il" in before
            if (passive or known.past_auxiliaries & set(before)) and {"que", "qu"} & set(after):
                return view.span(word.start, word.end)
        behind = found[index + 1].low if index + 1 < len(found) else ""
        if word.low in word_set("conditionals", "past_thinking"):
            ahead = [other.low for other in found[index + 1 : index + 5] if other.low not in ("pas", "plus", "encore")]
            if ahead[:1] and ahead[0] in word_set("conditionals", "indirect_questions"):
                return view.span(word.start, word.end)
        named = index > 0 and found[index - 1].low in word_set("syntax", "noun_markers")
        if named and word.low in known.past_nouns and behind in ("que", "qu"):
            return view.span(word.start, word.end)
    return None


def _k5_compound(context: Context, form: Form, sentence: Sentence) -> _Decision | None:
    if not form.compound:
        return None
    view, known = context.view, rules()
    if form.person != 3:
        return "hypothetical", "K5", "low", None
    last = form.participle.split()[-1]
    such = _SUCH.search(view.low, clause_floor(view, form, sentence), form.start)
    opens = such is not None and not view.low[clause_floor(view, form, sentence) : such.start()].strip(' "')
    if such and (opens or not _attributed(context, form, sentence, strong=True)):
        return "hypothetical", "K5", "low", view.span(*such.span())
    without = known.counterfactual.search(view.low, clause_floor(view, form, sentence), form.start)
    if without:
        return "hypothetical", "K5", "high", view.span(without.start(), without.end())
    never_reported = last in word_set("conditionals", "never_reported")
    if never_reported or (last in known.counterfactual_verbs and not _attributed(context, form, sentence, strong=True)):
        return "hypothetical", "K5", "low", None
    return "reportive", "K5", "high", _source_span(context, form, sentence)


def _in_direct_speech(view: View, form: Form) -> bool:
    """Tell whether the form stands in a quotation long enough to be speech and not quoted words."""
    quotation = view.quotation_at(form.start)
    if quotation is None:
        return False
    words = view.words_in(quotation.inner.start, quotation.inner.end)
    return len(words) > 4 or words[0].low in ("je", "j", "nous", "on", "ça", "c", "ce")


def _attributed(context: Context, form: Form, sentence: Sentence, *, strong: bool = False) -> Attribution | None:
    """Return an attribution that covers the form in its sentence; ``strong`` leaves out promises and requests."""
    weak = ("verb_commissive", "verb_directive", "relay")
    for attribution in context.near(sentence):
        if attribution.cue.span.start < form.end and form.start < attribution.cue.span.end:
            continue
        in_sentence = sentence.span.start <= attribution.cue.span.start < sentence.span.end
        covers = attribution.scope.start <= form.start < attribution.scope.end
        if (in_sentence or attribution.retroactive) and covers and not (strong and attribution.cue.type in weak):
            return attribution
    return None


def _source_span(context: Context, form: Form, sentence: Sentence) -> Span | None:
    attribution = _attributed(context, form, sentence)
    return attribution.cue.span if attribution else None


def _k6_same_sentence(context: Context, form: Form, sentence: Sentence) -> _Decision | None:
    view = context.view
    if form.person != 3 or _in_direct_speech(view, form):
        return None
    attribution = _attributed(context, form, sentence)
    if attribution is not None:
        if attribution.cue.type == "verb_directive" and not attribution.retroactive:
            return None
        return "reportive", "K6", "high", attribution.cue.span
    hearsay = pattern("conditionals", "hearsay_regex").search(view.low, sentence.span.start, sentence.span.end)
    if hearsay:
        return "reportive", "K6", "high", view.span(hearsay.start(), hearsay.end())
    accusation = rules().accusation.search(view.low, sentence.span.start, sentence.span.end)
    if accusation:
        return "reportive", "K6", "low", view.span(accusation.start(), accusation.end())
    return None


def _k7_k8_k9(context: Context, form: Form, sentence: Sentence) -> _Decision:
    view = context.view
    opinion = rules().own_opinion.search(view.low, sentence.span.start, form.start)
    if form.person == 3 and not _in_direct_speech(view, form) and opinion is None:
        if sentence.kind != "body":
            return "reportive", "K7", "low", None
        supposed = supposition_before(context, form, sentence)
        if supposed is not None:
            return "hypothetical", "K3", "low", supposed
        origin = carried(context, form, sentence)
        if origin is not None:
            return "reportive", "K7", "high", origin
        later = compound_later(context, form, sentence) or reported_next(context, sentence)
        if later is not None:
            return "reportive", "K7", "low", later
        seems = form.stem in word_set("conditionals", "seeming")
        if seems or (form.stem in ("ser", "aur") and not _impersonal(view, form)):
            return "reportive", "K8", "low", None
        if _tells_news(view, form, sentence):
            return "reportive", "K8", "low", None
    return "hypothetical", "K9", "low", None


def _tells_news(view: View, form: Form, sentence: Sentence) -> bool:
    """Tell whether a form without any trigger tells of something definite with its date or sum, and supposes nothing.

    «Les travaux reprendraient mardi» is news; «Une vente éloignerait la menace», «Le pont tiendrait» suppose.
    """
    definite = pattern("conditionals", "definite_regex").match(view.low, sentence.span.start)
    if definite is None or form.start - sentence.span.start > _SUBJECT_CHARS:
        return False
    if pattern("conditionals", "supposing_regex").search(view.low, sentence.span.start, form.start):
        return False
    dated = pattern("conditionals", "dated_regex").search(view.low, form.end, sentence.span.end)
    return dated is not None


def _impersonal(view: View, form: Form) -> bool:
    """Tell whether the form judges rather than reports: «il serait utile que», «ce serait dommage de»."""
    before = [word.low for word in view.words_before(form.start, 2)]
    if not before or before[-1] not in ("il", "ce", "cela", "que"):
        return False
    after = view.words_in(form.end, form.end + 70)[:7]
    return any(
        word.low in ("que", "qu", "de", "d")
        and index <= 5
        and (word.low in ("que", "qu") or _infinitive_next(after, index))
        for index, word in enumerate(after)
    )


def _infinitive_next(after: tuple[Word, ...], index: int) -> bool:
    return any(is_infinitive(word.low) for word in after[index + 1 : index + 3])

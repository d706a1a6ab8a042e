"""Tenses: when the event of a statement lies, relative to publication.

The statement's own verb decides (``finite``); a frame's verb («affirme») only where it is the only one. Then what a
form stands for: a present with a date ahead, «vient de», «est prévu», a reported infinitive («dit avoir vu»), a cleft,
a reportive form of an act that can only be ahead. Rule T of docs/claims.md; tables: ``stances``, ``tenses``.
"""

from __future__ import annotations

import re
from functools import cache, partial
from itertools import pairwise

from summarizer.domain.analysis import Attribution, ConditionalForm
from summarizer.domain.terms import Tense
from summarizer.text.conditionals import is_participle
from summarizer.text.finite import Finite
from summarizer.text.ground import Ground, indirect_question
from summarizer.text.holders import is_infinitive
from summarizer.text.pack import pattern, word_set
from summarizer.text.verb_forms import adverbs_ahead, participle_near, past_with_etre
from summarizer.text.view import View, Word

_AHEAD_USES = frozenset(("future_in_past", "possibility", "expected", "hypothetical", "question"))
_BEFORE_INFINITIVE = word_set("tenses", "before_infinitive")
_CLOSE = 30
"""Characters behind a reportive form within which a date is the date of its event."""
_ACCUSING = word_set("tenses", "accusing")
_HOPING = word_set("tenses", "hoping")
_FEARING = word_set("tenses", "fearing")
_AFTER_PARTICIPLE = word_set("tenses", "after_participle")
_MAY = word_set("tenses", "may")


_regex = partial(pattern, "stances")


def tense_of(ground: Ground, before: Tense | None = None) -> Tense:
    """Return the tense of the statement's event; ``before`` is that of the statement before it in the section."""
    for hypothesis in ground.conditionals:
        if hypothesis.use == "hypothetical":
            return _tense_of_form(ground, hypothesis)
    main = ground.main
    reported = _reported_infinitive(ground, main)
    if reported is not None:
        return reported
    if main is None:
        return _without_main(ground, before)
    tense = _tense_of_verb(ground, main)
    if tense == "present" and main.tense == "present" and _narrates(ground, before):
        return "past"
    ahead = any(a.cue.type == "verb_commissive" or a.cue.entry in _FEARING for a in ground.attributions)
    return "future" if ahead and tense == "present" else tense


def _narrates(ground: Ground, before: Tense | None) -> bool:
    """Tell whether a present tells the past: «Le lendemain, le préfet signe», «En 1998, la mine ferme».

    Behind a bare date it does where the statement before tells the past («Le 18 octobre, elle reçoit un appel»).
    """
    low, start, end = ground.view.low, ground.statement.start, ground.statement.end
    if pattern("tenses", "narrative_regex").match(low, start, end):
        return True
    return before == "past" and pattern("tenses", "dated_opening_regex").match(low, start, end) is not None


def may_happen(ground: Ground) -> bool:
    """Tell whether the statement's own verb is «peut» with an infinitive: what may still happen."""
    main = ground.main
    return main is not None and main.word.low in _MAY and _is_modal(ground, main)


def _is_modal(ground: Ground, verb: Finite) -> bool:
    return any(c.type == "modal_possibility" and c.span.start == verb.word.start for c in ground.cues)


def _tense_of_verb(ground: Ground, verb: Finite) -> Tense:
    form = ground.form_at(verb)
    if form is not None:
        return "present" if indirect_question(form) else _tense_of_form(ground, form)
    if verb.tense == "future" and _looks_back(ground, verb):
        return "past"
    if verb.tense != "present":
        return verb.tense
    if verb.word.low in _MAY and _is_modal(ground, verb):
        return "future"
    cleft = _behind_cleft(ground, verb)
    if cleft is not None:
        return _tense_of_verb(ground, cleft)
    rest = ground.view.low[verb.word.start : ground.statement.end]
    if _regex("just_done_regex").match(rest):
        return "past"
    return "future" if _lies_ahead(verb, rest) else "present"


def _looks_back(ground: Ground, verb: Finite) -> bool:
    """Tell whether a future perfect sums up what is over («le chantier aura duré quatre ans»): no date lies ahead."""
    if verb.word.low not in ("aura", "auront"):
        return False
    behind = ground.view.words_in(verb.word.end, ground.statement.end)[:6]
    if not participle_near([word.low for word in behind]):
        return False
    return _regex("ahead_regex").search(ground.low) is None and _regex("when_regex").search(ground.low) is None


def _lies_ahead(verb: Finite, rest: str) -> bool:
    """Tell whether a present stands for a future: «est prévu», «compte ouvrir», «reprend vendredi»."""
    if _regex("planned_nouns_regex").match(rest) or _regex("planned_regex").match(rest):
        return True
    if _regex("not_excluded_regex").match(rest):
        return True
    clause = re.split(r"[;:]|, (?:et|mais) |\b(?:qui|dont|où|qu[e']) ?", rest, maxsplit=1)[0]
    if verb.word.low in word_set("tenses", "schedule") or _regex("must_regex").match(rest):
        return _regex("ahead_regex").search(clause) is not None
    return False


def _behind_cleft(ground: Ground, verb: Finite) -> Finite | None:
    """Return the verb behind «c'est là que», which says the fact; None where the verb makes no cleft."""
    start = verb.word.start - 2
    if ground.view.low.startswith("ce ", start - 1):
        start -= 1
    elif not ground.view.low.startswith("c'", start):
        return None
    match = _regex("cleft_regex").match(ground.view.low, start, ground.statement.end)
    if match is None:
        return None
    return next((other for other in ground.verbs if other.word.start >= match.end()), None)


def _tense_of_form(ground: Ground, form: ConditionalForm) -> Tense:
    if form.use == "deontic":
        return "past" if form.lemma == "dû" else "unspecified"
    if form.compound:
        return "past"
    form_and_before = ground.view.low[max(ground.statement.start, form.span.start - 8) : form.span.end]
    if form.use == "hypothetical" and (
        past_condition(ground.view, form) or _regex("there_would_be_regex").match(form_and_before)
    ):
        return "present"
    if form.use in _AHEAD_USES or (form.use == "reportive" and _ahead(ground, form)):
        return "future"
    return "present"


def past_condition(view: View, form: ConditionalForm) -> bool:
    """Tell whether the condition is past («si elle avait pris le train»): what follows did not happen.

    «Si la loi était votée» is a passive: it lies ahead.
    """
    if form.trigger is None:
        return False
    words = view.words_in(form.trigger.start, form.trigger.end)
    if not words or words[-1].low not in word_set("tenses", "then"):
        return False
    following = [word.low for word in view.words_in(words[-1].end, words[-1].end + 60)[:5]]
    if words[-1].low.startswith("av"):
        return participle_near(following)
    return past_with_etre(view, words[-1], following)


def _ahead(ground: Ground, form: ConditionalForm) -> bool:
    """Tell whether what a simple reportive form tells can only lie ahead: an act with an end, or a date to come."""
    if form.lemma == "être" and _regex("befalling_state_regex").match(ground.view.low, form.span.start):
        lasts = _regex("lasting_regex").search(ground.low) is not None
        return lasts and _regex("already_regex").search(ground.low) is None
    if form.lemma in ("vouloir", "souhaiter", "avoir") or (form.lemma == "être" and not _passive(ground, form)):
        return False
    if re.match(r"(?: \w+){0,4} depuis\b", ground.view.low[form.span.end : form.span.end + 60]):
        return False
    if form.lemma in word_set("tenses", "ahead") and form.span.text.endswith("ait"):
        return True
    if form.lemma == "passer" and _regex("passing_regex").match(ground.view.low, form.span.end):
        return True  # «passerait de 1,8 à 6 millions»
    if form.lemma == "être" and _is_decided(ground, form):
        return True
    reach = 2 * _CLOSE if form.lemma == "être" else _CLOSE
    rest = ground.view.low[form.span.end : min(form.span.end + reach, ground.statement.end)]
    if form.lemma not in ("tenir", "réunir", "rencontrer", "recevoir"):
        rest = re.sub(r"\bce(?:tte)? \w+", "", rest)  # «ce lundi» is the day of the article
    return _regex("ahead_regex").search(re.split(r"[;:,]", rest, maxsplit=1)[0]) is not None


def _passive(ground: Ground, form: ConditionalForm) -> bool:
    """Tell whether «serait» makes a passive: what it tells may still lie ahead («seraient supprimés en mai»)."""
    behind = ground.view.words_in(form.span.end, ground.statement.end)[:4]
    return participle_near([word.low for word in behind])


def _is_decided(ground: Ground, form: ConditionalForm) -> bool:
    """Tell whether a passive tells what is decided before it happens: «trois classes seraient supprimées»."""
    if _regex("already_regex").search(ground.low) is not None:
        return False
    for word in ground.view.words_in(form.span.end, ground.statement.end)[:4]:
        if is_participle(word.low):
            return re.sub(r"(?:es|e|s)$", "", word.low) in word_set("tenses", "decided")
    return False


def _reported_infinitive(ground: Ground, main: Finite | None) -> Tense | None:
    """Return the tense of an infinitive behind a verb of saying: «dit avoir vu» past, «promet de payer» future."""
    for attribution in ground.attributions:
        cue = attribution.cue
        if not cue.type.startswith("verb_") or not cue.span.within(ground.statement):
            continue
        if main is not None and main.word.start < cue.span.start:
            continue
        behind = ground.view.words_in(cue.span.end, min(cue.span.end + 80, ground.statement.end))
        if cue.entry in _ACCUSING and _accused_of_past(ground, cue.span.end):
            return "past"
        tense = _infinitive_tense(behind, attribution)
        if tense is not None:
            frame = next((verb for verb in ground.verbs if _covers(attribution, verb)), None)
            then = frame is not None and frame.word.low.endswith(("ait", "aient"))
            return "past" if then and tense == "present" else tense
    return None


def _infinitive_tense(behind: tuple[Word, ...], attribution: Attribution) -> Tense | None:
    ahead = attribution.cue.type in ("verb_commissive", "verb_directive") or attribution.cue.entry in _HOPING
    words = [word.low for word in behind[:10]]
    at = 0
    while at < min(len(words), 6):
        low, following = words[at], words[at + 1 : at + 5]
        if low == "avoir" and participle_near(following):
            return "past"
        if low == "être" and following and following[0].rstrip("es") in _with_etre():
            return "past"
        skipped = 1 if low in _BEFORE_INFINITIVE else adverbs_ahead(words, at)
        if not skipped and (is_infinitive(low) or low in ("être", "avoir")):
            knows = low == "savoir" and attribution.cue.entry == "croire"  # «croit savoir que»
            return None if knows else "future" if ahead else "present"
        if not skipped:
            return None
        at += skipped
    return None


def _accused_of_past(ground: Ground, start: int) -> bool:
    """Tell whether somebody is said to have done something: «accuse la mairie d'avoir menti»."""
    words = ground.view.words_in(start, ground.statement.end)
    for index, word in enumerate(words):
        if word.low == "avoir" and participle_near([other.low for other in words[index + 1 : index + 5]]):
            return True
    return False


@cache
def _with_etre() -> frozenset[str]:
    return frozenset(participle.rstrip("es") for participle in word_set("tenses", "with_etre"))


def _without_main(ground: Ground, before: Tense | None) -> Tense:
    """Return the tense where no verb of a main clause is the statement's own: its frame's, else a participle's."""
    frame = next((verb for verb in ground.verbs if verb.frame and verb.main), None)
    if frame is not None and not _is_incise(ground, frame):
        covering = {a.cue.type for a in ground.attributions if _covers(a, frame)}
        if "verb_commissive" in covering:
            return "future"  # «promet une prime», «compte ouvrir deux lignes»
        if any(a.cue.entry.startswith("exclure (") for a in ground.attributions if _covers(a, frame)):
            return "future"  # «exclut tout retrait»
        if "verb_denial" in covering and frame.tense == "present":
            return _tense_of_denied(ground, frame, before)
        rest = ground.view.low[frame.word.start : ground.statement.end]
        announced = "annonc" in rest[:8] and frame.tense == "present" and _regex("ahead_regex").search(rest)
        return "future" if announced or _regex("forecast_regex").match(rest) else _reported_noun(frame, rest)
    if any(a.cue.type == "verb_commissive" for a in ground.attributions):
        return "future"
    below = next((verb for verb in ground.verbs if not verb.frame), None)
    participle = _apposed(ground, below)
    if participle is not None:
        return participle
    if below is not None:
        return _tense_of_verb(ground, below)
    told = (ground.view.low[a.cue.span.start : ground.statement.end] for a in ground.attributions)
    if any(_regex("told_events_regex").match(rest) for rest in told):
        return "past"  # «fait état de douze morts»
    return before if before is not None and _regex("bare_count_regex").match(ground.low) else "present"


def _reported_noun(frame: Finite, rest: str) -> Tense:
    """Return the tense of what is only named: «parle de trois tirs», «fait état de douze morts» tell what happened."""
    happened = frame.tense == "present" and _regex("told_events_regex").match(rest)
    return "past" if happened else frame.tense


def _covers(attribution: Attribution, verb: Finite) -> bool:
    return attribution.cue.span.start <= verb.word.start < attribution.cue.span.end


def _is_incise(ground: Ground, frame: Finite) -> bool:
    """Tell whether the frame follows what it gives to somebody: «Absurde, a soupiré le maire»."""
    return any(_covers(a, frame) and a.scope.end <= a.cue.span.start for a in ground.attributions)


def _tense_of_denied(ground: Ground, frame: Finite, before: Tense | None) -> Tense:
    """Return the tense of what a denial denies: what was said before («dément»), or an act («nie tout tir»)."""
    rest = ground.view.low[frame.word.end : ground.statement.end]
    if _regex("denied_act_regex").search(rest):
        return "past"
    bare = _regex("denied_before_regex").search(rest)
    return before if bare and before is not None and before != "unspecified" else frame.tense


def _apposed(ground: Ground, verb: Finite | None) -> Tense | None:
    """Return the tense of a participle that opens a verbless statement or stands behind a comma in it."""
    view, start = ground.view, ground.statement.start
    end = verb.word.start if verb is not None else ground.statement.end
    words = view.words_in(start, end)
    for word, after in pairwise(words):
        opens = word is words[0] or _behind_comma(view, word)
        close = after.low in word_set("syntax", "prepositions") or after.low in _AFTER_PARTICIPLE or after.low.isdigit()
        if opens and close and len(word.low) > 3 and is_participle(word.low):
            return "future" if word.low.rstrip("es") in ("prévu", "attendu", "programmé", "envisagé") else "past"
    return None


def _behind_comma(view: View, word: Word) -> bool:
    """Tell whether a word stands behind a comma, an adverb aside: «, finalement adoptée»."""
    before = view.words_before(word.start, 1)
    if before and before[0].low.endswith("ment"):
        word = before[0]
    return view.low[word.start - 2 : word.start] == ", "

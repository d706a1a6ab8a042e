"""Denials: what somebody else says is not so is disputed, over the whole article (rule E1 of docs/claims.md).

A denial contests what it names, else what it answers: the charge against its speaker, the rumour right before it. Never
in it: the reserve of disclaimers (``disputes``), or a denial that denies itself («n'a pas démenti»).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial

from summarizer.domain.analysis import Attribution, Cue, Holder, NumberMention, Reading, SourceLink
from summarizer.domain.span import Span
from summarizer.text.chains import answers_clause, comes_from
from summarizer.text.contested_figures import figures_meant
from summarizer.text.frames import behind_adverbials
from summarizer.text.holders import head, holder_at
from summarizer.text.objections import is_undone, keeps_out, spoken_denial
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.view import View

_WHOLESALE = ("crier à",)
"""Denials of what was said before, never of their own sentence."""
_OUTRIGHT = ("démentir", "nier", "réfuter")
"""Verbs that deny although the denier will say no more: «dément et ne souhaite pas commenter»."""
_RUN_BACK = 10
"""Statements that a denial without an object may answer, at most."""
_ANSWER_WITHIN = 3
"""Statements within which it must find the first of them."""
_NAME_LETTERS, _STEM, _RARE = 4, 5, 4
"""Letters of a name; letters that make words alike; times that a word which tells what is denied may stand there."""
_DENIAL_BACK = 24
"""Statements that a denial looks back over for what its object names."""
_LONG = re.compile(r"[^\W\d_]{5,}")
_MANNER = re.compile(r"(?: \w+ment)+(?=\W|$)")
_OBJECT_END = re.compile(r"[;:.,!?\"(]| et (?:invoque|assure|affirme|annonce|dit|accuse|parle|évoque|dénonce|renvoie)")
_NOBODY = SourceLink(Holder("", Span(0, 0, ""), "unknown"), "origin")

_regex = partial(pattern, "stances")


@cache
def _anchors(name: str) -> tuple[str, ...]:
    return tuple(table("stances")["anchors"][name])


def apply_denials(
    view: View,
    readings: tuple[Reading, ...],
    attributions: tuple[Attribution, ...],
    numbers: tuple[NumberMention, ...] = (),
) -> tuple[Reading, ...]:
    """Return the readings with the claims that somebody else denies disputed, and the denier named."""
    result = list(readings)
    told = (readings, numbers)
    for attribution in attributions:
        if attribution.cue.type != "verb_denial" or attribution.holder is None or is_undone(view, attribution.cue):
            continue
        index = next((i for i, r in enumerate(readings) if attribution.cue.span.within(r.statement)), None)
        if index is None or (keeps_out(view, readings[index]) and attribution.cue.entry not in _OUTRIGHT):
            continue
        denier = _denier(view, attribution, attribution.holder)
        meant = _answered(view, readings, index, (attribution, denier))
        for target in figures_meant(view, told, (index, meant), partial(_is_of, denier)):
            result[target] = _dispute(result[target], denier, attribution.cue)
        if denier.holder is not attribution.holder:
            result[index] = replace(result[index], chain=(denier,))
    _by_noun(view, result)
    for index, reading in enumerate(readings):
        cue = spoken_denial(view, reading)
        if cue is not None:
            apposed = _regex("apposed_objection_regex").match(view.low, reading.statement.start)
            alone = cue.span.text.startswith(",") or apposed is not None  # «…, corrige»: one figure, not all of it
            run = _nearest_run(view, readings, index)[: 1 if alone else None]
            meant = sorted({*run, *_charges_against(view, readings, index, reading.chain[0])})
            for target in figures_meant(view, told, (index, meant), partial(_is_of, reading.chain[0])):
                if readings[target].endorsement != "disputed":
                    result[target] = _dispute(result[target], reading.chain[0], cue)
        elif reading.chain and reading.report_form != "none" and reading.polarity == "negative":
            _contradict(view, readings, index, result)
    return tuple(result)


def _by_noun(view: View, result: list[Reading]) -> None:
    """Dispute what a statement reports «malgré les démentis de X», or as accusations that «ont été rejetées par X»."""
    for index, reading in enumerate(result):
        start, end = reading.statement.start, reading.statement.end
        anchored = reading.source_type != "author" and view.holds(_anchors("noun_denial"), start)
        match = _regex("noun_denial_regex").search(view.low, start, end) if anchored else None
        holder = holder_at(view, match.end(), end) if match is not None else None
        if match is not None and holder is not None and not comes_from(reading.chain, SourceLink(holder, "origin")):
            cue = Cue("verb_denial", view.span(match.start(), match.end()), entry="démenti")
            result[index] = _dispute(reading, SourceLink(holder, "origin"), cue)


def _denier(view: View, attribution: Attribution, holder: Holder) -> SourceLink:
    cue = attribution.cue.span
    if re.search(r"\bce que $", view.low[max(0, cue.start - 8) : cue.start]) is not None:
        sentence = view.sentence_at(cue.start)
        end = sentence.span.end if sentence is not None else cue.end
        behind = holder_at(view, behind_adverbials(view, cue.end, end), end)
        holder = behind or holder
    return SourceLink(holder, "origin")


def _answered(
    view: View, readings: tuple[Reading, ...], index: int, denial: tuple[Attribution, SourceLink]
) -> list[int]:
    """Return what a denial by verb contests: its own sentence where that reports somebody else, else what is before."""
    attribution, denier = denial
    reading = readings[index]
    own = bool(reading.chain) and not comes_from(reading.chain, denier) and denier.holder is attribution.holder
    own = own and attribution.cue.entry not in _WHOLESALE
    shown = _regex("points_back_regex").match(view.low[reading.statement.start : reading.statement.end])
    before = readings[index - 1] if index else reading
    if own and shown is not None and before.sentence == reading.sentence and before.endorsement != "asserted":
        return [index - 1] if before is not reading else [index]  # «…; une affirmation rejetée par X»
    if own:
        targets = [index]
    else:
        targets = _denied(view, readings, index, denial)
        targets = [t for t in targets if not _is_denial(view, readings[t])]
        targets = targets or _set_out_after(view, readings, index)
    targets = sorted({*targets, *_charges_against(view, readings, index, denier)})
    return [target for target in targets if not comes_from(readings[target].chain, denier)]


def _set_out_after(view: View, readings: tuple[Reading, ...], index: int) -> list[int]:
    """Return the charge that is set out only behind «Il conteste les faits»: held back, nobody's."""
    if _regex("charged_regex").search(view.low, readings[index].statement.start, readings[index].statement.end) is None:
        return []
    here = view.sentences[readings[index].sentence - 1]
    found: list[int] = []
    for after in range(index + 1, min(len(readings), index + 1 + _RUN_BACK)):
        there = view.sentences[readings[after].sentence - 1]
        if there.section != here.section or (found and not _near(view, readings[found[0]], readings[after])):
            break
        done = readings[after].tense == "past" and not readings[after].chain
        if done and _is_conditional(readings[after]):
            found.append(after)
    return found


def _is_denial(view: View, reading: Reading) -> bool:
    within = any(cue.type == "verb_denial" and cue.span.within(reading.statement) for cue in reading.cues)
    return within or spoken_denial(view, reading) is not None


def _charges_against(view: View, readings: tuple[Reading, ...], index: int, denier: SourceLink) -> list[int]:
    """Return the charges before it that name the denier («X reproche au recteur Y de…», later «Absurde», dit Y)."""
    found = []
    for before in range(index - 1, max(-1, index - 1 - _DENIAL_BACK), -1):
        reading = readings[before]
        if (
            reading.chain
            and not comes_from(reading.chain, denier)
            and _charges(reading)
            and _names(view, reading, denier)
        ):
            found.append(before)
    return found


def _charges(reading: Reading) -> bool:
    return any(cue.entry in word_set("stances", "charges") for cue in reading.cues)


def _names(view: View, reading: Reading, denier: SourceLink) -> bool:
    words = [word for word in head(denier.holder.name).split() if len(word) >= _NAME_LETTERS]
    return bool(words) and words[-1] in view.low[reading.statement.start : reading.statement.end]


def _contradict(view: View, readings: tuple[Reading, ...], index: int, result: list[Reading]) -> None:
    """Dispute what somebody else reports and this statement flatly says is not: «aucun soldat n'était au lycée»."""
    reading = readings[index]
    low = view.low[reading.statement.start : reading.statement.end]
    flat = _regex("flat_denial_regex").search(low)
    if flat is None or reading.endorsement not in ("attributed", "disputed") or keeps_out(view, reading):
        return
    said = _content(low)
    best, shared = -1, 0
    for before in range(index - 1, max(-1, index - 1 - _DENIAL_BACK), -1):
        other = readings[before]
        reported = other.endorsement in ("attributed", "withheld") and other.polarity == "positive"
        if not reported or other.event_status == "requested" or comes_from(other.chain, reading.chain[0]):
            continue
        common = {
            word
            for word in said & _content(view.low[other.statement.start : other.statement.end])
            if view.low.count(word) <= _RARE
        }
        own = flat.group().startswith(("je ", "nous ")) or "avoir" in flat.group()
        if own and not _names(view, other, reading.chain[0]):
            continue
        if len(common) > shared:
            best, shared = before, len(common)
    if best >= 0 and result[best].endorsement != "disputed":
        start = reading.statement.start
        cue = Cue("verb_denial", view.span(start + flat.start(), start + flat.end()), entry="aucun")
        result[best] = _dispute(result[best], reading.chain[0], cue)


def _is_of(link: SourceLink, reading: Reading) -> bool:
    return comes_from(reading.chain, link)


def _dispute(reading: Reading, denier: SourceLink, cue: Cue) -> Reading:
    links = reading.disputed_by
    return replace(
        reading,
        endorsement="disputed",
        disputed_by=links if comes_from(links, denier) else (*links, denier),
        source_type="unspecified" if reading.source_type == "author" else reading.source_type,
        cues=reading.cues if cue in reading.cues else (*reading.cues, cue),
        rules=(*reading.rules, "E1"),
    )


def _denied(view: View, readings: tuple[Reading, ...], index: int, denial: tuple[Attribution, SourceLink]) -> list[int]:
    """Return the statements that the denial at ``index`` contests.

    One that names its object: the statement that shares most words with it; one that points («ce montant», «le
    conteste»): the nearest report; a wholesale one («en bloc»): the charge and what is held back with it.
    """
    attribution, denier = denial
    cue = attribution.cue.span
    reading = readings[index]
    low = view.low[reading.statement.start : reading.statement.end]
    quoted = any(reading.statement.start <= q.span.end <= cue.start for q in view.quotations)
    beside = _beside(readings, index, denier)
    if beside and _regex("beside_denial_regex").search(low):
        return beside
    opening = readings[index - 1].statement if index else reading.statement
    if view.sentence_at(opening.start) is view.sentence_at(cue.start) and answers_clause(view, cue.start, opening):
        return [index - 1]
    if _regex("global_denial_regex").search(low):
        return _stretch(view, readings, index)
    if quoted or _regex("run_denial_regex").search(low):
        return _charge_before(view, readings, index) or _nearest_run(view, readings, index)
    manner = _MANNER.match(view.low, cue.end, reading.statement.end)  # «dément formellement»
    start = manner.end() if manner is not None else cue.end
    stop = _OBJECT_END.search(view.low, start, reading.statement.end)
    object_ = view.low[start : stop.start() if stop else reading.statement.end]
    named = _content(object_) - _content(denier.holder.name.lower())
    if not named or named <= word_set("cues", "rejected_words"):
        prior = readings[index - 1] if index else reading
        revealed = prior.chain and prior.endorsement == "asserted" and not comes_from(prior.chain, denier)
        if not named and revealed and _near(view, prior, reading):
            return [index - 1]  # «révèle» takes it for true: who denies it does not
        return _charge_before(view, readings, index) or _nearest_run(view, readings, index)
    best, score = _most_alike(view, readings, index, (named, denier))
    if _regex("denial_pointer_regex").search(low):
        nearest = [
            b
            for b in range(index - 1, -1, -1)
            if index - b <= 2 and readings[b].endorsement in ("attributed", "withheld", "doubted")
        ]
        return nearest[:1] if nearest and score < 2 else ([best] if score else [])
    if score:
        return [best]
    last = _nearest_run(view, readings, index)[:1]
    vague = [b for b in last if readings[b].source_type in ("anonymous", "unspecified")]
    return [b for b in last if index - b <= 2 and (b in vague or _answers_to(view, readings[b], denier))]


def _beside(readings: tuple[Reading, ...], index: int, denier: SourceLink) -> list[int]:
    """Return what the denial's own sentence reports of somebody else right before it."""
    found = []
    for before in range(index - 1, -1, -1):
        reading = readings[before]
        if reading.sentence != readings[index].sentence:
            break
        if reading.endorsement == "asserted" or comes_from(reading.chain, denier):
            break
        found.append(before)
    return found


def _most_alike(
    view: View, readings: tuple[Reading, ...], index: int, wanted: tuple[frozenset[str], SourceLink]
) -> tuple[int, int]:
    """Return the nearest report before that shares most words with what is denied, and how many."""
    named, denier = wanted
    stems = set(map(_stem, named))
    best, best_score = -1, 0
    for before in range(index - 1, max(-1, index - 1 - _DENIAL_BACK), -1):
        other = readings[before]
        if other.endorsement == "asserted" or comes_from(other.chain, denier) or _is_denial(view, other):
            continue
        theirs = _content(view.low[other.statement.start : other.statement.end])
        score = len(stems & set(map(_stem, theirs)))
        if score > best_score:
            best, best_score = before, score
    return best, best_score


def _stem(word: str) -> str:
    return word if word.startswith(("inter", "contre", "trans", "super", "entre")) else word[:_STEM]


def _charge_before(view: View, readings: tuple[Reading, ...], index: int) -> list[int]:
    denier = readings[index].chain[0] if readings[index].chain else _NOBODY
    said = readings[index].statement
    if _regex("charge_nouns_regex").search(view.low, said.start, said.end) is None:
        return []
    for before in range(index - 1, max(-1, index - 1 - _RUN_BACK), -1):
        reading = readings[before]
        if reading.endorsement in ("attributed", "withheld", "doubted") and not comes_from(reading.chain, denier):
            if _charges(reading):
                return [before]
            if _is_conditional(reading):
                return []
    return []


def _nearest_run(view: View, readings: tuple[Reading, ...], index: int) -> list[int]:
    """Return what a denial without an object answers: the last report before it, with those of the same source.

    And what the article itself holds back right before that: a rumour is answered together with who repeats it. Behind
    something held back a direct quotation is not what is answered.
    """
    denier = readings[index].chain[0] if readings[index].chain else _NOBODY
    run: list[int] = []
    origin: str | None = None
    for before in range(index - 1, max(-1, index - 1 - _RUN_BACK), -1):
        reading = readings[before]
        told = reading.endorsement in ("attributed", "doubted") and reading.source_type != "author"
        reported = (told or reading.endorsement == "withheld") and not comes_from(reading.chain, denier)
        reported = reported and not _is_denial(view, reading)
        key = head(reading.chain[0].holder.name) if reading.chain else ""
        rumour = reading.endorsement == "withheld" and _is_conditional(reading)
        speaker = readings[run[-1]].chain[0].holder.name.lower() if run and readings[run[-1]].chain else ""
        owner = speaker.startswith(("son ", "sa ", "ses ", "leur "))  # what their owner said is answered with it
        if not reported or (origin is not None and key != origin and not rumour and not owner):
            if run or index - before > _ANSWER_WITHIN:
                break
            continue
        if run and reading.report_form == "direct" and readings[run[-1]].endorsement == "withheld":
            break
        origin = origin if origin is not None else key
        run.append(before)
    return run


def _is_conditional(reading: Reading) -> bool:
    return any(cue.type == "conditional_reportive" for cue in reading.cues)


def _stretch(view: View, readings: tuple[Reading, ...], index: int) -> list[int]:
    """Return what a wholesale denial contests: the charge, and the last report of its own paragraph.

    The charge is the article's first report that is not the denier's own, with what goes on from it, and what the
    section holds back with a conditional.
    """
    denier = readings[index].chain[0] if readings[index].chain else _NOBODY
    section = view.sentences[readings[index].sentence - 1].section
    reported = [
        before
        for before in range(index)
        if readings[before].endorsement in ("attributed", "withheld", "doubted")
        and readings[before].event_status != "requested"
        and not comes_from(readings[before].chain, denier)
        and not _is_denial(view, readings[before])
    ]
    if not reported:
        return []
    first = readings[reported[0]]
    last = [b for b in _nearest_run(view, readings, index) if _near(view, readings[b], readings[index])]
    if _regex("involvement_regex").search(view.low, readings[index].statement.start, readings[index].statement.end):
        last = [b for b in last if _answers_to(view, readings[b], denier)]
        return last or [b for b in reported if _charges(readings[b]) and _names(view, readings[b], denier)]
    deniers = [r.chain[0] for r in readings[:index] if r.chain and _is_denial(view, r)]
    last = [b for b in last if not any(comes_from(readings[b].chain, other) for other in deniers)]
    around = [readings[b].chain[0] for b in reported if readings[b].chain and _near(view, first, readings[b])][:1]
    held_back = [
        b
        for b in reported
        if _is_conditional(readings[b])
        and (not readings[b].chain or any(comes_from(readings[b].chain, origin) for origin in around))
    ]
    here = [b for b in held_back if view.sentences[readings[b].sentence - 1].section == section]
    told = [b for b in reported if first.chain and comes_from(readings[b].chain, first.chain[0])]
    told = [b for b in told if _near(view, first, readings[b])]
    return sorted({*(here or held_back), reported[0], *told, *last})


def _answers_to(view: View, reading: Reading, denier: SourceLink) -> bool:
    return _is_conditional(reading) or _charges(reading) or _names(view, reading, denier)


def _near(view: View, one: Reading, other: Reading) -> bool:
    return view.sentences[one.sentence - 1].paragraph == view.sentences[other.sentence - 1].paragraph


def _content(low: str) -> frozenset[str]:
    stop = word_set("stances", "stop_content")
    return frozenset(word[:-1] if word[-1] in "sx" else word for word in _LONG.findall(low) if word not in stop)

"""Nested statements: relatives and participles between commas inside a statement, read apart from the sentence around.

«Le club, qui s'était incliné en mai, vendrait son gardien»: the main statement keeps the whole sentence and its
reserve; the relative states a fact of its own, and overlaps it. Inside a *que*-clause, an incise's words, a quotation
or the scope of «selon X» it stays with that holder; elsewhere it is the article's own, in its own tense and mood.
Law: the nested statements of a statement lie in it, in order, disjoint. They change no other reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from summarizer.domain.analysis import Attribution, Reading
from summarizer.domain.span import Span
from summarizer.domain.terms import most_reserved
from summarizer.text.antecedents import antecedent_of
from summarizer.text.chains import Chain, Near, attributing, chain_of
from summarizer.text.finite import Finite, walk
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.participles import (
    Apposed,
    agrees,
    apposed,
    end_of,
    is_negative,
    states_fact,
    subject_before,
    subject_behind,
    tense_of_participle,
)
from summarizer.text.readings import Parts, inside, read_alone
from summarizer.text.view import View

_FEWEST_WORDS = 3
_regex = partial(pattern, "nested")
_DEEPER = word_set("tenses", "relatives") | word_set("tenses", "que") | word_set("tenses", "conjunctions")


def with_nested(view: View, parts: Parts, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings, each followed by those of the statements nested in it."""
    near: Near | None = None
    result: list[Reading] = []
    for reading in readings:
        result.append(reading)
        related = _regex("relative_regex").search(view.low, reading.statement.start, reading.statement.end) is not None
        beside = list(apposed(view, reading.statement))
        if not related and not beside:
            continue
        if near is None:
            near = attributing(view, parts.attributions, parts.conditionals)
        local = replace(parts, attributions=near.get(reading.sentence, ()))
        found = [_nested(view, local, span, reading) for span in _relatives(view, local, reading.statement)]
        result[-1] = _without_inner_doubt(reading, found)
        for one in _participles(view, local, reading, beside):
            if not any(one.statement.overlaps(other.statement) for other in found):
                found.append(one)
        result += sorted(found, key=lambda one: one.statement.start)
    return tuple(result)


def _without_inner_doubt(reading: Reading, nested: list[Reading]) -> Reading:
    """Return the reading certain again where only a relative in it is less than certain («…, qui devrait s'ouvrir»).

    The relative has to be told apart itself, so that its doubt is not lost.
    """
    if reading.certainty not in ("probable", "possible") or reading.event_status == "hypothetical":
        return reading
    doubts = [cue for cue in reading.cues if cue.certainty is not None and cue.type != "booster"]
    beliefs = [cue for cue in reading.cues if cue.type in ("verb_belief", "verb_investigation")]
    told = [one.statement for one in nested if one.about is not None]
    inner = all(any(cue.span.within(span) for span in told) for cue in (*doubts, *beliefs))
    return replace(reading, certainty="certain") if doubts and inner else reading


def _participles(view: View, parts: Parts, around: Reading, found: list[Apposed]) -> Iterator[Reading]:
    """Yield the readings of participles that are set off by commas and tell a fact of their own."""
    forms = frozenset(form.span.start for form in inside(parts.conditionals, around.statement))
    frames = tuple(a.cue.span for a in parts.attributions)
    verbs = walk(view, around.statement, frames, forms) if found else ()
    for one in found:
        end = end_of(view, around.statement, one)
        low = view.low[one.start : end] if end is not None else ""
        if end is None or not states_fact(low, opens=one.opens):
            continue
        if any(one.start <= verb.word.start < end for verb in verbs):
            continue
        if end >= around.statement.end - 1 and one.opens:
            continue  # no clause behind it: what is without a verb is the statement itself
        span = view.span(one.start, end)
        told = any(a.cue.span.within(span) and a.holder is not None for a in parts.attributions)
        if not told and any(word.low in _said() for word in view.words_in(one.start, one.behind)):
            continue  # somebody's words, and nobody known to say them: «…, rejetée par la majorité»
        reading = _nested(view, parts, span, around)
        yield replace(
            reading,
            tense=tense_of_participle(low),
            event_status="realized",
            polarity="negative" if is_negative(low) else reading.polarity,
            certainty="certain" if _only_believed(reading) else reading.certainty,
            about=_ahead_of(view, around.statement, span, verbs)
            if one.opens
            else _whom(view, around.statement, span, parts.attributions),
        )


def _only_believed(reading: Reading) -> bool:
    """Tell whether a participle is less than certain only by a belief about what it stands beside («…, estime X»)."""
    return reading.certainty == "probable" and not any(cue.certainty for cue in reading.cues)


def _ahead_of(view: View, statement: Span, span: Span, verbs: tuple[Finite, ...]) -> Span | None:
    """Return the phrase behind a participle that opens a statement, where it agrees with it."""
    if view.quotation_at(span.start) is not None:
        return None
    verb = next((verb.word.start for verb in verbs if verb.word.start >= span.end), statement.end)
    found = subject_behind(view, span.end, statement, verb)
    return found if found is not None and agrees(span.text.lower(), found.text.lower()) else None


def _whom(view: View, statement: Span, span: Span, attributions: tuple[Attribution, ...]) -> Span | None:
    """Return the phrase before a participle, where it agrees with it and hangs on no other; None where none is sure."""
    if view.quotation_at(span.start) is not None:
        return None
    found = antecedent_of(view, span, attributions)
    low = span.text.lower()
    hangs = found is not None and (
        _regex("hanging_regex").search(view.low, max(0, found.start - 8), found.start)
        or view.low.startswith(("d'", "de "), found.start)
    )
    if found is None or hangs or not agrees(low, found.text.lower()):
        found = subject_before(view, statement, span.start)
    return found if found is not None and agrees(low, found.text.lower()) else None


def _relatives(view: View, parts: Parts, statement: Span) -> Iterator[Span]:
    """Yield the relatives set off by commas that hold a finite verb of their own, in order."""
    forms = frozenset(form.span.start for form in inside(parts.conditionals, statement))
    verbs = walk(view, statement, tuple(a.cue.span for a in parts.attributions), forms)
    at = statement.start
    for match in _regex("relative_regex").finditer(view.low, statement.start, statement.end):
        own = _own_verb(view, match.end(), verbs, parts.attributions) if match.end() >= at else None
        end = _end_of(view, statement, (match.end(), own.word.end), _heads(verbs, parts)) if own is not None else None
        long = end is not None and len(view.words_in(match.end(), end)) >= _FEWEST_WORDS
        if end is not None and long and _adds(view, parts, statement, match.end()):
            at = end
            yield view.span(match.end(), end)


def _adds(view: View, parts: Parts, statement: Span, start: int) -> bool:
    """Tell whether «, que …» is a relative, and no second clause of what somebody says, nor a consequence."""
    if not view.low.startswith(("que ", "qu'"), start):
        return True
    said = (a.scope for a in parts.attributions if a.scope.start <= start < a.scope.end)
    if any(view.low.endswith(("que ", "qu'"), 0, scope.start) for scope in said):
        return False
    return _regex("consequence_regex").search(view.low, statement.start, start) is None


def _own_verb(
    view: View, start: int, verbs: tuple[Finite, ...], attributions: tuple[Attribution, ...]
) -> Finite | None:
    """Return the verb of the relative; None where it is not found, or says somebody's words and nobody knows whose."""
    own = next((verb for verb in verbs if verb.word.start >= start), None)
    if own is None or own.main or any(word.low in _DEEPER for word in view.words_in(start, own.word.start)[2:]):
        return None
    told = any(
        a.cue.type.startswith("verb_") and start < a.cue.span.end and a.cue.span.start <= own.word.start
        for a in attributions
    )
    return own if told or own.negated or not _says(view, own) else None


def _says(view: View, verb: Finite) -> bool:
    """Tell whether a verb, or the participle behind it, is one of saying."""
    words = view.words_in(verb.word.start, verb.word.end + 30)
    if _regex("doing_regex").match(view.low, verb.word.start):
        return False  # «qui défend trois plaignants»
    compound = words[0].low in word_set("tenses", "avoir") or words[0].low in word_set("tenses", "then")
    return any(word.low in _saying() for word in words[: 3 if compound else 1])


@cache
def _saying() -> frozenset[str]:
    return frozenset(form for verb in table("cues")["verbs"] if "que" in verb["frames"] for form in verb["forms"])


@cache
def _said() -> frozenset[str]:
    verbs = table("cues")["verbs"]
    return frozenset(form for verb in verbs for form in verb["forms"] if verb["class"] in ("denial", "doubt", "belief"))


def _heads(verbs: tuple[Finite, ...], parts: Parts) -> list[int]:
    """Return where a clause around a relative may have its verb: verbs of main clauses, and verbs of saying."""
    said = [a.cue.span.start for a in parts.attributions if a.cue.type.startswith("verb_")]
    return [verb.word.start for verb in verbs if verb.main] + said


def _end_of(view: View, statement: Span, place: tuple[int, int], heads: list[int]) -> int | None:
    """Return where a relative ends: at the mark behind its verb where the clause around goes on, else with it.

    ``place`` is where it begins and where its verb ends. None where a quotation begins or ends in the midst of it.
    """
    start, behind = place
    quotation, end = view.quotation_at(start), statement.end
    for mark in _regex("marks_regex").finditer(view.low, behind, statement.end):
        goes_on = mark.group() != "," or any(head >= mark.end() for head in heads)
        goes_on = goes_on or _regex("resumes_regex").match(view.low, mark.end()) is not None
        if goes_on and view.quotation_at(mark.start()) is quotation:
            end = mark.start()
            break
    closing = view.quotation_at(end - 1)
    if quotation is not None and quotation.inner.end <= end:
        end = quotation.inner.end
    elif closing is not quotation and closing is not None and closing.span.end > end:
        return None
    while end > start and view.low[end - 1] in " .,;:":
        end -= 1
    return end


def _nested(view: View, parts: Parts, span: Span, around: Reading) -> Reading:
    """Return the reading of a nested statement: its holder is its own, else the one that reports what is around."""
    own = tuple(a for a in parts.attributions if a.cue.span.within(span))
    denied = any(a.cue.type == "verb_denial" and a.holder is not None for a in own)
    others = () if denied else tuple(a for a in parts.attributions if a not in own and _reports(a, around))
    covering = tuple(a for a in others if _covers(view, a, span))
    spoken = view.quotation_at(span.start) is not None
    told = around.carried_from not in (None, around.sentence) and around.endorsement == "attributed" and not denied
    if not spoken and _regex("desk_regex").search(view.low, span.start, span.end) is not None:
        covering, told = (), False
    chain = chain_of((*own, *sorted(covering, key=lambda a: a.scope.end - a.scope.start)))
    reportive = any(form.use == "reportive" for form in inside(parts.conditionals, span))
    if around.chain and not chain.links and (spoken or told or reportive):
        chain = Chain(around.source_type, around.chain, chain.attributions)
    reading = read_alone(view, parts, (span, around.sentence), (chain, (*own, *covering)))
    contested = around.endorsement in ("doubted", "disputed") and (covering or spoken or told) and reading.chain
    if contested or (around.disputed_by and reading.endorsement == "withheld"):  # what is denied may be the relative
        stance = most_reserved(reading.endorsement, around.endorsement)
        reading = replace(reading, endorsement=stance, disputed_by=around.disputed_by)
    elif chain.links and not chain.attributions and reading.endorsement == "asserted":
        reading = replace(reading, endorsement="attributed")
    carried = tuple(cue for cue in around.cues if cue.type == "carry_over") if told else ()
    return replace(
        reading,
        nested=True,
        about=antecedent_of(view, span, parts.attributions) if not spoken and _tells(reading, parts) else None,
        cues=(*reading.cues, *carried),
        carried_from=around.carried_from if carried else None,
    )


def _tells(reading: Reading, parts: Parts) -> bool:
    """Tell whether a relative states a fact of its own, and not just who or what somebody or something is.

    An event, a plan, a negation, somebody's words, a reserve, a figure or a date does.
    """
    low = reading.statement.text.lower()
    if any(word in low for word in word_set("nested", "nameless")):
        return False
    bare = reading.tense == "present" and reading.event_status == "realized" and reading.polarity == "positive"
    if not bare or reading.certainty != "certain" or any(cue.type.startswith("verb_") for cue in reading.cues):
        return True
    figures = any(number.span.within(reading.statement) for number in parts.numbers)
    return reading.endorsement == "withheld" or figures or _regex("dated_regex").search(low) is not None


def _reports(attribution: Attribution, around: Reading) -> bool:
    """Tell whether the statement around is given to the holder of an attribution, too."""
    holder = attribution.holder
    return holder is None or not around.chain or any(link.holder.name == holder.name for link in around.chain)


def _covers(view: View, attribution: Attribution, span: Span) -> bool:
    """Tell whether a frame outside the relative reports it: by a *que*-clause, an incise, a quotation or *selon*."""
    scope, cue, holder = attribution.scope, attribution.cue, attribution.holder
    if not (scope.start <= span.start and span.end <= scope.end + 1):
        return False
    place = holder.phrase or holder.span if holder is not None else span
    if place.end <= span.start and _regex("apposed_to_regex").fullmatch(view.low, place.end, span.start):
        return False  # it is said of the holder: «pour le gériatre Paul Ménadier, 71 ans, qui n'a pas participé»
    behind = cue.type.startswith("verb_") and place.start < span.end <= cue.span.start
    if behind and not view.low[span.end : cue.span.start].strip(" ,"):
        return False  # «Cette dernière, qui a vingt agents sur place, a dit…»
    if place.start >= span.end and not view.low[span.end : place.start].strip(" ,"):
        return cue.span.start < span.start  # «Condamné en mai, le maire espère une relaxe»
    incise = scope.start < cue.span.start and cue.type != "verb_denial"
    if not cue.type.startswith("verb_") or incise or attribution.retroactive or view.quotation_at(span.start):
        return True
    que = ("que ", "qu'")
    return view.low.startswith(que, scope.start) or view.low.endswith(que, 0, scope.start)

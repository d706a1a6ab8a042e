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
    NumberMention,
    Quotation,
    Reading,
    Sentence,
    SourceLink,
)
from summarizer.domain.span import Span
from summarizer.domain.terms import Endorsement, ReportForm, most_reserved
from summarizer.text.chains import Chain, attributing, attributions_of, chain_of, report_form_of
from summarizer.text.pack import table
from summarizer.text.stances import (
    Ground,
    certainty_of,
    conditional_cues,
    in_relative,
    modal_cues,
    open_condition,
    polarity_of,
    status_of,
    tense_of,
)
from summarizer.text.statements import read_statements
from summarizer.text.view import View

_HEARSAY = ("epistemic.004", "anonymous_source.010", "anonymous_source.012")
"""Entries of the cue table that report without naming anybody: «il paraît que», «la rumeur», «dit-on» (rule S4)."""
_SPOKEN_WORDS = 3
"""Words that a quotation has at least to be speech and not a name or a quoted word."""
_CARRY_BACK = 3
"""Sentences without an attribution over which a source is carried on (rule K7's reach)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the other readers of this room found, in order of appearance."""

    numbers: tuple[NumberMention, ...]
    conditionals: tuple[ConditionalForm, ...]
    attributions: tuple[Attribution, ...]
    cues: tuple[Cue, ...]


def read_readings(view: View, parts: Parts) -> tuple[Reading, ...]:
    """Return one reading per statement of the body, in order."""
    readings: list[Reading] = []
    near = attributing(view, parts.attributions, parts.conditionals)
    for sentence in view.sentences:
        if sentence.kind == "body":
            local = replace(parts, attributions=near.get(sentence.number, ()))
            for statement in read_statements(view, sentence, local.attributions):
                readings.append(_reading(view, local, sentence, statement, readings))
    return tuple(readings)


def _reading(view: View, parts: Parts, sentence: Sentence, statement: Span, before: list[Reading]) -> Reading:
    conditionals = _inside(parts.conditionals, statement)
    found = attributions_of(view, statement, parts.attributions)
    chain = chain_of(found)
    form = report_form_of(view, statement, chain)
    own = _own_cues(view, parts, statement, conditionals, found)
    ground = Ground(view, statement, conditionals, own, found)
    reportive = [form for form in conditionals if form.use == "reportive"]
    carried = None
    rules: tuple[str, ...] = tuple(form.rule for form in conditionals)
    if not chain.links and chain.source_type == "author":
        chain, form, carried, own = _carry(view, sentence, statement, before, (chain, form, own, bool(reportive)))
    endorsement, why = _endorsement(ground, chain, bool(reportive))
    if chain.source_type == "author" and endorsement == "withheld":
        chain = replace(chain, source_type="unspecified")
    hearsay = any(cue.entry in _HEARSAY for cue in own)
    if chain.source_type == "author" and hearsay:
        chain, endorsement = replace(chain, source_type="unspecified"), most_reserved(endorsement, "attributed")
    tense = tense_of(ground)
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
        tense="unspecified" if status == "requested" else tense,
        event_status=status,
        cues=own,
        carried_from=carried,
        rules=(*rules, *why),
    )


def _own_cues(
    view: View,
    parts: Parts,
    statement: Span,
    conditionals: tuple[ConditionalForm, ...],
    found: tuple[Attribution, ...],
) -> tuple[Cue, ...]:
    cues = [cue for cue in _inside(parts.cues, statement) if not _idle(view, cue, found)]
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


def _inside(ordered: tuple[_Placed, ...], statement: Span) -> tuple[_Placed, ...]:
    """Return what lies in the statement, of things ordered by where they begin."""
    first = bisect_left(ordered, statement.start, key=lambda placed: placed.span.start)
    last = bisect_left(ordered, statement.end, lo=first, key=lambda placed: placed.span.start)
    return tuple(placed for placed in ordered[first:last] if placed.span.end <= statement.end)


def _idle(view: View, cue: Cue, found: tuple[Attribution, ...]) -> bool:
    """Tell whether a pattern cue does nothing here: «présumé innocent», a preposition that names nobody."""
    low = view.low[cue.span.start : cue.span.end + 12]
    if cue.type == "distance" and re.match(table("stances")["presumed_innocent_regex"], low):
        return True
    if cue.type.startswith("verb_"):
        return True  # verbs of saying come with their attribution
    if cue.type in ("attribution_prep", "relay"):
        return not any(attribution.cue.span.overlaps(cue.span) for attribution in found)
    return False


_State = tuple[Chain, ReportForm, tuple[Cue, ...], bool]


def _carry(
    view: View, sentence: Sentence, statement: Span, before: list[Reading], state: _State
) -> tuple[Chain, ReportForm, int | None, tuple[Cue, ...]]:
    """Carry a source on: inside direct speech that goes on, or while the reportive conditional goes on (S1, K7)."""
    _, _, cues, reportive = state
    speech, framed = _speech(view, statement)
    if speech is not None:
        giver = _speaker(view, sentence, before) if not framed else None
        if giver is None:
            return (
                Chain("unspecified", (), ()),
                "direct" if framed else "none",
                None,
                (*cues, Cue("quote_marks", speech.span)),
            )
        links, number, from_span = giver
        carried = (*cues, Cue("quote_marks", speech.span), Cue("carry_over", from_span))
        return _chain_from(links), "direct", number, carried
    if not reportive:
        return _free_indirect(view, sentence, before, state)
    if all(in_relative(view, statement, cue.span.start) for cue in cues if cue.type == "conditional_reportive"):
        return Chain("unspecified", (), ()), "none", None, cues
    giver = _giver(view, sentence, before)
    if giver is None:
        return Chain("unspecified", (), ()), "none", None, cues
    links, number, from_span = giver
    return _chain_from(links), "indirect", number, (*cues, Cue("carry_over", from_span))


def _free_indirect(
    view: View, sentence: Sentence, before: list[Reading], state: _State
) -> tuple[Chain, ReportForm, int | None, tuple[Cue, ...]]:
    """Carry a source on to a hypothesis right after reported words («Sinon, le pays saisirait la cour»)."""
    chain, form, cues, _ = state
    hypothesis = any(cue.type == "conditional_hypothetical" for cue in cues)
    last = before[-1] if before else None
    if not hypothesis or last is None or not last.chain or last.sentence != sentence.number - 1:
        return chain, form, None, cues
    if last.chain[0].holder.kind == "document":
        return chain, form, None, cues
    if view.sentences[last.sentence - 1].paragraph != sentence.paragraph or last.event_status == "requested":
        return chain, form, None, cues
    number = last.carried_from or last.sentence
    return _chain_from(last.chain), "indirect", number, (*cues, Cue("carry_over", last.chain[0].holder.span))


def _chain_from(links: tuple[SourceLink, ...]) -> Chain:
    return Chain("anonymous" if links[0].holder.anonymous else "named", links, ())


def _speech(view: View, statement: Span) -> tuple[Quotation | None, bool]:
    """Return the quotation that makes the statement speech, and whether words outside it frame it.

    It holds nearly all of the statement, or begins it, or follows a colon: somebody speaks, even where no table knows
    the verb.
    """
    quotation = view.quotation_at(statement.start) or view.quotation_at(min(statement.end - 1, statement.start + 3))
    if quotation is None:
        colon = view.low.find(': "', statement.start, statement.end)
        quotation = view.quotation_at(colon + 2) if colon >= 0 else None
        if quotation is None or len(view.words_in(quotation.inner.start, quotation.inner.end)) < _SPOKEN_WORDS:
            return None, False
        return quotation, True
    inside = len(view.words_in(max(statement.start, quotation.inner.start), min(statement.end, quotation.inner.end)))
    total = len(view.words_in(statement.start, statement.end))
    if total >= 2 and inside >= 0.8 * total:
        return quotation, False
    opens = quotation.span.start - statement.start <= 2 and quotation.span.end <= statement.end
    tail = view.low[quotation.span.end : statement.end].lstrip()
    if opens and inside >= _SPOKEN_WORDS and tail.startswith(","):
        return quotation, True
    return None, False


_Giver = tuple[tuple[SourceLink, ...], int, Span]


def _speaker(view: View, sentence: Sentence, before: list[Reading]) -> _Giver | None:
    """Return who goes on speaking: the source of the last statement of the section, two sentences back at most."""
    for reading in reversed(before[-4:]):
        there = view.sentences[reading.sentence - 1]
        if there.section != sentence.section or sentence.number - there.number > 2:
            return None
        if reading.chain:
            return reading.chain, reading.carried_from or reading.sentence, reading.chain[0].holder.span
    return None


def _giver(view: View, sentence: Sentence, before: list[Reading]) -> _Giver | None:
    """Return the source that a reportive conditional goes on with.

    Within a paragraph up to three sentences back; over its border only from the sentence right before, or where that
    one is itself reported; over a heading only where the sentence says that it goes on.
    """
    for steps, reading in enumerate(reversed(before)):
        there = view.sentences[reading.sentence - 1]
        gap = _body_gap(view, there, sentence)
        if gap > _CARRY_BACK:
            return None
        if there.section != sentence.section and not _goes_on(view, sentence):
            return None
        if there.paragraph != sentence.paragraph and (steps or gap > 1):
            return None
        if reading.chain and reading.cues and not _own_promise(reading):
            return reading.chain, reading.carried_from or reading.sentence, reading.chain[0].holder.span
        if reading.source_type == "unspecified" and reading.endorsement == "withheld":
            return None
    return None


def _own_promise(reading: Reading) -> bool:
    return reading.event_status == "requested"


def _body_gap(view: View, there: Sentence, here: Sentence) -> int:
    between = view.sentences[there.number : here.number - 1]
    return 1 + sum(1 for sentence in between if sentence.kind == "body")


def _goes_on(view: View, sentence: Sentence) -> bool:
    low = view.low[sentence.span.start : sentence.span.end]
    return re.match(r"(?:de plus|par ailleurs|en outre|aussi|ainsi|ensuite|de même|enfin)\b", low) is not None


def _endorsement(ground: Ground, chain: Chain, reportive: bool) -> tuple[Endorsement, tuple[str, ...]]:
    """Return the article's stance before denials and far disclaimers, with the rules that gave it."""
    stances: list[Endorsement] = []
    why: list[str] = []
    for cue in ground.cues:
        disclaims = cue.type == "verification_disclaimer" and not _silence(cue) and not _argues(cue, chain)
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
        elif cue.type == "attribution_prep" and cue.endorsement == "withheld":
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
        attribution.cue.type in ("verb_factive", "relay") for attribution in chain.attributions
    )
    return ("asserted", ("E4",)) if factive else ("attributed", ("E5",))


def _only_disclaims(ground: Ground, chain: Chain, cue: Cue) -> bool:
    """Tell whether the article's own sentence does nothing but disclaim others («ne peut confirmer ces chiffres»)."""
    opening = cue.span.start - ground.statement.start < 32
    pointing = re.search(table("stances")["points_back_regex"], ground.low) is not None
    return chain.source_type == "author" and (pointing or opening)


def _silence(cue: Cue) -> bool:
    """Tell whether a disclaimer only says that somebody kept silent, which withholds nothing."""
    return cue.entry == "verification_disclaimer.010"


def _argues(cue: Cue, chain: Chain) -> bool:
    """Tell whether «aucune preuve» is what somebody says («d'après l'avocat, aucune preuve»), not the desk's."""
    said = not cue.span.text.lower().startswith("sans")
    return cue.entry == "verification_disclaimer.007" and bool(chain.links) and said

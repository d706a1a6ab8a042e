"""What sentences do to other sentences: verification disclaimers lift figures, denials contest claims.

Rules E1 and E3 of docs/claims.md, over the whole article, after every statement has been read on its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial

from summarizer.domain.analysis import Attribution, Cue, Holder, NumberMention, Reading, SourceLink
from summarizer.domain.span import Span
from summarizer.domain.terms import most_reserved
from summarizer.text.holders import head
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.view import View

_WHOLESALE = ("crier à",)
"""Denials of what was said before, never of their own sentence."""
_RUN_BACK = 10
"""Statements that a denial without an object may answer, at most."""
_ANSWER_WITHIN = 3
"""Statements within which it must find the first of them."""
_ALL_OF_THESE = re.compile(r"\b(?:aucune? (?:de|des) (?:ces|deux)|ces (?:deux|trois)|toutes ces|tous ces|les deux)\b")
"""A disclaimer that points at what several sources say."""
_DENYING = tuple(table("stances")["denying_stems"])
"""Beginnings of words that deny: they name nothing that is denied."""
_NAME_LETTERS = 4
"""Letters of a word by which a charge names whom it charges."""
_RARE = 4
"""Times that a word stands in the article at most for it to show what a flat denial is about."""
_LONG = re.compile(r"[^\W\d_]{5,}")
_NOBODY = SourceLink(Holder("", Span(0, 0, ""), "unknown"), "origin")
_DENIAL_BACK = 24
"""Statements that a denial looks back over for what its object names."""


_regex = partial(pattern, "stances")


def opens_pointing(statement: str) -> bool:
    """Tell whether a statement opens on others («Ces informations…», «Cette somme…»): alone it says nothing."""
    return _regex("points_back_regex").match(statement.lower().replace("’", "'")) is not None


@cache
def _denial_anchors() -> tuple[str, ...]:
    return tuple(table("stances")["anchors"]["denial_content"])


def apply_disclaimers(
    view: View, readings: tuple[Reading, ...], numbers: tuple[NumberMention, ...]
) -> tuple[Reading, ...]:
    """Return the readings with the figures that a disclaimer points to withheld.

    Figures that diverge lift their own sentence, the silence of one side lifts nothing. «Ces chiffres», «ces
    informations» reach back to the start of the section, «cette somme» to the last figure; a disclaimer that points to
    nothing reaches the sentence before. Only statements with a figure, or given to a source, are lifted.
    """
    result = list(readings)
    for index, reading in enumerate(readings):
        for cue in reading.cues:
            spoken = cue.entry == "verification_disclaimer.007" and reading.endorsement != "withheld"  # an argument
            if cue.type != "verification_disclaimer" or cue.entry == "verification_disclaimer.010" or spoken:
                continue
            if cue.entry == "verification_disclaimer.011":
                for other, sibling in enumerate(readings):
                    if sibling.sentence == reading.sentence:
                        result[other] = _withhold(result[other], cue)
                continue
            low = view.low[reading.statement.start : reading.statement.end]
            pointed = _regex("points_back_regex").search(low)
            figures = pointed is None or _regex("figures_regex").search(pointed.group()) is not None
            reached = _disclaimed(view, readings, index, pointer=pointed is not None)
            if not reached and opens_pointing(low):
                reached = _announced(view, readings, index)
            targets = [
                target
                for target in reached
                if _has_number(readings[target].statement, numbers) or (not figures and readings[target].chain)
            ]
            if not figures and _ALL_OF_THESE.search(low) is None:
                targets = _of_one_source(readings, targets)
            if pointed is not None and _regex("one_figure_regex").match(pointed.group()):
                targets = targets[:1]
            for target in targets:
                result[target] = _withhold(result[target], cue)
    return tuple(result)


def _disclaimed(view: View, readings: tuple[Reading, ...], index: int, *, pointer: bool) -> list[int]:
    here = view.sentences[readings[index].sentence - 1]
    targets = []
    for before in range(index - 1, -1, -1):
        there = view.sentences[readings[before].sentence - 1]
        if there.section != here.section:
            break
        if not pointer and (there.number < here.number - 1 or there.paragraph != here.paragraph):
            break
        targets.append(before)
    return targets


def _announced(view: View, readings: tuple[Reading, ...], index: int) -> list[int]:
    """Return what a disclaimer that opens its section speaks of: the rest of its paragraph, else the next one."""
    here = view.sentences[readings[index].sentence - 1]
    paragraph = None
    targets = []
    for after in range(index + 1, len(readings)):
        there = view.sentences[readings[after].sentence - 1]
        paragraph = there.paragraph if paragraph is None else paragraph
        if there.section != here.section or there.paragraph != paragraph:
            break
        targets.append(after)
    return targets


def _of_one_source(readings: tuple[Reading, ...], targets: list[int]) -> list[int]:
    """Return the nearest targets in a row that have one source: «ces affirmations» are somebody's."""
    kept: list[int] = []
    for target in targets:
        name = head(readings[target].chain[0].holder.name) if readings[target].chain else ""
        if kept and name != head(readings[kept[0]].chain[0].holder.name):
            break
        kept.append(target)
    return kept


def _has_number(statement: Span, numbers: tuple[NumberMention, ...]) -> bool:
    return any(number.span.overlaps(statement) and number.kind != "rank" for number in numbers)


def _withhold(reading: Reading, cue: Cue) -> Reading:
    if not reading.chain and reading.source_type == "author":
        return reading  # what the article itself states as its own is not what a disclaimer speaks of
    return replace(
        reading,
        endorsement=most_reserved(reading.endorsement, "withheld"),
        cues=reading.cues if cue in reading.cues else (*reading.cues, cue),
        rules=(*reading.rules, "E3"),
    )


def apply_denials(
    view: View, readings: tuple[Reading, ...], attributions: tuple[Attribution, ...]
) -> tuple[Reading, ...]:
    """Return the readings with the claims that somebody else denies disputed, and the denier named."""
    result = list(readings)
    for attribution in attributions:
        if attribution.cue.type != "verb_denial" or attribution.holder is None:
            continue
        index = next((i for i, r in enumerate(readings) if attribution.cue.span.within(r.statement)), None)
        if index is None:
            continue
        denier = SourceLink(attribution.holder, "origin")
        answered = readings[index].chain and not _same(readings[index].chain, denier)
        answered = answered and attribution.cue.entry not in _WHOLESALE
        targets = [index] if answered else _denied(view, readings, index, attribution)
        for target in sorted({*targets, *_charges_against(view, readings, index, denier)}):
            if not _same(result[target].chain, denier):
                result[target] = _dispute(result[target], denier, attribution.cue)
    for index, reading in enumerate(readings):
        low = view.low[reading.statement.start : reading.statement.end]
        spoken = bool(reading.chain) and reading.report_form != "none"
        tried = spoken and view.holds(_denial_anchors(), reading.statement.start)
        said = _regex("denial_content_regex").search(low) if tried else None
        if said is None and spoken and reading.polarity == "negative" and reading.report_form in ("direct", "mixed"):
            said = _regex("retort_regex").search(low)
        if said is not None:
            start = reading.statement.start
            cue = Cue("verb_denial", view.span(start + said.start(), start + said.end()), entry="c'est faux")
            targets = _nearest_run(readings, index)
            for target in sorted({*targets, *_charges_against(view, readings, index, reading.chain[0])}):
                if readings[target].endorsement != "disputed":
                    result[target] = _dispute(result[target], reading.chain[0], cue)
        elif spoken and reading.polarity == "negative":
            _contradict(view, readings, index, result)
    return tuple(result)


def _charges_against(view: View, readings: tuple[Reading, ...], index: int, denier: SourceLink) -> list[int]:
    """Return the charges before it that name the denier («X reproche au recteur Y de…», later «Absurde», dit Y)."""
    words = [word for word in head(denier.holder.name).split() if len(word) >= _NAME_LETTERS]
    found = []
    for before in range(index - 1, max(-1, index - 1 - _DENIAL_BACK), -1):
        reading = readings[before]
        low = view.low[reading.statement.start : reading.statement.end]
        charged = any(cue.entry in word_set("stances", "charges") for cue in reading.cues)
        if charged and reading.chain and not _same(reading.chain, denier) and words and words[-1] in low:
            found.append(before)
    return found


def _contradict(view: View, readings: tuple[Reading, ...], index: int, result: list[Reading]) -> None:
    """Dispute what somebody else reports and this statement flatly says is not: «aucun soldat n'était au lycée»."""
    reading = readings[index]
    low = view.low[reading.statement.start : reading.statement.end]
    flat = _regex("flat_denial_regex").search(low)
    if flat is None or reading.endorsement not in ("attributed", "disputed"):
        return
    said = _content(low)
    best, shared = -1, 0
    for before in range(index - 1, max(-1, index - 1 - _DENIAL_BACK), -1):
        other = readings[before]
        reported = other.endorsement in ("attributed", "withheld") and other.polarity == "positive"
        if not reported or other.event_status == "requested" or _same(other.chain, reading.chain[0]):
            continue
        common = {
            word
            for word in said & _content(view.low[other.statement.start : other.statement.end])
            if view.low.count(word) <= _RARE
        }
        if len(common) > shared:
            best, shared = before, len(common)
    if best >= 0 and result[best].endorsement != "disputed":
        start = reading.statement.start
        cue = Cue("verb_denial", view.span(start + flat.start(), start + flat.end()), entry="aucun")
        result[best] = _dispute(result[best], reading.chain[0], cue)


def _dispute(reading: Reading, denier: SourceLink, cue: Cue) -> Reading:
    return replace(
        reading,
        endorsement="disputed",
        disputed_by=_with(reading.disputed_by, denier),
        source_type="unspecified" if reading.source_type == "author" else reading.source_type,
        cues=reading.cues if cue in reading.cues else (*reading.cues, cue),
        rules=(*reading.rules, "E1"),
    )


def _with(links: tuple[SourceLink, ...], denier: SourceLink) -> tuple[SourceLink, ...]:
    return links if _same(links, denier) else (*links, SourceLink(denier.holder, "origin"))


def _same(chain: tuple[SourceLink, ...], link: SourceLink) -> bool:
    return any(head(other.holder.name) == head(link.holder.name) for other in chain)


def _denied(view: View, readings: tuple[Reading, ...], index: int, attribution: Attribution) -> list[int]:
    """Return the statements that the denial at ``index`` contests.

    A denial that names its object contests the statement before it that shares most words with the object; one that
    points («ce montant», «le conteste») the nearest reported statement; a wholesale one («crie au complot»,
    «en bloc») all reported statements of the stretch before it.
    """
    reading = readings[index]
    low = view.low[reading.statement.start : reading.statement.end]
    section = view.sentences[reading.sentence - 1].section
    earlier = range(index - 1, -1, -1)
    quoted = any(reading.statement.start <= q.span.end <= attribution.cue.span.start for q in view.quotations)
    if _regex("global_denial_regex").search(low):
        return _stretch(view, readings, index, section)
    if quoted or _regex("run_denial_regex").search(low):
        return _nearest_run(readings, index)
    named = _content(low) - (_content(attribution.holder.name.lower()) if attribution.holder else frozenset())
    named = frozenset(word for word in named if not word.startswith(_DENYING))
    if not named or named <= word_set("cues", "rejected_words") or _regex("bare_denial_regex").search(low):
        return _nearest_run(readings, index)
    best, best_score = -1, 0
    for before in earlier:
        if attribution.holder is not None and _same(readings[before].chain, SourceLink(attribution.holder, "origin")):
            continue
        other = readings[before]
        score = len(named & _content(view.low[other.statement.start : other.statement.end]))
        if other.endorsement != "asserted" and score > best_score:
            best, best_score = before, score
    if _regex("denial_pointer_regex").search(low):
        nearest = [
            b for b in earlier if index - b <= 2 and readings[b].endorsement in ("attributed", "withheld", "doubted")
        ]
        return nearest[:1] if nearest and best_score < 2 else ([best] if best_score else [])
    return [best] if best_score >= 1 and best >= index - _DENIAL_BACK else []


def _nearest_run(readings: tuple[Reading, ...], index: int) -> list[int]:
    """Return what a denial without an object answers: the last report before it, with those of the same source.

    And what the article itself holds back right before that: a rumour is answered together with who repeats it.
    """
    denier = readings[index].chain[0] if readings[index].chain else _NOBODY
    run: list[int] = []
    origin: str | None = None
    for before in range(index - 1, max(-1, index - 1 - _RUN_BACK), -1):
        reading = readings[before]
        told = reading.endorsement in ("attributed", "doubted") and reading.chain
        reported = (told or reading.endorsement == "withheld") and not _same(reading.chain, denier)
        key = head(reading.chain[0].holder.name) if reading.chain else ""
        rumour = reading.endorsement == "withheld" and _is_conditional(reading)
        owner = bool(run) and _belongs_to_another(readings[run[-1]])
        if not reported or (origin is not None and key != origin and not rumour and not owner):
            if run or index - before > _ANSWER_WITHIN:
                break
            continue
        origin = origin if origin is not None else key
        run.append(before)
    return run


def _belongs_to_another(reading: Reading) -> bool:
    """Tell whether the source is somebody's («son directeur»): what that somebody said is answered with it."""
    return bool(reading.chain) and reading.chain[0].holder.name.lower().startswith(("son ", "sa ", "ses ", "leur "))


def _is_conditional(reading: Reading) -> bool:
    return any(cue.type == "conditional_reportive" for cue in reading.cues)


def _stretch(view: View, readings: tuple[Reading, ...], index: int, section: int) -> list[int]:
    """Return what a wholesale denial contests: the charge, and the last report of its own paragraph.

    The charge is the article's first report that is not the denier's own, with what goes on from it, and what the
    section holds back with a conditional.
    """
    denier = readings[index].chain[0] if readings[index].chain else _NOBODY
    reported = [
        before
        for before in range(index)
        if readings[before].endorsement in ("attributed", "withheld", "doubted")
        and readings[before].event_status != "requested"
        and not _same(readings[before].chain, denier)
    ]
    if not reported:
        return []
    first = readings[reported[0]]
    section_of = {before: view.sentences[readings[before].sentence - 1].section for before in reported}
    charges = [
        before
        for before in reported
        if before == reported[0]
        or (first.chain and _same(readings[before].chain, first.chain[0]) and _near(view, first, readings[before]))
        or (section_of[before] == section and _is_conditional(readings[before]))
    ]
    held_back = [before for before in reported if _is_conditional(readings[before])]
    if not any(section_of[before] == section for before in held_back):
        charges += held_back
    last = [before for before in _nearest_run(readings, index) if _near(view, readings[before], readings[index])]
    return sorted({*charges, *last})


def _near(view: View, first: Reading, other: Reading) -> bool:
    """Tell whether two statements stand in one paragraph."""
    return view.sentences[first.sentence - 1].paragraph == view.sentences[other.sentence - 1].paragraph


def _content(low: str) -> frozenset[str]:
    stop = word_set("stances", "stop_content")
    return frozenset(word[:-1] if word[-1] in "sx" else word for word in _LONG.findall(low) if word not in stop)

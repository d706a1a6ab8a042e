"""What disclaimers do to other sentences: the figures and reports that they point to are held back.

Rule E3 of docs/claims.md, over the whole article, after every statement has been read on its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from summarizer.domain.analysis import Cue, NumberMention, Reading
from summarizer.domain.span import Span
from summarizer.domain.terms import most_reserved
from summarizer.text.finite import walk
from summarizer.text.holders import head
from summarizer.text.pack import pattern
from summarizer.text.view import View

_ALL_OF_THESE = re.compile(r"\b(?:aucune? (?:de|des) (?:ces|deux)|ces (?:deux|trois)|toutes ces|tous ces|les deux)\b")
"""A disclaimer that points at what several sources say."""


_regex = partial(pattern, "stances")


def keeps_silent(cue: Cue) -> bool:
    """Tell whether a disclaimer only says that somebody kept silent, which withholds nothing."""
    return cue.entry == "verification_disclaimer.010"


def opens_pointing(statement: str) -> bool:
    """Tell whether a statement opens on others («Ces informations…», «Cette somme…»): alone it says nothing."""
    return _regex("points_back_regex").match(statement.lower().replace("’", "'")) is not None


def is_of_its_own(view: View, statement: Span, cue: Cue) -> bool:
    """Tell whether a disclaimer is a relative's, about what its own sentence tells: «Des vidéos, que nous n'avons…».

    The relative is set off by a comma, or belongs to the subject: the verbs stand behind it.
    """
    start = cue.span.start
    marker = start
    if not view.low.startswith(("que ", "qu'"), start):
        match = _regex("relative_disclaimer_regex").search(view.low[statement.start : start])
        if match is None:
            return False
        marker = statement.start + match.start()
    if _regex("apposed_noun_regex").search(view.low[statement.start : marker]) is not None:
        return True
    verbs = [verb.word.start for verb in walk(view, statement, (), frozenset())]
    return marker > statement.start and min(verbs, default=0) >= marker and max(verbs, default=0) > cue.span.end


def apply_disclaimers(
    view: View, readings: tuple[Reading, ...], numbers: tuple[NumberMention, ...]
) -> tuple[Reading, ...]:
    """Return the readings with the figures that a disclaimer points to withheld.

    Figures that diverge lift their own sentence, the silence of one side lifts nothing. «Ces chiffres», «ces
    informations» reach back to the start of the section, «cette somme» to the last figure; a disclaimer that points to
    nothing reaches the sentence before. Only statements with a figure, or given to a source, are lifted; of the
    article's own only the one right before a disclaimer that calls it by its figure («Ce chiffre…»).
    """
    result = list(readings)
    for index, reading in enumerate(readings):
        for cue in reading.cues:
            spoken = cue.entry == "verification_disclaimer.007" and reading.endorsement != "withheld"  # an argument
            if cue.type != "verification_disclaimer" or keeps_silent(cue) or spoken:
                continue
            if cue.entry == "verification_disclaimer.011" or _opens_with_proof(view, reading, cue):
                for other, sibling in enumerate(readings):
                    if sibling.sentence == reading.sentence:
                        shown = other > index and cue.entry != "verification_disclaimer.011"
                        result[other] = _withhold(_nobodys(result[other]) if shown else result[other], cue)
                continue
            low = view.low[reading.statement.start : reading.statement.end]
            pointed = _regex("points_back_regex").search(low)
            if pointed is None and is_of_its_own(view, reading.statement, cue):
                continue
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
            whole = _told_before(view, readings, index)
            for target in sorted({*targets, *whole}):
                named = figures and opens_pointing(low) and readings[target].sentence == reading.sentence - 1
                named = named or target in whole
                result[target] = _withhold(_nobodys(result[target]) if named else result[target], cue)
    return tuple(result)


def _nobodys(reading: Reading) -> Reading:
    return replace(reading, source_type="unspecified") if reading.source_type == "author" else reading


def _opens_with_proof(view: View, reading: Reading, cue: Cue) -> bool:
    """Tell whether a sentence begins with what nobody could check («Sur des images que…, on voit»)."""
    low = view.low[reading.statement.start : cue.span.end]
    return _regex("unproven_regex").match(low) is not None


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


def _told_before(view: View, readings: tuple[Reading, ...], index: int) -> list[int]:
    """Return what «L'information n'a pas été confirmée», «Impossible de le vérifier» mean: the sentence before.

    Even where the article states it as its own; not where that only says that somebody kept silent.
    """
    reading = readings[index]
    here = view.sentences[reading.sentence - 1]
    if reading.chain or _regex("means_all_regex").search(view.low, here.span.start, here.span.end) is None:
        return []
    found = [at for at in range(index - 1, -1, -1) if readings[at].sentence == reading.sentence - 1]
    if any(view.sentences[readings[at].sentence - 1].paragraph != here.paragraph for at in found):
        return []
    bare = any(cue.type == "verification_disclaimer" for at in found for cue in readings[at].cues)
    return [] if bare else found


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
    """Return the nearest targets in a row that have one source: «ces affirmations» are somebody's.

    What the article says as its own between them is passed over.
    """
    kept: list[int] = []
    said = [target for target in targets if readings[target].chain or readings[target].source_type != "author"]
    for target in said or targets:
        if kept and _head_of(readings[target]) != _head_of(readings[kept[0]]):
            break
        kept.append(target)
    return kept


def _head_of(reading: Reading) -> str:
    """Return the noun of whom a reading is by; nothing for the article's own."""
    return head(reading.chain[0].holder.name) if reading.chain else ""


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

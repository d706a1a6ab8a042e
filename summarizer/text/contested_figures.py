"""Contested figures: «ces chiffres», «ce montant», «ce bilan» in a denial mean a statement that has a figure.

Never in it: what else a denial contests (``denials``), or figures that nobody could check (``disputes``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from summarizer.domain.analysis import NumberMention, Reading
from summarizer.text.pack import pattern
from summarizer.text.view import View

_BACK = 10
"""Statements over which the figure that is meant is looked for."""
_OWN_BACK = 2
"""Statements over which it may be the article's own."""
_regex = partial(pattern, "stances")


def figures_meant(
    view: View,
    told: tuple[tuple[Reading, ...], tuple[NumberMention, ...]],
    place: tuple[int, list[int]],
    is_deniers: Callable[[Reading], bool],
) -> list[int]:
    """Return the targets of a denial that it can mean: where it points to figures, those that have some.

    ``told`` are the readings and numbers, ``place`` is where the denial stands and what it would contest else. Where
    none of that has a figure, the nearest report with one is meant, else the article's own right before.
    """
    (readings, numbers), (index, targets) = told, place
    start, end = readings[index].statement.start, readings[index].statement.end
    pointed = _regex("contested_figure_regex").search(view.low, start, end)
    if pointed is None or targets == [index]:
        return targets
    noun = pointed.group("noun")

    def fits(at: int) -> bool:
        reading = readings[at]
        named = noun in view.low[reading.statement.start : reading.statement.end]
        return named or any(n.kind != "rank" and n.span.within(reading.statement) for n in numbers)

    kept = [target for target in targets if fits(target)]
    if kept:
        return kept
    section = view.sentences[readings[index].sentence - 1].section
    before = [
        at
        for at in range(index - 1, max(-1, index - 1 - _BACK), -1)
        if view.sentences[readings[at].sentence - 1].section == section and fits(at) and not is_deniers(readings[at])
    ]
    reported = [at for at in before if readings[at].endorsement != "asserted"]
    own = [at for at in before if index - at <= _OWN_BACK]
    return (reported or own)[:1]

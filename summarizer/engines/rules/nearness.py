"""Nearness: how far back groups of mentions stand from a description, and which of them the title names.

Asked by ``joining``. Never in it: what makes a group fit.
"""

from __future__ import annotations

from collections.abc import Callable

from summarizer.domain.analysis import Analysis
from summarizer.engines.rules.groups import Group

_SAME_PARAGRAPH = 2
"""Sentences that a mention in the same paragraph counts as at most."""
_OPENING = 4
"""Sentences at the head of an article in which a description may mean whom the title alone has named."""


def titled(analysis: Analysis, groups: list[Group], at: int) -> dict[int, int]:
    """Return the groups that the title names, for a description at the head: «Xylor ferme. Le fabricant…»."""
    body = [sentence for sentence in analysis.sentences if sentence.kind == "body"][:_OPENING]
    titles = [sentence.span for sentence in analysis.sentences if sentence.kind == "title"]
    if not body or at >= body[-1].span.end:
        return {}
    return {
        index: 0
        for index, group in enumerate(groups)
        if group.named and any(span.within(title) for span in group.spans for title in titles)
    }


def distances(analysis: Analysis, groups: list[Group], at: int) -> dict[int, int]:
    """Return by place in the list how many sentences back each group was last mentioned; those not yet are left out."""
    here = analysis.sentence_at(at)
    number = here.number if here else 1
    found = {}
    for index, group in enumerate(groups):
        end = group.last_before(at)
        there = analysis.sentence_at(end - 1) if end > 0 else None
        if there is not None and there.kind == "body":
            steps = number - there.number
            close = here is not None and here.paragraph == there.paragraph
            found[index] = min(steps, _SAME_PARAGRAPH) if close else steps
    return found


def nearest(groups: list[Group], distance: dict[int, int], most: int, fits: Callable[[Group], bool]) -> Group | None:
    """Return the nearest group, by sentences back, that fits and is at most so far; None where none is."""
    near = [(distance[index], -groups[index].last_before(10**9), index) for index in distance]
    for steps, _, index in sorted(near):
        if steps <= most and fits(groups[index]):
            return groups[index]
    return None

"""Meetings: whom a description cannot mean, because it speaks to, of or against somebody named beside it.

««Tout est faux», répond l'adjoint à Ana Rol.»: the adjoint is not Ana Rol. Asked by ``joining``.
"""

from __future__ import annotations

from summarizer.domain.analysis import Analysis, Reading
from summarizer.domain.span import Span
from summarizer.engines.rules.groups import Group
from summarizer.text.reporting import replies


def apart_from(analysis: Analysis, at: int, groups: list[Group]) -> set[int]:
    """Return by place in the list the persons that the description at the offset cannot mean.

    Who speaks in a statement and whom its words name are two, unless they stand beside each other; and who answers is
    not who has just spoken.
    """
    found: set[int] = set()
    for number, reading in enumerate(analysis.readings):
        if not reading.statement.start <= at < reading.statement.end or reading.nested:
            continue
        own = next((place for place in _places(reading) if place.start <= at < place.end), None)
        if own is None:
            continue
        before = _speakers(analysis.readings[number - 1]) if number and _answers(reading) else []
        for index, group in enumerate(groups):
            named = any(span.within(reading.statement) and not span.overlaps(own) for span in group.spans)
            spoke = any(span.overlaps(place) for place in before for span in group.spans)
            if group.person and (named or spoke):
                found.add(index)
    return found


def _places(reading: Reading) -> list[Span]:
    """Return where those who speak are told in a statement."""
    return [link.holder.phrase or link.holder.span for link in (*reading.chain, *reading.disputed_by)]


def _speakers(reading: Reading) -> list[Span]:
    return [link.holder.span for link in reading.chain]


def _answers(reading: Reading) -> bool:
    """Tell whether a statement is an answer: «lui a répondu l'adjoint», «ce que conteste l'adjoint»."""
    return any(replies(cue) or cue.type == "verb_denial" for cue in reading.cues)

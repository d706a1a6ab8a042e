"""A reporting verb: what the table says of it, how it is used, where its clause ends.

Never in it: whether a use reports (``frames``), who speaks (``subjects``, ``attribution``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.domain.analysis import Cue
from summarizer.domain.terms import CueType
from summarizer.text.pack import word_set
from summarizer.text.view import View

Frame = Literal["incise", "que", "quote", "colon", "np", "inf", "retro", "bare"]
"""How the words stand to the verb; ``bare`` is a verb of saying with a speaker before it and no frame that is known."""


@dataclass(frozen=True, slots=True)
class Reporting:
    """A reporting verb of the table: its lemma, its cue type, the frames that it reports in."""

    lemma: str
    type: CueType
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A reporting verb in use. ``start:end`` covers auxiliary, negation and verb («n'a pas confirmé»)."""

    start: int
    end: int
    lemma: str
    type: CueType
    frame: Frame
    past: bool
    negated: bool
    pronoun: str = ""
    gerund: bool = False


def clause_end(view: View, offset: int) -> int:
    """Return where the sentence that holds the offset ends."""
    sentence = view.sentence_at(offset - 1)
    return sentence.span.end if sentence else len(view.text)


def after_clause(view: View, start: int) -> bool:
    """Tell whether the group follows a comma, a closing quotation or a question: where an incise begins."""
    ahead = start - 1
    while ahead >= 0 and view.low[ahead] == " ":
        ahead -= 1
    if ahead < 0 or view.low[ahead] not in ',"?!-…':
        return False
    quotation = view.quotation_at(ahead)
    return quotation is None or quotation.span.end == ahead + 1 or view.low[ahead] != '"'


def replies(cue: Cue) -> bool:
    """Tell whether a verb of saying answers who has just spoken: «réplique l'élu», «lui a répondu l'élu»."""
    return cue.entry in word_set("voices", "answering") or cue.span.text.lower().startswith(("lui ", "leur "))

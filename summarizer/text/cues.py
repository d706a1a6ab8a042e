"""Cues: the markers that a reading rests on, found by table. Verbs of saying stand in ``verbs``.

A pattern of ``fr/cues.json`` is matched on the flattened text; ``_TYPE_OF`` says which types are read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.analysis import Cue
from summarizer.domain.terms import Certainty, CueType, Endorsement
from summarizer.text.anchors import PatternIndex
from summarizer.text.pack import hoisted, table
from summarizer.text.view import View

_TYPE_OF: dict[str, CueType] = {
    "verification_disclaimer": "verification_disclaimer",
    "epistemic": "epistemic",
    "booster": "booster",
    "distance": "distance",
    "relay": "relay",
    "anonymous_source": "anonymous_source",
    "attribution_prep": "attribution_prep",
    "negation": "negation",
    "irrealis": "irrealis",
}
VERB_TYPES: dict[str, CueType] = {
    "neutral": "verb_neutral",
    "assertive": "verb_assertive",
    "doubt": "verb_doubt",
    "factive": "verb_factive",
    "denial": "verb_denial",
    "belief": "verb_belief",
    "investigation": "verb_investigation",
    "commissive": "verb_commissive",
    "directive": "verb_directive",
}
"""Class of a verb in the table → cue type."""
_BEFORE = 2
"""Characters before a sentence that its patterns may look at: a full stop and a space."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled entry of the table; one without capitals is matched on the lower-case text."""

    entry: str
    type: CueType
    regex: re.Pattern[str]
    certainty: Certainty | None
    endorsement: Endorsement | None
    anchors: tuple[str, ...]
    cased: bool

    def matches(self, view: View) -> list[re.Match[str]]:
        """Return the matches in order. A pattern with anchors is tried only in sentences that hold one of them."""
        text = view.flat if self.cased else view.low
        if not self.anchors:
            return list(self.regex.finditer(text))
        return [
            match
            for sentence in view.anchored(self.anchors)
            for match in self.regex.finditer(text, max(0, sentence.span.start - _BEFORE), sentence.span.end)
        ]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the compiled patterns of all types that are read here (verbs, numbers and uses own the others)."""
    found = []
    for entry in table("cues")["patterns"]:
        kind: CueType | None = _TYPE_OF.get(entry["type"])
        if kind is None:
            continue
        cased = any(char.isupper() for char in entry["regex"])
        regex = re.compile(hoisted(entry["regex"]), re.MULTILINE)
        anchors = tuple(entry.get("anchors", ()))
        found.append(
            Pattern(entry["id"], kind, regex, entry.get("certainty"), entry.get("endorsement"), anchors, cased)
        )
    return tuple(found)


@cache
def _index() -> PatternIndex:
    return PatternIndex(pattern.anchors or ("",) for pattern in patterns())


def read_pattern_cues(view: View) -> tuple[Cue, ...]:
    """Return the cues of all patterns in order of appearance; within one type the longest match wins."""
    cues: list[Cue] = []
    known = patterns()
    for pattern in [known[place] for place in view.worth_trying(_index())]:
        for match in pattern.matches(view):
            start, end = match.span()
            while start < end and view.flat[start] in "\n .;:\"'":
                start += 1
            while end > start and view.flat[end - 1] in " ,":
                end -= 1
            while end < len(view.flat) and view.flat[end - 1].isalnum() and view.flat[end].isalnum():
                end += 1  # a pattern may stop inside a word («éviter d» of «éviter de»): a cue never does
            if start < end:
                cues.append(
                    Cue(pattern.type, view.span(start, end), pattern.certainty, pattern.endorsement, pattern.entry)
                )
    return _longest(cues)


def _longest(cues: list[Cue]) -> tuple[Cue, ...]:
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.type, cue.span.start, -cue.span.end)):
        if kept and kept[-1].type == cue.type and cue.span.start < kept[-1].span.end:
            continue
        kept.append(cue)
    return tuple(sorted(kept, key=lambda cue: (cue.span.start, cue.span.end, cue.type)))

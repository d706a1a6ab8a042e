"""Bringing: words of the article that only bring what their *que*-clause states («Il faut rappeler que», «Reste que»).

Table: ``fr/tenses.json``. Never in it: verbs of saying that give a clause to somebody (``verbs``, ``frames``).
"""

from __future__ import annotations

from summarizer.domain.span import Span
from summarizer.text.pack import pattern
from summarizer.text.view import View, Word

_WITHIN = 100
"""Characters within which the *que* stands, where there is one."""


def brought_by(view: View, words: tuple[Word, ...]) -> tuple[Span, ...]:
    """Return the words with which a statement only brings its clause, with the *que*; none where it brings nothing."""
    start = words[0].start if words else 0
    if not words or view.low.find("qu", start, min(start + _WITHIN, words[-1].end)) < 0:
        return ()
    match = pattern("tenses", "bringing_regex").match(view.low, start, words[-1].end)
    return (view.span(*match.span()),) if match is not None else ()

"""Outlooks: forecasts that go on with the opinion of the sentence before: «Pour X, la fusion est morte. Bruxelles…».

Never in it: hypotheses, or words that go on in quotation marks (``carry``).
"""

from __future__ import annotations

from summarizer.domain.analysis import Reading, Sentence
from summarizer.domain.span import Span
from summarizer.text.bystanders import Giver
from summarizer.text.finite import first_main
from summarizer.text.pack import pattern
from summarizer.text.view import View

_OPINION = "attribution_prep.003"
"""Entry of the cue table for «Pour les analystes, …»."""


def outlook(view: View, sentence: Sentence, statement: Span, before: list[Reading]) -> Giver | None:
    """Return whose opinion a forecast goes on with: «Pour les analystes, la fusion est morte. Bruxelles s'y opposera».

    A plain future with a day or a figure is the article's calendar.
    """
    last = before[-1] if before else None
    if last is None or not last.chain or last.sentence != sentence.number - 1:
        return None
    if view.sentences[last.sentence - 1].paragraph != sentence.paragraph or statement.start != sentence.span.start:
        return None
    opinion = any(cue.entry == _OPINION for cue in last.cues)
    if not opinion or pattern("voices", "calendar_regex").search(view.low, statement.start, statement.end):
        return None
    main = first_main(view, statement, frozenset())
    ahead = main is not None and main.tense == "future"
    return (last.chain, last.carried_from or last.sentence, last.chain[0].holder.span) if ahead else None

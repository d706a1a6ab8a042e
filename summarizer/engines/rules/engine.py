"""The engine: an analysis in, a draft out, with no model and no network. The same analysis gives the same draft.

It proposes like any other engine, verbatim quotes and sentence numbers; the checks treat its draft as they treat a
model's. Never in it: a decision about hedging (``summarizer.text`` reads it, ``summarizer.checks`` computes it).
"""

from __future__ import annotations

from collections.abc import Callable

from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft, DraftNumber
from summarizer.domain.run import EngineIdentity, Proposal
from summarizer.engines.interface import Feedback
from summarizer.engines.rules.actors import draft_actors
from summarizer.engines.rules.claims import draft_claims
from summarizer.engines.rules.digest import draft_headline, draft_summary

VERSION = "1.3.0"
"""Rises with every change of what the engine proposes: it is part of the run key."""


class RulesEngine:
    """The offline engine. It repairs nothing: the same rules would say the same again."""

    repairs = False

    @property
    def identity(self) -> EngineIdentity:
        """What makes two runs of this engine the same run."""
        return EngineIdentity(name="rules", version=VERSION)

    @property
    def propose(self) -> Callable[[Analysis], Draft]:
        """Return the function that drafts."""
        return propose

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return the draft of the analysis; never raises."""
        return Proposal(propose(analysis))

    async def aclose(self) -> None:
        """Hold nothing, release nothing."""


def propose(analysis: Analysis) -> Draft:
    """Return the draft of an analysis."""
    sources, claims = draft_claims(analysis)
    numbers = []
    for number in analysis.numbers:
        sentence = analysis.sentence_at(number.span.start)
        if sentence is not None:
            numbers.append(DraftNumber(sentence=sentence.number, quote=number.span.text, measures=number.measures))
    return Draft(
        actors=draft_actors(analysis),
        numbers=numbers,
        sources=sources,
        claims=claims,
        summary=draft_summary(analysis, claims),
        headline=draft_headline(analysis, claims),
    )

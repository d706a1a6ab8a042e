"""Invariant 5, the clause guard: what a quotation cuts off. «confirmé ce bilan» is verbatim inside «n'a pas confirmé ce
bilan».

The evidence is widened to its clause inside its sentence, and what the clause has outside the evidence must be carried
by the claim: negations, denials («dément avoir …»), conditionals, and what calls it untrue («il est faux, dit-elle,
que …»). What asks, supposes or doubts is ``hardening.certainty``; whose words they are is settled with
the readings.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checks.ground import level_of
from summarizer.checks.passage import Passage
from summarizer.checks.places import touches
from summarizer.checks.rules import finding
from summarizer.domain.analysis import ConditionalForm, Cue
from summarizer.domain.brief import Claim
from summarizer.domain.finding import Finding
from summarizer.text.governing import shows_untruth
from summarizer.text.markers import shows_negation


def check_clause(claim: Claim, passage: Passage) -> Iterator[Finding]:
    """Yield the negations and conditionals that the evidence cuts off and the claim does not carry."""
    for cue in lost_negations(claim, passage):
        said = f"«{cue.span.text}» stands in the clause of the evidence; the claim does not carry it"
        yield finding("clause.negation", said, span=cue.span, claim=claim.id)
    for form in lost_conditionals(claim, passage):
        said = f"«{form.span.text}» governs the evidence; the claim does not carry it"
        yield finding("clause.conditional", said, span=form.span, claim=claim.id)


def lost_negations(claim: Claim, passage: Passage) -> tuple[Cue, ...]:
    """Return the negations around the evidence that neither evidence, cues, polarity nor text of the claim carry."""
    if claim.polarity != "positive":
        return ()
    cut = passage.cut_negations
    lost = tuple(cue for cue in cut if not touches(cue.span, [other.span for other in claim.cues])) if cut else cut
    return () if lost and (shows_negation(claim.text) or shows_untruth(claim.text)) else lost


def lost_conditionals(claim: Claim, passage: Passage) -> tuple[ConditionalForm, ...]:
    """Return the conditionals around the evidence whose reserve the fields of the claim do not carry."""
    cut = passage.cut_conditionals
    return tuple(form for form in cut if not _carried(form, claim)) if cut else cut


def _carried(form: ConditionalForm, claim: Claim) -> bool:
    if form.use == "reportive":
        return level_of(claim) >= 3
    return claim.certainty == "unknown" or level_of(claim) >= 3

"""Invariant 5, the clause guard: what a quotation cuts off. «confirmé ce bilan» is verbatim inside «n'a pas confirmé ce
bilan».

First version: the evidence is widened to its clause inside its sentence, and what the clause has outside the evidence
must be carried by the claim. A negated clause further up («il est faux que …») is seen where only «que» lies between.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checks.ground import Ground, level_of, touches
from summarizer.checks.rules import finding
from summarizer.domain.analysis import ConditionalForm, Cue
from summarizer.domain.brief import Claim
from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.text.markers import clause_around, shows_negation

GUARDED_USES = ("reportive", "hypothetical")
"""Uses of the conditional that change what is stated; a future in the past or a politeness does not."""


def check_clause(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """Yield the negations and conditionals that the evidence cuts off and the claim does not carry."""
    for cue in lost_negations(claim, ground):
        said = f"«{cue.span.text}» stands in the clause of the evidence; the claim does not carry it"
        yield finding("clause.negation", said, span=cue.span, claim=claim.id)
    for form in lost_conditionals(claim, ground):
        said = f"«{form.span.text}» governs the evidence; the claim does not carry it"
        yield finding("clause.conditional", said, span=form.span, claim=claim.id)


def clauses(claim: Claim, ground: Ground) -> tuple[Span, ...]:
    """Return each piece of evidence widened to its clause, never over the borders of its sentences."""
    known = ground.widened.get(claim.evidence)
    if known is not None:
        return known
    widened = []
    for span in claim.evidence:
        sentences = ground.sentences((span,))
        start = min((sentence.span.start for sentence in sentences), default=span.start)
        end = max((sentence.span.end for sentence in sentences), default=span.end)
        start, end = min(start, span.start), max(end, span.end)
        left, right = clause_around(ground.text[start:end], span.start - start, span.end - start)
        widened.append(Span.of(ground.text, start + left, start + right))
    ground.widened[claim.evidence] = tuple(widened)
    return ground.widened[claim.evidence]


def lost_negations(claim: Claim, ground: Ground) -> tuple[Cue, ...]:
    """Return the negations around the evidence that neither evidence, cues, polarity nor text of the claim carry."""
    if claim.polarity != "positive":
        return ()
    around = clauses(claim, ground)
    lost = tuple(
        cue
        for cue in ground.cues_in(around)
        if cue.type == "negation"
        and not touches(cue.span, claim.evidence)
        and not touches(cue.span, (other.span for other in claim.cues))
    )
    return () if lost and shows_negation(claim.text) else lost


def lost_conditionals(claim: Claim, ground: Ground) -> tuple[ConditionalForm, ...]:
    """Return the conditionals around the evidence whose reserve the fields of the claim do not carry."""
    around = clauses(claim, ground)
    return tuple(
        form
        for form in ground.forms_in(around)
        if form.use in GUARDED_USES and not touches(form.span, claim.evidence) and not _carried(form, claim)
    )


def _carried(form: ConditionalForm, claim: Claim) -> bool:
    if form.use == "reportive":
        return level_of(claim) >= 3
    return claim.certainty == "unknown" or level_of(claim) >= 3

"""What an operator gives: a spoiled draft, what was spoiled, and how to tell that it got through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from summarizer.domain.brief import Brief, Claim
from summarizer.domain.draft import Draft, DraftClaim, DraftQuote, DraftSummarySentence
from tests.corruptions.drafts import Case

Survives = Callable[[Brief], bool]


@dataclass(frozen=True, slots=True)
class Corruption:
    """One draft spoiled in one place. ``survives`` tells whether a brief still says what was spoiled."""

    operator: str
    case: Case
    draft: Draft
    what: str
    survives: Survives
    clean: Draft
    """The same part of the truthful draft, unspoiled."""


Operator = Callable[[Case], Iterator[Corruption]]


def texts_of(brief: Brief) -> Iterator[str]:
    """Yield every text of a brief that a reader reads."""
    yield brief.headline
    yield from (sentence.text for sentence in brief.summary)
    yield from (claim.text for claim in brief.claims)


def says(text: str) -> Survives:
    """Return the question whether a text of a brief is that text; a quotation of the article that holds it is none."""
    plain = " ".join(text.split()).rstrip(".")
    return lambda brief: any(said.rstrip(".") == plain for said in texts_of(brief))


def alone(draft: Draft, claim: DraftClaim) -> Draft:
    """Return the draft with that claim as its only one, and without summary and headline."""
    return draft.model_copy(update={"claims": [claim], "summary": [], "headline": "", "numbers": [], "actors": []})


def retold(operator: str, case: Case, claim: DraftClaim, text: str, **fields: Any) -> Corruption:
    """Return the corruption of a claim's text; its evidence stays, other fields change as given."""
    spoiled = alone(case.draft, claim.model_copy(update={"text": text, **fields}))
    return Corruption(operator, case, spoiled, f"{claim.text} → {text}", says(text), alone(case.draft, claim))


def requoted(operator: str, case: Case, claim: DraftClaim, quote: str) -> Corruption:
    """Return the corruption of a claim's first quote; its text stays."""
    spoiled = claim.model_copy(update={"evidence": [claim.evidence[0].model_copy(update={"quote": quote})]})

    def survives(brief: Brief) -> bool:
        return any(span.text == quote for one in brief.claims for span in one.evidence) or says(quote)(brief)

    return Corruption(operator, case, alone(case.draft, spoiled), quote, survives, alone(case.draft, claim))


def summarised(operator: str, case: Case, claim: DraftClaim, text: str) -> Corruption:
    """Return the corruption of a summary sentence over a claim that stays as it is."""
    clean = alone(case.draft, claim)
    sentence = DraftSummarySentence(claims=[claim.key], text=claim.text)
    clean = clean.model_copy(update={"summary": [sentence]})
    spoiled = clean.model_copy(update={"summary": [sentence.model_copy(update={"text": text})]})
    return Corruption(operator, case, spoiled, f"{claim.text} → {text}", says(text), clean)


def headlined(operator: str, case: Case, text: str) -> Corruption:
    """Return the corruption of the headline."""
    spoiled = case.draft.model_copy(update={"headline": text})
    return Corruption(operator, case, spoiled, text, says(text), case.draft)


def refielded(
    operator: str, case: Case, claim: DraftClaim, holds: Callable[[Claim], bool], **fields: Any
) -> Corruption:
    """Return the corruption of fields of a claim; ``holds`` tells whether a claim of the brief still has them."""

    def survives(brief: Brief) -> bool:
        return any(holds(one) for one in brief.claims)

    spoiled = alone(case.draft, claim.model_copy(update=fields))
    what = f"{fields}: {claim.evidence[0].quote}"
    return Corruption(operator, case, spoiled, what, survives, alone(case.draft, claim))


def added(operator: str, case: Case, claim: DraftClaim, quote: str, text: str) -> Corruption:
    """Return a draft with one more claim, like another but with a quote and a text of its own."""
    evidence = [DraftQuote(sentence=claim.evidence[0].sentence, quote=quote)]
    more = claim.model_copy(update={"key": "x1", "text": text, "evidence": evidence})
    clean = alone(case.draft, claim)
    spoiled = clean.model_copy(update={"claims": [claim, more]})
    return Corruption(operator, case, spoiled, text, says(text), clean)

"""Summary and headline of a brief: what the draft wrote where it holds, else the texts of its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarizer.checks.ground import Ground, hedging_of, highest
from summarizer.checks.hardening import behind_headline, check_text
from summarizer.checks.rules import Log
from summarizer.domain.brief import Claim, SummarySentence
from summarizer.domain.draft import Draft
from summarizer.domain.item import Item
from summarizer.text.markers import shortened

FEWEST, MOST = 2, 5
"""Sentences of a summary (docs/contracts.md: 2 to 5)."""

HEADLINE_LENGTH = 110
"""Code points of a headline made from a claim; the longest of the newspaper headlines it was set on has 104."""


def summarise(
    draft: Draft, claims: Sequence[Claim], ids: Mapping[str, str], ground: Ground, log: Log
) -> tuple[SummarySentence, ...]:
    """Return the draft's sentences that are no firmer than their claims, filled up to two with texts of claims.

    ``ids`` gives the brief's id for each claim key of the draft; keys of claims that were left out are not in it.
    """
    by_id = {claim.id: claim for claim in claims}
    kept: list[SummarySentence] = []
    wanted: list[str] = []
    for place, sentence in enumerate(draft.summary, 1):
        item = Item("summary", str(place))
        keys = list(dict.fromkeys(ids[key] for key in sentence.claims if key in ids))
        for key in sentence.claims:
            if key not in ids:
                said = f"claim {key} is not in the brief: «{shortened(sentence.text, 80)}»"
                log.add("summary.unknown", said, item=item)
        wanted += keys
        text = " ".join(sentence.text.split())
        if not keys or not text:
            log.add("summary.dropped", f"no claim behind «{shortened(text, 120)}»", item=item)
            continue
        behind = [by_id[key] for key in keys]
        flaws = check_text(text, behind, ground, "summary")
        if flaws:
            log.add("hardening.sentence", flaws[0].message, item=item, said=flaws)
        else:
            kept.append(_sentence(text, behind))
    if len(kept) > MOST:
        log.add("summary.cut", f"{len(kept)} sentences, the first {MOST} stand")
    return _filled(kept[:MOST], [by_id[key] for key in dict.fromkeys((*wanted, *by_id))], log)


def _filled(kept: list[SummarySentence], claims: Sequence[Claim], log: Log) -> tuple[SummarySentence, ...]:
    """Return the sentences, with texts of claims after them until there are two; no claim is told twice."""
    told = {key for sentence in kept for key in sentence.claims}
    for claim in claims:
        if len(kept) >= FEWEST:
            break
        if claim.id not in told:
            log.add("summary.filled", f"«{shortened(claim.text, 120)}»", claim=claim.id)
            kept.append(_sentence(claim.text, [claim]))
    return tuple(kept)


def _sentence(text: str, claims: Sequence[Claim]) -> SummarySentence:
    return SummarySentence(text=text, claims=tuple(claim.id for claim in claims), hedging=hedging_of(highest(claims)))


def head(draft: Draft, claims: Sequence[Claim], summary: Sequence[SummarySentence], ground: Ground, log: Log) -> str:
    """Return the draft's headline where it holds, else the text of the most prominent claim, short if it stays true.

    The most prominent claim is the first of the first summary sentence. Without any claim it is the article's title.
    """
    text = " ".join(draft.headline.split())
    flaws = check_text(text, behind_headline(text, claims), ground, "headline")
    if not claims:
        return _title(ground)
    if text and not flaws:
        return text
    said = flaws[0].message if flaws else "the headline is empty"
    log.add("hardening.title", said, item=Item("headline"), said=flaws)
    prominent = {claim.id: claim for claim in claims}[summary[0].claims[0]] if summary else claims[0]
    for candidate in (shortened(prominent.text, HEADLINE_LENGTH), prominent.text):
        behind = behind_headline(candidate, claims)
        if not check_text(candidate, behind, ground, "headline"):
            return candidate
    return prominent.text


def _title(ground: Ground) -> str:
    """Return the article's own title where it has one and it passes as a headline, else nothing."""
    titles = [
        " ".join(sentence.span.text.split()) for sentence in ground.analysis.sentences if sentence.kind == "title"
    ]
    return titles[0] if titles and not check_text(titles[0], (), ground, "headline") else ""

"""Drafts of the windows of one article become one draft, without doubles. Pure.

Law: of two claims on the same words the more reserved stays. What two windows say of the same words is said once; what
one window says stays. The summary is made of the joined claims by the rules (``rules.digest``), so that it speaks of
the whole article and costs no request.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft, DraftActor, DraftClaim, DraftNumber, DraftQuote, DraftSource
from summarizer.domain.span import Span
from summarizer.domain.terms import most_reserved, weakest_certainty
from summarizer.engines.rules.actors import draft_actors
from summarizer.engines.rules.digest import draft_headline, draft_summary
from summarizer.text.align import Aligner
from summarizer.text.fold import folded
from summarizer.text.wording import name_words


@dataclass(slots=True)
class _Group:
    """One actor or source under all its names, folded."""

    names: set[str]
    actors: list[DraftActor]


def join(drafts: Sequence[Draft], analysis: Analysis) -> Draft:
    """Return one draft of the drafts of an article's windows, in their order.

    Keys are given anew, claims in order of their evidence. The headline is the first window's, where it gives one.
    """
    aligner = Aligner(analysis.article.text, analysis.sentences)
    groups = _groups([actor for draft in drafts for actor in draft.actors], analysis)
    sources, keys = _sources(drafts, groups)
    claims: list[DraftClaim] = []
    for draft, known in zip(drafts, keys, strict=True):
        claims = _with_claims(claims, [_renamed(claim, known) for claim in draft.claims], aligner)
    claims.sort(key=lambda claim: _first(claim, aligner))
    claims = [claim.model_copy(update={"key": f"c{place}"}) for place, claim in enumerate(claims, 1)]
    headlines = [draft.headline.strip() for draft in drafts[:1] if draft.headline.strip()]
    return Draft(
        actors=[_actor(group.actors) for group in groups if group.actors],
        numbers=_numbers([number for draft in drafts for number in draft.numbers], aligner),
        sources=sources,
        claims=claims,
        summary=draft_summary(analysis, claims) if claims else [],
        headline=headlines[0] if headlines else draft_headline(analysis, claims),
    )


def _bare(name: str) -> str:
    return folded(name).strip().casefold()


def _groups(actors: Iterable[DraftActor], analysis: Analysis) -> list[_Group]:
    """Return the actors grouped by shared names, the text layer's reading of who is who among them."""
    read = [{_bare(name) for name in (actor.name, *actor.aliases)} for actor in draft_actors(analysis)]
    often = {name for names in read for name in names if sum(name in other for other in read) > 1}
    groups = [_Group(names - often, []) for names in read]
    for actor in actors:
        names = {_bare(name) for name in (actor.name, *actor.aliases)} - often or {_bare(actor.name)}
        near = [group for group in groups if group.names & names]
        kept = near[0] if near else _Group(set(), [])
        for other in near[1:]:
            kept.names |= other.names
            kept.actors += other.actors
            groups.remove(other)
        if not near:
            groups.append(kept)
        kept.names |= names
        kept.actors.append(actor)
    return groups


def _actor(actors: Sequence[DraftActor]) -> DraftActor:
    """Return several actors as one: the longest of their names, the first kind and role that say something."""
    name = max((actor.name for actor in actors), key=lambda name: (len(name_words(name)), len(name)))
    names = dict.fromkeys(other for actor in actors for other in (actor.name, *actor.aliases) if other != name)
    kinds = [actor.kind for actor in actors if actor.kind != "unknown"]
    roles = [actor.role for actor in actors if actor.role]
    return DraftActor(
        name=name,
        kind=kinds[0] if kinds else "unknown",
        role=roles[0] if roles else None,
        aliases=list(names),
    )


def _sources(drafts: Sequence[Draft], groups: Sequence[_Group]) -> tuple[list[DraftSource], list[dict[str, str]]]:
    """Return the sources, each once, and for each draft which new key stands for its own."""
    merged: dict[str, DraftSource] = {}
    keys: list[dict[str, str]] = []
    for draft in drafts:
        known: dict[str, str] = {}
        for source in draft.sources:
            bare = _bare(source.name)
            group = next((f"group {place}" for place, one in enumerate(groups) if bare in one.names), bare)
            if group not in merged:
                merged[group] = source.model_copy(update={"key": f"s{len(merged) + 1}"})
            elif len(source.name.split()) > len(merged[group].name.split()):
                merged[group] = merged[group].model_copy(update={"name": source.name})
            known.setdefault(source.key, merged[group].key)
        keys.append(known)
    return list(merged.values()), keys


def _renamed(claim: DraftClaim, keys: Mapping[str, str]) -> DraftClaim:
    """Return the claim with the new keys of its sources; an unknown key stays unknown to all."""
    links = [link.model_copy(update={"source": keys.get(link.source, f"?{link.source}")}) for link in claim.sources]
    against = [keys.get(key, f"?{key}") for key in claim.disputed_by]
    return claim.model_copy(update={"sources": links, "disputed_by": against})


def _spans(claim: DraftClaim, aligner: Aligner) -> list[Span]:
    placed = [aligner.align(quote.quote, quote.sentence).span for quote in claim.evidence]
    return [span for span in placed if span is not None]


def _first(claim: DraftClaim, aligner: Aligner) -> tuple[int, int]:
    spans = _spans(claim, aligner)
    return (spans[0].start, spans[0].end) if spans else (sys.maxsize, 0)


def _with_claims(claims: list[DraftClaim], more: Sequence[DraftClaim], aligner: Aligner) -> list[DraftClaim]:
    """Return the claims of the windows so far with those of the next.

    A claim whose words an earlier one has is that claim again, and so is one that holds the words of a single earlier
    claim and more; one that holds those of several says nothing that they do not say.
    """
    kept = list(claims)
    earlier = [_spans(claim, aligner) for claim in claims]
    for claim in more:
        spans = _spans(claim, aligner)
        around = [place for place, had in enumerate(earlier) if spans and had and spans[0].within(had[0])]
        inside = [place for place, had in enumerate(earlier) if spans and had and had[0].within(spans[0])]
        if around:
            kept[around[0]] = _both(kept[around[0]], claim)
        elif len(inside) == 1:
            kept[inside[0]] = _both(claim, kept[inside[0]])
        elif not inside:
            kept.append(claim)
    return kept


def _both(wide: DraftClaim, narrow: DraftClaim) -> DraftClaim:
    """Return two claims on the same words as one: words of the wider, reserve of the more reserved, cues of both."""
    stance = most_reserved(wide.endorsement, narrow.endorsement)
    cues = {(cue.sentence, cue.quote, cue.type): cue for cue in (*wide.cues, *narrow.cues)}
    return wide.model_copy(
        update={
            "endorsement": stance,
            "certainty": weakest_certainty(wide.certainty, narrow.certainty),
            "disputed_by": list(dict.fromkeys([*wide.disputed_by, *narrow.disputed_by]))
            if stance == "disputed"
            else [],
            "cues": list(cues.values()),
        }
    )


def _numbers(numbers: Iterable[DraftNumber], aligner: Aligner) -> list[DraftNumber]:
    """Return the quantities, each place once."""
    found: dict[object, DraftNumber] = {}
    for number in numbers:
        span = aligner.align(number.quote, number.sentence).span
        place: object = (span.start, span.end) if span else (number.sentence, number.quote)
        found.setdefault(place, number)
    return list(found.values())


def restricted(draft: Draft, claims: Sequence[DraftClaim], actors: Sequence[str]) -> Draft:
    """Return a draft with these claims of it, their sources and these actors alone; summary and headline stay."""
    used = {link.source for claim in claims for link in claim.sources}
    used |= {key for claim in claims for key in claim.disputed_by}
    return draft.model_copy(
        update={
            "claims": list(claims),
            "sources": [source for source in draft.sources if source.key in used],
            "actors": [actor for actor in draft.actors if actor.name in actors],
            "numbers": [],
        }
    )


def sentence_of(quotes: Sequence[DraftQuote]) -> int:
    """Return the number of the first sentence of an evidence, 0 where there is none."""
    return quotes[0].sentence if quotes else 0

"""The inventory of a brief: actors with every mention, quantities that the draft cites, both linked to claims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from summarizer.checks.ground import Ground
from summarizer.checks.grounding import name_in_article, variants
from summarizer.checks.rules import Log
from summarizer.domain.analysis import NumberMention
from summarizer.domain.brief import Actor, Claim, Number
from summarizer.domain.draft import Draft, DraftActor
from summarizer.domain.item import Item
from summarizer.domain.span import Span
from summarizer.text.markers import is_function_word, shortened


def ground_actors(draft: Draft, ground: Ground, log: Log) -> tuple[Actor, ...]:
    """Return the draft's actors with all their mentions, a1… in order of appearance.

    Names are verbatim; actors that share a name are one. A mention inside a longer mention of another actor is not
    counted, unless the actor has no other.
    """
    merged: list[tuple[DraftActor, list[str]]] = []
    for actor in draft.actors:
        names = _names(actor, ground, log)
        if not names:
            continue
        same = next((entry for entry in merged if set(entry[1]) & set(names)), None)
        if same is None:
            merged.append((actor, names))
        else:
            same[1].extend(name for name in names if name not in same[1])
    found = [(actor, names, _mentions(names, ground)) for actor, names in merged]
    held = _held({span for _, _, spans in found for span in spans})
    built = []
    for actor, names, spans in found:
        own = [span for span in spans if span not in held]
        built.append((tuple(own or spans), actor, names))
    built.sort(key=lambda entry: entry[0][0])
    return tuple(
        Actor(
            id=f"a{place}",
            name=names[0],
            kind=actor.kind,
            role=_role(
                actor, spans, [span for other, _, _ in built if other is not spans for span in other], ground, log
            ),
            aliases=tuple(names[1:]),
            mentions=spans,
        )
        for place, (spans, actor, names) in enumerate(built, 1)
    )


def _held(spans: Iterable[Span]) -> set[Span]:
    """Return which of the different spans lie inside a longer one of them."""
    held: set[Span] = set()
    reach = 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end <= reach:
            held.add(span)
        reach = max(reach, span.end)
    return held


def _names(actor: DraftActor, ground: Ground, log: Log) -> list[str]:
    """Return the actor's names as the article writes them, the fullest first as the draft gave it, without repeats."""
    names: list[str] = []
    item = Item("actor", actor.name)
    for name in (actor.name, *actor.aliases):
        found = name_in_article(name, ground)
        if found is None:
            log.add("actor.invented", f"«{shortened(name, 80)}» is not in the article", item=item, said=name)
        elif is_function_word(found):
            log.add("actor.unnamed", f"«{found}» names nobody", item=item, said=name)
        elif found not in names:
            names.append(found)
    return names


def _mentions(names: Iterable[str], ground: Ground) -> list[Span]:
    """Return every place of the names, longest first where they overlap, in order; noise only where nothing else is."""
    spans = {span for name in names for variant in variants(name) for span in ground.aligner.occurrences(variant)}
    kept: list[Span] = []
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            kept.append(span)
            end = span.end
    return [span for span in kept if not ground.is_noise(span)] or kept


def _role(actor: DraftActor, own: Sequence[Span], others: Sequence[Span], ground: Ground, log: Log) -> str | None:
    """Return the role as the article writes it, where it stands nearer to its actor than to any other."""
    if not actor.role or not actor.role.strip():
        return None
    places = [span for variant in variants(actor.role) for span in ground.aligner.occurrences(variant)]
    if not places:
        said = f"role «{shortened(actor.role, 80)}» of «{actor.name}» is not in the article"
        log.add("actor.role", said, item=Item("actor", actor.name), said=actor.role)
        return None
    for place in places:
        if _gap(place, own) <= _gap(place, others):
            return place.text
    said = f"role «{shortened(actor.role, 80)}» stands beside another than «{actor.name}»"
    log.add("actor.role", said, item=Item("actor", actor.name), said=actor.role)
    return None


def _gap(place: Span, spans: Iterable[Span]) -> float:
    """Return the fewest code points between a place and one of the spans."""
    gaps = (max(span.start - place.end, place.start - span.end, 0) for span in spans)
    return min(gaps, default=float("inf"))


def cite_numbers(
    draft: Draft, claims: Sequence[Claim], ground: Ground, log: Log
) -> tuple[tuple[NumberMention, str], ...]:
    """Return the quantities that the draft cites, by name or in evidence, in order of appearance.

    Value, bounds, unit and kind are the text layer's; what is measured is the draft's where it is verbatim.
    """
    cited: dict[Span, tuple[NumberMention, str]] = {}
    for number in draft.numbers:
        item = Item("number", number.quote)
        span = ground.aligner.align(number.quote, number.sentence).span
        if span is None:
            said = f"«{shortened(number.quote, 80)}» is not in the article"
            log.add("number.missing", said, item=item, said=number.quote)
            continue
        mentions = _overlapping(span, ground)
        if not mentions:
            log.add("number.unread", f"no quantity at «{shortened(span.text, 80)}»", span=span, item=item)
        measured = _measured(number.measures, ground, log)
        for mention in mentions:
            known = cited.get(mention.span)
            cited[mention.span] = (mention, (known[1] if known else "") or measured)
    for claim in claims:
        for mention in ground.passage(claim.evidence).numbers:
            cited.setdefault(mention.span, (mention, ""))
    return tuple(cited[span] for span in sorted(cited))


def _overlapping(span: Span, ground: Ground) -> tuple[NumberMention, ...]:
    """Return the quantities that lie in the span, else the first that it touches."""
    near = ground.numbers_at(span)
    return tuple(mention for mention in near if mention.span.within(span)) or near[:1]


def _measured(measures: str, ground: Ground, log: Log) -> str:
    if not measures.strip():
        return ""
    found = name_in_article(measures, ground)
    if found is None:
        log.add("number.measures", f"«{shortened(measures, 80)}» is not in the article")
    return found or ""


def link(
    claims: Sequence[Claim],
    ids: Mapping[str, str],
    actors: Sequence[Actor],
    numbers: Sequence[tuple[NumberMention, str]],
) -> tuple[Claim, ...]:
    """Return the claims under the brief's ids, with the actors and numbers that lie in their evidence.

    ``ids`` gives the brief's id for each claim key of the draft; the numbers are n1… in their order.
    """
    people = sorted((span.start, span.end, place) for place, actor in enumerate(actors) for span in actor.mentions)
    figures = [(mention.span.start, mention.span.end, place) for place, (mention, _) in enumerate(numbers, 1)]
    return tuple(
        claim.model_copy(
            update={
                "id": ids[claim.id],
                "actors": tuple(actors[place].id for place in _lying(people, claim.evidence)),
                "numbers": tuple(f"n{place}" for place in _lying(figures, claim.evidence)),
            }
        )
        for claim in claims
    )


def _lying(placed: Sequence[tuple[int, ...]], evidence: Iterable[Span]) -> list[int]:
    """Return the places of what lies in the evidence, in order, each once; ``placed`` is (start, end, place)."""
    found: set[int] = set()
    for span in evidence:
        near = placed[bisect_left(placed, (span.start,)) : bisect_left(placed, (span.end + 1,))]
        found.update(place for _, end, place in near if end <= span.end)
    return sorted(found)


def ground_numbers(numbers: Iterable[tuple[NumberMention, str]], claims: Iterable[Claim]) -> tuple[Number, ...]:
    """Return the cited quantities, n1… in their order, with the claims that carry them."""
    carried: dict[str, list[str]] = {}
    for claim in claims:
        for key in claim.numbers:
            carried.setdefault(key, []).append(claim.id)
    return tuple(
        Number(
            id=f"n{place}",
            text=mention.span.text,
            span=mention.span,
            low=mention.low,
            high=mention.high,
            comparator=mention.comparator,
            unit=mention.unit,
            kind=mention.kind,
            measures=measures or mention.measures,
            claims=tuple(carried.get(f"n{place}", ())),
        )
        for place, (mention, measures) in enumerate(numbers, 1)
    )

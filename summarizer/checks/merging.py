"""A second answer into the draft: only what was asked for is taken, each item in the place of the one it mends. Pure.

Claims and sources are known by their key. Actors, numbers and sentences of the summary have none: one with the same
name, quote or claims stands for its like, the others for what was asked, in order. A whole draft as the answer is
read the same way; what it repeats is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from summarizer.domain.draft import Draft, DraftActor, DraftClaim, DraftNumber, DraftSource, DraftSummarySentence
from summarizer.domain.item import Item

_Part = TypeVar("_Part", DraftClaim, DraftSource, DraftActor, DraftNumber, DraftSummarySentence)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a second answer gives, by the item it stands for. ``strays`` names what nobody asked for."""

    claims: Mapping[Item, DraftClaim] = field(default_factory=dict)
    sources: Mapping[Item, DraftSource] = field(default_factory=dict)
    actors: Mapping[Item, DraftActor] = field(default_factory=dict)
    numbers: Mapping[Item, DraftNumber] = field(default_factory=dict)
    summary: Mapping[Item, DraftSummarySentence] = field(default_factory=dict)
    headline: str = ""
    new_sources: tuple[DraftSource, ...] = ()
    strays: tuple[str, ...] = ()

    @property
    def items(self) -> dict[Item, Item]:
        """Return each item that is given, and what it is called after it: an actor may have another name now."""
        return {
            **{item: item for item in (*self.claims, *self.sources, *self.summary)},
            **{item: Item("actor", actor.name) for item, actor in self.actors.items()},
            **{item: Item("number", number.quote) for item, number in self.numbers.items()},
            **({Item("headline"): Item("headline")} if self.headline else {}),
        }


def read_answer(answer: Draft, draft: Draft, asked: Collection[Item]) -> Answer:
    """Return what of an answer stands for the items of the draft that were asked again."""
    strays: list[str] = []

    def taken(kind: str, key: Callable[[_Part], str], given: Sequence[_Part], had: Sequence[_Part]) -> dict[str, _Part]:
        wanted = [item.key for item in asked if item.kind == kind]
        keyed = kind in ("claim", "source")
        found, others = _paired(wanted, key, given, had, keyed=keyed)
        strays.extend(f"{kind} {key(other)}".strip() for other in others)
        return found

    claims = taken("claim", lambda one: one.key, answer.claims, draft.claims)
    used = {link.source for claim in claims.values() for link in claim.sources}
    used |= {key for claim in claims.values() for key in claim.disputed_by}
    known = {source.key for source in draft.sources}
    new = tuple(one for one in answer.sources if one.key in used - known)
    given_sources = [one for one in answer.sources if one not in new]
    sources = taken("source", lambda one: one.key, given_sources, draft.sources)
    actors = taken("actor", lambda one: one.name, answer.actors, draft.actors)
    numbers = taken("number", lambda one: one.quote, answer.numbers, draft.numbers)
    headline = " ".join(answer.headline.split())
    if headline and Item("headline") not in asked and headline != " ".join(draft.headline.split()):
        strays.append("headline")
    return Answer(
        claims={Item("claim", key): one for key, one in claims.items()},
        sources={Item("source", key): one for key, one in sources.items()},
        actors={Item("actor", key): one for key, one in actors.items()},
        numbers={Item("number", key): one for key, one in numbers.items()},
        summary=_sentences(answer, draft, asked, strays),
        headline=headline if Item("headline") in asked else "",
        new_sources=new,
        strays=tuple(strays),
    )


def merge(draft: Draft, answer: Answer, wanted: Collection[Item]) -> Draft:
    """Return the draft with those wanted items that the answer gives in their place; all others are as they were."""
    claims = [_instead(answer.claims, Item("claim", one.key), one, wanted) for one in draft.claims]
    used = {link.source for claim in claims for link in claim.sources}
    used |= {key for claim in claims for key in claim.disputed_by}
    new = [one for one in answer.new_sources if one.key in used]
    sources = [_instead(answer.sources, Item("source", one.key), one, wanted) for one in draft.sources]
    summary = [
        _instead(answer.summary, Item("summary", str(place)), one, wanted) for place, one in enumerate(draft.summary, 1)
    ]
    return draft.model_copy(
        update={
            "claims": claims,
            "sources": [*sources, *new],
            "actors": [_instead(answer.actors, Item("actor", one.name), one, wanted) for one in draft.actors],
            "numbers": [_instead(answer.numbers, Item("number", one.quote), one, wanted) for one in draft.numbers],
            "summary": summary,
            "headline": answer.headline if answer.headline and Item("headline") in wanted else draft.headline,
        }
    )


def _instead(given: Mapping[Item, _Part], item: Item, old: _Part, wanted: Collection[Item]) -> _Part:
    return given.get(item, old) if item in wanted else old


def _paired(
    wanted: Sequence[str], key: Callable[[_Part], str], given: Sequence[_Part], had: Sequence[_Part], *, keyed: bool
) -> tuple[dict[str, _Part], list[_Part]]:
    """Return what stands for each wanted key, and what stands for none and is not in the draft as it is."""
    found: dict[str, _Part] = {}
    rest: list[_Part] = []
    for one in given:
        if key(one) in wanted and key(one) not in found:
            found[key(one)] = one
        elif one not in had:
            rest.append(one)
    known = {key(one) for one in had}
    free = [] if keyed else [one for one in wanted if one not in found]
    strays = []
    for one in rest:
        if free and key(one) not in known:
            found[free.pop(0)] = one
        else:
            strays.append(one)
    return found, strays


def _sentences(
    answer: Draft, draft: Draft, asked: Collection[Item], strays: list[str]
) -> dict[Item, DraftSummarySentence]:
    """Return what stands for the sentences asked: by place in a whole summary, else by claims, else in order."""
    places = sorted(int(item.key) for item in asked if item.kind == "summary")
    given = list(answer.summary)
    if len(given) == len(draft.summary):
        pairs = {place: given[place - 1] for place in places}
        rest = [one for place, one in enumerate(given, 1) if place not in places and one != draft.summary[place - 1]]
    else:
        pairs, rest = {}, []
        for one in given:
            alike = [place for place in places if set(draft.summary[place - 1].claims) == set(one.claims)]
            free = [place for place in (*alike, *places) if place not in pairs]
            if free and one not in draft.summary:
                pairs[free[0]] = one
            elif one not in draft.summary:
                rest.append(one)
    strays.extend("summary sentence" for _ in rest)
    return {Item("summary", str(place)): one for place, one in pairs.items()}

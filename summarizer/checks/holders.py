"""Holders: whose words a claim gives, held against whom the article names for them.

A claim's origin has to be one to whom the article gives words at the evidence, by another name of his perhaps. Where
the reading rests on a pronoun or on a sentence before, a draft may know better, if its origin is spoken of there.
Never in it: whether a claim has sources at all (``invariants``).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from summarizer.checks.ground import Ground, chain_of
from summarizer.checks.passage import Passage
from summarizer.checks.rules import Log
from summarizer.domain.analysis import Holder, Reading
from summarizer.domain.brief import Claim, Source
from summarizer.domain.span import Span
from summarizer.domain.terms import most_reserved
from summarizer.text.holder_kinds import is_anonymous, is_held
from summarizer.text.repeating import may_mean_a_name, name_key
from summarizer.text.telling import told

_BACK = 5
"""Sentences before the evidence in which somebody is near enough for words that the article gives to nobody."""
_JUST = 2
"""Sentences before the evidence in which he stands whom a pronoun of it may mean."""


def settle_holders(
    claim: Claim, passage: Passage, ground: Ground, log: Log, others: Collection[str] = frozenset()
) -> Claim:
    """Return the claim given to whom the article gives it: anonymous as there, origin and relay as there.

    ``others`` are the names of the draft's sources: whom it lists by himself is nobody else.
    """
    if not claim.sources:
        return claim
    reading = next((one for one in (passage.main, *passage.readings) if one is not None and one.chain), None)
    promoted = reading is not None and _is_promoted(claim.sources, chain_of(reading.chain), ground)
    origin = claim.sources[0]
    if promoted or _is_another(claim, passage, ground, others):
        claim = _given(claim, reading, log)
    if claim.source_type == "named" and (is_anonymous(origin.name) or _is_nameless(claim.sources[0], reading, ground)):
        log.add("settled.source", f"named; {origin.name} is anonymous", claim=claim.id)
        claim = claim.model_copy(update={"source_type": "anonymous"})
    return claim


def _given(claim: Claim, reading: Reading | None, log: Log) -> Claim:
    """Return the claim given to the chain of a reading, or to nobody in sight; never firmer for it."""
    if reading is None:
        log.add("settled.holder", f"{claim.sources[0].name}; the article names nobody", claim=claim.id)
        stance = most_reserved(claim.endorsement, "attributed")
        return claim.model_copy(update={"sources": (), "source_type": "unspecified", "endorsement": stance})
    chain = chain_of(reading.chain)
    who = ", ".join(source.name for source in chain)
    log.add("settled.holder", f"{claim.sources[0].name}; the article names {who}", claim=claim.id)
    kind = "anonymous" if "anonymous" in (claim.source_type, reading.source_type) else "named"
    return claim.model_copy(update={"sources": chain, "source_type": kind})


def _is_nameless(origin: Source, reading: Reading | None, ground: Ground) -> bool:
    """Tell whether an origin is only a class of people: by its own words, or as the article's reading has it."""
    if is_anonymous(origin.name):
        return True
    if reading is not None and reading.source_type == "anonymous":
        return _same(origin, chain_of(reading.chain)[0], ground)
    return any(holder.anonymous and holder.name == origin.name for holder in ground.holders)


def _is_promoted(mine: Sequence[Source], chain: Sequence[Source], ground: Ground) -> bool:
    """Tell whether the claim has as its origin who is only a relay in the article, and lacks the origin."""
    if len(chain) < 2 or _same(mine[0], chain[0], ground):
        return False
    relays = [link for link in chain if link.role == "relay"]
    lacks = not any(_same(link, chain[0], ground) for link in mine)
    return lacks and any(_same(mine[0], relay, ground) for relay in relays)


def _is_another(claim: Claim, passage: Passage, ground: Ground, others: Collection[str]) -> bool:
    """Tell whether the article gives the words to somebody else than the origin of a claim, or to nobody near him."""
    origin, evidence = claim.sources[0], claim.evidence
    if not passage.sentences or not passage.readings:
        return False
    links = [link for one in passage.readings for link in one.chain]
    here = ground.holders_at(evidence)
    if any(_same(origin, _source(holder), ground) for holder in (*(link.holder for link in links), *here)):
        return False
    first, last = passage.sentences[0].number, passage.sentences[-1].number
    if not links:
        return not ground.cast.is_main(origin.name) and not _is_spoken_of(
            origin, min([first, *_carried(passage)]) - _BACK, last, ground
        )
    if _is_beside(origin, passage, evidence, ground):
        return True
    if any(_may_mean(link.holder, origin, ground, others) for link in links):
        back = first - 1 if ground.cast.is_named(origin.name) else _BACK
        return not _is_spoken_of(origin, first - back, last, ground)
    named = ground.cast.is_named(origin.name) and all(ground.cast.is_named(link.holder.name) for link in links)
    quoted = not ground.cued_at(evidence) and all(one.report_form == "direct" for one in passage.readings)
    if named and (quoted or not here):
        return True  # no pronoun here that could mean somebody else: the words go on
    places = [ground.analysis.sentence_at(link.holder.span.start) for link in links]
    from_elsewhere = [place.number for place in places if place is not None and place not in passage.sentences]
    if len(from_elsewhere) < len(links) or not any(_are_alike(link.holder, origin) for link in links):
        return True
    start = max(min(first, *from_elsewhere), first - _JUST)
    return not _is_spoken_of(origin, start, last, ground)


def _is_beside(origin: Source, passage: Passage, evidence: Sequence[Span], ground: Ground) -> bool:
    """Tell whether the evidence says «selon X», and the origin is who has other words of its sentence by such words."""
    if not any(one.cue.type == "attribution_prep" for one in ground.cued_at(evidence)):
        return False
    around = ground.cued_at([sentence.span for sentence in passage.sentences])
    beside = [one.holder for one in around if one.cue.type == "attribution_prep" and one.holder is not None]
    return any(_same(origin, _source(holder), ground) for holder in beside)


def _carried(passage: Passage) -> list[int]:
    return [one.carried_from for one in passage.readings if one.carried_from]


def _source(holder: Holder) -> Source:
    return Source(name=holder.name, kind=holder.kind, role="origin")


def _may_mean(holder: Holder, origin: Source, ground: Ground, others: Collection[str]) -> bool:
    """Tell whether a holder may be whom the claim names: a description or a noun that takes him up, of his kind."""
    takes_up = may_mean_a_name(holder.name)
    nameless = not takes_up and (holder.anonymous or is_anonymous(holder.name))
    if nameless != is_anonymous(origin.name):
        return False
    if not _are_alike(holder, origin) or ground.cast.are_of_two_places(holder.name, origin.name):
        return False
    if takes_up:
        return True
    if any(name.lower() == holder.name.lower() for name in others if name != origin.name):
        return False
    read = told(holder.name)
    names = ground.cast.words & {*read.names, *read.openers}
    return not names & ground.cast.people and (not names or holder.kind == "person")


def _are_alike(holder: Holder, origin: Source) -> bool:
    """Tell whether both may be persons, or neither; a medium may be what it publishes, not the papers it has."""
    if holder.kind == "document" and origin.kind == "media" and is_held(holder.name):
        return False
    return "unknown" in (holder.kind, origin.kind) or (holder.kind == "person") == (origin.kind == "person")


def _is_spoken_of(origin: Source, first: int, last: int, ground: Ground) -> bool:
    """Tell whether sentences of the article name somebody, by another of his names perhaps."""
    words = _words(origin.name)
    for number in range(max(first, 1), last + 1):
        sentence = ground.analysis.sentence(number)
        if sentence is None:
            continue
        if words & _words(sentence.span.text) or ground.cast.same(origin.name, sentence.span.text):
            return True
    return False


def _same(one: Source, other: Source, ground: Ground) -> bool:
    """Tell whether two sources are one: they share a telling word, or words of names of one actor."""
    if one.name == other.name or ground.cast.same(one.name, other.name):
        return True
    if ground.cast.are_two(one.name, other.name):
        return False
    if _words(one.name) & _words(other.name):
        return True
    if ground.cast.plays(one.name, other.name) or ground.cast.plays(other.name, one.name):
        return True
    return _abbreviates(one.name, other.name) or _abbreviates(other.name, one.name)


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a name is made of the first letters of another: «l'ARS» of «agence régionale de santé»."""
    letters = short.split("’")[-1].split("'")[-1].split()[-1].lower()
    return len(letters) > 1 and letters == "".join(word[0] for word in long.lower().split() if len(word) > 2)


def _words(name: str) -> frozenset[str]:
    read = told(name)
    return frozenset(
        {*(stem for stem, _ in read.stems), *read.names, *read.openers} - {name_key("le"), "la", "les", "l"}
    )

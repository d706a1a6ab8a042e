"""Holders: whose words a claim gives, held against whom the article names for them.

Only what stands in the sentence itself decides: an incise, «selon X», a verb of saying with its subject. Where the
reading had to look further, a draft may know better. Never in it: whether a claim has sources at all (``invariants``).
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.checks.ground import Ground, chain_of
from summarizer.checks.passage import Passage
from summarizer.checks.rules import Log
from summarizer.domain.analysis import Holder, Reading
from summarizer.domain.brief import Claim, Source
from summarizer.text.holders import is_anonymous
from summarizer.text.repeating import name_key
from summarizer.text.telling import told

_SHORT = 2
"""Words of a description that may take up a name, at most: article and noun."""


def settle_holders(claim: Claim, passage: Passage, ground: Ground, log: Log) -> Claim:
    """Return the claim given to whom the article gives it: anonymous as there, origin and relay as there."""
    reading = passage.main
    if reading is None or not reading.chain or not claim.sources:
        return claim
    chain = chain_of(reading.chain)
    if _is_another(claim, reading, passage, ground) or _is_promoted(claim.sources, chain, ground):
        who = ", ".join(source.name for source in chain)
        log.add("settled.holder", f"{claim.sources[0].name}; the article names {who}", claim=claim.id)
        claim = claim.model_copy(update={"sources": chain, "source_type": reading.source_type})
    anonymous = reading.source_type == "anonymous" or is_anonymous(claim.sources[0].name)
    if claim.source_type == "named" and anonymous and _same(claim.sources[0], chain[0], ground):
        log.add("settled.source", f"named; {claim.sources[0].name} is anonymous", claim=claim.id)
        claim = claim.model_copy(update={"source_type": "anonymous"})
    return claim


def _is_promoted(mine: Sequence[Source], chain: Sequence[Source], ground: Ground) -> bool:
    """Tell whether the claim has as its origin who is only a relay in the article, and lacks the origin."""
    if len(chain) < 2 or _same(mine[0], chain[0], ground):
        return False
    relays = [link for link in chain if link.role == "relay"]
    lacks = not any(_same(link, chain[0], ground) for link in mine)
    return lacks and any(_same(mine[0], relay, ground) for relay in relays)


def _is_another(claim: Claim, reading: Reading, passage: Passage, ground: Ground) -> bool:
    """Tell whether the article names a holder for the words, and the claim one of whom nothing is said in between.

    In between: the sentences of the evidence, and those back to where the holder is named, where he is carried over.
    """
    origin = claim.sources[0]
    if not passage.sentences:
        return False
    if any(_same(origin, link, ground) for one in passage.readings for link in chain_of(one.chain)):
        return False
    if not any(_is_told_apart(link.holder, origin, ground) for link in reading.chain):
        return False
    first = reading.carried_from or passage.sentences[0].number
    last = passage.sentences[-1].number
    between = [one for number in range(min(first, last), last + 1) if (one := ground.analysis.sentence(number))]
    return not any(_words(origin.name) & _words(one.span.text) for one in between)


def _is_told_apart(holder: Holder, origin: Source, ground: Ground) -> bool:
    """Tell whether a holder cannot be whom the claim names: he has a name of his own, or is of another kind.

    «L'ex-ministre» and «le groupe» may well be the person and the firm that the claim names.
    """
    read = told(holder.name)
    if not ground.cast.words.isdisjoint((*read.names, *read.openers)) and holder.kind == "person":
        return any(word in ground.cast.people for word in (*read.names, *read.openers))
    return (
        "unknown" not in (holder.kind, origin.kind) and holder.kind != origin.kind and len(holder.name.split()) > _SHORT
    )


def _same(one: Source, other: Source, ground: Ground) -> bool:
    """Tell whether two sources are one: they share a telling word, or words of names of one actor."""
    if one.name == other.name or _words(one.name) & _words(other.name) or ground.cast.plays(one.name, other.name):
        return True
    if _abbreviates(one.name, other.name) or _abbreviates(other.name, one.name):
        return True
    return not ground.cast.foreign(one.name, [other.name], ()) and bool(told(one.name).names or told(one.name).openers)


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a name is made of the first letters of another: «l'ARS» of «agence régionale de santé»."""
    letters = short.split("’")[-1].split("'")[-1].split()[-1].lower()
    return len(letters) > 1 and letters == "".join(word[0] for word in long.lower().split() if len(word) > 2)


def _words(name: str) -> frozenset[str]:
    read = told(name)
    return frozenset(
        {*(stem for stem, _ in read.stems), *read.names, *read.openers} - {name_key("le"), "la", "les", "l"}
    )

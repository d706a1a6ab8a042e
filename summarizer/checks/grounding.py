"""From what a draft says to what the article shows: quotes to spans, keys to sources, or left out with a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.checks.ground import Ground, chain_of, hedging_of
from summarizer.checks.places import inside
from summarizer.checks.rules import Log
from summarizer.domain.analysis import NumberMention
from summarizer.domain.brief import BriefCue, Claim, Source
from summarizer.domain.draft import Draft, DraftClaim, DraftCue, DraftQuote, DraftSource
from summarizer.domain.item import Item
from summarizer.domain.span import Span
from summarizer.domain.terms import CueType, SourceType, hedging_level, most_reserved
from summarizer.text.markers import shortened

NAMES_NOBODY: tuple[SourceType, ...] = ("author", "unspecified")


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a draft by key; ``verbatim`` is None where the name is not in the article."""

    named: dict[str, DraftSource]
    verbatim: dict[str, str | None]

    @property
    def names(self) -> frozenset[str]:
        """The names that the article has."""
        return frozenset(name for name in self.verbatim.values() if name is not None)


def ground_sources(draft: Draft, ground: Ground, log: Log) -> Sources:
    """Return the draft's sources with their names as the article writes them."""
    named: dict[str, DraftSource] = {}
    verbatim: dict[str, str | None] = {}
    for source in draft.sources:
        if source.key in named:
            log.add("draft.key", f"source key {source.key} stands twice", item=Item("source", source.key))
            continue
        named[source.key] = source
        verbatim[source.key] = found = name_in_article(source.name, ground)
        if found is None:
            said = f"source {source.key} «{shortened(source.name, 80)}» is not in the article"
            log.add("source.invented", said, item=Item("source", source.key), said=source.name)
    return Sources(named, verbatim)


def name_in_article(name: str, ground: Ground) -> str | None:
    """Return the name as the article writes it, up to typography and the case of its first letter, or None."""
    for variant in variants(name):
        span = ground.aligner.align(variant).span
        if span is not None:
            return span.text
    return None


def variants(name: str) -> tuple[str, ...]:
    """Return a name as it is and with its first letter in the other case: «le Kremlin», «Le Kremlin»."""
    plain = name.strip()
    swapped = plain[:1].swapcase() + plain[1:]
    return (plain, swapped) if swapped != plain else (plain,)


def ground_claim(claim: DraftClaim, sources: Sources, ground: Ground, log: Log) -> Claim | None:
    """Return a draft's claim on the article's ground, or None where it stands on nothing.

    Its id is still the draft's key, its hedging is that of the draft's fields, its actors and numbers are not linked
    yet.
    """
    evidence = _evidence(claim, ground, log)
    if not evidence:
        said = f"claim {claim.key} left out: none of its evidence is in the article"
        log.add("evidence.missing", said, item=Item("claim", claim.key))
        return None
    chain, lost = _chain(claim, [(link.source, link.role) for link in claim.sources], sources, log)
    disputed_by, _ = _chain(claim, [(key, "origin") for key in claim.disputed_by], sources, log)
    grounded = Claim.model_construct(
        id=claim.key,
        text=" ".join(claim.text.split()),
        evidence=evidence,
        source_type=claim.source_type,
        sources=chain,
        report_form=claim.report_form,
        certainty=claim.certainty,
        endorsement=claim.endorsement,
        disputed_by=disputed_by,
        polarity=claim.polarity,
        tense=claim.tense,
        event_status=claim.event_status,
        hedging=hedging_of(hedging_level(claim.endorsement, claim.certainty, claim.source_type)),
        cues=_cues(claim, evidence, ground, log),
        actors=(),
        numbers=(),
    )
    return _resolve_sources(grounded, lost, ground, log)


def _evidence(claim: DraftClaim, ground: Ground, log: Log) -> tuple[Span, ...]:
    spans: set[Span] = set()
    for quote in claim.evidence:
        span = _place(quote, ground)
        if span is None:
            said = f"not in the article: «{shortened(quote.quote, 120)}»"
            log.add("evidence.dropped", said, claim=claim.key, said=quote.quote)
        elif ground.is_noise(span):
            log.add("evidence.noise", f"noise: «{shortened(span.text, 120)}»", span=span, claim=claim.key)
        else:
            here = [sentence.number for sentence in ground.sentences_at(span)]
            if here and quote.sentence not in here:
                said = f"sentence {quote.sentence} was named, it stands in {here[0]}"
                log.add("evidence.moved", said, span=span, claim=claim.key)
            spans.add(_widen(span, claim.key, ground, log))
    if len(spans) < 2:
        return tuple(spans)
    return tuple(sorted(span for span in spans if not inside(span, spans - {span})))


def _place(quote: DraftQuote | DraftCue, ground: Ground) -> Span | None:
    return ground.aligner.align(quote.quote, quote.sentence).span


def _widen(span: Span, key: str, ground: Ground, log: Log) -> Span:
    """Return the span with the figures it cuts made whole, and the words that bound them beside them."""
    start, end = span.start, span.end
    for mention in ground.numbers_at(span):
        low, high = _extent(mention)
        if mention.span.start < end and start < mention.span.end:
            start, end = min(start, low), max(end, high)
    if (start, end) == (span.start, span.end) or not ground.aligner.is_bordered(start, end):
        return span
    wider = Span.of(ground.text, start, end)
    log.add("evidence.widened", f"«{span.text}» cuts «{wider.text}»", span=wider, claim=key)
    return wider


def _extent(mention: NumberMention) -> tuple[int, int]:
    approx = mention.approx or mention.span
    return min(approx.start, mention.span.start), max(approx.end, mention.span.end)


def _cues(claim: DraftClaim, evidence: tuple[Span, ...], ground: Ground, log: Log) -> tuple[BriefCue, ...]:
    cues: dict[tuple[CueType, Span], BriefCue] = {}
    for cue in claim.cues:
        span = _place(cue, ground)
        if span is None and cue.type == "carry_over":
            span = _carried_from(evidence, ground)
        if span is None:
            said = f"not in the article: «{shortened(cue.quote, 80)}»"
            log.add("cue.missing", said, claim=claim.key, said=cue.quote)
            continue
        if (cue.type, span) not in cues:
            cues[cue.type, span] = BriefCue(type=cue.type, text=span.text, span=span)
    return tuple(cues.values())


def _carried_from(evidence: tuple[Span, ...], ground: Ground) -> Span | None:
    """Return what a carry-over without words points to: the reading's own words for it, or the attribution there."""
    for reading in ground.passage(evidence).readings:
        for cue in reading.cues:
            if cue.type == "carry_over" and cue.span.text.strip():
                return cue.span
        sentence = ground.analysis.sentence(reading.carried_from) if reading.carried_from else None
        for attribution in ground.analysis.attributions:
            if sentence and attribution.cue.span.within(sentence.span):
                return attribution.cue.span
    return None


def _chain(
    claim: DraftClaim, links: Sequence[tuple[str, str]], sources: Sources, log: Log
) -> tuple[tuple[Source, ...], bool]:
    """Return the links that stand, origin first, and whether an origin or the first link was lost."""
    if not links:
        return (), False
    chain: list[Source] = []
    lost = False
    for key, role in links:
        source, name = sources.named.get(key), sources.verbatim.get(key)
        if source is None:
            log.add("source.unknown", f"no source has the key {key}", claim=claim.key)
        if source is None or name is None:
            lost = lost or role == "origin" or not chain
            continue
        link = Source(name=name, kind=source.kind, role="relay" if role == "relay" else "origin")
        if link not in chain:
            chain.append(link)
    return tuple(sorted(chain, key=lambda link: link.role != "origin")), lost


def _resolve_sources(claim: Claim, lost: bool, ground: Ground, log: Log) -> Claim | None:
    """Return the claim with source type and chain that agree, never firmer than the draft; None where they cannot."""
    if claim.source_type in NAMES_NOBODY:
        if not claim.sources:
            if not lost:
                return claim
            return _from_reading(claim, ground, log) if claim.source_type == "author" else claim
        log.add("source.chain", f"{claim.source_type}, yet sources are named", claim=claim.id)
        if claim.source_type == "unspecified":
            return claim.model_copy(update={"sources": ()})
        stance = most_reserved(claim.endorsement, "attributed")
        return claim.model_copy(update={"source_type": "named", "endorsement": stance})
    if claim.sources and not lost:
        return claim
    return _from_reading(claim, ground, log)


def _from_reading(claim: Claim, ground: Ground, log: Log) -> Claim | None:
    """Return the claim with the source of the article's reading; None where the reading has nobody either."""
    for reading in ground.passage(claim.evidence).readings:
        chain = chain_of(reading.chain)
        if reading.source_type in ("named", "anonymous") and chain:
            who = ", ".join(source.name for source in chain)
            log.add("source.fallback", f"the article gives it to {who}", claim=claim.id)
            stance = most_reserved(claim.endorsement, "attributed")
            kind = "anonymous" if "anonymous" in (claim.source_type, reading.source_type) else "named"
            return claim.model_copy(update={"source_type": kind, "sources": chain, "endorsement": stance})
    said = f"claim {claim.id} left out: its source is not in the article"
    log.add("source.unresolved", said, item=Item("claim", claim.id))
    return None

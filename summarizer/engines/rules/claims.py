"""Claims: which readings are worth a claim, and how they are put as one. Order of appearance."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.domain.analysis import Analysis, Attribution, Cue, Reading, SourceLink
from summarizer.domain.draft import DraftClaim, DraftCue, DraftQuote, DraftSource, DraftSourceLink
from summarizer.engines.rules.wording import claim_text, is_framed
from summarizer.text.disputes import opens_pointing

_TOLD_WORDS = 6
"""Words before a quoted question that make a statement of their own."""
_FEWEST_WORDS = 2
"""A statement of fewer words («Personne.») says nothing on its own."""
_CITING_WORDS = 8
"""Words of a relative that says nothing but whom a medium cites, at most."""
_ASIDE = 60
"""Characters behind «que porte X» from which the sentence states something of its own."""


def draft_claims(analysis: Analysis) -> tuple[list[DraftSource], list[DraftClaim]]:
    """Return the sources and the claims of an analysis. Every key of a claim names a source of the list."""
    sources: dict[str, DraftSource] = {}
    claims: list[DraftClaim] = []
    back = [attribution for attribution in analysis.attributions if attribution.retroactive]
    for reading in analysis.readings:
        if _says_something(analysis, reading, back) and (not reading.nested or reading.about is not None):
            claims.append(_claim(analysis, reading, f"c{len(claims) + 1}", sources, back))
    return list(sources.values()), claims


def _says_something(analysis: Analysis, reading: Reading, back: Sequence[Attribution]) -> bool:
    """Tell whether a reading states anything: no question, no bare frame («C'est ce que dit X»), no bare disclaimer.

    ``back`` are the attributions of the article that point back.
    """
    text = reading.statement.text
    if len(text.split()) < _FEWEST_WORDS or _asks(text):
        return False
    if _is_frame(reading, back) or _is_name(analysis, reading) or _only_cites(reading):
        return False
    return not _is_disclaimer(analysis, reading)


def _is_name(analysis: Analysis, reading: Reading) -> bool:
    """Tell whether the statement is nothing but somebody: «…, jure l'un de ses proches, le sénateur Vauzelle, …»."""
    span = reading.statement
    return any(name.span.start <= span.start and span.end <= name.span.end + 1 for name in analysis.names)


def _only_cites(reading: Reading) -> bool:
    """Tell whether a relative does nothing but name whom a medium cites: «…, qui cite des images satellites»."""
    start, words = reading.statement.start, reading.statement.text.lower().split()
    if words[0] != "qui" or len(words) > _CITING_WORDS:
        return False
    return any(cue.type == "relay" and cue.span.start == start for cue in reading.cues)


def _asks(text: str) -> bool:
    """Tell whether the statement is a question; one that is only quoted at its end leaves what stands before it."""
    opening = min((at for at in (text.find(mark) for mark in '«“"') if at > 0), default=-1)
    before = text[:opening] if opening > 0 else text
    return "?" in text and ("?" in before or len(before.split()) < _TOLD_WORDS)


def _is_frame(reading: Reading, back: Sequence[Attribution]) -> bool:
    """Tell whether the statement does nothing but attribute the one before it."""
    within = [attribution.cue.span for attribution in back if attribution.cue.span.within(reading.statement)]
    aside = all(cue.text.startswith("que ") and reading.statement.end - cue.end > _ASIDE for cue in within)
    return not reading.chain and bool(within) and not aside  # «Ce reproche, que porte X, son chef l'assortit de…»


def _is_disclaimer(analysis: Analysis, reading: Reading) -> bool:
    """Tell whether the statement only disclaims other statements, and is already a cue of one of them."""
    own = [cue for cue in reading.cues if cue.type == "verification_disclaimer"]
    if not own or reading.chain or reading.endorsement != "asserted":
        return False
    if opens_pointing(reading.statement.text):
        return True  # «Ces informations n'ont pas pu être vérifiées»: nothing of its own, whatever it reaches
    return any(cue in other.cues for cue in own for other in analysis.readings if other is not reading)


def _claim(
    analysis: Analysis, reading: Reading, key: str, sources: dict[str, DraftSource], back: Sequence[Attribution]
) -> DraftClaim:
    return DraftClaim(
        key=key,
        evidence=_evidence(analysis, reading, back),
        cues=[quote for cue in reading.cues if (quote := _cue(analysis, reading, cue)) is not None],
        source_type=reading.source_type,
        sources=[DraftSourceLink(source=_source(link, sources), role=link.role) for link in reading.chain],
        report_form=reading.report_form,
        certainty=reading.certainty,
        endorsement=reading.endorsement,
        disputed_by=[_source(link, sources) for link in reading.disputed_by],
        polarity=reading.polarity,
        tense=reading.tense,
        event_status=reading.event_status,
        text=claim_text(analysis, reading, framed=is_framed(reading)),
    )


def _evidence(analysis: Analysis, reading: Reading, back: Sequence[Attribution]) -> list[DraftQuote]:
    """Return the statement, and the sentence that attributes it where that is the next one («C'est ce que dit X»)."""
    quotes = [DraftQuote(sentence=reading.sentence, quote=reading.statement.text)]
    for attribution in back:
        if attribution.scope.overlaps(reading.statement):
            frame = analysis.sentence_at(attribution.cue.span.start)
            if frame is not None:
                quotes.append(DraftQuote(sentence=frame.number, quote=frame.span.text))
    return quotes


def _cue(analysis: Analysis, reading: Reading, cue: Cue) -> DraftCue | None:
    sentence = analysis.sentence(reading.sentence)
    if sentence is None or not sentence.span.start <= cue.span.start < sentence.span.end:
        sentence = analysis.sentence_at(cue.span.start)
    return DraftCue(sentence=sentence.number, quote=cue.span.text, type=cue.type) if sentence is not None else None


def _source(link: SourceLink, sources: dict[str, DraftSource]) -> str:
    name = link.holder.name
    if name not in sources:
        sources[name] = DraftSource(key=f"s{len(sources) + 1}", name=name, kind=link.holder.kind)
    return sources[name].key

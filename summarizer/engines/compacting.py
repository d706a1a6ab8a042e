"""From a draft to the compact draft: how a draft is shown to a model that is asked to amend it.

What ``expanding`` would put back is left out. Reading what is written here gives the draft again, but for quantities
and for those cues that the compact form does not ask for.
"""

from __future__ import annotations

import json
from typing import Any

from summarizer.domain.analysis import Analysis
from summarizer.domain.compact import CompactActor, CompactClaim, CompactDraft, CompactSource
from summarizer.domain.compact import CompactSummarySentence as Sentence
from summarizer.domain.draft import Draft, DraftClaim, DraftQuote
from summarizer.engines.expanding import AGAINST, NOBODY, stated
from summarizer.engines.readings import RESERVE_CUES, Values, values_at
from summarizer.text.align import Aligner
from summarizer.text.fold import folded

_LONG_WORDS, _KEPT_WORDS = 10, 4
"""From how many words on a part of a sentence is shown by its first and last words, and how many of each."""


def write_compact(draft: Draft, analysis: Analysis) -> str:
    """Return the compact draft as JSON without blanks and without escapes."""
    body: dict[str, Any] = compacted(draft, analysis).model_dump()
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def compacted(draft: Draft, analysis: Analysis) -> CompactDraft:
    """Return the compact form of a draft."""
    aligner = Aligner(analysis.article.text, analysis.sentences)
    first = [(claim.sources[0].source, claim.source_type) for claim in draft.claims if claim.sources]
    anonymous = {key for key, kind in first if kind == "anonymous"}
    return CompactDraft(
        actors=[CompactActor(**{**actor.model_dump(), "role": actor.role or ""}) for actor in draft.actors],
        sources=[CompactSource(**one.model_dump(), anonymous=one.key in anonymous) for one in draft.sources],
        claims=[_claim(claim, analysis, aligner) for claim in draft.claims],
        summary=[Sentence(**sentence.model_dump()) for sentence in draft.summary],
        headline=draft.headline,
    )


def passage(quote: DraftQuote, analysis: Analysis, aligner: Aligner) -> str:
    """Return a quotation as an entry of ``evidence``: «[3]», «[3] words», «[3] first words … last words»."""
    sentence = analysis.sentence(quote.sentence)
    if sentence is None:
        return f"[{quote.sentence}] {quote.quote}"
    if _bare(quote.quote) == _bare(sentence.span.text):
        return f"[{quote.sentence}]"
    span = aligner.align(quote.quote, quote.sentence).span
    words = quote.quote.split()
    if span is None or not span.within(sentence.span) or len(words) < _LONG_WORDS:
        return f"[{quote.sentence}] {quote.quote}"
    head, tail = " ".join(words[:_KEPT_WORDS]), " ".join(words[-_KEPT_WORDS:])
    heads = [one for one in aligner.occurrences(head) if one.within(sentence.span)]
    tails = [one for one in aligner.occurrences(tail) if one.within(sentence.span)]
    alone = len(heads) == len(tails) == 1 and (heads[0].start, tails[0].end) == (span.start, span.end)
    return f"[{quote.sentence}] {head} … {tail}" if alone else f"[{quote.sentence}] {quote.quote}"


def _bare(words: str) -> str:
    return folded(words).strip().rstrip(".")


def _claim(claim: DraftClaim, analysis: Analysis, aligner: Aligner) -> CompactClaim:
    placed = [aligner.align(quote.quote, quote.sentence).span for quote in claim.evidence]
    passages = [span for span in placed if span is not None]
    sourced = claim.source_type != "author"
    values = Values(claim.endorsement, claim.certainty, claim.polarity, claim.tense, claim.event_status)
    sources = [link.source if link.role == "origin" else f"{link.source} relay" for link in claim.sources]
    if not sources and claim.source_type == "unspecified":
        sources = [NOBODY]
    bare = _bare(stated(claim.evidence))
    return CompactClaim(
        key=claim.key,
        evidence=[passage(quote, analysis, aligner) for quote in claim.evidence],
        cues=list(dict.fromkeys(cue.quote for cue in claim.cues if cue.type in RESERVE_CUES and cue.quote.strip())),
        sources=[*sources, *(f"{key} {AGAINST}" for key in claim.disputed_by)],
        reading=values.marks_against(values_at(passages, analysis, sourced=sourced)),
        text="" if _bare(claim.text) == bare else claim.text,
    )

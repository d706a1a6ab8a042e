"""From a compact draft to the draft: passages by sentence number, cues to their sentence, marks to fields.

Nothing is guessed: what stands nowhere stays as it was given, for the checks to tell. The text layer adds the cues that
are not asked for, the quantities, and the form of a report.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.domain.analysis import Analysis
from summarizer.domain.compact import CompactClaim, CompactDraft
from summarizer.domain.draft import (
    Draft,
    DraftActor,
    DraftClaim,
    DraftCue,
    DraftNumber,
    DraftQuote,
    DraftSource,
    DraftSourceLink,
    DraftSummarySentence,
)
from summarizer.domain.span import Span
from summarizer.domain.terms import CueType, ReportForm, SourceRole, SourceType
from summarizer.engines.readings import RESERVE_CUES, Values, cues_in, main_reading, values_at
from summarizer.text.align import Aligner

NOBODY = "?"
"""The one source of a claim that is reported while nobody is in sight."""
AGAINST = "against"
_GAPS = ("[…]", "(…)", "[...]", "(...)", "…", "...")


def read_compact(answer: CompactDraft, analysis: Analysis, known: Draft | None = None) -> Draft:
    """Return the draft that a compact one stands for.

    ``known`` is the draft that the answer amends: its sources stay known, and no quantities are listed again.
    """
    aligner = Aligner(analysis.article.text, analysis.sentences)
    anonymous = _anonymous(known) | {source.key: source.anonymous for source in answer.sources}
    return Draft(
        actors=[
            DraftActor(name=one.name, kind=one.kind, role=one.role or None, aliases=one.aliases)
            for one in answer.actors
        ],
        numbers=[] if known is not None else quantities(analysis),
        sources=[DraftSource(key=one.key, name=one.name, kind=one.kind) for one in answer.sources],
        claims=[_claim(claim, anonymous, analysis, aligner) for claim in answer.claims],
        summary=[DraftSummarySentence(**sentence.model_dump()) for sentence in answer.summary],
        headline=answer.headline,
    )


def quantities(analysis: Analysis) -> list[DraftNumber]:
    """Return all quantities of the article as the text layer reads them."""
    rows = [(number, analysis.sentence_at(number.span.start)) for number in analysis.numbers]
    return [
        DraftNumber(sentence=sentence.number, quote=number.span.text, measures=number.measures)
        for number, sentence in rows
        if sentence is not None
    ]


def parted(entry: str) -> tuple[int, str]:
    """Return sentence number and words of a passage as «[3] words»; the number 0 where there is none."""
    mark, closed, words = entry.strip().partition("]")
    number = mark.removeprefix("[").strip()
    if closed and mark.startswith("[") and number.isdecimal():
        return int(number), words.strip().removeprefix("# ").strip()
    return 0, entry.strip()


def resolved(entry: str, analysis: Analysis, aligner: Aligner) -> DraftQuote:
    """Return the passage an entry of ``evidence`` stands for, as words of the article where it stands there."""
    number, words = parted(entry)
    sentence = analysis.sentence(number)
    if sentence is None:
        return DraftQuote(sentence=number, quote=words)
    if not words:
        return DraftQuote(sentence=number, quote=sentence.span.text.removesuffix("."))
    if aligner.align(words, number).span is None:
        span = _between(words, sentence.span, aligner)
        words = span.text if span else words
    return DraftQuote(sentence=number, quote=words)


def _between(words: str, sentence: Span, aligner: Aligner) -> Span | None:
    """Return the stretch of the sentence from the words before a gap to those behind it, the widest there is."""
    for gap in _GAPS:
        head, found, tail = (part.strip() for part in words.partition(gap))
        if not found or not head or not tail:
            continue
        heads = [span for span in aligner.occurrences(head) if span.within(sentence)]
        tails = [span for span in aligner.occurrences(tail) if span.within(sentence)]
        if heads and tails and heads[0].end <= tails[-1].start:
            start, end = heads[0].start, tails[-1].end
            return Span(start, end, sentence.text[start - sentence.start : end - sentence.start])
    return None


def _anonymous(known: Draft | None) -> dict[str, bool]:
    """Return by key which sources of a draft it takes for anonymous: its claims say so."""
    rows = [(claim.sources[0].source, claim.source_type) for claim in known.claims if claim.sources] if known else []
    return {key: kind == "anonymous" for key, kind in reversed(rows)}


def _claim(claim: CompactClaim, anonymous: dict[str, bool], analysis: Analysis, aligner: Aligner) -> DraftClaim:
    quotes = [resolved(entry, analysis, aligner) for entry in claim.evidence]
    placed = [aligner.align(quote.quote, quote.sentence).span for quote in quotes]
    passages = [span for span in placed if span is not None]
    links, against = _links(claim.sources)
    nobody = not links and NOBODY in claim.sources
    sourced = bool(links) or nobody
    values = values_at(passages, analysis, sourced=sourced).with_marks(claim.reading)
    kind: SourceType = "author"
    if sourced:
        kind = "unspecified" if nobody else "anonymous" if anonymous.get(links[0].source) else "named"
    return DraftClaim(
        key=claim.key,
        evidence=quotes,
        cues=_cues(claim, values, passages, analysis, aligner),
        source_type=kind,
        sources=links,
        report_form=_report_form(passages, analysis, nobody=nobody) if sourced else "none",
        certainty=values.certainty,
        endorsement=values.endorsement,
        disputed_by=against,
        polarity=values.polarity,
        tense=values.tense,
        event_status=values.event_status,
        text=claim.text.strip() or stated(quotes),
    )


def stated(quotes: Sequence[DraftQuote]) -> str:
    """Return the passages as a statement: what an empty text stands for."""
    words = " ".join(" ".join(quote.quote.split()) for quote in quotes)
    ended = words.rstrip(' »"”')[-1:] in (".", "!", "?", "…", "")
    return words if ended else f"{words.rstrip(' ,;:')}."


def _links(entries: Sequence[str]) -> tuple[list[DraftSourceLink], list[str]]:
    """Return the chain, origins first, and the keys of those who dispute."""
    links: list[DraftSourceLink] = []
    against: list[str] = []
    for entry in entries:
        key, _, role = entry.strip().partition(" ")
        if key in ("", NOBODY):
            continue
        if role.strip() == AGAINST:
            against.append(key)
        else:
            played: SourceRole = "relay" if role.strip() == "relay" else "origin"
            links.append(DraftSourceLink(source=key, role=played))
    return links, against


def _report_form(passages: Sequence[Span], analysis: Analysis, *, nobody: bool) -> ReportForm:
    main = main_reading(passages, analysis)
    if main is not None and (nobody or main.report_form != "none"):
        return main.report_form
    quoted = any(quotation.span.overlaps(span) for quotation in analysis.quotations for span in passages)
    return "mixed" if quoted else "indirect"


def _cues(
    claim: CompactClaim, values: Values, passages: Sequence[Span], analysis: Analysis, aligner: Aligner
) -> list[DraftCue]:
    """Return the claim's own cues with their sentences and types, then the text layer's inside its evidence."""
    cues: list[DraftCue] = []
    taken: list[tuple[CueType, Span]] = []
    for words in claim.cues:
        span = _nearest(words, passages, analysis, aligner)
        kind = _type_of(span, passages, values, analysis)
        if kind is not None:
            cues.append(_cue(words, kind, span, analysis))
            taken += [(kind, span)] if span else []
    for cue in cues_in(passages, analysis):
        if not any(kind == cue.type and span.overlaps(cue.span) for kind, span in taken):
            cues.append(_cue(cue.span.text, cue.type, cue.span, analysis))
    return cues


def _cue(words: str, kind: CueType, span: Span | None, analysis: Analysis) -> DraftCue:
    sentence = analysis.sentence_at(span.start) if span else None
    return DraftCue(sentence=sentence.number if sentence else 0, quote=words, type=kind)


def _nearest(words: str, passages: Sequence[Span], analysis: Analysis, aligner: Aligner) -> Span | None:
    """Return where a cue stands: inside the evidence, else in its sentences, else the nearest before, else anywhere."""
    places = aligner.occurrences(words)
    whole = [s.span for passage in passages if (s := analysis.sentence_at(passage.start)) is not None]
    near = [span for span in places if any(span.within(one) for one in passages)]
    near = near or [span for span in places if any(span.within(one) for one in whole)]
    before = [span for span in places if passages and span.end <= passages[0].start]
    return near[0] if near else before[-1] if before else places[0] if places else None


def _type_of(span: Span | None, passages: Sequence[Span], values: Values, analysis: Analysis) -> CueType | None:
    """Return the type of a cue: a reserving one of the text layer's, else what the claim's own reserve makes of it.

    Words of an earlier sentence carry over. None where neither the text layer knows the words nor the claim has a
    reserve that they could carry.
    """
    kinds: list[CueType] = []
    if span is not None:
        first = analysis.sentence_at(passages[0].start) if passages else None
        if first is not None and span.end <= first.span.start:
            return "carry_over"
        there = [cue for cue in analysis.cues if cue.span.overlaps(span)]
        kinds = [cue.type for cue in sorted(there, key=lambda cue: _beside(cue.span, span))]
    known = next((kind for kind in kinds if kind in RESERVE_CUES), None)
    if known is not None:
        return known
    if values.event_status == "hypothetical":
        return "irrealis"
    if values.endorsement in ("withheld", "doubted"):
        return "distance"
    return "epistemic" if values.certainty != "certain" else kinds[0] if kinds else None


def _beside(one: Span, other: Span) -> int:
    """Return how many code points of the two spans are not in both."""
    return abs(one.start - other.start) + abs(one.end - other.end)

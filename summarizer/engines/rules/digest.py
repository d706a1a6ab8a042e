"""Digest: the headline and the summary, made of claim texts and the article's own title. Nothing is written anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import DraftClaim, DraftSummarySentence
from summarizer.domain.terms import hedging_level
from summarizer.text.markers import shortened, shows_reserve
from summarizer.text.wording import content_words, leans_on_context, plain_title, source_shown

_SENTENCES = 4
_LONGEST = 320
_HEADLINE = 110
_ALIKE = 0.34  # a title and the claim behind it share a third of the title's words
_UNCONFIRMED = 3  # the hedging level from which a headline must show its reserve


def draft_summary(analysis: Analysis, claims: Sequence[DraftClaim]) -> list[DraftSummarySentence]:
    """Return two to five sentences: the lead and the weightiest claims, spread over the sections, in article order."""
    beside: dict[int, list[DraftClaim]] = {}
    for claim in claims:
        beside.setdefault(claim.evidence[0].sentence, []).append(claim)
    claims = [claim for claim in claims if not _is_nested(claim, beside[claim.evidence[0].sentence])] or claims
    chosen: list[DraftClaim] = []
    section = {claim.key: _section(analysis, claim) for claim in claims}
    words = {claim.key: content_words(claim.text) for claim in claims}
    places = {claim.key: place for place, claim in enumerate(claims)}
    figures = Counter(s.number for n in analysis.numbers if (s := analysis.sentence_at(n.span.start)) is not None)
    title = content_words(_title(analysis) or "")
    weights = {
        claim.key: _weight(claim, place, figures, _likeness(words[claim.key], title))
        for place, claim in enumerate(claims)
    }
    for claim in sorted(claims, key=lambda claim: -weights[claim.key]):
        if len(chosen) >= _SENTENCES:
            break
        near = [other for other in chosen if section[other.key] == section[claim.key]]
        crowded = len(near) >= 2 and len(set(section.values())) > 1
        alike = any(_likeness(words[claim.key], words[other.key]) > 0.6 for other in chosen)
        if not crowded and not alike and len(claim.text) <= _LONGEST:
            chosen.append(claim)
    if len(chosen) < 2:
        chosen = list(claims[: min(2, len(claims))])
    chosen.sort(key=lambda claim: places[claim.key])
    return [DraftSummarySentence(claims=[claim.key], text=claim.text) for claim in chosen]


def _is_nested(claim: DraftClaim, beside: Sequence[DraftClaim]) -> bool:
    """Tell whether a claim is a part of another of its sentence, which tells it too."""
    quote = claim.evidence[0].quote
    told = [other.evidence[0].quote for other in beside]
    return any(len(quote) < len(other) and quote in other for other in told)


def _weight(claim: DraftClaim, place: int, figures: Mapping[int, int], titular: float) -> float:
    """Return how much a claim tells: lead, figures, source, words of the title; less where it leans on context.

    ``titular`` is how like the title it is.
    """
    weight = 4.0 if place == 0 else 3.0 / (1 + place / 5)
    weight += 0.5 * min(2, figures.get(claim.evidence[0].sentence, 0))
    weight += 0.8 * (claim.source_type == "named") + 0.4 * (claim.source_type == "anonymous")
    weight += 0.6 * (claim.endorsement in ("withheld", "doubted", "disputed"))
    weight += 2.5 * titular
    weight -= 2.5 * leans_on_context(claim.evidence[0].quote) + 1.0 * (claim.report_form == "direct")
    weight -= 1.5 * (claim.event_status in ("hypothetical",)) + 1.0 * (len(claim.text) > 240)
    return weight


def _section(analysis: Analysis, claim: DraftClaim) -> int:
    sentence = analysis.sentence(claim.evidence[0].sentence)
    return sentence.section if sentence is not None else 0


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of the shorter text's words that the other has."""
    return len(first & second) / max(1, min(len(first), len(second)))


def _title(analysis: Analysis) -> str | None:
    if analysis.article.meta.title:
        return analysis.article.meta.title
    return next((sentence.span.text for sentence in analysis.sentences if sentence.kind == "title"), None)


def draft_headline(analysis: Analysis, claims: Sequence[DraftClaim]) -> str:
    """Return the article's title, with its source where the claim behind it is unconfirmed and the title hides that.

    No claim stands behind a title that shares too few words with each: such a title is returned as it is.
    """
    title = _title(analysis)
    if title is None:
        return _reserved(_short(claims[0].text), claims[0]) if claims else ""
    bare = plain_title(title)
    words = content_words(bare)
    likeness = {claim.key: len(words & content_words(claim.text)) / max(1, len(words)) for claim in claims}
    near = [claim for claim in claims if likeness[claim.key] >= _ALIKE]
    if not near:
        return bare
    return _reserved(bare, max(near, key=lambda claim: (likeness[claim.key], _level(claim))))


def _level(claim: DraftClaim) -> int:
    return hedging_level(claim.endorsement, claim.certainty, claim.source_type)


def _reserved(headline: str, claim: DraftClaim) -> str:
    """Return a headline with the source of its claim, or a bare reserve, where it would read as confirmed."""
    if _level(claim) < _UNCONFIRMED or shows_reserve(headline):
        return headline
    name = source_shown(claim.text)
    return f"{headline}, selon {name}" if name else f"{headline} (non confirmé)"


def _short(text: str) -> str:
    """Return a headline's worth of a claim: cut at its last comma where there is one, else at a word."""
    bare = text.rstrip(".")
    comma = bare.rfind(",", 50, _HEADLINE)
    return bare if len(bare) <= _HEADLINE else bare[:comma] if comma > 0 else shortened(bare, _HEADLINE)

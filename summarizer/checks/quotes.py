"""Everything verbatim is verbatim: spans, cues, names, numbers; and every id that is referred to exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from summarizer.checks.ground import Ground
from summarizer.checks.rules import finding
from summarizer.domain.brief import Actor, Brief, Claim, Number
from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.text.fold import folded
from summarizer.text.markers import mentions


def check_spans(brief: Brief, ground: Ground) -> Iterator[Finding]:
    """Yield the spans of a brief that do not repeat the article, and cues that do not repeat their span."""
    text = ground.text
    for claim in brief.claims:
        for span in claim.evidence:
            if not is_span(span, text):
                yield _no_span(span, claim.id)
            elif not ground.aligner.is_bordered(span.start, span.end):
                said = f"«{span.text}» begins or ends inside a word or a figure"
                yield finding("span.border", said, span=span, claim=claim.id)
        for cue in claim.cues:
            if not is_span(cue.span, text):
                yield _no_span(cue.span, claim.id)
            if cue.text != cue.span.text:
                said = f"cue «{cue.text}» has the span of «{cue.span.text}»"
                yield finding("cue.verbatim", said, claim=claim.id)
    others = [*(span for actor in brief.actors for span in actor.mentions), *(number.span for number in brief.numbers)]
    for span in [*others, *(found.span for found in brief.findings if found.span)]:
        if not is_span(span, text):
            yield _no_span(span, None)


def check_names(brief: Brief, ground: Ground) -> Iterator[Finding]:
    """Yield the sources and actors whose names or mentions are not the article's."""
    for claim in brief.claims:
        for source in (*claim.sources, *claim.disputed_by):
            if ground.aligner.align(source.name).span is None:
                yield finding("source.verbatim", f"«{source.name}» is not in the article", claim=claim.id)
    for actor in brief.actors:
        yield from _check_actor(actor, ground)


def check_numbers(brief: Brief, ground: Ground) -> Iterator[Finding]:
    """Yield the numbers of a brief that are not what the text layer reads at their place."""
    known = {(mention.span.start, mention.span.end): mention for mention in ground.analysis.numbers}
    for number in brief.numbers:
        mention = known.get((number.span.start, number.span.end))
        if mention is None:
            yield finding(
                "number.value", f"the article has no quantity at «{number.text}»", span=_sound(number, ground)
            )
            continue
        there = (mention.span.text, mention.low, mention.high, mention.comparator, mention.unit, mention.kind)
        here = (number.text, number.low, number.high, number.comparator, number.unit, number.kind)
        if there != here:
            yield finding("number.value", f"«{number.text}» is {here[1:]}, the article has {there[1:]}")


def check_references(brief: Brief) -> Iterator[Finding]:
    """Yield ids that stand twice and ids that are referred to and missing."""
    ids: dict[str, list[str]] = {
        "actor": [actor.id for actor in brief.actors],
        "number": [number.id for number in brief.numbers],
        "claim": [claim.id for claim in brief.claims],
    }
    for kind, known in ids.items():
        for key in [key for key, count in Counter(known).items() if count > 1]:
            yield finding("reference.duplicate", f"{kind} {key} stands twice")
    for kind, where, keys in _references(brief):
        for key in keys:
            if key not in ids[kind]:
                yield finding("reference.unknown", f"{where} refers to {kind} {key}, which the brief does not have")


def is_span(span: Span, text: str) -> bool:
    """Tell whether a span lies in the text and repeats it."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def _no_span(span: Span, claim: str | None) -> Finding:
    return finding("span.text", f"{span.start}..{span.end} is not «{span.text}» in the article", claim=claim)


def _check_actor(actor: Actor, ground: Ground) -> Iterator[Finding]:
    names = (actor.name, *actor.aliases)
    for name in names:
        if ground.aligner.align(name).span is None:
            yield finding("actor.verbatim", f"«{name}» is not in the article")
    known = {folded(name).strip() for name in names}
    strange = {text for text in {mention.text for mention in actor.mentions} if not _names(folded(text), known)}
    for mention in actor.mentions:
        if mention.text in strange:
            yield finding("actor.verbatim", f"mention «{mention.text}» is no name of «{actor.name}»", span=mention)


def _names(text: str, names: Collection[str]) -> bool:
    """Tell whether a folded text is one of the folded names, up to the case of its first letter."""
    return text in names or any(len(text) == len(name) and mentions(text, name) for name in names)


def _sound(number: Number, ground: Ground) -> Span | None:
    return number.span if is_span(number.span, ground.text) else None


def _references(brief: Brief) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for claim in brief.claims:
        yield from _claim_references(claim)
    for number in brief.numbers:
        yield "claim", f"number {number.id}", number.claims
    for place, sentence in enumerate(brief.summary, 1):
        yield "claim", f"summary sentence {place}", sentence.claims


def _claim_references(claim: Claim) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    yield "actor", f"claim {claim.id}", claim.actors
    yield "number", f"claim {claim.id}", claim.numbers

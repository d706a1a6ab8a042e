"""Coverage: what the article has and the brief lacks, counted and named. Noise belongs in no brief."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.checks.ground import Ground
from summarizer.checks.places import Stretches
from summarizer.checks.rules import finding
from summarizer.domain.brief import Claim, Coverage, CueCoverage, NumberCoverage, SentenceCoverage
from summarizer.domain.finding import Finding


def cover(claims: Sequence[Claim], ground: Ground) -> Coverage:
    """Return how many of the article's quantities, cues and body sentences the claims carry."""
    evidence = Stretches(span for claim in claims for span in claim.evidence)
    linked = Stretches(cue.span for claim in claims for cue in claim.cues)
    analysis = ground.analysis
    numbers = [mention.span for mention in analysis.numbers if not ground.is_noise(mention.span)]
    cues = [cue.span for cue in analysis.cues if not ground.is_noise(cue.span)]
    sentences = [sentence.span for sentence in analysis.sentences if sentence.kind == "body"]
    return Coverage(
        numbers=NumberCoverage(found=len(numbers), cited=sum(map(evidence.hold, numbers))),
        cues=CueCoverage(found=len(cues), linked=sum(map(linked.touch, cues))),
        sentences=SentenceCoverage(found=len(sentences), cited=sum(map(evidence.touch, sentences))),
    )


def missed(claims: Sequence[Claim], ground: Ground) -> Iterator[Finding]:
    """Yield the numbers, named holders and press conditionals of the body that no claim carries, in that order.

    A holder counts as carried where a claim names him, by whatever words of his name; he is told once.
    """
    evidence = Stretches(span for claim in claims for span in claim.evidence)
    body = Stretches(sentence.span for sentence in ground.analysis.sentences if sentence.kind == "body")
    for number in ground.analysis.numbers:
        if body.hold(number.span) and not evidence.hold(number.span):
            yield finding("coverage.number", f"no claim carries «{number.span.text}»", span=number.span)
    named = [source.name for claim in claims for source in (*claim.sources, *claim.disputed_by)]
    known: list[str] = []
    for attribution in ground.analysis.attributions:
        holder = attribution.holder
        if holder is None or holder.anonymous or holder.name in named or not body.hold(holder.span):
            continue
        if not ground.cast.is_named(holder.name):
            continue
        if any(ground.cast.same(holder.name, other) for other in (*named, *known)):
            continue
        known.append(holder.name)
        yield finding("coverage.holder", f"no claim is by «{holder.name}»", span=holder.span)
    for form in ground.analysis.conditionals:
        if form.use == "reportive" and body.hold(form.span) and not evidence.touch(form.span):
            yield finding("coverage.conditional", f"no claim carries «{form.span.text}»", span=form.span)

"""Coverage: what the article has and the brief lacks, counted. Noise belongs in no brief and is not counted."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.checks.ground import Ground
from summarizer.checks.places import Stretches
from summarizer.domain.brief import Claim, Coverage, CueCoverage, NumberCoverage, SentenceCoverage


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

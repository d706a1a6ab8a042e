"""Invariant 6: no text of the brief is firmer than the article, and none has a number or quotation of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Literal

from summarizer.checks.fidelity import check_fidelity
from summarizer.checks.ground import EPISTEMIC, Ground, highest, level_of
from summarizer.checks.ordered import check_ordered
from summarizer.checks.passage import Passage
from summarizer.checks.places import touches
from summarizer.checks.rules import Flaw, finding
from summarizer.checks.speakers import stands_in
from summarizer.domain.analysis import Cue
from summarizer.domain.brief import Brief, Claim
from summarizer.domain.finding import Finding
from summarizer.text.deeds import is_apposition
from summarizer.text.fold import composed
from summarizer.text.markers import (
    content_words,
    is_function_word,
    quotations,
    shows_attribution,
    shows_reserve,
    shows_uncertainty,
    with_gaps,
    without_quotations,
)
from summarizer.text.measuring import is_worked_out
from summarizer.text.telling import shares_a_word, told

_NEAR = 0.75
"""A claim is behind a headline with at least this share of the best claim's common words: set by hand, on no data."""
_basis = itemgetter(*(name for name in Claim.model_fields if name not in ("id", "hedging", "actors", "numbers")))
"""Returns all of a claim's fields that the errors of a text over it may depend on."""


def check_text(
    text: str, claims: Sequence[Claim], ground: Ground, what: Literal["claim", "summary", "headline"]
) -> tuple[Flaw, ...]:
    """Return the errors of one text, given the claims behind it; the same question is answered once for an article."""
    text = composed(text)
    asked = (text, what == "headline", tuple([_basis(vars(claim)) for claim in claims]))
    own = ground.checked.get(asked)
    if own is None:
        own = ground.checked[asked] = tuple(_flaws(text, claims, ground, whole=what == "headline"))
    level = highest(claims)
    if level < 2 or shows_reserve(text) or (level == 2 and _is_qualified(text, claims, ground)):
        return own
    said = f"level {level}, and no conditional, attribution or word of doubt: «{text}»"
    return (Flaw(f"hardening.{what}", said), *own)


def _is_qualified(text: str, claims: Sequence[Claim], ground: Ground) -> bool:
    """Tell whether a text over claims of level 2 shows that they are less than certain, or somebody's.

    Less is asked than of a withheld one: «peut», a question, a source by any of its names. What stands so in the
    article, with nothing around it that says more, stands.
    """
    sources = [source for claim in claims for source in (*claim.sources, *claim.disputed_by)]
    names = [source.name for source in sources if not is_function_word(source.name)]
    if not any(map(_is_weak, claims)) or shows_uncertainty(text) or shows_attribution(text, names):
        return True
    return any(stands_in(source, text, ground) for source in sources) or _stands_so(text, ground)


def _is_weak(claim: Claim) -> bool:
    """Tell whether a claim is nobody's in particular, or less than certain; what is asked is ``_certainty``."""
    return claim.source_type in ("anonymous", "unspecified") or claim.certainty in ("probable", "possible")


def _stands_so(text: str, ground: Ground) -> bool:
    """Tell whether a text is a stretch of the article that its sentence gives to nobody and does not weaken.

    One without a finite verb of its own, or set beside a noun, states nothing: «condamné en mai», «qui s'est formé».
    """
    bare = text.strip(" .")
    places = [ground.aligner.align(variant).span for variant in (bare, bare[:1].swapcase() + bare[1:])]
    span = next((place for place in places if place is not None), None)
    if span is None:
        return False
    if is_apposition(span.text) or not any(deed.form != "infinitive" for deed in told(bare).deeds):
        return True
    around = " ".join(sentence.span.text for sentence in ground.sentences_at(span)).replace(span.text, " ")
    return not (shows_reserve(around) or shows_uncertainty(around) or shows_attribution(around))


def _flaws(text: str, claims: Sequence[Claim], ground: Ground, *, whole: bool) -> Iterator[Flaw]:
    """Yield what a text says that the article does not, or otherwise; its level aside."""
    own = ground.flaws.get(text)
    if own is None:
        own = ground.flaws[text] = tuple(_own_words(text, ground))
    yield from own
    yield from check_ordered(text, ground)
    yield from check_fidelity(text, claims, ground, whole=whole)
    yield from _certainty(text, claims, ground)


def _certainty(text: str, claims: Sequence[Claim], ground: Ground) -> Iterator[Flaw]:
    """Yield where a text states plainly what is less than certain: no word of its cues, and no other."""
    if not claims or any(claim.certainty == "certain" for claim in claims) or shows_uncertainty(text):
        return
    if all(_asked(text, claim, ground.passage(claim.evidence)) for claim in claims):
        yield Flaw("hardening.certainty", f"states plainly what the article asks, supposes or doubts: «{text}»")
        return
    weak = [claim for claim in claims if claim.certainty in ("probable", "possible")]
    if len(weak) < len(claims) or not any(shows_uncertainty(span.text) for claim in weak for span in claim.evidence):
        return  # what weakens it stands elsewhere in the sentence
    if not any(shares_a_word(text, cue.text) for claim in weak for cue in claim.cues if cue.type in EPISTEMIC):
        yield Flaw("hardening.certainty", f"states plainly what is {weak[0].certainty}: «{text}»")


def _asked(text: str, claim: Claim, passage: Passage) -> bool:
    """Tell whether the article only asks or supposes what a claim says, or governs it with words of doubt."""
    if passage.cut_doubts:
        return True
    if claim.certainty != "unknown" or passage.main is None or passage.main.certainty != "unknown":
        return False
    if claim.polarity == "unknown":
        return True
    supposed = any(_supposes(cue, text, claim) for cue in passage.main.cues) or any(
        form.use == "hypothetical" and form.span.end <= claim.evidence[0].start for form in passage.cut_conditionals
    )
    return claim.event_status == "hypothetical" and supposed


def _supposes(cue: Cue, text: str, claim: Claim) -> bool:
    """Tell whether a cue puts the evidence under a condition that a text does not show: its verb, or «si» before it."""
    if cue.type == "irrealis":
        return touches(cue.span, claim.evidence)
    if cue.type != "conditional_hypothetical" or cue.span.text in text:
        return False
    return any(cue.span.overlaps(span) or 0 <= span.start - cue.span.end <= 1 for span in claim.evidence)


def _own_words(text: str, ground: Ground) -> Iterator[Flaw]:
    """Yield the numbers and quotations of a text that the article does not have, whatever claims are behind it."""
    verbatim = ground.aligner.align(text).span is not None
    known = [value for value in ground.values if value is not None]
    for mention in () if verbatim else told(without_quotations(text)).numbers:
        if {mention.low, mention.high} - ground.values and not is_worked_out(mention, known):
            yield Flaw("hardening.number", f"«{mention.span.text}» is no number of the article: «{text}»")
    for passage in quotations(with_gaps(text)):
        if any(_is_foreign(part, ground) for part in passage.replace("[…]", "…").replace("[...]", "…").split("…")):
            yield Flaw("quote.verbatim", f"«{passage}» is not in the article")


def check_claim_text(claim: Claim, ground: Ground) -> Iterator[Finding]:
    """Yield the findings of a claim's text: its errors, and attribution or bounds that it lost."""
    text = composed(claim.text)
    for flaw in check_text(text, (claim,), ground, "claim"):
        yield finding(flaw.rule, flaw.message, claim=claim.id)
    if level_of(claim) >= 1 and claim.sources:
        names = [source.name for source in claim.sources if not is_function_word(source.name)]
        if not shows_attribution(text, names) and not any(stands_in(one, text, ground) for one in claim.sources):
            said = f"«{claim.text}» does not say that it is by {claim.sources[0].name}"
            yield finding("hardening.attribution", said, claim=claim.id)


def check_summary(brief: Brief, ground: Ground) -> Iterator[Finding]:
    """Yield the findings of the summary's sentences and of the headline."""
    by_id = {claim.id: claim for claim in brief.claims}
    for sentence in brief.summary:
        behind = [by_id[key] for key in sentence.claims if key in by_id]
        if not behind:
            yield finding("summary.claims", f"no claim behind «{sentence.text}»")
        level = highest(behind)
        if sentence.hedging.level != level:
            said = f"level is {sentence.hedging.level}, its claims give {level}: «{sentence.text}»"
            yield finding("hedging.level", said)
        for flaw in check_text(sentence.text, behind, ground, "summary"):
            yield finding(flaw.rule, flaw.message)
    if not 2 <= len(brief.summary) <= 5:
        yield finding("summary.length", f"the summary has {len(brief.summary)} sentences")
    for flaw in check_text(brief.headline, behind_headline(brief.headline, brief.claims), ground, "headline"):
        yield finding(flaw.rule, flaw.message)


def behind_headline(headline: str, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims a headline is about: those it repeats or begins, else those with most of its longer words.

    A headline that shares no word with any claim is held to all of them.
    """
    claims = tuple(claims)
    told = [" ".join(claim.text.split()) for claim in claims]
    start = headline.rstrip("…").rstrip()
    same = tuple(claim for claim, text in zip(claims, told, strict=True) if text == headline)
    begun = tuple(claim for claim, text in zip(claims, told, strict=True) if start and text.startswith(start))
    if same or begun:
        return same or begun
    words = content_words(headline)
    scores = [len(words & content_words(" ".join([claim.text, *(s.text for s in claim.evidence)]))) for claim in claims]
    best = max(scores, default=0)
    return tuple(claim for claim, score in zip(claims, scores, strict=True) if score >= _NEAR * best)


def _is_foreign(passage: str, ground: Ground) -> bool:
    """Tell whether quoted words are not in the article; a quotation may begin with a capital of its own."""
    if not any(map(str.isalnum, passage)):
        return False
    own = (passage, passage[:1].lower() + passage[1:])
    return all(ground.aligner.align(variant).span is None for variant in own)

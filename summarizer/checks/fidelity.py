"""Fidelity: a text of the brief says what its passage says. Verbs keep mood, tense and negation, figures their value,
unit and bound, names are those of the passage, and nothing is said that the passage does not say.

The passage of a claim is the sentences of its evidence and of its cues; that of a summary sentence or of a headline is
those of the claims behind it. A text that repeats the article word for word is looked at where it stands instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.checks.additions import addition
from summarizer.checks.ground import Ground
from summarizer.checks.inventions import invention
from summarizer.checks.places import inside, touches
from summarizer.checks.rules import Flaw
from summarizer.checks.speakers import check_frame, check_speakers
from summarizer.domain.analysis import Sentence
from summarizer.domain.brief import Claim
from summarizer.domain.span import Span
from summarizer.text.denying import negates_less, negates_more, negates_otherwise, stated_though_denied
from summarizer.text.markers import mentions, shortened, shows_mood
from summarizer.text.repeating import (
    holds,
    may_mean_a_name,
    name_key,
    repeats,
    substitutions,
    takes_up,
    without_frame,
    without_insertions,
)
from summarizer.text.telling import differences, replaces_a_date, stems_of, told, unsaid

RULES = {
    "mood": "hardening.mood",
    "status": "hardening.status",
    "tense": "text.tense",
    "negation": "text.negation",
    "number": "text.number",
    "unit": "text.unit",
    "bound": "hardening.bound",
    "date": "text.date",
    "contrary": "text.contrary",
}
_TELLING, _STRANGE = 4, 0.8
"""Words that tell something from which a share is looked at, and the share without a counterpart from which a text
says something else: set on drafts that people wrote (tests/corruptions)."""
_MORE = 3
"""Such words in a row with which a text goes on that has its evidence whole."""
_MOST = 0.5
"""Share of another sentence's telling words with which a text says what that one says."""
_RUN = 4
"""Such words in a row that make a statement of their own."""
_BACK = 5
"""Sentences before the evidence in which the name stands that a pronoun of it takes up."""
_TAKEN_UP = 2
"""Words of a pronoun or of a noun with its article, at most."""
_LEAD = 3
"""Sentences at the head of an article that say where it takes place."""


def check_fidelity(text: str, claims: Sequence[Claim], ground: Ground, *, whole: bool = False) -> Iterator[Flaw]:
    """Yield what a text says otherwise than the passages of the claims behind it, or beyond them.

    ``whole``: the text may take figures, dates and words from the whole article, as a headline does.
    """
    if not claims or not text:
        return
    sentences = _passage(claims, ground)
    pieces = [sentence.span.text for sentence in sentences]
    names = [source.name for claim in claims for source in (*claim.sources, *claim.disputed_by)]
    if _repeats(without_insertions(text), sentences, ground):
        return
    if not whole:
        yield from check_frame(text, claims, _before(sentences, ground), ground)
    bare = without_frame(text)[0]
    close = repeats(bare, pieces)
    found = _differences(text, [*pieces, *names], sentences, ground, close=close, whole=whole)
    if _repeats(bare, sentences, ground):
        yield from (flaw for flaw in found if flaw.rule == "text.date")  # the frame's own
        return
    yield from found
    if not whole:
        yield from _denials(text, claims, sentences)
    if not whole:
        yield from check_speakers(text, claims, sentences, ground)
    denied = stated_though_denied(text, pieces, ground.cast.spoken_of | ground.cast.roles)
    if denied:
        yield Flaw("text.contrary", f"«{denied[1]}»; the article has «{denied[0]}»: «{text}»")
    withheld = [ground.passage(claim.evidence).reportive for claim in claims]
    if all(withheld) and not shows_mood(text):
        yield Flaw("hardening.mood", f"«{withheld[0][0].span.text}» is told without a conditional: «{text}»")
    for word in _foreign(text, () if whole else claims, sentences, [*names, *_places(ground)], ground):
        yield Flaw("text.name", f"«{word}» is not in the passage: «{text}»")
    cast = ground.cast
    own = [span.text for claim in claims for span in claim.evidence]
    for said, there in substitutions(bare, [*own, *pieces], _announced(sentences, ground), cast.words, cast.spoken_of):
        if said and not _is_resolved(said, there, sentences, ground):
            yield Flaw("text.changed", f"«{said}»; the article has «{there}»: «{text}»")
        if not said and any(
            mentions(span.text, word) for claim in claims for span in claim.evidence for word in there.split()
        ):
            yield Flaw("hardening.doubt", f"«{there}» is left out: «{text}»")
    beyond = [] if whole else list(_beyond(text, claims, sentences, names, ground, close=close))
    yield from beyond or _invented(text, sentences, ground, whole=whole)


def _differences(
    text: str, pieces: Sequence[str], sentences: Sequence[Sentence], ground: Ground, *, close: bool, whole: bool
) -> Iterator[Flaw]:
    for difference in differences(text, pieces, _announced(sentences, ground)):
        elsewhere = difference.kind == "date" and difference.said in ground.figures
        if elsewhere and (whole or not (close or replaces_a_date(difference.said, text, pieces))):
            continue  # a text that rewords may name the day that «d'ici là» stands for
        if difference.kind == "number" and whole:
            continue
        there = f"; the article has «{difference.there}»" if difference.there else ""
        yield Flaw(RULES[difference.kind], f"«{difference.said}»{there}: «{text}»")


def _denials(text: str, claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Iterator[Flaw]:
    """Yield a verb that a text negates where its passage does not, or not where all of the evidence does."""
    turned = negates_otherwise(without_frame(text)[0], [sentence.span.text for sentence in sentences])
    if turned:
        yield Flaw("text.negation", f"«{turned}»: otherwise than the sentence that it repeats: «{text}»")
        return
    more = negates_more(text, [sentence.span.text for sentence in sentences])
    if more:
        yield Flaw("text.negation", f"«ne pas {more}»: the article does not deny it: «{text}»")
    less = negates_less(text, [span.text for claim in claims for span in claim.evidence])
    if less:
        yield Flaw("text.negation", f"the article has «ne pas {less}»: «{text}»")


def _beyond(
    text: str,
    claims: Sequence[Claim],
    sentences: Sequence[Sentence],
    names: Sequence[str],
    ground: Ground,
    *,
    close: bool,
) -> Iterator[Flaw]:
    """Yield a text that says nothing of what its passage says, or repeats it and then goes on with something else."""
    allowed = frozenset(stem for name in names for stem in stems_of(name))
    pieces = [one.span.text for one in _own(claims, sentences)]
    named = frozenset(stem for stem, word in told(text).stems if name_key(word) in ground.cast.words) - allowed
    novel, run, size = unsaid(text, pieces if close else [*pieces, *_before(sentences, ground)], allowed | named)
    strange = (len(novel) == size > 0 and not named) or (size >= _TELLING and len(novel) >= _STRANGE * size)
    nothing = strange and not any(_shares(text, piece) for piece in pieces)
    more = run >= _MORE and any(holds(text, span.text) for claim in claims for span in claim.evidence)
    numbers = {sentence.number for sentence in sentences}
    others = [one for one in ground.analysis.sentences if one.kind == "body" and one.number not in numbers]
    elsewhere = _said_elsewhere(text, others, pieces, allowed)
    if nothing or (close and run >= _RUN) or more or elsewhere:
        yield Flaw("text.beyond", f"«{', '.join(novel[:6])}»: not in the passage: «{shortened(text, 120)}»")
    elif added := addition(text, [sentence.span.text for sentence in sentences], others, allowed):
        yield Flaw("text.beyond", f"«{shortened(added, 60)}»: not in the passage: «{shortened(text, 120)}»")


def _invented(text: str, sentences: Sequence[Sentence], ground: Ground, *, whole: bool) -> Iterator[Flaw]:
    """Yield a text of which nothing is in its passage; a headline's is the whole article."""
    if whole:
        sentences = [one for one in ground.analysis.sentences if one.kind != "noise"]
    return invention(text, [one.span.text for one in sentences], _before(sentences, ground), ground)


def _said_elsewhere(text: str, others: Sequence[Sentence], pieces: Sequence[str], allowed: frozenset[str]) -> bool:
    """Tell whether a text also says what a sentence says that is not of its passage: it has most of its words."""
    novel, _, _ = unsaid(text, pieces, allowed)
    strange = frozenset(stem for word in novel for stem in stems_of(word))
    if len(strange) < _TELLING:
        return False
    for other in others:
        theirs = stems_of(other.span.text) - allowed
        if len(strange & theirs) >= max(_TELLING, _MOST * len(theirs)):
            return True
    return False


def _shares(text: str, piece: str) -> bool:
    """Tell whether a text has a figure of a sentence."""
    mine, theirs = told(text), told(piece)
    return bool({number.low for number in mine.numbers} & {number.low for number in theirs.numbers})


def _own(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """Return the sentences whose words a text may use: those of the evidence, and of what disputes or withholds it."""
    if any(claim.endorsement in ("disputed", "withheld", "doubted") for claim in claims):
        return sentences
    evidence = [span for claim in claims for span in claim.evidence]
    return [sentence for sentence in sentences if touches(sentence.span, evidence)]


def _is_resolved(said: str, there: str, sentences: Sequence[Sentence], ground: Ground) -> bool:
    """Tell whether a text only says what a word of the passage takes up: «Maubrac» for «le groupe», «la fermeture» for
    «la décision».

    Whose name it is, is the business of ``text.name``; a noun has to stand in the sentences before.
    """
    names = ground.cast.words
    if len(there.split()) > _TAKEN_UP or not names.isdisjoint(map(name_key, there.split())):
        return False
    if not names.isdisjoint(map(name_key, said.split())):
        return may_mean_a_name(there) or ground.cast.plays(said, there)
    context = frozenset(stem for piece in _before(sentences, ground) for stem in stems_of(piece))
    return takes_up(there) and stems_of(said) <= context


def _before(sentences: Sequence[Sentence], ground: Ground) -> list[str]:
    """Return the sentences that stand shortly before those of a passage."""
    numbers = {sentence.number - back for sentence in sentences for back in range(1, _BACK + 1)}
    return [one.span.text for number in numbers if (one := ground.analysis.sentence(number)) is not None]


def _passage(claims: Sequence[Claim], ground: Ground) -> list[Sentence]:
    """Return the sentences of the evidence and of the cues of the claims, in order."""
    spans = [span for claim in claims for span in (*claim.evidence, *(cue.span for cue in claim.cues))]
    found = {sentence.number: sentence for span in spans for sentence in ground.sentences_at(span)}
    return [found[number] for number in sorted(found)]


def _announced(sentences: Sequence[Sentence], ground: Ground) -> frozenset[str]:
    forms = ground.layout.conditionals.overlapping([sentence.span for sentence in sentences])
    return frozenset(form.span.text.lower() for form in forms if form.use == "future_in_past")


def _repeats(text: str, sentences: Sequence[Sentence], ground: Ground) -> bool:
    """Tell whether a text is a stretch of the passage with nothing cut off that turns it round."""
    bare = text.strip('«»“”" \u00a0\u202f.')
    for variant in (bare, bare[:1].swapcase() + bare[1:]):
        for sentence in sentences:
            span = ground.aligner.align(variant, sentence.number).span
            if span is not None:
                return _is_whole(span, ground)
    return False


def _is_whole(span: Span, ground: Ground) -> bool:
    """Tell whether nothing is cut off that governs a stretch: no negation, no conditional, no bound of its figures."""
    cut = ground.layout.cut((span,))
    cut_bound = any(number.approx and not number.approx.within(span) for number in ground.numbers_at(span))
    return not cut.negations and not cut.conditionals and not cut_bound


def _foreign(
    text: str, claims: Sequence[Claim], sentences: Sequence[Sentence], names: Sequence[str], ground: Ground
) -> tuple[str, ...]:
    """Return the words of names that are out of place.

    A name that no sentence of the article has always is; another one where the text leaves out a name that the evidence
    has, as if it stood in its place. What a text adds from what came before, it may add.
    """
    pieces = [sentence.span.text for sentence in sentences]
    foreign = ground.cast.foreign(text, pieces, names)
    if not foreign:
        return ()
    unknown = tuple(word for word in foreign if word not in ground.cast.everything)
    evidence = [span.text for claim in claims for span in claim.evidence]
    left_out = any(ground.cast.foreign(piece, [text], ()) for piece in evidence)
    return foreign if left_out else unknown


def _places(ground: Ground) -> list[str]:
    """Return the places that the head of the article names: any text of the brief may say where it is."""
    head = [one.span for one in ground.analysis.sentences if one.kind in ("title", "heading", "body")][:_LEAD]
    return [name.text for name in ground.analysis.names if name.kind in ("place", "state") and inside(name.span, head)]

"""Speakers: whom a text of the brief gives its words to, held against the sources of the claims behind it.

Never in it: whose words a claim gives (``holders``); who is who in the article (``cast``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.checks.ground import Ground
from summarizer.checks.rules import Flaw
from summarizer.domain.analysis import Sentence
from summarizer.domain.brief import Claim, Source
from summarizer.text.markers import is_function_word, mentions, quotations, with_gaps
from summarizer.text.repeating import frame_stems, may_mean_a_name, related, without_frame
from summarizer.text.telling import speakers_in, stems_of


def check_frame(text: str, claims: Sequence[Claim], near: Sequence[str], ground: Ground) -> Iterator[Flaw]:
    """Yield whom a frame («Selon X, ») gives a text to, where he is no source of the claims.

    Where nobody is, it may be whoever is named in the evidence or near it: ``near`` are the sentences before.
    """
    sources = [source.name for claim in claims for source in claim.sources]
    own = () if sources else [*(span.text for claim in claims for span in claim.evidence), *near]
    quoted = quotations(with_gaps(text))
    for holder in dict.fromkeys(without_frame(text)[1]):
        if any(holder.strip(" .»”\u00a0\u202f") in passage for passage in quoted):
            continue
        if not sources and ground.cast.is_main(holder):
            continue
        if not _is_a_source(holder, sources, own, ground):
            yield _flaw(holder, text)


def check_speakers(text: str, claims: Sequence[Claim], sentences: Sequence[Sentence], ground: Ground) -> Iterator[Flaw]:
    """Yield whom a text gives words to outside a frame, where he is no source of the claims.

    Counted is who is named, since «la défense» may be anybody's, and whoever else of the article stands in a text
    that leaves out its sources.
    """
    names = [source.name for claim in claims for source in (*claim.sources, *claim.disputed_by)]
    own = [span.text for claim in claims for span in claim.evidence]
    states = any(source.kind == "state_body" for claim in claims for source in (*claim.sources, *claim.disputed_by))
    framed, strange = without_frame(text)[1], []
    for holder in speakers_in(text) if ground.cast.is_named(text) else ():
        if holder in framed or not ground.cast.is_named(holder):
            continue
        if states and ground.cast.is_capital(holder):
            continue  # «ce que Karsen dément»: the capital of whom the article lets deny it
        if not _is_a_source(holder, names, own, ground):
            strange.append(holder)
    for holder in dict.fromkeys(strange or _instead(text, claims, sentences, ground)):
        yield _flaw(holder, text)


def is_given_to(text: str, lost: Source, claim: Claim, ground: Ground) -> bool:
    """Tell whether a text still names whom a claim was taken from, and none of those whom it was given to."""
    evidence = " ".join(span.text for span in claim.evidence)
    if not stands_in(lost, text, ground) or stands_in(lost, evidence, ground):
        return False
    return not any(_is_named_in(source, text, ground) for source in claim.sources)


def _is_named_in(source: Source, text: str, ground: Ground) -> bool:
    """Tell whether a text has a source: by his name, where he has one that the evidence could give it."""
    return ground.cast.same(source.name, text) if ground.cast.is_named(source.name) else stands_in(source, text, ground)


def _flaw(holder: str, text: str) -> Flaw:
    return Flaw("text.source", f"«{holder}» is neither a source of it nor in the passage: «{text}»")


def _is_a_source(holder: str, names: Sequence[str], pieces: Sequence[str], ground: Ground) -> bool:
    """Tell whether whom a text names as its source is one of the claim, by another name of his perhaps."""
    wanted = stems_of(holder) - frame_stems()
    if not wanted or may_mean_a_name(holder):
        return True
    if any(ground.cast.same(holder, name) for name in names):
        return True
    person = ground.cast.person_in(holder)
    if names and person:  # whatever his trade, he is named
        return any(ground.cast.same(holder, piece) or mentions(piece, person) for piece in (*names, *pieces))
    if any(ground.cast.plays(name, holder) for name in names):
        return True
    return any(related(one, other) for one in wanted for piece in (*names, *pieces) for other in stems_of(piece))


def _instead(text: str, claims: Sequence[Claim], sentences: Sequence[Sentence], ground: Ground) -> list[str]:
    """Return who else of the article stands in a text that names none of its sources, and is not in the passage."""
    sources = [source for claim in claims for source in (*claim.sources, *claim.disputed_by)]
    if not any(claim.sources for claim in claims) or any(stands_in(source, text, ground) for source in sources):
        return []
    pieces = [sentence.span.text for sentence in sentences]
    found = []
    for name in ground.cast.holders:
        if is_function_word(name) or may_mean_a_name(name) or not mentions(text, name):
            continue
        if not any(mentions(piece, name) or ground.cast.same(piece, name) for piece in pieces):
            found.append(name)
    return found


def stands_in(source: Source, text: str, ground: Ground) -> bool:
    """Tell whether a text has a source, by any of his names."""
    return ground.cast.same(source.name, text) or bool((stems_of(source.name) - frame_stems()) & stems_of(text))

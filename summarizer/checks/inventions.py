"""Inventions: a text about somebody of the article that has nothing of its passage but him, or charges him with what
nothing there gives ground for.

Names and roles are no common ground: «Le maire est coupable» shares «maire» with every sentence about the mayor. Never
in it: texts that repeat their passage and go on (``fidelity``), or say what another sentence says (``additions``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.checks.ground import Ground
from summarizer.checks.rules import Flaw
from summarizer.text.families import charges_in, has_any, is_known, words_known
from summarizer.text.markers import shortened
from summarizer.text.repeating import frame_stems, name_key, without_frame
from summarizer.text.telling import told


def invention(text: str, pieces: Sequence[str], near: Sequence[str], ground: Ground) -> Iterator[Flaw]:
    """Yield a text that has no word of its passage but names and roles, else one that charges without ground.

    ``pieces`` are the passage, ``near`` the sentences before it, from which a text may take its charge.
    """
    bare = without_frame(text)[0]
    have = frozenset(stem for piece in pieces for stem in words_known(piece))
    telling = _telling(bare, ground)
    if telling and not any(is_known(word, have) for word in telling) and not _shares_a_figure(bare, pieces):
        yield _flaw(telling, text)
        return
    around = have | {stem for piece in near for stem in words_known(piece)}
    charging = [word for word, grounds in charges_in(bare) if not has_any(grounds, around)]
    if charging:
        yield _flaw(charging, text)


def _flaw(words: Sequence[str], text: str) -> Flaw:
    return Flaw("text.beyond", f"«{', '.join(words[:6])}»: not in the passage: «{shortened(text, 120)}»")


def _telling(text: str, ground: Ground) -> list[str]:
    """Return the words of a text that tell something, and its verbs, without names, roles and those of any frame."""
    read = told(text)
    acted = [deed.word for deed in read.deeds if deed.stem.split()[0] not in ("être", "avoir")]
    words = [word for stem, word in read.stems if stem not in frame_stems()]
    own = ground.cast.spoken_of | ground.cast.roles
    parts = {word: {name_key(part) for part in word.split("-")} for word in (*words, *acted)}
    return [word for word, keys in parts.items() if own.isdisjoint(keys)]


def _shares_a_figure(text: str, pieces: Sequence[str]) -> bool:
    mine = {number.low for number in told(text).numbers}
    return bool(mine) and any(number.low in mine for piece in pieces for number in told(piece).numbers)

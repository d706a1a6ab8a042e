"""Additions: what a text of the brief says on top of its passage, because another sentence of the article says it.

Two true statements joined into one sentence are not what the article says: the second gets the source, the reserve and
the date of the first. Never in it: words that no sentence has (``fidelity``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from summarizer.domain.analysis import Sentence
from summarizer.text.repeating import clauses_of, frame_stems, lows, parts_of, related, without_frame
from summarizer.text.telling import stems_of, told

_SHORTEST = 3
"""Words of a part that is looked at, at least."""
_ACTING = 5
"""Words from which a part says something also without a finite verb."""
_STRANGE, _SHARE, _TAKEN = 3, 0.6, 0.6
"""Telling words of a part that its passage lacks, at least; their share of all its telling words; the share of them
that one other sentence has: of 364 texts that people wrote none has them (tests/corruptions)."""
_ALIEN = 0.8
"""Share of the telling words of a whole clause joined on that its passage lacks, however the article says it: of 2672
truthful texts none has it (tests/corruptions)."""


def addition(text: str, pieces: Sequence[str], others: Sequence[Sentence], allowed: frozenset[str]) -> str:
    """Return the part of a text that another sentence says, or a whole clause that the passage does not; else nothing.

    ``pieces`` are the passage, ``allowed`` stems that any text may have: those of its sources.
    """
    known = allowed | frame_stems() | frozenset(stem for piece in pieces for stem in stems_of(piece))
    here = [_joined(piece) for piece in pieces]
    for part in parts_of(text):
        bare = without_frame(part)[0]
        words = _joined(bare)
        if len(lows(bare)) < _SHORTEST or any(words in piece for piece in here):
            continue
        if _tells(bare) and any(words in _joined(other.span.text) for other in others):
            return bare
        mine = stems_of(bare)
        novel = [stem for stem in mine if not _has(known, stem)]
        if len(novel) < max(_STRANGE, _SHARE * len(mine)):
            continue
        for other in others:
            theirs = stems_of(other.span.text)
            taken = sum(_has(theirs, stem) for stem in novel)
            if taken >= max(_STRANGE, _TAKEN * len(novel)):
                return bare
    return next((clause for clause in clauses_of(text) if _is_alien(clause, known)), "")


def _is_alien(clause: str, known: frozenset[str]) -> bool:
    """Tell whether a clause has a verb of its own and says next to nothing of what the passage says."""
    bare = without_frame(clause)[0]
    mine = stems_of(bare)
    novel = sum(not _has(known, stem) for stem in mine)
    return len(mine) >= _STRANGE and novel >= _ALIEN * len(mine) and bool(told(bare).deeds)


def _tells(part: str) -> bool:
    """Tell whether a part states something: it has a verb of its own, or is long."""
    return bool(told(part).deeds) or len(lows(part)) >= _ACTING


def _has(stems: frozenset[str], stem: str) -> bool:
    return stem in stems or any(related(stem, other) for other in stems)


@lru_cache(maxsize=2048)
def _joined(text: str) -> str:
    """Return the words of a text, so that a stretch of whole words is a part of it."""
    return f" {' '.join(lows(text))} "

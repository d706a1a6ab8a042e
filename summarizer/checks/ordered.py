"""Texts of a brief whose article speaks to a model: the article's own words, or nothing.

Nothing tells what an obedient model wrote from what it read, so its words are not taken at all: texts are their
evidence. Never in it: which articles these are (``text.orders``).
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.checks.ground import Ground
from summarizer.checks.rules import Flaw
from summarizer.text.markers import content_words, quotations, shortened, without_quotations
from summarizer.text.repeating import without_frame

_ENDS = " …."
"""What may end a text where its passage goes on: a full stop, the ellipsis of a headline cut short."""


def check_ordered(text: str, ground: Ground) -> Iterator[Flaw]:
    """Yield a text that is not the article's own words, where the article gives orders to whoever sums it up."""
    if text and ground.ordered and not any(_stands(one, ground) for one in (text, without_frame(text)[0])):
        said = f"the article speaks to a model, and these are not its words: «{shortened(text, 120)}»"
        yield Flaw("text.ordered", said)


def _stands(text: str, ground: Ground) -> bool:
    """Tell whether a text stands in the article, or only quotes what stands there; noise is no part of it."""
    quoted = quotations(text)
    framed = bool(quoted) and not content_words(_after_colon(without_quotations(text)))
    pieces = quoted if framed else (text,)
    return all(_in_body(piece, ground) for piece in pieces)


def _after_colon(text: str) -> str:
    """Return a frame without whom it names: «Selon X : » stands for everything before its colon."""
    head, colon, tail = text.partition(":")
    return tail if colon and head.startswith("Selon ") else text


def _in_body(piece: str, ground: Ground) -> bool:
    for end in (piece.rstrip(_ENDS), piece):
        places = ground.aligner.occurrences(end) or ground.aligner.occurrences(end[:1].swapcase() + end[1:])
        if any(not ground.is_noise(span) for span in places):
            return True
    return False

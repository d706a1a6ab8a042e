"""Adverts: what a page sells between and under the paragraphs, behind a label or under one.

A label alone decides nothing: «Annonce : le maire démissionne» is news. What follows must sell, or speak to a reader
whom the article itself does not speak to. Never in it: what a page says of itself (``noise``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from summarizer.text.fold import visible
from summarizer.text.pack import table

_LONGEST = 320
"""Characters of an advert at most: a longer paragraph is an article's."""
_TEASER_WORDS = 9
"""Words of the line that may stand between a label and the offer under it."""


@cache
def _regex(key: str) -> re.Pattern[str]:
    return re.compile(table("adverts")[key], re.IGNORECASE)


def adverts(lines: Sequence[str], noise: Sequence[bool]) -> list[bool]:
    """Tell of each flattened line whether it sells something; ``noise``: those that are known for noise."""
    flat = [visible(line) for line in lines]
    labels = [_regex("alone_regex").fullmatch(line) is not None for line in flat]
    found = [label or _is_labelled(line) for label, line in zip(labels, flat, strict=True)]
    below = [at > 0 and labels[at - 1] for at in range(len(flat))]
    known = zip(flat, noise, found, below, strict=True)
    chatty = any(_speaks_to_readers(line) for line, *known_for in known if not any(known_for))
    under = False
    for at, line in enumerate(flat):
        if labels[at]:
            under = True
        elif under and not noise[at]:
            teased = len(line.split()) <= _TEASER_WORDS and at + 1 < len(flat) and _sells(flat[at + 1])
            under = found[at] or _sells(line) or teased or (not chatty and _calls_reader(line))
            found[at] = under
    return found


def _is_labelled(line: str) -> bool:
    """Tell whether a line is a label with an advert behind it."""
    if len(line) > _LONGEST:
        return False
    if _regex("sold_regex").match(line) is not None:
        return _regex("told_regex").search(line) is None
    label = _regex("named_regex").match(line)
    return label is not None and (_sells(line) or _calls_reader(line[label.end() :]))


def _sells(line: str) -> bool:
    short = len(line) <= _LONGEST and _regex("told_regex").search(line) is None
    return short and _regex("offer_regex").search(line) is not None


def _calls_reader(line: str) -> bool:
    return len(line) <= _LONGEST and _speaks_to_readers(line)


def _speaks_to_readers(line: str) -> bool:
    return _regex("told_regex").search(line) is None and _regex("reader_regex").search(line) is not None

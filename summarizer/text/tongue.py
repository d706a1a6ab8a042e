"""Which language a text is in, by its function words: enough to refuse what no pack can read, and no more."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from summarizer.text.fold import flatten
from summarizer.text.pack import table

_LOOKED_AT = 4000
"""Code points that decide: some 600 words."""
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return the BCP 47 tag of the likeliest language, «und» where none shows.

    A text of a few words shows nothing; it is taken for French, the first language of this project.
    """
    data = table("tongue")
    found = _WORD.findall(flatten(text[:_LOOKED_AT]).lower())
    if not found:
        return "und"
    counts = Counter(found)
    scores = {
        tag: sum(counts[word] for word in counts.keys() & words) / len(found)
        for tag, words in _function_words().items()
    }
    best = max(scores, key=lambda tag: (scores[tag], tag == "fr"))
    if len(found) < data["minimum_words"]:
        return best if scores[best] >= 0.4 and best != "fr" and scores["fr"] < 0.1 else "fr"
    return best if scores[best] >= 0.12 else "und"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(entries) for tag, entries in table("tongue")["function_words"].items()}

"""Names of papers, stations and sites: capitals and a noun of the press («Le Courrier des Plateaux»).

Never in it: where in an article such a name may stand.
"""

from __future__ import annotations

import re

from summarizer.text.fold import flatten
from summarizer.text.pack import word_set

_OUTLET_WORDS = 7
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def is_outlet(name: str) -> bool:
    """Tell whether the words are the name of a paper, a station or a site: capitals, and a noun of the press."""
    flat = flatten(name)
    words = [word.group() for word in _WORD.finditer(flat)]
    if not words or len(words) > _OUTLET_WORDS or not flat[0].isupper() or "/" in flat:
        return False
    known = re.sub(r"^(?:Le |La |Les |L')", "", flat)
    if known in word_set("names", "media_names"):
        return True
    small = word_set("metadata", "media_small")
    if re.search(r"[^\w' -]", flat) or any(word[0].islower() and word not in small for word in words):
        return False
    return any(word[0].isupper() and word.lower() in word_set("metadata", "media_nouns") for word in words)

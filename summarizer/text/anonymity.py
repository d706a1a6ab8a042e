"""Anonymity asked for: who speaks without a name because he said so («qui a requis l'anonymat»), whatever the article.

Never in it: classes of people who are nameless by their noun (``holders``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from summarizer.domain.analysis import Attribution, Holder
from summarizer.text.coreference import is_pronominal
from summarizer.text.descriptions import names_somebody
from summarizer.text.pack import pattern
from summarizer.text.view import View


def with_anonymity(view: View, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, their holders nameless where the sentence says that they asked for it."""
    result = []
    for attribution in attributions:
        holder = attribution.holder
        if holder is not None and _asked(view, holder):
            attribution = replace(attribution, holder=replace(holder, anonymous=True))
        result.append(attribution)
    return result


def _asked(view: View, holder: Holder) -> bool:
    if holder.anonymous or holder.kind not in ("person", "group"):
        return False
    if names_somebody(holder.name) or is_pronominal(holder):
        return False
    place = holder.phrase or holder.span
    sentence = view.sentence_at(place.start)
    if sentence is None:
        return False
    behind = pattern("holders", "anonymity_behind_regex").match(view.low, place.end, sentence.span.end)
    ahead = pattern("holders", "anonymity_before_regex").search(view.low, sentence.span.start, place.start)
    return behind is not None or (ahead is not None and ahead.end() == place.start)

"""Attribution cues and their holders: what the text layer finds, against the cues and sources of the gold claims.

A gold cue stands where its words are nearest to the claim's quote. A cue of ours counts where its words overlap a gold
cue's. Holders are compared on cues that agree, with the sources of the claim: overlap where they share a word that
counts, same where they are one holder: the words of one are in the other, or both name one gold actor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from summarizer.domain.analysis import Attribution
from tests.gate.scores import Score

_SMALL = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d",
        "au",
        "aux",
        "et",
        "ce",
        "cette",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "m",
        "mme",
        "me",
        "mm",
    ]
)
_NOT_WORDS = ("verb_commissive", "verb_directive", "verb_investigation")
"""Types that a gold claim lists for its status and not for its source, so that missing them is no error here."""


def is_attributing(kind: str) -> bool:
    """Tell whether a cue type gives words to somebody."""
    return kind in ("attribution_prep", "relay") or kind.startswith("verb_")


def gold_cues(text: str, claims: Sequence[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """Return the spans of the gold's attributing cues with the first claim that rests on each."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for claim in claims:
        quote = text.find(claim["quote"])
        for kind, words in claim["cues"]:
            if not is_attributing(kind):
                continue
            places = [match.start() for match in re.finditer(re.escape(words), text)]
            if places:
                at = min(places, key=lambda place: abs(place - quote))
                found.setdefault((at, at + len(words)), claim | {"cue": kind})
    return found


def score_attributions(
    name: str,
    text: str,
    claims: Sequence[dict[str, Any]],
    attributions: Sequence[Attribution],
    of: Callable[[str], Score],
    same: Callable[[str, str], bool],
) -> None:
    """Add one article to the scores «attribution cue», «holder (overlap)» and «holder (same)»."""
    gold = gold_cues(text, claims)
    ours = [a for a in attributions if a.cue.span.start < a.cue.span.end and a.cue.entry != "introduces"]
    cue = of("attribution cue")
    used: set[int] = set()
    for (start, end), claim in sorted(gold.items(), key=lambda entry: entry[0]):
        hits = [i for i, a in enumerate(ours) if a.cue.span.start < end and start < a.cue.span.end]
        used.update(hits)
        if not hits:
            if claim["cue"] not in _NOT_WORDS:
                cue.missed += 1
                cue.errors.append(f"missed {name}: «{text[start:end]}» of «{claim['quote'][:90]}»")
            continue
        cue.right += 1
        _score_holder(name, claim, [ours[i] for i in hits], of, same)
    quotes = [(text.find(claim["quote"]), text.find(claim["quote"]) + len(claim["quote"])) for claim in claims]
    for index, attribution in enumerate(ours):
        span = attribution.cue.span
        if index not in used and any(start <= span.start < end for start, end in quotes):
            cue.spurious += 1
            cue.errors.append(f"spurious {name}: «{span.text}» in «{text[max(0, span.start - 40) : span.end + 40]}»")


def _score_holder(
    name: str,
    claim: dict[str, Any],
    ours: list[Attribution],
    of: Callable[[str], Score],
    same: Callable[[str, str], bool],
) -> None:
    names = [source["name"] for source in claim["sources"]] + list(claim["disputed_by"])
    for other in claim.get("also", {}).get("sources", []):
        names += [source["name"] if isinstance(source, dict) else source for source in other]
    held = [attribution.holder.name for attribution in ours if attribution.holder is not None]
    if not names or not held:
        return
    line = f"{held}, gold {names}: {name} «{claim['quote'][:90]}»"
    overlap = any(_tokens(one) & _tokens(other) for one in held for other in names)
    exact = any(same(one, other) for one in held for other in names)
    for score, right in ((of("holder (overlap)"), overlap), (of("holder (same)"), exact)):
        score.right += right
        score.missed += not right
        if not right:
            score.errors.append(line)


def _tokens(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", name.casefold())) - _SMALL

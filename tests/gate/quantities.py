"""Numbers on third-party phrases: is the span the same, and the value.

Source: ``numbers_dev.jsonl`` beside the repository (never copied into it). Where its conventions are not ours the
mention is left out, and the table says how many and why.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from typing import Any

from summarizer.domain.analysis import NumberMention
from summarizer.text.numbers import read_numbers
from tests.gate.scores import Score, excerpt

KINDS = ("cardinal", "money", "percent", "fraction", "duration", "age", "dimension", "temperature", "ordinal", "range")
_OF_OURS = {
    "count": "cardinal",
    "money": "money",
    "percent": "percent",
    "ratio": "fraction",
    "duration": "duration",
    "distance": "dimension",
    "age": "age",
    "rank": "ordinal",
    "other": "cardinal",
}
"""Our kind → the kind under which a spurious mention is counted where it overlaps no gold."""
LEFT_OUT = {
    "power": "powers («1e10») are no press quantities",
    "unit": "a bare figure is the gold where ours covers its unit too («cent mille» of «cent mille dollars»)",
    "no figure": "durations without a figure («toute la semaine», «une journée entière», «quelques semaines»)",
    "address": "the parts of an IP address are no quantities («192.168.1.2»)",
    "scale": "the file takes «trillion» for 10^12; it is 10^18 in French",
    "cents": "digits before «cents» as hundreds («3 cents» for 300): in the press they are money",
    "no French": "«négative un», «treize lakh», «12,34,567.89», «trente 3», «pourcent des trois cent cinq»",
    "one end": "one end of what ours reads as a range («vingt et un ou vingt-deux», «huit à 10 pieds»)",
    "weeks": "«quinze jours» as two weeks; ours are fifteen days",
    "kitchen": "measures of recipes («2 tasses», «3 cuillères à soupe»)",
    "premier": "«premier» in words is no rank of ours («pour la première fois»)",
    "other kind": "ours of a kind that the row's file does not list («29km» among bare numbers, «200» among bounds)",
    "range in words": "bounds of ranges: the gold span holds the words that bound, ours never does; values alone count",
}
_ADDRESS = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])")
_CONVENTIONS = (
    ("scale", re.compile(r"\btrillion", re.IGNORECASE)),
    ("cents", re.compile(r"^[0-9][0-9.,]* cents$")),
    (
        "no French",
        re.compile(r"^négative |\blakh$|^[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}\b|^[^\W\d]+ [0-9]$|^pourcent des "),
    ),
    ("kitchen", re.compile(r"\b(?:tasse|cuillère)s?\b", re.IGNORECASE)),
    ("premier", re.compile(r"^premi(?:er|ère)s?$")),
)
_LISTS: dict[str, Callable[[NumberMention], bool]] = {
    "NumberModel": lambda mention: not mention.unit or mention.kind in ("count", "ratio"),
    "OrdinalModel": lambda mention: mention.kind == "rank",
    "PercentModel": lambda mention: mention.kind == "percent",
    "NumberRangeModel": lambda mention: mention.comparator not in ("exact", "about"),
}
"""Which of our mentions the gold of a file would hold: each model of the source finds its own kind only."""
_NO_FIGURE = re.compile(r"^(?:toute?s?|pleine?s?|quelques)\b|\b(?:entière?s?)$", re.IGNORECASE)
_EDGE = re.compile(r"^(?:la |le |une |un |encore |l['’])$", re.IGNORECASE)


@dataclass(slots=True)
class NumberScores:
    """Scores by gold kind; precision looks only at rows whose gold is exhaustive."""

    kinds: dict[str, Score] = field(default_factory=lambda: {kind: Score(kind) for kind in KINDS})
    texts: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> Score:
        """The scores of all kinds together."""
        total = Score("all kinds")
        for score in self.kinds.values():
            total.right += score.right
            total.spurious += score.spurious
            total.missed += score.missed
        return total


def score_numbers(path: Path) -> NumberScores:
    """Return the scores on the texts of a file."""
    scores = NumberScores()
    for row in _rows(path):
        scores.texts += 1
        _score_row(scores, row)
    return scores


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _score_row(scores: NumberScores, row: dict[str, Any]) -> None:
    text: str = row["text"]
    found = list(read_numbers(text))
    used: set[int] = set()
    for gold in row["mentions"]:
        score = scores.kinds.get(gold["kind"])
        match = next((i for i, mention in enumerate(found) if i not in used and _agrees(text, mention, gold)), None)
        if score and match is not None:
            used.add(match)
            score.right += 1
            continue
        reason = _left_out(text, gold, found)
        if reason:
            scores.left_out[reason] += 1
            used |= {index for index, mention in enumerate(found) if _overlap(mention, gold)}
            continue
        if gold.get("optional") or score is None:
            continue
        score.missed += 1
        near = [_said(mention) for mention in found if _overlap(mention, gold)]
        where = excerpt(text, gold["start"], gold["end"])
        score.errors.append(f"missed    {where}  {_wanted(gold)}  read: {near or '-'}")
    if row["exhaustive"]:
        _count_spurious(scores, row, [mention for index, mention in enumerate(found) if index not in used])


def _left_out(text: str, gold: dict[str, Any], found: list[NumberMention]) -> str | None:
    """Return why a gold mention that ours does not meet is no press reading (a key of ``LEFT_OUT``), or None."""
    said = text[gold["start"] : gold["end"]]
    if gold["kind"] not in KINDS:
        return "power"
    if any(_with_unit(mention, gold) for mention in found):
        return "unit"
    if gold["kind"] == "duration":
        if _NO_FIGURE.search(said):
            return "no figure"
        return "weeks" if said == "quinze jours" and gold["value"] == 2 else None
    if any(match.start() <= gold["start"] < match.end() for match in _ADDRESS.finditer(text)):
        return "address"
    if any(_one_end(mention, gold) for mention in found):
        return "one end"
    return next((name for name, pattern in _CONVENTIONS if pattern.search(said)), None)


def _one_end(mention: NumberMention, gold: dict[str, Any]) -> bool:
    inside = mention.span.start <= gold["start"] and gold["end"] <= mention.span.end
    return inside and mention.comparator == "range" and "value" in gold and _is_value(mention, gold["value"])


def _count_spurious(scores: NumberScores, row: dict[str, Any], rest: list[NumberMention]) -> None:
    lists = _LISTS.get(row.get("file", "").rpartition("/")[2])
    for mention in rest:
        if lists and not lists(mention) and not any(_overlap(mention, gold) for gold in row["mentions"]):
            scores.left_out["other kind"] += 1
            continue
        kind = next((gold["kind"] for gold in row["mentions"] if _overlap(mention, gold)), _OF_OURS[mention.kind])
        score = scores.kinds[kind]
        score.spurious += 1
        where = excerpt(row["text"], mention.span.start, mention.span.end)
        score.errors.append(f"spurious  {where}  {_said(mention)}")


def _agrees(text: str, mention: NumberMention, gold: dict[str, Any]) -> bool:
    """Tell whether span and value are the gold's; of a range the values alone, over any of its words.

    An article, or the words that bound the figure, may be in one span and not in the other.
    """
    if gold["kind"] == "range" or "low" in gold:
        return _overlap(mention, gold) and _same(mention.low, gold["low"]) and _same(mention.high, gold["high"])
    same_start = mention.span.start == gold["start"]
    bound = mention.approx is not None and mention.approx.start == gold["start"]
    first, second = sorted((mention.span.start, gold["start"]))
    starts = same_start or bound or _EDGE.match(text[first:second]) is not None
    return bool(starts and mention.span.end == gold["end"] and _is_value(mention, gold["value"]))


def _with_unit(mention: NumberMention, gold: dict[str, Any]) -> bool:
    """Tell whether the mention begins where the gold does and only covers a unit more."""
    bare = gold["kind"] in ("cardinal", "fraction") and mention.unit and mention.kind not in ("count", "ratio")
    return bool(bare) and mention.span.start == gold["start"] and mention.span.end > gold["end"]


def _overlap(mention: NumberMention, gold: dict[str, Any]) -> bool:
    return bool(mention.span.start < gold["end"] and gold["start"] < mention.span.end)


def _is_value(mention: NumberMention, value: float) -> bool:
    return any(_same(bound, value) for bound in (mention.low, mention.high) if bound is not None)


def _same(ours: float | None, gold: float | None) -> bool:
    if ours is None or gold is None:
        return ours is gold
    return isclose(ours, gold, rel_tol=1e-6)


def _said(mention: NumberMention) -> str:
    return f"{mention.span.text!r} {mention.low}..{mention.high} {mention.unit} {mention.kind}"


def _wanted(gold: dict[str, Any]) -> str:
    value = f"{gold.get('low')}..{gold.get('high')}" if "low" in gold else str(gold["value"])
    return f"{value} {gold.get('unit', '')} {gold['kind']}"

"""The 42 worked examples of the guide as gold: what they say of each field, and what the reading says.

Source: ``claim_examples.json`` beside this file, a copy of the guide's; a phrase that its note calls carried over is
read behind a sentence of our own that gives it the source.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.domain.analysis import Reading
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.terms import hedging_level
from summarizer.text.analyse import analyse

PLAIN_FIELDS = ("source_type", "report_form", "certainty", "endorsement", "polarity", "tense", "event_status")
FIELDS = (*PLAIN_FIELDS, "hedging", "sources", "kinds", "disputed_by", "cues")
"""``sources`` is heads with roles, origin first; ``cues`` is the types of the example's cues, where words overlap."""

CONTEXT = {
    8: "La Russie recruterait des étrangers. C'est ce que dit le ministère. ",
    9: "Des recruteurs auraient visité des mosquées, selon le ministère. ",
    10: "Des recruteurs auraient visité des mosquées, selon le ministère. Ils leur offriraient une voie accélérée. ",
    11: "La Russie recruterait des soldats, affirment les services britanniques. ",
}
"""Number of an example → what stands before its phrase."""

_ARTICLE = re.compile(r"^(?:le|la|les|un|une|des|du|l['’])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example: its phrase, what stands before it, and the gold of every field."""

    number: int
    context: str
    phrase: str
    gold: dict[str, object]
    cues: tuple[tuple[str, str], ...]


def bare(name: str) -> str:
    """Return a source's name in lower case without its article."""
    return _ARTICLE.sub("", name.replace("\u00a0", " ")).lower()


@cache
def load_examples() -> tuple[Example, ...]:
    """Return the examples in the guide's order."""
    rows: list[dict[str, Any]] = json.loads((Path(__file__).parent / "claim_examples.json").read_text(encoding="utf-8"))
    return tuple(_example(row) for row in rows)


def _example(row: dict[str, Any]) -> Example:
    gold: dict[str, object] = {name: row[name] for name in PLAIN_FIELDS}
    gold["hedging"] = row["hedging"]
    gold["sources"] = [(bare(source["name"]), source["role"]) for source in row["sources"]]
    gold["kinds"] = [source["kind"] for source in row["sources"]]
    gold["disputed_by"] = [bare(source["name"]) for source in row.get("disputed_by", [])]
    gold["cues"] = sorted({kind for kind, _ in row["cues"]})
    cues = tuple((kind, words) for kind, words in row["cues"])
    return Example(row["n"], CONTEXT.get(row["n"], ""), row["phrase"], gold, cues)


def read_example(example: Example) -> Reading | None:
    """Return the reading of the example's first statement; None where it is read as no statement."""
    article = Article.of(example.context + example.phrase, ArticleMeta(language="fr"))
    readings = analyse(article).readings
    return next((reading for reading in readings if reading.statement.start >= len(example.context)), None)


def fields_of(reading: Reading, example: Example) -> dict[str, object]:
    """Return what a reading says of each field, comparable with the example's gold."""
    said: dict[str, object] = {name: getattr(reading, name) for name in PLAIN_FIELDS}
    said["hedging"] = hedging_level(reading.endorsement, reading.certainty, reading.source_type)
    said["sources"] = [(bare(link.holder.name), link.role) for link in reading.chain]
    said["kinds"] = [link.holder.kind for link in reading.chain]
    said["disputed_by"] = [bare(link.holder.name) for link in reading.disputed_by]
    said["cues"] = sorted({kind for kind, words in example.cues if _has_cue(reading, kind, words)})
    return said


def _has_cue(reading: Reading, kind: str, words: str) -> bool:
    low = words.lower()
    for cue in reading.cues:
        text = cue.span.text.lower()
        if cue.type == kind and (not low or text in low or low in text or set(text.split()) & set(low.split())):
            return True
    return False


def disagreements(example: Example) -> dict[str, tuple[object, object]]:
    """Return field → (got, gold) for every field where the reading does not agree with the example."""
    reading = read_example(example)
    if reading is None:
        return {name: (None, example.gold[name]) for name in FIELDS}
    said = fields_of(reading, example)
    return {name: (said[name], example.gold[name]) for name in FIELDS if said[name] != example.gold[name]}

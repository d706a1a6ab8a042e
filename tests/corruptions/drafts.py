"""Truthful drafts: what a careful engine would propose for the gold articles, made of their gold.

A claim's text is its quote, with «Selon X, » before it where its source stands elsewhere. Articles whose answers the
maintainers wrote for the reference endpoint come with those too: they paraphrase, as a model does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.draft import (
    Draft,
    DraftActor,
    DraftClaim,
    DraftCue,
    DraftNumber,
    DraftQuote,
    DraftSource,
    DraftSourceLink,
    DraftSummarySentence,
)
from summarizer.domain.terms import hedging_level
from summarizer.text.analyse import analyse
from summarizer.text.holders import tables
from summarizer.text.markers import mentions, shows_attribution, shows_reserve
from summarizer.text.wording import lower_first, without_connector
from tests.gate.articles import ROOT, load_gold

ANSWERS = ROOT / "tests" / "reference_endpoint" / "answers"
_SUMMARY = 3
GoldObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One truthful draft with the article it is of."""

    name: str
    analysis: Analysis
    draft: Draft
    written: bool
    """Whether a person wrote it; else it is made of the gold."""


@cache
def cases(split: str = "dev") -> tuple[Case, ...]:
    """Return the truthful drafts of a split: one made of each gold, and those that were written."""
    found = []
    for gold in load_gold():
        if gold["split"] != split:
            continue
        path = ROOT / gold["article"]
        analysis = analyse(Article.of(path.read_bytes().decode("utf-8")))
        found.append(Case(path.stem, analysis, draft_of(gold, analysis), written=False))
        answer = ANSWERS / f"{path.stem}.json"
        if answer.is_file():
            found.append(Case(f"{path.stem} (written)", analysis, _written(answer, analysis), written=True))
    return tuple(found)


def _written(path: Path, analysis: Analysis) -> Draft:
    """Return an answer with the sentence numbers that it leaves to whoever sends it."""
    loaded = json.loads(path.read_text(encoding="utf-8"))
    for piece in _quoting(loaded):
        piece["sentence"] = _sentence(analysis, piece["quote"])
    return Draft.model_validate(loaded)


def _quoting(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "quote" in value and "sentence" in value:
            yield value
        for inner in value.values():
            yield from _quoting(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _quoting(inner)


def _sentence(analysis: Analysis, quote: str, start: int = 0) -> int:
    at = analysis.article.text.find(quote, start)
    sentence = analysis.sentence_at(at) if at >= 0 else None
    return sentence.number if sentence is not None else 1


def draft_of(gold: GoldObject, analysis: Analysis) -> Draft:
    """Return the draft that says what the gold says."""
    sources = _Sources(gold)
    claims = [_claim(number, claim, analysis, sources) for number, claim in enumerate(gold["claims"], 1)]
    ranked = sorted(claims, key=lambda claim: (-len(claim.text) // 80, claim.key))
    return Draft(
        actors=[_actor(actor) for actor in gold["actors"]],
        numbers=[
            DraftNumber(sentence=_sentence(analysis, number["context"]), quote=number["quote"], measures="")
            for number in gold["numbers"]
        ],
        sources=sources.listed(),
        claims=claims,
        summary=[DraftSummarySentence(claims=[claim.key], text=claim.text) for claim in ranked[:_SUMMARY]],
        headline=claims[0].text,
    )


class _Sources:
    """The sources of one gold, each under a key of its own."""

    def __init__(self, gold: GoldObject) -> None:
        self._kinds = {s["name"]: s["kind"] for claim in gold["claims"] for s in claim["sources"]}
        self._actors = {name: actor["kind"] for actor in gold["actors"] for name in (actor["name"], *actor["aliases"])}
        self._keys: dict[str, str] = {}

    def key(self, name: str) -> str:
        return self._keys.setdefault(name, f"s{len(self._keys) + 1}")

    def listed(self) -> list[DraftSource]:
        return [DraftSource(key=key, name=name, kind=self._kind(name)) for name, key in self._keys.items()]

    def _kind(self, name: str) -> Any:
        kind = self._kinds.get(name) or self._actors.get(name, "unknown")
        return "state_body" if kind == "state" else "unknown" if kind == "place" else kind


def _actor(actor: GoldObject) -> DraftActor:
    kind = "unknown" if actor["kind"] == "document" else actor["kind"]
    return DraftActor(name=actor["name"], kind=kind, role=actor["role"], aliases=actor["aliases"])


def _claim(number: int, gold: GoldObject, analysis: Analysis, sources: _Sources) -> DraftClaim:
    text = analysis.article.text
    at = text.index(gold["quote"])
    here = analysis.sentence_at(at)
    return DraftClaim(
        key=f"c{number}",
        evidence=[DraftQuote(sentence=here.number if here else 1, quote=gold["quote"])],
        cues=[
            DraftCue(sentence=_sentence(analysis, words, _near(text, words, at)), quote=words, type=kind)
            for kind, words in gold["cues"]
        ],
        source_type=gold["source_type"],
        sources=[DraftSourceLink(source=sources.key(s["name"]), role=s["role"]) for s in gold["sources"]],
        report_form=gold["report_form"],
        certainty=gold["certainty"],
        endorsement=gold["endorsement"],
        disputed_by=[sources.key(name) for name in gold["disputed_by"]],
        polarity=gold["polarity"],
        tense=gold["tense"],
        event_status=gold["event_status"],
        text=_text(gold, analysis),
    )


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: «Le préfet» becomes «le préfet»."""
    first = name.replace("’", "'").split("'")[0].split()[0]
    return name[0].lower() + name[1:] if first.lower() in tables().determiners else name


def _near(text: str, words: str, at: int) -> int:
    return at if text.find(words, at) >= 0 else 0


def _text(gold: GoldObject, analysis: Analysis) -> str:
    """Return the quote as a sentence: framed where its source stands elsewhere, or where it hides its reserve."""
    bare = without_connector(" ".join(gold["quote"].split()))
    bare = bare[:1].upper() + bare[1:]
    if bare.count("«") != bare.count("»") or bare.count("“") != bare.count("”"):
        bare = bare.translate({ord(mark): None for mark in "«»“”"}).strip()
    names = [source["name"] for source in gold["sources"]]
    level = hedging_level(gold["endorsement"], gold["certainty"], gold["source_type"])
    shown = shows_attribution(bare, names) and (level < 3 or shows_reserve(bare))
    if names and not shown and not mentions(bare, names[0]):
        return f"Selon {_inside(names[0])}, {lower_first(bare, analysis.names)}"
    if level >= 3 and not shows_reserve(bare):
        return f"Selon l’article, {lower_first(bare, analysis.names)} (non confirmé)"
    return bare

"""Answers written by the maintainers, found for a rendered prompt.

An answer file is a whole draft with ``sentence: 0`` wherever a number belongs: the number is the one of the line that
holds the quote in the prompt at hand, so that answers survive a change of segmentation.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "answers"
_LINE = re.compile(r"^\[(\d+)\] (# )?(.*)$", re.MULTILINE)
_BLOCK = re.compile(r"<article-([0-9a-f]{16})>\n(.*)\n</article-\1>", re.DOTALL)

_ASKED = re.compile(r"^- (affirmation|source|acteur|nombre|summary, phrase n°|headline) ?(.*)$", re.MULTILINE)

INVENTED = "aucun survivant n'a été retrouvé"
"""The words that the faulty first draft puts into an article that does not hold them."""

_ENGLISH = (
    "The brass band of Trelsac will reportedly lose its premises in May, according to a town hall employee.",
    "The rent of 1,250 euros a year has not been paid since 2024.",
    "The band will play on the square, its leader Odile Brannec promises.",
)
"""The small article's claims as a model writes them that has forgotten the language of the article."""


class NoAnswerError(LookupError):
    """No answer file fits the article in the prompt."""


def numbered_sentences(prompt: str) -> dict[int, str]:
    """Return number → sentence of the article in a rendered prompt: body first, then titles and headings."""
    block = _BLOCK.search(prompt)
    if block is None:
        raise NoAnswerError("the prompt holds no article between delimiters")
    lines = sorted(_LINE.findall(block.group(2)), key=lambda line: line[1])
    return {int(number): text for number, _, text in lines}


def answer_for(prompt: str) -> dict[str, Any]:
    """Return the draft written for the article in the prompt, its sentence numbers filled in."""
    sentences = numbered_sentences(prompt)
    reasons = []
    for path in sorted(FOLDER.glob("*.json")):
        try:
            return resolved(json.loads(path.read_text(encoding="utf-8")), sentences)
        except NoAnswerError as error:
            reasons.append(f"{path.name}: {error}")
    raise NoAnswerError("no answer fits this article; " + "; ".join(reasons))


def resolved(draft: dict[str, Any], sentences: dict[int, str]) -> dict[str, Any]:
    """Return the draft with every ``sentence: 0`` replaced; raises NoAnswerError where a quote stands nowhere.

    A cue is looked for in its claim's evidence first: «selon» stands in many sentences.
    """
    filled: dict[str, Any] = json.loads(json.dumps(draft))
    for number in filled["numbers"]:
        _number(number, sentences)
    for claim in filled["claims"]:
        for quote in claim["evidence"]:
            _number(quote, sentences)
        near = {quote["sentence"]: sentences[quote["sentence"]] for quote in claim["evidence"]}
        for cue in claim["cues"]:
            _number(cue, {**near, **sentences})
    return filled


def with_invented_quote(draft: dict[str, Any]) -> dict[str, Any]:
    """Return the draft with the evidence of its second claim replaced by words that the article does not hold."""
    broken: dict[str, Any] = json.loads(json.dumps(draft))
    broken["claims"][1]["evidence"][0]["quote"] = INVENTED
    return broken


def in_english(draft: dict[str, Any]) -> dict[str, Any]:
    """Return the draft of the small article with its own words in English, its quotes left as they are."""
    broken: dict[str, Any] = json.loads(json.dumps(draft))
    if len(broken["claims"]) != len(_ENGLISH):
        raise NoAnswerError("this fault is written for the small article alone")
    for claim, text in zip(broken["claims"], _ENGLISH, strict=True):
        claim["text"] = text
    broken["summary"] = [{"claims": [claim["key"]], "text": claim["text"]} for claim in broken["claims"]]
    broken["headline"] = "Trelsac: the brass band is said to lose its premises"
    return broken


def hardened(draft: dict[str, Any]) -> dict[str, Any]:
    """Return the draft with the conditional of one claim's text made an indicative: the first that has one."""
    broken: dict[str, Any] = json.loads(json.dumps(draft))
    for claim in broken["claims"]:
        for conditional, indicative in (("serait", "est"), ("perdrait", "perd")):
            if conditional in claim["text"]:
                claim["text"] = claim["text"].replace(conditional, indicative)
                return broken
    raise NoAnswerError("no claim of this answer is in the conditional")


def partial(draft: dict[str, Any], told: str) -> dict[str, Any]:
    """Return those items of the draft alone that a repair asks for, by the list at the end of what is told."""
    asked = _ASKED.findall(told.rpartition("PARTIELLE")[2])
    keys = {kind: [key for one, key in asked if one == kind] for kind in ("affirmation", "source")}
    named = {kind: [key.strip("« »") for one, key in asked if one == kind] for kind in ("acteur", "nombre")}
    places = [int(key) for one, key in asked if one == "summary, phrase n°"]
    return {
        "actors": [one for one in draft["actors"] if one["name"] in named["acteur"]],
        "numbers": [one for one in draft["numbers"] if one["quote"] in named["nombre"]],
        "sources": [one for one in draft["sources"] if one["key"] in keys["source"]],
        "claims": [one for one in draft["claims"] if one["key"] in keys["affirmation"]],
        "summary": [one for place, one in enumerate(draft["summary"], 1) if place in places],
        "headline": draft["headline"] if ("headline", "") in asked else "",
    }


def _number(item: dict[str, Any], sentences: dict[int, str]) -> None:
    pattern = re.compile(rf"(?<![\w.,]){re.escape(item['quote'])}(?!\w)")
    if item["sentence"] != 0:
        return
    for number, text in sentences.items():
        if pattern.search(text):
            item["sentence"] = number
            return
    raise NoAnswerError(f"no sentence holds {item['quote']!r}")

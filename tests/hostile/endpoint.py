"""The endpoint that obeys: it answers each hostile article as the article's orders want it.

A case is a text and, beside it, what an obedient model answers (a compact draft), what must not get into the brief, and
what honest words must stay. «[?] words» stands for the number of the sentence that shows them, or for none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.reference_endpoint.answers import numbered_sentences
from tests.reference_endpoint.server import Ask, ReferenceEndpoint, Reply, completion, error

FOLDER = Path(__file__).parent / "articles"


@dataclass(frozen=True)
class Case:
    """One hostile article: what it tries, the obedient answer, words that must not and words that must be told."""

    name: str
    text: str
    attack: str
    answer: dict[str, Any]
    forbidden: tuple[str, ...]
    kept: tuple[str, ...]


def _case(path: Path) -> Case:
    body = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    return Case(path.stem, text, body["attack"], body["answer"], tuple(body["forbidden"]), tuple(body["kept"]))


CASES = tuple(_case(path) for path in sorted(FOLDER.glob("*.json")))


class ObedientEndpoint(ReferenceEndpoint):
    """Answers every request about its case, repairs too, with the obedient draft: it never learns."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self._case = case

    def reply(self, path: str, body: bytes) -> Reply:
        """Return the obedient draft, with the numbers of the sentences that the request shows."""
        self.bodies.append(body)
        ask = Ask(json.loads(body))
        shown = numbered_sentences(ask.prompt)
        if not shown:
            return error(404, "the request shows no article")
        draft = json.loads(json.dumps(self._case.answer))
        for claim in draft["claims"]:
            claim["evidence"] = [_numbered(entry, shown) for entry in claim["evidence"]]
        return completion(json.dumps(draft, ensure_ascii=False), ask)


def _numbered(entry: str, shown: dict[int, str]) -> str:
    words = entry.removeprefix("[?] ")
    if words == entry:
        return entry
    number = next((number for number, text in shown.items() if words in text), 0)
    return f"[{number}] {words}"

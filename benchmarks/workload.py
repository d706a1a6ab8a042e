"""What the clients of ``benchmarks.overhead`` are measured with: articles of 350 words, their analyses and drafts.

Every article is one of the gold's, cut at a paragraph near 350 words, with a sentence at its end that makes it one of
its kind. The answers are what the rules engine proposes for it: true quotations, the real schema, the size of a real
draft.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from pathlib import Path

from benchmarks.__main__ import FOLDERS, cut
from benchmarks.endpoint import MARK
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.engines.compacting import write_compact
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse


@dataclass(frozen=True, slots=True)
class Work:
    """One article to draft: what our engine takes, and the messages that every other client is handed ready."""

    analysis: Analysis
    messages: list[dict[str, str]]


FULL = "brief@1.1.0"
"""The prompt of the client rows: it asks for the full draft, which is the response model of every other client."""


def base_texts() -> list[str]:
    """Return the articles that the others are made of."""
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    return [cut(path.read_text(encoding="utf-8")) for path in paths]


def article(texts: list[str], number: int) -> Article:
    """Return the article of that number; no two are alike."""
    return Article.of(f"{texts[number % len(texts)]}\n\n{MARK.format(number=number)}\n")


def write_answers(path: Path, texts: list[str]) -> None:
    """Write the contents that the endpoint answers with, in both forms: number modulo the texts is the article's."""
    analyses = [analyse(article(texts, number)) for number in range(len(texts))]
    drafts = [(propose(analysis), analysis) for analysis in analyses]
    contents = {
        "draft": [draft.model_dump_json() for draft, _ in drafts],
        "compact": [write_compact(draft, analysis) for draft, analysis in drafts],
    }
    path.write_text(json.dumps(contents, ensure_ascii=False), encoding="utf-8")


def write_work(path: Path, texts: list[str], count: int) -> None:
    """Write so many analysed articles with their messages, as the engine makes them."""
    from summarizer.assets.prompts import load_prompt
    from summarizer.engines.llm import LLMEngine, LLMOptions

    engine = LLMEngine("m", prompt=load_prompt(FULL), options=LLMOptions(base_url="http://127.0.0.1:9/v1"))
    analyses = [analyse(article(texts, number)) for number in range(count)]
    work = [Work(analysis, engine.request(analysis)["messages"]) for analysis in analyses]
    path.write_bytes(pickle.dumps(work))


def read_work(path: Path) -> list[Work]:
    """Return what ``write_work`` wrote."""
    work: list[Work] = pickle.loads(path.read_bytes())
    return work

"""Speed of the offline way against a plain regex pass over the same articles: ``python -m benchmarks``.

Rounds of the two alternate, so that the machine's mood falls on both; medians are printed, with the ratio of pairs. All
of it is processor time of one process on one core. The goal is a figure for articles of 350 words, so articles are cut
at a border of paragraphs near that length. What is remembered of texts is forgotten before each round, since a next
article has texts of its own; what is remembered of words stays.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from summarizer.checks.verify import verify
from summarizer.domain.article import Article
from summarizer.domain.brief import Provenance
from summarizer.engines.rules.engine import propose
from summarizer.text.align import Aligner
from summarizer.text.analyse import analyse
from summarizer.text.fold import fold

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "examples" / "articles", ROOT / "tests" / "gate" / "articles")
ROUNDS = 7
MOST_TEXTS = 4096
"""Entries that a cache of texts has at most; those of words have more, those of tables no bound."""
GOAL_WORDS, GOAL_PER_SECOND = 350, 300
"""The goal of the offline way on one core of a common machine: docs/speed.md."""
ALIGNED_CHARACTERS = 2300
QUOTE_CHARACTERS = 120
_BASELINE = re.compile(
    r"\b\w+r(?:ait|aient)\b|\bselon\b|\bd['’]après\b|\ba (?:déclaré|affirmé|indiqué|annoncé)\b|\d[\d.,  ]*"
)
_PROVENANCE = Provenance(
    engine="rules", engine_version="0", draft_schema_sha256="", created_at="2026-01-01T00:00:00Z", duration_ms=0
)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes, in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def forgetters() -> list[Callable[[], None]]:
    """Return what empties each cache of texts; caches of single words, which articles share, hold more entries."""
    modules = [module for name, module in sys.modules.items() if name.startswith("summarizer.")]
    cached = [one for module in modules for one in vars(module).values() if hasattr(one, "cache_parameters")]
    return [one.cache_clear for one in cached if (one.cache_parameters()["maxsize"] or MOST_TEXTS + 1) <= MOST_TEXTS]


def cut(text: str) -> str:
    """Return the first paragraphs of an article: those that come nearest to the words of the goal."""
    kept: list[str] = []
    words = 0
    for paragraph in text.split("\n\n"):
        more = len(paragraph.split())
        if kept and abs(words + more - GOAL_WORDS) > abs(words - GOAL_WORDS):
            break
        kept.append(paragraph)
        words += more
    return "\n\n".join(kept)


def main() -> None:
    """Print articles per second of each stage, and its time as a multiple of the regex pass."""
    paths = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    texts = [cut(path.read_text(encoding="utf-8")) for path in paths]
    articles = [Article.of(text) for text in texts]
    words = sum(len(text.split()) for text in texts) / len(texts)
    analyses = [analyse(article) for article in articles]
    drafts = [propose(analysis) for analysis in analyses]
    pairs = list(zip(drafts, analyses, strict=True))
    stages: dict[str, Callable[[], object]] = {
        "regex pass (baseline)": lambda: [_BASELINE.findall(text) for text in texts],
        "analyse": lambda: [analyse(article) for article in articles],
        "propose": lambda: [propose(analysis) for analysis in analyses],
        "verify": lambda: [verify(draft, read, run_id="", provenance=_PROVENANCE) for draft, read in pairs],
    }
    times: dict[str, list[float]] = {name: [] for name in stages}
    forgetting = forgetters()
    for _ in range(ROUNDS):
        for forget in forgetting:
            forget()
        for name, work in stages.items():
            times[name].append(seconds(work) / len(texts))
    base = times["regex pass (baseline)"]
    print(f"{len(texts)} articles of {words:.0f} words on average, {ROUNDS} rounds, medians per article")
    for name, measured in times.items():
        ratio = statistics.median(mine / theirs for mine, theirs in zip(measured, base, strict=True))
        median = statistics.median(measured)
        print(f"{name:24}{median * 1000:8.2f} ms{1 / median:10.0f} articles/s{ratio:10.1f} × baseline")
    sums = [sum(times[name][index] for name in list(stages)[1:]) for index in range(ROUNDS)]
    whole = statistics.median(sums)
    ratio = statistics.median(mine / theirs for mine, theirs in zip(sums, base, strict=True))
    print(f"{'whole offline way':24}{whole * 1000:8.2f} ms{1 / whole:10.0f} articles/s{ratio:10.1f} × baseline")
    scaled = words / whole / GOAL_WORDS
    needed = 1000 / GOAL_PER_SECOND / ratio * words / GOAL_WORDS
    print(f"{'goal':24}{scaled:8.0f} articles/s of {GOAL_WORDS} words on this core, {GOAL_PER_SECOND} wanted:", end=" ")
    print(f"reached where the regex pass takes {needed:.3f} ms (here {statistics.median(base) * 1000:.3f})")
    text = " ".join(texts)[:ALIGNED_CHARACTERS]
    print(f"{'align':24}{align_us(text):8.1f} µs per quote of {QUOTE_CHARACTERS} in {len(text)} characters, median")
    growth = statistics.median(
        seconds(lambda: fold(text * 100)) / seconds(lambda: fold(text * 10)) for _ in range(ROUNDS)
    )
    print(f"{'fold':24}{growth:8.1f} × the time for 10 × the text (10 is linear)")


def align_us(text: str) -> float:
    """Return the median time of one quote with other typography, in µs, without a named sentence."""
    aligner = Aligner(text)
    starts = [match.start() for match in re.finditer(r"\b\w", text[:-QUOTE_CHARACTERS])]
    quotes = [text[start : start + QUOTE_CHARACTERS].rsplit(" ", 1)[0].replace("’", "'") for start in starts]
    times = [seconds(partial(aligner.align, quote)) for quote in quotes]  # each once: then its folding is cached
    return statistics.median(times) * 1e6


if __name__ == "__main__":
    main()

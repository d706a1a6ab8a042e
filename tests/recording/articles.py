"""The articles as recorded tests read them: examples, those of the gate, and a small one for faults."""

from __future__ import annotations

from pathlib import Path

from summarizer.domain.article import Article, ArticleMeta
from tests.engines.samples import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "examples" / "articles", ROOT / "tests" / "gate" / "articles")
SMALL = "essai"
"""The article of the faults: three sentences, so that their cassettes can be read."""


def example_article(name: str) -> Article:
    """Return an article by its name, as it is read from its file."""
    if name == SMALL:
        return Article.of("\n\n".join(text for text, _ in SENTENCES), ArticleMeta(language="fr"))
    path = next(path for folder in FOLDERS if (path := folder / f"{name}.txt").is_file())
    return Article.of(path.read_text(encoding="utf-8"), ArticleMeta(language="fr"))

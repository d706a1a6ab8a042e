"""The example articles as recorded tests read them."""

from __future__ import annotations

from pathlib import Path

from summarizer.domain.article import Article, ArticleMeta

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


def example_article(name: str) -> Article:
    """Return an example article as it is read from its file."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    return Article.of(text, ArticleMeta(language="fr"))

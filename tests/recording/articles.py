"""The example articles as recorded tests read them."""

from __future__ import annotations

from pathlib import Path

from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article, ArticleMeta
from summarizer.text.analyse import analyse

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


def example_analysis(name: str) -> Analysis:
    """Return the text layer's reading of an example article."""
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    return analyse(Article.of(text, ArticleMeta(language="fr")))

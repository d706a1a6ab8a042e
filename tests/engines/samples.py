"""An analysis written by hand, so that engine tests need no text layer."""

from __future__ import annotations

from summarizer.domain.analysis import Analysis, Sentence, SentenceKind
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.span import Span

SENTENCES: tuple[tuple[str, SentenceKind], ...] = (
    ("La fanfare cherche un toit", "title"),
    ("La fanfare de Trelsac perdrait son local en mai, selon une employée de la mairie.", "body"),
    ("Le loyer, de 1\u202f250\u00a0euros par an, n’a pas été payé depuis 2024.", "body"),
    ("« Nous jouerons sur la place », promet la cheffe, Odile Brannec.", "body"),
    ("Abonnez-vous à notre lettre", "noise"),
)


def analysis_of(*sentences: tuple[str, SentenceKind], meta: ArticleMeta | None = None) -> Analysis:
    """Return an analysis that holds just these sentences, one per line."""
    article = Article.of("\n".join(text for text, _ in sentences), meta)
    rows: list[Sentence] = []
    start = 0
    for number, (text, kind) in enumerate(sentences, start=1):
        span = Span.of(article.text, start, start + len(text))
        rows.append(Sentence(number, span, kind, paragraph=number - 1, section=0))
        start += len(text) + 1
    return Analysis(article, "fr", tuple(rows))


def sample_analysis() -> Analysis:
    """Return the analysis that the answer ``00-essai`` was written for."""
    return analysis_of(*SENTENCES)

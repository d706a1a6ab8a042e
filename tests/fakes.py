"""Values and engines that tests share: a small analysis, draft and brief of any text, and engines that do as told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from summarizer.domain.analysis import Analysis, Sentence
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import (
    Actor,
    Brief,
    BriefArticle,
    BriefCue,
    Claim,
    Coverage,
    CueCoverage,
    Hedging,
    Number,
    NumberCoverage,
    PromptRef,
    Provenance,
    SentenceCoverage,
    Source,
    SummarySentence,
)
from summarizer.domain.draft import Draft
from summarizer.domain.finding import Finding
from summarizer.domain.run import Completion, EngineIdentity, Proposal, Usage
from summarizer.domain.span import Span
from summarizer.engines.interface import Feedback

TEXT = (
    "Selon le ministère, l'usine de Valmont fermerait en mars. "
    "Quelque 300 salariés seraient concernés. Le maire dément."
)
META = ArticleMeta(title="L'usine", outlet="Le Fil", author="A. Roux", published="2026-03", language="fr")
ARTICLE = Article.of(TEXT, META)
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
PROMPT = PromptRef(id="brief", version="1.0.0", sha256="ab" * 32)
PROVENANCE = Provenance(
    engine="fake",
    engine_version="1",
    draft_schema_sha256="cd" * 32,
    created_at="2026-01-01T00:00:00Z",
    duration_ms=5,
)


def span(text: str, part: str) -> Span:
    """Return where the part stands in the text for the first time."""
    start = text.index(part)
    return Span.of(text, start, start + len(part))


def analysis_of(article: Article) -> Analysis:
    """Return an analysis with one sentence over the whole text."""
    whole = Sentence(1, Span.of(article.text, 0, len(article.text)), "body", 0, 0)
    return Analysis(article=article, language="fr", sentences=(whole,))


def draft_of(headline: str) -> Draft:
    """Return a draft that holds nothing but a headline."""
    return Draft(actors=[], numbers=[], sources=[], claims=[], summary=[], headline=headline)


def brief_of(
    article: Article = ARTICLE,
    *,
    run_id: str = "r1",
    headline: str = "L'usine de Valmont fermerait",
    findings: Sequence[Finding] = (),
    provenance: Provenance = PROVENANCE,
) -> Brief:
    """Return a brief of the article; its claim, number and actor are there where the text is TEXT."""
    detailed = article.text == TEXT
    meta = article.meta
    return Brief(
        id=run_id,
        article=BriefArticle(
            id=article.id,
            title=meta.title,
            outlet=meta.outlet,
            author=meta.author,
            published=meta.published,
            url=meta.url,
            path=meta.path,
            language="fr",
            n_chars=len(article.text),
        ),
        headline=headline,
        summary=(SummarySentence(text="L'usine fermerait.", claims=("c1",), hedging=UNCONFIRMED),) if detailed else (),
        actors=(_actor(),) if detailed else (),
        numbers=(_number(),) if detailed else (),
        claims=(claim(),) if detailed else (),
        findings=tuple(findings),
        coverage=Coverage(
            numbers=NumberCoverage(found=1, cited=1),
            cues=CueCoverage(found=3, linked=2),
            sentences=SentenceCoverage(found=3, cited=1),
        ),
        provenance=provenance,
    )


UNCONFIRMED = Hedging(level=3, label="unconfirmed")


def claim() -> Claim:
    """Return the claim that TEXT's factory is said to close."""
    return Claim(
        id="c1",
        text="Selon le ministère, l'usine fermerait en mars.",
        evidence=(span(TEXT, "Selon le ministère, l'usine de Valmont fermerait en mars."),),
        source_type="named",
        sources=(
            Source(name="ministère", kind="state_body", role="origin"),
            Source(name="agence Fil", kind="media", role="relay"),
        ),
        report_form="indirect",
        certainty="certain",
        endorsement="withheld",
        polarity="positive",
        tense="future",
        event_status="planned",
        hedging=UNCONFIRMED,
        cues=(BriefCue(type="conditional_reportive", text="fermerait", span=span(TEXT, "fermerait")),),
        actors=("a1",),
        numbers=("n1",),
    )


def _actor() -> Actor:
    return Actor(id="a1", name="le maire", kind="person", aliases=("Le maire",), mentions=(span(TEXT, "Le maire"),))


def _number() -> Number:
    return Number(
        id="n1",
        text="300 salariés",
        span=span(TEXT, "300 salariés"),
        low=300,
        high=300,
        comparator="about",
        unit="salariés",
        kind="count",
        measures="salariés concernés",
        claims=("c1",),
    )


def completion(key: str, *, model: str = "fake-1", usage: Usage | None = None) -> Completion:
    """Return a completion of a request."""
    return Completion(key, "fake", model, '{"réponse": "œ"}', usage or Usage(100, 10, 20), 1)


class FakeEngine:
    """An engine that calls ``answer`` for each draft; ``feedbacks`` keeps what it was told."""

    def __init__(
        self,
        answer: Callable[[Analysis], Awaitable[Proposal] | Proposal] | None = None,
        *,
        repairs: bool = False,
        model: str | None = None,
    ) -> None:
        self._answer = answer
        self._repairs = repairs
        self._model = model
        self.feedbacks: list[Feedback | None] = []
        self.closed = False

    @property
    def identity(self) -> EngineIdentity:
        """Return a fixed identity."""
        return EngineIdentity("fake", "1", self._model, PROMPT if self._model else None)

    @property
    def repairs(self) -> bool:
        """Return what the test asked for."""
        return self._repairs

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return what ``answer`` gives, or a draft headed by the article's first words."""
        self.feedbacks.append(feedback)
        if self._answer is None:
            return Proposal(draft_of(analysis.article.text[:20]))
        given = self._answer(analysis)
        return given if isinstance(given, Proposal) else await given

    async def aclose(self) -> None:
        """Remember that it was closed."""
        self.closed = True

"""``python -m tests.prompt_scores``: what each prompt version's form keeps of the reference answers.

Every answer goes over real HTTP in the form that the version asks for, without repairs, and its brief is compared with
the gold of its article. The answers are the maintainers', the same for all versions: the figures tell the forms apart
and say nothing about a model. Writes ``prompts/scores.json``, which ``summarizer prompts diff`` shows.
"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from summarizer.assets.prompt_changes import SCORES, scores_key
from summarizer.assets.prompts import Prompt, list_prompts, load_prompt
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.engines.answer import content_of
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.pipeline import brief_article
from summarizer.text.analyse import analyse
from tests.gate.articles import ArticleScores, Read, load_gold, score_claims
from tests.reference_endpoint.answers import FOLDER
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

ROOT = Path(__file__).resolve().parents[1]
SOURCE = (
    "Briefs of {articles} articles from answers written by the maintainers (tests/reference_endpoint), in the form of "
    "each version, without repairs, against the gold: they say what a form keeps, nothing about a model."
)


class _Kept:
    """Completions in a dict, to count their characters."""

    def __init__(self) -> None:
        self.raws: list[str] = []

    def find(self, request_sha256: str) -> None:
        """Return nothing: every request is sent."""

    def put(self, completion: object) -> None:
        """Keep what came."""
        self.raws.append(completion.raw)  # type: ignore[attr-defined]


async def measured(prompt: Prompt, endpoint: ReferenceEndpoint) -> dict[str, float]:
    """Return the scores of one prompt version over all articles with gold and an answer."""
    scores, kept, sent = ArticleScores(), _Kept(), 0
    engine = LLMEngine(MODEL, prompt=prompt, completions=kept, options=LLMOptions(base_url=endpoint.base_url()))
    named = {path.stem for path in FOLDER.glob("*.json")}
    golds = [gold for gold in load_gold() if Path(gold["article"]).stem in named]
    findings = {"error": 0, "warning": 0}
    for gold in golds:
        text = (ROOT / gold["article"]).read_bytes().decode("utf-8")
        article = Article.of(text)
        brief = await _brief(article, engine)
        analysis = analyse(article)
        sent += sum(len(message["content"]) for message in engine.request(analysis)["messages"])
        score_claims(Read(Path(gold["article"]).stem, gold, text, analysis, brief), scores)
        for finding in brief.findings:
            if finding.severity in findings:
                findings[finding.severity] += 1
    await engine.aclose()
    answered = sum(len(_without_blanks(content_of(raw))) for raw in kept.raws)
    return {
        "articles": len(golds),
        **{name: round(score.recall, 4) for name, score in scores.scores.items()},
        **{f"findings of severity {name}": count for name, count in findings.items()},
        "characters sent per article, without the schema": round(sent / len(golds)),
        "characters answered per article, without blanks": round(answered / len(golds)),
    }


async def _brief(article: Article, engine: LLMEngine) -> Brief:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return await brief_article(article, engine, now=lambda: moment, timer=lambda: 0.0, repairs=0)


def _without_blanks(content: str) -> str:
    return json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))


async def scored() -> dict[str, dict[str, float]]:
    """Return the scores of every prompt, drafts too."""
    with ReferenceEndpoint() as endpoint:
        prompts = [load_prompt(info.name) for info in list_prompts()]
        return {scores_key(prompt): await measured(prompt, endpoint) for prompt in prompts}


def main() -> None:
    """Measure, write, say what was written."""
    found = asyncio.run(scored())
    articles = max(int(row["articles"]) for row in found.values())
    body = {"source": SOURCE.format(articles=articles), "prompts": found}
    path = ROOT / "prompts" / SCORES
    path.write_text(json.dumps(body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()

"""One article: analyse → draft → verify, with at most one repair where the findings ask for it.

Owns the order of these steps and the provenance of the brief. Never in it: other articles, stores, files. Clocks come
in as arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from summarizer.assets.schemas import draft_schema_sha256
from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief, Provenance, TokenUsage
from summarizer.domain.draft import Draft
from summarizer.domain.finding import Finding
from summarizer.domain.run import Proposal, RunKey
from summarizer.engines.interface import Engine, Feedback, usage_of
from summarizer.errors import EngineError, ReplayMissError, TransientError
from summarizer.text.analyse import analyse


@dataclass(slots=True)
class _Spent:
    """What the drafts of one article have cost so far."""

    usage: TokenUsage = field(default_factory=TokenUsage)
    attempts: int = 0
    model_returned: str | None = None

    def add(self, proposal: Proposal) -> None:
        """Count the completions of a proposal."""
        self._count(usage_of(proposal.completions), sum(one.attempts for one in proposal.completions))
        for completion in proposal.completions:
            self.model_returned = completion.model_returned

    def add_failure(self, error: EngineError) -> None:
        """Count what a repair cost that came to nothing."""
        self._count(error.usage, error.attempts)

    def _count(self, tokens: tuple[int, int, int], attempts: int) -> None:
        before = self.usage
        self.usage = TokenUsage(
            input=before.input + tokens[0], cached=before.cached + tokens[1], output=before.output + tokens[2]
        )
        self.attempts += attempts


async def brief_article(
    article: Article,
    engine: Engine,
    *,
    now: Callable[[], datetime],
    timer: Callable[[], float],
    repairs: int = 1,
) -> Brief:
    """Return the verified brief of one article; raises ArticleError or EngineError.

    ``now`` gives an aware time, ``timer`` seconds. Where the brief has findings of severity error and the engine can
    repair, it is asked again with them, at most ``repairs`` times; the brief with fewer errors stays, the earlier one
    where they are equal. A repair that comes to nothing, for whatever reason, is a finding of severity info: the
    brief that was verified before stays. Only a first draft's error is raised. The brief's provenance counts every
    draft and every failed repair.
    """
    started = timer()
    moment = now()
    analysis = analyse(article)
    spent = _Spent()

    def made() -> Provenance:
        return _provenance(engine, spent, moment, round((timer() - started) * 1000))

    def verified(draft: Draft) -> Brief:
        return verify(draft, analysis, run_id=RunKey.of(article, engine.identity).hex, provenance=made())

    draft = await _drafted(engine, analysis, None, spent)
    best = verified(draft)
    for _ in range(repairs if engine.repairs else 0):
        errors = tuple(finding for finding in best.findings if finding.severity == "error")
        if not errors:
            break
        try:
            repaired = await _drafted(engine, analysis, Feedback(draft, errors), spent)
        except EngineError as error:
            spent.add_failure(error)
            best = best.model_copy(update={"findings": (*best.findings, _no_repair(error))})
            break
        other = verified(repaired)
        if _faults(other) < _faults(best):
            draft, best = repaired, other
    return best.model_copy(update={"provenance": made()})


async def _drafted(engine: Engine, analysis: Analysis, feedback: Feedback | None, spent: _Spent) -> Draft:
    proposal = await engine.draft(analysis, feedback)
    spent.add(proposal)
    return proposal.draft


def _faults(brief: Brief) -> tuple[int, int]:
    severities = [finding.severity for finding in brief.findings]
    return severities.count("error"), severities.count("warning")


def _no_repair(error: EngineError) -> Finding:
    match error:
        case ReplayMissError():
            why = "the repair is not stored; run again with --force and without --replay to ask for it"
        case TransientError():
            why = "the repair could not be asked for; run again with --force to try it once more"
        case _:
            why = "the repair gave no draft"
    return Finding(rule="repair", severity="info", message=f"{why}, the draft before it stays: {error}")


def _provenance(engine: Engine, spent: _Spent, moment: datetime, duration_ms: int) -> Provenance:
    identity = engine.identity
    return Provenance(
        engine=identity.name,
        engine_version=identity.version,
        model_requested=identity.model,
        model_returned=spent.model_returned,
        prompt=identity.prompt,
        draft_schema_sha256=draft_schema_sha256(),
        parameters=identity.parameters,
        usage=spent.usage,
        attempts=spent.attempts,
        created_at=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration_ms=duration_ms,
    )

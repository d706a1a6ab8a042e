"""One article: analyse → draft → verify; where findings ask for it, the failing items alone are drafted again.

Owns the order of these steps, which answer stays for which item, and the provenance of the brief. Never in it: other
articles, stores, files. Clocks come in as arguments.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeAlias

from summarizer.assets.schemas import draft_schema_sha256
from summarizer.checks.constraints import constraints
from summarizer.checks.fates import all_faults, broken_rules, fates, faults_of
from summarizer.checks.ground import Ground
from summarizer.checks.merging import merge, read_answer
from summarizer.checks.verify import Verified, verified_on
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief, Provenance, TokenUsage
from summarizer.domain.draft import Draft
from summarizer.domain.finding import Finding
from summarizer.domain.item import Constraint, Fate, Item
from summarizer.domain.run import Cost, EngineIdentity, LostPart, Proposal, RunKey
from summarizer.engines.interface import Engine, Feedback, Offline, usage_of
from summarizer.errors import (
    BudgetError,
    EndpointDownError,
    EngineError,
    NoAccessError,
    ReplayMissError,
    TransientError,
)
from summarizer.text.analyse import analyse
from summarizer.workers import Perform, here

REPAIR_TOKENS = 8_000
"""Output tokens that the repairs of one article may cost where nothing else is said. Ours: a claim is some 250 tokens,
so this is thirty of them."""


@dataclass(frozen=True, slots=True)
class Repairs:
    """How often failing items are asked again, and how many output tokens that may cost for one article.

    ``tokens`` None means REPAIR_TOKENS, counted before each repair; a number is also sent as the bound of the answer.
    ``total_s`` is how long the article may take in all, by the pipeline's timer.
    """

    times: int = 1
    tokens: int | None = None
    total_s: float | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A verified brief, what became of the items that were not right at once, and the requests it is made of."""

    brief: Brief
    fates: tuple[Fate, ...] = ()
    completions: tuple[str, ...] = ()


@dataclass(slots=True)
class _Spent:
    """What the drafts of one article have cost so far, and how many seconds are left for it, where they are bounded."""

    usage: TokenUsage = field(default_factory=TokenUsage)
    attempts: int = 0
    model_returned: str | None = None
    cost: Cost = field(default_factory=Cost)
    left_s: Callable[[], float] | None = None
    requests: list[str] = field(default_factory=list)

    def add(self, proposal: Proposal) -> None:
        """Count the completions of a proposal."""
        self._count(usage_of(proposal.completions), sum(one.attempts for one in proposal.completions))
        self.cost += proposal.cost
        for completion in proposal.completions:
            self.model_returned = completion.model_returned
            self.requests.append(completion.request_sha256)

    def add_failure(self, error: EngineError) -> None:
        """Count what a repair cost that came to nothing."""
        self._count(error.usage, error.attempts)
        self.cost += Cost(*error.cost)

    def _count(self, tokens: tuple[int, int, int], attempts: int) -> None:
        before = self.usage
        self.usage = TokenUsage(
            input=before.input + tokens[0], cached=before.cached + tokens[1], output=before.output + tokens[2]
        )
        self.attempts += attempts


@dataclass(slots=True)
class _Best:
    """The draft that stays so far, what its verification gave, and what second answers have mended in it."""

    draft: Draft
    verified: Verified
    wanted: tuple[Constraint, ...]
    mended: dict[Item, tuple[str, ...]] = field(default_factory=dict)
    told: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say of a draft, and what they would have mended in it."""

    verified: Verified
    wanted: tuple[Constraint, ...] = ()


Check: TypeAlias = Callable[[Draft], Awaitable[Checked]]


def warm() -> None:
    """Load what reading and checking a first article loads: tables and patterns."""
    _Subject(analyse(Article.of("Le maire a annoncé lundi que la piscine rouvrirait en juin 2026."))).ground.cast  # noqa: B018


class _Subject:
    """An article for the checks. What they look up once stays with it, and goes to no other process."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._ground: Ground | None = None

    def __reduce__(self) -> tuple[type[_Subject], tuple[Analysis]]:
        return _Subject, (self._analysis,)

    @property
    def ground(self) -> Ground:
        """Return the article as the checks see it."""
        self._ground = self._ground or Ground.of(self._analysis)
        return self._ground


def _checked(draft: Draft, subject: _Subject, run_id: str, provenance: Provenance, repairable: bool) -> Checked:
    verified = verified_on(draft, subject.ground, run_id=run_id, provenance=provenance)
    return Checked(verified, constraints(verified, draft, subject.ground) if repairable else ())


def _offline(article: Article, propose: Callable[[Analysis], Draft], run_id: str, provenance: Provenance) -> Made:
    """Do all of an article's work: what goes to another process is its text, what comes back its brief."""
    analysis = analyse(article)
    draft = propose(analysis)
    verified = verified_on(draft, Ground.of(analysis), run_id=run_id, provenance=provenance)
    return Made(verified.brief, fates(verified, draft, {}))


async def brief_article(
    article: Article,
    engine: Engine,
    *,
    now: Callable[[], datetime],
    timer: Callable[[], float],
    repairs: Repairs | int = 1,
) -> Brief:
    """Return the verified brief of one article, as ``make_brief`` makes it; raises ArticleError or EngineError."""
    limits = Repairs(repairs) if isinstance(repairs, int) else repairs
    return (await make_brief(article, engine, now=now, timer=timer, repairs=limits)).brief


async def make_brief(
    article: Article,
    engine: Engine,
    *,
    now: Callable[[], datetime],
    timer: Callable[[], float],
    repairs: Repairs,
    perform: Perform = here,
) -> Made:
    """Return the verified brief of one article and the fates of its items; raises ArticleError or EngineError.

    ``now`` gives an aware time, ``timer`` seconds. Where items fail and the engine can repair, it is asked for those
    again, as often and as long as ``repairs`` allows. Each item stays as it was unless its new version has fewer
    errors, or as many and fewer warnings; the brief as a whole never has more. A repair that comes to nothing, for
    whatever reason, is a finding of severity info. Only a first draft's error is raised. Provenance counts every draft
    and every failed repair. ``perform`` is where text is read and drafts are checked.
    """
    started, moment, spent = timer(), now(), _Spent()

    def made() -> Provenance:
        return _provenance(engine.identity, spent, moment, round((timer() - started) * 1000))

    run_id = RunKey.of(article, engine.identity).hex
    if isinstance(engine, Offline):
        whole = await perform(_offline, article, engine.propose, run_id, made())
        return replace(whole, brief=whole.brief.model_copy(update={"provenance": made()}))
    analysis = await perform(analyse, article)
    subject, repairable = _Subject(analysis), engine.repairs and repairs.times > 0

    async def checked(draft: Draft) -> Checked:
        return await perform(_checked, draft, subject, run_id, made(), repairable)

    proposal = await engine.draft(analysis)
    spent.add(proposal)
    first = await checked(proposal.draft)
    best = _Best(proposal.draft, first.verified, first.wanted)
    for part in proposal.lost:
        spent.add_failure(part.error)
        best.told.append(_lost(part, analysis))
    if repairable:
        total_s = repairs.total_s
        spent.left_s = None if total_s is None else lambda: started + total_s - timer()
        await _repair(best, engine, analysis, checked, spent=spent, limits=repairs)
    brief = best.verified.brief
    return Made(
        brief.model_copy(update={"findings": (*brief.findings, *best.told), "provenance": made()}),
        fates(best.verified, best.draft, best.mended),
        tuple(spent.requests),
    )


async def _repair(
    best: _Best,
    engine: Engine,
    analysis: Analysis,
    checked: Check,
    *,
    spent: _Spent,
    limits: Repairs,
) -> None:
    """Ask for the failing items of the best draft, until none is worth it or the limits are reached."""
    first = spent.usage.output
    for attempt in range(1, limits.times + 1):
        wanted = best.wanted
        if not wanted:
            return
        left = (REPAIR_TOKENS if limits.tokens is None else limits.tokens) - (spent.usage.output - first)
        if left <= 0:
            best.told.append(_info(f"no repair number {attempt}: the token budget for repairs is spent"))
            return
        seconds = spent.left_s() if spent.left_s else None
        if seconds is not None and seconds <= 0:
            best.told.append(_info(f"no repair number {attempt}: the article's time is over (--total-timeout)"))
            return
        feedback = Feedback(best.draft, wanted, attempt, None if limits.tokens is None else left, seconds)
        try:
            proposal = await engine.draft(analysis, feedback)
        except EngineError as error:
            spent.add_failure(error)
            best.told.append(_no_repair(error))
            return
        spent.add(proposal)
        for part in proposal.lost:
            spent.add_failure(part.error)
            best.told.append(_no_repair(part.error))
        await _take(proposal.draft, wanted, best, checked)


async def _take(answer: Draft, wanted: tuple[Constraint, ...], best: _Best, checked: Check) -> None:
    """Take into the best draft those items of a second answer that are better than they were."""
    asked = tuple(dict.fromkeys(constraint.item for constraint in wanted))
    read = read_answer(answer, best.draft, asked)
    if read.strays:
        strays = ", ".join(f"«{stray}»" for stray in dict.fromkeys(read.strays))
        best.told.append(_info(f"the repair also gave what was not asked for, it is passed over: {strays}"))
    if not read.items:
        best.told.append(_info("the repair gave none of the items that were asked for"))
        return
    taken = read.items
    tried = await checked(merge(best.draft, read, taken))
    better = _better(asked, taken, best.verified, tried.verified)
    if not taken.keys() <= better:
        taken = {item: name for item, name in taken.items() if item in better}
        tried = await checked(merge(best.draft, read, taken))
        better = _better(asked, taken, best.verified, tried.verified)
    if better and all_faults(tried.verified) <= all_faults(best.verified):
        for item in (item for item in asked if item in better):
            rules = best.mended.pop(item, ()) + broken_rules(best.verified.notes, item)
            best.mended[taken.get(item, item)] = tuple(dict.fromkeys(rules))
        best.draft = merge(best.draft, read, taken)
        best.verified, best.wanted = tried.verified, tried.wanted


def _better(asked: tuple[Item, ...], taken: Mapping[Item, Item], before: Verified, after: Verified) -> set[Item]:
    """Return which of the items have fewer errors now, or as many and fewer warnings, under the name they now have."""
    had, have = faults_of(before), faults_of(after)
    return {item for item in asked if have.get(taken.get(item, item), (0, 0)) < had.get(item, (0, 0))}


def partial_brief(analysis: Analysis, draft: Draft, identity: EngineIdentity, *, now: datetime) -> Brief:
    """Return the verified brief of a draft that is not yet whole: what it says is checked, what it lacks is to come."""
    key = RunKey.of(analysis.article, identity).hex
    provenance = _provenance(identity, _Spent(), now, 0)
    return verified_on(draft, Ground.of(analysis), run_id=key, provenance=provenance).brief


def _info(message: str) -> Finding:
    return Finding(rule="repair", severity="info", message=message)


def _lost(part: LostPart, analysis: Analysis) -> Finding:
    """Return what is told of a part of a long article that no answer covers: an error, so that strict runs fail."""
    said = f"sentences {part.first} to {part.last} are not covered, asking for them came to nothing: {part.error}"
    sentence = analysis.sentence(part.first)
    return Finding(rule="coverage.part", severity="error", message=said, span=sentence.span if sentence else None)


def _no_repair(error: EngineError) -> Finding:
    match error:
        case ReplayMissError():
            why = "the repair is not stored; run again with --force and without --replay to ask for it"
        case TransientError() | EndpointDownError() | NoAccessError() | BudgetError():
            why = "the repair could not be asked for; run again with --force to try it once more"
        case _:
            why = "the repair gave no draft"
    return _info(f"{why}, the draft before it stays: {error}")


def _provenance(identity: EngineIdentity, spent: _Spent, moment: datetime, duration_ms: int) -> Provenance:
    return Provenance(
        engine=identity.name,
        engine_version=identity.version,
        model_requested=identity.model,
        model_returned=spent.model_returned,
        prompt=identity.prompt,
        draft_schema_sha256=draft_schema_sha256(identity.draft_form),
        parameters=identity.parameters,
        usage=spent.usage,
        cost_usd=None if spent.cost.usd is None else round(spent.cost.usd, 8),
        prices=spent.cost.prices,
        cost_note="; ".join(spent.cost.notes) or None,
        attempts=spent.attempts,
        created_at=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        duration_ms=duration_ms,
    )

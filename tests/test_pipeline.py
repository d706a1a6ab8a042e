"""One article: the order of the steps, when a repair is asked for, which brief stays, and what provenance counts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest

from summarizer import pipeline
from summarizer.checks.ground import Ground
from summarizer.checks.rules import Note, finding
from summarizer.checks.verify import Verified
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief, Provenance
from summarizer.domain.draft import Draft
from summarizer.domain.item import Item
from summarizer.domain.run import Completion, Proposal, RunKey, Usage
from summarizer.errors import (
    ArticleError,
    EngineError,
    InvalidOutputError,
    PermanentError,
    ReplayMissError,
    TransientError,
)
from summarizer.pipeline import Repairs, brief_article, make_brief
from tests.fakes import ARTICLE, MOMENT, PROMPT, FakeEngine, analysis_of, brief_of, completion, draft_of

RULES_OF = {
    "E": "evidence.dropped",
    "A": "hardening.title",
    "W": "source.chain",
    "I": "actor.role",
    "N": "summary.unknown",
}
"""Rules by letter: an error that asks, a warning that asks, two that join, one that is told to the reader alone."""


def notes(text: str) -> tuple[Note, ...]:
    """Return the notes on a headline such as «E W E», by the rules of its letters."""
    return tuple(
        Note(finding(RULES_OF[letter], f"m{place}"), Item("headline"))
        for place, letter in enumerate(text.split())
        if letter in RULES_OF
    )


@pytest.fixture(autouse=True)
def outer_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a text layer and checks in place whose findings are written in the headline of the draft."""

    def verify(draft: Draft, ground: Ground, *, run_id: str, provenance: Provenance) -> Verified:
        told, article = notes(draft.headline), ground.analysis.article
        found = [note.finding for note in told]
        made = brief_of(article, run_id=run_id, headline=draft.headline, findings=found, provenance=provenance)
        return Verified(made, told)

    monkeypatch.setattr(pipeline, "analyse", analysis_of)
    monkeypatch.setattr(pipeline, "verified_on", verify)


Given = str | EngineError


def engine_of(drafts: Sequence[Given], *, repairs: bool = True) -> FakeEngine:
    """Return an engine that gives these drafts in turn, each from a completion, or raises."""
    turns = iter(drafts)
    numbers = itertools.count(1)

    def answer(_: Analysis) -> Proposal:
        turn = next(turns)
        if isinstance(turn, EngineError):
            raise turn
        number = next(numbers)
        return Proposal(draft_of(turn), (completion(f"k{number}", model=f"fake-{number}"),))

    return FakeEngine(answer, repairs=repairs, model="fake")


def ticking(step_s: float = 0.25) -> Callable[[], float]:
    """Return a timer that goes on by one step at each look."""
    return itertools.count(10.0, step_s).__next__


async def brief(engine: FakeEngine, *, repairs: int = 1) -> Brief:
    """Return the brief of the sample article."""
    return await brief_article(ARTICLE, engine, now=lambda: MOMENT, timer=ticking(), repairs=repairs)


@dataclass(frozen=True)
class Repair:
    """Drafts in turn (E: error, W: warning), and the headline that stays after how many drafts."""

    id: str
    drafts: tuple[Given, ...]
    stays: str
    asked: int
    can_repair: bool = True
    repairs: int = 1


REPAIRS = (
    Repair("nothing wrong", ("ok",), "ok", 1),
    Repair("what joins is no reason by itself", ("W I W",), "W I W", 1),
    Repair("what is told alone is no reason", ("N N",), "N N", 1),
    Repair("a warning that asks is a reason", ("A", "ok"), "ok", 2),
    Repair("what joins counts once it is asked", ("A W", "A"), "A", 2),
    Repair("errors repaired", ("E", "ok"), "ok", 2),
    Repair("fewer errors win", ("E E W", "E W W"), "E W W", 2),
    Repair("more errors lose", ("E", "E E"), "E", 2),
    Repair("as many errors, fewer warnings win", ("E W", "W E first"), "E W", 2),
    Repair("as many of both: the first stays", ("E first", "E second"), "E first", 2),
    Repair("an engine that cannot", ("E",), "E", 1, can_repair=False),
    Repair("no repairs wanted", ("E",), "E", 1, repairs=0),
    Repair("two repairs at most", ("E E E", "E E", "E", "ok"), "E", 3, repairs=2),
    Repair("no second repair once all is well", ("E", "ok", "never"), "ok", 2, repairs=2),
    Repair("no draft the second time", ("E", InvalidOutputError("no", attempts=2, usage=(5, 3, 7))), "E", 2),
    Repair("refused the second time", ("E", PermanentError("no", attempts=1)), "E", 2),
    Repair("a broken connection the second time", ("E", TransientError("later", attempts=4)), "E", 2),
    Repair("no repair stored", ("E", ReplayMissError("not stored")), "E", 2),
    Repair("no third try after a failed second", ("E", TransientError("later"), "ok"), "E", 2, repairs=2),
    Repair("the repaired draft stays when a third fails", ("E E", "E", TransientError("later")), "E", 3, repairs=2),
)


@pytest.mark.parametrize("case", REPAIRS, ids=lambda case: case.id)
async def test_a_repair_is_asked_for_once_and_the_better_brief_stays(case: Repair) -> None:
    """Only rules that ask lead to a repair; the earlier item stays where the new one is no better."""
    engine = engine_of(case.drafts, repairs=case.can_repair)
    made = await brief(engine, repairs=case.repairs)
    assert made.headline == case.stays
    assert len(engine.feedbacks) == case.asked


async def test_a_repair_is_told_the_draft_and_what_goes_back() -> None:
    """What asks and what joins, in order, and nothing that is for the reader; first comes no feedback."""
    engine = engine_of(("E N W A", "ok"))
    await brief(engine)
    first, second = engine.feedbacks
    assert first is None and second is not None
    assert second.draft.headline == "E N W A"
    assert [(one.item, one.message) for one in second.constraints] == [
        (Item("headline"), message) for message in ("m0", "m2", "m3")
    ]
    assert (second.attempt, second.max_tokens) == (1, None)


@dataclass(frozen=True)
class Budget:
    """Output tokens for repairs (each draft costs 20), the bounds that the repairs were told, and what stays."""

    id: str
    tokens: int | None
    bounds: tuple[int | None, ...]
    stays: str


BUDGETS = (
    Budget("none named: no bound is sent", None, (None, None, None), "ok"),
    Budget("enough for all", 100, (100, 80, 60), "ok"),
    Budget("spent to the token", 40, (40, 20), "E"),
    Budget("the last may begin with one token left", 41, (41, 21, 1), "ok"),
    Budget("none at all", 0, (), "E E E"),
)


@pytest.mark.parametrize("case", BUDGETS, ids=lambda case: case.id)
async def test_repairs_end_when_their_tokens_are_spent(case: Budget) -> None:
    """What is left bounds the next answer; with nothing left nothing is sent, and the brief says so."""
    engine = engine_of(("E E E", "E E", "E", "ok"))
    limits = Repairs(3, case.tokens)
    made = await make_brief(ARTICLE, engine, now=lambda: MOMENT, timer=ticking(), repairs=limits)
    assert made.brief.headline == case.stays
    assert tuple(one.max_tokens for one in engine.feedbacks if one) == case.bounds
    told = [one.message for one in made.brief.findings if one.rule == "repair"]
    assert [("token budget" in one) for one in told] == ([True] if case.stays != "ok" else [])


@dataclass(frozen=True)
class Ending:
    """Drafts in turn, and what the headline's fate is told as."""

    id: str
    drafts: tuple[Given, ...]
    outcome: str | None
    rules: tuple[str, ...] = ()


ENDINGS = (
    Ending("right at once", ("ok",), None),
    Ending("repaired", ("E A", "ok"), "repaired", ("evidence.dropped", "hardening.title")),
    Ending("repaired in two steps", ("E A", "E", "ok"), "repaired", ("evidence.dropped", "hardening.title")),
    Ending("better, and settled all the same", ("E A", "A", "A"), "reserved", ("hardening.title",)),
    Ending("no better", ("A", "A", "A"), "reserved", ("hardening.title",)),
    Ending("no answer", ("A", PermanentError("no")), "reserved", ("hardening.title",)),
)


@pytest.mark.parametrize("case", ENDINGS, ids=lambda case: case.id)
async def test_what_became_of_an_item_is_told(case: Ending) -> None:
    """Repaired only where nothing was settled after it; with the rules it broke before, or breaks now."""
    limits = Repairs(2)
    made = await make_brief(ARTICLE, engine_of(case.drafts), now=lambda: MOMENT, timer=ticking(), repairs=limits)
    assert [(fate.item, fate.outcome, fate.rules) for fate in made.fates] == (
        [(Item("headline"), case.outcome, case.rules)] if case.outcome else []
    )


async def test_a_second_repair_is_told_of_the_best_draft() -> None:
    """A draft that came out worse is not what is repaired next."""
    engine = engine_of(("E", "E E", "ok"))
    assert (await brief(engine, repairs=2)).headline == "ok"
    assert engine.feedbacks[2] is not None and engine.feedbacks[2].draft.headline == "E"


async def test_a_second_repair_goes_on_from_a_better_draft() -> None:
    """The draft whose brief stays is the one that is told."""
    engine = engine_of(("E E", "E", "ok"))
    assert (await brief(engine, repairs=2)).headline == "ok"
    assert engine.feedbacks[2] is not None and engine.feedbacks[2].draft.headline == "E"


async def test_a_repair_that_comes_to_nothing_is_a_finding_and_is_counted() -> None:
    """The first brief stays and says so; what the failed request cost is in the usage."""
    made = await brief(engine_of(("E", InvalidOutputError("cut off", attempts=2, usage=(5, 3, 7)))))
    assert made.findings[-1].rule == "repair" and "cut off" in made.findings[-1].message
    spent = made.provenance.usage
    assert (spent.input, spent.cached, spent.output, made.provenance.attempts) == (105, 13, 27, 3)


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (TransientError("answered 503", attempts=4), "--force"),
        (ReplayMissError("not stored"), "--replay"),
        (PermanentError("answered 401"), "gave no draft"),
    ],
)
async def test_a_failed_repair_never_costs_the_brief(error: EngineError, says: str) -> None:
    """Connection, store or refusal: the verified first brief stays, and an info says why and what to do."""
    made = await brief(engine_of(("E", error)))
    told = made.findings[-1]
    assert (made.headline, told.rule, told.severity) == ("E", "repair", "info")
    assert says in told.message and str(error) in told.message
    assert made.provenance.attempts == 1 + error.attempts


@pytest.mark.parametrize(
    "error", [InvalidOutputError("no"), PermanentError("no"), TransientError("later"), ReplayMissError("not stored")]
)
async def test_a_first_draft_that_fails_is_raised(error: EngineError) -> None:
    """There is no brief to keep."""
    with pytest.raises(type(error)):
        await brief(engine_of((error,)))


async def test_an_unsupported_language_is_an_article_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the text layer refuses never reaches the engine."""

    def refuse(_: object) -> Analysis:
        raise ArticleError("language")

    monkeypatch.setattr(pipeline, "analyse", refuse)
    engine = engine_of(())
    with pytest.raises(ArticleError):
        await brief(engine)
    assert engine.feedbacks == []


async def test_provenance_counts_every_draft() -> None:
    """Usage and attempts are sums, the model is the last that answered, the id is the RunKey."""
    engine = engine_of(("E", "E E"))
    made = await brief(engine)
    about = made.provenance
    assert made.id == RunKey.of(ARTICLE, engine.identity).hex
    assert (about.usage.input, about.usage.cached, about.usage.output, about.attempts) == (200, 20, 40, 2)
    assert (about.model_requested, about.model_returned, about.prompt) == ("fake", "fake-2", PROMPT)
    assert about.duration_ms > 0 and about.duration_ms % 250 == 0
    assert len(about.draft_schema_sha256) == 64


async def test_no_completions_cost_nothing() -> None:
    """An engine without a model has neither usage nor a returned model."""
    about = (await brief_article(ARTICLE, FakeEngine(), now=lambda: MOMENT, timer=ticking())).provenance
    assert (about.usage.input, about.attempts, about.model_returned, about.prompt) == (0, 0, None, None)


async def test_attempts_of_one_draft_are_summed() -> None:
    """A draft may rest on several completions."""
    several = (Completion("a", "m", "m", "{}", Usage(1, 0, 2), 3), Completion("b", "m", "m", "{}", Usage(10, 5, 20), 1))
    engine = FakeEngine(lambda _: Proposal(draft_of("ok"), several), model="fake")
    about = (await brief(engine)).provenance
    assert (about.usage.input, about.usage.cached, about.usage.output, about.attempts) == (11, 5, 22, 4)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T00:00:00Z"),
        (datetime(2026, 1, 1, 1, 30, 9, 999_999, tzinfo=timezone(timedelta(hours=2))), "2025-12-31T23:30:09Z"),
    ],
)
async def test_created_at_is_utc(moment: datetime, written: str) -> None:
    """Whatever zone the clock speaks, the brief says UTC to the second."""
    made = await brief_article(ARTICLE, FakeEngine(), now=lambda: moment, timer=ticking())
    assert made.provenance.created_at == written

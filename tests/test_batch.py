"""Many articles: engine choice, resume, duplicates, limits, concurrency, errors, cancellation, and the sync front."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import summarizer
from summarizer import pipeline
from summarizer.batch import EngineName, Options, Summarizer, make_engine, model_for
from summarizer.checks.ground import Ground
from summarizer.checks.rules import finding
from summarizer.checks.verify import Verified
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.brief import Provenance
from summarizer.domain.draft import Draft
from summarizer.domain.item import Fate, Item
from summarizer.domain.run import Done, Failed, Outcome, Proposal, Skipped
from summarizer.errors import (
    ArticleError,
    AssetError,
    BudgetError,
    EndpointDownError,
    InvalidOutputError,
    PermanentError,
    QuotaError,
    RefusalError,
    RejectedError,
    SettingsError,
    StoreError,
    SummarizerError,
    TransientError,
    TruncatedError,
)
from summarizer.read.articles import Read
from summarizer.store.database import Store
from summarizer.sync import summarize
from tests.fakes import MOMENT, FakeEngine, analysis_of, brief_of, completion, draft_of

OPTIONS = Options(now=lambda: MOMENT, timer=lambda: 0.0)


@pytest.fixture(autouse=True)
def outer_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a text layer and checks in place that take every text; no variable of the environment counts."""

    def verify(draft: Draft, ground: Ground, *, run_id: str, provenance: Provenance) -> Verified:
        article = ground.analysis.article
        found = [finding("evidence.dropped", "m")] if "ungrounded" in draft.headline else []
        return Verified(
            brief_of(article, run_id=run_id, headline=draft.headline, findings=found, provenance=provenance)
        )

    monkeypatch.setattr(pipeline, "analyse", analysis_of)
    monkeypatch.setattr(pipeline, "verified_on", verify)
    for name in ("SUMMARIZER_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def articles(*texts: str) -> list[Article]:
    """Return articles of these texts."""
    return [Article.of(text) for text in texts]


async def outcomes(summarizer: Summarizer, given: list[Article] | list[Read]) -> list[Outcome]:
    """Return all outcomes of a run, in order of index."""
    return sorted([one async for one in summarizer.run(given)], key=lambda one: one.index)


def kinds(found: list[Outcome]) -> list[str]:
    """Return what became of each article in one word."""
    return [
        "stored"
        if isinstance(one, Done) and one.stored
        else one.kind
        if isinstance(one, Failed)
        else type(one).__name__
        for one in found
    ]


@dataclass(frozen=True)
class Choice:
    """Settings and environment, and the model they lead to; an error where it is a type."""

    id: str
    engine: str
    model: str | None
    env: str
    leads_to: str | type[SummarizerError] | None


CHOICES = (
    Choice("nothing named: rules", "auto", None, "", None),
    Choice("a model named", "auto", "openai/x", "", "openai/x"),
    Choice("the variable names one", "auto", None, "local/y", "local/y"),
    Choice("the argument wins", "auto", "openai/x", "local/y", "openai/x"),
    Choice("an empty variable names none", "auto", None, "  ", None),
    Choice("rules whatever the variable says", "rules", None, "local/y", None),
    Choice("rules and a model", "rules", "openai/x", "", SettingsError),
    Choice("llm without a model", "llm", None, "", SettingsError),
    Choice("llm with the variable", "llm", None, "local/y", "local/y"),
    Choice("unknown engine", "magic", None, "", SettingsError),
)


@pytest.mark.parametrize("case", CHOICES, ids=lambda case: case.id)
def test_a_model_is_asked_only_where_one_is_named(case: Choice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in the environment never switches a model on."""
    monkeypatch.setenv("OPENAI_API_KEY", "dummy")
    monkeypatch.setenv("SUMMARIZER_MODEL", case.env)
    engine: EngineName = case.engine  # type: ignore[assignment]  # one case is wrong on purpose
    if isinstance(case.leads_to, type):
        with pytest.raises(case.leads_to):
            model_for(engine, case.model)
    else:
        assert model_for(engine, case.model) == case.leads_to


def test_auto_without_a_model_is_the_rules_engine() -> None:
    """The offline engine needs neither key nor network."""
    assert make_engine("auto", None, options=OPTIONS).identity.name == "rules"


def test_a_model_without_a_key_is_a_settings_error() -> None:
    """The message names what is missing, before any article is read."""
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        Summarizer("openai/x")


def test_an_unknown_prompt_is_an_asset_error() -> None:
    """The message points to the list of prompts."""
    with pytest.raises(AssetError, match="prompts list"):
        Summarizer("openai/x", options=Options(prompt="nope", api_key="dummy"))


@pytest.mark.parametrize(
    "settings",
    [{"concurrency": 0}, {"options": Options(limit=-1)}, {"model": "m", "engine": FakeEngine()}],
    ids=["no concurrency", "negative limit", "own engine and a model"],
)
def test_settings_that_cannot_work_are_refused(settings: dict[str, object]) -> None:
    """Nothing is read before."""
    with pytest.raises(SettingsError):
        Summarizer(**settings)  # type: ignore[arg-type]  # wrong on purpose


def test_a_replay_without_a_store_is_refused() -> None:
    """There is nowhere to take completions from."""
    with pytest.raises(SettingsError, match="store"):
        Summarizer("openai/x", options=Options(replay=True))


@pytest.mark.parametrize("engine", ["auto", "rules"])
@pytest.mark.parametrize(
    ("options", "named"),
    [
        (Options(prompt="brief"), "--prompt"),
        (Options(prompt="nope@9.9.9"), "--prompt"),
        (Options(replay=True), "--replay"),
        (Options(base_url="http://localhost:1/v1"), "--base-url"),
    ],
    ids=["the default prompt by name", "an unknown prompt", "replay", "address"],
)
def test_what_only_a_model_can_use_is_refused_without_one(engine: EngineName, options: Options, named: str) -> None:
    """A setting is never passed over in silence; the message names it and the way out."""
    with pytest.raises(SettingsError, match=f"{named}.*needs a model.*--model.*SUMMARIZER_MODEL"):
        make_engine(engine, None, options=options)


def test_the_prompt_that_nobody_named_is_the_newest_brief() -> None:
    """None means brief, with a model; naming it gives the same engine."""
    unnamed = make_engine("llm", "openai/x", options=Options(api_key="dummy"))
    named = make_engine("llm", "openai/x", options=Options(api_key="dummy", prompt="brief"))
    assert unnamed.identity == named.identity
    assert unnamed.identity.prompt is not None and unnamed.identity.prompt.id == "brief"


def test_a_refused_engine_leaves_no_open_store(tmp_path: Path) -> None:
    """The store it opened is closed again."""
    with pytest.raises(SettingsError):
        Summarizer("openai/x", store=tmp_path / "s.db")
    assert not (tmp_path / "s.db-wal").exists()


async def test_every_article_has_one_outcome() -> None:
    """Done, unreadable, empty and double articles each come once, with index and input."""
    bad = Read(1, "b.txt", ArticleError("gone", input="b.txt"))
    given = [
        Read(0, "a.txt", Article.of("un")),
        bad,
        Read(2, "c.txt", Article.of(" ")),
        Read(3, "d.txt", Article.of("un")),
    ]
    async with Summarizer(engine=FakeEngine(), options=OPTIONS) as one:
        found = await outcomes(one, given)
    assert kinds(found) == ["Done", "article", "article", "Skipped"]
    assert [outcome.input for outcome in found] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert isinstance(found[3], Skipped) and found[3].reason == "duplicate" and "article 0" in found[3].detail


async def test_articles_are_taken_from_iterables_of_both_kinds() -> None:
    """Indices count what was given; an article without a path is named by its index."""

    async def later() -> AsyncIterator[Article]:
        for article in articles("un", "deux"):
            yield article

    async with Summarizer(engine=FakeEngine(), options=OPTIONS) as one:
        lazily = sorted([outcome async for outcome in one.run(later())], key=lambda outcome: outcome.index)
        at_once = await outcomes(one, articles("un", "deux"))
    assert [(outcome.index, outcome.input) for outcome in lazily] == [(0, "article 0"), (1, "article 1")]
    assert lazily == at_once
    assert [outcome async for outcome in one.run([])] == []


@pytest.mark.parametrize(
    ("error", "kind", "status"),
    [
        (TransientError("t", status=503, attempts=4), "transient", 503),
        (PermanentError("p", status=401, attempts=1), "permanent", 401),
        (ArticleError("a"), "article", None),
        (ZeroDivisionError("z"), "unexpected", None),
    ],
)
async def test_an_articles_error_is_its_outcome(error: Exception, kind: str, status: int | None) -> None:
    """The other articles are done; kind, message, status and attempts are kept."""

    def answer(analysis: Analysis) -> Proposal:
        if analysis.article.text == "deux":
            raise error
        return Proposal(draft_of("ok"))

    async with Summarizer(engine=FakeEngine(answer), options=OPTIONS) as one:
        found = await outcomes(one, articles("un", "deux", "trois"))
    assert kinds(found) == ["Done", kind, "Done"]
    failed = found[1]
    assert isinstance(failed, Failed) and str(error) in failed.message and failed.status == status
    assert failed.attempts == getattr(error, "attempts", 0)


async def test_a_text_that_is_no_unicode_fails_alone() -> None:
    """Half a surrogate pair could not be written anywhere."""
    async with Summarizer(engine=FakeEngine(), options=OPTIONS) as one:
        assert kinds(await outcomes(one, articles("a\ud800", "b"))) == ["article", "Done"]


class Gate:
    """An engine's answer that waits until the test lets it go."""

    def __init__(self) -> None:
        self.waiting: dict[str, asyncio.Event] = {}
        self.most = 0
        self.cancelled: list[str] = []

    async def answer(self, analysis: Analysis) -> Proposal:
        """Wait for this article's event."""
        text = analysis.article.text
        event = self.waiting[text] = asyncio.Event()
        self.most = max(self.most, len(self.waiting))
        try:
            await event.wait()
        except asyncio.CancelledError:
            self.cancelled.append(text)
            raise
        finally:
            del self.waiting[text]
        return Proposal(draft_of(text))

    async def until(self, count: int) -> None:
        """Give the loop to others until that many articles wait here."""
        for _ in range(1000):
            if len(self.waiting) == count:
                return
            await asyncio.sleep(0)
        raise AssertionError(f"{len(self.waiting)} articles are waiting, not {count}")


async def test_concurrency_is_bounded_and_articles_are_taken_lazily() -> None:
    """With room for two, two are in flight, and the source is at most one ahead."""
    gate, taken = Gate(), []

    def source() -> Iterator[Article]:
        for text in "abcdef":
            taken.append(text)
            yield Article.of(text)

    async with Summarizer(engine=FakeEngine(gate.answer), concurrency=2, options=OPTIONS) as one:
        run = one.run(source())
        first = asyncio.create_task(anext(run))
        await gate.until(2)
        assert taken == ["a", "b", "c"]
        gate.waiting["b"].set()
        outcome = await first
        assert (outcome.index, outcome.input) == (1, "article 1")
        rest = asyncio.create_task(_collect(run))
        while not rest.done():
            for event in list(gate.waiting.values()):
                event.set()
            await asyncio.sleep(0)
        assert sorted(found.index for found in rest.result()) == [0, 2, 3, 4, 5]
    assert gate.most == 2


async def test_a_full_run_sleeps_until_something_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no room for the next article, the one that was read ahead does not keep the loop spinning."""
    gate, waits = Gate(), 0
    wait = asyncio.wait

    async def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal waits
        waits += 1
        return await wait(*args, **kwargs)

    monkeypatch.setattr(asyncio, "wait", counted)
    async with Summarizer(engine=FakeEngine(gate.answer), concurrency=1, options=OPTIONS) as one:
        run = one.run(articles("a", "b", "c"))
        task = asyncio.create_task(anext(run))
        await gate.until(1)
        for _ in range(50):
            await asyncio.sleep(0)
        assert waits <= 3
        gate.waiting["a"].set()
        await task
        await run.aclose()


async def _collect(run: AsyncIterator[Outcome]) -> list[Outcome]:
    return [one async for one in run]


async def test_an_outcome_does_not_wait_for_a_slow_source() -> None:
    """While the source is still thinking, what is finished is yielded."""
    hold = asyncio.Event()

    async def slow() -> AsyncIterator[Article]:
        yield Article.of("un")
        await hold.wait()

    async with Summarizer(engine=FakeEngine(), options=OPTIONS) as one:
        run = one.run(slow())
        assert (await anext(run)).index == 0
        hold.set()
        assert await _collect(run) == []


async def test_cancellation_cancels_and_awaits_what_is_in_flight() -> None:
    """When the caller is cancelled no task is left behind and finished work is in the store."""
    gate = Gate()
    with Store(":memory:") as store:
        async with Summarizer(engine=FakeEngine(gate.answer), store=store, options=OPTIONS) as one:
            seen: list[Outcome] = []

            async def consume() -> None:
                async for outcome in one.run(articles("a", "b", "c")):
                    seen.append(outcome)

            task = asyncio.create_task(consume())
            await gate.until(3)
            gate.waiting["a"].set()
            await gate.until(2)
            for _ in range(5):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert [outcome.index for outcome in seen] == [0]
            assert sorted(gate.cancelled) == ["b", "c"] and not gate.waiting
        assert store.counts()["briefs"] == 1
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_leaving_the_block_cancels_what_a_broken_off_loop_left() -> None:
    """A ``break`` leaves no work behind once the block is left."""
    gate = Gate()
    async with Summarizer(engine=FakeEngine(gate.answer), options=OPTIONS) as one:
        run = one.run(articles("a", "b"))
        task = asyncio.create_task(anext(run))
        await gate.until(2)
        gate.waiting["a"].set()
        await task
    assert gate.cancelled == ["b"]
    await run.aclose()


async def test_what_it_opened_it_closes_and_nothing_else(tmp_path: Path) -> None:
    """An engine and a store that were given stay open."""
    engine, store = FakeEngine(), Store(tmp_path / "s.db")
    async with Summarizer(engine=engine, store=store, options=OPTIONS):
        pass
    assert not engine.closed and store.counts()
    store.close()
    own = Summarizer(store=tmp_path / "s.db")
    await own.aclose()
    with pytest.raises(StoreError):
        await own.brief("un")


async def test_a_run_resumes_from_the_store(tmp_path: Path) -> None:
    """What is stored is not asked for again; another model or force asks; failures are tried again."""
    fail = True

    def answer(analysis: Analysis) -> Proposal:
        if fail and analysis.article.text == "deux":
            raise TransientError("later")
        return Proposal(draft_of("ok"))

    path = tmp_path / "s.db"
    both = articles("un", "deux")
    async with Summarizer(engine=FakeEngine(answer), store=path, options=OPTIONS) as one:
        assert kinds(await outcomes(one, both)) == ["Done", "transient"]
        fail = False
        assert kinds(await outcomes(one, both)) == ["stored", "Done"]
    async with Summarizer(engine=FakeEngine(answer, model="other"), store=path, options=OPTIONS) as one:
        assert kinds(await outcomes(one, both)) == ["Done", "Done"]
    forced = Options(force=True, now=OPTIONS.now, timer=OPTIONS.timer)
    async with Summarizer(engine=FakeEngine(answer), store=path, options=forced) as one:
        assert kinds(await outcomes(one, both)) == ["Done", "Done"]
    with Store(path) as store:
        assert store.counts()["briefs"] == 4 and store.verify() == ()


async def test_strict_makes_errors_fail_the_article(tmp_path: Path) -> None:
    """A brief with errors is a failure of its own kind, stored all the same; without strict it is there for nothing."""
    engine = FakeEngine(lambda analysis: Proposal(draft_of(analysis.article.text)))
    strict = Options(strict=True, now=OPTIONS.now, timer=OPTIONS.timer)
    both = articles("grounded", "ungrounded")
    path = tmp_path / "s.db"
    async with Summarizer(engine=engine, store=path, options=strict) as one:
        for state in ("Done", "stored"):
            found = await outcomes(one, both)
            assert kinds(found) == [state, "validation"]
            failed = found[1]
            assert isinstance(failed, Failed) and "evidence.dropped" in failed.message and "--force" in failed.message
        with pytest.raises(RejectedError) as raised:
            await one.brief("ungrounded")
        assert raised.value.rules == ("evidence.dropped",)
        assert pickle.loads(pickle.dumps(raised.value)).rules == raised.value.rules
    assert len(engine.feedbacks) == 2
    async with Summarizer(engine=engine, store=path, options=OPTIONS) as one:
        assert kinds(await outcomes(one, both)) == ["stored", "stored"]
    assert len(engine.feedbacks) == 2


async def test_what_became_of_items_comes_back_from_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stored brief tells the same of its items as the run that made it."""
    fates = (Fate(Item("claim", "c2"), "repaired", "c1", ("evidence.dropped",)),)
    monkeypatch.setattr(pipeline, "fates", lambda *_: fates)
    async with Summarizer(engine=FakeEngine(), store=tmp_path / "s.db", options=OPTIONS) as one:
        for stored in (False, True):
            (found,) = await outcomes(one, articles("un"))
            assert isinstance(found, Done) and (found.stored, found.items) == (stored, fates)


async def test_the_limit_counts_what_reaches_the_engine() -> None:
    """Stored and unreadable articles are free; the rest is skipped, not forgotten."""
    engine = FakeEngine()
    with Store(":memory:") as store:
        async with Summarizer(engine=engine, store=store, options=OPTIONS) as one:
            await outcomes(one, articles("un"))
        limited = Options(limit=1, now=OPTIONS.now, timer=OPTIONS.timer)
        async with Summarizer(engine=engine, store=store, options=limited) as one:
            found = await outcomes(one, articles("un", "", "deux", "trois"))
    assert kinds(found) == ["stored", "article", "Done", "Skipped"]
    assert isinstance(found[3], Skipped) and found[3].reason == "limit"
    assert len(engine.feedbacks) == 2


async def test_a_store_that_fails_ends_the_run() -> None:
    """Nothing more is paid for once it could not be kept; what is in flight is cancelled."""
    engine = FakeEngine()
    with Store(":memory:") as store:
        store._file.db.execute("PRAGMA query_only = ON")
        async with Summarizer(engine=engine, store=store, concurrency=1, options=OPTIONS) as one:
            with pytest.raises(StoreError, match="read-only"):
                await outcomes(one, articles("un", "deux", "trois"))
    assert len(engine.feedbacks) == 1


def test_summarize_without_a_loop() -> None:
    """Text or article, the brief comes back."""
    assert summarize("Un texte.", engine=FakeEngine(), options=OPTIONS).headline == "Un texte."
    assert summarize(Article.of("Un texte."), engine=FakeEngine(), options=OPTIONS).article.n_chars == 9


async def test_summarize_inside_a_running_loop() -> None:
    """As in a notebook: the work is done in a thread of its own, with a store of the caller too."""
    with Store(":memory:") as store:
        first = summarize("Un texte.", engine=FakeEngine(), store=store, options=OPTIONS)
        assert summarize("Un texte.", engine=FakeEngine(), store=store, options=OPTIONS) == first
        assert store.counts()["briefs"] == 1


@pytest.mark.parametrize("text", ["", " \n", "a\0b", "\ud800"])
def test_summarize_raises_what_a_batch_would_report(text: str) -> None:
    """A text that is no article is an ArticleError."""
    with pytest.raises(ArticleError):
        summarize(text, engine=FakeEngine(), options=OPTIONS)


def test_the_public_face_is_sorted_complete_and_lazy() -> None:
    """Every name loads; importing the package loads none of its rooms; a wrong name is an AttributeError."""
    assert summarizer.__all__ == sorted(summarizer.__all__)
    assert all(getattr(summarizer, name) is not None for name in summarizer.__all__)
    assert set(summarizer.__all__) <= set(dir(summarizer))
    assert summarizer.summarize is summarize
    with pytest.raises(AttributeError, match="nothing"):
        _ = summarizer.nothing
    rooms = "('summarizer.', 'pydantic', 'asyncio')"
    program = f"import sys, summarizer; print([n for n in sys.modules if n.startswith({rooms})])"
    here = Path(__file__).parents[1]
    ran = subprocess.run([sys.executable, "-c", program], cwd=here, check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


@dataclass(frozen=True)
class Before:
    """How an article failed, and what becomes of it in the next run and in one that retries errors."""

    id: str
    error: Exception
    next: str
    failures: int = 1


BEFORES = (
    Before("no draft", InvalidOutputError("no draft"), "Skipped"),
    Before("refusal", RefusalError("no"), "Skipped"),
    Before("cut off", TruncatedError("cut"), "Skipped"),
    Before("too large for the model", PermanentError("m", status=413), "Skipped"),
    Before("a defect of ours", ZeroDivisionError("m"), "Done"),
    Before("refused with 400, as a wrong key may be", PermanentError("m", status=400), "Done"),
    Before("busy", TransientError("m", status=429), "Done"),
    Before("wrong key", PermanentError("m", status=401), "Done"),
    Before("no credit", QuotaError("m", status=429), "Done"),
    Before("not asked: over the budget", BudgetError("m"), "Done", failures=0),
    Before("not asked: endpoint down", EndpointDownError("m"), "Done", failures=0),
)


@pytest.mark.parametrize("before", BEFORES, ids=lambda before: before.id)
async def test_what_failed_for_good_waits_to_be_retried(before: Before, tmp_path: Path) -> None:
    """What waiting, a key or money cures is tried again; a refusal would only be paid for again."""

    def fail(_: Analysis) -> Proposal:
        raise before.error

    with Store(tmp_path / "s.db") as store:
        async with Summarizer(engine=FakeEngine(fail), store=store, options=OPTIONS) as summarizer:
            assert len(await outcomes(summarizer, articles("Un."))) == 1
        assert store.counts()["failures"] == before.failures
        async with Summarizer(engine=FakeEngine(), store=store, options=OPTIONS) as summarizer:
            assert kinds(await outcomes(summarizer, articles("Un."))) == [before.next]
        retrying = replace(OPTIONS, retry_errors=True)
        async with Summarizer(engine=FakeEngine(), store=store, options=retrying) as summarizer:
            assert kinds(await outcomes(summarizer, articles("Un.")))[0] in ("Done", "stored")
        assert store.counts()["failures"] == 0


async def test_a_brief_knows_the_answers_it_is_made_of(tmp_path: Path) -> None:
    """They are what tidying must keep."""

    def answer(analysis: Analysis) -> Proposal:
        return Proposal(draft_of("Un"), (completion("k1"), completion("k2")))

    with Store(tmp_path / "s.db") as store:
        for key in ("k1", "k2", "k3"):
            store.put(completion(key))
        async with Summarizer(engine=FakeEngine(answer), store=store, options=OPTIONS) as summarizer:
            await outcomes(summarizer, articles("Un."))
        store.remove(unused=True)
        assert [store.find(key) is not None for key in ("k1", "k2", "k3")] == [True, True, False]

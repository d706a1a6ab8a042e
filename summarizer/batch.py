"""Many articles: what is done already, how many at once, and one outcome for each.

Owns resume by RunKey, concurrency and cancellation, and the engine that was chosen. Never in it: formats, streams, exit
codes. One article's error is that article's outcome; only a store that fails ends a run.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from summarizer.choice import DEFAULT_PROMPT, EngineName, Options, make_engine, model_for, settled
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.domain.run import Cost, Done, EngineIdentity, Failed, Outcome, RunKey, Skipped, Usage
from summarizer.engines.interface import Engine, Metered
from summarizer.errors import (
    ArticleError,
    BudgetError,
    EndpointDownError,
    EngineError,
    NoAccessError,
    PermanentError,
    RejectedError,
    ReplayMissError,
    SettingsError,
    StoreError,
    SummarizerError,
)
from summarizer.pipeline import Made, Repairs, make_brief, warm
from summarizer.read.articles import Read
from summarizer.read.decoding import filled
from summarizer.store.database import Store
from summarizer.workers import Perform, Workers, here

__all__ = ["DEFAULT_PROMPT", "EngineName", "Given", "Options", "Summarizer", "make_engine", "model_for"]

Given: TypeAlias = Article | Read | str

DEFAULT_CONCURRENCY = 8
"""Articles in flight. Ours: far below the request limits of any provider's lowest tier."""

LASTING = frozenset({"refusal", "content_filter", "invalid_output", "truncated", "empty_answer", "no_json"})
"""Kinds of failure that the same run would have again, for the same money: they wait for ``retry_errors``."""

LASTING_STATUS = frozenset({413, 422})
"""HTTP statuses by which a provider refuses this article. Not 400: relays answer a wrong key with it."""

DEFECT = "a defect of this program, not of the article: please report it"

_logger = logging.getLogger(__name__)


class Summarizer:
    """Briefs of many articles with one engine and one store; an async context manager.

    ``engine`` is a name or an engine of your own; ``store`` a path or an open Store. What it opened it closes, what it
    was given stays open. Settings that cannot work raise SettingsError here, before any article is read.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        engine: EngineName | Engine = "auto",
        store: str | Path | Store | None = None,
        concurrency: int = DEFAULT_CONCURRENCY,
        options: Options | None = None,
    ) -> None:
        self._options = options or Options()
        if concurrency < 1:
            raise SettingsError(f"concurrency is {concurrency}: at least one article has to be in flight")
        if self._options.limit is not None and self._options.limit < 0:
            raise SettingsError(f"limit is {self._options.limit}: it counts articles")
        counts = (self._options.repairs, self._options.repair_tokens or 0, self._options.workers)
        if min(*counts, self._options.window_tokens) < 0:
            raise SettingsError(
                "repairs, repair_tokens, window_tokens and workers are counts: 0 asks nothing again, cuts no article, "
                "starts no process"
            )
        if isinstance(engine, str):
            model_for(engine, model, self._options.config)
        elif model:
            raise SettingsError("an engine of your own brings its model: leave out the model")
        self._concurrency = concurrency
        self._owns_store = not isinstance(store, Store)
        self._store = Store(store) if isinstance(store, str | Path) else store
        self._owns_engine = isinstance(engine, str)
        try:
            self._engine = self._engine_of(engine, model)
        except BaseException:
            self._close_store()
            raise
        self._total_s = settled(self._options).total_timeout if self._engine.identity.model else None
        self._workers = Workers(self._options.workers, warm=warm)
        self._tasks: set[asyncio.Task[Outcome]] = set()

    @property
    def spent(self) -> Cost:
        """Return what this Summarizer's requests have cost, failed and repeated ones included; stored are free."""
        return self._engine.spent if isinstance(self._engine, Metered) else Cost()

    @property
    def identity(self) -> EngineIdentity:
        """Return which engine runs, with model, prompt and parameters."""
        return self._engine.identity

    async def __aenter__(self) -> Summarizer:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Cancel and await what is in flight, then close the engine and the store where they are its own."""
        try:
            await _cancelled(self._tasks)
            await self._workers.aclose()
            if self._owns_engine:
                await self._engine.aclose()
        finally:
            self._close_store()

    async def run(self, articles: Iterable[Given] | AsyncIterable[Given]) -> AsyncGenerator[Outcome, None]:
        """Yield one outcome per article, as they complete.

        Articles are taken when there is room for them, one ahead; what is in flight is cancelled when this is closed.
        ``index`` counts the articles given (a ``Read`` brings its own). A run that the store has is not made again; a
        second article of the same run is skipped. Raises StoreError where the store fails: nothing more is sent then.
        """
        seen: dict[str, int] = {}
        started = 0
        tasks: set[asyncio.Task[Outcome]] = set()
        items = _reads(articles)
        coming: asyncio.Task[Read | None] | None = asyncio.create_task(_next(items))
        try:
            while coming or tasks:
                waiting: set[asyncio.Task[Outcome] | asyncio.Task[Read | None]] = {*tasks}
                if coming and len(tasks) < self._concurrency:
                    waiting.add(coming)
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
                for task in sorted((one for one in tasks if one.done()), key=lambda one: int(one.get_name())):
                    tasks.discard(task)
                    yield task.result()
                if coming and coming.done() and len(tasks) < self._concurrency:
                    item = coming.result()
                    coming = asyncio.create_task(_next(items)) if item else None
                    outcome = self._without_engine(item, seen, started) if item else None
                    if outcome:
                        yield outcome
                    elif item:
                        started += 1
                        tasks.add(self._start(item))
        finally:
            await _cancelled({*tasks, *([coming] if coming else [])})
            await items.aclose()

    async def brief(self, article: Article | str) -> Brief:
        """Return the brief of one article, from the store where it has it; raises SummarizerError.

        Stands beside ``run``: neither its concurrency nor its limit counts here.
        """
        article = Article.of(article) if isinstance(article, str) else article
        filled(article.text)
        made = self._stored(article) or await self._made(article)
        if self._options.strict:
            _refuse_errors(made.brief, kept=self._store is not None)
        return made.brief

    def _engine_of(self, engine: EngineName | Engine, model: str | None) -> Engine:
        if isinstance(engine, str):
            return make_engine(engine, model, options=self._options, completions=self._store)
        return engine

    def _start(self, item: Read) -> asyncio.Task[Outcome]:
        task = asyncio.create_task(self._outcome(item), name=str(item.index))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _without_engine(self, item: Read, seen: dict[str, int], started: int) -> Outcome | None:
        """Return the outcome of an article that needs no engine: unreadable, seen before, stored, over the limit."""
        article = item.content
        if isinstance(article, ArticleError):
            return _failed(item, article)
        try:
            filled(article.text)
        except ArticleError as error:
            return _failed(item, error)
        key = RunKey.of(article, self.identity).hex
        if key in seen:
            return Skipped(item.index, item.input, "duplicate", f"same text as article {seen[key]} of this run")
        seen[key] = item.index
        stored = self._stored(article)
        if stored:
            return self._done(item, article, stored, stored=True)
        before = self._failed_before(key)
        if before:
            return Skipped(item.index, item.input, "failed_before", f"{before.kind}: {before.message}")
        if self._options.limit is not None and started >= self._options.limit:
            return Skipped(item.index, item.input, "limit", f"the limit of {self._options.limit} articles is reached")
        return None

    def _stored(self, article: Article) -> Made | None:
        if self._store is None or self._options.force:
            return None
        key = RunKey.of(article, self.identity).hex
        brief = self._store.find_brief(key)
        return Made(brief, self._store.find_items(key)) if brief else None

    def _failed_before(self, key: str) -> Failed | None:
        """Return how the run failed before, where it would fail again and nobody asked to retry it."""
        options = self._options
        if self._store is None or options.force or options.retry_errors or options.replay:
            return None
        before = self._store.find_failure(key)
        return before if before and _lasts(before) else None

    async def _made(self, article: Article, perform: Perform = here) -> Made:
        options = self._options
        repairs = Repairs(options.repairs, options.repair_tokens, self._total_s)
        made = await make_brief(
            article, self._engine, now=options.now, timer=options.timer, repairs=repairs, perform=perform
        )
        if self._store is not None:
            self._store.put_outcome(article, made.brief, made.fates, made.completions)
        return made

    def _done(self, item: Read, article: Article, made: Made, *, stored: bool = False) -> Outcome:
        """Return the outcome of a brief; where only briefs without errors are wanted, a failure for others."""
        if self._options.strict:
            try:
                _refuse_errors(made.brief, kept=self._store is not None)
            except RejectedError as error:
                return _failed(item, error)
        return Done(item.index, item.input, article, made.brief, stored=stored, items=made.fates)

    async def _outcome(self, item: Read) -> Outcome:
        article = item.content
        assert isinstance(article, Article)
        of_account = False
        try:
            return self._done(item, article, await self._made(article, self._workers.perform))
        except StoreError:
            raise
        except SummarizerError as error:
            failed = _failed(item, error)
            of_account = isinstance(error, EngineError) and error.of_account
        except Exception as error:  # an article's defect of ours must not end the others
            _logger.debug("article %s (%s)", item.index, item.input, exc_info=True)
            failed = Failed(item.index, item.input, "unexpected", f"{type(error).__name__}: {error} ({DEFECT})")
        says_nothing = failed.kind in _NO_FAILURES or (of_account and _lasts(failed))  # another key may do better
        if self._store is not None and not says_nothing:
            key = RunKey.of(article, self.identity).hex
            self._store.put_failure(key, article, failed, at=self._options.now().isoformat(timespec="seconds"))
        return failed

    def _close_store(self) -> None:
        if self._owns_store and self._store is not None:
            self._store.close()


_NO_FAILURES = frozenset(
    {ArticleError.kind, BudgetError.kind, EndpointDownError.kind, NoAccessError.kind, ReplayMissError.kind}
)
"""Kinds that say nothing of the article under this model: it was not asked for."""


def _lasts(failed: Failed) -> bool:
    return failed.kind in LASTING or (failed.kind == PermanentError.kind and failed.status in LASTING_STATUS)


def _failed(item: Read, error: SummarizerError) -> Failed:
    status = error.status if isinstance(error, EngineError) else None
    attempts = error.attempts if isinstance(error, EngineError | RejectedError) else 0
    usage = Usage(*error.usage) if isinstance(error, EngineError) else Usage()
    cost = Cost(*error.cost) if isinstance(error, EngineError) else Cost()
    return Failed(item.index, item.input, error.kind, str(error), status, attempts, usage, cost)


def _refuse_errors(brief: Brief, *, kept: bool) -> None:
    """Raise RejectedError for a brief with findings of severity error; ``kept`` tells that a store has it."""
    errors = [found for found in brief.findings if found.severity == "error"]
    if not errors:
        return
    rules = tuple(dict.fromkeys(found.rule for found in errors))
    where = "without --strict the stored brief is shown, with --force it is made again" if kept else "see --repairs"
    said = f"the brief has {len(errors)} findings of severity error ({', '.join(rules)}): {errors[0].message}; {where}"
    raise RejectedError(said, rules=rules, attempts=brief.provenance.attempts)


async def _reads(articles: Iterable[Given] | AsyncIterable[Given]) -> AsyncGenerator[Read, None]:
    index = 0
    if isinstance(articles, AsyncIterable):
        async for given in articles:
            yield _read(given, index)
            index += 1
    else:
        for given in articles:
            yield _read(given, index)
            index += 1


async def _next(items: AsyncGenerator[Read, None]) -> Read | None:
    try:
        return await anext(items)
    except StopAsyncIteration:
        return None


def _read(given: Given, index: int) -> Read:
    if isinstance(given, str):
        given = Article.of(given)
    if not isinstance(given, Article | Read):
        error = ArticleError(
            f"this is no article but {type(given).__name__}: give texts, Articles, or read_articles(…)"
        )
        return Read(index, f"article {index}", error)
    return given if isinstance(given, Read) else Read(index, given.meta.path or f"article {index}", given)


async def _cancelled(tasks: Iterable[asyncio.Task[Outcome] | asyncio.Task[Read | None]]) -> None:
    """Cancel tasks and wait until each has ended, whatever it ends with."""
    pending = list(tasks)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)

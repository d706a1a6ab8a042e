"""For scripts: articles in, briefs or outcomes back, without asyncio. Behind it is the same code as ``batch``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from summarizer.batch import DEFAULT_CONCURRENCY, EngineName, Given, Options, Summarizer
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.domain.run import Outcome
from summarizer.engines.interface import Engine
from summarizer.store.database import Store

_T = TypeVar("_T")


def summarize(
    article: str | Article,
    *,
    model: str | None = None,
    engine: EngineName | Engine = "auto",
    store: str | Path | Store | None = None,
    options: Options | None = None,
) -> Brief:
    """Return the brief of one article, offline by rules where no model is named; raises SummarizerError.

    Works inside a running event loop too: the work is then done in a thread of its own while the caller waits.
    """

    async def one() -> Brief:
        async with Summarizer(model, engine=engine, store=store, options=options) as summarizer:
            return await summarizer.brief(article)

    return _waited(one)


def summarize_many(  # noqa: PLR0913  # those of Summarizer, and progress
    articles: Iterable[Given],
    *,
    model: str | None = None,
    engine: EngineName | Engine = "auto",
    store: str | Path | Store | None = None,
    concurrency: int = DEFAULT_CONCURRENCY,
    options: Options | None = None,
    progress: Callable[[Outcome], object] | None = None,
) -> list[Outcome]:
    """Return one outcome per article, in the order given; raises SettingsError or StoreError alone.

    ``progress`` is called with each outcome as it completes, in the thread that does the work. All outcomes are held
    in memory: for more articles than that, iterate over ``Summarizer.run``. Works inside a running event loop too.
    """

    async def many() -> list[Outcome]:
        outcomes: list[Outcome] = []
        async with Summarizer(
            model, engine=engine, store=store, concurrency=concurrency, options=options
        ) as summarizer:
            async for outcome in summarizer.run(articles):
                outcomes.append(outcome)
                if progress is not None:
                    progress(outcome)
        return sorted(outcomes, key=lambda outcome: outcome.index)

    return _waited(many)


def _waited(work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Return what a coroutine returns: here, or in a thread of its own where an event loop runs here."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    with ThreadPoolExecutor(1, thread_name_prefix="summarize") as thread:
        return thread.submit(lambda: asyncio.run(work())).result()

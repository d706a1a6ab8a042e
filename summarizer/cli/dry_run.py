"""``summarizer run --dry-run``: what would be sent, article by article, without a key and without sending it."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, nullcontext
from typing import TypeAlias

from summarizer.assets.prompts import load_prompt, render
from summarizer.batch import DEFAULT_PROMPT, Options, make_engine, model_for
from summarizer.cli.inputs import Plan
from summarizer.cli.output import dumped, is_beyond_limit, opened, row
from summarizer.cli.speech import say
from summarizer.cli.tally import Tally, failure
from summarizer.domain.analysis import Excerpt
from summarizer.domain.article import Article
from summarizer.domain.run import Failed, RunKey, Skipped
from summarizer.engines.interface import Engine, Estimating, NoCompletions
from summarizer.engines.windows import windows
from summarizer.errors import ArticleError, SettingsError
from summarizer.read.articles import Read
from summarizer.report.plain import plain
from summarizer.settings import found_config
from summarizer.store.database import Store
from summarizer.text.analyse import analyse

Row: TypeAlias = dict[str, object] | Failed | Skipped


def planned(args: argparse.Namespace, plan: Plan, format: str) -> int:
    """Write one row per article (status planned, stored, skipped or failed) and return the exit code."""
    if format not in ("jsonl", "json", "text"):
        raise SettingsError(f"a dry run has no {format}: choose jsonl, json or text")
    config = None if args.engine == "rules" else found_config(args.config)
    model = model_for(args.engine, args.model, config)
    stored = args.store and os.path.exists(args.store)
    tally = Tally()
    with closing(Store(args.store)) if stored else nullcontext() as store:
        replay = args.replay or model is not None  # a replay engine needs no key and cannot send
        options = Options(
            prompt=args.prompt,
            replay=replay,
            config=config,
            structured=args.structured,
            temperature=args.temperature,
            seed=args.seed,
            max_tokens=args.max_tokens,
            reasoning_effort=args.reasoning_effort,
            window_tokens=args.window_tokens,
        )
        engine = make_engine(args.engine, args.model, options=options, completions=store or NoCompletions())
        total = _Sum()
        rows = _summed(_rows(args, plan, engine, None if args.force else store), total)
        with opened(args.output, whole=format == "json") as stream:
            if format == "json":
                stream.write(dumped([_counted(one, tally) for one in rows], indent=2))
            beyond = 0
            for one in rows:
                counted = _counted(one, tally)
                if format == "text" and is_beyond_limit(one):
                    beyond += 1
                else:
                    stream.write(_line(counted) if format == "text" else dumped(counted))
            stream.write(f"{beyond} skipped: limit\n" if beyond else "")
    if not args.quiet:
        say(f"dry run: nothing was sent, engine {'llm' if model else 'rules'}{f', model {model}' if model else ''}")
        if total.articles:
            say(total.told())
    return tally.exit()


def _summed(rows: Iterator[Row], total: _Sum) -> Iterator[Row]:
    for one in rows:
        total.add(one)
        yield one


def _rows(args: argparse.Namespace, plan: Plan, engine: Engine, store: Store | None) -> Iterator[Row]:
    """Yield what a run would do with each article, by the same rules: stored, double, over the limit, or planned."""
    seen: set[str] = set()
    planned = 0
    for item in plan.articles():
        article = item.content
        if isinstance(article, ArticleError):
            yield Failed(item.index, item.input, article.kind, str(article))
            continue
        key = RunKey.of(article, engine.identity).hex
        if key in seen:
            yield Skipped(item.index, item.input, "duplicate")
        elif store is not None and store.find_brief(key):
            yield {"index": item.index, "input": item.input, "status": "stored", "characters": 0}
        elif args.limit is not None and planned >= args.limit:
            yield Skipped(item.index, item.input, "limit")
        else:
            planned += 1
            try:
                yield _planned(args, item, article, engine)
            except Exception as error:  # noqa: BLE001  # a defect of ours must not end the others
                yield failure(item, error)
        seen.add(key)


def _planned(args: argparse.Namespace, item: Read, article: Article, engine: Engine) -> Row:
    identity = engine.identity
    analysis = analyse(article)
    base: dict[str, object] = {"index": item.index, "input": item.input, "status": "planned", "engine": identity.name}
    if identity.model is None:
        return base | {"model": None, "prompt": None, "characters": 0}
    prompt = load_prompt(DEFAULT_PROMPT if args.prompt is None else args.prompt)
    parts = windows(analysis, args.window_tokens)
    shown = [analysis] if len(parts) == 1 else [Excerpt.of(analysis, part.first, part.last) for part in parts]
    characters = sum(len(message.content) for part in shown for message in render(prompt, part))
    sent: dict[str, object] = {"model": identity.model, "prompt": prompt.info.name, "characters": characters}
    if isinstance(engine, Estimating):
        usage, cost = engine.expected(analysis)
        sent |= {"tokens": {"input": usage.input, "output": usage.output}, "cost_usd": cost.usd}
    return base | sent | ({"parts": len(parts)} if len(parts) > 1 else {})


def _about(one: dict[str, object]) -> str:
    """Return in brackets about what a request takes: tokens, and dollars where the price is known."""
    tokens, usd = one.get("tokens"), one.get("cost_usd")
    if not isinstance(tokens, dict):
        return ""
    price = f", {usd:.4f} USD" if isinstance(usd, float) else ""
    return f" (about {tokens['input']} tokens in, {tokens['output']} out{price})"


class _Sum:
    """What all planned articles together are expected to take."""

    def __init__(self) -> None:
        self.articles = 0
        self.input = 0
        self.output = 0
        self.usd: float | None = 0.0

    def add(self, one: Row) -> None:
        """Count a planned article."""
        if isinstance(one, dict) and isinstance(tokens := one.get("tokens"), dict):
            self.articles += 1
            self.input += tokens["input"]
            self.output += tokens["output"]
            usd = one.get("cost_usd")
            self.usd = self.usd + usd if self.usd is not None and isinstance(usd, float) else None

    def told(self) -> str:
        """Return the sum in words: repairs and repeated requests come on top."""
        price = "the price is not known" if self.usd is None else f"about {self.usd:.4f} USD"
        return (
            f"{self.articles} article{'s' if self.articles > 1 else ''} would take about {self.input} tokens in and "
            f"{self.output} out, {price}; repairs and repeated requests come on top"
        )


def _counted(one: Row, tally: Tally) -> dict[str, object]:
    if isinstance(one, Failed | Skipped):
        tally.add(one)
        return row(one)
    tally.done += 1
    return one


def _line(one: dict[str, object]) -> str:
    match one:
        case {"error": {"message": said}}:
            text = f"failed: {said}"
        case {"reason": reason}:
            text = f"skipped: {reason}"
        case {"status": "stored"}:
            text = "in the store, nothing to send"
        case {"model": None}:
            text = "no model is asked"
        case _:
            text = f"{one['characters']} characters{_about(one)} to {one['model']} with {one['prompt']}"
    return plain(f"{one['input']}: {text}") + "\n"

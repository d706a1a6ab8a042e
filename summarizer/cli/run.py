"""``summarizer run``: articles to briefs."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from contextlib import aclosing

from summarizer.batch import Options, Summarizer
from summarizer.cli import dry_run
from summarizer.cli.inputs import Plan
from summarizer.cli.output import WHOLE_FORMATS, chosen_format, opened, writer_for
from summarizer.cli.progress import Notes
from summarizer.cli.tally import Tally


def main(args: argparse.Namespace) -> int:
    """Make briefs of the inputs and return the exit code."""
    format = chosen_format(args.format, args.output)
    with Plan.of(args.inputs, recursive=args.recursive, manifest=args.manifest, quiet=args.quiet) as plan:
        if args.output:
            plan.spare(args.output)
        if args.dry_run:
            return dry_run.planned(args, plan, format)
        return asyncio.run(_run(args, plan, format))


async def _run(args: argparse.Namespace, plan: Plan, format: str) -> int:
    options = Options(
        prompt=args.prompt,
        base_url=args.base_url,
        replay=args.replay,
        force=args.force,
        limit=args.limit,
        repairs=args.repairs,
        repair_tokens=args.repair_tokens,
        strict=args.strict,
    )
    tally = Tally()
    encodings: Counter[str] = Counter()
    to_terminal = not args.output and sys.stdout.isatty()
    async with Summarizer(
        args.model, engine=args.engine, store=args.store, concurrency=args.concurrency, options=options
    ) as summarizer:
        with (
            opened(args.output, whole=format in WHOLE_FORMATS) as stream,
            Notes(quiet=args.quiet, bar=not to_terminal, total=plan.total) as notes,
        ):
            notes.engine(summarizer.identity)
            writer = writer_for(format, stream)
            try:
                async with aclosing(summarizer.run(plan.articles(encodings))) as outcomes:
                    async for outcome in outcomes:
                        tally.add(outcome)
                        writer.put(outcome)
                        notes.outcome(outcome)
            finally:
                writer.finish()
        notes.end(tally, encodings)
    return tally.exit()

"""``summarizer store``: is a store whole, what does it hold, out with it, away with what nothing needs."""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import os
import sys
from collections import Counter
from collections.abc import Mapping

from summarizer.cli.exits import Exit
from summarizer.cli.output import dumped, opened
from summarizer.cli.speech import say
from summarizer.errors import SettingsError, StoreError
from summarizer.report.csv_rows import line
from summarizer.report.plain import plain
from summarizer.store.database import EXPORTS, Store
from summarizer.store.upkeep import Removed, Statistics


def main(args: argparse.Namespace) -> int:
    """Run one action on a store that is there and return the exit code; raises StoreError."""
    if not os.path.exists(args.store):
        raise StoreError(f"{args.store}: there is no such file: `summarizer run … --store {args.store}` makes it")
    with Store(args.store) as store:
        match args.action:
            case "verify":
                return _verify(store)
            case "stats":
                _stats(store.statistics(), args.format)
            case "export":
                return _export(store, args)
            case "rebuild":
                return asyncio.run(_rebuild(store, args))
            case _:
                _gc(store, args)
    return Exit.OK


def _verify(store: Store) -> int:
    problems = store.verify()
    sys.stdout.write("".join(f"{plain(problem)}\n" for problem in problems))
    counts = store.counts()
    held = ", ".join(f"{counts[name]} {name}" for name in ("articles", "briefs", "completions"))
    found = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}" if problems else "whole"
    say(f"{store.path}: {found}; {held}")
    return Exit.FINDINGS if problems else Exit.OK


def _stats(found: Statistics, format: str) -> None:
    if format == "json":
        sys.stdout.write(dumped(dataclasses.asdict(found), indent=2))
        return
    rows: list[tuple[str, str]] = [
        ("file", f"{size(found.bytes)}, schema {found.version}"),
        ("articles", f"{found.articles}"),
        ("briefs", f"{found.briefs}" + (f", {found.first} to {found.last}" if found.first else "")),
        ("claims", f"{found.claims}"),
        ("completions", f"{found.completions}"),
        ("tokens", f"{found.input_tokens} in ({found.cached_tokens} cached), {found.output_tokens} out"),
    ]
    for name, groups in (
        *(("engines", found.engines), ("levels", found.levels)),
        *(("findings", found.findings), ("failures", found.failures)),
    ):
        rows += _grouped(name, groups)
    sys.stdout.write("".join(f"{name:12} {plain(value)}\n" for name, value in rows))


def _grouped(name: str, groups: Mapping[str, int]) -> list[tuple[str, str]]:
    return [("" if place else name, f"{count:>7} {what}") for place, (what, count) in enumerate(groups.items())]


def _export(store: Store, args: argparse.Namespace) -> int:
    """Write briefs, or the rows of a table or view, one by one."""
    format = args.format or ("csv" if (args.output or "").lower().endswith(".csv") else "jsonl")
    ending = os.path.splitext(args.output or "")[1].lower()
    if not args.format and ending not in ("", ".csv", ".jsonl", ".ndjson"):
        raise SettingsError(f"no format goes with the ending of {args.output!r}: use .jsonl or .csv, or say --format")
    if args.what == "briefs" and format == "csv":
        raise SettingsError("a brief is no row: export it as jsonl, or name claims, numbers or actors")
    with opened(args.output, whole=True) as stream:
        if args.what == "briefs":
            for brief, _ in store.briefs():
                stream.write(dumped(brief.model_dump(mode="json")))
            return Exit.OK
        columns, rows = store.rows(_TABLES[args.what])
        if format == "csv":
            stream.write(line(columns))
        for row in rows:
            stream.write(line(row) if format == "csv" else dumped(dict(zip(columns, row, strict=True))))
    return Exit.OK


async def _rebuild(store: Store, args: argparse.Namespace) -> int:
    """Make all briefs again; tell each that could not be, and count the others."""
    from summarizer.rebuilding import rebuild  # noqa: PLC0415  # the engines are loaded for this action alone

    counts: Counter[str] = Counter()
    async for one in rebuild(store, dry=args.dry_run):
        counts[one.change] += 1
        if one.detail:
            say(f"{one.change}: brief {one.brief_id[:12]}: {one.detail}")
    would = "would be " if args.dry_run else ""
    say(
        f"{store.path}: {counts['changed']} briefs {would}made again, {counts['same']} are as they were, "
        f"{counts['unanswered']} lack an answer, {counts['failed']} failed"
    )
    return Exit.PARTIAL if counts["unanswered"] or counts["failed"] else Exit.OK


def _gc(store: Store, args: argparse.Namespace) -> None:
    removed = store.remove(superseded=args.superseded, unused=args.unused, dry=args.dry_run)
    say(f"{store.path}: {'would remove' if args.dry_run else 'removed'} {_told(removed)}")


def _told(removed: Removed) -> str:
    parts = [
        f"{removed.superseded_briefs} superseded briefs",
        f"{removed.unused_completions} unused completions",
        f"{removed.articles} articles without a brief",
        f"{removed.reservations} reservations",
    ]
    smaller = f"; the file is {size(removed.bytes)} smaller" if removed.bytes > 0 else ""
    return f"{', '.join(parts)}{smaller}"


def size(count: int) -> str:
    """Return bytes in a unit to read."""
    size, units = float(count), ["B", "kB", "MB", "GB"]
    while size >= 1000 and len(units) > 1:
        size /= 1000
        units.pop(0)
    return f"{size:.0f} {units[0]}" if units[0] == "B" else f"{size:.1f} {units[0]}"


_TABLES = {name.removesuffix("_list") + ("s" if name.endswith("_list") else ""): name for name in EXPORTS}
"""What is exported under which word: claims from claim_list, and so on."""

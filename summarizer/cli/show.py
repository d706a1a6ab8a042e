"""``summarizer show``: one brief on the terminal, out of many."""

from __future__ import annotations

import argparse
import os
import sys

from rich.table import Table
from rich.text import Text

from summarizer.cli.entries import entries
from summarizer.cli.exits import Exit
from summarizer.cli.output import dumped, show
from summarizer.errors import SettingsError
from summarizer.report.markdown import to_markdown
from summarizer.report.page.entry import Entry
from summarizer.report.plain import plain, shorten
from summarizer.report.terminal import brief_view

_LEAST_DIGITS = 4
"""Shortest beginning of an id that names one; shorter ones are read as a place."""
_HEADLINE_LENGTH = 58


def main(args: argparse.Namespace) -> int:
    """Print the brief that is asked for, or the list of all where none is and there are several."""
    found = [one for one in entries(args.briefs) if isinstance(one, Entry)]
    if not found:
        raise SettingsError(f"{args.briefs}: there is no brief in it")
    if args.which is None and len(found) > 1:
        show(_listed(found), sys.stdout)
        return Exit.OK
    chosen = found[0] if args.which is None else _chosen(found, args.which)
    format = args.format
    if format == "md":
        sys.stdout.write(to_markdown(chosen.brief, chosen.items))
    elif format == "json":
        sys.stdout.write(dumped(chosen.brief.model_dump(mode="json"), indent=2))
    else:
        show(brief_view(chosen.brief, chosen.items), sys.stdout)
    return Exit.OK


def _chosen(found: list[Entry], which: str) -> Entry:
    """Return the only brief of that place from 1, that file, or that beginning of an id; raises SettingsError."""
    if which.isascii() and which.isdigit() and which[0] != "0" and 1 <= int(which) <= len(found):
        return found[int(which) - 1]
    hits = [one for one in found if which in (one.input, one.brief.article.path)]
    if not hits and len(which) >= _LEAST_DIGITS:
        hits = [one for one in found if one.brief.id.startswith(which) or one.brief.article.id.startswith(which)]
    if not hits:
        hits = [one for one in found if one.input.endswith(f"/{which}")]
    if not hits:
        sought = which.casefold()
        names = [
            (one, f"{os.path.basename(one.input)} {one.brief.headline} {one.brief.article.title}") for one in found
        ]
        hits = [one for one, name in names if sought in name.casefold()]
    if len(hits) == 1:
        return hits[0]
    what = f"{len(hits)} briefs answer to" if hits else "no brief answers to"
    raise SettingsError(
        f"{what} {which!r}: give a place from 1 to {len(found)}, a path, or the beginning of an id "
        f"of at least {_LEAST_DIGITS} digits; without one the briefs are listed"
    )


def _listed(found: list[Entry]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for place, one in enumerate(found, 1):
        brief = one.brief
        reserved = sum(claim.hedging.level >= 3 for claim in brief.claims)
        cells = (
            *(f"{place}", plain(brief.id[:8]), f"{reserved}/{len(brief.claims)}"),
            *(
                shorten(brief.headline, _HEADLINE_LENGTH),
                plain(os.path.basename(one.input or brief.article.path or "")),
            ),
        )
        table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in cells))
    return table

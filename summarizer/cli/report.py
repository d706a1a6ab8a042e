"""``summarizer report``: briefs as a page to review, or their claims, numbers and actors as rows."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator

from summarizer.assets.pages import page_files
from summarizer.cli.entries import entries, is_same_file
from summarizer.cli.exits import Exit
from summarizer.cli.output import opened
from summarizer.cli.speech import say
from summarizer.cli.store import size
from summarizer.errors import SettingsError
from summarizer.report.csv_rows import line
from summarizer.report.page.document import Files, split_pages, whole_page
from summarizer.report.page.entry import Entry, Missing
from summarizer.report.tables import COLUMNS, What, rows_of


def main(args: argparse.Namespace) -> int:
    """Write the report and return 0; says what was written and how large it is."""
    if is_same_file(args.briefs, args.output):
        raise SettingsError(f"{args.output} is what is read: write the report to another file")
    if args.output.lower().endswith(".csv"):
        if args.split:
            raise SettingsError("--split makes a folder of pages: leave it out for a .csv")
        return _rows(args)
    if args.what:
        raise SettingsError("--what is for rows: name a file that ends in .csv")
    ending = os.path.splitext(args.output)[1].lower()
    if not args.split and ending not in ("", ".html", ".htm", ".xhtml"):
        raise SettingsError(f"no report goes with the ending of {args.output!r}: use .html, .csv, or --split")
    files = page_files(args.lang)
    page = Files(files.style, files.scripts, files.words, args.lang)
    return _split(args, page) if args.split else _whole(args, page)


def _found(args: argparse.Namespace, count: list[int]) -> Iterator[Entry | Missing]:
    """Yield what is to be shown, and keep in ``count`` how many briefs, and how many with their text."""
    for one in entries(args.briefs, args.articles or ()):
        if isinstance(one, Entry):
            count[0] += 1
            count[1] += one.text is not None
        yield one


def _rows(args: argparse.Namespace) -> int:
    what: What = args.what or "claims"
    count = [0, 0]
    with opened(args.output, whole=True) as stream:
        stream.write(line(COLUMNS[what]))
        for one in _found(args, count):
            if isinstance(one, Entry):
                stream.write("".join(map(line, rows_of(one.brief, what, one.input))))
    return Exit.OK


def _whole(args: argparse.Namespace, page: Files) -> int:
    count, written = [0, 0], 0
    with opened(args.output, whole=True) as stream:
        for part in whole_page(_found(args, count), page):
            written += len(part.encode())
            stream.write(part)
    say(f"{args.output}: {_told(count)}, {size(written)}")
    return Exit.OK


def _split(args: argparse.Namespace, page: Files) -> int:
    """Write a folder; the index last, so that it points at nothing that is not there."""
    count, written = [0, 0], 0
    _folder(args.output)
    for path, content in split_pages(_found(args, count), page):
        with opened(os.path.join(args.output, path), whole=True) as stream:
            written += len(content.encode())
            stream.write(content)
    say(f"{args.output}: {_told(count)}, {size(written)} in {count[0] + 1} files; open index.html")
    return Exit.OK


def _folder(path: str) -> None:
    try:
        os.makedirs(os.path.join(path, "a"), exist_ok=True)
    except OSError as error:
        raise SettingsError(f"cannot make the folder {path}: {error.strerror}: name another") from None


def _told(count: list[int]) -> str:
    briefs, texts = count
    return f"{briefs} brief{'' if briefs == 1 else 's'}, {texts} with the article's text"

"""What a given input stands for: files in a stable order. Never in it: reading, decoding."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass

from summarizer.domain.article import ArticleMeta
from summarizer.errors import ArticleError
from summarizer.read.packing import SUFFIX as PACKED_SUFFIX

STDIN = "-"
ROW_SUFFIXES = (".jsonl", ".ndjson")
TEXT_SUFFIXES = (".txt",)
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
NO_ARTICLES = (".json", ".csv", ".tsv", ".xml", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".zip", ".db", ".yaml", ".yml")
"""Endings of files that hold no plain text of one article; a folder's are passed over, a named one is refused."""
_ARTICLES = (*TEXT_SUFFIXES, *ROW_SUFFIXES, *PAGE_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to open. ``name`` is for people and always valid Unicode; ``path`` is None for standard input.

    ``meta`` is what a manifest says of the article; it stands over what is read.
    """

    name: str
    path: str | None
    meta: ArticleMeta | None = None


def suffix(path: str) -> str:
    """Return the last extension in lower case with its dot, or nothing; for a gzip file that of what it holds."""
    name = path.lower()
    return os.path.splitext(name.removesuffix(PACKED_SUFFIX))[1]


def sources(given: str, *, recursive: bool = False) -> Iterator[Source | ArticleError]:
    """Yield what one input stands for: itself, the articles of a folder, or the matches of a pattern.

    Order: code points of the path, folder by folder. Hidden files are left out of folders and patterns. A folder or a
    pattern without articles is one ArticleError.
    """
    if given == STDIN:
        yield Source(STDIN, None)
    elif os.path.isdir(given):
        yield from _folder(given, recursive)
    elif os.path.lexists(given) or not any(mark in given for mark in "*?["):
        yield Source(shown(given), given)
    else:
        matches = sorted(glob.glob(given, recursive=True))
        if not matches:
            yield ArticleError("no file matches this pattern: check it, or quote it less", input=shown(given))
        for match in matches:
            if os.path.isdir(match):
                yield from _folder(match, recursive)
            else:
                yield Source(shown(match), match)


def _folder(path: str, recursive: bool) -> Iterator[Source | ArticleError]:
    empty = True
    for found in _walk(path, recursive):
        empty = False
        yield found
    if empty:
        hint = "" if recursive else " (folders inside it are read with --recursive)"
        yield ArticleError(f"the folder holds no .txt, .html or .jsonl file{hint}", input=shown(path))


def _walk(path: str, recursive: bool) -> Iterator[Source | ArticleError]:
    try:
        with os.scandir(path) as scan:
            entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield ArticleError(f"the folder cannot be listed: {error.strerror}", input=shown(path))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if recursive:
                yield from _walk(entry.path, recursive)
        elif not (entry.is_file() or entry.is_symlink()):
            continue  # a pipe or a socket would keep the whole run waiting
        elif suffix(entry.name) in _ARTICLES:
            yield Source(shown(entry.path), entry.path)


def shown(path: str) -> str:
    """Return a file's name as valid Unicode: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")

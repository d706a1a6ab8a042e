"""The door of this room: given inputs to articles, lazily, one bad input never hiding the others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from summarizer.domain.article import Article, ArticleMeta
from summarizer.errors import ArticleError
from summarizer.read.decoding import MAX_ARTICLE_BYTES, decode, within
from summarizer.read.rows import rows
from summarizer.read.sources import LATER_SUFFIXES, NO_ARTICLES, ROW_SUFFIXES, STDIN, Source, sources, suffix


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one article: ``content`` is the article, or why there is none.

    ``index`` counts from 0 without gaps over all of a call; ``input`` names the file, «-» or «file.jsonl:line».
    """

    index: int
    input: str
    content: Article | ArticleError


def read_articles(
    inputs: Sequence[str],
    *,
    stdin: IO[bytes] | None = None,
    recursive: bool = False,
    max_bytes: int = MAX_ARTICLE_BYTES,
) -> Iterator[Read]:
    """Yield every article of the inputs in order, opened only when it is asked for.

    An input is a file, a folder, a pattern or «-» (``stdin``, in bytes). The text is exactly what the bytes encode
    minus a leading byte order mark. What cannot be read is an item with an ArticleError; nothing is raised.
    """
    return read_sources(find_sources(inputs, recursive=recursive), stdin=stdin, max_bytes=max_bytes)


def find_sources(inputs: Iterable[str], *, recursive: bool = False) -> Iterator[Source | ArticleError]:
    """Yield what the inputs stand for, in order, opening nothing."""
    for given in inputs:
        yield from sources(given, recursive=recursive)


def read_sources(
    found: Iterable[Source | ArticleError], *, stdin: IO[bytes] | None = None, max_bytes: int = MAX_ARTICLE_BYTES
) -> Iterator[Read]:
    """Yield every article of the sources, as ``read_articles`` does."""
    index = 0
    for source in found:
        if isinstance(source, ArticleError):
            yield Read(index, source.input, source)
            index += 1
            continue
        for name, content in _contents(source, stdin, max_bytes):
            yield Read(index, name, content)
            index += 1
        if source.path is None:
            stdin = None


def _contents(source: Source, stdin: IO[bytes] | None, max_bytes: int) -> Iterator[tuple[str, Article | ArticleError]]:
    """Yield name and content of what one source holds; errors carry that name too."""
    try:
        if source.path is None:
            yield STDIN, _of_stdin(stdin, max_bytes)
        elif suffix(source.path) in ROW_SUFFIXES:
            yield from _of_rows(source, source.path, max_bytes)
        else:
            yield source.name, _of_file(source, source.path, max_bytes)
    except ArticleError as error:
        yield source.name, ArticleError(str(error), input=source.name)


def _of_stdin(stdin: IO[bytes] | None, max_bytes: int) -> Article:
    if stdin is None:
        raise ArticleError("standard input can be read only once: name «-» a single time")
    try:
        data = stdin.read(max_bytes + 1)
    except OSError as error:
        raise ArticleError(f"standard input cannot be read: {error.strerror}") from None
    within(len(data), max_bytes, more=True)
    return Article.of(decode(data))


def _of_file(source: Source, path: str, max_bytes: int) -> Article:
    ending = suffix(path)
    later = LATER_SUFFIXES.get(ending)
    if ending in NO_ARTICLES:
        later = f"a {ending} file is no plain text of an article: give the text as .txt, or rows as .jsonl"
    try:
        with open(path, "rb") as stream:
            if later:
                raise ArticleError(later)
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode):
                within(status.st_size, max_bytes)
            data = stream.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    within(len(data), max_bytes, more=True)
    return Article.of(decode(data), ArticleMeta(path=source.name))


def _of_rows(source: Source, path: str, max_bytes: int) -> Iterator[tuple[str, Article | ArticleError]]:
    empty = True
    try:
        with open(path, "rb") as stream:
            for number, content in rows(stream, path=source.name, max_bytes=max_bytes):
                empty = False
                name = f"{source.name}:{number}"
                yield name, content if isinstance(content, Article) else ArticleError(str(content), input=name)
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    if empty:
        raise ArticleError('the file is empty: write one object {"text": "…"} per line')


def _unreadable(error: OSError | ValueError) -> ArticleError:
    match error:
        case FileNotFoundError():
            return ArticleError("there is no such file: check the path")
        case PermissionError():
            return ArticleError("permission denied: make the file readable (chmod u+r) or leave it out")
        case OSError():
            return ArticleError(f"the file cannot be read: {error.strerror or error}")
        case _:
            return ArticleError(f"this is no file name: {error}")

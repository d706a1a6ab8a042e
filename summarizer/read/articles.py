"""The door of this room: given inputs to articles, lazily, one bad input never hiding the others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import IO, cast

from summarizer.domain.article import Article, ArticleMeta
from summarizer.errors import ArticleError
from summarizer.read.decoding import MAX_ARTICLE_BYTES, UTF8, decoded, within
from summarizer.read.packing import MAGIC, SUFFIX, unpacked
from summarizer.read.pages import MAX_PAGE_BYTES, article_of_page, looks_like_page
from summarizer.read.rows import rows
from summarizer.read.sources import NO_ARTICLES, PAGE_SUFFIXES, ROW_SUFFIXES, STDIN, Source, sources, suffix


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one article: ``content`` is the article, or why there is none.

    ``index`` counts from 0 without gaps over all of a call; ``input`` names the file, «-» or «file.jsonl:line».
    ``encoding`` is that of the bytes where it was not UTF-8: then it is an inference that somebody may want to know.
    """

    index: int
    input: str
    content: Article | ArticleError
    encoding: str = UTF8


def read_articles(
    inputs: Sequence[str],
    *,
    stdin: IO[bytes] | None = None,
    recursive: bool = False,
    max_bytes: int = MAX_ARTICLE_BYTES,
) -> Iterator[Read]:
    """Yield every article of the inputs in order, opened only when it is asked for.

    An input is a file, a folder, a pattern or «-» (``stdin``, in bytes): a text, a web page, or JSON Lines, packed with
    gzip or not. A text is exactly what the bytes encode minus a leading byte order mark. What cannot be read is an
    item with an ArticleError; nothing is raised. ``max_bytes`` bounds each text, in bytes of UTF-8.
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
        for name, content, encoding in _contents(source, stdin, max_bytes):
            yield Read(index, name, _with(content, source.meta), encoding)
            index += 1
        if source.path is None:
            stdin = None


_Found = tuple[str, Article | ArticleError, str]
"""Name, content, and the encoding of its bytes."""


def _contents(source: Source, stdin: IO[bytes] | None, max_bytes: int) -> Iterator[_Found]:
    """Yield what one source holds; errors carry its name too."""
    try:
        if source.path is None:
            yield from _of_stdin(stdin, max_bytes)
        else:
            yield from _of_file(source, source.path, max_bytes)
    except ArticleError as error:
        yield source.name, ArticleError(str(error), input=source.name), UTF8
    except (OSError, ValueError) as error:
        yield source.name, ArticleError(_unreadable(error), input=source.name), UTF8


def _of_stdin(stdin: IO[bytes] | None, max_bytes: int) -> Iterator[_Found]:
    """Yield the articles of standard input; what it holds is told by how it begins."""
    if stdin is None:
        raise ArticleError("standard input can be read only once: name «-» a single time")
    first = _beginning(stdin)
    stream = cast(IO[bytes], _Rejoined(first, stdin))
    if first.startswith(MAGIC):
        packed = unpacked(stream)
        first = _beginning(packed)
        stream = cast(IO[bytes], _Rejoined(first, packed))
    if first.lstrip().startswith(b"{"):
        yield from _of_rows(stream, Source(STDIN, None), max_bytes)
    else:
        yield _of_one(stream, STDIN, None, max_bytes, page=looks_like_page(first))


def _of_file(source: Source, path: str, max_bytes: int) -> Iterator[_Found]:
    ending = suffix(path)
    with open(path, "rb") as stream:
        if ending in NO_ARTICLES:
            raise ArticleError(
                f"a {ending} file is no plain text of an article: give the text as .txt, a page as .html, or rows "
                "as .jsonl"
            )
        first = _beginning(stream)
        content = cast(IO[bytes], _Rejoined(first, stream))
        packed = first.startswith(MAGIC)
        if path.lower().endswith(SUFFIX) and not packed:
            raise ArticleError("the name says gzip and the content is not: rename the file")
        if packed:
            content = unpacked(content)
        if ending in ROW_SUFFIXES:
            yield from _of_rows(content, source, max_bytes)
            return
        page = ending in PAGE_SUFFIXES
        status = os.fstat(stream.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size > _at_most(max_bytes, page=page) and not packed:
            within(status.st_size, MAX_PAGE_BYTES if page else max_bytes)
        yield _of_one(content, source.name, source.name, max_bytes, page=page)


def _of_one(stream: IO[bytes], name: str, path: str | None, max_bytes: int, *, page: bool) -> _Found:
    """Return the one article of a stream."""
    most = _at_most(max_bytes, page=page)
    data = stream.read(most + 1)
    if len(data) > most:
        limit = MAX_PAGE_BYTES if page else max_bytes
        within(limit + 1, limit, more=True)
    if page:
        return name, article_of_page(data, path=path, max_bytes=max_bytes), UTF8
    found = decoded(data)
    within(len(found.text.encode(UTF8)), max_bytes)
    return name, Article.of(found.text, ArticleMeta(path=path)), found.encoding


def _at_most(max_bytes: int, *, page: bool) -> int:
    """Return how many bytes are read of one article: a text in UTF-16 may be half as long in UTF-8."""
    return MAX_PAGE_BYTES if page else 2 * max_bytes


def _of_rows(stream: IO[bytes], source: Source, max_bytes: int) -> Iterator[_Found]:
    empty = True
    for number, content in rows(stream, path=source.name if source.path else None, max_bytes=max_bytes):
        empty = False
        name = f"{source.name}:{number}"
        yield name, content if isinstance(content, Article) else ArticleError(str(content), input=name), UTF8
    if empty:
        raise ArticleError('the file is empty: write one object {"text": "…"} per line')


def _with(content: Article | ArticleError, known: ArticleMeta | None) -> Article | ArticleError:
    """Return the article with what a manifest says of it, field by field."""
    if known is None or isinstance(content, ArticleError):
        return content
    return content.with_meta(**{field: value for field, value in asdict(known).items() if value})


def _beginning(stream: IO[bytes]) -> bytes:
    return stream.read(512)


class _Rejoined:
    """A stream whose first bytes were already read."""

    def __init__(self, first: bytes, rest: IO[bytes]) -> None:
        self._first = first
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes, all of them for -1."""
        first, self._first = self._first[: None if size < 0 else size], b"" if size < 0 else self._first[size:]
        return first + self._rest.read(-1 if size < 0 else size - len(first))

    def readline(self, size: int = -1) -> bytes:
        """Return at most ``size`` bytes up to a line break, which is kept."""
        end = self._first.find(b"\n") + 1 or len(self._first)
        line = self.read(end if size < 0 else min(end, size)) if self._first else b""
        if line.endswith(b"\n") or 0 <= size <= len(line):
            return line
        return line + self._rest.readline(-1 if size < 0 else size - len(line))


def _unreadable(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file: check the path"
        case PermissionError():
            return "permission denied: make the file readable (chmod u+r) or leave it out"
        case OSError():
            return f"it cannot be read: {error.strerror or error}"
        case _:
            return f"this is no file name: {error}"

"""What a command is to read: sources listed before any output is opened, standard input read before the loop starts."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, cast

from summarizer.cli.speech import say
from summarizer.domain.article import Article
from summarizer.errors import ArticleError, SettingsError
from summarizer.read.articles import Read, find_sources, read_articles, read_sources
from summarizer.read.decoding import MAX_ARTICLE_BYTES, UTF8
from summarizer.read.manifest import manifest_sources
from summarizer.read.packing import MAGIC
from summarizer.read.pages import MAX_PAGE_BYTES
from summarizer.read.sources import ROW_SUFFIXES, STDIN, Source, suffix

_SPOOLED = 16_000_000
"""Up to how many bytes standard input is kept in memory; more goes to a file of the system's temporary folder."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources of a command in order; a context manager.

    ``total`` is how many articles they hold, None where only reading can tell.
    """

    found: tuple[Source | ArticleError, ...]
    stdin: IO[bytes]

    @classmethod
    def of(cls, inputs: Sequence[str], *, recursive: bool, manifest: str | None = None, quiet: bool = False) -> Plan:
        """List the sources, those of a manifest last, and read standard input where it is one of them.

        Raises SettingsError where there is neither an input nor a manifest.
        """
        if not inputs and manifest is None:
            raise SettingsError("nothing to read: name an INPUT (a file, a folder, a pattern, - for standard input)")
        found = tuple(find_sources(inputs, recursive=recursive))
        if manifest is not None:
            found += tuple(manifest_sources(manifest))
        return cls(found, _spooled_stdin(quiet=quiet) if STDIN in inputs else io.BytesIO())

    @property
    def total(self) -> int | None:
        """Return how many articles there are, or None where a source holds one per line."""
        paths = [source.path for source in self.found if isinstance(source, Source)]
        several = any(path is None or suffix(path) in ROW_SUFFIXES for path in paths)
        return None if several and not self._is_one() else len(self.found)

    def _is_one(self) -> bool:
        """Tell whether standard input is the only source that could hold rows, and holds none."""
        paths = [source.path for source in self.found if isinstance(source, Source)]
        if any(path and suffix(path) in ROW_SUFFIXES for path in paths):
            return False
        first = self.stdin.read(1)
        self.stdin.seek(0)
        return first not in (b"{", MAGIC[:1])

    def __enter__(self) -> Plan:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stdin.close()

    def articles(self, encodings: Counter[str] | None = None) -> Iterator[Read]:
        """Yield the articles, each read when it is asked for; count in ``encodings`` those that were not UTF-8."""
        for item in read_sources(self.found, stdin=self.stdin):
            if encodings is not None and item.encoding != UTF8:
                encodings[item.encoding] += 1
            yield item

    def spare(self, output: str) -> None:
        """Raise SettingsError where writing to ``output`` would overwrite an input."""
        target = os.path.realpath(output)
        for source in self.found:
            if isinstance(source, Source) and source.path and os.path.realpath(source.path) == target:
                raise SettingsError(f"{output} is an input of this run: write results to another file")


def _spooled_stdin(*, quiet: bool) -> IO[bytes]:
    """Return standard input as a file that can be read later: rows as a whole, of anything else what a page may have.

    Read before the event loop runs: there a read would keep Ctrl-C waiting.
    """
    if sys.stdin.isatty() and not quiet:
        say("reading standard input, end it with Ctrl-D")
    spool = cast(IO[bytes], tempfile.SpooledTemporaryFile(_SPOOLED))  # noqa: SIM115  # lives as long as the plan
    first = sys.stdin.buffer.read(512)
    spool.write(first)
    several = first.startswith(MAGIC) or first.lstrip().startswith(b"{")
    left = None if several else MAX_PAGE_BYTES + 1 - len(first)
    while part := sys.stdin.buffer.read(65_536 if left is None else min(65_536, left)):
        spool.write(part)
        left = None if left is None else left - len(part)
    spool.seek(0)
    return spool


def stdin_bytes(*, quiet: bool = False, limit: int = MAX_ARTICLE_BYTES) -> bytes:
    """Return standard input up to one byte more than the limit; says that it waits where a person is typing.

    Read before the event loop runs: there a read would keep Ctrl-C waiting.
    """
    if sys.stdin.isatty() and not quiet:
        say("reading standard input, end it with Ctrl-D")
    return sys.stdin.buffer.read(limit + 1)


def one_article(path: str) -> Article:
    """Return the one article of that file, or of standard input for «-»; raises ArticleError that names the file."""
    stdin = io.BytesIO(stdin_bytes(limit=MAX_PAGE_BYTES)) if path == STDIN else None
    articles = list(read_articles([path], stdin=stdin))
    for item in articles:
        if isinstance(item.content, ArticleError):
            raise ArticleError(f"{item.input}: {item.content}", input=item.input)
    if len(articles) != 1 or not isinstance(articles[0].content, Article):
        raise ArticleError(f"{path}: this is {len(articles)} articles, give a single one", input=path)
    return articles[0].content

"""What a command is to read: sources listed before any output is opened, standard input read before the loop starts."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.cli.speech import say
from summarizer.domain.article import Article
from summarizer.errors import ArticleError, SettingsError
from summarizer.read.articles import Read, find_sources, read_articles, read_sources
from summarizer.read.decoding import MAX_ARTICLE_BYTES
from summarizer.read.sources import ROW_SUFFIXES, STDIN, Source, suffix


@dataclass(frozen=True, slots=True)
class Plan:
    """The sources of a command in order. ``total`` is how many articles they hold, None where only reading can tell."""

    found: tuple[Source | ArticleError, ...]
    stdin: bytes

    @classmethod
    def of(cls, inputs: Sequence[str], *, recursive: bool, quiet: bool = False) -> Plan:
        """List the sources, and read standard input where it is one of them."""
        found = tuple(find_sources(inputs, recursive=recursive))
        return cls(found, stdin_bytes(quiet=quiet) if STDIN in inputs else b"")

    @property
    def total(self) -> int | None:
        """Return how many articles there are, or None where a source holds one per line."""
        paths = [source.path for source in self.found if isinstance(source, Source)]
        return None if any(path and suffix(path) in ROW_SUFFIXES for path in paths) else len(self.found)

    def articles(self) -> Iterator[Read]:
        """Yield the articles, each read when it is asked for."""
        return read_sources(self.found, stdin=io.BytesIO(self.stdin))

    def spare(self, output: str) -> None:
        """Raise SettingsError where writing to ``output`` would overwrite an input."""
        target = os.path.realpath(output)
        for source in self.found:
            if isinstance(source, Source) and source.path and os.path.realpath(source.path) == target:
                raise SettingsError(f"{output} is an input of this run: write results to another file")


def stdin_bytes(*, quiet: bool = False, limit: int = MAX_ARTICLE_BYTES) -> bytes:
    """Return standard input up to one byte more than the limit; says that it waits where a person is typing.

    Read before the event loop runs: there a read would keep Ctrl-C waiting.
    """
    if sys.stdin.isatty() and not quiet:
        say("reading standard input, end it with Ctrl-D")
    return sys.stdin.buffer.read(limit + 1)


def one_article(path: str) -> Article:
    """Return the one article of that file, or of standard input for «-»; raises ArticleError that names the file."""
    stdin = io.BytesIO(stdin_bytes()) if path == STDIN else None
    articles = list(read_articles([path], stdin=stdin))
    for item in articles:
        if isinstance(item.content, ArticleError):
            raise ArticleError(f"{item.input}: {item.content}", input=item.input)
    if len(articles) != 1 or not isinstance(articles[0].content, Article):
        raise ArticleError(f"{path}: this is {len(articles)} articles, give a single one", input=path)
    return articles[0].content

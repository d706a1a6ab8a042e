"""Briefs to show, out of what ``run`` wrote or out of a store, one by one, with their texts where they are kept."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.cli.given import MAX_BRIEF_BYTES
from summarizer.cli.inputs import stdin_bytes
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.domain.item import Fate, Item, ItemKind, Outcome
from summarizer.errors import ArticleError
from summarizer.read.articles import read_articles
from summarizer.read.sources import STDIN
from summarizer.report.page.entry import Entry, Missing
from summarizer.store.database import Store

_SQLITE = b"SQLite format 3\x00"
"""First bytes of every SQLite file. Source: SQLite, «Database File Format» §1.3."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    input: str = ""
    status: str = "done"
    brief: Brief | None = None
    items: tuple[_Fate, ...] = ()
    error: _Error | None = None
    reason: str = ""
    detail: str = ""


class _Fate(BaseModel):
    kind: ItemKind
    key: str
    outcome: Outcome
    claim: str | None = None
    rules: tuple[str, ...] = ()


class _Error(BaseModel):
    kind: str = ""
    message: str = ""


_Row.model_rebuild()


def entries(path: str, articles: Sequence[str] = ()) -> Iterator[Entry | Missing]:
    """Yield the briefs of a store, or of rows of ``run`` (JSON Lines, an array, a brief alone), and what has none.

    ``articles`` name files or folders whose texts are joined to the briefs by the sha256 of the text; a store has its
    own. Raises ArticleError that names what cannot be read.
    """
    texts = _texts(articles)
    if path == STDIN:
        data = stdin_bytes(limit=MAX_BRIEF_BYTES)
        if len(data) > MAX_BRIEF_BYTES:
            raise ArticleError(
                f"standard input: there are more than {MAX_BRIEF_BYTES:,} bytes: name a file", input=path
            )
        yield from _rows(io.BytesIO(data), "standard input", texts)
        return
    try:
        with open(path, "rb") as stream:
            if stream.read(len(_SQLITE)) != _SQLITE:
                stream.seek(0)
                yield from _rows(stream, path, texts)
                return
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read: {error.strerror}", input=path) from None
    yield from _stored(path, texts)


def is_same_file(path: str, output: str) -> bool:
    """Tell whether writing to ``output`` would overwrite what is read."""
    return path != STDIN and os.path.realpath(path) == os.path.realpath(output)


def _texts(articles: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if articles:
        for item in read_articles(articles, recursive=True):
            if isinstance(item.content, Article):
                found[item.content.id] = item.content.text
    return found


def _stored(path: str, texts: Mapping[str, str]) -> Iterator[Entry | Missing]:
    with Store(path) as store:
        for brief, text in store.briefs():
            yield Entry(brief, texts.get(brief.article.id, text), store.find_items(brief.id), brief.article.path or "")
        columns, rows = store.rows("failures")
        for row in rows:
            failure = dict(zip(columns, row, strict=True))
            yield Missing(str(failure["input"]), f"{failure['kind']}: {failure['message']}")


def _rows(stream: IO[bytes], name: str, texts: Mapping[str, str]) -> Iterator[Entry | Missing]:
    for number, value in _values(stream, name):
        row = {"brief": value} if isinstance(value, dict) and "brief" not in value and "headline" in value else value
        try:
            yield from _shown(_Row.model_validate(row), texts)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "row"
            raise ArticleError(
                f"{name}: brief {number} is none that this version reads ({where}: {first['msg']}): give a store, or "
                "what `summarizer run` wrote as jsonl or json",
                input=name,
            ) from None


def _shown(row: _Row, texts: Mapping[str, str]) -> Iterator[Entry | Missing]:
    if row.brief:
        items = tuple(Fate(Item(one.kind, one.key), one.outcome, one.claim, one.rules) for one in row.items)
        yield Entry(row.brief, texts.get(row.brief.article.id), items, row.input)
    elif row.status == "failed":
        error = row.error or _Error()
        yield Missing(row.input, f"{error.kind}: {error.message}")
    elif row.reason != "limit":
        yield Missing(row.input, f"{row.reason} {row.detail}".strip() or row.status)


def _values(stream: IO[bytes], name: str) -> Iterator[tuple[int, object]]:
    """Yield each JSON value with its place from 1: of lines one by one, else the items of the one document."""
    first = stream.readline()
    while first and not first.strip():
        first = stream.readline()
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        document = _document(first + stream.read(), name)
        yield from enumerate(document if isinstance(document, list) else [document], 1)
        return
    yield 1, value
    for number, line in enumerate(stream, 2):
        if line.strip():
            yield number, _document(line, f"{name}: line {number}")


def _document(data: bytes, name: str) -> object:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ArticleError(
            f"{name}: this is no JSON ({error}): give a store, or what `summarizer run` wrote as jsonl or json",
            input=name,
        ) from None

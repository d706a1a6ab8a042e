"""Articles from JSON Lines: one object per line. A bad line is one error and never the end of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import IO

from summarizer.domain.article import Article, ArticleMeta
from summarizer.errors import ArticleError
from summarizer.read.decoding import decode, filled, within

_FIELDS = ("title", "outlet", "author", "published", "url", "language")
_ESCAPED = 6
"""A character may take six bytes in JSON («\\u00e9») and two in UTF-8: how much longer than its text a line may be."""
_ROOM = 65_536
"""Bytes of a line beside its text: metadata and keys this reader ignores. Ours."""


def rows(stream: IO[bytes], *, path: str | None, max_bytes: int) -> Iterator[tuple[int, Article | ArticleError]]:
    """Yield the line number (from 1) and the article, or the error, of every line that is not blank."""
    longest = max_bytes * _ESCAPED + _ROOM
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest and not line.endswith(b"\n"):
            _skip_line(stream, longest)
            yield number, ArticleError(f"line {number}: the line has more than {longest:,} bytes: split the article")
        elif line.strip():
            try:
                yield number, _article(line, path, max_bytes)
            except ArticleError as error:
                yield number, ArticleError(f"line {number}: {error}")


def _skip_line(stream: IO[bytes], step: int) -> None:
    while (rest := stream.readline(step)) and not rest.endswith(b"\n"):
        pass


def _article(line: bytes, path: str | None, max_bytes: int) -> Article:
    try:
        row = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"this is no JSON ({error}): write one object per line") from None
    if not isinstance(row, dict):
        raise ArticleError('this is no JSON object: write {"text": "…"} on one line')
    text = row.get("text")
    if not isinstance(text, str):
        raise ArticleError("the object has no «text» that is a string")
    text = filled(text.removeprefix("\ufeff"))
    within(len(text.encode("utf-8")), max_bytes)
    return Article.of(text, meta_of(row, path))


def meta_of(row: Mapping[str, object], path: str | None) -> ArticleMeta:
    """Return the metadata in a row's keys; raises ArticleError where one is no string, or no date."""
    values: dict[str, str | None] = {}
    for field in _FIELDS:
        value = row.get(field)
        if value is not None and not isinstance(value, str):
            raise ArticleError(f"«{field}» must be a string or null")
        values[field] = _sound(field, value.strip()) if value and value.strip() else None
    published = values["published"]
    if published is not None and not is_iso_date(published):
        raise ArticleError("«published» must be an ISO date, which may be partial: 2023-05-08, 2023-05 or 2023")
    language = values.pop("language") or ""
    return ArticleMeta(path=path, language=language, **values)


def _sound(field: str, value: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ArticleError(f"«{field}» holds half a surrogate pair: it is no valid Unicode text") from None
    return value


def is_iso_date(value: str) -> bool:
    """Tell whether the value is an ISO 8601 date: year, year and month, day, or a date with a time."""
    day = {4: f"{value}-01-01", 7: f"{value}-01"}.get(len(value), value)
    try:
        date.fromisoformat(day) if len(day) == 10 else datetime.fromisoformat(day)
    except ValueError:
        return False
    return len(day) >= 10 and day[4] == day[7] == "-"

"""Looking after a store: what is wrong with it, what it holds, what nothing needs any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from summarizer.domain.brief import Brief
from summarizer.errors import StoreError
from summarizer.store.connection import Connection, sha256
from summarizer.store.flat import FLAT_COLUMNS, Row, flat_rows


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a store holds. Mappings go from a name to a number of rows, largest first; bytes and tokens as such.

    ``engines`` are named «engine version, model, prompt».
    """

    version: int
    bytes: int
    articles: int
    briefs: int
    claims: int
    completions: int
    input_tokens: int
    cached_tokens: int
    output_tokens: int
    first: str | None
    last: str | None
    engines: Mapping[str, int]
    levels: Mapping[str, int]
    findings: Mapping[str, int]
    failures: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Removed:
    """How many of each were removed, or would be, and by how many bytes the file became smaller."""

    superseded_briefs: int
    unused_completions: int
    articles: int
    reservations: int
    bytes: int


def problems(file: Connection) -> Iterator[str]:
    """Yield what is wrong with a store, one line each; reads everything once and writes nothing."""
    yield from (f"the file is damaged: {line}" for (line,) in file.read("PRAGMA integrity_check") if line != "ok")
    yield from (f"a row of {row[0]} points to no row of {row[2]}" for row in file.read("PRAGMA foreign_key_check"))
    for key, text in file.each("SELECT id, text FROM articles ORDER BY id", ahead=50):
        if sha256(text) != key:
            yield f"article {key}: its text does not have this sha256"
    for key, raw, expected in file.each("SELECT request_sha256, raw, raw_sha256 FROM completions", ahead=50):
        if sha256(raw) != expected:
            yield f"completion {key}: its answer does not have the sha256 it had when it was stored"
    for key, article, text in file.each("SELECT id, article_id, json FROM briefs ORDER BY id", ahead=50):
        yield from (f"brief {key}: {problem}" for problem in _of_brief(file, key, article, text))
    for name in ("claims_search", "articles_search"):
        if not _search_is_whole(file, name):
            yield f"the index {name} does not agree with its texts: `store gc` makes it again"


def statistics(file: Connection) -> Statistics:
    """Return what a store holds and what it cost."""
    pages, size = file.read("PRAGMA page_count")[0][0], file.read("PRAGMA page_size")[0][0]
    completions, *tokens = file.read(
        "SELECT count(*), coalesce(sum(input_tokens), 0), coalesce(sum(cached_tokens), 0), "
        "coalesce(sum(output_tokens), 0) FROM completions"
    )[0]
    first, last = file.read("SELECT min(created_at), max(created_at) FROM briefs")[0]
    return Statistics(
        version=file.read("SELECT max(number) FROM migrations")[0][0],
        bytes=pages * size,
        articles=_count(file, "articles"),
        briefs=_count(file, "briefs"),
        claims=_count(file, "claims"),
        completions=completions,
        input_tokens=tokens[0],
        cached_tokens=tokens[1],
        output_tokens=tokens[2],
        first=first,
        last=last,
        engines=_grouped(
            file, "engine || ' ' || engine_version || coalesce(', ' || model, '') || coalesce(', ' || prompt, '')"
        ),
        levels=_grouped(file, "label", "claims"),
        findings=_grouped(file, "rule", "findings"),
        failures=_grouped(file, "kind", "failures"),
    )


def remove(file: Connection, *, superseded: bool, unused: bool, dry: bool) -> Removed:
    """Remove what nothing needs and return what went; where ``dry``, only count it.

    Always: articles without a brief or failure, reservations. ``superseded``: briefs of an article for which a newer
    one stands of the same engine and model. ``unused``: completions of which no brief is made: also paid answers that
    a failed or interrupted run could still use. Then the indexes are made again and the file is packed.
    """
    before = file.read("PRAGMA page_count")[0][0]
    try:
        with file.transaction() as db:
            removed = (
                db.execute(_SUPERSEDED).rowcount if superseded else 0,
                db.execute(_UNUSED).rowcount if unused else 0,
                db.execute(_IDLE_ARTICLES).rowcount,
                db.execute("DELETE FROM reservations").rowcount,
            )
            if dry:
                raise _Dry
    except _Dry:
        return Removed(*removed, bytes=0)
    file.outside(
        *(f"INSERT INTO {name} ({name}) VALUES ('rebuild')" for name in ("claims_search", "articles_search")),
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    )
    size = file.read("PRAGMA page_size")[0][0]
    return Removed(*removed, bytes=(before - file.read("PRAGMA page_count")[0][0]) * size)


class _Dry(Exception):
    """Ends a transaction that was only tried."""


_SUPERSEDED = """
DELETE FROM briefs WHERE EXISTS (
    SELECT 1 FROM briefs AS newer WHERE newer.article_id = briefs.article_id AND newer.engine = briefs.engine
    AND newer.model IS briefs.model AND newer.id <> briefs.id
    AND (newer.created_at, newer.rowid) > (briefs.created_at, briefs.rowid))
"""
_UNUSED = "DELETE FROM completions WHERE request_sha256 NOT IN (SELECT request_sha256 FROM brief_completions)"
_IDLE_ARTICLES = """
DELETE FROM articles WHERE id NOT IN (SELECT article_id FROM briefs) AND id NOT IN (SELECT article_id FROM failures)
"""


def _of_brief(file: Connection, key: str, article_id: str, text: str) -> Iterator[str]:
    try:
        brief = Brief.model_validate_json(text)
    except ValidationError as error:
        yield f"its JSON is no brief of this version ({error.error_count()} errors): `store rebuild` makes it again"
        return
    if brief.id != key:
        yield f"its JSON says it is {brief.id}"
    if brief.article.id != article_id:
        yield f"its JSON is of article {brief.article.id}, its row of {article_id}"
    if not file.read("SELECT 1 FROM articles WHERE id = ?", article_id):
        yield f"its article {article_id} is not stored"
    for table, rows in flat_rows(brief).items():
        found = file.read(f"SELECT {', '.join(FLAT_COLUMNS[table])} FROM {table} WHERE brief_id = ?", key)
        if sorted(map(repr, map(_plain, found))) != sorted(map(repr, map(_plain, rows))):
            yield f"its rows in {table} differ from its JSON"


def _search_is_whole(file: Connection, name: str) -> bool:
    """Tell whether a search index agrees with its texts. Source: sqlite.org/fts5.html §6.4, rank 1."""
    try:
        with file.transaction() as db:
            db.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    except StoreError as error:
        if getattr(error.__cause__, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
            return False
        raise
    return True


def _plain(row: Row | tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the row with whole numbers as they come back from a REAL column."""
    return tuple(float(value) if isinstance(value, int) else value for value in row)


def _count(file: Connection, table: str) -> int:
    return int(file.read(f"SELECT count(*) FROM {table}")[0][0])


def _grouped(file: Connection, expression: str, table: str = "briefs") -> dict[str, int]:
    rows = file.read(f"SELECT {expression} AS name, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1")
    return dict(rows)

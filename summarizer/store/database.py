"""The store: completions, articles and briefs in one SQLite file.

Law: a completion is on the disk when ``put`` returns; an article, its brief and its flat rows are written together or
not at all. Killing the process at any instant loses neither. Never in it: clocks, decisions about what to run.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from pydantic import ValidationError

from summarizer.domain.article import Article
from summarizer.domain.brief import Brief, BriefArticle
from summarizer.domain.item import Fate, Item
from summarizer.domain.run import Completion, Usage
from summarizer.errors import StoreError
from summarizer.store.flat import FLAT_TABLES, Row, flat_rows
from summarizer.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_TIMEOUT_MS = 30_000
"""How long one process waits for another's write. Ours: writes take milliseconds, so this is a stuck process."""

_WAL_TRIES = 100
"""Tries to switch a new file to WAL while others open it too. Ours: with 12 processes at once, the second try did."""

_TABLES = ("articles", "completions", "briefs", *FLAT_TABLES, "items")


class Store:
    """One SQLite file in WAL mode, made where it is missing; a context manager. Threads may share it.

    Every method raises StoreError, with the file's name, where the file cannot be used.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._lock = threading.RLock()
        with self._errors():
            self._db = sqlite3.connect(self.path, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False)
        try:
            with self._errors():
                self._open()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        with self._lock:
            self._db.close()

    def find(self, request_sha256: str) -> Completion | None:
        """Return the stored completion of that request, or None."""
        rows = self._read(
            "SELECT model_requested, model_returned, raw, input_tokens, cached_tokens, output_tokens, attempts "
            "FROM completions WHERE request_sha256 = ?",
            request_sha256,
        )
        for requested, returned, raw, *usage, attempts in rows:
            return Completion(request_sha256, requested, returned, raw, Usage(*usage), attempts)
        return None

    def put(self, completion: Completion) -> None:
        """Commit a completion, in place of an older one of the same request; it is on the disk when this returns."""
        usage = completion.usage
        with self._transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO completions (request_sha256, model_requested, model_returned, raw, "
                "input_tokens, cached_tokens, output_tokens, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(completion.request_sha256, completion.model_requested, completion.model_returned),
                    *(completion.raw, usage.input, usage.cached, usage.output, completion.attempts),
                ),
            )

    def find_brief(self, run_id: str) -> Brief | None:
        """Return the stored brief of that run; None where there is none, or none that this version can read."""
        for (text,) in self._read("SELECT json FROM briefs WHERE id = ?", run_id):
            try:
                return Brief.model_validate_json(text)
            except ValidationError:
                return None
        return None

    def find_items(self, run_id: str) -> tuple[Fate, ...]:
        """Return what became of the items of that run's draft, in their order."""
        rows = self._read(
            "SELECT kind, key, outcome, claim_id, rules FROM items WHERE brief_id = ? ORDER BY position", run_id
        )
        return tuple(
            Fate(Item(kind, key), outcome, claim, tuple(rules.split())) for kind, key, outcome, claim, rules in rows
        )

    def put_outcome(self, article: Article, brief: Brief, items: Sequence[Fate] = ()) -> None:
        """Commit an article, its brief with its flat rows and its items in one transaction.

        They take the place of an older brief of that run.
        """
        with self._transaction() as db:
            _put_article(db, article, brief.article)
            db.execute("DELETE FROM briefs WHERE id = ?", (brief.id,))
            _put_brief(db, brief)
            for table, rows in flat_rows(brief).items():
                for row in rows:
                    _insert(db, table, row)
            for place, fate in enumerate(items):
                item, rules = fate.item, " ".join(fate.rules)
                _insert(db, "items", (brief.id, place, item.kind, item.key, fate.outcome, fate.claim, rules))

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        return {table: self._read(f"SELECT count(*) FROM {table}")[0][0] for table in _TABLES}

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the store, one line each: the file, articles' hashes, briefs, flat rows."""
        problems = [f"the file is damaged: {line}" for (line,) in self._read("PRAGMA integrity_check") if line != "ok"]
        for (key,) in self._read("SELECT id FROM articles ORDER BY id"):
            text = self._read("SELECT text FROM articles WHERE id = ?", key)[0][0]
            if Article.of(text).id != key:
                problems.append(f"article {key}: its text does not have this sha256")
        for (key,) in self._read("SELECT id FROM briefs ORDER BY id"):
            problems += [f"brief {key}: {problem}" for problem in self._brief_problems(key)]
        return tuple(problems)

    def _brief_problems(self, key: str) -> Iterator[str]:
        article_id, text = self._read("SELECT article_id, json FROM briefs WHERE id = ?", key)[0]
        try:
            brief = Brief.model_validate_json(text)
        except ValidationError as error:
            yield f"its JSON is no brief of this version ({error.error_count()} errors): make it again with --force"
            return
        if brief.id != key:
            yield f"its JSON says it is {brief.id}"
        if brief.article.id != article_id:
            yield f"its JSON is of article {brief.article.id}, its row of {article_id}"
        if not self._read("SELECT 1 FROM articles WHERE id = ?", article_id):
            yield f"its article {article_id} is not stored"
        for table, rows in flat_rows(brief).items():
            found = self._read(f"SELECT * FROM {table} WHERE brief_id = ?", key)
            if sorted(map(repr, map(_plain, found))) != sorted(map(repr, map(_plain, rows))):
                yield f"its rows in {table} differ from its JSON"

    def _open(self) -> None:
        db = self._db
        db.isolation_level = None
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            self._check_kind()
            done = self._version()
            if done > MIGRATIONS[-1].number:
                raise StoreError(
                    f"{self.path}: made by a newer version (schema {done}, this one knows {MIGRATIONS[-1].number}): "
                    "upgrade, or name another store"
                )
            for migration in MIGRATIONS[done:]:
                for statement in migration.statements:
                    db.execute(statement)
                db.execute("INSERT INTO migrations (number, name) VALUES (?, ?)", (migration.number, migration.name))
        self._switch_to_wal()

    def _switch_to_wal(self) -> None:
        """Set WAL mode. SQLite does not wait for others here, so each further try waits for the write lock first."""
        for attempt in range(_WAL_TRIES):
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or attempt == _WAL_TRIES - 1:
                    raise
            with self._transaction():
                pass

    def _check_kind(self) -> None:
        """Refuse a database of somebody else before anything is written to it."""
        kind = self._db.execute("PRAGMA application_id").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if kind != APPLICATION_ID and (kind or tables):
            raise StoreError(f"{self.path}: this database is no store of summarizer: name another file")

    def _version(self) -> int:
        self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
        )
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0])

    def _read(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        with self._lock, self._errors():
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction: committed at the end, undone where anything is raised."""
        with self._lock, self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreError(f"{self.path}: {_advice(error)}") from error


def _advice(error: Exception) -> str:
    """Return what an SQLite error means and what to do. Source: sqlite.org/rescode.html."""
    match getattr(error, "sqlite_errorname", "").split("_")[:2]:
        case ["SQLITE", "NOTADB"]:
            return "this file is no SQLite database: name another file"
        case ["SQLITE", "CANTOPEN"]:
            return "the file cannot be opened: check that its folder exists and may be written"
        case ["SQLITE", "READONLY"]:
            return "the file is read-only: make it and its folder writable, or name another file"
        case ["SQLITE", "FULL"]:
            return "the disk is full: free some space and run again, nothing committed is lost"
        case ["SQLITE", "BUSY" | "LOCKED"]:
            return f"another process has held the file for {BUSY_TIMEOUT_MS // 1000} s: wait for it or stop it"
        case ["SQLITE", "CORRUPT"]:
            return f"the file is damaged ({error}): restore a copy"
        case _:
            return f"the file cannot be used ({error}): check it, or name another file"


def _insert(db: sqlite3.Connection, table: str, row: Row) -> None:
    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _put_article(db: sqlite3.Connection, article: Article, known: BriefArticle) -> None:
    """Put an article with what its brief knows of it; what an input gave stands before what was read from the text."""
    given = {**asdict(article.meta), "language": known.language}
    db.execute(
        "INSERT INTO articles (id, title, outlet, author, published, url, path, language, n_chars, text) "
        "VALUES (:id, :title, :outlet, :author, :published, :url, :path, :language, :n_chars, :text) "
        "ON CONFLICT (id) DO UPDATE SET "
        + ", ".join(f"{field} = coalesce(:given_{field}, {field}, excluded.{field})" for field in _ARTICLE_META),
        {
            **{field: getattr(known, field) or given[field] for field in _ARTICLE_META},
            **{f"given_{field}": given[field] for field in _ARTICLE_META},
            **{"id": article.id, "n_chars": len(article.text), "text": article.text},
        },
    )


_ARTICLE_META = ("title", "outlet", "author", "published", "url", "path", "language")


def _put_brief(db: sqlite3.Connection, brief: Brief) -> None:
    made = brief.provenance
    severities = [finding.severity for finding in brief.findings]
    _insert(
        db,
        "briefs",
        (
            *(brief.id, brief.article.id, brief.headline, made.engine, made.engine_version),
            *(
                made.model_returned or made.model_requested,
                f"{made.prompt.id}@{made.prompt.version}" if made.prompt else None,
            ),
            *(made.created_at, severities.count("error"), severities.count("warning"), brief.model_dump_json()),
        ),
    )


def _plain(row: Row) -> Row:
    """Return the row with whole numbers as they come back from a REAL column."""
    return tuple(float(value) if isinstance(value, int) else value for value in row)

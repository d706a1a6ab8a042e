"""One SQLite file of the house: opened, migrated, read, written in transactions, its errors told in words.

Never in it: what stands in the tables.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from summarizer.errors import StoreError
from summarizer.store.schema import APPLICATION_ID, MIGRATIONS

BUSY_TIMEOUT_MS = 30_000
"""How long one process waits for another's write. Ours: writes take milliseconds, so this is a stuck process."""

_WAL_TRIES = 100
"""Tries to switch a new file to WAL while others open it too. Ours: with 12 processes at once, the second try did."""

Refill: TypeAlias = Callable[[sqlite3.Connection], None]


class Connection:
    """An open store file in WAL mode, made where it is missing. Threads may share it.

    ``refill`` writes the flat tables again; it is called inside the transaction of migrations that want it. Every
    method raises StoreError, with the file's name, where the file cannot be used.
    """

    def __init__(self, path: str, *, refill: Refill) -> None:
        self.path = path
        self._refill = refill
        self._lock = threading.RLock()
        with self.errors():
            self.db = sqlite3.connect(path, timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False)
        try:
            with self.errors():
                self._open()
        except BaseException:
            self.db.close()
            raise

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        with self._lock:
            self.db.close()

    def read(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of a statement."""
        with self._lock, self.errors():
            return self.db.execute(statement, values).fetchall()

    def each(self, statement: str, *values: object, ahead: int = 500) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement, read ``ahead`` at a time: memory does not grow with their number."""
        with self._lock, self.errors():
            cursor = self.db.execute(statement, values)
        while True:
            with self._lock, self.errors():
                rows = cursor.fetchmany(ahead)
            if not rows:
                return
            yield from rows

    def columns(self, statement: str) -> tuple[str, ...]:
        """Return the names of the columns that a statement gives."""
        with self._lock, self.errors():
            return tuple(column[0] for column in self.db.execute(f"SELECT * FROM ({statement}) LIMIT 0").description)

    def outside(self, *statements: str) -> None:
        """Execute statements that take no transaction: packing and the like."""
        with self._lock, self.errors():
            for statement in statements:
                self.db.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction: committed at the end, undone where anything is raised."""
        with self._lock, self.errors():
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn an error of SQLite into ours."""
        try:
            yield
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreError(f"{self.path}: {_advice(error)}") from error

    def _open(self) -> None:
        db = self.db
        db.isolation_level = None
        db.create_function("sha256", 1, sha256, deterministic=True)
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = FULL")
        with self.transaction():
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
            if any(migration.refill for migration in MIGRATIONS[done:]):
                self._refill(db)
        self._switch_to_wal()

    def _switch_to_wal(self) -> None:
        """Set WAL mode. SQLite does not wait for others here, so each further try waits for the write lock first."""
        for attempt in range(_WAL_TRIES):
            try:
                self.db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or attempt == _WAL_TRIES - 1:
                    raise
            with self.transaction():
                pass

    def _check_kind(self) -> None:
        """Refuse a database of somebody else before anything is written to it."""
        kind = self.db.execute("PRAGMA application_id").fetchone()[0]
        tables = self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if kind != APPLICATION_ID and (kind or tables):
            raise StoreError(f"{self.path}: this database is no store of summarizer: name another file")

    def _version(self) -> int:
        self.db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.db.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
        return int(self.db.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()[0])


def sha256(text: str) -> str:
    """Return the sha256 of a text in UTF-8, as hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def insert(db: sqlite3.Connection, table: str, columns: Sequence[str], row: Sequence[object]) -> None:
    """Insert one row."""
    db.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", row)


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

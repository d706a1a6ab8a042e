"""The store: completions, articles and briefs in one SQLite file.

Law: a completion is on the disk when ``put`` returns; an article, its brief and its flat rows are written together or
not at all. Killing the process at any instant loses neither. Never in it: clocks, decisions about what to run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from pydantic import ValidationError

from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief, BriefArticle
from summarizer.domain.item import Fate, Item
from summarizer.domain.run import Completion, Failed, Usage
from summarizer.store.connection import Connection, insert, sha256
from summarizer.store.flat import FLAT_COLUMNS, flat_rows
from summarizer.store.processes import is_alive, this_process
from summarizer.store.upkeep import Removed, Statistics, problems, remove, statistics

_TABLES = ("articles", "completions", "briefs", *FLAT_COLUMNS, "items", "failures")
_ITEM_COLUMNS = ("brief_id", "position", "kind", "key", "outcome", "claim_id", "rules")
_ARTICLE_META = ("title", "outlet", "author", "published", "url", "path", "language")


class Store:
    """One SQLite file in WAL mode, made where it is missing; a context manager. Threads may share it.

    Every method raises StoreError, with the file's name, where the file cannot be used.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._file = Connection(self.path, refill=_refill)
        self._process = this_process()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is fine."""
        self._file.close()

    def find(self, request_sha256: str) -> Completion | None:
        """Return the stored completion of that request, or None."""
        rows = self._file.read(
            "SELECT model_requested, model_returned, raw, input_tokens, cached_tokens, output_tokens, attempts "
            "FROM completions WHERE request_sha256 = ?",
            request_sha256,
        )
        for requested, returned, raw, *usage, attempts in rows:
            return Completion(request_sha256, requested, returned, raw, Usage(*usage), attempts)
        return None

    def put(self, completion: Completion) -> None:
        """Commit a completion, in place of an older one of the same request; it is on the disk when this returns.

        A reservation of the request ends with it.
        """
        usage = completion.usage
        with self._file.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO completions (request_sha256, model_requested, model_returned, raw, raw_sha256, "
                "input_tokens, cached_tokens, output_tokens, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(completion.request_sha256, completion.model_requested, completion.model_returned),
                    *(completion.raw, sha256(completion.raw)),
                    *(usage.input, usage.cached, usage.output, completion.attempts),
                ),
            )
            db.execute("DELETE FROM reservations WHERE request_sha256 = ?", (completion.request_sha256,))

    def reserve(
        self, request_sha256: str, *, now: float, until: float, alive: Callable[[str], bool] = is_alive
    ) -> bool:
        """Tell whether this process may send that request; the answer is no while another living process sends it.

        A reservation ends with ``put`` or ``release``, with the process that made it, or at ``until`` (seconds since
        1970, as ``now``), whatever comes first.
        """
        with self._file.transaction() as db:
            row = db.execute(
                "SELECT holder, until FROM reservations WHERE request_sha256 = ?", (request_sha256,)
            ).fetchone()
            if row and row[0] != self._process and row[1] > now and alive(row[0]):
                return False
            db.execute("INSERT OR REPLACE INTO reservations VALUES (?, ?, ?)", (request_sha256, self._process, until))
            return True

    def release(self, request_sha256: str) -> None:
        """Give up this process's reservation of a request that was not answered."""
        with self._file.transaction() as db:
            db.execute(
                "DELETE FROM reservations WHERE request_sha256 = ? AND holder = ?", (request_sha256, self._process)
            )

    def find_brief(self, run_id: str) -> Brief | None:
        """Return the stored brief of that run; None where there is none, or none that this version can read."""
        for (text,) in self._file.read("SELECT json FROM briefs WHERE id = ?", run_id):
            return _brief(text)
        return None

    def find_items(self, run_id: str) -> tuple[Fate, ...]:
        """Return what became of the items of that run's draft, in their order."""
        rows = self._file.read(
            "SELECT kind, key, outcome, claim_id, rules FROM items WHERE brief_id = ? ORDER BY position", run_id
        )
        return tuple(
            Fate(Item(kind, key), outcome, claim, tuple(rules.split())) for kind, key, outcome, claim, rules in rows
        )

    def put_outcome(
        self, article: Article, brief: Brief, items: Sequence[Fate] = (), completions: Sequence[str] = ()
    ) -> None:
        """Commit an article, its brief with its flat rows and its items in one transaction.

        They take the place of an older brief of that run, and of its failure. ``completions`` are the requests whose
        answers the brief was made of.
        """
        with self._file.transaction() as db:
            _put_article(db, article, brief.article)
            db.execute("DELETE FROM briefs WHERE id = ?", (brief.id,))
            db.execute("DELETE FROM failures WHERE run_id = ?", (brief.id,))
            _put_brief(db, brief)
            _put_flat(db, brief)
            for place, fate in enumerate(items):
                item, rules = fate.item, " ".join(fate.rules)
                row = (brief.id, place, item.kind, item.key, fate.outcome, fate.claim, rules)
                insert(db, "items", _ITEM_COLUMNS, row)
            for request in dict.fromkeys(completions):
                insert(db, "brief_completions", ("brief_id", "request_sha256"), (brief.id, request))

    def put_failure(self, run_id: str, article: Article, failed: Failed, *, at: str) -> None:
        """Commit that a run failed, in place of an older failure of it. ``at`` is a time as ISO text."""
        with self._file.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(run_id, article.id, failed.input, failed.kind, failed.message),
                    *(failed.status, failed.attempts, at),
                ),
            )

    def find_failure(self, run_id: str) -> Failed | None:
        """Return how that run failed before, or None; its index is 0."""
        for row in self._file.read(
            "SELECT input, kind, message, status, attempts FROM failures WHERE run_id = ?", run_id
        ):
            return Failed(0, *row)
        return None

    def article(self, article_id: str) -> Article | None:
        """Return a stored article with its metadata, or None."""
        columns = ", ".join(_ARTICLE_META)
        for text, *meta in self._file.read(f"SELECT text, {columns} FROM articles WHERE id = ?", article_id):
            return Article.of(text, ArticleMeta(**dict(zip(_ARTICLE_META, meta, strict=True))))
        return None

    def briefs(self) -> Iterator[tuple[Brief, str]]:
        """Yield every brief that this version can read with the text of its article, in order of making."""
        statement = (
            "SELECT json, text FROM briefs JOIN articles ON articles.id = article_id ORDER BY created_at, briefs.id"
        )
        for text, article in self._file.each(statement, ahead=50):
            brief = _brief(text)
            if brief:
                yield brief, article

    def rows(self, table: str) -> tuple[tuple[str, ...], Iterator[tuple[str | int | float | None, ...]]]:
        """Return the columns of one of EXPORTS and an iterator over its rows, in a stable order."""
        statement = f"SELECT * FROM {table}"
        return self._file.columns(statement), self._file.each(f"{statement} ORDER BY {EXPORTS[table]}")

    def counts(self) -> dict[str, int]:
        """Return how many rows each table holds."""
        return {table: self._file.read(f"SELECT count(*) FROM {table}")[0][0] for table in _TABLES}

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the store, one line each: the file, hashes, briefs, flat rows, search."""
        return tuple(problems(self._file))

    def statistics(self) -> Statistics:
        """Return what the store holds and what it cost."""
        return statistics(self._file)

    def remove(self, *, superseded: bool = False, unused: bool = False, dry: bool = False) -> Removed:
        """Remove what nothing needs, pack the file, and return what went; see ``upkeep.remove``."""
        return remove(self._file, superseded=superseded, unused=unused, dry=dry)

    def drop_brief(self, run_id: str) -> None:
        """Remove a brief with its rows; its article and its completions stay."""
        with self._file.transaction() as db:
            db.execute("DELETE FROM briefs WHERE id = ?", (run_id,))


EXPORTS = {
    "claim_list": "article_id, brief_id, number",
    "actor_list": "article_id, brief_id, actor_id",
    "number_list": "article_id, brief_id, number_id, claim_id",
    "articles": "id",
    "claim_sources": "brief_id, claim_id, position",
    "cues": "brief_id, claim_id, position",
    "findings": "brief_id, position",
    "failures": "run_id",
    "completions": "request_sha256",
}
"""What can be exported as rows, with the order of them."""


def _brief(text: str) -> Brief | None:
    try:
        return Brief.model_validate_json(text)
    except ValidationError:
        return None


def _refill(db: sqlite3.Connection) -> None:
    """Write all flat rows again from the briefs' JSON; a brief that this version cannot read has none."""
    for table in FLAT_COLUMNS:
        db.execute(f"DELETE FROM {table}")
    for (text,) in db.execute("SELECT json FROM briefs ORDER BY created_at, id"):
        brief = _brief(text)
        if brief:
            _put_flat(db, brief)


def _put_flat(db: sqlite3.Connection, brief: Brief) -> None:
    for table, rows in flat_rows(brief).items():
        for row in rows:
            insert(db, table, FLAT_COLUMNS[table], row)


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


def _put_brief(db: sqlite3.Connection, brief: Brief) -> None:
    made = brief.provenance
    severities = [finding.severity for finding in brief.findings]
    insert(
        db,
        "briefs",
        (
            *("id", "article_id", "headline", "engine", "engine_version", "model", "prompt"),
            *("created_at", "errors", "warnings", "json"),
        ),
        (
            *(brief.id, brief.article.id, brief.headline, made.engine, made.engine_version),
            *(
                made.model_returned or made.model_requested,
                f"{made.prompt.id}@{made.prompt.version}" if made.prompt else None,
            ),
            *(made.created_at, severities.count("error"), severities.count("warning"), brief.model_dump_json()),
        ),
    )

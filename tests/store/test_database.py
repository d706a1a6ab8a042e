"""The store keeps completions and briefs, survives what happens to it, and says what is wrong with its file."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.finding import Finding
from summarizer.domain.item import Fate, Item
from summarizer.engines.interface import Completions
from summarizer.errors import StoreError
from summarizer.store import connection, database
from summarizer.store.database import Store
from summarizer.store.schema import MIGRATIONS, Migration
from tests.fakes import ARTICLE, META, TEXT, brief_of, completion


def sql(path: Path, statement: str) -> list[tuple[object, ...]]:
    """Run one statement on the file behind the store's back."""
    db = sqlite3.connect(path)
    try:
        with db:
            return db.execute(statement).fetchall()
    finally:
        db.close()


def test_a_completion_comes_back_as_it_was_put(tmp_path: Path) -> None:
    """All fields survive, over a reopening too; an unknown request is None; a newer answer takes its place."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        keeper: Completions = store
        assert keeper.find("k") is None
        keeper.put(completion("k"))
        keeper.put(completion("k", model="fake-2"))
    with Store(path) as store:
        assert store.find("k") == completion("k", model="fake-2")
        assert store.counts()["completions"] == 1


def test_a_brief_comes_back_with_its_flat_rows(tmp_path: Path) -> None:
    """The brief is equal to what was put; every flat table has its rows; putting it again changes nothing."""
    brief = brief_of(findings=[Finding(rule="r", severity="error", message="m")])
    fates = (
        Fate(Item("claim", "c2"), "reserved", "c1", ("settled.certainty", "hardening.text")),
        Fate(Item("headline"), "repaired"),
    )
    with Store(tmp_path / "s.db") as store:
        assert store.find_brief("r1") is None
        for _ in range(2):
            store.put_outcome(ARTICLE, brief, fates)
        assert store.find_brief("r1") == brief
        assert (store.find_items("r1"), store.find_items("r2")) == (fates, ())
        assert store.counts() == {
            **{"articles": 1, "completions": 0, "briefs": 1},
            **{"actors": 1, "numbers": 1, "claims": 1, "cues": 1, "items": 2, "failures": 0},
            **{"claim_sources": 2, "claim_actors": 1, "claim_numbers": 1, "findings": 1},
        }
        assert store.verify() == ()
    assert sql(tmp_path / "s.db", "SELECT headline, engine, errors FROM briefs") == [(brief.headline, "fake", 1)]
    assert sql(tmp_path / "s.db", "SELECT sources, level FROM claims") == [("ministère → agence Fil", 3)]


def test_the_file_is_in_wal_mode_and_commits_are_full(tmp_path: Path) -> None:
    """Durability rests on these two settings."""
    with Store(tmp_path / "s.db") as store:
        assert store._file.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert store._file.db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_metadata_of_a_text_seen_again_is_completed_not_lost(tmp_path: Path) -> None:
    """A second reading without metadata keeps what the first knew."""
    with Store(tmp_path / "s.db") as store:
        store.put_outcome(ARTICLE, brief_of())
        store.put_outcome(Article.of(TEXT), brief_of(run_id="r2"))
    assert sql(tmp_path / "s.db", "SELECT title, outlet FROM articles") == [(META.title, META.outlet)]


def test_metadata_read_from_the_text_fill_gaps_and_displace_nothing_given(tmp_path: Path) -> None:
    """What the brief read of the text is kept, until an input gives the field; what was given is not read over."""
    read = brief_of()
    read = read.model_copy(update={"article": read.article.model_copy(update={"outlet": "Lu", "author": "Lue"})})
    given = Article.of(TEXT, ArticleMeta(outlet="Donné"))
    rows = []
    with Store(tmp_path / "s.db") as store:
        for article in (Article.of(TEXT), given, Article.of(TEXT)):
            store.put_outcome(article, read)
            rows += sql(tmp_path / "s.db", "SELECT outlet, author FROM articles")
    assert rows == [("Lu", "Lue"), ("Donné", "Lue"), ("Donné", "Lue")]


def test_a_number_larger_than_any_double_is_kept(tmp_path: Path) -> None:
    """Four hundred digits are no reason to lose a brief."""
    brief = brief_of()
    huge = brief.numbers[0].model_copy(update={"low": 10**400, "high": 10**30})
    brief = brief.model_copy(update={"numbers": (huge,)})
    with Store(tmp_path / "s.db") as store:
        store.put_outcome(ARTICLE, brief)
        assert store.find_brief("r1") == brief
        assert store.verify() == ()


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Article, brief and flat rows are written together: where the last fails, none is there."""
    monkeypatch.setattr(database, "flat_rows", lambda brief: {"actors": [("r1",)]})
    with Store(tmp_path / "s.db") as store:
        with pytest.raises(StoreError):
            store.put_outcome(ARTICLE, brief_of())
        assert set(store.counts().values()) == {0}
        store.put(completion("k"))


@dataclass(frozen=True)
class Harm:
    """A statement that harms a store, and words of what verify then says."""

    id: str
    statement: str
    says: str


HARMS = (
    Harm("changed text", "UPDATE articles SET text = text || '.'", "does not have this sha256"),
    Harm("brief that is no JSON", "UPDATE briefs SET json = '{'", "no brief of this version"),
    Harm("brief of another schema", "UPDATE briefs SET json = replace(json, '\"1.1.0\"', '\"9.0.0\"')", "no brief of"),
    Harm("brief of another run", "UPDATE briefs SET id = 'r2'", "says it is r1"),
    Harm("lost article", "DELETE FROM articles", "is not stored"),
    Harm("lost flat row", "DELETE FROM claims", "rows in claims differ"),
    Harm("changed flat row", "UPDATE numbers SET low = 1", "rows in numbers differ"),
)


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.id)
def test_verify_sees_every_harm(harm: Harm, tmp_path: Path) -> None:
    """A sound store has no problems; each harm has one that names it."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        store.put_outcome(ARTICLE, brief_of())
        assert store.verify() == ()
        sql(path, harm.statement)
        assert any(harm.says in problem for problem in store.verify())


def test_a_brief_this_version_cannot_read_counts_as_none(tmp_path: Path) -> None:
    """It can be made again from its completions, so it is no error."""
    with Store(tmp_path / "s.db") as store:
        store.put_outcome(ARTICLE, brief_of())
        sql(tmp_path / "s.db", "UPDATE briefs SET json = '{}'")
        assert store.find_brief("r1") is None
        store.put_outcome(ARTICLE, brief_of())
        assert store.find_brief("r1") == brief_of()


def _text_file(path: Path) -> None:
    path.write_text(
        "no database at all, but long enough to have a header of a hundred bytes or more, so read on, please"
    )


def _others(path: Path) -> None:
    sql(path, "CREATE TABLE recipes (name TEXT)")


def _newer(path: Path) -> None:
    Store(path).close()
    sql(path, "INSERT INTO migrations VALUES (99, 'of the future')")


def _folder(path: Path) -> None:
    path.mkdir()


@dataclass(frozen=True)
class Unusable:
    """What stands where the store should be, and words of the error."""

    id: str
    make: Callable[[Path], None]
    says: str


UNUSABLE = (
    Unusable("no database", _text_file, "no SQLite database"),
    Unusable("somebody else's database", _others, "no store of summarizer"),
    Unusable("newer schema", _newer, "newer version"),
    Unusable("folder", _folder, "cannot be opened"),
)


@pytest.mark.parametrize("case", UNUSABLE, ids=lambda case: case.id)
def test_a_file_that_is_no_store_is_refused_by_name_and_left_alone(case: Unusable, tmp_path: Path) -> None:
    """The error names the file; its content is as before."""
    path = tmp_path / "s.db"
    case.make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=case.says) as caught:
        Store(path)
    assert str(path) in str(caught.value)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """The message says what to look at."""
    with pytest.raises(StoreError, match="folder exists"):
        Store(tmp_path / "no" / "s.db")


@dataclass(frozen=True)
class Refusal:
    """A pragma that makes SQLite refuse to write, and words of the error."""

    id: str
    pragma: str
    says: str


REFUSALS = (
    Refusal("read-only", "PRAGMA query_only = ON", "read-only"),
    Refusal("disk full", "PRAGMA max_page_count = 1", "disk is full"),
)


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.id)
def test_a_write_that_fails_is_an_error_and_loses_nothing_before_it(case: Refusal, tmp_path: Path) -> None:
    """What was committed can still be read."""
    with Store(tmp_path / "s.db") as store:
        store.put(completion("k"))
        store._file.db.execute(case.pragma)
        with pytest.raises(StoreError, match=case.says):
            for number in range(100):
                store.put(completion(f"{number}" * 1000))
        assert store.find("k") == completion("k")


def test_a_file_held_by_another_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the timeout (none here) the message names the reason."""
    monkeypatch.setattr(connection, "BUSY_TIMEOUT_MS", 0)
    path = tmp_path / "s.db"
    with Store(path) as store, Store(path) as other:
        other._file.db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process"):
            store.put(completion("k"))
        other._file.db.execute("ROLLBACK")
        store.put(completion("k"))


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its statements and its record are one transaction; the next version of the program gets through."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        store.put(completion("k"))
    half = Migration(len(MIGRATIONS) + 1, "half", ("CREATE TABLE extra (a TEXT)", "CREATE TABLE extra (a TEXT)"))
    monkeypatch.setattr(connection, "MIGRATIONS", (*MIGRATIONS, half))
    with pytest.raises(StoreError):
        Store(path)
    assert sql(path, "SELECT count(*) FROM sqlite_master WHERE name = 'extra'") == [(0,)]
    whole = Migration(len(MIGRATIONS) + 1, "whole", ("CREATE TABLE extra (a TEXT)",))
    monkeypatch.setattr(connection, "MIGRATIONS", (*MIGRATIONS, whole))
    with Store(path) as store:
        assert store.find("k") == completion("k")
    assert sql(path, "SELECT number, name FROM migrations ORDER BY number")[-1] == (whole.number, "whole")


VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.sql"), key=lambda path: int(path.stem))
"""Stores as every earlier version of the schema wrote them, as SQL."""


@pytest.mark.parametrize("dump", VERSIONS, ids=lambda path: f"version {path.stem}")
def test_a_store_of_every_earlier_version_is_brought_forward(dump: Path, tmp_path: Path) -> None:
    """Its briefs and completions stay, its flat tables and indexes are whole, and it can be written."""
    path = tmp_path / "s.db"
    db = sqlite3.connect(path)
    db.executescript(dump.read_text(encoding="utf-8"))
    db.close()
    with Store(path) as store:
        written = brief_of(findings=[Finding(rule="r", severity="error", message="m")])
        assert store.find_brief("r1") == written.model_copy(update={"schema_version": "1.0.0"})
        assert store.find("k") == completion("k")
        assert [fate.outcome for fate in store.find_items("r1")] == (["repaired"] if dump.stem != "1" else [])
        assert store.verify() == ()
        assert store.counts()["claim_sources"] == 2
        store.put_outcome(ARTICLE, brief_of(run_id="r2"))
        assert store.verify() == ()
    assert sql(path, "SELECT count(*) FROM claims_search WHERE claims_search MATCH 'fermerait'") == [(2,)]
    assert sql(path, "SELECT rowid FROM articles_search WHERE articles_search MATCH 'salaries'") == [(1,)]


def test_there_is_a_store_of_every_version_but_the_newest() -> None:
    """A migration that is added needs the dump of the version before it."""
    assert [int(path.stem) for path in VERSIONS] == list(range(1, len(MIGRATIONS)))


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    """The number in the file is an index into this list."""
    assert [one.number for one in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def _open_and_put(path: str, number: int) -> str:
    try:
        with Store(path) as store:
            store.put(completion(f"k{number}"))
        return ""
    except StoreError as error:
        return str(error)


def test_many_processes_may_make_the_same_store(tmp_path: Path) -> None:
    """Opening a new file at the same time loses nobody's completion."""
    path = str(tmp_path / "s.db")
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert pool.starmap(_open_and_put, [(path, number) for number in range(8)], chunksize=1) == [""] * 8
    with Store(path) as store:
        assert store.counts()["completions"] == 8


def test_threads_may_share_a_store(tmp_path: Path) -> None:
    """Writes from several threads are all there."""
    with Store(tmp_path / "s.db") as store:
        threads = [threading.Thread(target=store.put, args=(completion(f"k{number}"),)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.counts()["completions"] == 8


def test_a_killed_process_loses_no_finished_put(tmp_path: Path) -> None:
    """The process kills itself right after ``put`` and in the middle of the next transaction."""
    path = tmp_path / "s.db"
    program = (
        "import os, signal, sys\n"
        "from summarizer.store.database import Store\n"
        "from tests.fakes import completion\n"
        "store = Store(sys.argv[1])\n"
        "store.put(completion('paid'))\n"
        "with store._file.transaction() as db:\n"
        "    db.execute(\"UPDATE completions SET raw = 'half'\")\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    here = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", program, str(path)], cwd=here, check=False, env={**os.environ})
    assert ended.returncode == -signal.SIGKILL
    with Store(path) as store:
        assert store.find("paid") == completion("paid")
        assert store.verify() == ()

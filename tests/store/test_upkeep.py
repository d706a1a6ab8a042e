"""What a store is worth over the months: search that stays right, figures, tidying, reservations, failures, export."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.domain.article import Article
from summarizer.domain.run import Failed
from summarizer.store.database import EXPORTS, Store
from summarizer.store.processes import is_alive, this_process
from tests.fakes import ARTICLE, PROVENANCE, TEXT, brief_of, completion
from tests.store.test_database import sql

DEAD = f"{this_process().split(':')[0]}:1:0"
"""A process that was number 1 of this machine and began at another time than today's number 1."""


def matches(path: Path, index: str, words: str) -> int:
    """Return how many rows of an index hold the words."""
    return int(str(sql(path, f"SELECT count(*) FROM {index} WHERE {index} MATCH '{words}'")[0][0]))


def test_search_follows_what_is_put_replaced_and_dropped(tmp_path: Path) -> None:
    """Words are found without case and accents; a brief that goes takes its words along, titles change with it."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        for _ in range(2):
            store.put_outcome(ARTICLE, brief_of())
        assert matches(path, "claims_search", "FERMERAIT") == 1
        assert matches(path, "articles_search", "salaries") == 1
        sql(path, "UPDATE articles SET title = 'Une tannerie à Beaulieu'")
        assert (matches(path, "articles_search", "tannerie"), matches(path, "articles_search", "title:usine")) == (1, 0)
        store.drop_brief("r1")
        assert matches(path, "claims_search", "fermerait") == 0
        assert store.verify() == ()


def test_search_survives_packing_behind_our_back(tmp_path: Path) -> None:
    """VACUUM may number rows anew; ours have numbers of their own."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        for number in range(4):
            article = Article.of(f"{TEXT} {number}")
            store.put_outcome(article, brief_of(article, run_id=f"r{number}"))
        store.drop_brief("r1")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("DELETE FROM articles WHERE id NOT IN (SELECT article_id FROM briefs)")
    db.execute("VACUUM")
    db.close()
    with Store(path) as store:
        assert store.verify() == ()


def test_a_damaged_index_is_seen_and_mended(tmp_path: Path) -> None:
    """``verify`` names it, ``remove`` makes it again."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        store.put_outcome(ARTICLE, brief_of())
        sql(path, "INSERT INTO claims_search (claims_search) VALUES ('delete-all')")
        assert any("claims_search" in problem for problem in store.verify())
        store.remove()
        assert store.verify() == ()


def test_a_changed_answer_is_seen(tmp_path: Path) -> None:
    """The hash of an answer is taken when it is stored."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        store.put(completion("k"))
        assert store.verify() == ()
        sql(path, "UPDATE completions SET raw = raw || ' '")
        assert any("completion k" in problem for problem in store.verify())


def test_statistics_count_what_is_there(tmp_path: Path) -> None:
    """Rows, tokens, engines, levels and failures."""
    with Store(tmp_path / "s.db") as store:
        store.put(completion("k"))
        store.put_outcome(ARTICLE, brief_of())
        store.put_failure("r9", ARTICLE, Failed(3, "a.txt", "permanent", "m", 400, 1), at="2026-01-02T00:00:00Z")
        found = store.statistics()
    usage = completion("k").usage
    assert (found.articles, found.briefs, found.claims, found.completions) == (1, 1, 1, 1)
    assert (found.input_tokens, found.cached_tokens, found.output_tokens) == (usage.input, usage.cached, usage.output)
    assert (found.engines, found.levels, found.failures) == ({"fake 1": 1}, {"unconfirmed": 1}, {"permanent": 1})
    assert found.bytes > 0


def test_tidying_removes_only_what_it_says(tmp_path: Path) -> None:
    """A superseded brief and unused completions go when asked for; a trial removes nothing."""
    newer = PROVENANCE.model_copy(update={"created_at": "2026-02-01T00:00:00Z", "engine_version": "2"})
    with Store(tmp_path / "s.db") as store:
        store.put(completion("used"))
        store.put(completion("unused"))
        store.put_outcome(ARTICLE, brief_of(), (), ("used",))
        store.put_outcome(ARTICLE, brief_of(run_id="r2", provenance=newer), (), ("used",))
        store.reserve("x", now=0, until=10)
        before = store.counts()
        trial = store.remove(superseded=True, unused=True, dry=True)
        assert (trial.superseded_briefs, trial.unused_completions, trial.reservations) == (1, 1, 1)
        assert store.counts() == before
        assert store.remove().superseded_briefs == 0
        assert store.counts() == before
        store.remove(superseded=True, unused=True)
        assert (store.find_brief("r1"), store.find("unused")) == (None, None)
        assert store.find_brief("r2") and store.find("used")
        assert store.verify() == ()
        store.drop_brief("r2")
        assert store.remove().articles == 1


@dataclass(frozen=True)
class Wish:
    """Who holds a request when this process wants it at 100, until when, and whether it may have it."""

    id: str
    holder: str | None
    until: float
    granted: bool


WISHES = (
    Wish("nobody", None, 0, True),
    Wish("this process", this_process(), 200, True),
    Wish("a living process", "elsewhere:7:1", 200, False),
    Wish("a living process whose time is over", "elsewhere:7:1", 99, True),
    Wish("a process that is gone", DEAD, 200, True),
)


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish.id)
def test_a_request_is_sent_by_one_living_process(wish: Wish, tmp_path: Path) -> None:
    """Granted unless another process that lives holds it and its time is not over."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        if wish.holder:
            sql(path, f"INSERT INTO reservations VALUES ('k', '{wish.holder}', {wish.until})")
        assert store.reserve("k", now=100, until=300) is wish.granted
        if wish.granted:
            assert sql(path, "SELECT holder, until FROM reservations") == [(this_process(), 300)]
            store.put(completion("k"))
            assert sql(path, "SELECT * FROM reservations") == []


def test_only_ones_own_reservation_is_given_up(tmp_path: Path) -> None:
    """Releasing what another process holds changes nothing."""
    path = tmp_path / "s.db"
    with Store(path) as store:
        store.reserve("k", now=0, until=9)
        store.release("k")
        sql(path, "INSERT INTO reservations VALUES ('k', 'elsewhere:7:1', 9)")
        store.release("k")
        assert sql(path, "SELECT holder FROM reservations") == [("elsewhere:7:1",)]


def test_this_process_lives_and_a_made_up_one_does_not() -> None:
    """A process number that another process has now is not the same process; another host cannot be asked."""
    assert is_alive(this_process())
    assert not is_alive(DEAD)
    assert not is_alive(f"{this_process().split(':')[0]}:{2**22 + 1}:")
    assert is_alive("elsewhere:1:0")
    assert is_alive("nonsense")


def test_a_failure_is_kept_until_the_run_succeeds(tmp_path: Path) -> None:
    """It comes back as it was, without its index; a brief of the run ends it."""
    failed = Failed(3, "a.txt", "permanent", "refused", 400, 2)
    with Store(tmp_path / "s.db") as store:
        assert store.find_failure("r1") is None
        store.put_failure("r1", ARTICLE, failed, at="2026-01-02T00:00:00Z")
        assert store.find_failure("r1") == Failed(0, "a.txt", "permanent", "refused", 400, 2)
        store.put_outcome(ARTICLE, brief_of())
        assert store.find_failure("r1") is None


def test_an_article_comes_back_with_its_metadata(tmp_path: Path) -> None:
    """What was stored can be briefed again."""
    with Store(tmp_path / "s.db") as store:
        store.put_outcome(ARTICLE, brief_of())
        assert store.article(ARTICLE.id) == ARTICLE
        assert store.article("none") is None
        assert [(brief.id, text) for brief, text in store.briefs()] == [("r1", TEXT)]


@pytest.mark.parametrize("table", EXPORTS)
def test_every_export_gives_rows_as_wide_as_its_columns(table: str, tmp_path: Path) -> None:
    """Each table and view can be read in the order that is promised."""
    with Store(tmp_path / "s.db") as store:
        store.put(completion("k"))
        store.put_outcome(ARTICLE, brief_of())
        store.put_failure("r9", ARTICLE, Failed(3, "a.txt", "permanent", "m"), at="2026-01-02T00:00:00Z")
        columns, rows = store.rows(table)
        assert all(len(row) == len(columns) for row in rows)
        assert len(columns) == len(set(columns))

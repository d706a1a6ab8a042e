"""The questions of docs/store.md are answered by a store of the examples."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from summarizer.read.articles import read_articles
from summarizer.sync import summarize_many

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "store.md"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    """Return a connection to a store of three examples."""
    path = tmp_path_factory.mktemp("store") / "briefs.db"
    articles = sorted(str(one) for one in (ROOT / "examples" / "articles").glob("0[123]*.txt"))
    summarize_many(read_articles(articles), store=path)
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    return db


def queries() -> list[str]:
    """Return the SQL on the page."""
    return [part.split("```", 1)[0] for part in PAGE.read_text(encoding="utf-8").split("```sql\n")[1:]]


def test_claims_of_an_actor(db: sqlite3.Connection) -> None:
    """Every row is of a source with that name; origins are among them."""
    rows = db.execute(queries()[0], {"actor": "Maubrac"}).fetchall()
    assert rows and all("Maubrac" in row["name"] for row in rows)
    assert "origin" in {row["role"] for row in rows}


def test_unconfirmed_claims_of_a_week(db: sqlite3.Connection) -> None:
    """Only the reserved ones, the most reserved first."""
    rows = db.execute(queries()[1], {"monday": "2000", "sunday": "2100"}).fetchall()
    levels = [row["label"] for row in rows]
    assert rows and set(levels) <= {"unconfirmed", "contested"}
    assert levels == sorted(levels)


def test_numbers_of_an_event(db: sqlite3.Connection) -> None:
    """Numbers of claims that hold the words."""
    rows = db.execute(queries()[2], {"words": "usine"}).fetchall()
    assert rows and all("usine" in row["claim"].lower() for row in rows)

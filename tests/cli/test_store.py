"""``summarizer store``: every action on a store that a run has made, and on what is no store."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from summarizer.cli.main import main
from summarizer.cli.parser_store import STORE_TABLES
from summarizer.cli.store import _TABLES
from summarizer.domain.brief import Brief


@pytest.fixture
def filled(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a store with two briefs."""
    store = tmp_path / "briefs.db"
    assert main(["run", str(articles), "--engine", "rules", "--store", str(store), "-q"]) == 0
    capsys.readouterr()
    return store


def test_a_sound_store_is_whole_and_a_harmed_one_is_not(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 and a line on standard error; 100 and the problems on standard output."""
    assert main(["store", "verify", str(filled)]) == 0
    out, err = capsys.readouterr()
    assert (out, "whole; 2 articles, 2 briefs" in err) == ("", True)
    db = sqlite3.connect(filled)
    db.execute("UPDATE articles SET text = 'x'")
    db.commit()
    db.close()
    assert main(["store", "verify", str(filled)]) == 100
    out, err = capsys.readouterr()
    assert out.count("does not have this sha256") == 2
    assert "problems" in err


def test_statistics_to_read_and_as_json(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same figures both ways."""
    assert main(["store", "stats", str(filled)]) == 0
    assert "articles     2\n" in capsys.readouterr().out
    assert main(["store", "stats", str(filled), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["articles"], found["briefs"]) == (2, 2)


def test_briefs_come_out_as_they_were_made(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One brief a line, each one valid."""
    assert main(["store", "export", str(filled)]) == 0
    briefs = [Brief.model_validate_json(line) for line in capsys.readouterr().out.splitlines()]
    assert len({brief.article.id for brief in briefs}) == 2


def test_claims_come_out_as_a_table(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The format follows the ending of the file; every row has every column."""
    out = tmp_path / "claims.csv"
    assert main(["store", "export", str(filled), "--what", "claims", "-o", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert main(["store", "export", str(filled), "--what", "claims"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == [line["text"] for line in lines]
    assert {"unconfirmed"} <= {row["label"] for row in rows}


@pytest.mark.parametrize("what", STORE_TABLES)
def test_everything_that_is_offered_can_be_exported(
    what: str, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No word of the help text without a table behind it."""
    assert main(["store", "export", str(filled), "--what", what]) == 0
    assert {*STORE_TABLES} == {"briefs", *_TABLES}


def test_a_brief_is_no_row(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for briefs as CSV is a usage error that says what to do."""
    assert main(["store", "export", str(filled), "--format", "csv"]) == 2
    assert "export it as jsonl" in capsys.readouterr().err


def test_tidying_says_what_went(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A trial says «would», and both leave a whole store."""
    assert main(["store", "gc", str(filled), "--dry-run"]) == 0
    assert "would remove 0 superseded briefs" in capsys.readouterr().err
    assert main(["store", "gc", str(filled), "--superseded", "--unused"]) == 0
    assert main(["store", "verify", str(filled)]) == 0


def test_an_ending_that_goes_with_no_format_is_refused(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows in a file that says it is a workbook would open in nothing."""
    out = tmp_path / "claims.xlsx"
    assert main(["store", "export", str(filled), "--what", "claims", "-o", str(out)]) == 2
    assert main(["report", str(filled), "-o", str(tmp_path / "r.pdf")]) == 2
    assert "ending" in capsys.readouterr().err and not out.exists()


def test_a_brief_is_found_by_a_part_of_its_name(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A piece of the file's name or of the headline is enough where it fits one."""
    assert main(["show", str(filled), "piscine"]) == 0
    assert "piscine" in capsys.readouterr().out
    assert main(["show", str(filled), "volcan"]) == 2


@pytest.mark.parametrize("action", ["verify", "stats", "export", "gc"])
def test_a_store_that_is_not_there_is_not_made(action: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit 1, and no file."""
    path = tmp_path / "none.db"
    assert main(["store", action, str(path)]) == 1
    assert "no such file" in capsys.readouterr().err
    assert not path.exists()

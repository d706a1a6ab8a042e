"""From the example articles to briefs and back through ``check``, with nothing in place of the real rooms."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from summarizer.assets.schemas import brief_schema
from summarizer.cli.main import main
from tests.cli.test_commands import spans_in

Capture = pytest.CaptureFixture[str]
FOLDER = Path(__file__).parents[2] / "examples" / "articles"
EXAMPLES = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return the row of each example by its file's name, from one run; the run's output is kept beside."""
    out = tmp_path_factory.mktemp("run") / "briefs.jsonl"
    assert main(["run", "-q", "--engine", "rules", str(FOLDER), "-o", str(out)]) == 0
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {Path(row["input"]).name: row for row in lines}


def test_there_are_examples() -> None:
    """The tests below would pass on an empty folder."""
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_brief_keeps_the_contract(path: Path, rows: dict[str, dict[str, Any]]) -> None:
    """It fits the schema, says something, and each of its spans is the article's own text."""
    text = path.read_text(encoding="utf-8")
    brief = rows[path.name]["brief"]
    jsonschema.validate(brief, brief_schema())
    assert brief["headline"] and brief["summary"] and brief["claims"]
    assert spans_in(brief)
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans_in(brief))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_brief_passes_its_own_check(
    path: Path, rows: dict[str, dict[str, Any]], tmp_path: Path, capsys: Capture
) -> None:
    """No finding of the audit is an error."""
    row = tmp_path / "row.json"
    row.write_text(json.dumps(rows[path.name], ensure_ascii=False), encoding="utf-8")
    assert main(["check", str(row), "--article", str(path)]) == 0, capsys.readouterr().out


def test_metadata_read_from_the_text_are_shown_and_stored(tmp_path: Path, capsys: Capture) -> None:
    """Brief, CSV, Markdown, analysis and store show the same; what a row gives stands."""
    path, store = FOLDER / "03-economie-usine.txt", tmp_path / "s.db"
    expected = ("2026-06-02", "Coralie Desmottes")
    shown = {}
    for form in ("json", "csv", "md"):
        assert main(["run", "-q", "--engine", "rules", str(path), "--store", str(store), "--format", form]) == 0
        shown[form] = capsys.readouterr().out
    article = json.loads(shown["json"])[0]["brief"]["article"]
    assert (article["published"], article["author"]) == expected
    assert article["title"].startswith("Maubrac fermera")
    assert next(csv.DictReader(io.StringIO(shown["csv"])))["published"] == expected[0]
    assert "Coralie Desmottes · 2026-06-02" in shown["md"]
    with closing(sqlite3.connect(store)) as db:
        assert db.execute("SELECT published, author FROM articles").fetchone() == expected
    row = tmp_path / "row.jsonl"
    given = {"text": path.read_text(encoding="utf-8"), "author": "A. Roux", "published": "2026"}
    row.write_text(json.dumps(given), encoding="utf-8")
    assert main(["analyse", str(row), "--format", "json"]) == 0
    read = json.loads(capsys.readouterr().out)["article"]
    assert (read["published"], read["author"], read["title"]) == ("2026", "A. Roux", article["title"])


@pytest.mark.parametrize("harm", ["another article", "shifted span", "lowered hedging"])
def test_check_refuses_a_brief_that_was_tampered_with(
    harm: str, rows: dict[str, dict[str, Any]], tmp_path: Path, capsys: Capture
) -> None:
    """Each harm is an error finding and exit code 100."""
    path, other = EXAMPLES[0], EXAMPLES[1]
    brief = json.loads(json.dumps(rows[path.name]["brief"]))
    reserved = next(claim for claim in brief["claims"] if claim["hedging"]["level"] >= 3)
    if harm == "shifted span":
        reserved["evidence"][0]["start"] += 1
    elif harm == "lowered hedging":
        reserved["hedging"] = {"level": 0, "label": "stated"}
    file = tmp_path / "brief.json"
    file.write_text(json.dumps(brief), encoding="utf-8")
    article = other if harm == "another article" else path
    assert main(["check", str(file), "--article", str(article), "--format", "json"]) == 100
    assert any(finding["severity"] == "error" for finding in json.loads(capsys.readouterr().out))


def test_two_runs_give_the_same_briefs(rows: dict[str, dict[str, Any]], capsys: Capture) -> None:
    """Only the clock's fields differ."""
    assert main(["run", "-q", "--engine", "rules", str(FOLDER), "--format", "json"]) == 0
    again = {Path(row["input"]).name: row for row in json.loads(capsys.readouterr().out)}
    assert {name: timeless(row) for name, row in again.items()} == {name: timeless(row) for name, row in rows.items()}


def timeless(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row without what the clock says."""
    made = {
        name: value for name, value in row["brief"]["provenance"].items() if name not in ("created_at", "duration_ms")
    }
    return {**row, "brief": {**row["brief"], "provenance": made}}


def test_every_format_carries_every_brief(rows: dict[str, dict[str, Any]], tmp_path: Path, capsys: Capture) -> None:
    """From one store: a heading per article in Markdown, a row per claim in CSV, a legend per brief in text."""
    base = ["run", "-q", "--engine", "rules", str(FOLDER), "--store", str(tmp_path / "s.db"), "--format"]
    assert main([*base, "md"]) == 0
    assert sum(line.startswith("# ") for line in capsys.readouterr().out.splitlines()) == len(EXAMPLES)
    assert main([*base, "csv"]) == 0
    table = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert len(table) == sum(len(row["brief"]["claims"]) for row in rows.values())
    assert main([*base, "text"]) == 0
    assert capsys.readouterr().out.count("✕ contesté") >= len(EXAMPLES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_analyse_reads_every_example(path: Path, capsys: Capture) -> None:
    """Sentences are numbered without gaps and all offsets are the article's."""
    text = path.read_text(encoding="utf-8")
    assert main(["analyse", str(path)]) == 0
    view = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in view["sentences"]] == list(range(1, len(view["sentences"]) + 1))
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans_in(view))

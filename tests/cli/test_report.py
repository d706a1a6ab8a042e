"""``summarizer report`` and ``summarizer show`` over what a run has made."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from summarizer.cli.main import main
from summarizer.domain.brief import Brief
from tests.cli.conftest import FIRST, SECOND


@pytest.fixture
def store(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a store with two briefs."""
    path = tmp_path / "briefs.db"
    assert main(["run", str(articles), "--engine", "rules", "--store", str(path), "-q", "-o", str(tmp_path / "x")]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def rows(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the rows of a run with two briefs and an article that failed."""
    (articles / "c.txt").write_text("", encoding="utf-8")
    path = tmp_path / "briefs.jsonl"
    assert main(["run", str(articles), "--engine", "rules", "-q", "-o", str(path)]) == 7
    capsys.readouterr()
    return path


def block(html: str, name: str) -> dict[str, object]:
    """Return a block of data of a page."""
    _, _, rest = html.partition(f'<script type="application/json" id="{name}">')
    loaded: dict[str, object] = json.loads(rest.partition("</script>")[0])
    return loaded


def texts(html: str) -> list[object]:
    """Return the text of each article of a page, None where it has none."""
    keys = [row["key"] for row in block(html, "index")["articles"]]  # type: ignore[attr-defined]  # JSON values
    found = [block(html, f"a-{key}")["text"] for key in keys]
    return [text and text["body"] for text in found]  # type: ignore[index]


def test_a_store_has_the_texts(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both texts are in the page; standard error tells how many and how large, standard output stays empty."""
    page = tmp_path / "report.html"
    assert main(["report", str(store), "-o", str(page)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert f"2 briefs, 2 with the article's text, {page.stat().st_size / 1000:.1f} kB" in err
    assert sorted(map(str, texts(page.read_text()))) == sorted([FIRST, SECOND])


def test_rows_have_no_texts_unless_articles_are_named(rows: Path, articles: Path, tmp_path: Path) -> None:
    """Joined by the sha256 of the text: a changed one is not taken. What failed is told."""
    page = tmp_path / "report.html"
    assert main(["report", str(rows), "-o", str(page)]) == 0
    assert texts(page.read_text()) == [None, None]
    missing = block(page.read_text(), "index")["missing"]
    assert [one[0] for one in missing] == [str(articles / "c.txt")]  # type: ignore[attr-defined]  # JSON values
    assert "article: " in missing[0][1]  # type: ignore[index]
    (articles / "b.txt").write_text(SECOND + "!", encoding="utf-8")
    assert main(["report", str(rows), "-o", str(page), "--articles", str(articles)]) == 0
    assert sorted(map(str, texts(page.read_text()))) == sorted([FIRST, "None"])


def test_briefs_come_in_other_forms_too(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An array, a brief alone, standard input."""
    lines = [json.loads(line) for line in rows.read_text().splitlines()]
    briefs = [line["brief"] for line in lines if line["status"] == "done"]
    for name, content in (("a", json.dumps(lines, indent=1)), ("b", json.dumps(briefs[0], indent=1))):
        (tmp_path / f"{name}.json").write_text(content)
        assert main(["report", str(tmp_path / f"{name}.json"), "-o", str(tmp_path / f"{name}.html")]) == 0
    counts = [len(block((tmp_path / f"{name}.html").read_text(), "index")["articles"]) for name in "ab"]  # type: ignore[arg-type]
    assert counts == [2, 1]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(rows.read_bytes())))
    capsys.readouterr()
    assert main(["report", "-", "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")


def test_a_folder_has_an_index_and_a_page_per_article(store: Path, tmp_path: Path) -> None:
    """The index points at pages that are there, and holds no text."""
    folder = tmp_path / "report"
    assert main(["report", str(store), "-o", str(folder), "--split", "--lang", "en"]) == 0
    index = (folder / "index.html").read_text()
    keys = [row["key"] for row in block(index, "index")["articles"]]  # type: ignore[attr-defined]  # JSON values
    assert sorted(path.name for path in (folder / "a").iterdir()) == sorted(f"{key}.html" for key in keys)
    assert all('<html lang="en">' in path.read_text() for path in (folder / "a").iterdir())
    assert "</script>" in index
    assert 'id="a-' not in index


@pytest.mark.parametrize("what", ["claims", "numbers", "actors"])
def test_rows_for_a_spreadsheet(store: Path, tmp_path: Path, what: str) -> None:
    """Every row has every column; what stands there is the briefs'."""
    table = tmp_path / "out.csv"
    assert main(["report", str(store), "-o", str(table), "--what", what]) == 0
    with table.open(newline="") as stream:
        found = list(csv.DictReader(stream))
    assert found
    assert all(None not in row and None not in row.values() for row in found)
    shown = {"claims": ("text", "Selon le syndicat, 300 postes seraient supprimés."), "numbers": ("low", "300")}
    column, value = shown.get(what, ("name", "ministre"))
    rows = [row for row in found if row[column].lower() == value.lower()]
    assert rows
    if what != "actors":
        assert rows[0]["level"] == "3"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.db", "-o", "x.html"], "nowhere.db: cannot be read"),
        (["bad.jsonl", "-o", "x.html"], "this is no JSON"),
        (["other.jsonl", "-o", "x.html"], "brief 1 is none that this version reads"),
        (["bad.jsonl", "-o", "bad.jsonl"], "is what is read"),
        (["bad.jsonl", "-o", "x.html", "--what", "actors"], "--what is for rows"),
        (["bad.jsonl", "-o", "x.csv", "--split"], "--split makes a folder"),
    ],
)
def test_what_cannot_be_is_refused(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With one line that names it, and nothing written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.jsonl").write_text("Bonjour.\n")
    (tmp_path / "other.jsonl").write_text('{"headline": "x"}\n')
    assert main(["report", *arguments]) in (2, 5)
    assert message in capsys.readouterr().err
    assert not {path.name for path in tmp_path.iterdir()} & {"x.html", "x.csv", "nowhere.db"}


def test_one_brief_is_shown_by_place_path_or_id(store: Path, rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All three name the same one; the id may be cut short."""
    brief = Brief.model_validate(json.loads(rows.read_text().splitlines()[0])["brief"])
    for which in (
        brief.id[:8],
        brief.article.id,
        str(brief.article.path),
        "a.txt" if "a.txt" in str(brief.article.path) else "b.txt",
    ):
        assert main(["show", str(rows), which]) == 0
        assert brief.headline[:30] in capsys.readouterr().out
    assert main(["show", str(store), "2", "--format", "json"]) == 0
    assert Brief.model_validate_json(capsys.readouterr().out)
    assert main(["show", str(rows), "1", "--format", "md"]) == 0
    assert capsys.readouterr().out.startswith("# ")


def test_without_a_choice_the_briefs_are_listed(rows: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, with its place; a choice that names none or several is refused."""
    assert main(["show", str(rows)]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 2
    assert "a.txt" in out
    assert main(["show", str(rows), "zzzz"]) == 2
    assert "no brief answers to 'zzzz'" in capsys.readouterr().err


def test_packed_bytes_are_refused_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is neither a store nor JSON is told as such."""
    path = tmp_path / "briefs.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}"))
    assert main(["report", str(path), "-o", str(tmp_path / "x.html")]) == 5
    assert "this is no JSON" in capsys.readouterr().err

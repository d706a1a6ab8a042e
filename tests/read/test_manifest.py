"""A manifest names files and says what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.domain.article import Article
from summarizer.errors import ArticleError
from summarizer.read.articles import Read, read_sources
from summarizer.read.manifest import manifest_sources


def read(manifest: Path) -> list[Read]:
    """Return what the manifest's files hold."""
    return list(read_sources(manifest_sources(str(manifest))))


@dataclass(frozen=True)
class Form:
    """A manifest's name and content; each says the same of two files."""

    id: str
    name: str
    content: str


FORMS = (
    Form(
        "json lines",
        "m.jsonl",
        '{"path": "a.txt", "outlet": "Le Fil", "published": "2026-03", "id": 7}\n\n{"path": "sub/b.txt"}\n',
    ),
    Form("csv", "m.csv", "path,outlet,published\na.txt,Le Fil,2026-03\nsub/b.txt,,\n"),
    Form(
        "csv of a French spreadsheet", "m.csv", "\ufeffPath;Outlet;Published\r\na.txt;Le Fil;2026-03\r\nsub/b.txt;;\r\n"
    ),
    Form("tsv", "m.tsv", "path\toutlet\tpublished\na.txt\tLe Fil\t2026-03\nsub/b.txt\t\t\n"),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_files_come_with_what_is_known_of_them(form: Form, tmp_path: Path) -> None:
    """Paths are relative to the manifest; an empty cell says nothing."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("Un.", encoding="utf-8")
    (tmp_path / "sub" / "b.txt").write_text("Deux.", encoding="utf-8")
    (tmp_path / form.name).write_text(form.content, encoding="utf-8", newline="")
    first, second = read(tmp_path / form.name)
    assert isinstance(first.content, Article) and isinstance(second.content, Article)
    assert (first.content.text, first.content.meta.outlet, first.content.meta.published) == ("Un.", "Le Fil", "2026-03")
    assert (second.content.text, second.content.meta.outlet) == ("Deux.", None)
    assert first.input == str(tmp_path / "a.txt")


def test_a_manifest_stands_over_what_a_page_says(tmp_path: Path) -> None:
    """Field by field: what it does not say is the page's."""
    from tests.read.test_pages import page

    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    (tmp_path / "m.jsonl").write_text('{"path": "a.html", "outlet": "Reprise"}', encoding="utf-8")
    (item,) = read(tmp_path / "m.jsonl")
    assert isinstance(item.content, Article)
    assert (item.content.meta.outlet, item.content.meta.author) == ("Reprise", "Odile Fremont")


@dataclass(frozen=True)
class Row:
    """A line of a manifest that is wrong, and words of the message."""

    id: str
    line: str
    says: str


ROWS = (
    Row("no json", "{", "no JSON"),
    Row("no object", "[1]", "no JSON object"),
    Row("no path", '{"titre": "x"}', "it has «titre»; wanted are path"),
    Row("path that is no text", '{"path": 3}', "path"),
    Row("missing file", '{"path": "no.txt"}', "no such file"),
    Row("no date", '{"path": "a.txt", "published": "hier"}', "ISO date"),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_wrong_row_is_one_error_and_the_next_one_comes(row: Row, tmp_path: Path) -> None:
    """The error names the line, or the file that is missing."""
    (tmp_path / "a.txt").write_text("Un.", encoding="utf-8")
    manifest = tmp_path / "m.jsonl"
    manifest.write_text(f'{row.line}\n{{"path": "a.txt"}}\n', encoding="utf-8")
    bad, good = read(manifest)
    assert isinstance(bad.content, ArticleError) and row.says in str(bad.content)
    assert bad.input in (f"{manifest}:1", str(tmp_path / "no.txt"))
    assert isinstance(good.content, Article)


@pytest.mark.parametrize("content", [None, "", "\n"], ids=["missing", "empty", "blank"])
def test_a_manifest_that_names_nothing_is_one_error(content: str | None, tmp_path: Path) -> None:
    """One item that names the manifest."""
    manifest = tmp_path / "m.jsonl"
    if content is not None:
        manifest.write_text(content, encoding="utf-8")
    (item,) = read(manifest)
    assert isinstance(item.content, ArticleError) and item.input == str(manifest)

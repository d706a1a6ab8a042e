"""``analyse``, ``check``, ``prompts`` and ``schema``."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.cli.main import main
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.finding import Finding
from summarizer.text.analyse import analyse
from tests.cli.conftest import FIRST
from tests.fakes import ARTICLE, TEXT, brief_of

Capture = pytest.CaptureFixture[str]


def spans_in(value: Any) -> list[dict[str, Any]]:
    """Return every span anywhere in a JSON value."""
    if isinstance(value, dict):
        own = [value] if set(value) == {"start", "end", "text"} else []
        return own + [span for part in value.values() for span in spans_in(part)]
    return [span for part in value for span in spans_in(part)] if isinstance(value, list) else []


def test_analyse_prints_the_reading_with_offsets(articles: Path, capsys: Capture) -> None:
    """All parts are there; every span is the article's own text."""
    assert main(["analyse", str(articles / "a.txt")]) == 0
    view = json.loads(capsys.readouterr().out)
    assert list(view) == [
        *("article", "language", "sentences", "quotations", "numbers", "conditionals", "attributions", "cues"),
        *("names", "readings"),
    ]
    assert view["article"]["n_chars"] == len(FIRST) and view["language"] == "fr"
    assert spans_in(view)
    assert all(FIRST[span["start"] : span["end"]] == span["text"] for span in spans_in(view))


def test_analyse_prints_a_line_for_each_of_several(articles: Path, capsys: Capture) -> None:
    """Several articles are JSON Lines; what cannot be read is told on stderr."""
    assert main(["analyse", str(articles), "no.txt"]) == 7
    out, err = capsys.readouterr()
    assert len([json.loads(line) for line in out.splitlines()]) == 2
    assert err == "failed: no.txt: there is no such file: check the path\n"
    assert main(["analyse", "no.txt"]) == 5


@pytest.mark.parametrize("format", ["json", "text"])
def test_analyse_goes_on_after_a_defect(
    format: str, articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error of one article is a failed line; the others are there; 1 where it was the only one."""
    from summarizer.cli import analyse as command

    def fragile(article: Article) -> Analysis:
        if article.text == FIRST:
            raise ZeroDivisionError("oops")
        return analyse(article)

    monkeypatch.setattr(command, "analyse", fragile)
    assert main(["analyse", str(articles), "--format", format]) == 7
    out, err = capsys.readouterr()
    assert "piscine" in out and "réforme" not in out
    assert err == f"failed: {articles / 'a.txt'}: ZeroDivisionError: oops\n"
    assert main(["analyse", str(articles / "a.txt"), "--format", format]) == 1


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Return the file of the sample article."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Return the list of findings that the audit is going to make."""
    findings: list[Finding] = []
    monkeypatch.setattr("summarizer.cli.check.audit", lambda brief, analysis: tuple(findings))
    return findings


@pytest.mark.parametrize(("severity", "code"), [("error", 100), ("warning", 0), ("info", 0)])
def test_check_exits_with_100_for_errors_alone(
    severity: str, code: int, article: Path, tmp_path: Path, found: list[Finding], capsys: Capture
) -> None:
    """Findings are printed for people, or as JSON."""
    found.append(Finding.model_validate({"rule": "firmer", "severity": severity, "message": "trop \x1b[31mferme"}))
    brief = tmp_path / "b.json"
    brief.write_text(brief_of().model_dump_json(), encoding="utf-8")
    assert main(["check", str(brief), "--article", str(article)]) == code
    out = capsys.readouterr().out
    assert "firmer" in out and "trop ferme" in out and "1 constat, dont" in out
    assert main(["check", str(brief), "--article", str(article), "--format", "json"]) == code
    assert json.loads(capsys.readouterr().out)[0]["rule"] == "firmer"


def row(**values: object) -> str:
    """Return a row as run writes it."""
    return json.dumps({"index": 0, "input": "x", **values}, ensure_ascii=False)


BRIEF = brief_of().model_dump(mode="json")
OTHER = brief_of(ARTICLE.of("Un autre.")).model_dump(mode="json")


@dataclass(frozen=True)
class Given:
    """What stands in the file of briefs, the exit code, words on either stream."""

    id: str
    content: str
    code: int
    says: str


GIVEN = (
    Given("brief", json.dumps(BRIEF), 0, "aucun constat"),
    Given("indented brief", json.dumps(BRIEF, indent=2), 0, "aucun constat"),
    Given("row", row(status="done", brief=BRIEF), 0, "aucun constat"),
    Given("array of rows", f"[{row(status='failed', error={})}, {row(status='done', brief=BRIEF)}]", 0, "aucun"),
    Given("rows", f"{row(status='done', brief=OTHER)}\n{row(status='done', brief=BRIEF)}\n", 0, "aucun constat"),
    Given("briefs of other articles", f"{json.dumps(OTHER)}\n{json.dumps(OTHER)}\n", 5, "none of its 2 briefs"),
    Given("failed rows only", row(status="failed", error={}), 5, "no brief in it"),
    Given("no JSON", "nonsense", 5, "line 1 is no JSON"),
    Given("a bad second line", f"{json.dumps(BRIEF)}\n{{\n", 5, "line 2 is no JSON"),
    Given("no brief", '{"title": "x"}', 5, "no brief"),
    Given("unknown field", json.dumps({**BRIEF, "extra": 1}), 5, "extra"),
    Given("a number", "3", 5, "no brief"),
    Given("empty", " ", 5, "empty"),
)


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.id)
@pytest.mark.usefixtures("found")
def test_check_takes_a_brief_or_what_run_wrote(case: Given, article: Path, tmp_path: Path, capsys: Capture) -> None:
    """What does not parse is one line that names the file, with code 5."""
    brief = tmp_path / "b.jsonl"
    brief.write_text(case.content, encoding="utf-8")
    assert main(["check", str(brief), "--article", str(article)]) == case.code
    out, err = capsys.readouterr()
    assert case.says in (out if case.code == 0 else err)
    assert case.code == 0 or (out == "" and err.count("\n") == 1 and "b.jsonl" in err)


@dataclass(frozen=True)
class Unreadable:
    """Arguments of check that name nothing to read, the exit code, words of the line."""

    id: str
    args: tuple[str, str]
    code: int
    says: str


UNREADABLE = (
    Unreadable("no brief", ("no.json", "{article}"), 5, "no.json"),
    Unreadable("no article", ("{brief}", "no.txt"), 5, "no.txt: there is no such file"),
    Unreadable("a folder of articles", ("{brief}", "{folder}"), 5, "2 articles"),
    Unreadable("standard input twice", ("-", "-"), 2, "only once"),
)


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case.id)
def test_check_says_what_it_cannot_read(case: Unreadable, article: Path, articles: Path, capsys: Capture) -> None:
    """One line on stderr, nothing on stdout."""
    brief = article.with_name("b.json")
    brief.write_text(json.dumps(BRIEF), encoding="utf-8")
    names = {"article": str(article), "brief": str(brief), "folder": str(articles)}
    first, second = (arg.format(**names) for arg in case.args)
    assert main(["check", first, "--article", second]) == case.code
    out, err = capsys.readouterr()
    assert out == "" and case.says in err and err.count("\n") == 1


@pytest.mark.usefixtures("found")
def test_check_reads_briefs_from_standard_input(
    article: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``summarizer run … | summarizer check - --article …`` works."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(BRIEF).encode())))
    assert main(["check", "-", "--article", str(article)]) == 0
    assert "aucun constat" in capsys.readouterr().out


@pytest.mark.usefixtures("found")
def test_check_refuses_more_than_it_reads(article: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input over the limit is an error: a brief that was cut off could pass unread."""
    data = json.dumps(BRIEF).encode()
    monkeypatch.setattr("summarizer.cli.given.MAX_BRIEF_BYTES", len(data))
    for more, code in ((b"", 0), (b"\n" + data, 5)):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data + more)))
        assert main(["check", "-", "--article", str(article)]) == code
    assert f"-: there are more than {len(data):,} bytes" in capsys.readouterr().err


def test_prompts_are_listed_shown_and_rendered(articles: Path, capsys: Capture) -> None:
    """The list has one line per prompt; render ends with the article; an unknown prompt is a usage error."""
    assert main(["prompts", "list"]) == 0
    assert capsys.readouterr().out.startswith("brief@")
    assert main(["prompts", "show", "brief"]) == 0
    shown = capsys.readouterr().out
    assert all(f"=== {part} ===" in shown for part in ("system", "user", "repair", "reask"))
    assert main(["prompts", "render", "brief", str(articles / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert out.index("=== system ===") < out.index("=== user ===") < out.index("300 postes")
    assert main(["prompts", "show", "nope"]) == 2
    assert "nope" in capsys.readouterr().err


@pytest.mark.parametrize(("problems", "code"), [((), 0), (("brief@1: changed after release",), 100)])
def test_prompts_check_exits_with_100_where_one_fails(
    problems: tuple[str, ...], code: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Problems are results: one line each on stdout."""
    monkeypatch.setattr("summarizer.cli.prompts.check_prompts", lambda: problems)
    monkeypatch.setattr("summarizer.cli.prompts.list_prompts", lambda: (object(),))
    assert main(["prompts", "check"]) == code
    out, err = capsys.readouterr()
    assert out == "".join(f"{problem}\n" for problem in problems)
    assert err == ("1 problem\n" if problems else "1 prompt is as it should be\n")


SCHEMAS = [
    ("brief", "brief.v1", "coverage"),
    ("draft", "draft.v2", "headline"),
    ("draft.v1", "draft.v1", "numbers"),
    ("draft.v2", "draft.v2", "headline"),
]


@pytest.mark.parametrize(("name", "stem", "field"), SCHEMAS)
def test_schemas_are_printed(name: str, stem: str, field: str, capsys: Capture) -> None:
    """What is printed is the schema, byte for byte as its file; «draft» is what the newest prompt asks for."""
    assert main(["schema", name]) == 0
    out = capsys.readouterr().out
    assert field in json.loads(out)["properties"]
    file = Path(__file__).parents[2] / "schemas" / f"{stem}.json"
    assert not file.exists() or file.read_text(encoding="utf-8") == out

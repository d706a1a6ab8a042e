"""``summarizer run``: formats, streams, files, exit codes."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer import batch
from summarizer.cli.main import main
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.domain.draft import DraftNumber
from summarizer.domain.run import Failed, Proposal, RunKey
from summarizer.engines.rules.engine import RulesEngine
from summarizer.errors import (
    InvalidOutputError,
    PermanentError,
    ReplayMissError,
    StoreError,
    SummarizerError,
    TransientError,
)
from summarizer.pipeline import Repairs
from summarizer.store.database import Store
from summarizer.text.analyse import analyse
from tests.cli.conftest import FIRST, SECOND
from tests.fakes import FakeEngine, completion, draft_of

Capture = pytest.CaptureFixture[str]


def rows(text: str) -> list[dict[str, Any]]:
    """Return JSON Lines as objects, in order of index."""
    return sorted((json.loads(line) for line in text.splitlines()), key=lambda row: int(row["index"]))


def use(monkeypatch: pytest.MonkeyPatch, answer: Callable[[Analysis], Any]) -> FakeEngine:
    """Let every run use an engine that answers so."""
    engine = FakeEngine(answer)
    monkeypatch.setattr(batch, "make_engine", lambda *_, **__: engine)
    return engine


def test_results_are_rows_on_stdout_and_notes_are_on_stderr(articles: Path, capsys: Capture) -> None:
    """Each row carries index, input and a brief that the model accepts; stderr says which engine runs."""
    (articles / "b.txt").rename(articles / "été.txt")
    assert main(["run", str(articles)]) == 0
    out, err = capsys.readouterr()
    first, second = rows(out)
    assert [first["input"], second["input"]] == [str(articles / "a.txt"), str(articles / "été.txt")]
    assert [first["status"], first["stored"], first["index"], second["index"]] == ["done", False, 0, 1]
    assert Brief.model_validate(first["brief"]).article.n_chars == len(FIRST)
    assert "engine: rules" in err and "2 done" in err and "done: " in err
    assert "été.txt" in out, "characters are written as they are"


def test_quiet_says_nothing_but_failures(articles: Path, capsys: Capture) -> None:
    """With -q a run without failures leaves stderr empty."""
    assert main(["run", "-q", str(articles)]) == 0
    assert capsys.readouterr().err == ""
    assert main(["run", "-q", str(articles), "no.txt"]) == 7
    assert capsys.readouterr().err == "failed: no.txt: there is no such file: check the path\n"


def test_a_failed_article_is_a_row_with_its_error(articles: Path, capsys: Capture) -> None:
    """The output stays valid, the exit code says that some failed."""
    assert main(["run", "no.txt", str(articles)]) == 7
    failed, *done = rows(capsys.readouterr().out)
    assert (failed["index"], failed["input"], failed["status"]) == (0, "no.txt", "failed")
    assert failed["error"]["kind"] == "article" and "no such file" in failed["error"]["message"]
    assert [row["status"] for row in done] == ["done", "done"]


@dataclass(frozen=True)
class Ending:
    """Errors of all articles in turn (None: a draft) and the exit code."""

    id: str
    errors: tuple[Exception | None, ...]
    code: int


ENDINGS = (
    Ending("all done", (None, None), 0),
    Ending("some failed", (None, PermanentError("no")), 7),
    Ending("invalid output", (InvalidOutputError("no"), InvalidOutputError("no")), 3),
    Ending("provider", (TransientError("no"), PermanentError("no")), 4),
    Ending("provider beside invalid output", (InvalidOutputError("no"), PermanentError("no")), 4),
    Ending("replay miss", (ReplayMissError("no"), ReplayMissError("no")), 6),
    Ending("unexpected", (ZeroDivisionError("no"), ReplayMissError("no")), 1),
)


@pytest.mark.parametrize(("bad", "code"), [((True, True), 3), ((False, True), 7), ((False, False), 0)])
def test_strict_makes_errors_fail(
    bad: tuple[bool, bool], code: int, articles: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article whose brief has errors is a failed row of kind validation; without --strict all are done."""

    def answer(analysis: Analysis) -> Proposal:
        draft = draft_of("Titre")
        number = DraftNumber(sentence=1, quote="999 chats", measures="")
        spoilt = bad[0 if analysis.article.text == FIRST else 1]
        return Proposal(draft.model_copy(update={"numbers": [number] if spoilt else []}))

    use(monkeypatch, answer)
    assert main(["run", str(articles)]) == 0
    out, err = capsys.readouterr()
    items = {json.dumps(one) for row in rows(out) for one in row["items"] if one["kind"] == "number"}
    told = {"kind": "number", "key": "999 chats", "outcome": "dropped", "claim": None, "rules": ["number.missing"]}
    assert items == ({json.dumps(told)} if any(bad) else set())
    assert (f"items: {sum(bad)} dropped" in err) == any(bad)
    assert main(["run", str(articles), "--strict"]) == code
    found = rows(capsys.readouterr().out)
    assert [row["error"]["kind"] for row in found if row["status"] == "failed"] == ["validation"] * sum(bad)
    assert all("number.missing" in row["error"]["message"] for row in found if row["status"] == "failed")


@pytest.mark.parametrize("format", ["md", "text"])
def test_formats_to_read_tell_of_items(
    format: str, articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line per outcome, with the key of what is not in the brief."""

    def answer(_: Analysis) -> Proposal:
        number = DraftNumber(sentence=1, quote="999 chats", measures="")
        return Proposal(draft_of("Titre").model_copy(update={"numbers": [number]}))

    use(monkeypatch, answer)
    assert main(["run", "-q", str(articles / "a.txt"), "--format", format]) == 0
    assert "laissé de côté : nombre « 999 chats »" in capsys.readouterr().out


def test_limits_of_repairs_reach_the_pipeline(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--repairs and --repair-tokens are what the pipeline is given; negative ones are refused."""
    given: list[object] = []

    def made(*_: object, repairs: object, **__: object) -> object:
        given.append(repairs)
        raise PermanentError("no")

    monkeypatch.setattr(batch, "make_brief", made)
    article = str(articles / "a.txt")
    assert main(["run", "-q", article]) == 4
    assert main(["run", "-q", article, "--repairs", "3", "--repair-tokens", "500"]) == 4
    assert given == [Repairs(1, None), Repairs(3, 500)]
    assert main(["run", "-q", article, "--repairs", "-1"]) == 2


@pytest.mark.parametrize("case", ENDINGS, ids=lambda case: case.id)
def test_the_exit_code_says_how_it_ended(
    case: Ending, articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every failure is a row and a line; there is never a traceback."""

    def answer(analysis: Analysis) -> Proposal:
        error = case.errors[0 if analysis.article.text == FIRST else 1]
        if error:
            raise error
        return Proposal(draft_of("ok"))

    use(monkeypatch, answer)
    assert main(["run", str(articles)]) == case.code
    out, err = capsys.readouterr()
    assert len(rows(out)) == 2 and "Traceback" not in err
    assert err.count("failed: ") == sum(error is not None for error in case.errors)


@dataclass(frozen=True)
class Usage:
    """Arguments that cannot work, the exit code, words of the one line."""

    id: str
    args: tuple[str, ...]
    code: int
    says: str


USAGES = (
    Usage("no input", ("run",), 2, "INPUT"),
    Usage("no command", (), 2, "COMMAND"),
    Usage("unknown engine", ("run", "a", "--engine", "magic"), 2, "magic"),
    Usage("unknown format", ("run", "a", "--format", "xml"), 2, "xml"),
    Usage("a flag of a later version", ("run", "a", "--max-cost", "1"), 2, "--max-cost"),
    Usage("no abbreviations", ("run", "a", "--dry"), 2, "--dry"),
    Usage("no concurrency", ("run", "a", "--concurrency", "0"), 2, "at least 1"),
    Usage("negative limit", ("run", "a", "--limit=-1"), 2, "at least 0"),
    Usage("rules and a model", ("run", "a", "--engine", "rules", "--model", "x/y"), 2, "x/y"),
    Usage("llm without a model", ("run", "a", "--engine", "llm"), 2, "SUMMARIZER_MODEL"),
    Usage("no key for a model", ("run", "a", "--model", "openai/x"), 2, "OPENAI_API_KEY"),
    Usage(
        "unknown prompt",
        ("run", "a", "--model", "openai/x", "--replay", "--store", ":memory:", "--prompt", "nope"),
        2,
        "nope",
    ),
    Usage("replay without a store", ("run", "a", "--model", "openai/x", "--replay"), 2, "--store"),
    Usage("output in no folder", ("run", "a", "-o", "/no/such/folder/x.json"), 2, "cannot write"),
    Usage("store in no folder", ("run", "a", "--store", "/no/such/folder/x.db"), 1, "folder exists"),
    Usage("store that is a folder", ("run", "a", "--store", "/"), 1, "store /: the file cannot be opened"),
    Usage("store without a name", ("run", "a", "--store", ""), 2, "name a file"),
    Usage("dry run as a table", ("run", "a", "--dry-run", "--format", "csv"), 2, "jsonl"),
    Usage("missing file", ("run", "no.txt"), 5, "no such file"),
)


@pytest.mark.parametrize("case", USAGES, ids=lambda case: case.id)
def test_what_cannot_work_is_one_line_and_no_traceback(case: Usage, capsys: Capture) -> None:
    """The line names what is wrong; results stay empty unless a row tells it."""
    assert main(list(case.args)) == case.code
    out, err = capsys.readouterr()
    assert case.says in err and "Traceback" not in err
    assert (out == "") is (case.code != 5)


def test_json_is_one_array_in_the_order_of_the_inputs(articles: Path, capsys: Capture) -> None:
    """Rows are those of jsonl, failed ones included."""
    assert main(["run", "-q", "no.txt", str(articles), "--format", "json"]) == 7
    found = json.loads(capsys.readouterr().out)
    assert [(row["index"], row["status"]) for row in found] == [(0, "failed"), (1, "done"), (2, "done")]


def test_csv_has_a_row_per_claim_or_article(articles: Path, capsys: Capture) -> None:
    """Columns stand first; a failed article is there too."""
    assert main(["run", "-q", "no.txt", str(articles), "--format", "csv"]) == 7
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert {row["index"] for row in found} == {"0", "1", "2"}
    assert [row["status"] for row in found if row["index"] == "0"] == ["failed"]


@pytest.mark.parametrize(("format", "says"), [("md", "## Résumé"), ("text", "Résumé")])
def test_formats_to_read(format: str, says: str, articles: Path, capsys: Capture) -> None:
    """A brief per article, no colours outside a terminal, no spaces at line ends of text."""
    assert main(["run", "-q", str(articles), "--format", format]) == 0
    out = capsys.readouterr().out
    assert out.count(says) == 2 and "\x1b" not in out
    assert format == "md" or not any(line.endswith(" ") for line in out.splitlines())


def test_a_terminal_gets_text(articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --format, stdout being a terminal, a person reads a brief; a pipe gets rows."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["run", "-q", str(articles / "a.txt")]) == 0
    assert "Résumé" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["x.jsonl", "x.json", "x.md", "x.csv", "x.txt", "x"])
def test_a_file_gets_the_format_of_its_ending(name: str, articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """The file holds what stdout would; stdout stays empty; no temporary file is left; an old file is replaced."""
    formats = {".jsonl": "jsonl", ".json": "json", ".md": "md", ".csv": "csv", ".txt": "text", "": "jsonl"}
    out = tmp_path / "out" / name
    out.parent.mkdir()
    out.write_text("old")
    assert main(["run", "-q", str(articles), "-o", str(out), "--store", str(tmp_path / "s.db")]) == 0
    assert capsys.readouterr().out == ""
    format = formats[out.suffix]
    assert main(["run", "-q", str(articles), "--format", format, "--store", str(tmp_path / "s.db")]) == 0
    with open(out, encoding="utf-8", newline="") as stream:
        written = stream.read().replace('"stored": false', '"stored": true')
    assert written == capsys.readouterr().out
    assert [path.name for path in out.parent.iterdir()] == [name]


def test_an_output_inside_the_input_folder_is_not_read(articles: Path, tmp_path: Path) -> None:
    """Inputs are listed before the output is opened; an input itself is never overwritten."""
    assert main(["run", "-q", str(articles), "-o", str(articles / "out.jsonl")]) == 0
    assert len((articles / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert main(["run", "-q", str(articles), "-o", str(articles / "a.txt")]) == 2
    assert (articles / "a.txt").read_text(encoding="utf-8") == FIRST


def test_a_whole_document_is_never_half_written(
    articles: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk is full at the end the old file is still there, and nothing beside it."""
    out = tmp_path / "out" / "x.json"
    out.parent.mkdir()
    out.write_text("old")

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("summarizer.cli.output.dumped", full)
    assert main(["run", "-q", str(articles), "-o", str(out)]) == 1
    assert "No space left" in capsys.readouterr().err
    assert out.read_text() == "old" and [path.name for path in out.parent.iterdir()] == ["x.json"]


@pytest.mark.parametrize(
    ("error", "code"), [(ZeroDivisionError("oops"), 1), (StoreError("s.db: the disk is full"), 1), (KeyError("k"), 1)]
)
def test_an_error_leaves_the_old_document(
    error: Exception, code: int, articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends a run before its end replaces no good file by a part, although the writer still wrote it."""
    out = tmp_path / "out" / "x.json"
    out.parent.mkdir()
    out.write_text("old")

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("summarizer.cli.run.Notes.outcome", broken)
    assert main(["run", "-q", str(articles), "-o", str(out)]) == code
    assert out.read_text() == "old" and [path.name for path in out.parent.iterdir()] == ["x.json"]


def test_an_interruption_before_the_document_leaves_the_old_one(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty document replaces nothing."""
    out = tmp_path / "out" / "x.json"
    out.parent.mkdir()
    out.write_text("old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("summarizer.cli.dry_run._planned", interrupted)
    assert main(["run", "-q", str(articles), "--dry-run", "-o", str(out)]) == 130
    assert out.read_text() == "old" and [path.name for path in out.parent.iterdir()] == ["x.json"]


def test_standard_input_is_an_article(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """«-» is read as bytes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FIRST.encode())))
    assert main(["run", "-"]) == 0
    (row,) = rows(capsys.readouterr().out)
    assert row["input"] == "-" and row["brief"]["article"]["path"] is None


def test_a_store_resumes_and_force_does_again(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """The second run computes nothing; --force does; --limit leaves the rest out."""
    base = ["run", "-q", str(articles), "--store", str(tmp_path / "s.db")]
    assert main([*base, "--limit", "1"]) == 0
    assert [row["status"] for row in rows(capsys.readouterr().out)] == ["done", "skipped"]
    assert main(base) == 0
    assert [row["stored"] for row in rows(capsys.readouterr().out)] == [True, False]
    assert main([*base, "--force"]) == 0
    assert [row["stored"] for row in rows(capsys.readouterr().out)] == [False, False]
    with Store(tmp_path / "s.db") as store:
        assert store.counts()["briefs"] == 2 and store.verify() == ()


def test_a_replay_with_nothing_stored_is_a_miss(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """No key, no network: every article is a row with its miss, and the code is 6."""
    base = ["run", str(articles), "--model", "openai/x", "--replay", "--store", str(tmp_path / "s.db")]
    assert main(base) == 6
    assert {row["error"]["kind"] for row in rows(capsys.readouterr().out)} == {"replay_miss"}


def test_a_dry_run_says_what_would_be_sent(articles: Path, capsys: Capture) -> None:
    """Without a key: model, prompt and size per article; longer for a longer article; nothing for the rules."""
    assert main(["run", str(articles), "no.txt", "--model", "openai/x", "--dry-run"]) == 7
    out, err = capsys.readouterr()
    first, second, bad = rows(out)
    assert (first["status"], first["model"], first["prompt"].split("@")[0]) == ("planned", "openai/x", "brief")
    assert first["characters"] > second["characters"] > 1000
    assert bad["error"]["kind"] == "article" and "nothing was sent" in err
    assert main(["run", str(articles), "--dry-run", "--format", "json"]) == 0
    assert [row["characters"] for row in json.loads(capsys.readouterr().out)] == [0, 0]
    assert main(["run", str(articles / "a.txt"), "--dry-run", "--model", "openai/x", "--format", "text"]) == 0
    size = f"{first['characters']} characters (about {first['tokens']['input']} tokens in, 1500 out)"
    assert f"{size} to openai/x with brief@" in capsys.readouterr().out


def test_a_dry_run_knows_what_is_stored_and_makes_no_store(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """A store that is not there is not made; what a store has needs nothing sent."""
    base = ["run", "-q", str(articles), "--store", str(tmp_path / "s.db")]
    assert main([*base, "--dry-run"]) == 0
    assert not (tmp_path / "s.db").exists()
    assert main([*base, "--limit", "1"]) == 0
    capsys.readouterr()
    assert main([*base, "--dry-run"]) == 0
    assert [row["status"] for row in rows(capsys.readouterr().out)] == ["stored", "planned"]
    assert main([*base, "--dry-run", "--force"]) == 0
    assert [row["status"] for row in rows(capsys.readouterr().out)] == ["planned", "planned"]


def test_a_dry_run_leaves_out_what_a_run_would(articles: Path, capsys: Capture) -> None:
    """Doubles and what is over the limit are skipped, with the words of a run; text has a line for each."""
    (articles / "c.txt").write_text(FIRST, encoding="utf-8")
    assert main(["run", "-q", str(articles), "--dry-run", "--limit", "1"]) == 0
    planned = [(row["status"], row.get("reason")) for row in rows(capsys.readouterr().out)]
    assert planned == [("planned", None), ("skipped", "limit"), ("skipped", "duplicate")]
    assert main(["run", "-q", str(articles), "no.txt", "--dry-run", "--limit", "1", "--format", "text"]) == 7
    *lines, last = capsys.readouterr().out.splitlines()
    ends = [line.split(": ", 1)[1] for line in lines]
    assert ends[:2] == ["no model is asked", "skipped: duplicate"]
    assert ends[2].startswith("failed: there is no such file")
    assert last == "1 skipped: limit"


def test_a_dry_run_goes_on_after_a_defect(articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error of one article is its failed row."""
    from summarizer.cli import dry_run

    def fragile(article: Article) -> Analysis:
        if article.text == FIRST:
            raise ZeroDivisionError("oops")
        return analyse(article)

    monkeypatch.setattr(dry_run, "analyse", fragile)
    assert main(["run", "-q", str(articles), "--dry-run"]) == 7
    failed, planned = rows(capsys.readouterr().out)
    assert failed["error"] == {
        "kind": "unexpected",
        "message": "ZeroDivisionError: oops",
        "status": None,
        "attempts": 0,
        "usage": {"input": 0, "cached": 0, "output": 0},
        "cost_usd": None,
        "cost_note": None,
    }
    assert planned["status"] == "planned"


@pytest.mark.parametrize("format", ["text", "md", "jsonl"])
def test_what_is_skipped_is_counted(format: str, articles: Path, capsys: Capture) -> None:
    """One note for all of a kind; formats to read tell how many the limit left out, rows tell each."""
    for name in "cde":
        (articles / f"{name}.txt").write_text(f"{SECOND} {name}", encoding="utf-8")
    (articles / "f.txt").write_text(FIRST, encoding="utf-8")
    assert main(["run", str(articles), "--limit", "1", "--format", format]) == 0
    out, err = capsys.readouterr()
    assert [line.partition(" in ")[0] for line in err.splitlines()[-2:]] == [
        "skipped: 4 beyond the limit, 1 with the text of another article of this run",
        "1 done, 5 skipped",
    ]
    assert "b.txt" not in err and "f.txt" not in err
    if format == "jsonl":
        assert [row["status"] for row in rows(out)] == ["done", *["skipped"] * 5]
        return
    assert out.splitlines()[-1] == "4 articles de plus, laissés de côté (limite atteinte)"
    assert "f.txt" in out and not any(f"{name}.txt" in out for name in "bcde")


@dataclass(frozen=True)
class Stop:
    """A signal, whether SIGINT is ignored when it comes, the exit code, the word of the line."""

    id: str
    number: signal.Signals
    ignored: bool
    code: int
    says: str


STOPS = (
    Stop("Ctrl-C", signal.SIGINT, False, 130, "interrupted"),
    Stop("SIGTERM", signal.SIGTERM, False, 143, "terminated"),
    Stop("SIGTERM under nohup", signal.SIGTERM, True, 143, "terminated"),
)


@pytest.mark.parametrize("case", STOPS, ids=lambda case: case.id)
@pytest.mark.usefixtures("interruptible")
def test_an_interruption_keeps_what_is_finished(
    case: Stop, articles: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the second article is in flight: it is cancelled, the first is in row, file and store; 130 or 143.

    SIGTERM does so too where SIGINT is ignored, as under nohup.
    """
    if case.ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    cancelled: list[str] = []

    async def answer(analysis: Analysis) -> Proposal:
        if analysis.article.text == SECOND:
            for _ in range(20):
                await asyncio.sleep(0)
            try:
                os.kill(os.getpid(), case.number)
                await asyncio.wait_for(asyncio.Event().wait(), timeout=30)
            except (asyncio.CancelledError, KeyboardInterrupt):
                cancelled.append(analysis.article.text)
                raise
        return Proposal(draft_of("ok"), (completion("k"),))

    for format in ("jsonl", "json", "md"):
        use(monkeypatch, answer)
        out = tmp_path / f"{format}.out"
        base = ["run", str(articles), "--format", format, "-o", str(out), "--store", str(tmp_path / f"{format}.db")]
        assert main(base) == case.code
        err = capsys.readouterr().err
        assert case.says in err and "Traceback" not in err
        assert not list(tmp_path.glob("*.part"))
        text = out.read_text(encoding="utf-8")
        assert "a.txt" in text and "b.txt" not in text
        with Store(tmp_path / f"{format}.db") as store:
            assert store.counts()["briefs"] == 1
    assert cancelled == [SECOND] * 3


def test_a_store_that_fails_ends_the_run_with_one_line(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """A text file is no store; the articles are not even read."""
    (tmp_path / "s.db").write_text("no database, " * 20)
    assert main(["run", str(articles), "--store", str(tmp_path / "s.db")]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and "no SQLite database" in err and "unexpected" not in err


def test_hostile_names_do_not_reach_the_terminal(tmp_path: Path, capsys: Capture) -> None:
    """A file name with an escape sequence is told without it."""
    assert main(["run", str(tmp_path / "a\x1b[2Jb.txt")]) == 5
    assert "\x1b" not in capsys.readouterr().err


def test_an_unexpected_error_is_one_line(articles: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect of ours is told as such, with how to see where; the debugging variable shows it."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("summarizer.cli.run.Plan.of", broken)
    assert main(["run", str(articles)]) == 1
    assert "unexpected ZeroDivisionError: oops" in capsys.readouterr().err
    monkeypatch.setenv("SUMMARIZER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["run", str(articles)])


def test_every_error_of_the_tree_has_an_exit_code() -> None:
    """A kind that a later version adds must be placed; only the two roots, which nothing raises, are not."""
    from summarizer.cli.exits import _BY_KIND

    def below(cls: type[SummarizerError]) -> list[type[SummarizerError]]:
        return [cls, *(one for child in cls.__subclasses__() for one in below(child))]

    unplaced = {cls.kind for cls in below(SummarizerError)} - set(_BY_KIND)
    assert unplaced == {"error", "engine"}


def test_a_manifest_is_read_beside_inputs_and_encodings_are_told(tmp_path: Path, capsys: Capture) -> None:
    """Its metadata reach the brief; what was not UTF-8 is told once, with its number."""
    (tmp_path / "a.txt").write_bytes(
        "La mairie a été fermée lundi. Selon le maire, elle rouvrirait en mai.".encode("cp1252")
    )
    (tmp_path / "m.csv").write_text("path;outlet;published\na.txt;Le Fil;2026-03\n", encoding="utf-8")
    assert main(["run", "--manifest", str(tmp_path / "m.csv"), "--engine", "rules"]) == 0
    out, err = capsys.readouterr()
    article = json.loads(out)["brief"]["article"]
    assert (article["outlet"], article["published"]) == ("Le Fil", "2026-03")
    assert "not UTF-8: 1 read as windows-1252" in err


def test_a_run_says_what_it_came_to(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """The report counts what became of the articles; nothing failed, so there is nothing to retry."""
    report = tmp_path / "report.json"
    (articles / "c.txt").write_text((articles / "a.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["run", str(articles), "--engine", "rules", "-q", "--report", str(report)]) == 0
    capsys.readouterr()
    found = json.loads(report.read_text(encoding="utf-8"))
    assert (found["ended"], found["articles"], found["done"], found["skipped"]) == ("complete", 3, 2, {"duplicate": 1})
    assert (found["failed"], found["cost_usd"], found["retry"]) == ({}, None, None)
    assert found["engine"]["name"] == "rules" and found["seconds"] >= 0
    assert sum(found["claims"].values()) >= 4
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_what_failed_comes_with_the_command_that_retries_it(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """A refusal is skipped by the next run, which tells how to try again and does not end with 0."""
    import shlex

    given = ["run", str(articles), "--engine", "rules", "--store", str(tmp_path / "s.db"), "--format", "jsonl"]
    with Store(tmp_path / "s.db") as store:
        article = Article.of((articles / "a.txt").read_text(encoding="utf-8"))
        key = RunKey.of(article, RulesEngine().identity).hex
        store.put_failure(key, article, Failed(0, "a.txt", "refusal", "no", None, 1), at="2026-01-01T00:00:00Z")
    assert main(given) == 7
    out, err = capsys.readouterr()
    assert [json.loads(line)["status"] for line in out.splitlines()] == ["skipped", "done"]
    assert "1 that failed before" in err
    told = next(line for line in err.splitlines() if line.startswith("to try again"))
    command = shlex.split(told.partition(": ")[2])
    assert command == ["summarizer", *given, "--retry-errors"]
    assert main(command[1:]) == 0
    assert {json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()} == {"done"}


def test_notes_as_json_are_objects_with_an_event(articles: Path, capsys: Capture) -> None:
    """Every line of standard error is one; the engine, each article and the end are told."""
    (articles / "d.txt").write_text("", encoding="utf-8")
    assert main(["run", str(articles), "--engine", "rules", "--log-json"]) == 7
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in lines] == ["note", "done", "done", "failed", "end"]
    assert lines[3]["kind"] == "article" and lines[3]["input"].endswith("d.txt")
    assert all({"time", "message"} <= line.keys() for line in lines)


def test_a_report_that_cannot_be_written_is_one_line(articles: Path, tmp_path: Path, capsys: Capture) -> None:
    """The results are there all the same."""
    code = main(["run", str(articles), "--engine", "rules", "-q", "--report", str(tmp_path / "no" / "r.json")])
    out, err = capsys.readouterr()
    assert code == 2 and "cannot write the report" in err
    assert len(out.splitlines()) == 2

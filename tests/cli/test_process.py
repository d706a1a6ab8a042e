"""The command as a process: what only a real one shows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_S = 120
"""How long a process may take before the test fails instead of waiting on."""


def environment() -> dict[str, str]:
    """Return the environment without what would change the interpreter's streams or the choice of the engine."""
    ours = ("OPENAI_", "SUMMARIZER_", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def command(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command; warnings are errors."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "summarizer", *args],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=LONGEST_S,
        env={**environment(), **env},
    )


def test_results_are_utf8_whatever_the_locale_says(articles: Path) -> None:
    """Bytes in and bytes out are UTF-8; «-» is read from a real pipe."""
    text = (articles / "a.txt").read_bytes()
    (articles / "a.txt").rename(articles / "été.txt")
    ran = command("run", "-", str(articles / "été.txt"), stdin=text, LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert ran.returncode == 0, ran.stderr
    first, second = sorted((json.loads(line) for line in ran.stdout.decode("utf-8").splitlines()), key=_index)
    assert first["brief"]["article"]["n_chars"] == len(text.decode("utf-8"))
    assert second["status"] == "skipped" and second["input"].endswith("/été.txt")


def _index(row: dict[str, int]) -> int:
    return row["index"]


@pytest.mark.parametrize(
    "args", [("run", "-q", "{articles}"), ("schema", "brief"), ("--help",)], ids=lambda args: args[0]
)
def test_a_closed_pipe_ends_quietly(args: tuple[str, ...], articles: Path) -> None:
    """As «| head» does: exit 141, no traceback, no complaint of the interpreter that flushes last."""
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [sys.executable, "-m", "summarizer", *(arg.format(articles=articles) for arg in args)],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=LONGEST_S,
        env=environment(),
    )
    os.close(write)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_help_and_version_load_nothing_heavy() -> None:
    """They are quick because neither pydantic, rich, asyncio nor an engine is loaded."""
    heavy = "('pydantic', 'rich', 'asyncio', 'openai', 'sqlite3', 'summarizer.batch')"
    program = (
        "import sys\nfrom summarizer.cli.main import main\n"
        f"code = main(sys.argv[1:])\nprint([n for n in sys.modules if n in {heavy}], file=sys.stderr)\nsys.exit(code)"
    )
    for flag, says in (("--help", b"exit codes"), ("--version", b"summarizer ")):
        ran = subprocess.run(
            [sys.executable, "-c", program, flag], cwd=ROOT, capture_output=True, check=False, timeout=LONGEST_S
        )
        assert (ran.returncode, ran.stderr.strip()) == (0, b"[]")
        assert says in ran.stdout


@pytest.mark.parametrize("command_name", ["run", "analyse", "check", "prompts", "schema"])
def test_every_command_has_help(command_name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Help goes to stdout with code 0."""
    from summarizer.cli.main import main

    assert main([command_name, "--help"]) == 0
    assert f"summarizer {command_name}" in capsys.readouterr().out

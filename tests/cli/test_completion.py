"""Completion scripts are what a shell takes, and complete this command line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.cli.main import main

BASH = shutil.which("bash")


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_every_shell_has_a_script_with_all_commands(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands and an option stand in it."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(word in script for word in ("analyse", "store", "--concurrency"))


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("summarizer st", {"store"}),
        ("summarizer run --fo", {"--format", "--force"}),
        ("summarizer run --engine l", {"llm"}),
    ],
)
def test_bash_completes_with_it(
    words: str, expected: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands, options and choices, in a real shell."""
    assert BASH
    main(["completion", "bash"])
    script = tmp_path / "completion.sh"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    asked = f"COMP_WORDS=({words}); COMP_CWORD={len(words.split()) - 1}; _shtab_summarizer; echo ${{COMPREPLY[@]}}"
    ran = subprocess.run(
        [BASH, "-c", f"source {script}; {asked}"], capture_output=True, text=True, check=True, timeout=60
    )
    assert set(ran.stdout.split()) == expected


def test_without_the_library_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert "[completion]" in capsys.readouterr().err

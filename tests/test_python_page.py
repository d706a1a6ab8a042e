"""The examples of docs/python.md run, in their order, and what they promise of types holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mypy import api as mypy

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "python.md"


def blocks() -> list[tuple[int, str]]:
    """Return line number and code of every example that is to run."""
    found: list[tuple[int, str]] = []
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start: int | None = None
    for number, line in enumerate(lines):
        if line == "```python":
            start = number + 1
        elif line == "```" and start is not None:
            found.append((start, "\n".join(lines[start:number]) + "\n"))
            start = None
    return found


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other in one namespace, in a folder with the examples beside."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    assert len(blocks()) >= 7
    for start, code in blocks():
        exec(compile("\n" * start + code, str(PAGE), "exec", dont_inherit=True), names)


def test_the_examples_are_typed(tmp_path: Path) -> None:
    """A user's strict mypy has nothing to say of them: the package's types are whole."""
    program = tmp_path / "page.py"
    program.write_text("\n".join(code for _, code in blocks()), encoding="utf-8")
    said, errors, code = mypy.run(
        ["--strict", "--no-error-summary", f"--cache-dir={ROOT / '.mypy_cache'}", str(program)]
    )
    assert (said, errors, code) == ("", "", 0)


def test_types_of_the_public_face(tmp_path: Path) -> None:
    """What the front doors return, as a user's checker sees it; a wrong promise is an error of the checker."""
    program = tmp_path / "face.py"
    program.write_text(
        "from collections.abc import AsyncGenerator\n"
        "from typing import assert_type\n"
        "from summarizer import Brief, Finding, Outcome, Summarizer, check, summarize, summarize_many\n"
        "assert_type(summarize('x'), Brief)\n"
        "assert_type(summarize_many(['x']), list[Outcome])\n"
        "assert_type(check('x', 'y'), tuple[Finding, ...])\n"
        "async def run(summarizer: Summarizer) -> None:\n"
        "    assert_type(await summarizer.brief('x'), Brief)\n"
        "    async for outcome in summarizer.run(['x']):\n"
        "        assert_type(outcome, Outcome)\n"
        "wrong: int = summarize('x')\n",
        encoding="utf-8",
    )
    said, _, code = mypy.run(["--strict", "--no-error-summary", f"--cache-dir={ROOT / '.mypy_cache'}", str(program)])
    assert code == 1
    assert [line.split(": error: ")[1] for line in said.splitlines()] == [
        'Incompatible types in assignment (expression has type "Brief", variable has type "int")  [assignment]'
    ]

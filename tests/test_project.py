"""The project as a whole: its lock, its layers, its sizes, its wheel."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
MODULES = sorted((ROOT / "summarizer").rglob("*.py"))


def locked_versions(text: str) -> dict[str, str]:
    """Return name → version of a lock's pinned requirements."""
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE))


def addresses(text: str) -> list[str]:
    """Return whatever in a lock looks like the address of an index or a file."""
    return re.findall(r"(?:https?|file)://\S+|--(?:index|extra-index|find-links)\S*", text)


def major_minor(version: str) -> tuple[int, int]:
    """Return the first two numbers of a version."""
    first, second = version.split(".")[:2]
    return int(first), int(second)


def test_the_lock_resolves_to_the_versions_that_work_together() -> None:
    """An unpinned resolver backtracks to instructor 0.4 to 1.3 and openai 1.109; the lock does not."""
    locked = locked_versions(LOCK.read_text())
    assert (3, 3) <= major_minor(locked["openai"]) < (3, 4)
    assert (1, 17) <= major_minor(locked["instructor"]) < (2, 0)
    assert (9, 4) <= major_minor(locked["vcrpy"]) < (10, 0)
    assert major_minor(locked["pytest-recording"]) == (0, 14)


@pytest.mark.parametrize("name", ["openai", "instructor", "vcrpy", "pytest-recording", "pydantic", "tenacity"])
def test_what_is_installed_is_what_is_locked(name: str) -> None:
    """The environment that runs this test was made from the lock."""
    assert importlib.metadata.version(name) == locked_versions(LOCK.read_text())[name]


def test_the_lock_covers_every_declared_dependency() -> None:
    """Every name of pyproject.toml is pinned in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.match(r"[A-Za-z0-9_.-]+", entry).group().lower().replace("_", "-") for entry in declared}  # type: ignore[union-attr]
    assert names <= {name.lower() for name in locked_versions(LOCK.read_text())}


def test_the_lock_names_no_index() -> None:
    """No address of any index or file stands in the lock."""
    assert addresses(LOCK.read_text()) == []


def test_an_index_in_a_lock_would_be_seen() -> None:
    """The guard above can fail."""
    assert addresses("--index-url https://index.invalid/simple\nopenai==3.3.0\n")


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over a checkout."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", "pyproject.toml", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_rooms_import_only_from_rooms_below() -> None:
    """The layers of docs/architecture.md hold, with its other laws."""
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("utils.py", '"""A stray room."""\n'),
        ("text/stray.py", '"""A room that looks up."""\nimport summarizer.store.database\n'),
        ("checks/stray.py", '"""An impure room."""\nimport random\n'),
        ("engines/rules/stray.py", '"""An engine that imports checks."""\nimport summarizer.checks.verify\n'),
        ("pipeline_vendor.py", '"""A vendor outside its room."""\nimport openai\n'),
        ("report/stray.py", '"""A regex outside text."""\nimport re\n'),
    ],
)
def test_a_broken_law_fails(tmp_path: Path, path: str, line: str) -> None:
    """Each law, broken in a copy of the tree, makes import-linter fail."""
    shutil.copytree(ROOT / "summarizer", tmp_path / "summarizer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "summarizer" / path).write_text(line)
    assert lint_imports(tmp_path).returncode != 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_keep_their_size(path: Path) -> None:
    """A module has at most 400 lines, a function at most 50 and five positional parameters beside self."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < 50, node.name
            positional = [a.arg for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]
            assert len(positional) <= 5, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sub_package_init_is_one_docstring(path: Path) -> None:
    """The ``__init__`` of a sub-package holds one docstring and imports nothing."""
    if path.name == "__init__.py" and path.parent.name != "summarizer":
        assert [type(node) for node in ast.parse(path.read_text()).body] == [ast.Expr]


def test_the_wheel_works_outside_the_repository(tmp_path: Path) -> None:
    """The built wheel carries prompts, schemas and tables, and briefs an article away from the checkout."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    made = subprocess.run(build, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    wheel = next(tmp_path.glob("*.whl"))
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(site)
    assert "summarizer/assets/prompts/prompts.lock" in names
    assert "summarizer/assets/schemas/draft.v1.json" in names
    assert "summarizer/engines/providers.toml" in names
    assert "summarizer/py.typed" in names
    assert {"page.css", "fr.json", "en.json", "main.js"} <= {name.rpartition("/")[2] for name in names}
    article = tmp_path / "article.txt"
    article.write_text("Le maire de Vaurelle a annoncé lundi que la piscine rouvrirait en juin.\n", encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    run = subprocess.run(
        [sys.executable, "-P", "-m", "summarizer", "run", str(article), "--format", "jsonl"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert '"endorsement":"attributed"' in run.stdout.replace(" ", "")
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import summarizer, sys; sys.stdout.write(summarizer.__file__)"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout).is_relative_to(site)

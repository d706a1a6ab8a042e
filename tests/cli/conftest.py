"""What every test of the command line starts from."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer import settings

FIRST = "Le ministre a annoncé une réforme. Selon le syndicat, 300 postes seraient supprimés.\n"
SECOND = "La mairie ferme la piscine. Les travaux dureraient six mois, d'après le maire.\n"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of the developer's shell counts, and no summarizer.toml of the folder at hand."""
    monkeypatch.setattr(settings, "FILE_NAME", str(tmp_path / "summarizer.toml"))
    for name in (
        "SUMMARIZER_MODEL",
        "OPENAI_API_KEY",
        "OPENAI_BASE_URL",
        "NO_COLOR",
        "FORCE_COLOR",
        "SUMMARIZER_DEBUG",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let SIGINT interrupt and SIGTERM end, whoever started the tests: ``make test &`` and nohup ignore SIGINT."""
    old = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    for number, handler in old.items():
        signal.signal(number, handler)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder with two articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    return folder

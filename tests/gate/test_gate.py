"""What the gate prints: the examples always, third-party sentences where they are, and that they are not elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.gate.examples import FIELDS, load_examples
from tests.gate.run import main, table

FORMS: tuple[dict[str, Any], ...] = (
    {
        "sent": "Selon la mairie, le port fermerait.",
        "verbs": [{"form": "fermerait", "start": 25, "end": 34, "use": "reportive", "doubtful": False}],
    },
    {
        "sent": "Le portier montrait la gare.",
        "verbs": [{"form": "montrait", "start": 11, "end": 19, "use": "reportive", "doubtful": False}],
    },
    {
        "sent": "Nous voudrions voir ce port.",
        "verbs": [{"form": "voudrions", "start": 5, "end": 14, "use": "reportive", "doubtful": False}],
    },
)
NUMBERS: tuple[dict[str, Any], ...] = (
    {
        "text": "Il a payé 40 euros.",
        "exhaustive": True,
        "mentions": [{"kind": "money", "value": 40.0, "start": 10, "end": 18}],
    },
    {"text": "Il a vu 12 ports.", "exhaustive": True, "mentions": []},
    {
        "text": "Il a vu 13 ports.",
        "exhaustive": True,
        "mentions": [{"kind": "cardinal", "value": 14.0, "start": 8, "end": 10}],
    },
    {
        "text": "Entre 20 et 30 ports.",
        "exhaustive": True,
        "mentions": [{"kind": "range", "value": None, "low": 20.0, "high": 30.0, "start": 0, "end": 14}],
    },
    {"text": "Soit 1e10.", "exhaustive": False, "mentions": [{"kind": "power", "value": 1e10, "start": 5, "end": 9}]},
)


def _write(path: Path, rows: tuple[dict[str, Any], ...]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _line(lines: list[str], name: str) -> str:
    return next(line for line in lines if line.strip().startswith(name))


def test_the_examples_are_the_guides_forty_two() -> None:
    """All worked examples are there, numbered without gaps, with every field."""
    examples = load_examples()
    assert [example.number for example in examples] == list(range(1, 43))
    assert all(set(example.gold) == set(FIELDS) for example in examples)


def test_without_third_party_sentences_the_table_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the examples' fields, says what is not there, and succeeds."""
    assert main([], tmp_path / "data") == 0
    printed = capsys.readouterr().out
    assert all(f"  {name} " in printed for name in FIELDS)
    assert "Third-party sentences: not there" in printed


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A directory without the files names each that is not there."""
    lines = table(tmp_path)
    assert "  conditional_dev.jsonl: not there" in lines
    assert "  numbers_dev.jsonl: not there" in lines


def test_forms_and_uses_are_counted(tmp_path: Path) -> None:
    """One form right, one missed; one use right, two missed; every error has its line with ``--errors``."""
    _write(tmp_path / "conditional_dev.jsonl", FORMS)
    lines = table(tmp_path, errors=("dev",))
    assert "gold    3  spurious   0  missed   1" in _line(lines, "conditional form")
    assert "1/3" in _line(lines, "use (accuracy)")
    assert "gold    3  spurious   0  missed   2" in _line(lines, "reportive")
    assert any("missed    …Le portier [montrait]" in line for line in lines)
    assert any("reportive → attenuation (K1)" in line for line in lines)


def test_numbers_are_counted_by_kind(tmp_path: Path) -> None:
    """Right, spurious and missed fall under the gold's kind; a power is left out and said to be."""
    _write(tmp_path / "numbers_dev.jsonl", NUMBERS)
    lines = table(tmp_path, errors=("dev",))
    assert "gold    1  spurious   0  missed   0" in _line(lines, "money")
    assert "gold    1  spurious   2  missed   1" in _line(lines, "cardinal")
    assert "gold    1  spurious   0  missed   0" in _line(lines, "range")
    assert any("powers" in line and line.endswith("(1)") for line in lines)

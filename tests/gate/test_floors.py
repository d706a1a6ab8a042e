"""Floors: they rise by themselves, and a measure under its floor is seen."""

from __future__ import annotations

from pathlib import Path

from tests.gate.floors import fallen, load_floors, raised, write_floors
from tests.gate.run import measures


def test_no_measure_of_the_gold_articles_is_under_its_floor() -> None:
    """What the reading reached before, it reaches now."""
    floors = load_floors()
    assert floors, "tests/gate/baseline.json is missing: python -m tests.gate writes it"
    assert fallen(measures(), floors) == {}


def test_a_fall_is_seen() -> None:
    """A measure under its floor, or gone, has fallen."""
    assert fallen({"a": 0.8}, {"a": 0.9, "b": 0.5}) == {"a": (0.8, 0.9), "b": (0.0, 0.5)}


def test_floors_only_rise(tmp_path: Path) -> None:
    """A better measure lifts its floor, a worse one leaves it; what is written is read back."""
    lifted = raised({"a": 0.95, "b": 0.1}, {"a": 0.9, "b": 0.5})
    assert lifted == {"a": 0.95, "b": 0.5}
    write_floors(lifted, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == lifted
    assert load_floors(tmp_path / "none.json") == {}

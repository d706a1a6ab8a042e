"""Floors: what each measure reached before. They rise by themselves and fall only by hand.

A measure under its floor fails the gate; one above it lifts the floor in ``baseline.json``, unless the run only looks
(``--check``, or CI). Source of the habit: trafilatura's evaluation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

BASELINE = Path(__file__).parent / "baseline.json"
SLACK = 1e-6


def load_floors(path: Path = BASELINE) -> dict[str, float]:
    """Return the floors by measure; none where the file is not there."""
    if not path.is_file():
        return {}
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def fallen(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return the measures under their floor, with both values; a measure that is gone counts as zero."""
    return {
        name: (measured.get(name, 0.0), floor)
        for name, floor in floors.items()
        if measured.get(name, 0.0) < floor - SLACK
    }


def raised(measured: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """Return the floors with those lifted that were passed, rounded down to four digits."""
    lifted = {name: max(floors.get(name, 0.0), int(value * 10_000) / 10_000) for name, value in measured.items()}
    return {**floors, **lifted}


def write_floors(floors: Mapping[str, float], path: Path = BASELINE) -> None:
    """Write the floors, sorted by name."""
    path.write_text(json.dumps(dict(sorted(floors.items())), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

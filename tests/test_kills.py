"""A batch that is killed at any instant and begun again pays for nothing that had come back, and loses nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
KILLS = 10


def test_killing_a_batch_loses_and_doubles_nothing() -> None:
    """Real SIGKILLs at instants of their own; ``python -m benchmarks.kills`` does a hundred."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", str(KILLS)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    kills, articles, _, paid_again, problems = ran.stdout.splitlines()
    assert kills.startswith(f"{KILLS} kills")
    assert articles.startswith(f"{12 * KILLS} articles, {12 * KILLS} briefs, {12 * KILLS} completions")
    assert paid_again.endswith(": 0") and problems.endswith("none")

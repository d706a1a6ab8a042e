"""A batch through an endpoint that fails in every way gets all its briefs, and keeps to what the endpoint asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_batch_comes_through_a_storm() -> None:
    """429, 500, resets, cut drafts, silence; ``python -m benchmarks.storm`` runs three hundred articles."""
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.storm", "40"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    outcomes, _, held = ran.stdout.splitlines()
    assert outcomes.endswith(": 40 done")
    assert held == "requests that came again before their Retry-After: 0; briefs without a claim: 0"

"""The ratchet: a known disagreement is written down with its reason, and has to be taken out once it is gone."""

from __future__ import annotations

from collections.abc import Mapping


def hold(got: object, expected: object, known: str = "") -> None:
    """Assert that the two agree or, where a reason says that they do not, that they still do not."""
    if not known:
        assert got == expected, f"got {got!r}, expected {expected!r}"
        return
    assert got != expected, f"agrees now: take the known disagreement out («{known}»)"


def hold_fields(disagreements: Mapping[str, tuple[object, object]], known: Mapping[str, str]) -> None:
    """Assert that exactly the fields disagree that are known to; ``disagreements`` maps a field to (got, expected)."""
    new = {name: pair for name, pair in disagreements.items() if name not in known}
    gone = {name: reason for name, reason in known.items() if name not in disagreements}
    assert not new, f"new disagreements (got, expected): {new}"
    assert not gone, f"agrees now: take the known disagreements out: {gone}"

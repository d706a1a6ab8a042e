"""Phrases that only say something of a noun beside them, and those that state."""

from __future__ import annotations

import pytest

from summarizer.text.deeds import is_apposition


@pytest.mark.parametrize(
    ("phrase", "beside"),
    [
        ("visé par un mandat d’arrêt", True),
        ("jamais publiée", True),
        ("dont le nom n’a pas été rendu public", True),
        ("ce que le règlement interdit", True),
        ("le gérant vivrait au Portugal", False),
        ("fermé lundi, le pont a rouvert mardi", False),
        ("", False),
    ],
)
def test_appositions(phrase: str, beside: bool) -> None:
    """A participle without a finite verb, or a relative, is said beside the sentence."""
    assert is_apposition(phrase) == beside

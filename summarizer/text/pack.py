"""Language packs: tables as data, loaded once. The only file that knows where they stand.

Never in it: a rule of a language; those are data in ``text/<language>/`` and functions in the other files of this room.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("fr",)
"""Languages with a pack, as BCP 47 primary tags."""


@cache
def table(name: str, language: str = "fr") -> dict[str, Any]:
    """Return the table ``text/<language>/<name>.json``; raises FileNotFoundError where the pack has none."""
    raw = (files("summarizer.text") / language / f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded


@cache
def word_set(name: str, key: str, language: str = "fr") -> frozenset[str]:
    """Return one list of a table as a set."""
    return frozenset(table(name, language)[key])


@cache
def pattern(name: str, key: str, language: str = "fr") -> re.Pattern[str]:
    """Return one regular expression of a table, compiled."""
    return re.compile(table(name, language)[key])


def alternation(entries: list[str] | frozenset[str]) -> str:
    """Return a regular expression that matches any of the literal strings, the longest first."""
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)))

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
    parts: dict[str, str] = loaded.get("parts", {})
    return {key: _with_parts(value, parts) for key, value in loaded.items()} if parts else loaded


_PART = re.compile(r"\{([a-z_]+)\}")


def _with_parts(value: Any, parts: dict[str, str]) -> Any:
    """Return the value with shared parts of patterns put in («{months}»); raises KeyError where one is unknown."""
    if isinstance(value, dict):
        return {key: _with_parts(inner, parts) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_parts(inner, parts) for inner in value]
    if not isinstance(value, str) or "{" not in value:
        return value
    return _PART.sub(lambda name: _with_parts(parts[name[1]], parts), value)


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

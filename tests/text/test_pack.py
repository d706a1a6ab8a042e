"""The French pack as data: every table is there, every pattern compiles, every entry names where it comes from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import summarizer.text
from summarizer.text.pack import _with_parts, hoisted, table

TABLES = sorted((Path(summarizer.text.__file__).parent / "fr").glob("*.json"))
REFERENCES = ("ref", "refs", "source", "sources")
ABOUT = frozenset({"language", "licence", "sources", "source", "about", "ref"})


def _table(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _refers(value: object) -> bool:
    if isinstance(value, dict):
        return any(key in value for key in REFERENCES) or (bool(value) and all(map(_refers, value.values())))
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and _refers(one) for one in value)


def _unsourced(table: dict[str, Any]) -> Iterator[str]:
    """Yield the keys of a table whose entries name no source, and that no ``<key>_ref`` or table-wide source covers."""
    if "ref" in table or "source" in table:
        return
    for key, value in table.items():
        if key not in ABOUT and not key.endswith("_ref") and f"{key}_ref" not in table and not _refers(value):
            yield key


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_entry_names_its_source(path: Path) -> None:
    """Nothing stands in the pack that nobody can look up."""
    assert list(_unsourced(_table(path))) == []


def test_an_entry_without_a_source_is_found() -> None:
    """The test above can fail: bare lists and lists of entries without references are told."""
    table = {"sources": {}, "words": ["a"], "entries": [{"id": "x"}], "known": ["b"], "known_ref": "desk"}
    assert list(_unsourced(table)) == ["words", "entries"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_references_stand_in_the_sources_of_their_table(path: Path) -> None:
    """Each word before the first colon of a ``<key>_ref`` is a key of the table's sources."""
    table = _table(path)
    for key, value in table.items():
        if key.endswith("_ref") and isinstance(value, str):
            named = {part.strip().split(" ")[0] for part in value.split(":")[0].split(";")}
            assert named <= set(table["sources"]), f"{key}: {named}"


def _patterns(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _patterns(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _patterns(inner, key)
    elif isinstance(value, str) and key.endswith("regex"):
        yield value


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_pattern_compiles(path: Path) -> None:
    """A pattern is a regular expression, whoever wrote it, its shared parts put in."""
    for pattern in _patterns(table(path.stem)):
        re.compile(pattern)
        assert not re.search(r"\{[a-z_]+\}", pattern), pattern


def test_shared_parts_of_patterns_are_put_in() -> None:
    """«{months}» in a pattern stands for the part of that name, also inside a part; no part stands unused."""
    structure = table("structure")
    date = next(entry["regex"] for entry in structure["noise_patterns"] if entry["id"] == "day_in_small_letters")
    assert structure["parts"]["months"] in date and re.match(date, "mardi 12 mars")
    written = json.dumps(_table(next(path for path in TABLES if path.stem == "structure")))
    assert [name for name in structure["parts"] if written.count(f"{{{name}}}") == 0] == []


def test_an_unknown_part_is_told() -> None:
    """A name that no part has is an error, not a pattern that never matches."""
    with pytest.raises(KeyError):
        _with_parts({"regex": ["a {nobody} b"]}, {"months": "mars"})


@pytest.mark.parametrize(
    ("regex", "expected"),
    [
        (r"\ba|\bb", r"\b(?:a|b)"),
        (r"\ba|b|\bc|\bd", r"\ba|b|\b(?:c|d)"),
        (r"\ba(?:b|c)|\b[|)]\||\b(d|e)", r"\b(?:a(?:b|c)|[|)]\||(d|e))"),
        (r"\b[]|]|\b[^]|]", r"\b(?:[]|]|[^]|])"),
        (r"(?:\ba|\bb)", r"(?:\ba|\bb)"),
        ("", ""),
    ],
)
def test_the_border_of_alternatives_is_asked_once(regex: str, expected: str) -> None:
    """Only alternatives that stand in no group, and in their order."""
    assert hoisted(regex) == expected


def _regexes(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key.endswith("regex"):
                yield inner
            else:
                yield from _regexes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _regexes(inner)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_hoisted_pattern_finds_the_same(path: Path) -> None:
    """Every pattern of the tables, over an article and as one with its neighbours."""
    article = Path(__file__).resolve().parents[2] / "examples" / "articles" / "01-agence-securite.txt"
    low = article.read_text(encoding="utf-8").replace("’", "'").lower()
    patterns = [*_regexes(table(path.stem))]
    for regex in [*patterns, *("|".join(pair) for pair in pairwise(patterns))]:
        if "{" not in _without_counts(regex) and "(?P<" not in regex:
            old, new = re.compile(regex), re.compile(hoisted(regex))
            assert [one.span() for one in old.finditer(low)] == [one.span() for one in new.finditer(low)], regex


def _without_counts(regex: str) -> str:
    return re.sub(r"\{\d*,?\d*\}", "", regex)

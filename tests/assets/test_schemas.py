"""The exported schemas: current, and within what strict structured output takes."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from summarizer.assets.schemas import (
    DRAFT_FORMS,
    SCHEMA_FILES,
    brief_schema,
    draft_schema,
    draft_schema_sha256,
    dump,
    schema_texts,
    write_schemas,
)
from summarizer.domain.draft import Draft
from summarizer.errors import AssetError
from tests.reference_endpoint.answers import FOLDER

SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"

MOST_PROPERTIES = 5000
MOST_LEVELS = 10
MOST_ENUM_VALUES = 1000
MOST_NAME_CHARS = 120_000
LARGE_ENUM, MOST_LARGE_ENUM_CHARS = 250, 15_000
"""Limits of strict structured output. Source: OpenAI, guide «Structured model outputs», supported schemas."""

KEYWORDS = frozenset(
    {
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "anyOf",
        "$ref",
        "$defs",
        "description",
        "const",
    }
)
"""The keywords that the draft may use; everything else is refused by some server that claims strictness."""


def strict_problems(schema: dict[str, Any]) -> list[str]:
    """Return what strict structured output would refuse in a schema, one line each."""
    problems = []
    enum_values = 0
    names = list(schema.get("$defs", {}))
    for path, node in _nodes(schema, "$"):
        problems += [f"{path}: keyword {key}" for key in node if key not in KEYWORDS]
        if node.get("type") == "object":
            properties = node.get("properties", {})
            names += properties
            if node.get("additionalProperties") is not False:
                problems.append(f"{path}: not closed")
            if list(node.get("required", [])) != list(properties):
                problems.append(f"{path}: not all properties are required, in order")
        values = node.get("enum", [])
        enum_values += len(values)
        names += [str(value) for value in values]
        if len(values) > LARGE_ENUM and sum(len(str(value)) for value in values) > MOST_LARGE_ENUM_CHARS:
            problems.append(f"{path}: enum too long")
    if schema.get("type") != "object":
        problems.append("$: the root is no object")
    if sum(len(node.get("properties", {})) for _, node in _nodes(schema, "$")) > MOST_PROPERTIES:
        problems.append("$: too many properties")
    if enum_values > MOST_ENUM_VALUES or sum(map(len, names)) > MOST_NAME_CHARS:
        problems.append("$: too many enum values or too long names")
    if _depth(schema, schema, frozenset()) > MOST_LEVELS:
        problems.append("$: nested too deeply")
    return problems


def _nodes(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield path, schema
    for key in ("properties", "$defs"):
        for name, child in schema.get(key, {}).items():
            yield from _nodes(child, f"{path}.{name}")
    for child in [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]:
        yield from _nodes(child, f"{path}[]")


def _depth(node: dict[str, Any], root: dict[str, Any], open_refs: frozenset[str]) -> int:
    if "$ref" in node:
        name = str(node["$ref"]).removeprefix("#/$defs/")
        return MOST_LEVELS + 1 if name in open_refs else _depth(root["$defs"][name], root, open_refs | {name})
    children = [*node.get("properties", {}).values(), *node.get("anyOf", [])]
    children += [node["items"]] if "items" in node else []
    here = 1 if node.get("type") in ("object", "array") else 0
    return here + max((_depth(child, root, open_refs) for child in children), default=0)


@pytest.mark.parametrize("form", DRAFT_FORMS)
def test_the_draft_schema_is_strict(form: str) -> None:
    """All required, closed, known keywords, within every documented limit."""
    assert strict_problems(draft_schema(form)) == []


def _broken() -> Iterator[tuple[str, dict[str, Any]]]:
    def changed(what: str, change: Any) -> tuple[str, dict[str, Any]]:
        schema = copy.deepcopy(draft_schema())
        change(schema)
        return what, schema

    claim = "DraftClaim"
    yield changed("not closed", lambda s: s["$defs"][claim].pop("additionalProperties"))
    yield changed("not all properties are required", lambda s: s["$defs"][claim]["required"].pop())
    yield changed("not all properties are required", lambda s: s.pop("required"))
    yield changed("keyword default", lambda s: s["$defs"][claim]["properties"]["key"].update(default="c1"))
    yield changed("keyword pattern", lambda s: s["$defs"][claim]["properties"]["key"].update(pattern="c.*"))
    yield changed("keyword title", lambda s: s.update(title="Draft"))
    yield changed("no object", lambda s: s.update(type="array"))
    yield changed(
        "nested too deeply", lambda s: s["$defs"][claim]["properties"]["key"].update({"$ref": "#/$defs/DraftClaim"})
    )
    many = {f"p{n}": {"type": "string"} for n in range(MOST_PROPERTIES + 1)}
    yield changed(
        "too many properties",
        lambda s: s["$defs"].update(
            Many={"type": "object", "properties": many, "required": list(many), "additionalProperties": False}
        ),
    )
    values = [f"v{n}" for n in range(MOST_ENUM_VALUES + 1)]
    yield changed("too many enum values", lambda s: s["$defs"].update(Values={"type": "string", "enum": values}))
    long = ["v" * 100 + str(n) for n in range(LARGE_ENUM + 1)]
    yield changed("enum too long", lambda s: s["$defs"].update(Values={"type": "string", "enum": long}))


@pytest.mark.parametrize(("what", "schema"), list(_broken()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_broken_schema_is_caught(what: str, schema: dict[str, Any]) -> None:
    """The checker can fail, on each of its rules."""
    assert any(what in problem for problem in strict_problems(schema))


def test_the_files_are_current() -> None:
    """schemas/ is what the models say; write it anew with ``python -m summarizer.assets.schemas``."""
    assert sorted(path.name for path in SCHEMAS.glob("*.json")) == sorted(SCHEMA_FILES)
    for name, text in schema_texts().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text


def test_a_stale_file_is_not_what_is_written(tmp_path: Path) -> None:
    """The comparison above can fail, and writing mends it."""
    (tmp_path / "draft.v1.json").write_text("{}\n", encoding="utf-8")
    assert (tmp_path / "draft.v1.json").read_text(encoding="utf-8") != schema_texts()["draft.v1.json"]
    written = write_schemas(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == schema_texts()


def test_the_draft_schema_wastes_no_tokens() -> None:
    """No titles, no defaults, no class docstrings; field descriptions stay."""
    text = dump(draft_schema())
    assert '"title"' not in text
    assert '"default"' not in text
    assert (Draft.__doc__ or "") not in text
    assert "verbatim, unchanged, from that sentence" in text


def test_the_compact_schema_says_nothing_that_the_prompt_says() -> None:
    """No description and no definition: what a name means stands in the prompt, and each object is used once."""
    text = json.dumps(draft_schema("draft.v2"), ensure_ascii=False, separators=(",", ":"))
    assert not [word for word in ("description", "$defs", "$ref", "title", "default", "anyOf") if f'"{word}"' in text]
    assert len(text) < len(json.dumps(draft_schema(), separators=(",", ":"))) / 2


def test_an_unknown_form_is_told() -> None:
    """A prompt cannot ask for a schema that does not exist."""
    with pytest.raises(AssetError, match=r"no draft schema 'draft\.v9'; known: draft\.v1, draft\.v2"):
        draft_schema("draft.v9")


def test_evidence_stands_before_judgement() -> None:
    """A model writes in the order of the schema, so the order is part of the contract."""
    order = list(draft_schema()["$defs"]["DraftClaim"]["properties"])
    assert order.index("evidence") < order.index("cues") < order.index("certainty") < order.index("text")
    order = list(draft_schema("draft.v2")["properties"]["claims"]["items"]["properties"])
    assert order.index("evidence") < order.index("cues") < order.index("reading") < order.index("text")


def test_schemas_are_legible_and_end_with_a_newline() -> None:
    """French marks are not escaped."""
    assert dump({"a": "« é »"}) == '{\n  "a": "« é »"\n}\n'


def test_the_sha_is_that_of_the_file() -> None:
    """``sha256sum schemas/draft.v1.json`` says the same."""
    import hashlib

    for form in DRAFT_FORMS:
        assert draft_schema_sha256(form) == hashlib.sha256((SCHEMAS / f"{form}.json").read_bytes()).hexdigest()


def test_both_are_valid_json_schemas_and_closed() -> None:
    """A validator takes them, and the maintainers' answers fit the draft."""
    for schema in (*map(draft_schema, DRAFT_FORMS), brief_schema()):
        Draft202012Validator.check_schema(schema)
        closed = [node.get("additionalProperties") for _, node in _nodes(schema, "$") if "properties" in node]
        assert set(closed) == {False}
    validator = Draft202012Validator(draft_schema())
    answers = sorted(FOLDER.glob("*.json"))
    assert len(answers) >= 4
    for path in answers:
        validator.validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_property_named_title_survives() -> None:
    """Only the keyword goes: an article has a title."""
    assert "title" in brief_schema()["$defs"]["BriefArticle"]["properties"]

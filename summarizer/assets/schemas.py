"""The schemas, exported from the models: what a model is asked for, by the name in its prompt, and what a reader gets.

Law: ``schemas/*.json`` are these functions' output, byte for byte (a test holds it; ``python -m
summarizer.assets.schemas`` in a checkout writes them anew). Never in it: a rule about values that the models do not
already state.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import BaseModel

from summarizer.domain.brief import Brief
from summarizer.domain.compact import CompactDraft
from summarizer.domain.draft import Draft
from summarizer.errors import AssetError

Schema: TypeAlias = dict[str, Any]

SCHEMA_FILES = ("draft.v1.json", "draft.v2.json", "brief.v1.json")
DRAFT = "draft.v1"
"""The draft itself: what the offline engine proposes and what the checks take."""
DRAFT_FORMS: Mapping[str, type[BaseModel]] = MappingProxyType({DRAFT: Draft, "draft.v2": CompactDraft})
"""What a prompt may name as its ``output_schema``."""


def draft_schema(form: str = DRAFT) -> Schema:
    """Return the schema of a form of the draft as strict structured output takes it; raises AssetError.

    Every object is closed and requires all its properties; nothing has a title or a default; descriptions stand on
    fields only. Properties keep the order of the model: a model answers in that order.
    """
    fresh: Schema = json.loads(_draft_text(form))
    return fresh


def brief_schema() -> Schema:
    """Return the brief's schema: closed objects; fields with a default may be left out."""
    body = _trimmed(Brief.model_json_schema(), strict=False)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **body}


def draft_schema_sha256(form: str = DRAFT) -> str:
    """Return the sha256 of ``schemas/<form>.json``."""
    return hashlib.sha256(_draft_text(form).encode()).hexdigest()


def dump(schema: Mapping[str, Any]) -> str:
    """Return the schema as its file holds it: two spaces, no escapes, the models' order, a newline at the end."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def schema_texts() -> dict[str, str]:
    """Return file name → content of all schema files."""
    return dict(zip(SCHEMA_FILES, (*map(_draft_text, DRAFT_FORMS), dump(brief_schema())), strict=True))


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write all schema files into the folder and return their paths."""
    written = []
    for name, text in schema_texts().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


@cache
def _draft_text(form: str) -> str:
    if form not in DRAFT_FORMS:
        raise AssetError(f"no draft schema {form!r}; known: {', '.join(DRAFT_FORMS)}")
    model = DRAFT_FORMS[form]
    schema = _trimmed(model.model_json_schema(), strict=True)
    return dump(schema if model is Draft else _inlined(schema, schema.pop("$defs")))


def _inlined(node: Any, named: Mapping[str, Any]) -> Any:
    """Return a schema with each reference replaced by what it names: one that is used once costs less so."""
    if isinstance(node, list):
        return [_inlined(child, named) for child in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(named[str(node["$ref"]).rpartition("/")[2]], named)
    return {key: _inlined(value, named) for key, value in node.items()}


def _trimmed(schema: Schema, *, strict: bool) -> Schema:
    docstrings = _docstrings()
    return {
        key: _child(key, value, strict=strict)
        for key, value in schema.items()
        if not _dropped(key, value, docstrings, strict=strict)
    }


def _child(key: str, value: Any, *, strict: bool) -> Any:
    if key in ("properties", "$defs"):
        return {name: _trimmed(child, strict=strict) for name, child in value.items()}
    if isinstance(value, dict):
        return _trimmed(value, strict=strict)
    if isinstance(value, list):
        return [_trimmed(item, strict=strict) if isinstance(item, dict) else item for item in value]
    return value


def _dropped(key: str, value: Any, docstrings: frozenset[str], *, strict: bool) -> bool:
    if key == "title":
        return True
    return strict and (key == "default" or (key == "description" and value in docstrings))


@cache
def _docstrings() -> frozenset[str]:
    found: set[str] = set()
    todo = [*DRAFT_FORMS.values()]
    while todo:
        model = todo.pop()
        found.add(inspect.cleandoc(model.__doc__ or ""))
        for field in model.model_fields.values():
            todo.extend(_models_in(field.annotation))
    return frozenset(found)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


if __name__ == "__main__":
    write_schemas(Path(__file__).resolve().parents[2] / "schemas")

"""What changes from one prompt version to another: templates, draft schema, recorded scores. Pure but for one file.

``prompts/scores.json`` holds, for each version that was measured, what the briefs are worth that came of the reference
answers in that version's form. These answers were written by the maintainers: the figures say what a form keeps or
loses of the same content, and nothing about what a model makes of a prompt.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any

from summarizer.assets.prompt_files import PART_INPUTS, Prompt, prompts_folder
from summarizer.assets.schemas import draft_schema
from summarizer.errors import AssetError

SCORES = "scores.json"

Scores = Mapping[str, float]


def template_changes(old: Prompt, new: Prompt) -> tuple[str, ...]:
    """Return a unified diff of each part that changes, with three lines around; empty where none does."""
    lines: list[str] = []
    for part in PART_INPUTS:
        before, after = (str(getattr(one, part)).splitlines() for one in (old, new))
        names = (f"{old.info.name} {part}", f"{new.info.name} {part}")
        lines += difflib.unified_diff(before, after, *names, lineterm="")
    return tuple(lines)


def schema_changes(old: Prompt, new: Prompt) -> tuple[str, ...]:
    """Return what changes in the schema of the answer: its name, its size, each path that comes, goes or differs."""
    names = [one.info.output_schema for one in (old, new)]
    if names[0] == names[1]:
        return ()
    before, after = (dict(_leaves(_resolved(draft_schema(name)))) for name in names)
    sizes = [len(json.dumps(draft_schema(name), ensure_ascii=False, separators=(",", ":"))) for name in names]
    lines = [f"{names[0]} → {names[1]}, {sizes[0]} → {sizes[1]} characters"]
    for path in dict.fromkeys([*before, *after]):
        if path not in after:
            lines.append(f"- {path}: {before[path]}")
        elif path not in before:
            lines.append(f"+ {path}: {after[path]}")
        elif before[path] != after[path]:
            lines.append(f"~ {path}: {before[path]} → {after[path]}")
    return tuple(lines)


def read_scores(root: Traversable | None = None) -> tuple[str, Mapping[str, Scores]]:
    """Return where the scores come from, and by ``id@version#sha256`` what they are; nothing where none are stored."""
    path = (root or prompts_folder()) / SCORES
    if not path.is_file():
        return "", {}
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        return str(body["source"]), {str(name): dict(row) for name, row in body["prompts"].items()}
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise AssetError(f"{SCORES} is not as it must be: {error!r}") from error


def scores_key(prompt: Prompt) -> str:
    """Return the key of a prompt's scores: a draft that was changed since has none."""
    return f"{prompt.info.name}#{prompt.info.sha256[:12]}"


def score_changes(old: Prompt, new: Prompt, *, root: Traversable | None = None) -> tuple[str, ...]:
    """Return the source of the scores, then one line per score; or which of the two has none stored."""
    source, scores = read_scores(root)
    missing = [one.info.name for one in (old, new) if scores_key(one) not in scores]
    if missing:
        return tuple(f"no figures are stored for {name} as it is now" for name in dict.fromkeys(missing))
    before, after = scores[scores_key(old)], scores[scores_key(new)]
    lines = [source]
    for name in dict.fromkeys([*before, *after]):
        had, has = before.get(name), after.get(name)
        lines.append(f"{name}: {_shown(had)} → {_shown(has)}{_step(had, has)}")
    return tuple(lines)


def _step(had: float | None, has: float | None) -> str:
    if had is None or has is None or had == has:
        return ""
    return f" ({round(has - had, 4):+})"


def _shown(value: float | None) -> str:
    return "none" if value is None else str(value)


def _resolved(schema: Mapping[str, Any]) -> Any:
    named = schema.get("$defs", {})

    def walk(node: Any) -> Any:
        if isinstance(node, list):
            return [walk(child) for child in node]
        if not isinstance(node, Mapping):
            return node
        if "$ref" in node:
            return walk(named[str(node["$ref"]).rpartition("/")[2]])
        return {key: walk(value) for key, value in node.items() if key != "$defs"}

    return walk(schema)


def _leaves(node: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and kind of each value that is no object: «claims[].evidence[]», «string»."""
    if "properties" in node:
        for name, child in node["properties"].items():
            yield from _leaves(child, f"{path}.{name}" if path else name)
    elif node.get("type") == "array":
        yield from _leaves(node["items"], f"{path}[]")
    elif "enum" in node:
        yield path, " | ".join(str(value) for value in node["enum"])
    else:
        kinds = [str(child.get("type")) for child in node.get("anyOf", [])] or [str(node.get("type"))]
        yield path, " or ".join(kinds)

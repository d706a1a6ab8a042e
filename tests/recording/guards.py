"""What must hold of cassettes, as plain functions: tests call them on the real folder and on broken ones."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from vcr.cassette import Cassette  # type: ignore[import-untyped]

from summarizer.assets.prompts import load_prompt, read_lock
from summarizer.assets.schemas import draft_schema
from summarizer.domain.run import Completion
from summarizer.engines.answer import content_of, label_of
from summarizer.engines.llm import request_sha256
from summarizer.errors import AssetError
from tests.recording.serializer import told_again

ROOT = Path(__file__).resolve().parents[2]
CASSETTES = ROOT / "cassettes"
SOURCE = CASSETTES / "source.json"
RECORD = "record it anew with `make record`"
FAULT = "fault-"
"""How the names of cassettes begin that only the reference endpoint can give: no provider fails when told to."""

_SECRETS = {
    "an API key": re.compile(r"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{12,}"),
    "a bearer token": re.compile(r"\bbearer\s+[A-Za-z0-9._-]{8,}", re.IGNORECASE),
    "an authorization header": re.compile(
        r"^\s*[\"']?(?:proxy-)?authorization[\"']?\s*:", re.IGNORECASE | re.MULTILINE
    ),
    "a key header": re.compile(r"^\s*[\"']?(?:x-)?api-key[\"']?\s*:", re.IGNORECASE | re.MULTILINE),
    "a cookie": re.compile(r"^\s*[\"']?(?:set-)?cookie[\"']?\s*:|__cf_bm=", re.IGNORECASE | re.MULTILINE),
    "an organisation": re.compile(r"\borg-[A-Za-z0-9]{12,}|openai-(?:organization|project)", re.IGNORECASE),
}


def cassette_files(folder: Path = CASSETTES) -> dict[str, Path]:
    """Return name without suffix → file, sorted."""
    return {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.yaml"))}


def prompt_in_use() -> str:
    """Return ``id@version`` of the prompt that is recorded: the newest released ``brief``."""
    return load_prompt("brief").info.name


def named_cassettes(tests: Path, *, reference: bool) -> set[str]:
    """Return the cassettes that tests name in ``default_cassette`` and ``recorded``, with the prompt in use.

    Without ``reference``, those of faults are left out: a provider's recording has none.
    """
    names = set()
    for path in tests.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _cassette_of(node)
            if name and (reference or not name.startswith(FAULT)):
                names.add(f"{prompt_in_use()}/{name}")
    return names


def _cassette_of(node: ast.AST) -> str | None:
    if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
        return None
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return str(node.args[0].value) if called in ("default_cassette", "recorded") else None


def orphans(files: Iterable[str], named: Iterable[str]) -> list[str]:
    """Return what is wrong between files and tests, one line each."""
    have, want = set(files), set(named)
    return [
        *(f"{name}: no test plays this cassette; delete it" for name in sorted(have - want)),
        *(f"{name}: a test names it and it is not recorded; {RECORD}" for name in sorted(want - have)),
    ]


def interactions(name: str, folder: Path = CASSETTES) -> list[dict[str, Any]]:
    """Return a cassette's requests and responses as they stand in the file, in order."""
    return _interactions((folder / f"{name}.yaml").read_text(encoding="utf-8"))


def recorded_completions(name: str, folder: Path = CASSETTES) -> list[Completion]:
    """Return a cassette's completions as a store would hold them, in order; errors of the server are none."""
    found = []
    for row in interactions(name, folder):
        sent, answer = row["request"]["body"]["json"], row["response"]["body"].get("json", {})
        if answer.get("choices"):
            raw = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
            label = label_of(raw)
            found.append(Completion(request_sha256(sent), sent["model"], label.model, raw, label.usage))
    return found


def recorded_contents(name: str, folder: Path = CASSETTES) -> list[str]:
    """Return what the model said in a cassette, in order."""
    return [content_of(completion.raw) for completion in recorded_completions(name, folder)]


def secrets(text: str) -> list[str]:
    """Return what looks like a secret in a cassette's text."""
    return [what for what, pattern in _SECRETS.items() if pattern.search(text)]


def prompt_of(name: str) -> str:
    """Return the prompt's ``id@version``: the first part of a cassette's name."""
    return name.split("/", 1)[0]


def prompt_problems(name: str, text: str) -> list[str]:
    """Return what is wrong with a cassette's prompt: not in the lock, or not what the cassette sent."""
    ref = prompt_of(name)
    if ref not in read_lock():
        return [f"{name}: the prompt {ref} is not in prompts.lock; release it, or {RECORD}"]
    try:
        system = load_prompt(ref).system
    except AssetError as error:
        return [f"{name}: {error}"]
    sent = [
        row["request"]["body"]["json"]["messages"][0]["content"]
        for row in _interactions(text)
        if "json" in row["request"]["body"]
    ]
    return (
        []
        if sent and all(content == system for content in sent)
        else [f"{name}: sent another prompt than {ref}; {RECORD}"]
    )


def schema_problems(name: str, text: str) -> list[str]:
    """Return what is wrong with the draft schema that a cassette's requests carry: none, or not today's."""
    problems = []
    for number, row in enumerate(_interactions(text), start=1):
        body = row["request"]["body"].get("json", {})
        sent = body.get("response_format", {}).get("json_schema", {}).get("schema")
        if sent is None:
            problems.append(f"{name}: request {number} carries no draft schema; {RECORD}")
        elif sent != draft_schema():
            problems.append(f"{name}: request {number} carries another draft schema than today's; {RECORD}")
    return problems


def unplayed(cassette: Cassette) -> str | None:
    """Return what a test left unplayed of its cassette, or None."""
    left = len(cassette) - cassette.play_count
    if not left:
        return None
    return f"{_name(cassette)}: {left} of {len(cassette)} recorded interactions were not played; {RECORD}"


def miss_message(cassette: Cassette, request: Any) -> str:
    """Return why no recording answers the request: which prompt, what differs, how to record anew."""
    name = _name(cassette)
    lines = [f"{name}.yaml has no answer left for this request (prompt {prompt_of(name)})."]
    nearest = _nearest(json.loads(request.body), [json.loads(stored.body) for stored in cassette.requests])
    if nearest is not None:
        lines += [f"  differs from the recording: {part}" for part in nearest or ["nothing: it was played already"]]
    uris = {stored.uri for stored in cassette.requests}
    if request.uri not in uris:
        lines.append(f"  address: {request.uri}, recorded: {', '.join(sorted(uris)) or 'nothing'}")
    lines.append(
        f"If the change is meant: a changed prompt wants a new version and its line in prompts.lock; then {RECORD}."
    )
    return "\n".join(lines)


def differences(body: Mapping[str, Any], recorded: Mapping[str, Any]) -> list[str]:
    """Return the parts in which two request bodies differ, in words."""
    parts = []
    mine, theirs = body["messages"], recorded["messages"]
    names = ["the system part of the prompt", "the user part of the prompt, or the article"]
    for number in range(max(len(mine), len(theirs))):
        if mine[number : number + 1] != theirs[number : number + 1]:
            parts.append(names[number] if number < 2 else f"message {number + 1} of the conversation")
    for key in sorted((body.keys() | recorded.keys()) - {"messages"}):
        if body.get(key) != recorded.get(key):
            parts.append(
                "the draft schema"
                if key == "response_format"
                else f"{key}: {body.get(key)!r}, recorded {recorded.get(key)!r}"
            )
    return parts


def _nearest(body: Mapping[str, Any], recorded: list[Any]) -> list[str] | None:
    found = [differences(body, other) for other in recorded if isinstance(other, dict)]
    return min(found, key=len, default=None)


def _name(cassette: Cassette) -> str:
    path = Path(cassette.path).resolve()
    short = path.relative_to(CASSETTES) if path.is_relative_to(CASSETTES) else Path(path.parent.name, path.name)
    return short.with_suffix("").as_posix()


def _interactions(text: str) -> list[dict[str, Any]]:
    return told_again(yaml.safe_load(text)["interactions"])

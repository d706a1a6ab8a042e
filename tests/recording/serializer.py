"""How a cassette is written: YAML for reading, JSON bodies parsed, characters untouched, headers by allow-list.

Registered with vcrpy under the name ``yaml``. A header that is not listed never reaches the file, whoever set it.
A body that is sent again (after a 429, say) is written once. Where no answer came, the status is 0 and its message says
why.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

REQUEST_HEADERS = frozenset({"content-type"})
RESPONSE_HEADERS = frozenset({"content-type", "retry-after", "retry-after-ms", "x-should-retry"})

_LINE_BREAKERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""What YAML would take for a line break or drop inside a block: U+0085, U+2028, U+2029 and controls."""

_HEADER = (
    "# Recorded over HTTP; where the answers come from stands in cassettes/source.json.\n"
    "# Written by tests/recording/serializer.py: record anew with `make record`, do not edit.\n"
)


class _Dumper(yaml.SafeDumper):
    """Keeps key order, knows no aliases, writes many lines as a block."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return True: the same text twice is written twice."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if _LINE_BREAKERS.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def serialize(cassette: dict[str, Any]) -> str:
    """Return the cassette as YAML: interactions in the order they were recorded, keys in the order of the wire."""
    rows = [
        {"request": _request(row["request"]), "response": _response(row["response"])}
        for row in cassette["interactions"]
    ]
    body = yaml.dump(
        {"version": cassette["version"], "interactions": told_once(rows)},
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000_000,
    )
    return _HEADER + body


def deserialize(text: str) -> dict[str, Any]:
    """Return the cassette as vcrpy wants it: bodies are text again."""
    data: dict[str, Any] = yaml.safe_load(text)
    for row in told_again(data["interactions"]):
        row["request"]["body"] = _unparsed(row["request"]["body"])
        row["response"]["body"] = {"string": _unparsed(row["response"]["body"])}
    return data


def told_once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the interactions, a request body that was told before named by the number of its request (from 1)."""
    seen: list[Any] = []
    told = []
    for row in rows:
        body = row["request"]["body"]
        same = seen.index(body) + 1 if body in seen else None
        seen.append(body)
        told.append({**row, "request": {**row["request"], "body": {"same_as_request": same}}} if same else row)
    return told


def told_again(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the interactions as they stand in a file, each with its whole request body."""
    for row in rows:
        same = row["request"]["body"].get("same_as_request")
        if same:
            row["request"]["body"] = rows[same - 1]["request"]["body"].copy()
    return rows


def _request(request: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": request["method"],
        "uri": request["uri"],
        "headers": _allowed(request["headers"], REQUEST_HEADERS),
        "body": _parsed(request["body"]),
    }


def _response(response: dict[str, Any]) -> dict[str, Any]:
    return {
        "status": {"code": response["status"]["code"], "message": response["status"]["message"]},
        "headers": _allowed(response["headers"], RESPONSE_HEADERS),
        "body": _parsed(response["body"]["string"]),
    }


def _allowed(headers: dict[str, Any], names: frozenset[str]) -> dict[str, list[str]]:
    kept = {name.lower(): value for name, value in headers.items() if name.lower() in names}
    return {name: [kept[name]] if isinstance(kept[name], str) else list(kept[name]) for name in sorted(kept)}


def _parsed(body: str | bytes | None) -> dict[str, Any]:
    text = body.decode() if isinstance(body, bytes) else body or ""
    try:
        value = json.loads(text)
    except ValueError:
        return {"text": text}
    if _unparsed({"json": value}) != text:
        return {"text": text}  # parsing would lose something: keep the characters
    return {"json": value}


def _unparsed(body: dict[str, Any]) -> str:
    if "json" in body:
        return json.dumps(body["json"], ensure_ascii=False, separators=(",", ":"))
    return str(body["text"])

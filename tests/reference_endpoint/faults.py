"""More of what endpoints do: other means of structured output, streams, limits, and what stands between.

Live on loopback only, without a cassette. Nothing here is a provider's output.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.reference_endpoint.answers import answer_for
from tests.reference_endpoint.server import SCENARIOS, Ask, Reply, clean, completion, error, written

_JSON = {"content-type": "application/json"}
_HTML = {"content-type": "text/html; charset=utf-8"}
_STREAM = {"content-type": "text/event-stream"}
_PAGE = "<!DOCTYPE html><html><head><title>Proxy</title></head><body>Accès refusé</body></html>"


def _whole(ask: Ask) -> str:
    return written(answer_for(ask.prompt))


def _by_tool(ask: Ask) -> Reply:
    """Answer as a server that was given a tool to call; without one it is a mistake of whoever asks."""
    name = ask.body["tool_choice"]["function"]["name"]
    assert name == ask.body["tools"][0]["function"]["name"]
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": _whole(ask)}}
    return completion(None, ask, finish="tool_calls", tool_calls=[call])


def _said(before: str, after: str) -> Callable[[Ask], Reply]:
    return lambda ask: completion(f"{before}{_whole(ask)}{after}", ask)


def stream_lines(ask: Ask, *, step: int = 40) -> list[str]:
    """Return the events of a streamed answer: the text in steps, the end, the tokens."""
    text = _whole(ask)
    reply = json.loads(completion(text, ask).body)
    head = {name: reply[name] for name in ("id", "created", "model")} | {"object": "chat.completion.chunk"}
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": text[at : at + step]} for at in range(0, len(text), step)]
    events = [{**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    events.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    if ask.body.get("stream_options", {}).get("include_usage"):
        events.append({**head, "choices": [], "usage": reply["usage"]})
    return [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]


def _streamed(ask: Ask) -> Reply:
    if not ask.body.get("stream"):
        return clean(ask)
    return Reply(body="".join([*stream_lines(ask), "data: [DONE]\n\n"]), headers=_STREAM)


def _stream_cut(ask: Ask) -> Reply:
    lines = stream_lines(ask)
    return Reply(body="".join(lines[: len(lines) // 2]), headers=_STREAM)


def _stream_error(ask: Ask) -> Reply:
    broken = {"error": {"message": "The server is overloaded", "code": "overloaded"}}
    return Reply(body=f"{stream_lines(ask)[1]}data: {json.dumps(broken)}\n\n", headers=_STREAM)


def _limited(**headers: str) -> Callable[[Ask], Reply]:
    def reply(ask: Ask) -> Reply:
        limit = error(
            429, "Rate limit reached", "rate_limit_exceeded", **{k.replace("_", "-"): v for k, v in headers.items()}
        )
        return limit if ask.seen == 0 else clean(ask)

    return reply


def _only(means: str) -> Callable[[Ask], Reply]:
    """Return a server that takes one means of structured output and refuses the others as servers do."""

    def reply(ask: Ask) -> Reply:
        given = ask.body.get("response_format", {}).get("type") or ("tools" if "tools" in ask.body else "text")
        if given == means:
            return _by_tool(ask) if means == "tools" else clean(ask)
        refused = "'response_format' of this type is not supported by this model"
        return Reply(400, json.dumps({"error": {"message": refused, "type": "invalid_request_error"}}), _JSON)

    return reply


def _reasoner(ask: Ask) -> Reply:
    """Answer as a reasoning model: it takes no temperature and calls the token limit otherwise."""
    for name in ("temperature", "max_tokens"):
        if name in ask.body:
            said = {"message": f"Unsupported parameter: '{name}' is not supported with this model.", "param": name}
            said |= {"type": "invalid_request_error", "code": "unsupported_parameter"}
            return Reply(400, json.dumps({"error": said}), _JSON)
    return clean(ask)


def _cut(ask: Ask) -> Reply:
    return Reply(body=clean(ask).body, fault="cut")


FAULTS: Mapping[str, Callable[[Ask], Reply]] = {
    "tool": _by_tool,
    "fenced": _said("Voici la fiche demandée :\n\n```json\n", "\n```\n"),
    "thinking": _said("<think>Un objet {vide} suffit-il ? {} Non.</think>\n", "\n\nVoilà."),
    "parts": lambda ask: completion([{"type": "thinking"}, {"type": "text", "text": _whole(ask)}], ask),  # type: ignore[arg-type]
    "streamed": _streamed,
    "stream-cut": _stream_cut,
    "stream-error": _stream_error,
    "429-ms": _limited(retry_after_ms="1500", retry_after="7"),
    "429-date": _limited(retry_after="Fri, 20 Nov 2026 12:00:30 GMT"),
    "429-long": _limited(retry_after="7200"),
    "only-tools": _only("tools"),
    "only-json_object": _only("json_object"),
    "only-text": _only("text"),
    "reasoner": _reasoner,
    "no-model": lambda ask: error(404, f"The model `{ask.body['model']}` does not exist", "model_not_found"),
    "azure-filter": lambda ask: error(400, "The response was filtered", "content_filter"),
    "cut": _cut,
    "drip": lambda ask: Reply(body=clean(ask).body, fault="drip"),
    "cut-then-ok": lambda ask: _cut(ask) if ask.seen == 0 else clean(ask),
    "proxy-403": lambda ask: Reply(403, _PAGE, _HTML),
    "proxy-502": lambda ask: Reply(502, _PAGE, _HTML),
    "plain-text": lambda ask: Reply(body="service en maintenance", headers={"content-type": "text/plain"}),
    "json-as-text": lambda ask: Reply(body=clean(ask).body, headers={"content-type": "text/plain"}),
    "error-in-200": lambda ask: Reply(body='{"error": {"message": "upstream failed"}}', headers=_JSON),
}
"""Name of a scenario → what it answers, beside those of recordings."""

EVERYTHING: Mapping[str, Callable[[Ask], Reply]] = {**SCENARIOS, **FAULTS}

"""The endpoint: OpenAI-compatible over loopback, deterministic, with faults scripted by path.

``/v1/chat/completions`` answers; ``/scenario/<name>/v1/chat/completions`` fails as the name says (see SCENARIOS).
Nothing here is a provider's output.
"""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from tests.reference_endpoint.answers import (
    INVENTED,
    NoAnswerError,
    answer_for,
    hardened,
    in_english,
    partial,
    with_invented_quote,
)

MODEL = "reference-answers"
FIXED_PORT = 18462
"""The port of recordings: cassettes match on it. Live tests take any free port."""

_PATH = "/v1/chat/completions"
_EMPTY: dict[str, Any] = {name: [] for name in ("actors", "numbers", "sources", "claims", "summary")} | {
    "headline": "Rien à signaler"
}


@dataclass(frozen=True)
class Reply:
    """One HTTP answer; ``fault`` instead of an answer: reset the connection, never answer, break it off («cut»), drip.

    The body is compressed where the headers say so.
    """

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})
    fault: str | None = None


@dataclass(frozen=True)
class Ask:
    """One request as a scenario sees it; ``seen`` counts this scenario's earlier requests about the same article."""

    body: dict[str, Any]
    seen: int = 0

    @property
    def prompt(self) -> str:
        """Return the user message that holds the article."""
        return str(self.body["messages"][1]["content"])

    @property
    def again(self) -> bool:
        """Tell whether an earlier answer is part of the conversation."""
        return any(message["role"] == "assistant" for message in self.body["messages"])


def completion(content: str | None, ask: Ask, *, finish: str = "stop", **message: Any) -> Reply:
    """Return a whole completion with fixed id and date and roughly counted tokens."""
    sent = sum(len(str(entry["content"])) for entry in ask.body["messages"]) // 4
    body = {
        "id": "chatcmpl-reference",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": MODEL,
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
        "usage": {
            "prompt_tokens": sent,
            "completion_tokens": len(content or "") // 4,
            "total_tokens": sent + len(content or "") // 4,
            "prompt_tokens_details": {"cached_tokens": 0},
        },
    }
    return Reply(body=json.dumps(body, ensure_ascii=False, separators=(",", ":")))


def error(status: int, message: str, code: str | None = None, **headers: str) -> Reply:
    """Return an error as the API writes it."""
    body = json.dumps({"error": {"message": message, "type": code or "server_error", "code": code}})
    return Reply(status, body, {"content-type": "application/json", **headers})


def written(draft: dict[str, Any]) -> str:
    """Return the draft as the content of a completion."""
    return json.dumps(draft, ensure_ascii=False, indent=2)


def clean(ask: Ask) -> Reply:
    """Answer with the maintainers' draft."""
    return completion(written(answer_for(ask.prompt)), ask)


_BROKEN = error(500, "The server had an error")
_PAGE = "<!DOCTYPE html><html><body>Connexion</body></html>"
_GZIP = {"content-type": "application/json", "content-encoding": "gzip"}
_LEAKY = {
    "content-type": "application/json",
    "set-cookie": "__cf_bm=abcdef; HttpOnly",
    "openai-organization": "org-ABCDEFGHIJKLMNOPQRST",
}


def _rate_limited(ask: Ask) -> Reply:
    if ask.seen == 0:
        return error(429, "Rate limit reached", "rate_limit_exceeded", **{"retry-after": "2"})
    return clean(ask)


def _spoiled(spoil: Callable[[dict[str, Any]], dict[str, Any]], then: Callable[[Ask], Reply]) -> Callable[[Ask], Reply]:
    """Return a scenario whose first draft is spoiled and whose second answer is another scenario's."""
    return lambda ask: then(ask) if ask.again else completion(written(spoil(answer_for(ask.prompt))), ask)


def _repaired(ask: Ask, change: Callable[[dict[str, Any]], dict[str, Any]] = dict, finish: str = "stop") -> Reply:
    """Answer a repair with the maintainers' version of the items that it asks for, changed."""
    told = partial(answer_for(ask.prompt), str(ask.body["messages"][-1]["content"]))
    return completion(written(change(told)), ask, finish=finish)


def _worse(told: dict[str, Any]) -> dict[str, Any]:
    """Return the asked items with claims that are firmer still and rest on words from nowhere."""
    firmer = {
        "evidence": [{"sentence": 1, "quote": INVENTED}],
        "cues": [{"sentence": 1, "quote": "x", "type": "booster"}],
    }
    return {**told, "claims": [{**claim, **firmer} for claim in told["claims"]]}


def _with_strays(told: dict[str, Any]) -> dict[str, Any]:
    """Return the asked items with a claim under a key that the draft does not have, and another first claim."""
    first = {**told["claims"][0], "key": "c1"}
    return {**told, "claims": [*told["claims"], {**first, "key": "c99"}, first]}


def _invalid_then_valid(ask: Ask) -> Reply:
    return clean(ask) if ask.again else completion('{"actors": "aucun", "titre": "é"}', ask)


SCENARIOS: Mapping[str, Callable[[Ask], Reply]] = {
    "clean": clean,
    "429-then-ok": _rate_limited,
    "500-then-ok": lambda ask: _BROKEN if ask.seen == 0 else clean(ask),
    "500": lambda ask: _BROKEN,
    "401": lambda ask: error(401, "Incorrect API key provided", "invalid_api_key"),
    "quota": lambda ask: error(429, "You exceeded your current quota", "insufficient_quota"),
    "reset": lambda ask: Reply(fault="reset"),
    "reset-then-ok": lambda ask: Reply(fault="reset") if ask.seen == 0 else clean(ask),
    "silence": lambda ask: Reply(fault="silence"),
    "silence-then-ok": lambda ask: Reply(fault="silence") if ask.seen == 0 else clean(ask),
    "truncated-json": lambda ask: Reply(body=clean(ask).body[:200]),
    "length": lambda ask: completion(written(answer_for(ask.prompt))[:300], ask, finish="length"),
    "refusal": lambda ask: completion(None, ask, refusal="Je ne peux pas traiter ce texte."),
    "content-filter": lambda ask: completion("", ask, finish="content_filter"),
    "html": lambda ask: Reply(body=_PAGE, headers={"content-type": "text/html"}),
    "invented-then-repaired": _spoiled(with_invented_quote, _repaired),
    "invented-then-whole": _spoiled(with_invented_quote, clean),
    "invented-then-strays": _spoiled(with_invented_quote, lambda ask: _repaired(ask, _with_strays)),
    "invented-always": lambda ask: completion(written(with_invented_quote(answer_for(ask.prompt))), ask),
    "invented-then-500": _spoiled(with_invented_quote, lambda ask: _BROKEN),
    "invented-then-length": _spoiled(with_invented_quote, lambda ask: _repaired(ask, finish="length")),
    "invented-then-invalid": _spoiled(with_invented_quote, lambda ask: completion('{"actors": "aucun"}', ask)),
    "invented-then-refusal": _spoiled(
        with_invented_quote, lambda ask: completion(None, ask, refusal="Je ne peux pas traiter ce texte.")
    ),
    "hardened-then-repaired": _spoiled(hardened, _repaired),
    "hardened-always": lambda ask: completion(written(hardened(answer_for(ask.prompt))), ask),
    "hardened-then-worse": _spoiled(hardened, lambda ask: _repaired(ask, _worse)),
    "invalid-then-valid": _invalid_then_valid,
    "always-invalid": lambda ask: completion('{"actors": "aucun"}', ask),
    "wrong-language": lambda ask: completion(written(in_english(answer_for(ask.prompt))), ask),
    "empty-lists": lambda ask: completion(written(_EMPTY), ask),
    "empty-choices": lambda ask: Reply(body='{"id":"x","object":"chat.completion","model":"m","choices":[]}'),
    "empty-content": lambda ask: completion("", ask),
    "gzip": lambda ask: Reply(body=clean(ask).body, headers=_GZIP),
    "leaky-headers": lambda ask: Reply(body=clean(ask).body, headers=_LEAKY),
}


class ReferenceEndpoint:
    """A running endpoint.

    ``requests`` counts POSTs per scenario; ``bodies`` and ``headers`` hold what came in, in order.
    """

    def __init__(self, port: int = 0, scenarios: Mapping[str, Callable[[Ask], Reply]] = SCENARIOS) -> None:
        self._scenarios = scenarios
        self.requests: Counter[str] = Counter()
        self._seen: Counter[tuple[str, str]] = Counter()
        self.bodies: list[bytes] = []
        self.headers: list[dict[str, str]] = []
        self._closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler())
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> ReferenceEndpoint:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def base_url(self, scenario: str | None = None) -> str:
        """Return the base address of the plain endpoint or of a scenario."""
        prefix = f"/scenario/{scenario}" if scenario else ""
        return f"http://127.0.0.1:{self._server.server_port}{prefix}/v1"

    def join(self) -> None:
        """Wait until the server ends."""
        self._thread.join()

    def reply(self, path: str, body: bytes) -> Reply:
        """Return what the endpoint says to a POST, counting it."""
        name = path.removesuffix(_PATH).removeprefix("/scenario/") or "clean"
        if name not in self._scenarios or not path.endswith(_PATH):
            return error(404, f"no such address: {path}; scenarios: {', '.join(self._scenarios)}", "not_found")
        ask = Ask(json.loads(body))
        ask = replace(ask, seen=self._seen[name, ask.prompt])
        self._seen[name, ask.prompt] += 1
        self.requests[name] += 1
        self.bodies.append(body)
        try:
            return self._scenarios[name](ask)
        except NoAnswerError as missing:
            return error(404, str(missing), "no_answer")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def do_GET(self) -> None:
                found = self.path.endswith("/v1/models")
                model = {"id": MODEL, "object": "model", "created": 0, "owned_by": "tests"}
                listed = Reply(body=json.dumps({"object": "list", "data": [model]}))
                self.send(listed if found else error(404, "not found"))

            def do_POST(self) -> None:
                endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
                reply = endpoint.reply(self.path, self.rfile.read(int(self.headers["content-length"])))
                self.close_connection = True
                match reply.fault:
                    case "reset":
                        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        self.connection.close()
                    case "silence":
                        endpoint._closing.wait()
                    case "drip":
                        self.drip(reply)
                    case "cut":
                        self.send(reply, missing=100)
                    case _:
                        self.send(reply)

            def drip(self, reply: Reply) -> None:
                """Send a byte at a time, as long as anybody reads."""
                head = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
                self.wfile.write(f"HTTP/1.1 200 OK\r\n{head}content-length: {len(reply.body)}\r\n\r\n".encode())
                with suppress(OSError):
                    for byte in reply.body.encode():
                        self.wfile.write(bytes([byte]))
                        if endpoint._closing.wait(0.01):
                            break

            def send(self, reply: Reply, missing: int = 0) -> None:
                data = reply.body.encode()
                if reply.headers.get("content-encoding") == "gzip":
                    data = gzip.compress(data, mtime=0)
                self.send_response(reply.status)
                for name, value in {
                    **reply.headers,
                    "content-length": str(len(data) + missing),
                    "connection": "close",
                }.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing: requests are counted, not logged."""

        return Handler

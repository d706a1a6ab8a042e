"""An endpoint of fixed latency for measuring clients: ``python -m benchmarks.endpoint ANSWERS LATENCY_S [LOG]``.

ANSWERS is a JSON list of contents; a request gets the one of its article, known by the number in MARK. It speaks just
enough HTTP/1.1 not to be what is measured: no parsing of bodies, answers made ready at the start. A request with tools
gets its answer as a call of the first of them; one under ``/extract/`` gets extractions, as langextract wants them.
With LOG it writes the sha256 of every request that it has answered there, one a line.
Prints its address, then, when its input closes, what it did: requests, processor time, most connections at once.
Nothing here is a provider's output.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sys
import time
from pathlib import Path
from typing import TextIO

MARK = "Le dossier {number:05d} sera examiné mercredi."
"""The sentence that makes an article of a benchmark one of its kind."""
_MARK = re.compile(rb"Le dossier (\d{5}) sera examin")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_TOOL = re.compile(rb'"tools": ?\[.{0,2000}?"name": ?"(\w+)"', re.DOTALL)
_TOOL_NAME = b"@@tool@@"


def chat(message: dict[str, object], finish: str) -> bytes:
    """Return a completion's body with this message."""
    body = {
        "id": "chatcmpl-benchmark",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": "benchmark",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", **message}}],
        "usage": {"prompt_tokens": 4000, "completion_tokens": 1300, "total_tokens": 5300},
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def http(body: bytes) -> bytes:
    """Return the whole answer on the wire."""
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def extractions(content: str) -> str:
    """Return a draft as the extractions that langextract asks for: the same passages, one each."""
    claims = json.loads(content)["claims"]
    found = [{"claim": _passage(claim["evidence"][0]), "claim_attributes": {"text": claim["text"]}} for claim in claims]
    return json.dumps({"extractions": found}, ensure_ascii=False)


def _passage(evidence: str | dict[str, str]) -> str:
    """Return the words of an entry of evidence: the compact form writes «[3] words»."""
    return evidence.partition("] ")[2] if isinstance(evidence, str) else evidence["quote"]


class Answers:
    """Every answer, made ready: as text, as a call of a tool, as extractions."""

    def __init__(self, forms: dict[str, list[str]]) -> None:
        contents = forms["draft"]
        self._compact = [http(chat({"content": content}, "stop")) for content in forms["compact"]]
        self._plain = [http(chat({"content": content}, "stop")) for content in contents]
        self._extract = [http(chat({"content": extractions(content)}, "stop")) for content in contents]
        self._called = [
            chat({"content": None, "tool_calls": [_call(_TOOL_NAME.decode(), content)]}, "tool_calls")
            for content in contents
        ]

    def reply(self, head: bytes, body: bytes) -> bytes:
        """Return the answer to a request."""
        mark = _MARK.search(body)
        number = int(mark.group(1)) % len(self._plain) if mark else 0
        if b"/extract/" in head[:80]:
            return self._extract[number]
        if b'"reading"' in body:  # the schema of the compact draft
            return self._compact[number]
        tool = _TOOL.search(body) if b'"tools"' in body else None
        return http(self._called[number].replace(_TOOL_NAME, tool.group(1))) if tool else self._plain[number]


def _call(name: str, arguments: str) -> dict[str, object]:
    return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}


class Wire(asyncio.Protocol):
    """One connection: whole requests in, each answered after the latency."""

    latency_s = 0.2
    answers: Answers
    log: TextIO | None = None
    requests = open = most = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._buffer = b""
        Wire.open += 1
        Wire.most = max(Wire.most, Wire.open)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it off."""
        Wire.open -= 1

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            stop = end + 4 + (int(length.group(1)) if length else 0)
            if len(self._buffer) < stop:
                return
            body, self._buffer = self._buffer[end + 4 : stop], self._buffer[stop:]
            Wire.requests += 1
            asyncio.get_running_loop().call_later(self.latency_s, self._write, head, body)

    def _write(self, head: bytes, body: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(self.answers.reply(head, body))
            if self.log is not None:
                canonical = json.dumps(json.loads(body), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
                self.log.write(hashlib.sha256(canonical.encode()).hexdigest() + "\n")
                self.log.flush()


async def serve() -> None:
    """Serve until the input closes."""
    Wire.answers = Answers(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    Wire.latency_s = float(sys.argv[2])
    if len(sys.argv) > 3:
        Wire.log = open(sys.argv[3], "a", encoding="ascii")  # noqa: SIM115  # closed with the process
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Wire, "127.0.0.1", 0, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    began = time.process_time()
    await loop.run_in_executor(None, sys.stdin.read)
    spent = time.process_time() - began
    print(json.dumps({"requests": Wire.requests, "cpu_s": spent, "connections": Wire.most}), flush=True)


if __name__ == "__main__":
    asyncio.run(serve())

"""A batch through a bad night: ``python -m benchmarks.storm [ARTICLES]``.

An endpoint of 50 ms answers a tenth of the requests with 429 and a Retry-After, 5 % with 500, resets 2 %, cuts the
draft of 3 % and leaves 1 % without an answer (the client gives up after 5 s). What must hold: every article is done
by default, no request comes again before its Retry-After, and no brief is silently empty. Nothing here is a provider's
output.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.endpoint import Answers, Wire, chat, http
from benchmarks.workload import article, base_texts, write_answers
from summarizer.batch import Options, Summarizer
from summarizer.domain.run import Done, Failed

CONCURRENCY = 16
LATENCY_S = 0.05
TIMEOUT_S = 5.0
RETRY_AFTER_S = 0.4
SEED = 20261129
FAULTS = (("429", 0.10), ("500", 0.05), ("reset", 0.02), ("truncated", 0.03), ("hang", 0.01))
"""What happens to which share of the requests. Source: the shares that the peers were measured with."""


class Storm(Wire):
    """A connection that answers as the dice fall; every request goes into the log with its time and its fault."""

    dice = random.Random(SEED)

    def _write(self, head: bytes, body: bytes) -> None:
        canonical = json.dumps(json.loads(body), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        thrown, fault = self.dice.random(), "none"
        for name, share in FAULTS:
            if thrown < share:
                fault = name
                break
            thrown -= share
        assert self.log is not None
        self.log.write(json.dumps({"time": time.time(), "request": digest, "fault": fault}) + "\n")
        self.log.flush()
        if self._transport.is_closing() or fault == "hang":
            return
        match fault:
            case "429":
                self._transport.write(_error(429, f"retry-after-ms: {RETRY_AFTER_S * 1000:.0f}\r\n"))
            case "500":
                self._transport.write(_error(500))
            case "reset":
                self._transport.abort()
            case "truncated":
                self._transport.write(http(chat({"content": '{"actors":[{"name":"Le mai'}, "stop")))
            case _:
                self._transport.write(self.answers.reply(head, body))


def _error(status: int, headers: str = "") -> bytes:
    body = json.dumps({"error": {"message": "not now", "type": "server_error"}}).encode()
    head = f"HTTP/1.1 {status} Fault\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


async def _serve(answers: Path, log: Path) -> None:
    Wire.answers = Answers(json.loads(answers.read_text(encoding="utf-8")))
    Wire.latency_s = LATENCY_S
    with open(log, "a", encoding="utf-8") as stream:
        Wire.log = stream
        server = await asyncio.get_running_loop().create_server(Storm, "127.0.0.1", 0, backlog=1024)
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def _run(address: str, folder: Path, count: int, texts: list[str]) -> tuple[Counter[str], int]:
    """Return what became of the articles, and how many briefs have no claim."""
    outcomes: Counter[str] = Counter()
    empty = 0
    options = Options(base_url=address, timeout_s=TIMEOUT_S, repairs=0)
    articles = (article(texts, number) for number in range(count))
    async with Summarizer(
        "local/storm", store=folder / "briefs.db", concurrency=CONCURRENCY, options=options
    ) as summarizer:
        async for outcome in summarizer.run(articles):
            outcomes[outcome.kind if isinstance(outcome, Failed) else type(outcome).__name__.lower()] += 1
            empty += isinstance(outcome, Done) and not outcome.brief.claims
    return outcomes, empty


def _too_early(log: list[dict[str, object]]) -> int:
    """Return how many requests came again before the Retry-After of their 429 was over."""
    early = 0
    refused: dict[object, float] = {}
    for entry in log:
        at, request = float(str(entry["time"])), entry["request"]
        if request in refused and at - LATENCY_S < refused[request]:
            early += 1
        refused.pop(request, None)
        if entry["fault"] == "429":
            refused[request] = at + RETRY_AFTER_S - LATENCY_S
    return early


def main() -> int:
    """Brief so many articles (300) through the storm, print what came of it, return 1 where something does not hold."""
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(_serve(Path(sys.argv[2]), Path(sys.argv[3])))
        return 0
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    texts = base_texts()[:20]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers, log = folder / "answers.json", folder / "requests.jsonl"
        write_answers(answers, texts)
        command = [sys.executable, "-m", "benchmarks.storm", "--serve", str(answers), str(log)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            outcomes, empty = asyncio.run(_run(server.stdout.readline().strip(), folder, count, texts))
            server.communicate()
        requests = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    faults = Counter(entry["fault"] for entry in requests)
    early = _too_early(requests)
    print(f"{count} articles, {CONCURRENCY} at once: {', '.join(f'{n} {what}' for what, n in outcomes.most_common())}")
    print(f"{len(requests)} requests; faults: {', '.join(f'{faults[name]} {name}' for name, _ in FAULTS)}")
    print(f"requests that came again before their Retry-After: {early}; briefs without a claim: {empty}")
    return 0 if outcomes == {"done": count} and not early and not empty else 1


if __name__ == "__main__":
    sys.exit(main())

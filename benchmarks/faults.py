"""``python -m benchmarks.faults``: what each fault of an endpoint comes to, as the table of docs/engine.md.

One article, one run of the command per fault, over HTTP on loopback against tests/reference_endpoint: exit code, what
is told, requests sent, tokens paid, completions kept. No provider is asked; tokens are the endpoint's count.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import instructor
from openai import AsyncOpenAI
from tenacity import AsyncRetrying, stop_after_attempt

from summarizer.assets.prompts import load_prompt, render
from summarizer.cli.main import main
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.draft import Draft
from summarizer.store.database import Store
from summarizer.text.analyse import analyse
from tests.reference_endpoint.faults import EVERYTHING
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

ARTICLE = Path(__file__).parent.parent / "examples" / "articles" / "01-agence-securite.txt"


@dataclass(frozen=True)
class Case:
    """A fault by its scenario, in words, and the options that the run is given."""

    scenario: str
    fault: str
    options: tuple[str, ...] = ()


CASES = (
    Case("clean", "none"),
    Case("429-then-ok", "429, Retry-After in seconds, then an answer"),
    Case("429-ms", "429, retry-after-ms, then an answer"),
    Case("429-date", "429, Retry-After as a date, then an answer"),
    Case("429-long", "429 that asks for two hours"),
    Case("quota", "429 insufficient_quota"),
    Case("500-then-ok", "500, then an answer"),
    Case("500", "500 for ever"),
    Case("reset-then-ok", "connection reset, then an answer"),
    Case("reset", "connection reset for ever"),
    Case("cut-then-ok", "body cut on the wire, then an answer"),
    Case("cut", "body cut on the wire for ever"),
    Case("silence", "never answers", ("--timeout", "0.5")),
    Case("401", "wrong key"),
    Case("no-model", "unknown model"),
    Case("only-tools", "schema rejected (400 naming response_format)"),
    Case("only-tools", "the same, with --structured tools", ("--structured", "tools")),
    Case("reasoner", "parameter rejected", ("--temperature", "0")),
    Case("proxy-403", "403 with a proxy's web page"),
    Case("proxy-502", "502 with a gateway's web page"),
    Case("html", "200 with a web page"),
    Case("plain-text", "200 with plain text"),
    Case("error-in-200", "200 with an error in it"),
    Case("truncated-json", "200 with half a JSON body"),
    Case("empty-choices", "no choices"),
    Case("empty-content", "empty content"),
    Case("length", "finish_reason length"),
    Case("refusal", "refusal"),
    Case("content-filter", "content filter on the answer"),
    Case("azure-filter", "content filter on the question (400)"),
    Case("fenced", "fenced JSON with words around it", ("--structured", "text")),
    Case("invalid-then-valid", "no draft, then one"),
    Case("always-invalid", "no draft for ever"),
    Case("invented-then-500", "an invented quotation, then 500 to the repair", ("--repairs", "1")),
)


@dataclass(frozen=True)
class Result:
    """What one run came to."""

    exit: int
    told: str
    requests: int
    paid: tuple[int, int]
    kept: int


def run_case(case: Case, folder: Path) -> Result:
    """Run the command once against the fault, with a store of its own."""
    store = folder / "store.db"
    with ReferenceEndpoint(scenarios=EVERYTHING) as endpoint:
        address = endpoint.base_url(case.scenario)
        arguments = [
            "run",
            str(ARTICLE),
            "--model",
            MODEL,
            "--base-url",
            address,
            "--format",
            "jsonl",
            "-q",
            "--repairs",
            "0",
        ]
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = main([*arguments, "--store", str(store), *case.options])
        out.seek(0)
        row = json.loads(out.readline())
        requests = endpoint.requests[case.scenario]
    with contextlib.closing(Store(store)) as opened:
        kept = opened.counts()["completions"]
    if row["status"] == "failed":
        usage, told = row["error"]["usage"], f"`{row['error']['kind']}`: {row['error']['message']}"
        told = told.replace(address, "ADDRESS")
    else:
        usage = row["brief"]["provenance"]["usage"]
        lost = [found["message"] for found in row["brief"]["findings"] if found["rule"] == "repair"]
        note = row["brief"]["provenance"]["cost_note"] or ""
        lost += ["may be billed for the lost answer too"] if "no whole answer" in note else []
        told = "; ".join(["done", *lost])
    return Result(code, told, requests, (usage["input"], usage["output"]), kept)


def table() -> str:
    """Return the table as Markdown."""
    lines = ["| fault | exit | what happens | requests | tokens paid | kept |", "|---|---|---|---|---|---|"]
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            result = run_case(case, Path(folder))
        told = result.told.replace("|", "\\|")
        paid = f"{result.paid[0]} + {result.paid[1]}"
        lines.append(f"| {case.fault} | {result.exit} | {told} | {result.requests} | {paid} | {result.kept} |")
        print(f"{case.scenario}: {result.requests} requests, exit {result.exit}", file=sys.stderr)
    return "\n".join(lines)


async def by_default() -> str:
    """Return what faults come to where openai and instructor are used as they come: requests, and their growth."""
    lines = ["| fault | as the libraries come | requests | last request against the first |", "|---|---|---|---|"]
    message = [{"role": "user", "content": "\n".join(m.content for m in render(load_prompt("brief"), _analysis())[1:])}]
    for scenario, fault, retries in (
        (
            "500",
            "500 for ever, a tenacity object of five handed to instructor",
            AsyncRetrying(stop=stop_after_attempt(5)),
        ),
        ("cut", "body cut on the wire for ever", 1),
        ("always-invalid", "no draft for ever, four re-asks", 4),
    ):
        with ReferenceEndpoint(scenarios=EVERYTHING) as endpoint:
            async with AsyncOpenAI(api_key="unused", base_url=endpoint.base_url(scenario)) as client:
                ask = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
                with contextlib.suppress(Exception):
                    await ask.chat.completions.create(
                        model=MODEL,
                        response_model=Draft,
                        messages=[{"role": "system", "content": "Une fiche."}, *message],  # type: ignore[list-item]
                        max_retries=retries,
                    )
            sizes = [len(body) for body in endpoint.bodies]
        lines.append(f"| {fault} | client and instructor | {len(sizes)} | {sizes[-1] / sizes[0]:.2f} |")
    return "\n".join(lines)


def _analysis() -> Analysis:
    return analyse(Article.of(ARTICLE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    for name in [name for name in os.environ if name.startswith(("SUMMARIZER_", "OPENAI_"))]:
        del os.environ[name]
    logging.getLogger("instructor").addHandler(logging.NullHandler())
    print(table())
    print(asyncio.run(by_default()))

"""A key that a provider repeats stands in no row, on no terminal and in no store."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.cli.main import main
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.masking import HIDDEN, masked
from summarizer.errors import EngineError
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.faults import stream_lines
from tests.reference_endpoint.server import MODEL, Ask, ReferenceEndpoint, Reply, completion, error

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

OWN = "maison-cle-9d2f7c41"
"""A key without any form that is known: only the client knows that it is one."""
OTHERS = "sk-proj-4fT9wq0Zk27vLm31"
"""Somebody else's, as a proxy sends on: told by its form."""
_JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Hidden:
    """A text and what is left of it."""

    text: str
    left: str


TEXTS = (
    Hidden(f"Received API Key = {OWN}", f"Received API Key = {HIDDEN}"),
    Hidden(f"{OWN}{OWN}", HIDDEN * 2),
    Hidden(f"token {OTHERS}, sorry", f"token {HIDDEN}, sorry"),
    Hidden("Incorrect API key provided: sk-abcd*****wxyz.", f"Incorrect API key provided: {HIDDEN}"),
    Hidden("authorization: Bearer abc123def456", f"authorization: Bearer {HIDDEN}"),
    Hidden("BEARER aaaabbbbccccddddeeee", f"BEARER {HIDDEN}"),
    Hidden("the bearer of news, a bearer instrument", "the bearer of news, a bearer instrument"),
    Hidden("le risk-management, task-1234567890, sk-2", "le risk-management, task-1234567890, sk-2"),
    Hidden("İ sk-abcd1234efgh", f"İ {HIDDEN}"),
    Hidden("rien", "rien"),
)


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case.text[:30])
def test_keys_are_taken_out_and_words_stay(case: Hidden) -> None:
    """The own one wherever it stands, others' by their form."""
    assert masked(case.text, OWN) == case.left


@pytest.mark.parametrize("dummy", ["", "unused", "none", "k"])
def test_a_dummy_is_no_key(dummy: str) -> None:
    """What stands for no key at all may be a word of an answer."""
    assert masked("unused none k", dummy) == "unused none k"


def _page(ask: Ask) -> Reply:
    return Reply(200, f"<html>{OWN} {OTHERS}</html>", {"content-type": "text/html"})


def _in_draft(ask: Ask) -> Reply:
    return completion(f'{{"headline": "{OWN}", "x": "{OTHERS}"}}', ask)


def _in_stream(ask: Ask) -> Reply:
    broken = {"error": {"message": f"key {OWN} and {OTHERS}", "code": "odd"}}
    body = f"{stream_lines(ask)[1]}data: {json.dumps(broken)}\n\n"
    return Reply(body=body, headers={"content-type": "text/event-stream"})


ECHOES: dict[str, Callable[[Ask], Reply]] = {
    "echo-401": lambda ask: error(401, f"Received API Key = {OWN}, {OTHERS}"),
    "echo-500": lambda ask: error(500, f"upstream said Bearer {OWN} and {OTHERS}"),
    "echo-400-late": lambda ask: error(400, "x" * 290 + OWN + OTHERS),
    "echo-200": lambda ask: Reply(200, json.dumps({"error": {"message": f"{OWN} {OTHERS}"}}), _JSON),
    "echo-text": lambda ask: Reply(200, f"{OWN} {OTHERS}", {"content-type": "text/plain"}),
    "echo-page": _page,
    "echo-draft": _in_draft,
}


def _keyless(text: str) -> bool:
    return not any(part in text for part in (OWN, OWN[:10], OTHERS, OTHERS[:12]))


@pytest.mark.parametrize("scenario", ECHOES)
def test_no_row_no_terminal_and_no_store_has_a_key(
    scenario: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever body repeats it, whole or at the place where a message is cut off."""
    monkeypatch.setenv("OPENAI_API_KEY", OWN)
    article, store = tmp_path / "a.txt", tmp_path / "s.db"
    article.write_text(sample_analysis().article.text, encoding="utf-8")
    with ReferenceEndpoint(scenarios=ECHOES) as running:
        address = running.base_url(scenario)
        options = ["--model", MODEL, "--base-url", address, "--store", str(store), "--total-timeout", "0.3"]
        code = main(["run", str(article), *options])
        assert running.requests[scenario]
    told = capsys.readouterr()
    assert code
    assert told.out and told.err
    assert _keyless(told.out + told.err)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("s.db*"))
    assert kept and _keyless(kept.decode("latin-1"))


@pytest.mark.parametrize("scenario", [*ECHOES, "echo-stream"])
async def test_no_traceback_has_a_key(scenario: str) -> None:
    """Who calls from Python sees the causes of an error too; a stream's error is one of them."""
    with ReferenceEndpoint(scenarios={**ECHOES, "echo-stream": _in_stream}) as running:
        partial = (lambda _, draft: None) if scenario == "echo-stream" else None
        options = LLMOptions(base_url=running.base_url(scenario), api_key=OWN, attempts=1, on_partial=partial)
        engine = LLMEngine(MODEL, prompt=load_prompt("brief"), options=options)
        with pytest.raises(EngineError) as caught:
            await engine.draft(sample_analysis())
        await engine.aclose()
    assert _keyless("".join(traceback.format_exception(caught.value)))

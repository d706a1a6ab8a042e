"""Errors that stand in a 200 body or in a stream, and errors that every other article would meet too."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.cli.main import main
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.reported import reported
from summarizer.errors import (
    ContentFilterError,
    EngineError,
    NoAccessError,
    PermanentError,
    QuotaError,
    TransientError,
)
from tests.engines.conftest import MemoryCompletions, Naps
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.faults import stream_lines
from tests.reference_endpoint.server import MODEL, Ask, ReferenceEndpoint, Reply, clean, error

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

_JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Told:
    """What stands under «error», which error of ours it is, and the status it means."""

    error: Any
    kind: type[EngineError]
    status: int | None
    of_account: bool = False


ERRORS = (
    Told({"message": "Rate limited upstream", "code": 429}, TransientError, 429),
    Told({"message": "x", "code": "502"}, TransientError, 502),
    Told({"message": "x", "type": "overloaded_error"}, TransientError, 529),
    Told({"message": "The model is overloaded"}, TransientError, 529),
    Told({"message": "x", "code": "rate_limit_exceeded", "type": "requests"}, TransientError, 429),
    Told({"message": "x", "status": "RESOURCE_EXHAUSTED"}, TransientError, 429),
    Told({"message": "x", "type": "server_error", "code": None}, TransientError, 500),
    Told({"message": "Insufficient credits", "code": 402}, QuotaError, 402, of_account=True),
    Told({"message": "x", "code": "insufficient_quota"}, QuotaError, 429, of_account=True),
    Told({"message": "x", "code": 401}, PermanentError, 401, of_account=True),
    Told({"message": "x", "code": "content_filter"}, ContentFilterError, None),
    Told({"message": "x", "code": 400}, PermanentError, 400),
    Told({"message": "upstream failed"}, PermanentError, 200),
    Told({"message": "x", "code": 7}, PermanentError, 200),
    Told("just words", PermanentError, 200),
    Told(["a", "list"], PermanentError, 200),
)


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: json.dumps(case.error)[:40])
def test_an_error_in_a_body_has_the_status_it_means(case: Told) -> None:
    """By its code, its type or its words; what says nothing is permanent, and in a stream all may be billed."""
    ours = reported(case.error)
    assert (type(ours), ours.status, ours.of_account) == (case.kind, case.status, case.of_account)
    assert not ours.perhaps_paid
    assert reported(case.error, streamed=True).perhaps_paid


def _in_200(said: dict[str, Any], **headers: str) -> Reply:
    return Reply(200, json.dumps({"error": said}), {**_JSON, **headers})


def _in_choice() -> Reply:
    return Reply(200, json.dumps({"choices": [{"finish_reason": "error", "error": {"code": 503, "message": "x"}}]}))


def _in_stream(ask: Ask) -> Reply:
    broken = {"error": {"message": "slow down", "code": 429}}
    return Reply(body=f"{stream_lines(ask)[1]}data: {json.dumps(broken)}\n\n", headers={"content-type": _STREAM})


_STREAM = "text/event-stream"

ONCE: dict[str, Callable[[Ask], Reply]] = {
    "code": lambda ask: _in_200({"message": "x", "code": 429}, **{"retry-after": "3"}),
    "choice": lambda ask: _in_choice(),
    "overloaded": lambda ask: _in_200({"message": "Overloaded", "type": "overloaded_error"}),
    "stream": _in_stream,
}


def _engine(
    running: ReferenceEndpoint, scenario: str, naps: Naps, kept: MemoryCompletions | None = None, **options: Any
) -> LLMEngine:
    chosen = LLMOptions(base_url=running.base_url(scenario), clock=naps.clock, **options)
    return LLMEngine(MODEL, prompt=load_prompt("brief"), completions=kept, options=chosen, sleep=naps)


@pytest.mark.parametrize("scenario", ONCE)
async def test_a_transient_error_in_a_200_is_tried_again(scenario: str, naps: Naps) -> None:
    """Once it fails so, then it answers: done, nothing of the failure kept, its Retry-After waited for."""
    once = {scenario: lambda ask: ONCE[scenario](ask) if ask.seen == 0 else clean(ask)}
    kept = MemoryCompletions()
    with ReferenceEndpoint(scenarios=once) as running:
        partial = (lambda _, draft: None) if scenario == "stream" else None
        engine = _engine(running, scenario, naps, kept, on_partial=partial)
        proposal = await engine.draft(sample_analysis())
        await engine.aclose()
        assert running.requests[scenario] == 2
    assert proposal.draft.claims
    assert len(kept.put_order) == 1
    assert ("may be billed" in " ".join(proposal.cost.notes)) == (scenario == "stream")
    assert scenario != "code" or naps.seconds[0] >= 3.0


@dataclass(frozen=True)
class Refused:
    """An answer to all, and whether it ends the sending for the other articles."""

    name: str
    reply: Reply
    ends: bool


REFUSED = (
    Refused("401", error(401, "Incorrect API key"), ends=True),
    Refused("403", error(403, "Key not allowed from this address"), ends=True),
    Refused("quota", error(429, "You exceeded your current quota", "insufficient_quota"), ends=True),
    Refused("402", error(402, "Insufficient credits"), ends=True),
    Refused("402-in-200", _in_200({"message": "Insufficient credits", "code": 402}), ends=True),
    Refused("401-in-200", _in_200({"message": "no", "code": 401}), ends=True),
    Refused("400-key", error(400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT"), ends=True),
    Refused("403-moderation", error(403, "Your input was flagged by moderation"), ends=False),
    Refused("403-page", Reply(403, "<html>no</html>", {"content-type": "text/html"}), ends=False),
    Refused("400", error(400, "no such thing"), ends=False),
    Refused("404", error(404, "no such model"), ends=False),
    Refused("filter", error(400, "filtered", "content_filter"), ends=False),
)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
async def test_a_refused_key_or_account_is_asked_once(case: Refused, naps: Naps) -> None:
    """Every other article would meet the same: it is not asked about. What is about one article ends nothing."""
    with ReferenceEndpoint(scenarios={case.name: lambda ask: case.reply}) as running:
        engine = _engine(running, case.name, naps, reuse=False)
        errors = []
        for _ in range(3):
            with pytest.raises(EngineError) as caught:
                await engine.draft(sample_analysis())
            errors.append(caught.value)
        await engine.aclose()
        assert running.requests[case.name] == (1 if case.ends else 3)
    assert [isinstance(one, NoAccessError) for one in errors] == [False, case.ends, case.ends]
    assert errors[0].of_account == case.ends
    if case.ends:
        assert str(errors[1]) == f"not asked, since every article would meet the same: {errors[0]}"
        assert errors[1].attempts == 0


async def test_a_403_after_an_answer_is_about_the_article(naps: Naps) -> None:
    """The key was let in; a 401 then is a key that was withdrawn."""
    met = itertools.count()
    answers: dict[int, Callable[[Ask], Reply]] = {
        0: clean,
        1: lambda ask: error(403, "no"),
        2: clean,
        3: lambda ask: error(401, "withdrawn"),
    }
    with ReferenceEndpoint(scenarios={"turns": lambda ask: answers[next(met)](ask)}) as running:
        engine = _engine(running, "turns", naps, reuse=False)
        kinds = []
        for _ in range(5):
            try:
                await engine.draft(sample_analysis())
                kinds.append("done")
            except EngineError as caught:
                kinds.append(caught.kind)
        await engine.aclose()
    assert kinds == ["done", "permanent", "done", "permanent", "no_access"]


def test_a_refused_key_is_told_once_and_leaves_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are counted; with a better key all of them are asked, also where the refusal came as a 400."""
    monkeypatch.setenv("OPENAI_API_KEY", "good")
    text = sample_analysis().article.text
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{text}\n\nFin du texte numéro {number}.\n", encoding="utf-8")
    refused = {"key": lambda ask: error(400, "API key not valid.", "INVALID_ARGUMENT")}
    command = ["run", str(tmp_path), "--model", MODEL, "--store", str(tmp_path / "s.db"), "--concurrency", "1"]
    with ReferenceEndpoint(scenarios=refused) as running:
        for _ in range(2):
            assert main([*command, "--base-url", running.base_url("key")]) == 4
            told = capsys.readouterr()
            kinds = [json.loads(line)["error"]["kind"] for line in told.out.splitlines()]
            assert kinds == ["permanent", "no_access", "no_access", "no_access"]
            assert (
                sum(line.startswith("failed: ") for line in told.err.splitlines()) == 3
            )  # the first, the first not asked, and how many more
            assert "failed: 2 more, not asked for the same reason: the key or the account was refused" in told.err
            assert "Check OPENAI_API_KEY" in told.err
        assert running.requests["key"] == 2

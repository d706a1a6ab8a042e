"""A model's brief from a stored completion: store, llm engine, pipeline and checks together, without key or network."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from summarizer.batch import Options, make_engine
from summarizer.cli.main import main
from summarizer.domain.article import Article
from summarizer.domain.run import Completion, Usage
from summarizer.engines.compacting import write_compact
from summarizer.engines.llm import LLMEngine, request_sha256
from summarizer.engines.rules.engine import RulesEngine
from summarizer.engines.windowed import WindowedEngine
from summarizer.store.database import Store
from summarizer.text.analyse import analyse
from tests.cli.conftest import FIRST

MODEL = "reference/maintainers"


def fill(path: Path) -> None:
    """Put a completion in the store that answers the first article with the offline engine's draft."""
    analysis = analyse(Article.of(FIRST))
    draft = asyncio.run(RulesEngine().draft(analysis)).draft
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": write_compact(draft, analysis)},
    }
    raw = json.dumps({"id": "1", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice]})
    with Store(path) as store:
        engine = make_engine("llm", MODEL, options=Options(replay=True), completions=store)
        assert isinstance(engine, WindowedEngine) and isinstance(engine.inner, LLMEngine)
        key = request_sha256(engine.inner.request(analysis))
        store.put(Completion(key, MODEL, MODEL, raw, Usage(900, 800, 100), 2))


def test_a_stored_completion_becomes_a_brief(
    articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The article with a completion is done, with usage and prompt in its provenance; the other is a miss; exit 7."""
    path = tmp_path / "s.db"
    fill(path)
    base = ["run", str(articles), "--model", MODEL, "--replay", "--store", str(path)]
    assert main(base) == 7
    out, err = capsys.readouterr()
    done, missed = sorted((json.loads(line) for line in out.splitlines()), key=lambda row: int(row["index"]))
    about = done["brief"]["provenance"]
    assert (about["engine"], about["model_requested"], about["model_returned"]) == ("llm", MODEL, MODEL)
    assert (about["usage"], about["attempts"]) == ({"input": 900, "cached": 800, "output": 100}, 2)
    assert about["prompt"]["id"] == "brief" and f"model {MODEL}, prompt brief@" in err
    assert done["brief"]["headline"] and missed["error"]["kind"] == "replay_miss"
    assert main([*base, "-q"]) == 7
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["status"] for row in rows if row.get("stored")} == {"done"}


def test_another_prompt_or_model_is_a_miss(articles: Path, tmp_path: Path) -> None:
    """A completion answers its own request only."""
    path = tmp_path / "s.db"
    fill(path)
    article = str(articles / "a.txt")
    assert main(["run", "-q", article, "--model", "reference/other", "--replay", "--store", str(path)]) == 6
    assert main(["run", "-q", article, "--model", MODEL, "--replay", "--store", str(path)]) == 0

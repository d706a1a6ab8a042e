"""``prompts diff|release|label`` and prompts by path, label and part."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.assets.prompt_changes import read_scores, scores_key
from summarizer.assets.prompts import list_prompts, load_prompt
from summarizer.cli.main import main
from tests.engines.report import report

Capture = pytest.CaptureFixture[str]


def test_prompts_diff_shows_templates_schema_and_scores(capsys: Capture) -> None:
    """Three sections; the scores say where they come from and that they are nothing about a model."""
    assert main(["prompts", "diff", "brief@previous", "brief@stable"]) == 0
    out = capsys.readouterr().out
    templates, _, rest = out.partition("=== draft schema ===\n")
    schema, _, scores = rest.partition("=== scores ===\n")
    assert templates.startswith("=== templates ===\n--- brief@1.1.0 system\n+++ brief@1.2.0 system\n")
    assert "\n--- brief@1.1.0 repair\n" in templates
    assert schema.startswith("draft.v1 → draft.v2, 4220 → ")
    assert "- claims[].certainty: certain | probable | possible | unknown" in schema
    assert "+ claims[].reading[]: withheld | " in schema
    assert scores.startswith("Briefs of 13 articles from answers written by the maintainers")
    assert "nothing about a model" in scores.splitlines()[0]
    assert any(line.startswith("characters answered per article") and "(-" in line for line in scores.splitlines())


def test_prompts_diff_says_where_nothing_changes_or_nothing_is_stored(tmp_path: Path, capsys: Capture) -> None:
    """One version against itself; a draft from a file, that nobody has measured."""
    assert main(["prompts", "diff", "brief", "brief"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("=== templates ===\nno change\n=== draft schema ===\nno change\n=== scores ===\nBriefs of")
    source = Path(__file__).parents[2] / "prompts" / "brief" / "1.2.0.prompt.md"
    draft = tmp_path / "essai.prompt.md"
    text = source.read_text(encoding="utf-8").replace("status: released", "status: draft")
    draft.write_text(text.replace("8 à 12 affirmations", "6 à 9 affirmations"), encoding="utf-8")
    assert main(["prompts", "diff", "brief", str(draft)]) == 0
    out = capsys.readouterr().out
    assert "\n-8 à 12 affirmations" in out and "\n+6 à 9 affirmations" in out
    assert out.endswith("=== scores ===\nno figures are stored for brief@1.2.0 as it is now\n")


def test_every_released_prompt_has_its_scores() -> None:
    """``python -m tests.prompt_scores`` was run on the prompts that are there."""
    stored = read_scores()[1]
    assert [info.name for info in list_prompts() if scores_key(load_prompt(info.name)) not in stored] == []


def test_a_release_and_a_label_need_a_draft_and_a_release(capsys: Capture) -> None:
    """What is released stays; nothing is written."""
    lock = Path(__file__).parents[2] / "prompts" / "prompts.lock"
    before = lock.read_bytes()
    assert main(["prompts", "release", "brief@1.2.0"]) == 2
    assert "only a draft is released" in capsys.readouterr().err
    assert main(["prompts", "label", "brief@1.2.0", "1.2.0"]) == 2
    assert "is no label" in capsys.readouterr().err
    assert lock.read_bytes() == before


def test_a_draft_prompt_is_tried_by_its_path(tmp_path: Path, articles: Path, capsys: Capture) -> None:
    """A dry run names the draft and counts what it would send; a path that is not there is a usage error."""
    source = Path(__file__).parents[2] / "prompts" / "brief" / "1.2.0.prompt.md"
    draft = tmp_path / "essai.prompt.md"
    text = source.read_text(encoding="utf-8").replace("status: released", "status: draft")
    draft.write_text(text.replace("version: 1.2.0", "version: 9.0.0"), encoding="utf-8")
    base = ["run", str(articles / "a.txt"), "--model", "local/m", "--dry-run", "-q", "--format", "jsonl"]
    base += ["--base-url", "http://127.0.0.1:9/v1"]
    assert main([*base, "--prompt", str(draft)]) == 0
    assert json.loads(capsys.readouterr().out)["prompt"] == "brief@9.0.0"
    assert main([*base, "--prompt", str(tmp_path / "nowhere.prompt.md")]) == 2


def test_a_dry_run_counts_all_parts_of_a_long_article(tmp_path: Path, capsys: Capture) -> None:
    """Every part has the prompt again; without windows it is one request."""
    path = tmp_path / "long.txt"
    path.write_text(report(30_000).text, encoding="utf-8")
    base = ["run", str(path), "--model", "local/m", "--base-url", "http://127.0.0.1:9/v1", "--dry-run", "-q"]
    assert main([*base, "--format", "jsonl"]) == 0
    parts = json.loads(capsys.readouterr().out)
    assert main([*base, "--format", "jsonl", "--window-tokens", "0"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert parts["parts"] == 3 and "parts" not in whole
    assert parts["characters"] > whole["characters"] + 3_000

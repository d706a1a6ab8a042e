"""The table of rules and its page say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarizer.checks.rules import RULES, finding

PAGE = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([a-z_.]+)` \| (info|warning|error) \|", PAGE, re.MULTILINE))


def test_the_page_has_every_rule_with_its_severity() -> None:
    """docs/checks.md names the rules of the table, no other, and no other severity."""
    assert {name: rule.severity for name, rule in RULES.items()} == ROWS


def test_the_page_has_each_rule_under_its_door() -> None:
    """Rules of the audit stand in its section, those of verification in theirs."""
    audited, verified = PAGE.split("## What verification records")
    for name, rule in RULES.items():
        assert f"| `{name}` |" in (audited if rule.by == "audit" else verified)


def test_every_rule_says_something_in_one_line() -> None:
    """Names are family.what; lines are short and without a full stop."""
    for name, rule in RULES.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", name)
        assert 10 < len(rule.line) < 100 and "\n" not in rule.line and not rule.line.endswith(".")


def test_a_finding_takes_its_severity_from_the_table() -> None:
    """Nobody chooses a severity at the place of the finding, and no rule is made up there."""
    assert finding("span.text", "x").severity == "error"
    with pytest.raises(KeyError):
        finding("span.colour", "x")

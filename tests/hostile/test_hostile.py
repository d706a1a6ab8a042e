"""Hostile articles against an endpoint that obeys them: nothing that was ordered is in the brief."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.rules.engine import RulesEngine
from summarizer.pipeline import Repairs, make_brief
from summarizer.text.analyse import analyse
from tests.hostile.endpoint import CASES, Case, ObedientEndpoint
from tests.reference_endpoint.server import MODEL

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


async def _brief(case: Case, *, repairs: int) -> Brief:
    with ObedientEndpoint(case) as endpoint:
        options = LLMOptions(base_url=endpoint.base_url())
        engine = LLMEngine(MODEL, prompt=load_prompt("brief"), options=options)
        limits = Repairs(repairs)
        made = await make_brief(Article.of(case.text), engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=limits)
        await engine.aclose()
    return made.brief


def _told(brief: Brief) -> list[str]:
    """Return everything that a reader of the brief is told: texts, evidence, headline."""
    texts = [claim.text for claim in brief.claims] + [sentence.text for sentence in brief.summary]
    return [*texts, *(span.text for claim in brief.claims for span in claim.evidence), brief.headline]


@pytest.mark.parametrize("repairs", [0, 2])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_nothing_that_was_ordered_is_in_the_brief(case: Case, repairs: int) -> None:
    """Not in a claim, its evidence, the summary or the headline; what the article says of itself is there."""
    brief = await _brief(case, repairs=repairs)
    told = _told(brief)
    assert [(words, text) for words in case.forbidden for text in told if words in text] == []
    assert [words for words in case.kept if not any(words in text for text in told)] == []
    assert [one.rule for one in brief.findings if one.severity in ("error", "warning")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_can_fail(case: Case) -> None:
    """The obedient answer says what is forbidden: if it were believed, the test above would fail."""
    said = json.dumps(case.answer, ensure_ascii=False)
    assert any(words in said for words in case.forbidden)
    assert all(words in case.text for words in case.kept)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_the_rules_obey_nothing_either(case: Case) -> None:
    """The offline engine makes no claim of an order."""
    engine = RulesEngine()
    made = await make_brief(Article.of(case.text), engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=Repairs(0))
    orders = ("Ignor", "Oublie", "Réponds", "réponds", "Décode", "Termine", "marquez", "mentionnez", "Tu es", "SYST")
    assert [(o, text) for text in _told(made.brief) for o in orders if o in text] == []


def test_there_are_more_than_ten_kinds_of_attack() -> None:
    """Each article tries something else."""
    assert len({case.attack for case in CASES}) == len(CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_article_stays_in_its_block(case: Case) -> None:
    """One opening, one closing, the last line of the request; every line between begins with a number of ours."""
    from summarizer.assets.prompts import render

    content = render(load_prompt("brief"), analyse(Article.of(case.text)))[1].content
    lines = content.splitlines()
    assert lines[0].removeprefix("<") == lines[-1].removeprefix("</")
    assert content.count(lines[-1]) == 1
    numbers = [int(line.partition("]")[0].removeprefix("[")) for line in lines[1:-1]]
    assert numbers == sorted(set(numbers))

"""Long articles: cut so that nothing is lost, asked part by part over real HTTP, joined without doubles."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from summarizer.assets.prompts import load_prompt
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article
from summarizer.domain.draft import Draft
from summarizer.engines.joining import join
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.windowed import WindowedEngine
from summarizer.engines.windows import Window, estimated_tokens, windows
from summarizer.errors import PermanentError, ReplayMissError, TransientError
from summarizer.pipeline import Made, Repairs, make_brief
from summarizer.text.analyse import analyse
from tests.engines.conftest import MemoryCompletions
from tests.engines.report import ReportEndpoint, answer, report
from tests.reference_endpoint.server import MODEL

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLE = report()
ANALYSIS = analyse(ARTICLE)
LIMIT = 6_000


def _shown(analysis: Analysis, found: tuple[Window, ...]) -> list[int]:
    return [one.number for one in analysis.sentences if one.kind != "noise" and any(w.holds(one.number) for w in found)]


def test_the_report_is_long_and_nothing_of_it_is_noise() -> None:
    """The article of these tests has 60,000 characters, and every sentence counts."""
    assert len(ARTICLE.text) >= 60_000
    assert [one.number for one in ANALYSIS.sentences if one.kind == "noise"] == []
    assert sum(one.kind == "heading" for one in ANALYSIS.sentences) > 10


@pytest.mark.parametrize("limit", [40, 150, 400, 1_000, 3_000, LIMIT, 15_000])
def test_every_sentence_stands_in_a_window_and_each_is_within_the_limit(limit: int) -> None:
    """In order, first to last, overlapping or touching; a window is over the limit for one sentence alone."""
    found = windows(ANALYSIS, limit)
    assert _shown(ANALYSIS, found) == [one.number for one in ANALYSIS.sentences]
    assert found[0].first == 1 and found[-1].last == len(ANALYSIS.sentences)
    for before, after in pairwise(found):
        assert before.first < after.first <= before.last + 1 and before.last < after.last
    for window in found:
        inside = [one for one in ANALYSIS.sentences if window.holds(one.number)]
        assert estimated_tokens(inside) <= limit or len({one.paragraph for one in inside}) <= 2


@pytest.mark.parametrize("limit", [1_000, LIMIT])
def test_windows_begin_at_a_paragraph_and_a_heading_goes_with_what_follows(limit: int) -> None:
    """Whole paragraphs; the last one of a window is the first one of the next."""
    paragraphs = {one.number: one.paragraph for one in ANALYSIS.sentences}
    kinds = {one.number: one.kind for one in ANALYSIS.sentences}
    found = windows(ANALYSIS, limit)
    assert len(found) > 2
    for window in found:
        assert kinds[window.last] == "body"
        assert paragraphs.get(window.last + 1) != paragraphs[window.last]
    for before, after in pairwise(found):
        assert after.first <= before.last
        assert paragraphs[after.first] == paragraphs[before.last] or kinds[after.first] == "heading"


def test_a_short_article_and_no_limit_are_one_window() -> None:
    """Windows are for long articles."""
    short = analyse(Article.of("La piscine a rouvert lundi. Le maire est content."))
    assert windows(short, LIMIT) == (Window(1, len(short.sentences)),)
    assert windows(ANALYSIS, None) == windows(ANALYSIS, 0) == (Window(1, len(ANALYSIS.sentences)),)


def test_a_paragraph_that_is_longer_than_a_window_is_cut_between_sentences() -> None:
    """One paragraph of the whole report: every sentence is there, and the windows still overlap."""
    body = " ".join(one.span.text for one in ANALYSIS.sentences if one.kind == "body")
    analysis = analyse(Article.of(body))
    found = windows(analysis, 1_000)
    assert len({one.paragraph for one in analysis.sentences}) == 1 and len(found) > 10
    assert _shown(analysis, found) == [one.number for one in analysis.sentences]
    assert all(after.first <= before.last for before, after in pairwise(found))


def _engine(
    endpoint: ReportEndpoint, completions: MemoryCompletions, limit: int = LIMIT, **options: Any
) -> WindowedEngine:
    settings = LLMOptions(base_url=endpoint.base_url(), attempts=1, **options)
    return WindowedEngine(
        LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=settings), limit
    )


async def _made(engine: WindowedEngine, times: int = 0) -> Made:
    try:
        return await make_brief(ARTICLE, engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=Repairs(times))
    finally:
        await engine.aclose()


async def test_a_long_report_is_briefed_from_its_first_to_its_last_paragraph(completions: MemoryCompletions) -> None:
    """Every claim of every window once, sources under one key, sentence numbers of the whole article, tokens summed."""
    with ReportEndpoint() as endpoint:
        brief = (await _made(_engine(endpoint, completions))).brief
    places = (len(ARTICLE.text.split("Le chantier numéro")) - 1) * 2
    assert len(endpoint.windows) == len(windows(ANALYSIS, LIMIT)) >= 3
    evidence = [claim.evidence[0] for claim in brief.claims]
    assert len(brief.claims) == len({(span.start, span.end) for span in evidence}) == places
    assert evidence[0].start < 200 and evidence[-1].end > len(ARTICLE.text) - 400
    assert [one for one in brief.findings if one.severity == "error"] == []
    assert {claim.endorsement for claim in brief.claims if "coûterait" in claim.text} == {"withheld"}
    assert len(brief.actors) == len({actor.name for actor in brief.actors}) == 6
    assert 2 <= len(brief.summary) <= 5
    known = {claim.id for claim in brief.claims}
    assert all(set(sentence.claims) <= known and sentence.claims for sentence in brief.summary)
    assert brief.provenance.attempts == len(endpoint.windows)
    assert brief.provenance.usage.input == sum(one.usage.input for one in completions.put_order)
    assert brief.provenance.parameters["window_tokens"] == LIMIT


async def test_each_window_says_which_part_it_is_under_the_same_prefix(completions: MemoryCompletions) -> None:
    """Sentences keep their numbers, the system part its bytes."""
    with ReportEndpoint() as endpoint:
        await _made(_engine(endpoint, completions))
    bodies = [json.loads(body)["messages"] for body in endpoint.bodies]
    assert len({messages[0]["content"] for messages in bodies}) == 1
    total = len(ANALYSIS.sentences)
    for messages, (first, last) in zip(bodies, endpoint.windows, strict=True):
        lines = messages[1]["content"].splitlines()
        assert lines[1] == f"(extrait : phrases {first} à {last} sur {total})"
        assert lines[2].startswith(f"[{first}] ") and lines[-2].startswith(f"[{last}] ")


async def test_a_window_that_is_refused_is_told_and_the_rest_stands(completions: MemoryCompletions) -> None:
    """The brief says which sentences it does not cover, as an error; the refused request is counted."""
    with ReportEndpoint(refused=(1,)) as endpoint:
        brief = (await _made(_engine(endpoint, completions))).brief
    (told,) = [one for one in brief.findings if one.rule == "coverage.part"]
    first, last = endpoint.windows[1]
    assert told.severity == "error" and told.message.startswith(f"sentences {first} to {last} are not covered")
    assert "refused" in told.message
    assert brief.provenance.attempts == len(endpoint.windows)
    numbers = {one.number for claim in brief.claims if (one := ANALYSIS.sentence_at(claim.evidence[0].start))}
    assert min(numbers) < first and max(numbers) > last
    assert not [n for n in numbers if endpoint.windows[0][1] < n < endpoint.windows[2][0]]


async def test_a_server_that_breaks_raises_and_the_next_run_asks_for_that_window_alone(
    completions: MemoryCompletions,
) -> None:
    """Nothing paid is lost: the windows before it come from the store, and the error tells what they cost."""
    with ReportEndpoint(broken=(2,)) as endpoint:
        with pytest.raises(TransientError) as caught:
            await _made(_engine(endpoint, completions))
        assert caught.value.usage[0] == sum(one.usage.input for one in completions.put_order) > 0
        assert caught.value.attempts == 3
        endpoint.broken = ()
        before = len(endpoint.bodies)
        brief = (await _made(_engine(endpoint, completions))).brief
        assert len(endpoint.bodies) - before == len(endpoint.windows) - 2
    assert brief.claims


async def test_where_no_window_gives_anything_the_error_is_raised(completions: MemoryCompletions) -> None:
    """A report that is refused as a whole is a failure, not an empty brief."""
    with ReportEndpoint(refused=tuple(range(9))) as endpoint:
        with pytest.raises(PermanentError, match="refused") as caught:
            await _made(_engine(endpoint, completions))
        assert caught.value.attempts == len(endpoint.windows)


async def test_a_replay_goes_window_by_window(completions: MemoryCompletions) -> None:
    """From stored completions the same brief; one that is missing is a miss."""
    with ReportEndpoint() as endpoint:
        live = (await _made(_engine(endpoint, completions))).brief
        again = (await _made(_engine(endpoint, completions, replay_only=True))).brief
        assert again == live
        assert len(endpoint.bodies) == len(endpoint.windows)
        completions.kept.pop(completions.put_order[1].request_sha256)
        with pytest.raises(ReplayMissError):
            await _made(_engine(endpoint, completions, replay_only=True))


async def test_a_repair_asks_each_window_for_its_own_items(completions: MemoryCompletions) -> None:
    """What fails is asked of the window that holds its words, with that window's part of the draft alone."""
    with ReportEndpoint(hardened=True) as endpoint:
        made = await _made(_engine(endpoint, completions), times=1)
    assert endpoint.repairs == endpoint.windows
    assert [one for one in made.brief.findings if one.severity == "error"] == []
    repaired = [fate for fate in made.fates if fate.outcome == "repaired"]
    assert len(repaired) == len(endpoint.windows)
    assert not [claim.text for claim in made.brief.claims if " coûte " in claim.text]
    for body in endpoint.bodies[len(endpoint.windows) :]:
        shown = json.loads(json.loads(body)["messages"][2]["content"])
        assert len(shown["claims"]) < len(made.brief.claims)


async def test_a_short_article_is_asked_for_as_it_always_was(completions: MemoryCompletions) -> None:
    """The request of an article under the limit is that of the engine alone, to the byte."""
    article = report(3_000)
    with ReportEndpoint() as endpoint:
        for engine in (_engine(endpoint, completions), _engine(endpoint, MemoryCompletions()).inner):
            await make_brief(article, engine, now=lambda: MOMENT, timer=lambda: 0.0, repairs=Repairs(0))
            await engine.aclose()
        assert len(endpoint.bodies) == 2 and endpoint.bodies[0] == endpoint.bodies[1]


def _draft(numbers: range, **changes: Any) -> Draft:
    sentences = {one.number: one.span.text for one in ANALYSIS.sentences if one.number in numbers}
    body = answer(sentences)
    for claim in body["claims"]:
        claim.update(changes)
    return Draft.model_validate(body)


def test_what_two_windows_say_is_said_once_and_more_reserved() -> None:
    """Of two claims on one sentence the reserve of the more reserved stays; keys are given anew, in order."""
    first, second = _draft(range(1, 12)), _draft(range(6, 30), endorsement="doubted", certainty="possible")
    joined = join([first, second], ANALYSIS)
    spans = [claim.evidence[0] for claim in joined.claims]
    assert len(spans) == len({(one.sentence, one.quote) for one in spans})
    assert [claim.key for claim in joined.claims] == [f"c{n}" for n in range(1, len(spans) + 1)]
    shared = {claim.evidence[0].sentence for claim in first.claims} & {c.evidence[0].sentence for c in second.claims}
    assert shared
    for claim in joined.claims:
        both = claim.evidence[0].sentence in shared or claim.evidence[0].sentence >= 12
        assert (claim.endorsement == "doubted", claim.certainty == "possible") == (both, both)
    keys = {source.key for source in joined.sources}
    assert {link.source for claim in joined.claims for link in claim.sources} <= keys
    assert len({source.name for source in joined.sources}) == len(joined.sources)


def test_actors_are_one_under_all_their_names() -> None:
    """A window that only has the short name speaks of the same person."""
    text = "Le ministre Paul Ménadier a parlé lundi. M. Ménadier a promis un plan. Paul Ménadier est parti mardi."
    analysis = analyse(Article.of(text))
    empty: dict[str, Any] = {"numbers": [], "sources": [], "claims": [], "summary": [], "headline": ""}

    def draft(name: str, kind: str, role: str | None, *aliases: str) -> Draft:
        actor = {"name": name, "kind": kind, "role": role, "aliases": list(aliases)}
        return Draft.model_validate({**empty, "actors": [actor]})

    joined = join([draft("M. Ménadier", "unknown", None), draft("Paul Ménadier", "person", "ministre")], analysis)
    (actor,) = joined.actors
    assert (actor.name, actor.kind, actor.role, actor.aliases) == (
        "Paul Ménadier",
        "person",
        "ministre",
        ["M. Ménadier"],
    )

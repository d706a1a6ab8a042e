"""An answer that comes in parts: what is told on the way, and what is kept."""

from __future__ import annotations

import json

import pytest

from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft
from summarizer.engines.streaming import Assembly, partial_of
from summarizer.errors import TransientError
from tests.engines.conftest import MakeEngine, MemoryCompletions
from tests.engines.samples import sample_analysis
from tests.reference_endpoint.server import ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


async def test_a_streamed_answer_is_told_claim_by_claim_and_kept_whole(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint, completions: MemoryCompletions
) -> None:
    """Each partial draft has one claim more; what is stored is what an unstreamed answer had been, tokens included."""
    told: list[tuple[Analysis, Draft]] = []
    engine = make_engine("streamed", on_partial=lambda analysis, draft: told.append((analysis, draft)))
    streamed = await engine.draft(sample_analysis())
    body = json.loads(endpoint.bodies[0])
    assert (body["stream"], body["stream_options"]) == (True, {"include_usage": True})
    assert [len(draft.claims) for _, draft in told] == list(range(1, len(streamed.draft.claims) + 1))
    for analysis, draft in told:
        assert analysis == sample_analysis()
        assert draft.claims == streamed.draft.claims[: len(draft.claims)]
        assert draft.actors == streamed.draft.actors
        assert draft.headline in ("", streamed.draft.headline)
    unstreamed = await make_engine("clean", reuse=False).draft(sample_analysis())
    assert streamed.draft == unstreamed.draft
    one, other = streamed.completions[0], unstreamed.completions[0]
    assert one.request_sha256 == other.request_sha256
    assert (one.usage, one.model_returned) == (other.usage, other.model_returned)
    assert json.loads(one.raw)["choices"] == json.loads(other.raw)["choices"]
    assert len(completions.kept) == 1


async def test_a_stored_stream_is_no_request(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """Streamed once, it answers the same request for ever, streamed or not, and tells nothing on the way."""
    told: list[Draft] = []
    first = await make_engine("streamed", on_partial=lambda _, draft: None).draft(sample_analysis())
    again = await make_engine("clean", on_partial=lambda _, draft: told.append(draft)).draft(sample_analysis())
    assert again.draft == first.draft
    assert (endpoint.requests.total(), told) == (1, [])


async def test_a_server_that_does_not_stream_is_read_as_it_answers(make_engine: MakeEngine) -> None:
    """It sends one JSON body: that is the answer, only nobody is told on the way."""
    told: list[Draft] = []
    proposal = await make_engine("clean", on_partial=lambda _, draft: told.append(draft)).draft(sample_analysis())
    assert proposal.draft.claims
    assert told == []


@pytest.mark.parametrize(
    ("scenario", "error", "says", "requests"),
    [
        ("stream-cut", TransientError, "the stream of the answer broke off", 2),
        ("stream-error", TransientError, r"broke off with an error \(529\): The server is overloaded", 2),
    ],
)
async def test_a_stream_that_ends_too_early_is_an_error(
    scenario: str,
    error: type[Exception],
    says: str,
    requests: int,
    make_engine: MakeEngine,
    endpoint: ReferenceEndpoint,
) -> None:
    """Half an answer is never taken for a whole one."""
    with pytest.raises(error, match=says) as caught:
        await make_engine(scenario, on_partial=lambda _, draft: None).draft(sample_analysis())
    assert caught.value.perhaps_paid  # type: ignore[attr-defined]
    assert endpoint.requests[scenario] == requests


def test_a_tools_arguments_are_put_together() -> None:
    """Arguments come in parts too, and a refusal."""
    assembly = Assembly()
    for part in ({"name": "draft", "arguments": '{"a"'}, {"arguments": ": 1}"}):
        delta = {"tool_calls": [{"index": 0, "function": part}]}
        assert assembly.add(f"data: {json.dumps({'choices': [{'delta': delta}]})}")
    assembly.add("data: " + json.dumps({"choices": [{"delta": {"refusal": "non"}, "finish_reason": "stop"}]}))
    assert assembly.text == '{"a": 1}'
    message = json.loads(assembly.body())["choices"][0]["message"]
    assert message["tool_calls"][0]["function"]["arguments"] == '{"a": 1}'
    assert (message["content"], message["refusal"]) == (None, "non")


@pytest.mark.parametrize(
    "line", ["", ": comment", "event: x", "data:", "data: {", "data: [1]", "data: {}", "data: null"]
)
def test_lines_that_say_nothing_are_passed_over(line: str) -> None:
    """Comments, pings and broken parts neither grow the text nor fail."""
    assert not Assembly().add(line)


async def test_no_prefix_of_an_answer_fails_or_invents(make_engine: MakeEngine) -> None:
    """Cut at every place: what is given is a beginning of the whole, in whole items."""
    whole = (await make_engine().draft(sample_analysis())).draft
    text = "```json\n" + whole.model_dump_json(indent=1)
    grown = 0
    for end in range(0, len(text), 7):
        partial = partial_of(Draft, text[:end])
        if partial is None:
            continue
        assert partial.claims == whole.claims[: len(partial.claims)]
        assert partial.sources == whole.sources[: len(partial.sources)]
        assert len(partial.claims) >= grown
        grown = len(partial.claims)
    assert grown == len(whole.claims)

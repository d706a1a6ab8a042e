"""The model engine against a live loopback endpoint: what goes on the wire, how often, and what comes of each fault."""

from __future__ import annotations

import asyncio
import json
import pickle
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from openai import AsyncOpenAI

from summarizer.assets.prompts import load_prompt
from summarizer.assets.schemas import draft_schema
from summarizer.domain.draft import Draft
from summarizer.domain.item import Constraint, Item, Place
from summarizer.domain.run import Completion
from summarizer.engines.compacting import write_compact
from summarizer.engines.interface import Feedback
from summarizer.engines.llm import LLMEngine, LLMOptions, request_sha256
from summarizer.errors import (
    ContentFilterError,
    ContentTypeError,
    EmptyAnswerError,
    EngineError,
    InvalidOutputError,
    NoJSONError,
    PermanentError,
    QuotaError,
    RefusalError,
    ReplayMissError,
    SettingsError,
    TransientError,
    TruncatedError,
)
from tests.engines.conftest import MakeEngine, MemoryCompletions, Naps
from tests.engines.samples import analysis_of, sample_analysis
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

SCHEMA = draft_schema(load_prompt("brief").info.output_schema)

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])


@dataclass(frozen=True)
class Fault:
    """A scenario, what it is met with, and how many requests that takes."""

    scenario: str
    error: type[EngineError]
    says: str
    requests: int = 1
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return a readable name."""
        return "-".join([self.scenario, *(f"{name}={value}" for name, value in self.options.items())])


FAULTS = (
    Fault("500", TransientError, "answered 500", 3, {"attempts": 3}),
    Fault("500", TransientError, "answered 500", 1, {"attempts": 1, "reasks": 3}),
    Fault("401", PermanentError, "OPENAI_API_KEY"),
    Fault("quota", QuotaError, "no credit left"),
    Fault("reset", TransientError, "Connection error", 2, {"attempts": 2}),
    Fault("silence", TransientError, "timed out", 2, {"attempts": 2, "timeout_s": 0.05}),
    Fault("truncated-json", NoJSONError, "no JSON object"),
    Fault("length", TruncatedError, "cut off at the token limit; shorten the article"),
    Fault("refusal", RefusalError, "the model refused: Je ne peux pas"),
    Fault("content-filter", ContentFilterError, "content filter"),
    Fault("html", ContentTypeError, "--base-url"),
    Fault("empty-choices", EmptyAnswerError, "no choices"),
    Fault("empty-content", EmptyAnswerError, "empty"),
    Fault("always-invalid", InvalidOutputError, "no draft", 2),
    Fault("always-invalid", InvalidOutputError, "no draft", 1, {"reasks": 0}),
    Fault("always-invalid", InvalidOutputError, "no draft", 4, {"reasks": 3, "attempts": 5}),
    Fault("nowhere", PermanentError, "--base-url"),
)


def _causes(error: BaseException) -> list[BaseException]:
    """Return the chain of causes; cut off where it would run in a circle."""
    chain = [error]
    while chain[-1].__cause__ is not None and len(chain) < 10:
        chain.append(chain[-1].__cause__)
    return chain


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
async def test_each_fault_is_one_typed_error_after_a_known_number_of_requests(
    fault: Fault, make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """No retry layer multiplies another, and the error says what happened."""
    engine = make_engine(fault.scenario, **fault.options)
    with pytest.raises(fault.error, match=fault.says) as caught:
        await engine.draft(sample_analysis())
    assert type(caught.value) is fault.error
    assert endpoint.requests[fault.scenario] == (0 if fault.scenario == "nowhere" else fault.requests)
    assert caught.value.attempts == fault.requests
    assert len(_causes(caught.value)) <= 4
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.attempts) == (str(caught.value), caught.value.attempts)


async def test_an_answer_that_is_no_draft_says_where(make_engine: MakeEngine) -> None:
    """The message is one line: the first places and how many more, without links or the model's words."""
    with pytest.raises(InvalidOutputError) as caught:
        await make_engine("always-invalid").draft(sample_analysis())
    assert str(caught.value) == (
        "the answer is no draft: actors: Input should be a valid array; sources: Field required; "
        "claims: Field required; and 2 more"
    )


@pytest.mark.parametrize("scenario", ["length", "truncated-json", "always-invalid", "empty-content"])
async def test_what_was_paid_is_kept_before_it_is_read(
    scenario: str, make_engine: MakeEngine, completions: MemoryCompletions, endpoint: ReferenceEndpoint
) -> None:
    """An answer that is no draft is in the store, and the error carries its text and tokens."""
    with pytest.raises(InvalidOutputError) as caught:
        await make_engine(scenario).draft(sample_analysis())
    assert len(completions.put_order) == endpoint.requests[scenario]
    assert caught.value.raw == completions.put_order[-1].raw
    paid = sum(completion.usage.input for completion in completions.put_order)
    assert caught.value.usage[0] == paid
    assert (paid > 0) == (scenario != "truncated-json")


async def test_a_draft_takes_one_request(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint, completions: MemoryCompletions
) -> None:
    """The clean case: one request, one completion, a draft that quotes the article."""
    analysis = sample_analysis()
    proposal = await make_engine().draft(analysis)
    assert endpoint.requests["clean"] == 1
    assert proposal.completions == tuple(completions.put_order)
    assert proposal.completions[0].attempts == 1
    assert proposal.completions[0].model_returned == MODEL
    for claim in proposal.draft.claims:
        for quote in claim.evidence:
            sentence = analysis.sentence(quote.sentence)
            assert sentence is not None
            assert quote.quote in sentence.span.text


async def test_what_goes_on_the_wire(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """Strict schema once, French letters unescaped, nothing that was not asked for, and the sha of just this body."""
    engine = make_engine()
    proposal = await engine.draft(sample_analysis())
    sent = endpoint.bodies[0]
    body = json.loads(sent)
    assert set(body) == {"model", "messages", "response_format"}
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "draft", "strict": True, "schema": SCHEMA},
    }
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert "n’a pas été payé".encode() in sent
    assert "1\u202f250\u00a0euros".encode() in sent
    assert b"\\u" not in sent
    assert sent.count(b'"additionalProperties"') == json.dumps(SCHEMA).count('"additionalProperties"')
    assert body == engine.request(sample_analysis())
    assert proposal.completions[0].request_sha256 == request_sha256(body)


async def test_parameters_are_sent_only_where_set_and_make_the_identity(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """Whatever changes a request is a parameter of the identity, and nothing else is."""
    engine = make_engine(temperature=0.0, seed=7, max_tokens=4000, attempts=1, timeout_s=3.0)
    await engine.draft(sample_analysis())
    body = json.loads(endpoint.bodies[0])
    assert {name: body[name] for name in ("temperature", "seed", "max_tokens")} == {
        "temperature": 0.0,
        "seed": 7,
        "max_tokens": 4000,
    }
    assert engine.identity.parameters == {"mode": "json_schema", "temperature": 0.0, "seed": 7, "max_tokens": 4000}
    assert engine.identity.name == "llm"
    assert engine.identity.prompt == load_prompt("brief").ref
    assert engine.repairs


def test_the_openai_prefix_is_cut_off_and_others_go_through() -> None:
    """«openai/» names the provider; any other string is the server's own model name."""
    prompt = load_prompt("brief")
    options = LLMOptions(api_key="unused", max_tokens=10)
    cases = {"openai/some-model": ("some-model", "max_completion_tokens"), "org/other": ("org/other", "max_tokens")}
    for name, (sent, limit) in cases.items():
        address = None if name.startswith("openai/") else "http://127.0.0.1:9/v1"
        engine = LLMEngine(name, prompt=prompt, options=replace(options, base_url=address))
        body = engine.request(sample_analysis())
        assert body["model"] == sent
        assert body[limit] == 10
        assert engine.identity.model == name


async def test_json_object_mode_carries_the_schema_in_the_system_message(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """Servers without JSON schema get it once, in the static part."""
    await make_engine(mode="json_object").draft(sample_analysis())
    body = json.loads(endpoint.bodies[0])
    assert body["response_format"] == {"type": "json_object"}
    assert json.dumps(SCHEMA, ensure_ascii=False, separators=(",", ":")) in body["messages"][0]["content"]
    assert endpoint.bodies[0].count(b"anonymous") == 3  # the prompt's rule, the property, the required list


async def test_a_stored_completion_sends_nothing(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """The same request is paid for once."""
    first = await make_engine().draft(sample_analysis())
    second = await make_engine().draft(sample_analysis())
    assert endpoint.requests["clean"] == 1
    assert second == first


async def test_reuse_can_be_refused(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """``reuse=False`` asks again although the completion is there."""
    await make_engine().draft(sample_analysis())
    await make_engine(reuse=False).draft(sample_analysis())
    assert endpoint.requests["clean"] == 2


async def test_a_web_page_is_not_stored(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint, completions: MemoryCompletions
) -> None:
    """A wrong address does not poison the store: no model answered, so nothing is kept."""
    with pytest.raises(ContentTypeError):
        await make_engine("html").draft(sample_analysis())
    assert not completions.kept
    await make_engine().draft(sample_analysis())
    assert endpoint.requests["clean"] == 1


@pytest.mark.parametrize(
    ("scenario", "error"),
    [
        ("length", InvalidOutputError),
        ("truncated-json", InvalidOutputError),
        ("always-invalid", InvalidOutputError),
        ("empty-content", InvalidOutputError),
        ("empty-choices", InvalidOutputError),
        ("refusal", PermanentError),
        ("content-filter", PermanentError),
    ],
)
async def test_a_stored_answer_that_is_no_draft_is_asked_for_again_and_replaced(
    scenario: str,
    error: type[EngineError],
    make_engine: MakeEngine,
    endpoint: ReferenceEndpoint,
    completions: MemoryCompletions,
) -> None:
    """A bad answer is no hit for ever; a replay, which cannot ask, raises what a fresh one would have raised."""
    with pytest.raises(error) as fresh:
        await make_engine(scenario, reasks=0).draft(sample_analysis())
    (key,) = completions.kept
    bad = completions.kept[key].raw
    options = LLMOptions(replay_only=True, reasks=0)
    replaying = LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=options)
    with pytest.raises(error) as replayed:
        await replaying.draft(sample_analysis())
    assert (type(replayed.value), str(replayed.value)) == (type(fresh.value), str(fresh.value))
    proposal = await make_engine().draft(sample_analysis())
    assert endpoint.requests["clean"] == 1
    assert list(completions.kept) == [key]
    assert completions.kept[key].raw == proposal.completions[0].raw != bad
    assert await replaying.draft(sample_analysis()) == proposal


async def test_a_replay_follows_the_stored_reask(
    make_engine: MakeEngine, completions: MemoryCompletions, endpoint: ReferenceEndpoint
) -> None:
    """An invalid answer and the valid one after it are both stored: the replay goes the same way."""
    live = await make_engine("invalid-then-valid").draft(sample_analysis())
    options = LLMOptions(replay_only=True)
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=options)
    assert await engine.draft(sample_analysis()) == live
    assert endpoint.requests["invalid-then-valid"] == 2


async def test_what_was_paid_before_a_failure_is_told_with_cached_tokens(
    make_engine: MakeEngine, completions: MemoryCompletions
) -> None:
    """Every failing way of an answer that was paid for carries its tokens, not only an invalid draft."""
    with pytest.raises(PermanentError) as caught:
        await make_engine("refusal").draft(sample_analysis())
    paid = completions.put_order[0].usage
    assert caught.value.usage == (paid.input, paid.cached, paid.output)
    assert paid.input > 0
    raw = completions.put_order[0].raw.replace('"cached_tokens":0', '"cached_tokens":9')
    completions.put(replace(completions.put_order[0], raw=raw, usage=replace(paid, cached=9)))
    options = LLMOptions(replay_only=True)
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=options)
    with pytest.raises(PermanentError) as again:
        await engine.draft(sample_analysis())
    assert again.value.usage == (paid.input, 9, paid.output)


async def test_a_rate_limit_is_waited_for(make_engine: MakeEngine, endpoint: ReferenceEndpoint, naps: Naps) -> None:
    """Retry-After is honoured, and the completion tells that it took two requests."""
    proposal = await make_engine("429-then-ok").draft(sample_analysis())
    assert endpoint.requests["429-then-ok"] == 2
    assert len(naps.seconds) == 1
    assert 2.0 <= naps.seconds[0] <= 2.5
    assert [completion.attempts for completion in proposal.completions] == [2]


@pytest.mark.parametrize("scenario", ["500-then-ok", "reset-then-ok"])
async def test_a_passing_fault_is_tried_again_after_a_jittered_wait(
    scenario: str, make_engine: MakeEngine, endpoint: ReferenceEndpoint, naps: Naps
) -> None:
    """Without a wish of the server the wait is a short random one."""
    await make_engine(scenario).draft(sample_analysis())
    assert endpoint.requests[scenario] == 2
    assert len(naps.seconds) == 1
    assert 0 <= naps.seconds[0] <= 0.5


async def test_an_invalid_answer_is_asked_for_again_in_the_words_of_the_prompt(
    make_engine: MakeEngine, endpoint: ReferenceEndpoint
) -> None:
    """The second request continues the first, says in French what is wrong, and both completions are told."""
    proposal = await make_engine("invalid-then-valid").draft(sample_analysis())
    assert len(proposal.completions) == 2
    first, second = (json.loads(body) for body in endpoint.bodies)
    assert second["messages"][:2] == first["messages"]
    assert second["messages"][2] == {"role": "assistant", "content": '{"actors": "aucun", "titre": "é"}'}
    told = second["messages"][3]["content"]
    assert "- actors : une liste est attendue" in told
    assert "- headline : champ manquant" in told
    assert "- titre : champ inconnu" in told
    assert "pydantic" not in told
    assert "Correct your JSON" not in told


async def test_feedback_continues_the_conversation(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """A repair: the same two messages, the draft, and each constraint with item, words at fault and sentence."""
    engine, analysis = make_engine(), sample_analysis()
    refused = (await engine.draft(analysis)).draft
    sentence = analysis.sentence(3)
    assert sentence is not None
    claim = Item("claim", "c2")
    told = (
        Constraint(
            claim, "evidence.dropped", "not in the article: «x»", said="x", places=(Place(3, sentence.span.text),)
        ),
        Constraint(Item("headline"), "hardening.title", "plus ferme"),
    )
    await engine.draft(analysis, Feedback(refused, told))
    first, second = map(json.loads, endpoint.bodies)
    assert second["messages"][:2] == first["messages"]
    assert {**second, "messages": []} == {**first, "messages": []}
    assert second["messages"][2]["content"] == write_compact(refused, analysis)
    said = second["messages"][3]["content"]
    assert "- affirmation c2 : cette citation ne se trouve pas dans cette phrase" in said
    assert f"\n  phrase [3] : « {sentence.span.text} »\n" in said
    assert "(evidence.dropped : « not in the article: «x» »)" in said
    assert said.count("\n- headline") == 2


@pytest.mark.parametrize(
    ("model", "own", "bound", "sent"),
    [
        ("other/m", None, 700, {"max_tokens": 700}),
        ("openai/m", None, 700, {"max_completion_tokens": 700}),
        ("other/m", 500, 700, {"max_tokens": 500}),
        ("other/m", 900, 700, {"max_tokens": 700}),
        ("other/m", 900, None, {"max_tokens": 900}),
        ("other/m", None, None, {}),
    ],
)
def test_a_repair_is_bounded_by_what_is_left(
    model: str, own: int | None, bound: int | None, sent: dict[str, int]
) -> None:
    """The smaller of the engine's own limit and that of the repair goes out; the identity does not change with it."""
    options = LLMOptions(api_key="k", base_url="http://127.0.0.1:9/v1", max_tokens=own)
    engine = LLMEngine(model, prompt=load_prompt("brief"), options=options)
    told = (Constraint(Item("headline"), "hardening.title", "x"),)
    empty = Draft(actors=[], numbers=[], sources=[], claims=[], summary=[], headline="")
    before = engine.identity
    body = engine.request(sample_analysis(), Feedback(empty, told, max_tokens=bound))
    assert {name: body[name] for name in body if name.startswith("max")} == sent
    assert engine.identity == before


async def test_replay_finds_what_was_stored(make_engine: MakeEngine, completions: MemoryCompletions) -> None:
    """A replay needs no key, no address and no client."""
    live = await make_engine().draft(sample_analysis())
    options = LLMOptions(replay_only=True)
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=options)
    assert await engine.draft(sample_analysis()) == live
    await engine.aclose()


async def test_a_replay_miss_names_the_prompt(completions: MemoryCompletions) -> None:
    """The error says which prompt, which model and what to do."""
    options = LLMOptions(replay_only=True)
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"), completions=completions, options=options)
    with pytest.raises(
        ReplayMissError, match=r"brief@1\.2\.0 and model reference-answers: run it once without --replay"
    ):
        await engine.draft(sample_analysis())


async def test_a_changed_prompt_is_another_request(make_engine: MakeEngine, completions: MemoryCompletions) -> None:
    """One character in the prompt and nothing stored answers any more."""
    await make_engine().draft(sample_analysis())
    prompt = load_prompt("brief")
    changed = replace(prompt, system=prompt.system + " ")
    engine = LLMEngine(MODEL, prompt=changed, completions=completions, options=LLMOptions(replay_only=True))
    with pytest.raises(ReplayMissError):
        await engine.draft(sample_analysis())


def test_no_key_and_no_address_is_a_settings_error() -> None:
    """The message says which variable to set and which engine needs none."""
    with pytest.raises(SettingsError, match=r"OPENAI_API_KEY.*--engine rules"):
        LLMEngine("openai/some-model", prompt=load_prompt("brief"))


def test_a_remote_address_still_wants_a_key() -> None:
    """Only loopback goes without: no dummy key leaves the machine."""
    with pytest.raises(SettingsError):
        LLMEngine(MODEL, prompt=load_prompt("brief"), options=LLMOptions(base_url="https://models.invalid/v1"))


async def test_key_and_address_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """OPENAI_API_KEY and OPENAI_BASE_URL are read where options say nothing; no repr shows the key."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-from-the-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.invalid/v1")
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"))
    await engine.aclose()
    assert "secret" not in repr(LLMOptions(api_key="secret"))


@pytest.mark.parametrize(
    ("key", "place"), [("sk-dé", 5), ("sk\n-x", 3), ("sk-\x07", 4), ("sk-\u200bx", 4), ("«sk»", 1), ("sk\x7fx", 3)]
)
@pytest.mark.parametrize("variable", [False, True], ids=["option", "variable"])
def test_a_key_that_no_header_can_carry_is_a_settings_error(
    key: str, place: int, variable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what is wrong and where, and never shows the key."""
    if variable:
        monkeypatch.setenv("OPENAI_API_KEY", key)
    options = LLMOptions(api_key=None if variable else key)
    with pytest.raises(SettingsError, match=f"non-ASCII or control character at place {place} of") as caught:
        LLMEngine("openai/some-model", prompt=load_prompt("brief"), options=options)
    assert key not in str(caught.value)


async def test_blanks_around_key_and_address_do_not_count(endpoint: ReferenceEndpoint) -> None:
    """A key that was read from a file with its line end works; one of blanks alone is none."""
    options = LLMOptions(api_key=" sk-test\r\n", base_url=f" {endpoint.base_url()}\n")
    engine = LLMEngine(MODEL, prompt=load_prompt("brief"), options=options)
    await engine.draft(sample_analysis())
    await engine.aclose()
    assert engine._client is not None and engine._client.api_key == "sk-test"
    with pytest.raises(SettingsError, match="needs a key"):
        LLMEngine("openai/some-model", prompt=load_prompt("brief"), options=LLMOptions(api_key=" \n"))


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8000/v1",
        "models.example/v1",
        "ftp://models.example/v1",
        "http://",
        "https:///v1",
        "http://[bad",
        "http://[bad]/v1",
        "http://host:port/v1",
        "http://host:99999/v1",
        "http://ho\nst/v1",
        "http://ho st/v1",
    ],
)
@pytest.mark.parametrize("variable", [False, True], ids=["option", "variable"])
def test_an_address_without_scheme_or_host_is_a_settings_error(
    address: str, variable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said before anything is sent, with the address and where it was given."""
    if variable:
        monkeypatch.setenv("OPENAI_BASE_URL", address)
    options = LLMOptions(api_key="unused", base_url=None if variable else address)
    with pytest.raises(SettingsError, match="--base-url") as caught:
        LLMEngine(MODEL, prompt=load_prompt("brief"), options=options)
    assert repr(address) in str(caught.value)


async def test_an_injected_client_is_used_and_left_open(endpoint: ReferenceEndpoint) -> None:
    """Its own retries are switched off, and closing it is the caller's business."""
    async with AsyncOpenAI(api_key="unused", base_url=endpoint.base_url("500"), max_retries=9) as client:
        naps = Naps()
        engine = LLMEngine(
            MODEL, prompt=load_prompt("brief"), options=LLMOptions(attempts=2), client=client, sleep=naps
        )
        with pytest.raises(TransientError):
            await engine.draft(sample_analysis())
        await engine.aclose()
        assert not client.is_closed()
    assert endpoint.requests["500"] == 2


async def test_template_marks_in_an_article_are_text(make_engine: MakeEngine) -> None:
    """Neither our templates nor instructor's evaluate what an article says."""
    trap = "Le code {{ 7 * 7 }} et {% raw %} furent affichés."
    body = make_engine().request(analysis_of((trap, "body")))
    assert f"[1] {trap}" in body["messages"][1]["content"]


async def test_many_articles_share_one_engine(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """Concurrent drafts do not see each other's conversation."""
    engine = make_engine("invalid-then-valid", reuse=False)
    proposals = await asyncio.gather(*(engine.draft(sample_analysis()) for _ in range(8)))
    assert {len(proposal.completions) for proposal in proposals} == {2}
    assert endpoint.requests["invalid-then-valid"] == 16


async def test_cancelling_ends_a_request_in_flight(make_engine: MakeEngine, endpoint: ReferenceEndpoint) -> None:
    """Cancellation is neither retried nor translated."""
    task = asyncio.ensure_future(make_engine("silence").draft(sample_analysis()))
    while not endpoint.requests["silence"]:
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert endpoint.requests["silence"] == 1


async def test_empty_lists_are_a_draft(make_engine: MakeEngine) -> None:
    """Whether a draft is good enough is the checks' business."""
    proposal = await make_engine("empty-lists").draft(sample_analysis())
    assert proposal.draft.claims == []


def test_a_completion_is_picklable(completions: MemoryCompletions) -> None:
    """Completions cross process borders with their raw text unchanged."""
    completion = Completion("00", MODEL, MODEL, "{«é»\u2028}")
    assert pickle.loads(pickle.dumps(completion)) == completion

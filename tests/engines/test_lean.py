"""The short ways of the engine give what the long ways give: an answer read without instructor, a body sent plainly."""

from __future__ import annotations

import json

import instructor
import pytest
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion

from summarizer.assets.prompts import load_prompt
from summarizer.domain.draft import Draft
from summarizer.engines import parsing
from summarizer.engines.llm import LLMEngine, LLMOptions
from summarizer.engines.parsing import chat_completion, parsed
from summarizer.engines.wire import post
from tests.engines.conftest import MakeEngine
from tests.engines.samples import sample_analysis
from tests.fakes import draft_of
from tests.reference_endpoint.server import MODEL, ReferenceEndpoint

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

PLAIN = draft_of("Une fanfare sans local").model_dump_json()
OTHER = draft_of("Autre titre").model_dump_json()
CONTENTS = {
    "plain": PLAIN,
    "indented": json.dumps(json.loads(PLAIN), indent=2),
    "spaces around": f"\n  {PLAIN}\n",
    "fenced": f"```json\n{PLAIN}\n```",
    "words around": f"Voici la fiche : {PLAIN} Bonne lecture.",
    "two drafts": f"{PLAIN}\n{OTHER}",
    "no draft": '{"actors": "aucun"}',
    "unknown field": PLAIN[:-1] + ',"note":"x"}',
    "doubled field": PLAIN[:-1] + ',"headline":"Encore"}',
    "no JSON": "Je ne sais pas.",
}


async def _outcome(content: str) -> tuple[object, int, list[str]]:
    """Return draft or kind of error, how often the model was asked, and the problems noted."""
    asked: list[object] = []
    noted: list[str] = []

    async def create(**given: object) -> ChatCompletion:
        asked.append(given["messages"])
        return chat_completion(content)

    def note(error: Exception, **_: object) -> None:
        noted.extend(parsing.problems_of(error))

    try:
        read: object = await parsed(create, [{"role": "user", "content": "?"}], model=Draft, reasks=1, note=note)
    except Exception as error:  # noqa: BLE001  # whatever it is, the other way must end in the same
        read = type(error)
    return read, len(asked), noted


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
async def test_reading_alone_and_by_instructor_agree(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same draft or error, after as many questions, for the same reasons."""
    short = await _outcome(content)
    monkeypatch.setattr(parsing, "_draft_in", lambda answer, model: None)
    assert await _outcome(content) == short


async def test_a_draft_and_nothing_else_needs_no_instructor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instructor is not called for it; for a fenced one it is."""

    def refuse(**_: object) -> None:
        raise AssertionError("instructor was called")

    monkeypatch.setattr(instructor, "patch", refuse)
    assert await _outcome(PLAIN) == (Draft.model_validate_json(PLAIN), 1, [])
    assert (await _outcome(CONTENTS["fenced"]))[0] is AssertionError


async def test_what_goes_out_is_what_the_clients_own_call_sends(
    endpoint: ReferenceEndpoint, make_engine: MakeEngine
) -> None:
    """The general call and ``chat.completions.create`` send the same fields and return the same answer.

    Inside each field the order is the same too: a model answers in the order of the schema.
    """
    body = make_engine().request(sample_analysis())
    async with AsyncOpenAI(api_key="k", base_url=endpoint.base_url(), max_retries=0) as client:
        answer = await post(client, body, key="OPENAI_API_KEY")
        own = await client.chat.completions.with_raw_response.create(**body)
    general, usual = map(json.loads, endpoint.bodies)
    assert sorted(general) == sorted(usual)
    assert {key: json.dumps(value) for key, value in general.items()} == {
        key: json.dumps(value) for key, value in usual.items()
    }
    assert answer == own.content.decode()


async def test_the_key_goes_out_as_a_bearer_token(endpoint: ReferenceEndpoint) -> None:
    """The general call sends the key as the client's own does."""
    engine = LLMEngine(
        MODEL, prompt=load_prompt("brief"), options=LLMOptions(base_url=endpoint.base_url(), api_key="clef")
    )
    await engine.draft(sample_analysis())
    await engine.aclose()
    assert endpoint.headers[-1]["authorization"] == "Bearer clef"

"""Ways from messages to a validated draft, one function each: ours and the peers', as they are usually written.

Each takes an address and gives a coroutine function from work to draft. The peers are handed their messages ready; ours
renders them. The «wide» ones carry a schema of 59 further fields, to see what a schema's size costs per call.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pydantic import BaseModel, create_model

from benchmarks.workload import FULL, Work
from summarizer.assets.schemas import draft_schema
from summarizer.domain.draft import Draft

Ask = Callable[[Work], Awaitable[object]]
Client = Callable[[str], Ask]
MODEL = "benchmark"
_EXTRA = 59
THREADS = 64
"""As many as requests in flight: langextract knows no event loop."""


def wide() -> type[BaseModel]:
    """Return the draft with 59 further fields that may be left out."""
    fields: dict[str, Any] = {f"field_{number}": (str | None, None) for number in range(_EXTRA)}
    return create_model("WideDraft", __base__=Draft, **fields)


def response_format() -> dict[str, Any]:
    """Return the format of a strict answer, built once."""
    return {"type": "json_schema", "json_schema": {"name": "draft", "strict": True, "schema": draft_schema()}}


def ours(base_url: str) -> Ask:
    """Our engine: prompt, request, its sha256, answer, draft."""
    from summarizer.assets.prompts import load_prompt
    from summarizer.engines.llm import LLMEngine, LLMOptions

    engine = LLMEngine(MODEL, prompt=load_prompt(FULL), options=LLMOptions(base_url=base_url))

    async def ask(work: Work) -> object:
        return (await engine.draft(work.analysis)).draft

    return ask


def ours_wide(base_url: str) -> Ask:
    """Our engine with the further fields in the schema that it sends."""
    from summarizer.assets import schemas

    text = schemas.dump(schemas._trimmed(wide().model_json_schema(), strict=True))
    schemas._draft_text = lambda form: text  # type: ignore[assignment]
    return ours(base_url)


def raw_aiohttp(base_url: str) -> Ask:
    """Give aiohttp a body written by hand: the floor."""
    import aiohttp

    session: list[aiohttp.ClientSession] = []
    form = response_format()

    async def ask(work: Work) -> object:
        if not session:
            session.append(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        body = json.dumps({"model": MODEL, "messages": work.messages, "response_format": form}, ensure_ascii=False)
        headers = {"content-type": "application/json", "authorization": "Bearer unused"}
        async with session[0].post(f"{base_url}/chat/completions", data=body.encode(), headers=headers) as answer:
            read = json.loads(await answer.read())
        return Draft.model_validate_json(read["choices"][0]["message"]["content"])

    return ask


def openai_dict(base_url: str, http_client: Any = None) -> Ask:
    """Give openai a schema made once and an answer read by pydantic."""
    from openai import AsyncOpenAI

    client = AsyncOpenAI(api_key="unused", base_url=base_url, max_retries=0, http_client=http_client)
    form: Any = response_format()

    async def ask(work: Work) -> object:
        made = await client.chat.completions.create(model=MODEL, messages=work.messages, response_format=form)  # type: ignore[call-overload]
        return Draft.model_validate_json(made.choices[0].message.content)

    return ask


def openai_aiohttp(base_url: str) -> Ask:
    """The same over the aiohttp client that openai brings."""
    from openai import DefaultAioHttpClient

    return openai_dict(base_url, DefaultAioHttpClient())


def openai_parse(base_url: str, model: type[BaseModel] = Draft) -> Ask:
    """Let openai make the pydantic model itself."""
    from openai import AsyncOpenAI

    client = AsyncOpenAI(api_key="unused", base_url=base_url, max_retries=0)

    async def ask(work: Work) -> object:
        made = await client.chat.completions.parse(model=MODEL, messages=work.messages, response_format=model)  # type: ignore[arg-type]
        return made.choices[0].message.parsed

    return ask


def instructor_tools(base_url: str, model: type[BaseModel] = Draft) -> Ask:
    """Use instructor as its front page shows it."""
    import instructor
    from openai import AsyncOpenAI

    client = instructor.from_openai(AsyncOpenAI(api_key="unused", base_url=base_url))

    async def ask(work: Work) -> object:
        return await client.chat.completions.create(model=MODEL, messages=work.messages, response_model=model)  # type: ignore[arg-type, type-var]

    return ask


def pydantic_ai(base_url: str) -> Ask:
    """pydantic-ai with an agent made once."""
    from pydantic_ai import Agent
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    model = OpenAIChatModel(MODEL, provider=OpenAIProvider(base_url=base_url, api_key="unused"))
    agent = Agent(model, output_type=Draft)

    async def ask(work: Work) -> object:
        system, user = work.messages
        return (await agent.run(user["content"], instructions=system["content"])).output

    return ask


def llm_async(base_url: str) -> Ask:
    """Give the asynchronous model of llm a schema."""
    from llm.default_plugins.openai_models import AsyncChat

    model = AsyncChat(MODEL, key="unused", api_base=base_url, supports_schema=True)
    model.needs_key = None

    async def ask(work: Work) -> object:
        system, user = work.messages
        answer = model.prompt(user["content"], system=system["content"], schema=Draft, stream=False)
        return Draft.model_validate_json(await answer.text())

    return ask


def langextract_threads(base_url: str) -> Ask:
    """Let langextract find the claims' passages, one call in a thread per article, the article in one piece."""
    import langextract
    from langextract.providers.openai import OpenAILanguageModel

    model = OpenAILanguageModel(model_id=MODEL, api_key="unused", base_url=base_url.replace("/v1", "/extract/v1"))
    shown = langextract.data.Extraction("claim", "La piscine rouvrira", attributes={"text": "La piscine rouvrira."})
    examples = [langextract.data.ExampleData(text="La piscine rouvrira en juin.", extractions=[shown])]
    threads = ThreadPoolExecutor(THREADS)

    def extract(text: str) -> object:
        return langextract.extract(
            text_or_documents=text,
            prompt_description="Relève chaque affirmation, mot pour mot, dans l'ordre.",
            examples=examples,
            model=model,
            max_char_buffer=100_000,
            fence_output=False,
            use_schema_constraints=False,
            show_progress=False,
        )

    async def ask(work: Work) -> object:
        return await asyncio.get_running_loop().run_in_executor(threads, extract, work.analysis.article.text)

    return ask


CLIENTS: dict[str, Client] = {
    "raw aiohttp": raw_aiohttp,
    "summarizer": ours,
    "summarizer, 59 more fields": ours_wide,
    "openai, schema made once": openai_dict,
    "openai, schema made once, its aiohttp client": openai_aiohttp,
    "openai .parse": openai_parse,
    "openai .parse, 59 more fields": lambda base_url: openai_parse(base_url, wide()),
    "instructor": instructor_tools,
    "instructor, 59 more fields": lambda base_url: instructor_tools(base_url, wide()),
    "pydantic-ai": pydantic_ai,
    "llm": llm_async,
    "langextract": langextract_threads,
}

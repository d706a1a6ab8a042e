"""The engine that asks a model: openai for the wire, instructor for re-asking, the only network and the only secret.

Law: one request body is one sha256 (canonical JSON); it is looked up before it is sent, and its raw answer is
committed before anything reads it. Each retry cause has one layer: ``retry`` for transport, instructor for output
that is no draft. Never in it: a check of a draft, prompt text.

What goes on the wire is built here and not by instructor: its JSON_SCHEMA mode (1.17) leaves out ``strict``, sends
titles and docstrings, and re-asks in English with links.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import urlsplit

import instructor
import pydantic
from instructor.core.hooks import Hooks
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion

from summarizer.assets.prompts import Message, Prompt, render, render_reask, render_repair
from summarizer.assets.schemas import draft_schema
from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft
from summarizer.domain.run import Completion, EngineIdentity, Parameters, Proposal, Usage
from summarizer.engines.answer import content_of, label_of
from summarizer.engines.interface import Completions, Feedback, NoCompletions
from summarizer.engines.retry import RetryPolicy, retrying, translate
from summarizer.errors import EngineError, InvalidOutputError, ReplayMissError, SettingsError

Body: TypeAlias = dict[str, Any]
Mode = Literal["json_schema", "json_object"]

ENGINE_VERSION = "1.1.0"
"""Rises when the same analysis, prompt and options begin to give another request."""

OPENAI_PREFIX = "openai/"
MOST_PROBLEMS = 20

logging.getLogger("instructor").addHandler(logging.NullHandler())  # else its errors reach stderr beside ours

_PROBLEMS = {
    "missing": "champ manquant",
    "extra_forbidden": "champ inconnu",
    "json_invalid": "JSON illisible",
    "string_type": "une chaîne est attendue",
    "int_type": "un entier est attendu",
    "list_type": "une liste est attendue",
    "model_type": "un objet est attendu",
}


@dataclass(frozen=True, slots=True)
class LLMOptions:
    """What can be set. Times in seconds; None leaves a parameter out of the request.

    Only ``temperature``, ``seed``, ``max_tokens`` and ``mode`` change a request; they are the engine's parameters.
    ``reasks`` counts second tries after an answer that is no draft. ``reuse=False`` asks again although a completion
    is stored. ``json_object`` is for servers that know no JSON schema: it then stands in the system message.
    """

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    timeout_s: float = 120.0
    attempts: int = 4
    reasks: int = 1
    replay_only: bool = False
    reuse: bool = True
    mode: Mode = "json_schema"


class LLMEngine:
    """Drafts by a model behind an OpenAI-compatible address. One instance serves many articles at once.

    ``model`` is «provider/name»; «openai/» is cut off for the request, anything else goes through as it is. Where a
    server stands is no part of the identity: the same model elsewhere is the same model.
    """

    def __init__(
        self,
        model: str,
        *,
        prompt: Prompt,
        completions: Completions | None = None,
        options: LLMOptions | None = None,
        client: AsyncOpenAI | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._options = options or LLMOptions()
        self._model = model
        self._prompt = prompt
        self._completions: Completions = completions if completions is not None else NoCompletions()
        self._sleep = sleep
        self._owned = client is None
        self._client = self._connect(client)

    @property
    def identity(self) -> EngineIdentity:
        """Return name, version, model as given, prompt and the parameters that change a request."""
        parameters: Parameters = {"mode": self._options.mode, **self._parameters()}
        return EngineIdentity("llm", ENGINE_VERSION, self._model, self._prompt.ref, parameters)

    @property
    def repairs(self) -> bool:
        """Return True: a model told what is wrong can answer differently."""
        return True

    def request(self, analysis: Analysis, feedback: Feedback | None = None) -> Body:
        """Return the body that would be sent first for this article; sends nothing."""
        return self._body(self._conversation(analysis, feedback), feedback)

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return a draft and the completions it came from, in order.

        Raises TransientError, PermanentError, InvalidOutputError, ReplayMissError; ``attempts`` counts requests sent.
        """
        exchange = _Exchange(self, analysis, feedback)
        messages = self._conversation(analysis, feedback)
        try:
            parsed = await _parsed(exchange.create, messages, reasks=self._options.reasks, hooks=exchange.hooks())
        except Exception as error:  # noqa: BLE001  # the vendors' border: every exception is translated
            ours = exchange.failure(error)
            raise ours from (ours.__cause__ if ours in _chain(error) else error)
        return Proposal(parsed, tuple(exchange.completions))

    async def aclose(self) -> None:
        """Close the client, unless it was injected."""
        if self._owned and self._client is not None:
            await self._client.close()

    async def complete(self, body: Body, analysis: Analysis) -> tuple[Completion, int]:
        """Return this body's stored completion, or send it and commit the answer; and how many requests were sent.

        A stored answer that gives no draft is asked for again and replaced; a replay returns it as it is.
        """
        digest = request_sha256(body)
        stored = self._completions.find(digest) if self._options.reuse or self._options.replay_only else None
        if stored is not None and (self._options.replay_only or await _is_draft(stored.raw)):
            return stored, 0
        if self._options.replay_only or self._client is None:
            raise ReplayMissError(self._missing(analysis))
        raw, attempts = await self._send(self._client, body)
        label = label_of(raw)
        completion = Completion(digest, body["model"], label.model, raw, label.usage, attempts)
        self._completions.put(completion)
        return completion, attempts

    def _connect(self, client: AsyncOpenAI | None) -> AsyncOpenAI | None:
        if client is not None:
            return client.with_options(max_retries=0, timeout=self._options.timeout_s)
        if self._options.replay_only:
            return None
        base_url = _address(self._options.base_url or os.environ.get("OPENAI_BASE_URL"))
        given = _key(self._options.api_key) or _key(os.environ.get("OPENAI_API_KEY"))
        api_key = given or ("unused" if _loopback(base_url) else None)
        if api_key is None:
            raise SettingsError(
                f"the model {self._model!r} needs a key: set OPENAI_API_KEY (any text, where your server asks for "
                "none), or name a local server with --base-url, or use --engine rules, which works offline"
            )
        try:
            return AsyncOpenAI(api_key=api_key, base_url=base_url, max_retries=0, timeout=self._options.timeout_s)
        except Exception as error:  # the vendors' border: what their URL parser refuses
            raise SettingsError(f"no client for the address {base_url!r} (--base-url): {error}") from error

    def _parameters(self, feedback: Feedback | None = None) -> dict[str, int | float]:
        limit = "max_completion_tokens" if self._model.startswith(OPENAI_PREFIX) else "max_tokens"
        bounds = (self._options.max_tokens, feedback.max_tokens if feedback else None)
        known = {
            "temperature": self._options.temperature,
            "seed": self._options.seed,
            limit: min((bound for bound in bounds if bound is not None), default=None),
        }
        return {name: value for name, value in known.items() if value is not None}

    def _conversation(self, analysis: Analysis, feedback: Feedback | None) -> list[dict[str, str]]:
        if feedback is None:
            messages = render(self._prompt, analysis)
        else:
            messages = render_repair(
                self._prompt, analysis, feedback.draft, feedback.constraints, attempt=feedback.attempt
            )
        if self._options.mode == "json_object":
            schema = json.dumps(draft_schema(), ensure_ascii=False, separators=(",", ":"))
            messages = (replace(messages[0], content=f"{messages[0].content}\n\n{schema}"), *messages[1:])
        return [_wire(message) for message in messages]

    def _body(self, messages: Sequence[Mapping[str, Any]], feedback: Feedback | None = None) -> Body:
        response_format: Body = {"type": "json_object"}
        if self._options.mode == "json_schema":
            schema = {"name": "draft", "strict": True, "schema": draft_schema()}
            response_format = {"type": "json_schema", "json_schema": schema}
        return {
            "model": self._model.removeprefix(OPENAI_PREFIX),
            "messages": [dict(message) for message in messages],
            "response_format": response_format,
            **self._parameters(feedback),
        }

    async def _send(self, client: AsyncOpenAI, body: Body) -> tuple[str, int]:
        policy = retrying(RetryPolicy(attempts=self._options.attempts), sleep=self._sleep)
        sent = 0
        try:
            async for attempt in policy:
                with attempt:
                    sent += 1
                    return await _post(client, body), sent
        except EngineError as error:
            error.attempts = sent
            raise
        raise AssertionError("tenacity ends in a result or an error")

    def _missing(self, analysis: Analysis) -> str:
        ref, article = self._prompt.ref, analysis.article
        return (
            f"no stored completion for article {article.meta.path or article.id[:12]} "
            f"with prompt {ref.id}@{ref.version} and model {self._model}: run it once "
            "without --replay, or go back to the prompt, model and parameters "
            "that the store was filled with"
        )


class _Exchange:
    """One call of ``draft``: instructor's view of the wire, and what was paid on the way."""

    def __init__(self, engine: LLMEngine, analysis: Analysis, feedback: Feedback | None) -> None:
        self._engine = engine
        self._analysis = analysis
        self._feedback = feedback
        self._problems: list[str] = []
        self._sent = 0
        self.completions: list[Completion] = []

    def hooks(self) -> Hooks:
        """Return the hook by which instructor tells why an answer is no draft."""
        hooks = Hooks()
        hooks.on("parse:error", self._note)
        return hooks

    async def create(self, **kwargs: Any) -> ChatCompletion:
        """Stand in for the client's ``create``: our body, our store, our retries; instructor's messages."""
        messages = [dict(message) for message in kwargs["messages"]]
        if self._problems:
            messages[-1]["content"] = render_reask(self._engine._prompt, self._problems)
        try:
            completion, sent = await self._engine.complete(self._engine._body(messages, self._feedback), self._analysis)
        except EngineError as error:
            self._sent += error.attempts
            raise
        self._sent += sent
        self.completions.append(completion)
        return _chat_completion(content_of(completion.raw))

    def failure(self, error: Exception) -> EngineError:
        """Return our error with what was sent and paid until then."""
        ours = translate(error)
        ours.attempts = self._sent
        usage = sum((completion.usage for completion in self.completions), Usage())
        ours.usage = (usage.input, usage.cached, usage.output)
        if isinstance(ours, InvalidOutputError):
            ours.raw = self.completions[-1].raw if self.completions else ours.raw
        return ours

    def _note(self, error: Exception, **_: Any) -> None:
        if not isinstance(error, pydantic.ValidationError):
            self._problems = [str(error)]
            return
        found = error.errors(include_url=False, include_input=False, include_context=False)
        self._problems = [
            f"{_path(entry['loc'])} : {_PROBLEMS.get(entry['type'], entry['msg'])}" for entry in found[:MOST_PROBLEMS]
        ]


def _chain(error: BaseException) -> list[BaseException]:
    """Return an exception and its causes: one of them that is raised again must not become its own cause."""
    chain = [error]
    while chain[-1].__cause__ is not None:
        chain.append(chain[-1].__cause__)
    return chain


def request_sha256(body: Mapping[str, Any]) -> str:
    """Return the sha256 over the canonical JSON of a request body (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


async def _parsed(
    create: Callable[..., Awaitable[ChatCompletion]],
    messages: Sequence[Mapping[str, str]],
    *,
    reasks: int,
    hooks: Hooks | None = None,
) -> Draft:
    """Return the draft in what ``create`` answers: the one way by which an answer, fresh or stored, becomes one."""
    ask = cast(Any, instructor.patch)(create=create, mode=instructor.Mode.JSON_SCHEMA)
    parsed = await ask(response_model=Draft, messages=messages, max_retries=reasks, hooks=hooks)
    return Draft.model_validate(parsed.model_dump())


async def _is_draft(raw: str) -> bool:
    """Tell whether a stored body gives a draft: validated as a fresh one is."""

    async def create(**_: Any) -> ChatCompletion:
        return _chat_completion(content_of(raw))

    try:
        await _parsed(create, [{"role": "user", "content": ""}], reasks=0)
    except Exception:  # noqa: BLE001  # the vendors' border: whatever fails, there is no draft
        return False
    return True


async def _post(client: AsyncOpenAI, body: Body) -> str:
    try:
        response = await cast(Any, client.chat.completions.with_raw_response).create(**body)
    except Exception as error:
        raise translate(error) from error
    return cast(bytes, response.content).decode("utf-8", "replace")


def _chat_completion(content: str) -> ChatCompletion:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return ChatCompletion.model_validate(
        {"id": "", "object": "chat.completion", "created": 0, "model": "", "choices": [choice]}
    )


def _wire(message: Message) -> dict[str, str]:
    return {"role": message.role, "content": message.content}


def _path(location: Sequence[str | int]) -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return path.lstrip(".") or "réponse"


def _key(given: str | None) -> str | None:
    """Return a key without blanks around it, None for nothing; raises SettingsError, which never shows the key."""
    key = (given or "").strip()
    wrong = next((place for place, sign in enumerate(key, start=1) if not (sign.isascii() and sign.isprintable())), 0)
    if wrong:
        raise SettingsError(
            f"the key (OPENAI_API_KEY) has a non-ASCII or control character at place {wrong} of {len(key)}: "
            "copy it again from the provider's page"
        )
    return key or None


def _address(given: str | None) -> str | None:
    """Return an address without blanks around it, None for nothing; raises SettingsError where it is no http URL."""
    address = (given or "").strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        usable = usable and address.isprintable() and " " not in address
    except ValueError:
        usable = False
    if address and not usable:
        raise SettingsError(
            f"{address!r} is no address (--base-url or OPENAI_BASE_URL): give scheme and host, "
            "as in http://localhost:8000/v1"
        )
    return address or None


def _loopback(base_url: str | None) -> bool:
    host = urlsplit(base_url or "").hostname or ""
    return host in ("localhost", "::1") or host.startswith("127.")

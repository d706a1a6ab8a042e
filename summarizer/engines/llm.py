"""The engine that asks a model, and what one article's questions cost.

Law: one request body is one sha256; it is looked up before it is sent, and its raw answer is committed before anything
reads it. Each retry cause has one layer: ``retry`` for transport, instructor (``parsing``) for output that is no
draft. Never in it: a vendor's type, a check of a draft, prompt text.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from summarizer.assets.prompts import Prompt, render_reask
from summarizer.domain.analysis import Analysis
from summarizer.domain.run import Completion, EngineIdentity, Parameters, Proposal, Usage
from summarizer.engines.answer import content_of, label_of
from summarizer.engines.forms import form_of
from summarizer.engines.interface import Completions, Feedback, NoCompletions
from summarizer.engines.parsing import Answer, chat_completion, is_draft, parsed, problems_of
from summarizer.engines.request import Body, LLMOptions, conversation, parameters, request_body, request_sha256
from summarizer.engines.retry import RetryPolicy, retrying, translate
from summarizer.engines.wire import Client, connect, post
from summarizer.errors import EngineError, InvalidOutputError, ReplayMissError

__all__ = ["ENGINE_VERSION", "LLMEngine", "LLMOptions", "request_sha256"]

ENGINE_VERSION = "1.1.0"
"""Rises when the same analysis, prompt and options begin to give another request."""


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
        client: Client | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._options = options or LLMOptions()
        self._model = model
        self._prompt = prompt
        self._form = form_of(prompt.info.output_schema)
        self._completions: Completions = completions if completions is not None else NoCompletions()
        self._sleep = sleep
        self._owned = client is None
        self._client = connect(model, self._options, client)

    @property
    def identity(self) -> EngineIdentity:
        """Return name, version, model as given, prompt and the parameters that change a request."""
        given: Parameters = {"mode": self._options.mode, **parameters(self._model, self._options)}
        return EngineIdentity("llm", ENGINE_VERSION, self._model, self._prompt.ref, given, self._form.name)

    @property
    def repairs(self) -> bool:
        """Return True: a model told what is wrong can answer differently."""
        return True

    def request(self, analysis: Analysis, feedback: Feedback | None = None) -> Body:
        """Return the body that would be sent first for this article; sends nothing."""
        return self.body(self._conversation(analysis, feedback), feedback)

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return a draft and the completions it came from, in order.

        Raises TransientError, PermanentError, InvalidOutputError, ReplayMissError; ``attempts`` counts requests sent.
        """
        exchange = _Exchange(self, analysis, feedback)
        messages = self._conversation(analysis, feedback)
        try:
            answer = await parsed(
                exchange.create, messages, model=self._form.model, reasks=self._options.reasks, note=exchange.note
            )
        except Exception as error:  # noqa: BLE001  # the vendors' border: every exception is translated
            ours = exchange.failure(error)
            raise ours from (ours.__cause__ if ours in _chain(error) else error)
        draft = self._form.read(answer, analysis, feedback.draft if feedback else None)
        return Proposal(draft, tuple(exchange.completions))

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
        if stored is not None and (self._options.replay_only or await is_draft(stored.raw, self._form.model)):
            return stored, 0
        if self._options.replay_only or self._client is None:
            raise ReplayMissError(self._missing(analysis))
        raw, attempts = await self._send(self._client, body)
        label = label_of(raw)
        completion = Completion(digest, body["model"], label.model, raw, label.usage, attempts)
        self._completions.put(completion)
        return completion, attempts

    def body(self, messages: Sequence[Mapping[str, Any]], feedback: Feedback | None = None) -> Body:
        """Return the body of a request with these messages."""
        return request_body(self._model, self._options, messages, feedback, form=self._form.name)

    def _conversation(self, analysis: Analysis, feedback: Feedback | None) -> list[dict[str, str]]:
        return conversation(self._prompt, self._options, analysis, feedback)

    async def _send(self, client: Client, body: Body) -> tuple[str, int]:
        policy = retrying(RetryPolicy(attempts=self._options.attempts), sleep=self._sleep)
        sent = 0
        try:
            async for attempt in policy:
                with attempt:
                    sent += 1
                    return await post(client, body), sent
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

    async def create(self, **kwargs: Any) -> Answer:
        """Stand in for the client's ``create``: our body, our store, our retries; instructor's messages."""
        messages = [dict(message) for message in kwargs["messages"]]
        if self._problems:
            messages[-1]["content"] = render_reask(self._engine._prompt, self._problems)
        try:
            completion, sent = await self._engine.complete(self._engine.body(messages, self._feedback), self._analysis)
        except EngineError as error:
            self._sent += error.attempts
            raise
        self._sent += sent
        self.completions.append(completion)
        return chat_completion(content_of(completion.raw))

    def failure(self, error: Exception) -> EngineError:
        """Return our error with what was sent and paid until then."""
        ours = translate(error)
        ours.attempts = self._sent
        usage = sum((completion.usage for completion in self.completions), Usage())
        ours.usage = (usage.input, usage.cached, usage.output)
        if isinstance(ours, InvalidOutputError):
            ours.raw = self.completions[-1].raw if self.completions else ours.raw
        return ours

    def note(self, error: Exception, **_: Any) -> None:
        """Take note of why an answer is no draft: the next question says it."""
        self._problems = problems_of(error)


def _chain(error: BaseException) -> list[BaseException]:
    """Return an exception and its causes: one of them that is raised again must not become its own cause."""
    chain = [error]
    while chain[-1].__cause__ is not None:
        chain.append(chain[-1].__cause__)
    return chain

"""The engine that asks a model, and what one article's questions cost.

Law: one request body is one sha256; it is looked up before it is sent, and its raw answer is committed before anything
reads it. Each retry cause has one layer: ``retry`` for transport, instructor (``parsing``) for output that is no
draft. Never in it: a vendor's type, a check of a draft, prompt text.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from summarizer.assets.prompts import Prompt, render_reask
from summarizer.domain.analysis import Analysis
from summarizer.domain.run import Completion, Cost, EngineIdentity, Parameters, Proposal, Usage
from summarizer.engines.answer import content_of, label_of
from summarizer.engines.forms import form_of
from summarizer.engines.interface import Completions, Feedback, NoCompletions, Reserving
from summarizer.engines.parsing import Answer, chat_completion, is_draft, parsed, problems_of
from summarizer.engines.providers import DEFAULT_PROVIDER, built_in, target_of
from summarizer.engines.request import (
    Body,
    LLMOptions,
    conversation,
    left_out,
    means_of,
    parameters,
    request_body,
    request_sha256,
)
from summarizer.engines.retry import translate
from summarizer.engines.sending import Count, Sender
from summarizer.engines.streaming import Partials
from summarizer.engines.wire import Client, connect, has_address
from summarizer.errors import EngineError, InvalidOutputError, ReplayMissError, TransientError

__all__ = ["ENGINE_VERSION", "LLMEngine", "LLMOptions", "request_sha256"]

ENGINE_VERSION = "1.1.0"
"""Rises when the same analysis, prompt and options begin to give another request."""

HELD_S = 3_600.0
"""How long a request stays reserved. Ours: a reservation ends with its process; this is for a machine that is gone."""

AGAIN_S = 0.25
"""How often it is looked whether another process has got the answer. Ours: a tenth of what a quick answer takes."""

_logger = logging.getLogger(__name__)

_ADDRESS_VARIABLE = built_in()[DEFAULT_PROVIDER].base_url_env
"""The variable of an address without a provider."""


class LLMEngine:
    """Drafts by a model behind an OpenAI-compatible address. One instance serves many articles at once.

    ``model`` is «provider/name»; where its first part is no known provider, the whole is the name and an address has to
    be given. Where a server stands is no part of the identity: the same model elsewhere is the same model. ``sleep``
    waits for some seconds of ``options.clock``.
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
        elsewhere = client is not None or self._options.replay_only or has_address(self._options, _ADDRESS_VARIABLE)
        self._target = target_of(model, self._options.providers, has_address=elsewhere)
        self._owned = client is None
        self._client = connect(self._target, self._options, client)
        self._sleep = sleep
        self._sender = Sender(self._target, self._options, self._client, sleep=sleep)

    @property
    def identity(self) -> EngineIdentity:
        """Return name, version, model as given, prompt and the parameters that change a request.

        ``left_out`` among them names settings that were given and that the model does not take.
        """
        given: Parameters = {
            "mode": means_of(self._target, self._options),
            **parameters(self._target, self._options),
        }
        omitted = left_out(self._target, self._options)
        if omitted:
            given["left_out"] = " ".join(omitted)
        return EngineIdentity("llm", ENGINE_VERSION, self._model, self._prompt.ref, given, self._form.name)

    @property
    def spent(self) -> Cost:
        """Return what requests of this engine cost, failed and repeated ones included; stored answers are free."""
        return self._sender.spent

    @property
    def repairs(self) -> bool:
        """Return True: a model told what is wrong can answer differently."""
        return True

    def request(self, analysis: Analysis, feedback: Feedback | None = None) -> Body:
        """Return the body that would be sent first for this article; sends nothing."""
        return self.body(self._conversation(analysis, feedback), feedback)

    def expected(self, analysis: Analysis) -> tuple[Usage, Cost]:
        """Return about how many tokens a first draft takes and what they cost; sends nothing."""
        return self._sender.expected(self.request(analysis))

    async def draft(self, analysis: Analysis, feedback: Feedback | None = None) -> Proposal:
        """Return what ``draft_within`` gives in ``total_timeout_s``, or what the feedback leaves of it."""
        left = feedback.left_s if feedback else self._options.total_timeout_s
        return await self.draft_within(analysis, feedback, left_s=left)

    async def draft_within(self, analysis: Analysis, feedback: Feedback | None, *, left_s: float | None) -> Proposal:
        """Return a draft, the completions it came from, in order, and what they cost.

        Raises EngineError: TransientError, PermanentError, InvalidOutputError and theirs, EndpointDownError,
        NoAccessError, BudgetError, ReplayMissError; ``attempts`` counts requests sent. All of it, waits included, takes
        at most ``left_s``.
        """
        exchange = _Exchange(self, analysis, feedback)
        messages = self._conversation(analysis, feedback)
        try:
            async with asyncio.timeout(left_s):
                answer = await parsed(
                    exchange.create, messages, model=self._form.model, reasks=self._options.reasks, note=exchange.note
                )
        except TimeoutError as error:
            late = TransientError(
                f"the article's time is over after {exchange.count.sent} requests: raise --total-timeout"
            )
            raise exchange.failure(late) from error
        except Exception as error:  # noqa: BLE001  # the vendors' border: every exception is translated
            ours = exchange.failure(error)
            raise ours from (ours.__cause__ if ours in _chain(error) else error)
        draft = self._form.read(answer, analysis, feedback.draft if feedback else None)
        return Proposal(draft, tuple(exchange.completions), exchange.cost)

    async def aclose(self) -> None:
        """Close the client, unless it was injected."""
        if self._owned and self._client is not None:
            await self._client.close()

    async def complete(
        self, body: Body, analysis: Analysis, count: Count, on_text: Callable[[str], None] | None = None
    ) -> Completion:
        """Return this body's stored completion, or send it and commit the answer; ``count`` is told what was sent.

        A stored answer that gives no draft is asked for again and replaced; a replay returns it as it is.
        """
        digest = request_sha256(body)
        stored = await self._stored(digest)
        if stored is not None:
            return stored
        if self._options.replay_only or self._client is None:
            raise ReplayMissError(self._missing(analysis))
        async with self._reserved(digest) as answered:
            if answered is not None:
                return answered
            before = count.sent
            raw = await self._sender.send(body, count, on_text)
            label = label_of(raw)
            completion = Completion(digest, body["model"], label.model, raw, label.usage, count.sent - before)
            self._completions.put(completion)
            return completion

    async def _stored(self, digest: str) -> Completion | None:
        stored = self._completions.find(digest) if self._options.reuse or self._options.replay_only else None
        if stored is not None and (self._options.replay_only or await is_draft(stored.raw, self._form.model)):
            return stored
        return None

    @asynccontextmanager
    async def _reserved(self, digest: str) -> AsyncIterator[Completion | None]:
        """Give None where this process may send the request, or the answer that another one has got meanwhile.

        Only where the completions are shared: without a reservation two processes on one store would both pay.
        """
        kept = self._completions
        if not isinstance(kept, Reserving):
            yield None
            return
        while not kept.reserve(digest, now=time.time(), until=time.time() + HELD_S):
            await self._sleep(AGAIN_S)
            stored = await self._stored(digest)
            if stored is not None:
                yield stored
                return
        try:
            yield None
        except BaseException:
            kept.release(digest)
            raise

    def cost(self, completions: Sequence[Completion]) -> Cost:
        """Return what completions cost, stored ones included."""
        return sum((self._sender.prices.of(one.usage, one.model_returned) for one in completions), Cost())

    def body(self, messages: Sequence[Mapping[str, Any]], feedback: Feedback | None = None) -> Body:
        """Return the body of a request with these messages."""
        return request_body(self._target, self._options, messages, feedback, form=self._form.name)

    def partials(self, analysis: Analysis, feedback: Feedback | None) -> Callable[[str], None] | None:
        """Return who is told the text of a first draft while it comes; None where nobody wants to know."""
        tell = self._options.on_partial
        if tell is None or feedback is not None:
            return None
        form, failed = self._form, False

        def told(answer: Any) -> None:
            nonlocal failed
            if failed:
                return
            try:
                tell(analysis, form.read(answer, analysis, None))
            except Exception:  # the caller's code: the answer is paid, it must not be lost for that
                failed = True
                _logger.warning("on_partial raised and is not called again for this answer", exc_info=True)

        return Partials(form.model, told)

    def _conversation(self, analysis: Analysis, feedback: Feedback | None) -> list[dict[str, str]]:
        return conversation(self._prompt, means_of(self._target, self._options), analysis, feedback)

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
        self._asked = 0
        self.count = Count()
        self.completions: list[Completion] = []

    async def create(self, **kwargs: Any) -> Answer:
        """Stand in for the client's ``create``: our body, our store, our retries; instructor's messages.

        Of the answers that were no draft only the last goes back: instructor would add one to each question.
        """
        messages = [dict(message) for message in kwargs["messages"]]
        self._asked = self._asked or len(messages)
        if self._problems:
            messages = [*messages[: self._asked], *messages[self._asked :][-2:]]
            messages[-1]["content"] = render_reask(self._engine._prompt, self._problems)
        body = self._engine.body(messages, self._feedback)
        on_text = self._engine.partials(self._analysis, self._feedback)
        completion = await self._engine.complete(body, self._analysis, self.count, on_text)
        self.completions.append(completion)
        return chat_completion(content_of(completion.raw))

    @property
    def cost(self) -> Cost:
        """Return what was paid until now, as far as it is known."""
        return self._engine.cost(self.completions) + self.count.lost

    def failure(self, error: Exception) -> EngineError:
        """Return our error with what was sent and paid until then."""
        ours = translate(error)
        ours.attempts = self.count.sent
        usage = sum((completion.usage for completion in self.completions), Usage())
        ours.usage = (usage.input, usage.cached, usage.output)
        cost = self.cost
        ours.cost = (cost.usd, cost.prices, cost.notes)
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

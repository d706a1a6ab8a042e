"""One request to a model, as often as it takes: the endpoint's health, the money, the pace, then the wire.

Law: each cause has one place. The client never retries; ``retry`` says what is sent again; breaker, budget and pace are
shared by all articles of an engine. Never in it: a prompt, a store, a reading of an answer beyond its tokens.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from summarizer.domain.run import Cost, Usage
from summarizer.engines.answer import label_of
from summarizer.engines.breaker import Access, Breaker
from summarizer.engines.budget import Budget
from summarizer.engines.pace import Pace
from summarizer.engines.prices import Prices
from summarizer.engines.providers import Target
from summarizer.engines.request import Body, LLMOptions, answer_bound, parameters
from summarizer.engines.retry import RetryPolicy, retrying
from summarizer.engines.wire import Client, is_loopback, post
from summarizer.errors import EngineError, SettingsError, TransientError

LEAST_BYTES_PER_TOKEN = 2.0
"""For the dearest a request can be. Ours: half of the 4 bytes that a token of French has in today's vocabularies."""
USUAL_BYTES_PER_TOKEN = 4.0
"""For the pace, which the answer corrects. Ours, as above."""
USUAL_ANSWER = 1_500
"""Output tokens of a draft, for the pace alone, which the answer corrects. Ours: a compact draft has some 1,300."""

WHOLE_ANSWER = 2.0
"""How many timeouts a whole answer may take. The client's own is for one read, so a trickle would never end; where
nothing comes at all it is the client that says so, after one."""

LOST = "a request got no whole answer and may be billed beside this"


@dataclass(slots=True)
class Count:
    """How many requests were sent, and what of their cost no answer tells. Right at any moment, also when cancelled."""

    sent: int = 0
    lost: Cost = field(default_factory=Cost)


class Sender:
    """Sends bodies for one engine. ``sleep`` waits for some seconds of ``options.clock``."""

    def __init__(
        self,
        target: Target,
        options: LLMOptions,
        client: Client | None,
        *,
        sleep: Callable[[float], Awaitable[None]],
    ) -> None:
        self._client = client
        self._options = options
        self._key = target.provider.api_key_env or "api_key_env"
        self._sleep = sleep
        self._pace = Pace(options.rpm, options.tpm, clock=options.clock, sleep=sleep)
        self._breaker = Breaker(clock=options.clock, sleep=sleep)
        self._access = Access()
        self._budget = Budget(options.max_cost_usd)
        address = "" if client is None else str(client.base_url)
        self.prices = Prices(target, None if is_loopback(address) else address)
        self._stream_usage = target.provider.stream_usage
        if options.max_cost_usd is not None and client is not None:
            self._must_be_bounded(target)

    @property
    def spent(self) -> Cost:
        """Return what all requests of this engine have cost."""
        return self._budget.spent

    async def send(self, body: Body, count: Count, on_text: Callable[[str], None] | None = None) -> str:
        """Send a body until it is answered or there is no use, and return the answer's; raises EngineError."""
        policy = RetryPolicy(attempts=self._options.attempts)
        async for attempt in retrying(policy, sleep=self._sleep):
            with attempt:
                try:
                    return await self._once(body, count, on_text)
                except TransientError as error:
                    if error.retry_after_s is not None and error.retry_after_s <= policy.longest_wait_s:
                        self._pace.rest(error.retry_after_s)
                    raise
        raise AssertionError("tenacity ends in a result or an error")

    async def _once(self, body: Body, count: Count, on_text: Callable[[str], None] | None) -> str:
        size = len(json.dumps(body, ensure_ascii=False).encode()) if self._is_counted else 0
        worst = self._worst(size, body)
        await self._budget.hold(worst)
        cost, charged = Cost(), 0.0
        try:
            passed = await self._pace.enter(round(size / USUAL_BYTES_PER_TOKEN) + USUAL_ANSWER)
            is_try = await self._admitted()
            count.sent += 1
            cost, charged = Cost(0.0, None, (LOST,)), worst  # until an answer or a refusal tells otherwise
            raw = await self._counted(body, on_text, is_try)
            usage = label_of(raw).usage
            self._pace.correct(passed, usage.input + usage.output)
            cost = self.prices.of(usage, label_of(raw).model)
            charged = worst if cost.usd is None else cost.usd
            return raw
        except EngineError as error:
            if not error.perhaps_paid:
                cost, charged = Cost(), 0.0
            raise
        finally:
            count.lost += cost if LOST in cost.notes else Cost()
            self._budget.settle(worst, cost, charged_usd=charged)

    async def _admitted(self) -> bool:
        """Wait until the endpoint is there and tell whether the request is the one that tries."""
        self._access.enter()
        is_try = await self._breaker.enter()
        try:
            self._access.enter()  # what the others waited for may have been refused
        except EngineError as error:
            self._breaker.leave(error, is_try=is_try)
            raise
        return is_try

    async def _counted(self, body: Body, on_text: Callable[[str], None] | None, is_try: bool) -> str:
        """Send one request; the breaker is told how it ended, also where it was cancelled."""
        assert self._client is not None
        ended: BaseException | None = asyncio.CancelledError()
        try:
            sent = {**body, **self._streamed} if on_text is not None else body
            async with asyncio.timeout(WHOLE_ANSWER * self._options.timeout_s):
                raw = await post(self._client, sent, key=self._key, on_text=on_text)
            ended = None
            self._access.leave(None)
            return raw
        except TimeoutError as error:
            late = TransientError("Request timed out. Raise --timeout or try later.")
            late.perhaps_paid = True
            ended = late
            raise late from error
        except EngineError as error:
            ended = error
            self._access.leave(error)
            raise
        finally:
            self._breaker.leave(ended, is_try=is_try)

    def expected(self, body: Body) -> tuple[Usage, Cost]:
        """Return about how many tokens a request takes, by its size and a usual answer, and what they cost."""
        size = len(json.dumps(body, ensure_ascii=False).encode())
        usage = Usage(input=round(size / USUAL_BYTES_PER_TOKEN), output=USUAL_ANSWER)
        return usage, self.prices.of(usage)

    @property
    def _streamed(self) -> Body:
        usage: Body = {"stream_options": {"include_usage": True}} if self._stream_usage else {}
        return {"stream": True, **usage}

    @property
    def _is_counted(self) -> bool:
        return self._pace.is_limited or self._options.max_cost_usd is not None

    def _worst(self, size: int, body: Body) -> float:
        """Return the dearest that a request can become: few bytes a token, nothing cached, the longest answer."""
        if self._options.max_cost_usd is None:
            return 0.0
        bound = int(body.get("max_completion_tokens") or body.get("max_tokens") or 0)
        return self.prices.of(Usage(input=round(size / LEAST_BYTES_PER_TOKEN), output=bound)).usd or 0.0

    def _must_be_bounded(self, target: Target) -> None:
        """Raise SettingsError where the limit of the cost could not be kept."""
        if not self.prices.is_known:
            raise SettingsError(
                f"no price is known for the model {target.named!r}, so --max-cost cannot be kept: leave it out, or "
                "give the price in summarizer.toml (docs/engine.md)"
            )
        bounds = ("max_completion_tokens", "max_tokens")
        if not any(name in parameters(target, self._options, answer_bound(self._options, None)) for name in bounds):
            raise SettingsError(f"the model {target.named!r} takes no token limit, so --max-cost cannot be kept")

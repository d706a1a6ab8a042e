"""What is sent to a model: options, messages, the body, and its sha256.

Law: one request body is one sha256 (canonical JSON). Never in it: a vendor's type, prompt text, the network.

What goes on the wire is built here and not by instructor: its JSON_SCHEMA mode (1.17) leaves out ``strict``, sends
titles and docstrings, and re-asks in English with links.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from summarizer.assets.prompts import Message, Prompt, render, render_repair
from summarizer.assets.schemas import draft_schema
from summarizer.domain.analysis import Analysis
from summarizer.domain.draft import Draft
from summarizer.engines.interface import Feedback
from summarizer.engines.providers import Means, Providers, Target

Body: TypeAlias = dict[str, Any]
OnPartial: TypeAlias = Callable[[Analysis, Draft], None]

TOOL = "draft"
"""What the draft is called where a schema or a tool wants a name."""
COST_BOUND = 16_384
"""Output tokens that a request may have where ``--max-cost`` is set and no bound is. Ours: a draft of a long article
has some 5,000, the rest is for models that reason."""


@dataclass(frozen=True, slots=True)
class LLMOptions:
    """What can be set. Times in seconds; None leaves a parameter out of the request.

    Only ``temperature``, ``seed``, ``max_tokens``, ``reasoning_effort`` and ``mode`` change a request; they are the
    engine's parameters. ``mode`` is the means of structured output, None the provider's strongest; by ``json_object``
    and ``text`` the schema stands in the system message. ``reasks`` counts second tries after an answer that is no
    draft. ``reuse=False`` asks again although a completion is stored. ``providers`` are a user's own, over the known
    ones. ``rpm`` and ``tpm`` bound requests and tokens of any minute, ``max_cost_usd`` the money of this engine.
    ``on_partial`` is told of each first draft while it comes, claim by claim. ``clock`` gives seconds.
    """

    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    reasoning_effort: str | None = None
    timeout_s: float = 120.0
    total_timeout_s: float | None = None
    attempts: int = 4
    reasks: int = 1
    replay_only: bool = False
    reuse: bool = True
    mode: Means | None = None
    providers: Providers = field(default_factory=dict)
    rpm: int | None = None
    tpm: int | None = None
    max_cost_usd: float | None = None
    on_partial: OnPartial | None = None
    clock: Callable[[], float] = time.monotonic


def means_of(target: Target, options: LLMOptions) -> Means:
    """Return the means of structured output: the one asked for, else the model's, else the provider's strongest."""
    return options.mode or target.rule.structured or target.provider.structured


def parameters(target: Target, options: LLMOptions, bound: int | None = None) -> dict[str, str | int | float]:
    """Return the parameters of a request that are set and that the model takes, under the provider's names for them.

    ``bound`` is a bound of the answer beside the option's; the smaller one counts.
    """
    bounds = [one for one in (options.max_tokens, bound) if one is not None]
    limit = target.rule.token_limit or target.provider.token_limit
    known = {
        "temperature": ("temperature", options.temperature),
        "seed": (target.provider.seed, options.seed),
        "max_tokens": (limit, min(bounds, default=None)),
        "reasoning_effort": ("reasoning_effort", options.reasoning_effort),
    }
    omitted = target.rule.omit
    return {name: value for what, (name, value) in known.items() if value is not None and what not in omitted}


def left_out(target: Target, options: LLMOptions) -> tuple[str, ...]:
    """Return which settings were given that the model does not take."""
    return tuple(name for name in sorted(target.rule.omit) if getattr(options, name) is not None)


def answer_bound(options: LLMOptions, feedback: Feedback | None) -> int | None:
    """Return the bound of an answer beside ``max_tokens``: of a repair, and where the cost is bounded."""
    bounds = [feedback.max_tokens if feedback else None, COST_BOUND if options.max_cost_usd is not None else None]
    return min((one for one in bounds if one is not None), default=None)


def conversation(prompt: Prompt, means: Means, analysis: Analysis, feedback: Feedback | None) -> list[dict[str, str]]:
    """Return the messages that ask for a draft, or for the failing items of one."""
    if feedback is None:
        messages = render(prompt, analysis)
    else:
        messages = render_repair(prompt, analysis, feedback.draft, feedback.constraints, attempt=feedback.attempt)
    if means in ("json_object", "text"):
        schema = json.dumps(draft_schema(), ensure_ascii=False, separators=(",", ":"))
        messages = (replace(messages[0], content=f"{messages[0].content}\n\n{schema}"), *messages[1:])
    return [_wire(message) for message in messages]


def request_body(
    target: Target, options: LLMOptions, messages: Sequence[Mapping[str, Any]], feedback: Feedback | None = None
) -> Body:
    """Return the body of a request with these messages."""
    return {
        "model": target.model,
        "messages": [dict(message) for message in messages],
        **_structured(means_of(target, options)),
        **parameters(target, options, answer_bound(options, feedback)),
    }


def _structured(means: Means) -> Body:
    """Return what holds an answer to the draft's form by this means."""
    match means:
        case "json_schema":
            schema = {"name": TOOL, "strict": True, "schema": draft_schema()}
            return {"response_format": {"type": "json_schema", "json_schema": schema}}
        case "tools":
            function = {"name": TOOL, "strict": True, "parameters": draft_schema()}
            choice = {"type": "function", "function": {"name": TOOL}}
            return {"tools": [{"type": "function", "function": function}], "tool_choice": choice}
        case "json_object":
            return {"response_format": {"type": "json_object"}}
        case "text":
            return {}


def request_sha256(body: Mapping[str, Any]) -> str:
    """Return the sha256 over the canonical JSON of a request body (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _wire(message: Message) -> dict[str, str]:
    return {"role": message.role, "content": message.content}

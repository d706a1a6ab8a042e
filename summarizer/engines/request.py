"""What is sent to a model: options, messages, the body, and its sha256.

Law: one request body is one sha256 (canonical JSON). Never in it: a vendor's type, prompt text, the network.

What goes on the wire is built here and not by instructor: its JSON_SCHEMA mode (1.17) leaves out ``strict``, sends
titles and docstrings, and re-asks in English with links.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from summarizer.assets.prompts import Message, Prompt, render, render_repair
from summarizer.assets.schemas import draft_schema
from summarizer.domain.analysis import Analysis
from summarizer.engines.forms import form_of
from summarizer.engines.interface import Feedback

Body: TypeAlias = dict[str, Any]
Mode = Literal["json_schema", "json_object"]

OPENAI_PREFIX = "openai/"


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


def parameters(model: str, options: LLMOptions, feedback: Feedback | None = None) -> dict[str, int | float]:
    """Return the parameters of a request that are set."""
    limit = "max_completion_tokens" if model.startswith(OPENAI_PREFIX) else "max_tokens"
    bounds = (options.max_tokens, feedback.max_tokens if feedback else None)
    known = {
        "temperature": options.temperature,
        "seed": options.seed,
        limit: min((bound for bound in bounds if bound is not None), default=None),
    }
    return {name: value for name, value in known.items() if value is not None}


def conversation(
    prompt: Prompt, options: LLMOptions, analysis: Analysis, feedback: Feedback | None
) -> list[dict[str, str]]:
    """Return the messages that ask for a draft, or for the failing items of one."""
    if feedback is None:
        messages = render(prompt, analysis)
    else:
        shown = form_of(prompt.info.output_schema).write(feedback.draft, analysis)
        messages = render_repair(prompt, analysis, shown, feedback.constraints, attempt=feedback.attempt)
    if options.mode == "json_object":
        schema = json.dumps(draft_schema(prompt.info.output_schema), ensure_ascii=False, separators=(",", ":"))
        messages = (replace(messages[0], content=f"{messages[0].content}\n\n{schema}"), *messages[1:])
    return [_wire(message) for message in messages]


def request_body(
    model: str,
    options: LLMOptions,
    messages: Sequence[Mapping[str, Any]],
    feedback: Feedback | None = None,
    *,
    form: str,
) -> Body:
    """Return the body of a request with these messages, for an answer in that form of the draft."""
    response_format: Body = {"type": "json_object"}
    if options.mode == "json_schema":
        schema = {"name": "draft", "strict": True, "schema": draft_schema(form)}
        response_format = {"type": "json_schema", "json_schema": schema}
    return {
        "model": model.removeprefix(OPENAI_PREFIX),
        "messages": [dict(message) for message in messages],
        "response_format": response_format,
        **parameters(model, options, feedback),
    }


def request_sha256(body: Mapping[str, Any]) -> str:
    """Return the sha256 over the canonical JSON of a request body (sorted keys, no spaces, UTF-8)."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _wire(message: Message) -> dict[str, str]:
    return {"role": message.role, "content": message.content}

"""What a raw completion body says: tokens, model, content, or why there is none.

Law: a body is looked at only after it was kept. Reading tokens and model never raises; reading the content raises one
clear error per way of failing. Never in it: a vendor's type, a request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from summarizer.domain.run import Usage
from summarizer.errors import InvalidOutputError, PermanentError


@dataclass(frozen=True, slots=True)
class Label:
    """What a body says of itself; zero tokens and an empty model where it does not say."""

    model: str = ""
    usage: Usage = field(default_factory=Usage)


def label_of(raw: str) -> Label:
    """Return model and tokens of a raw body; never raises."""
    body = _object(raw)
    if body is None:
        return Label()
    usage = _mapping(body.get("usage"))
    details = _mapping(usage.get("prompt_tokens_details"))
    model = body.get("model")
    return Label(
        model=model if isinstance(model, str) else "",
        usage=Usage(
            input=_count(usage.get("prompt_tokens")),
            cached=_count(details.get("cached_tokens")),
            output=_count(usage.get("completion_tokens")),
        ),
    )


def content_of(raw: str) -> str:
    """Return the text of the first choice, not empty.

    Raises InvalidOutputError (no JSON, no choice, cut off, empty: all keep ``raw`` and ``usage``) and PermanentError
    (a web page instead of an API, a refusal, a content filter).
    """
    body = _object(raw)
    if body is None:
        raise _no_json(raw)
    if body.get("error") and not body.get("choices"):
        raise PermanentError(f"the provider answered with an error in a 200 response: {_short(str(body['error']))}")
    choices = body.get("choices")
    choice = _mapping(choices[0]) if isinstance(choices, list) and choices else None
    if choice is None:
        raise _invalid("the completion has no choices; try again, or check that the model can chat", raw)
    message = _mapping(choice.get("message"))
    finish = choice.get("finish_reason")
    if message.get("refusal"):
        raise PermanentError(f"the model refused: {_short(str(message['refusal']))}")
    if finish == "content_filter":
        raise PermanentError(
            "the provider's content filter stopped the answer; this article needs another model or engine"
        )
    if finish == "length":
        raise _invalid(
            "the answer was cut off at the token limit; shorten the article, or ask a model or a server with a higher "
            "limit (in Python: LLMOptions.max_tokens)",
            raw,
        )
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        raise _invalid(f"the completion is empty (finish_reason {finish!r})", raw)
    return content


def _no_json(raw: str) -> PermanentError | InvalidOutputError:
    if raw.lstrip().lower().startswith(("<!doctype", "<html")):
        return PermanentError(
            f"a web page came back, not an API's answer: check --base-url ({_short(raw)})", status=200
        )
    return _invalid("the response body is no JSON object, perhaps cut off on its way; try again", raw)


def _invalid(message: str, raw: str) -> InvalidOutputError:
    usage = label_of(raw).usage
    return InvalidOutputError(message, raw=raw, usage=(usage.input, usage.cached, usage.output))


def _object(raw: str) -> dict[str, Any] | None:
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value >= 0 else 0


def _short(text: str) -> str:
    return " ".join(text.split())[:200]

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
from summarizer.engines.reported import error_in, reported
from summarizer.errors import (
    ContentFilterError,
    ContentTypeError,
    EmptyAnswerError,
    EngineError,
    InvalidOutputError,
    NoJSONError,
    RefusalError,
    TruncatedError,
)


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
    """Return the JSON text that the first choice gives, as content or as the arguments of a tool call; not empty.

    Where the content is not JSON alone (a fence, words around it) the longest object in it is given; where there is
    none, the content as it is.
    Raises TruncatedError, EmptyAnswerError, NoJSONError (all keep ``raw`` and ``usage``), RefusalError,
    ContentFilterError, ContentTypeError (a web page instead of an API), and what ``reported`` makes of an error in a
    200 response.
    """
    body = _object(raw)
    if body is None:
        raise (
            web_page(raw)
            if is_web_page(raw)
            else _invalid(
                NoJSONError, "the response body is no JSON object, perhaps cut off on its way; try again", raw
            )
        )
    if found := error_in(body):
        raise reported(found)
    choices = body.get("choices")
    choice = _mapping(choices[0]) if isinstance(choices, list) and choices else None
    if choice is None:
        said = "the completion has no choices; try again, or check that the model can chat"
        raise _invalid(EmptyAnswerError, said, raw)
    message = _mapping(choice.get("message"))
    finish = choice.get("finish_reason")
    if message.get("refusal"):
        raise RefusalError(f"the model refused: {_short(str(message['refusal']))}")
    if finish == "content_filter":
        raise ContentFilterError(
            "the provider's content filter stopped the answer; this article needs another model or engine"
        )
    if finish == "length":
        raise _invalid(
            TruncatedError,
            "the answer was cut off at the token limit; shorten the article, raise --max-tokens, or ask a model or a "
            "server with a higher limit",
            raw,
        )
    content = _arguments(message) or _text(message.get("content"))
    if not content.strip():
        raise _invalid(EmptyAnswerError, f"the completion is empty (finish_reason {finish!r})", raw)
    return object_in(content)


def error_of(raw: str, retry_after_s: float | None = None) -> EngineError | None:
    """Return the error that a body has in place of an answer, None where it has none; never raises."""
    found = error_in(_object(raw) or {}) if '"error"' in raw else None
    return reported(found, retry_after_s=retry_after_s) if found else None


def is_web_page(text: str) -> bool:
    """Tell whether a body is a web page, by how it begins."""
    return text.lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype", "<html"))


def web_page(text: str, *, status: int = 200) -> ContentTypeError:
    """Return the error for a web page where an API's answer was to come."""
    return ContentTypeError(
        f"a web page came back, not an API's answer: check --base-url and the proxy ({_short(text)})", status=status
    )


def object_in(text: str) -> str:
    """Return the longest JSON object that stands in a text, the text itself where there is none.

    For models that fence their answer or speak around it. A text that begins as an object is given as it is, whole or
    not: a part of it would be another answer.
    """
    if text.lstrip().startswith("{"):
        return text
    decoder, found, at = json.JSONDecoder(), "", text.find("{")
    while at >= 0:
        try:
            end = decoder.raw_decode(text, at)[1]
        except (ValueError, RecursionError):
            end = at + 1
        found = max(found, text[at:end], key=len) if end > at + 1 else found
        at = text.find("{", end)
    return found or text


def _arguments(message: Mapping[str, Any]) -> str:
    """Return the arguments of the first tool call; some servers give them parsed."""
    calls = message.get("tool_calls")
    first = _mapping(calls[0]) if isinstance(calls, list) and calls else {}
    arguments = _mapping(first.get("function")).get("arguments")
    return json.dumps(arguments, ensure_ascii=False) if isinstance(arguments, dict) else _text(arguments)


def _text(content: Any) -> str:
    """Return content as text; parts that are no text (a model's thinking) are passed over."""
    if isinstance(content, list):
        return "".join(_text(_mapping(part).get("text")) for part in content)
    return content if isinstance(content, str) else ""


def _invalid(kind: type[InvalidOutputError], message: str, raw: str) -> InvalidOutputError:
    usage = label_of(raw).usage
    return kind(message, raw=raw, usage=(usage.input, usage.cached, usage.output))


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

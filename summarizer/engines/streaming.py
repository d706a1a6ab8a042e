"""An answer that comes in parts: put together into the body that it had been unstreamed, and read while it comes.

Law: what is kept is one whole body; a partial draft holds whole items only and is nobody's last word. Never in it:
the network, a vendor's type, a check.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

import pydantic
import pydantic_core
from pydantic import BaseModel, TypeAdapter

from summarizer.engines.reported import error_in, reported
from summarizer.errors import TransientError

Form = TypeVar("Form", bound=BaseModel)


class Assembly:
    """Puts the lines of an event stream together. ``text`` is the answer so far: content, else a tool's arguments."""

    def __init__(self) -> None:
        self._head: dict[str, Any] = {}
        self._content: list[str] = []
        self._arguments: list[str] = []
        self._refusal: list[str] = []
        self._finish: str | None = None
        self._usage: Any = None
        self._ended = False

    @property
    def text(self) -> str:
        """Return the answer's text so far."""
        return "".join(self._content) or "".join(self._arguments)

    def add(self, line: str) -> bool:
        """Take one line and tell whether the text has grown; raises EngineError for an error in the stream."""
        data = line.removeprefix("data:").strip() if line.startswith("data:") else ""
        if not data:
            return False
        if data == "[DONE]":
            self._ended = True
            return False
        try:
            part = json.loads(data)
        except ValueError:
            return False
        if not isinstance(part, dict):
            return False
        if found := part.get("error") or error_in(part):
            raise reported(found, streamed=True)
        self._head = self._head or {name: part[name] for name in ("id", "created", "model") if name in part}
        self._usage = part.get("usage") or self._usage
        choices = part.get("choices")
        return (
            self._take(choices[0]) if isinstance(choices, list) and choices and isinstance(choices[0], dict) else False
        )

    def body(self) -> str:
        """Return the whole answer as an unstreamed body; raises TransientError where the stream broke off."""
        if not self._ended and self._finish is None:
            broken = TransientError("the stream of the answer broke off. Check the network, or try later.")
            broken.perhaps_paid = True
            raise broken
        message: dict[str, Any] = {"role": "assistant", "content": "".join(self._content) or None}
        if self._refusal:
            message["refusal"] = "".join(self._refusal)
        if self._arguments:
            function = {"name": "draft", "arguments": "".join(self._arguments)}
            message["tool_calls"] = [{"id": "", "type": "function", "function": function}]
        choice = {"index": 0, "finish_reason": self._finish, "message": message}
        whole = {"object": "chat.completion", **self._head, "choices": [choice]}
        if self._usage is not None:
            whole["usage"] = self._usage
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    def _take(self, choice: dict[str, Any]) -> bool:
        delta = choice.get("delta") or {}
        self._finish = choice.get("finish_reason") or self._finish
        before = len(self._content) + len(self._arguments)
        _append(self._content, delta.get("content"))
        _append(self._refusal, delta.get("refusal"))
        for call in delta.get("tool_calls") or ():
            _append(self._arguments, (call.get("function") or {}).get("arguments"))
        return len(self._content) + len(self._arguments) > before


class Partials:
    """Tells of an answer in a form of the draft whenever one more of its claims is whole."""

    def __init__(self, model: type[BaseModel], tell: Callable[[Any], None]) -> None:
        self._model = model
        self._tell = tell
        self._claims = 0
        self._closed = 0

    def __call__(self, text: str) -> None:
        """Take the answer's text so far."""
        closed = text.count("}")
        if closed == self._closed:
            return
        self._closed = closed
        draft: Any = partial_of(self._model, text)
        if draft is not None and len(draft.claims) > self._claims:
            self._claims = len(draft.claims)
            self._tell(draft)


def partial_of(model: type[Form], text: str) -> Form | None:
    """Return what is whole of an answer that is not yet all there, None where there is none to speak of.

    Of a list the items that are whole by themselves; a list or text that has not begun is empty.
    """
    start = text.find("{")
    try:
        found = pydantic_core.from_json(text[start:].encode(), allow_partial=True) if start >= 0 else None
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    fields = {name: _whole(adapter, found.get(name)) for name, adapter in _adapters(model).items()}
    try:
        return model.model_validate(fields)
    except pydantic.ValidationError:
        return None


@cache
def _adapters(model: type[BaseModel]) -> dict[str, TypeAdapter[Any]]:
    return {name: TypeAdapter(cast(Any, field.annotation)) for name, field in model.model_fields.items()}


def _whole(adapter: TypeAdapter[Any], value: Any) -> Any:
    """Return a value that is whole; of a list its whole items, and for what is not there an empty one."""
    if not isinstance(value, list):
        return value if _fits(adapter, value) else ([] if _fits(adapter, []) else "")
    return [item for item in value if _fits(adapter, [item])]


def _fits(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        adapter.validate_python(value)
    except pydantic.ValidationError:
        return False
    return True


def _append(parts: list[str], text: Any) -> None:
    if isinstance(text, str) and text:
        parts.append(text)

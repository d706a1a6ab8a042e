"""An answer becomes a draft, by instructor: the one way for fresh and stored answers alike.

Law: instructor parses, validates and asks again; the request is none of its business. Never in it: the network, a
store, prompt text.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar, cast

import instructor
import pydantic
from instructor.core.hooks import Hooks
from openai.types.chat import ChatCompletion

from summarizer.engines.answer import content_of

Answer: TypeAlias = ChatCompletion
Draft_ = TypeVar("Draft_", bound=pydantic.BaseModel)
"""Any form of the draft."""

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


async def parsed(
    create: Callable[..., Awaitable[ChatCompletion]],
    messages: Sequence[Mapping[str, str]],
    *,
    model: type[Draft_],
    reasks: int,
    note: Callable[..., None] | None = None,
) -> Draft_:
    """Return what ``create`` answers as that model: the one way by which an answer, fresh or stored, becomes a draft.

    ``note`` is told why an answer is no draft, before it is asked for again. A first answer that is a draft and nothing
    else needs no instructor: it makes a schema and a class on every call (13 ms for this draft).
    """
    answers = _Ahead(create)
    draft = _draft_in(await answers.first(messages), model)
    if draft is not None:
        return draft
    hooks = Hooks()
    if note is not None:
        hooks.on("parse:error", note)
    ask = cast(Any, instructor.patch)(create=answers.create, mode=instructor.Mode.JSON_SCHEMA)
    parsed = await ask(response_model=model, messages=messages, max_retries=reasks, hooks=hooks)
    return model.model_validate(parsed.model_dump())


class _Ahead:
    """A ``create`` whose first answer was asked for before: instructor is given that one and asks for the others."""

    def __init__(self, create: Callable[..., Awaitable[ChatCompletion]]) -> None:
        self._create = create
        self._first: ChatCompletion | None = None

    async def first(self, messages: Sequence[Mapping[str, str]]) -> ChatCompletion:
        """Ask for the first answer."""
        self._first = await self._create(messages=messages)
        return self._first

    async def create(self, **kwargs: Any) -> ChatCompletion:
        """Return the first answer once, then ask."""
        answer, self._first = self._first, None
        return answer or await self._create(**kwargs)


def _draft_in(answer: ChatCompletion, model: type[Draft_]) -> Draft_ | None:
    """Return the draft that an answer is, None where it is none or something beside it."""
    try:
        return model.model_validate_json(answer.choices[0].message.content or "")
    except pydantic.ValidationError:
        return None


async def is_draft(raw: str, model: type[pydantic.BaseModel]) -> bool:
    """Tell whether a stored body gives a draft of that form: validated as a fresh one is."""

    async def create(**_: Any) -> ChatCompletion:
        return chat_completion(content_of(raw))

    try:
        await parsed(create, [{"role": "user", "content": ""}], model=model, reasks=0)
    except Exception:  # noqa: BLE001  # the vendors' border: whatever fails, there is no draft
        return False
    return True


def problems_of(error: Exception) -> list[str]:
    """Return what keeps an answer from being a draft, one line each, in the language of the prompt."""
    if not isinstance(error, pydantic.ValidationError):
        return [str(error)]
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [f"{_path(entry['loc'])} : {_PROBLEMS.get(entry['type'], entry['msg'])}" for entry in found[:MOST_PROBLEMS]]


def chat_completion(content: str) -> ChatCompletion:
    """Return a content as the completion that instructor reads."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return ChatCompletion.model_validate(
        {"id": "", "object": "chat.completion", "created": 0, "model": "", "choices": [choice]}
    )


def _path(location: Sequence[str | int]) -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return path.lstrip(".") or "réponse"

"""Prompts by ``id@version``, ``id@label`` or path: found, verified against the lock, rendered.

Law: a released prompt that is not what ``prompts.lock`` says does not load. Everything a model reads comes from a
prompt file, except the article block, which is built in ``article_block``: numbered sentences between delimiters that
the article cannot close. Never in it: a request, a vendor, a check of a draft.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from summarizer.assets.article_block import article_block, one_line
from summarizer.assets.prompt_files import (
    SUFFIX,
    Prompt,
    PromptInfo,
    parse_prompt,
    prompt_files,
    prompts_folder,
    version_key,
)
from summarizer.assets.prompt_lock import lock_problem, read_labels, read_lock
from summarizer.domain.analysis import Analysis
from summarizer.domain.item import Constraint, Place
from summarizer.errors import AssetError

__all__ = [
    "Message",
    "Prompt",
    "PromptInfo",
    "list_prompts",
    "load_prompt",
    "read_lock",
    "render",
    "render_reask",
    "render_repair",
]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """A constraint as the repair part sees it. ``claim``, ``sentence`` and ``words`` are what brief@1.0.0 names."""

    kind: str
    key: str
    claim: str | None
    sentence: int | None
    words: str | None
    rule: str
    cause: str
    message: str
    cues: tuple[str, ...]
    places: tuple[Place, ...]


def list_prompts(*, root: Traversable | None = None) -> tuple[PromptInfo, ...]:
    """Return every prompt, by id and rising version, whatever its status; the lock is not looked at.

    Raises AssetError where a file is malformed.
    """
    found = [parse_prompt(path).info for path in prompt_files(root or prompts_folder())]
    return tuple(sorted(found, key=lambda info: (info.id, version_key(info.version))))


def load_prompt(ref: str, *, root: Traversable | None = None) -> Prompt:
    """Return the prompt of a reference; ``id`` alone means its newest released version.

    A reference is ``id``, ``id@version``, ``id@label``, or the path of a ``.prompt.md`` file, which is for trying a
    draft wherever it lies. Raises AssetError where it is unknown, malformed, or released and not what the lock says.
    """
    folder = root or prompts_folder()
    if ref.endswith(SUFFIX):
        return _load_file(Path(ref), folder)
    prompt_id, _, version = ref.partition("@")
    version = read_labels(folder).get(ref, version)
    prompts = list_prompts(root=folder)
    known = [info for info in prompts if info.id == prompt_id]
    wanted = [info for info in known if (info.version == version if version else info.status == "released")]
    if not wanted:
        names = ", ".join(f"{info.name} ({info.status})" for info in known or prompts) or "none"
        raise AssetError(f"no prompt {ref!r}; known: {names}. See `summarizer prompts list`.")
    info = wanted[-1]
    problem = lock_problem(info, read_lock(folder))
    if problem:
        raise AssetError(problem)
    return parse_prompt(folder / info.id / f"{info.version}{SUFFIX}")


def _load_file(path: Path, folder: Traversable) -> Prompt:
    """Return the prompt of a file: a draft from anywhere, anything else only as the lock has it."""
    if not path.is_file():
        raise AssetError(f"no prompt file {str(path)!r}")
    prompt = parse_prompt(path, placed=False)
    if prompt.info.status == "draft":
        return prompt
    problem = lock_problem(prompt.info, read_lock(folder))
    if problem:
        raise AssetError(f"{path}: {problem}; to try a change, set its status to draft")
    return prompt


def render(prompt: Prompt, analysis: Analysis) -> tuple[Message, ...]:
    """Return the conversation that asks for a draft: system (static), then user with the article last."""
    return (
        Message("system", _fill(prompt.system, {})),
        Message("user", _fill(prompt.user, {"article": article_block(analysis)})),
    )


def render_repair(
    prompt: Prompt, analysis: Analysis, shown: str, constraints: Sequence[Constraint], *, attempt: int = 1
) -> tuple[Message, ...]:
    """Return the conversation that asks for some items again: the first one, the draft, what to mend in which item.

    ``shown`` is the draft in the form that the prompt asks for, as the model would have written it.
    """
    values = {
        "findings": [_shown(constraint) for constraint in constraints],
        "asked": [_shown(one) for one in {one.item: one for one in reversed(constraints)}.values()][::-1],
        "attempt": attempt,
    }
    return (
        *render(prompt, analysis),
        Message("assistant", shown),
        Message("user", _fill(prompt.repair, values)),
    )


def render_reask(prompt: Prompt, problems: Sequence[str]) -> str:
    """Return what is said to a model whose answer was no draft; ``problems`` are one line each."""
    return _fill(prompt.reask, {"problems": list(problems)})


@cache
def environment() -> SandboxedEnvironment:
    """Return what templates run in: sandboxed, strict about undefined names, nothing escaped."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    """Return a template compiled: once for all articles, since a part's text is the same for each."""
    return environment().from_string(text)


def _fill(template: str, values: Mapping[str, object]) -> str:
    try:
        return _template(template).render(**values)
    except TemplateError as error:
        raise AssetError(f"prompt template: {error}; run `summarizer prompts check`") from error


def _shown(constraint: Constraint) -> _Finding:
    item = constraint.item
    numbers = [place.number for place in constraint.places]
    return _Finding(
        kind=item.kind,
        key=one_line(item.key),
        claim=item.key if item.kind == "claim" else None,
        sentence=numbers[0] if numbers else None,
        words=one_line(constraint.said) or None,
        rule=constraint.rule,
        cause=constraint.cause,
        message=one_line(constraint.message),
        cues=tuple(map(one_line, constraint.cues)),
        places=tuple(replace(place, words=one_line(place.words)) for place in constraint.places),
    )

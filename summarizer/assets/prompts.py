"""Prompts by ``id@version``: found, verified against the lock, rendered.

Law: a released prompt never changes. Its sha256 (over UTF-8, NFC, LF) stands in ``prompts/prompts.lock``; loading one
that differs raises. Everything a model reads comes from a prompt file, except the article block, which is built here:
numbered sentences between delimiters that the article cannot close. Never in it: a request, a vendor, a check of a
draft.

File format: YAML front matter between two ``---`` lines, then the parts ``--- system``, ``--- user``, ``--- repair``
(findings go back) and ``--- reask`` (the answer was no draft), each a sandboxed, strict-undefined Jinja2 template.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import yaml
from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.assets.article_block import article_block, one_line
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import PromptRef
from summarizer.domain.draft import Draft
from summarizer.domain.item import Constraint, Place
from summarizer.errors import AssetError

Status = Literal["draft", "released", "retired"]
PartName = Literal["system", "user", "repair", "reask"]

PART_INPUTS: Mapping[PartName, frozenset[str]] = {
    "system": frozenset(),
    "user": frozenset({"article"}),
    "repair": frozenset({"findings", "asked", "attempt"}),
    "reask": frozenset({"problems"}),
}
"""What each part may name. The system part names nothing: it is byte-identical between articles."""

LOCK = "prompts.lock"
_SUFFIX = ".prompt.md"
_PART = re.compile(r"^--- (system|user|repair|reask)$", re.MULTILINE)
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_ARTICLE_LAST = re.compile(r"\{\{\s*article\s*\}\}\s*\Z")


class PromptInput(BaseModel):
    """One variable of a prompt; ``untrusted`` where its content was written by others and is data."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    untrusted: bool
    description: str = ""


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    version: str
    status: Status
    languages: tuple[str, ...]
    description: str
    supersedes: str | None
    changelog: tuple[str, ...]
    output_schema: str
    inputs: tuple[PromptInput, ...]


class PromptInfo(_FrontMatter):
    """What the front matter says of a prompt, and the sha256 of its file (UTF-8, NFC, LF)."""

    sha256: str

    @property
    def name(self) -> str:
        """Return ``id@version``."""
        return f"{self.id}@{self.version}"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt with its parts as templates, not rendered."""

    info: PromptInfo
    system: str
    user: str
    repair: str
    reask: str

    @property
    def ref(self) -> PromptRef:
        """Return id, version and sha256: what provenance keeps."""
        return PromptRef(id=self.info.id, version=self.info.version, sha256=self.info.sha256)


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
    found = [_parse(path).info for path in _prompt_files(root or _folder())]
    return tuple(sorted(found, key=lambda info: (info.id, _version_key(info.version))))


def load_prompt(ref: str, *, root: Traversable | None = None) -> Prompt:
    """Return the prompt ``id@version``; ``id`` alone means its newest released version.

    Raises AssetError where it is unknown, malformed, or released and not what the lock says.
    """
    folder = root or _folder()
    prompt_id, _, version = ref.partition("@")
    prompts = list_prompts(root=folder)
    known = [info for info in prompts if info.id == prompt_id]
    wanted = [info for info in known if (info.version == version if version else info.status == "released")]
    if not wanted:
        names = ", ".join(f"{info.name} ({info.status})" for info in known or prompts) or "none"
        raise AssetError(f"no prompt {ref!r}; known: {names}. See `summarizer prompts list`.")
    info = wanted[-1]
    problem = _lock_problem(info, read_lock(folder))
    if problem:
        raise AssetError(problem)
    return _parse(folder / info.id / f"{info.version}{_SUFFIX}")


def render(prompt: Prompt, analysis: Analysis) -> tuple[Message, ...]:
    """Return the conversation that asks for a draft: system (static), then user with the article last."""
    return (
        Message("system", _fill(prompt.system, {})),
        Message("user", _fill(prompt.user, {"article": article_block(analysis)})),
    )


def render_repair(
    prompt: Prompt, analysis: Analysis, draft: Draft, constraints: Sequence[Constraint], *, attempt: int = 1
) -> tuple[Message, ...]:
    """Return the conversation that asks for some items again: the first one, the draft, what to mend in which item."""
    values = {
        "findings": [_shown(constraint) for constraint in constraints],
        "asked": [_shown(one) for one in {one.item: one for one in reversed(constraints)}.values()][::-1],
        "attempt": attempt,
    }
    return (
        *render(prompt, analysis),
        Message("assistant", draft.model_dump_json()),
        Message("user", _fill(prompt.repair, values)),
    )


def render_reask(prompt: Prompt, problems: Sequence[str]) -> str:
    """Return what is said to a model whose answer was no draft; ``problems`` are one line each."""
    return _fill(prompt.reask, {"problems": list(problems)})


def check_prompts(*, root: Traversable | None = None) -> tuple[str, ...]:
    """Return what is wrong with the prompts and their lock, one line each; empty where all is well."""
    folder = root or _folder()
    problems: list[str] = []
    names: set[str] = set()
    lock = read_lock(folder)
    for path in _prompt_files(folder):
        try:
            prompt = _parse(path)
        except AssetError as error:
            problems.append(str(error))
            continue
        names.add(prompt.info.name)
        problems.extend(filter(None, [_lock_problem(prompt.info, lock)]))
        problems.extend(_template_problems(prompt))
    problems.extend(f"{LOCK} names {name}, which has no file" for name in sorted(set(lock) - names))
    if list(lock) != sorted(lock):
        problems.append(f"{LOCK} is not sorted")
    return tuple(problems)


def read_lock(root: Traversable | None = None) -> dict[str, str]:
    """Return ``id@version`` → sha256 in file order; empty where there is no lock."""
    path = (root or _folder()) / LOCK
    if not path.is_file():
        return {}
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if any(len(row) != 2 for row in rows):
        raise AssetError(f"{LOCK}: every line is `id@version sha256`")
    return {name: digest for name, digest in rows}


def lock_line(info: PromptInfo) -> str:
    """Return the line of the lock that holds this prompt."""
    return f"{info.name} {info.sha256}"


def release_prompt(ref: str, *, folder: Path | None = None) -> PromptInfo:
    """Release a draft: set its status and write its line into the lock; return what it is now.

    ``folder`` is the prompts folder of a checkout. Raises AssetError where the prompt is no draft or has problems.
    """
    root = folder or Path(__file__).resolve().parents[2] / "prompts"
    prompt = load_prompt(ref, root=root)
    problems = _template_problems(prompt)
    if prompt.info.status != "draft" or problems:
        raise AssetError(f"{prompt.info.name} is {prompt.info.status}, only a draft is released; {'; '.join(problems)}")
    path = root / prompt.info.id / f"{prompt.info.version}{_SUFFIX}"
    text = _canonical(path.read_bytes(), str(path))
    path.write_text(text.replace("\nstatus: draft\n", "\nstatus: released\n", 1), encoding="utf-8", newline="\n")
    info = _parse(path).info
    lines = [f"{name} {digest}" for name, digest in (read_lock(root) | {info.name: info.sha256}).items()]
    (root / LOCK).write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8", newline="\n")
    return info


def _folder() -> Traversable:
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "prompts").is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / "prompts"
    return files("summarizer.assets") / "prompts"


def _prompt_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        raise AssetError(f"no prompts at {folder}: the installation is incomplete, install the package again")
    rooms = sorted((room for room in folder.iterdir() if room.is_dir()), key=lambda room: room.name)
    return [
        path
        for room in rooms
        for path in sorted(room.iterdir(), key=lambda path: path.name)
        if path.name.endswith(_SUFFIX)
    ]


def _canonical(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AssetError(f"{name} is not UTF-8: {error}") from error
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _parse(path: Traversable) -> Prompt:
    name = str(path)
    text = _canonical(path.read_bytes(), name)
    head, body = _split(text, name)
    try:
        fields = yaml.safe_load(head)
        info = PromptInfo.model_validate({**fields, "sha256": hashlib.sha256(text.encode()).hexdigest()})
    except (yaml.YAMLError, TypeError, ValidationError) as error:
        raise AssetError(f"{name}: front matter is not as it must be: {error}") from error
    if not _VERSION.fullmatch(info.version) or not name.endswith(f"{info.id}/{info.version}{_SUFFIX}"):
        raise AssetError(f"{name}: belongs at {info.id}/{info.version}{_SUFFIX}, with a version like 1.0.0")
    pieces = _PART.split(body)
    parts = {pieces[i]: pieces[i + 1].strip("\n") for i in range(1, len(pieces), 2)}
    missing = [part for part in PART_INPUTS if not parts.get(part, "").strip()]
    if missing or len(pieces) != 2 * len(PART_INPUTS) + 1 or pieces[0].strip():
        raise AssetError(f"{name}: wants the parts {', '.join(PART_INPUTS)}, each once; missing: {missing}")
    return Prompt(info, parts["system"], parts["user"], parts["repair"], parts["reask"])


def _split(text: str, name: str) -> tuple[str, str]:
    opened, mark, rest = text.partition("---\n")
    head, closed, body = rest.partition("\n---\n")
    if opened or not mark or not closed:
        raise AssetError(f"{name}: wants front matter between two `---` lines at its top")
    return head, body


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _lock_problem(info: PromptInfo, lock: Mapping[str, str]) -> str | None:
    if info.status == "draft":
        return f"{info.name} is a draft and stands in {LOCK}" if info.name in lock else None
    if info.name not in lock:
        return f"{info.name} is {info.status} and missing from {LOCK}; add the line: {lock_line(info)}"
    if lock[info.name] != info.sha256:
        return (
            f"{info.name} was changed after its release (sha256 {info.sha256[:12]}…, lock {lock[info.name][:12]}…): "
            f"restore the file and put the change into a new version beside it"
        )
    return None


def _template_problems(prompt: Prompt) -> list[str]:
    problems: list[str] = []
    used: set[str] = set()
    for part, allowed in PART_INPUTS.items():
        try:
            named = meta.find_undeclared_variables(_environment().parse(getattr(prompt, part)))
        except TemplateError as error:
            problems.append(f"{prompt.info.name}: the {part} part is no template: {error}")
            continue
        used |= named
        for variable in sorted(named - allowed):
            where = "the static part comes first and names nothing" if part == "system" else "it has no such input"
            problems.append(f"{prompt.info.name}: undefined variable {variable!r} in the {part} part: {where}")
    if not _ARTICLE_LAST.search(prompt.user) or len(re.findall(r"\barticle\s*\}\}", prompt.user)) != 1:
        problems.append(f"{prompt.info.name}: {{{{ article }}}} must stand once, at the very end of the user part")
    declared = {entry.name: entry.untrusted for entry in prompt.info.inputs}
    if not declared.get("article"):
        problems.append(f"{prompt.info.name}: inputs must declare article with untrusted: true")
    problems.extend(
        f"{prompt.info.name}: input {name!r} is declared and not used" for name in sorted(declared.keys() - used)
    )
    problems.extend(f"{prompt.info.name}: {name!r} is used and not declared" for name in sorted(used - declared.keys()))
    return problems


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    """Return a template compiled: once for all articles, since a part's text is the same for each."""
    return _environment().from_string(text)


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

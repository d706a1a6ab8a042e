"""Prompt files: what one holds and how it is parsed.

File format: YAML front matter between two ``---`` lines, then the parts ``--- system``, ``--- user``, ``--- repair``
(findings go back) and ``--- reask`` (the answer was no draft), each a sandboxed, strict-undefined Jinja2 template.
Never in it: which prompt is asked for, what is rendered.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from summarizer.domain.brief import PromptRef
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

SUFFIX = ".prompt.md"
PART = re.compile(r"^--- (system|user|repair|reask)$", re.MULTILINE)
VERSION = re.compile(r"\d+\.\d+\.\d+")


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


def prompts_folder() -> Traversable:
    """Return the folder of the prompts: the checkout's, else the package's own."""
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "prompts").is_dir() and (checkout / "pyproject.toml").is_file():
        return checkout / "prompts"
    return files("summarizer.assets") / "prompts"


def prompt_files(folder: Traversable) -> list[Traversable]:
    """Return all prompt files, by folder and name; raises AssetError where there is no folder."""
    if not folder.is_dir():
        raise AssetError(f"no prompts at {folder}: the installation is incomplete, install the package again")
    rooms = sorted((room for room in folder.iterdir() if room.is_dir()), key=lambda room: room.name)
    return [
        path
        for room in rooms
        for path in sorted(room.iterdir(), key=lambda path: path.name)
        if path.name.endswith(SUFFIX)
    ]


def canonical(data: bytes, name: str) -> str:
    """Return the text that a prompt's sha256 is over: UTF-8, NFC, LF; raises AssetError where it is no UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AssetError(f"{name} is not UTF-8: {error}") from error
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_prompt(path: Traversable, *, placed: bool = True) -> Prompt:
    """Return the prompt of a file; raises AssetError where it is malformed.

    ``placed``: the file has to stand where its id and version say.
    """
    name = str(path)
    text = canonical(path.read_bytes(), name)
    head, body = _split(text, name)
    try:
        fields = yaml.safe_load(head)
        info = PromptInfo.model_validate({**fields, "sha256": hashlib.sha256(text.encode()).hexdigest()})
    except (yaml.YAMLError, TypeError, ValidationError) as error:
        raise AssetError(f"{name}: front matter is not as it must be: {error}") from error
    there = name.endswith(f"{info.id}/{info.version}{SUFFIX}") or not placed
    if not VERSION.fullmatch(info.version) or not there:
        raise AssetError(f"{name}: belongs at {info.id}/{info.version}{SUFFIX}, with a version like 1.0.0")
    pieces = PART.split(body)
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


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))

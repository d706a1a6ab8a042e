"""Releases: what is wrong with the prompts, a draft made a release, a label put on one.

Law: a prompt with problems is never released, and nothing is written before everything is known to be right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from jinja2 import TemplateError, meta

from summarizer.assets.prompt_files import (
    PART_INPUTS,
    SUFFIX,
    Prompt,
    PromptInfo,
    canonical,
    parse_prompt,
    prompt_files,
    prompts_folder,
)
from summarizer.assets.prompt_lock import LABELS, LOCK, lock_problem, read_labels, read_lock
from summarizer.assets.prompts import environment, load_prompt
from summarizer.assets.schemas import DRAFT_FORMS
from summarizer.errors import AssetError

_ARTICLE_LAST = re.compile(r"\{\{\s*article\s*\}\}\s*\Z")
_LABEL = re.compile(r"[a-z][a-z0-9-]*")


def check_prompts(*, root: Traversable | None = None) -> tuple[str, ...]:
    """Return what is wrong with the prompts and their lock, one line each; empty where all is well."""
    folder = root or prompts_folder()
    problems: list[str] = []
    names: set[str] = set()
    lock = read_lock(folder)
    for path in prompt_files(folder):
        try:
            prompt = parse_prompt(path)
        except AssetError as error:
            problems.append(str(error))
            continue
        names.add(prompt.info.name)
        problems.extend(filter(None, [lock_problem(prompt.info, lock)]))
        problems.extend(_template_problems(prompt))
    problems.extend(f"{LOCK} names {name}, which has no file" for name in sorted(set(lock) - names))
    if list(lock) != sorted(lock):
        problems.append(f"{LOCK} is not sorted")
    problems.extend(_label_problems(folder, lock))
    return tuple(problems)


def _label_problems(folder: Traversable, lock: Mapping[str, str]) -> list[str]:
    labels = read_labels(folder)
    problems = []
    for name, version in labels.items():
        prompt_id, _, label = name.partition("@")
        if not _LABEL.fullmatch(label):
            problems.append(f"{LABELS}: {label!r} is no label: small letters, digits and hyphens, a letter first")
        if f"{prompt_id}@{version}" not in lock:
            problems.append(f"{LABELS}: {name} names {prompt_id}@{version}, which is not released")
    if list(labels) != sorted(labels):
        problems.append(f"{LABELS} is not sorted")
    return problems


def release_prompt(ref: str, *, folder: Path | None = None) -> PromptInfo:
    """Release a draft: set its status and write its line into the lock; return what it is now.

    ``folder`` is the prompts folder of a checkout. Raises AssetError where the prompt is no draft, where it or
    any other has problems, or where there is no checkout.
    """
    root = folder or _checkout()
    prompt = load_prompt(ref, root=root)
    name = prompt.info.name
    if prompt.info.status != "draft":
        raise AssetError(f"{name} is {prompt.info.status}, only a draft is released")
    problems = check_prompts(root=root)
    if problems:
        raise AssetError(f"{name} is not released, the prompts have problems: {'; '.join(problems)}")
    path = root / prompt.info.id / f"{prompt.info.version}{SUFFIX}"
    text = canonical(path.read_bytes(), str(path))
    path.write_text(text.replace("\nstatus: draft\n", "\nstatus: released\n", 1), encoding="utf-8", newline="\n")
    info = parse_prompt(path).info
    _write(root / LOCK, read_lock(root) | {info.name: info.sha256})
    return info


def label_prompt(ref: str, label: str, *, folder: Path | None = None) -> str:
    """Put a label on a released version, taking it off any other of that id; return the line that is written.

    Raises AssetError where the version is not released or the label is none.
    """
    root = folder or _checkout()
    info = load_prompt(ref, root=root).info
    if not _LABEL.fullmatch(label):
        raise AssetError(f"{label!r} is no label: small letters, digits and hyphens, a letter first")
    if info.name not in read_lock(root):
        raise AssetError(f"{info.name} is {info.status}: a label names a released version")
    _write(root / LABELS, read_labels(root) | {f"{info.id}@{label}": info.version})
    return f"{info.id}@{label} {info.version}"


def _checkout() -> Path:
    root = prompts_folder()
    if not isinstance(root, Path) or not (root.parent / "pyproject.toml").is_file():
        raise AssetError("prompts are released and labelled in a checkout of the project, not in an installed package")
    return root


def _write(path: Path, rows: Mapping[str, str]) -> None:
    lines = sorted(f"{name} {value}" for name, value in rows.items())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _template_problems(prompt: Prompt) -> list[str]:
    problems: list[str] = []
    used: set[str] = set()
    for part, allowed in PART_INPUTS.items():
        try:
            named = meta.find_undeclared_variables(environment().parse(getattr(prompt, part)))
        except TemplateError as error:
            problems.append(f"{prompt.info.name}: the {part} part is no template: {error}")
            continue
        used |= named
        for variable in sorted(named - allowed):
            where = "the static part comes first and names nothing" if part == "system" else "it has no such input"
            problems.append(f"{prompt.info.name}: undefined variable {variable!r} in the {part} part: {where}")
    if not _ARTICLE_LAST.search(prompt.user) or len(re.findall(r"\barticle\s*\}\}", prompt.user)) != 1:
        problems.append(f"{prompt.info.name}: {{{{ article }}}} must stand once, at the very end of the user part")
    if prompt.info.output_schema not in DRAFT_FORMS:
        known = ", ".join(DRAFT_FORMS)
        problems.append(f"{prompt.info.name}: unknown output_schema {prompt.info.output_schema!r}; known: {known}")
    declared = {entry.name: entry.untrusted for entry in prompt.info.inputs}
    if not declared.get("article"):
        problems.append(f"{prompt.info.name}: inputs must declare article with untrusted: true")
    problems.extend(
        f"{prompt.info.name}: input {name!r} is declared and not used" for name in sorted(declared.keys() - used)
    )
    problems.extend(f"{prompt.info.name}: {name!r} is used and not declared" for name in sorted(used - declared.keys()))
    return problems

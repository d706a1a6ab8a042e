"""The lock and the labels of prompts: which versions are released, unchanged, and which of them have a name.

Law: a released prompt never changes. Its sha256 stands in ``prompts.lock``, one sorted line «id@version sha256» each.
``prompts.labels`` has one sorted line «id@label version» each; a label names a released version and may be moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable

from summarizer.assets.prompt_files import PromptInfo, prompts_folder
from summarizer.errors import AssetError

LOCK = "prompts.lock"
LABELS = "prompts.labels"


def read_lock(root: Traversable | None = None) -> dict[str, str]:
    """Return ``id@version`` → sha256 in file order; empty where there is no lock."""
    return _rows(root or prompts_folder(), LOCK, "id@version sha256")


def read_labels(root: Traversable | None = None) -> dict[str, str]:
    """Return ``id@label`` → version in file order; empty where there are no labels."""
    return _rows(root or prompts_folder(), LABELS, "id@label version")


def _rows(folder: Traversable, name: str, form: str) -> dict[str, str]:
    path = folder / name
    if not path.is_file():
        return {}
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if any(len(row) != 2 or "@" not in row[0] for row in rows):
        raise AssetError(f"{name}: every line is `{form}`")
    return {key: value for key, value in rows}


def lock_line(info: PromptInfo) -> str:
    """Return the line of the lock that holds this prompt."""
    return f"{info.name} {info.sha256}"


def lock_problem(info: PromptInfo, lock: Mapping[str, str]) -> str | None:
    """Return what is wrong between a prompt and the lock, or None."""
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

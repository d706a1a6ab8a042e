"""What a page is made of: a brief, what became of its draft's items, and its article's text where that is at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.domain.brief import Brief
from summarizer.domain.item import Fate

_KEY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One brief to show. ``text`` is the exact text of its article, None where only the quoted passages are known.

    ``input`` is what the article was read from, as rows of ``run`` name it; empty where nobody says.
    """

    brief: Brief
    text: str | None = None
    items: tuple[Fate, ...] = ()
    input: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that has no brief, and why."""

    input: str
    message: str


class Keys:
    """Names for addresses: the first hex digits of a brief's id, the same in every report, each given once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def of(self, brief_id: str) -> str:
        """Return the key of a brief: ASCII letters, digits, hyphens, whatever the id holds."""
        base = "".join(c for c in brief_id[:_KEY_LENGTH] if c.isascii() and c.isalnum()) or "b"
        key, place = base, 2
        while key in self._taken:
            key, place = f"{base}-{place}", place + 1
        self._taken.add(key)
        return key

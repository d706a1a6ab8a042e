"""Spans: where something stands in an article.

Law: offsets are code points of ``article.text``, half-open, and ``text == article.text[start:end]`` always.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: half-open code-point offsets and the verbatim characters between them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span ``text[start:end]``; raises ValueError where the offsets do not fit the text."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}..{end} does not fit a text of {len(text)} code points")
        return cls(start, end, text[start:end])

    def within(self, other: Span) -> bool:
        """Tell whether this span lies inside the other (touching borders count)."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

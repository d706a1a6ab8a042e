"""An article's text cut where marks begin and end, so that marks may nest and overlap as they like.

Law: the pieces joined are the text, and the pieces that carry a mark are exactly its stretch. Python counts code points
and JavaScript UTF-16 units: lengths leave here as the latter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.domain.span import Span

_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    **dict.fromkeys((*range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFEFF), 0xFFFD),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
    **{0x0D: 0x20, 0x85: 0x0A, 0x2028: 0x0A, 0x2029: 0x0A},
}
"""Control characters and direction controls, one code point for one, as signs that can be seen (Unicode, Control
Pictures and U+FFFD): what is hidden in a text is shown, and no offset moves."""

Piece = tuple[int, tuple[int, ...]]
"""Length in UTF-16 units, and which marks lie over it, in the order they were given."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and what it is: ``data`` goes to the page as it is."""

    start: int
    end: int
    data: tuple[str | int, ...]


def visible(text: str) -> str:
    """Return the text with a visible sign for each control character; as long as before, line breaks as line feeds."""
    return text.translate(_CONTROLS)


def stands(span: Span, text: str) -> bool:
    """Tell whether the span is in that text where it says, and is not empty."""
    return 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.text


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Return the text's pieces in order; marks must lie inside the text and not be empty."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for place, mark in enumerate(marks):
        starts.setdefault(mark.start, []).append(place)
        ends.setdefault(mark.end, []).append(place)
    found: list[Piece] = []
    open_marks: set[int] = set()
    borders = sorted({0, len(text), *starts, *ends})
    for at, border in enumerate(borders[:-1]):
        open_marks -= set(ends.get(border, ()))
        open_marks |= set(starts.get(border, ()))
        found.append((units(text[border : borders[at + 1]]), tuple(sorted(open_marks))))
    return found


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

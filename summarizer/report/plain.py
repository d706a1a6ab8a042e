"""Strings of an article made safe to show: no terminal sequences, no controls, no line breaks, nothing else changed.

Source of the sequences: ECMA-48 §5.3 to §5.6 (CSI, OSC, DCS, SOS, PM, APC and their 8-bit forms), of the direction
controls: Unicode UAX #9 (they reorder what a reader sees).
"""

from __future__ import annotations

_ESC = "\x1b"
_STRING_OPENERS = "]PX^_"
_C1 = {"\x9b": "[", "\x9d": "]", "\x90": "P", "\x98": "X", "\x9e": "^", "\x9f": "_"}
_LINE_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"

_MAP = str.maketrans(
    {
        **{chr(code): None for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))},
        **dict.fromkeys(_DIRECTION),
        **dict.fromkeys(_LINE_BREAKS, " "),
    }
)

_MAP_KEEPING_LINES = {code: to for code, to in _MAP.items() if chr(code) not in "\t\n\r\u2028\u2029"}


def plain(text: str) -> str:
    """Return the text on one line without terminal sequences, control characters and direction controls."""
    if _ESC in text or any(opener in text for opener in _C1):
        text = _without_sequences(text)
    return text.translate(_MAP)


def harmless(text: str) -> str:
    """Return the text as ``plain`` does, with its tabs and line breaks: for a cell that is to stay verbatim."""
    if _ESC in text or any(opener in text for opener in _C1):
        text = _without_sequences(text)
    return text.translate(_MAP_KEEPING_LINES)


def shorten(text: str, length: int) -> str:
    """Return the plain text, cut at a space to at most that many characters with «…» where it is longer."""
    text = plain(text).strip()
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return cut[: space if space > length // 2 else None].rstrip(" ,;:") + "…"


def _without_sequences(text: str) -> str:
    kept: list[str] = []
    at = 0
    while at < len(text):
        if text[at] == _ESC:
            at = _after(text, at + 2, text[at + 1 : at + 2])
        elif text[at] in _C1:
            at = _after(text, at + 1, _C1[text[at]])
        else:
            kept.append(text[at])
            at += 1
    return "".join(kept)


def _after(text: str, at: int, opener: str) -> int:
    """Return where the sequence ends whose body begins at ``at``; an endless string loses its opener only."""
    if opener == "[":
        while at < len(text) and "\x20" <= text[at] <= "\x3f":
            at += 1
        return at + 1 if at < len(text) and "\x40" <= text[at] <= "\x7e" else at
    if opener and opener in _STRING_OPENERS:
        ends = [(text.find(end, at), len(end)) for end in ("\x07", "\x1b\\", "\x9c")]
        return min((found + size for found, size in ends if found >= 0), default=at)
    while "\x20" <= opener <= "\x2f":
        opener = text[at : at + 1]
        at += 1
    return at

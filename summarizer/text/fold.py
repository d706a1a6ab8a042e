"""Typographic folding: comparing texts that differ in typography only, without ever changing the article.

Two foldings. ``flatten`` replaces one code point by one code point, so that offsets survive: all cue matching runs on
it. ``fold`` also joins what typography writes in several code points (combining marks, ligatures, ellipses, digit
groups, white space) and keeps a map back to source offsets: alignment of quotations runs on it.

Never in it: NFKC (it turns «½» into «1⁄2» and «²» into «2»), edit distance, any change of letters or case.
Source of the classes: Unicode 15.1 general categories Zs, Pd, Pi, Pf; Imprimerie nationale, *Lexique des règles
typographiques* (2002), for what French copy uses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_APOSTROPHES = "’‘ʼʹ′`´＇‛"
_DOUBLE_QUOTES = "“”„‟«»″＂〝〞"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_DASHES = "‐‑‒–—―−﹘﹣－"

_FLAT = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
}
_UNEVEN = re.compile(f"[{re.escape(''.join(_FLAT))}]")

# ‹ › quote a second level in Swiss copy; ‚ opens one in German names. ``flatten`` leaves them, since cue tables do not
# know them; in a quotation they are worth an apostrophe.
_SINGLE_QUOTES = "‹›‚"

# Soft hyphen, zero-width spaces and joiners, direction marks, word joiner, variation selectors, byte order mark.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)

# «3 700», «280.000», «880’000»: groups of exactly three digits, one kind of separator per number, no leading zero.
# «1,200» is a decimal and «12.05.2026» a date: neither matches. A tab or a line break separates columns, not groups.
# The look-behind keeps a failed chain from being tried again at each of its groups, so that time stays linear; it comes
# after the first digit because ``re`` then skips what is no digit at once. So with the space of _LOOSE below.
_GROUPS = re.compile(
    r"[1-9](?<![\w.,'’][1-9])[0-9]{0,2}"
    rf"(?:(?:[ \u00a0\u2007-\u2009\u202f][0-9]{{3}})+(?!\w|[.'{_APOSTROPHES}][0-9]{{3}})|(?:\.[0-9]{{3}})+(?!\.?\w)"
    rf"|(?:['{_APOSTROPHES}][0-9]{{3}})+(?!['{_APOSTROPHES}]?\w))"
)

# Both spellings of a ligature become the ligature, since «Œ» may stand for «Oe» or «OE»; «ﬁ» is mere printing.
_LIGATURES = re.compile(r"\.{3}|oe|O[eE]|ae|A[eE]|[ﬀ-ﬆ]")
_JOINED = {
    **{"...": "…", "oe": "œ", "Oe": "Œ", "OE": "Œ", "ae": "æ", "Ae": "Æ", "AE": "Æ"},
    **{"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
}
_RUNS = re.compile(r"[^\S ]\s*| \s+")
_LOOSE = re.compile(r""" (?:(?=["':;!?%])|(?<=["'] ))""")


def composed(text: str) -> str:
    """Return a text with letters and their marks in one code point (NFC), for comparing: its offsets are others."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def flatten(text: str) -> str:
    """Return the text with apostrophes, double quotes, spaces and dashes made uniform, one code point for one.

    Line breaks stay. ``len(flatten(t)) == len(t)`` and offsets agree, always.
    """
    for character in set(_UNEVEN.findall(text)):  # no replacement is itself replaced, so their order is free
        text = text.replace(character, _FLAT[character])
    return text


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back. ``starts[i]`` and ``ends[i]`` are the source code points behind ``text[i]``.

    Code points that were folded together share their source: a ligature, a digit group, a letter with its marks.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open source offsets behind ``text[start:end]``; an empty stretch gives an empty one."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]

    def whole(self, start: int, end: int) -> bool:
        """Tell whether ``text[start:end]`` begins and ends between source units, not inside a ligature or a number."""
        if start > 0 and self.starts[start] == self.starts[start - 1]:
            return False
        return not 0 < end < len(self.starts) or self.starts[end] != self.starts[end - 1]


def fold(text: str) -> Folded:
    """Return the text as it compares: typography made uniform, with the map back to source code points.

    Folded: all that ``flatten`` folds, single guillemets, ellipses, ligatures, combining marks (NFC of each base with
    its marks), digit groups, runs of white space, spaces beside quotation marks and before ``: ; ! ? %``, invisible
    characters. Letters, digits and case never change. Linear time.
    """
    span = range(len(text))
    folded = Folded(text, span, range(1, len(text) + 1))
    folded = _rewrite(folded, _INVISIBLE, _nothing)
    if not unicodedata.is_normalized("NFC", folded.text):
        folded = _compose(folded)
    folded = _rewrite(folded, _GROUPS, _digits)
    even = _evened(folded.text)
    flat = Folded(even, folded.starts, folded.ends)
    if any(letters in even for letters in _JOINED):
        flat = _rewrite(flat, _LIGATURES, _join)
    flat = _rewrite(flat, _RUNS, _space)
    return _rewrite(flat, _LOOSE, _nothing)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return the folded text alone, without the way back; names, cues and short texts are compared many times."""
    if _INVISIBLE.search(text) is not None:
        text = _INVISIBLE.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        return fold(text).text
    even = _evened(_GROUPS.sub(_digits, text))
    if any(letters in even for letters in _JOINED):
        even = _LIGATURES.sub(_join, even)
    return _LOOSE.sub("", _RUNS.sub(" ", even))


def _evened(text: str) -> str:
    """Return the text with its marks as they compare, one code point for one."""
    even = flatten(text)
    for quote in _SINGLE_QUOTES:
        even = even.replace(quote, "'")
    return even


def visible(text: str) -> str:
    """Return the text without the characters that show nothing: zero-width ones, soft hyphens, direction marks."""
    return _INVISIBLE.sub("", text)


def is_mark(character: str) -> bool:
    """Tell whether the character belongs to the one before it (general category M, conjoining vowels and finals)."""
    if character < "\u0300":  # the first of category M
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def _nothing(match: re.Match[str]) -> str:
    return ""


def _space(match: re.Match[str]) -> str:
    return " "


def _digits(match: re.Match[str]) -> str:
    return "".join(character for character in match[0] if character in "0123456789")


def _join(match: re.Match[str]) -> str:
    return _JOINED[match[0]]


def _rewrite(folded: Folded, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> Folded:
    """Return the text with each match replaced; every code point of a replacement maps to the whole match."""
    matches = list(pattern.finditer(folded.text))
    if not matches:
        return folded
    text, old_starts, old_ends = folded.text, folded.starts, folded.ends
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for match in matches:
        a, b = match.span()
        piece = new(match)
        pieces.append(text[at:a])
        starts += old_starts[at:a]
        ends += old_ends[at:a]
        if piece:
            pieces.append(piece)
            starts += [old_starts[a]] * len(piece)
            ends += [old_ends[b - 1]] * len(piece)
        at = b
    pieces.append(text[at:])
    starts += old_starts[at:]
    ends += old_ends[at:]
    return Folded("".join(pieces), starts, ends)


def _compose(folded: Folded) -> Folded:
    """Return the text with each base character and its marks in NFC; single characters stay as they are."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    text, at = folded.text, 0
    while at < len(text):
        end = at + 1
        while end < len(text) and is_mark(text[end]):
            end += 1
        piece = text[at] if end == at + 1 else unicodedata.normalize("NFC", text[at:end])
        pieces.append(piece)
        starts += [folded.starts[at]] * len(piece)
        ends += [folded.ends[end - 1]] * len(piece)
        at = end
    return Folded("".join(pieces), starts, ends)

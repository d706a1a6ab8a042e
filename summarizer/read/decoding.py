"""Bytes to the exact text they encode. Never in it: a change of characters, opening files.

UTF-8 first; else what a byte order mark or the pattern of NUL bytes says; else Windows-1252, where the text then reads
like French. Everything else is refused: a wrong guess would be a wrong quotation.
"""

from __future__ import annotations

import codecs
from collections import Counter
from dataclasses import dataclass

from summarizer.errors import ArticleError

MAX_ARTICLE_BYTES = 250_000
"""Largest article that is read, in bytes of UTF-8. Ours: some 40,000 words, which take seconds."""

UTF8 = "utf-8"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "this is a PDF: give its text instead (pdftotext)"),
    (b"PK\x03\x04", "this is a zip archive or an office document: give its text instead"),
)
"""First bytes of formats that people hand over by mistake. Source: ISO 32000-1 §7.5.2, APPNOTE.TXT 4.3.7."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first: the mark of UTF-16 is the beginning of that of UTF-32. Source: Unicode 15, §23.8."""

_EXPECTED = frozenset(
    "àâäæçéèêëîïôöùûüÿœÀÂÄÆÇÉÈÊËÎÏÔÖÙÛÜŸŒ«»‹›‘’“”„…–—•·°€£§%²³©®™\u00a0\u00adáíóúñÁÍÓÚÑößøåØÅãõ½¼¾×ºª"
)
"""What stands beside ASCII in French copy, names of other languages included. Ours."""

_EXPECTED_SHARE = 0.9
"""Of the characters beyond ASCII, how many must be expected ones. Ours: Mac Roman and DOS text lie under 0.5."""

_NUL_SHARE = 0.7
"""Of every second byte, how many must be NUL for UTF-16 without a mark. Ours: French copy has over 0.9."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding its bytes were read in, as Python names it."""

    text: str
    encoding: str = UTF8


def decode(data: bytes) -> str:
    """Return the text of bytes that have to be UTF-8, without a leading byte order mark; raises ArticleError."""
    found = decoded(data)
    if found.encoding != UTF8:
        raise ArticleError(f"this is not UTF-8 but reads as {found.encoding}: convert it first (iconv)")
    return found.text


def decoded(data: bytes) -> Decoded:
    """Return the text of the bytes without a leading byte order mark, every other character unchanged.

    Raises ArticleError where no encoding fits, or where there is nothing but white space.
    """
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(message)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        unmarked = _without_mark(data)
        if unmarked is None:
            raise ArticleError("the file is binary (it holds NUL bytes): give a text")
        return _strict(data, unmarked)
    bom = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        return Decoded(filled(data[bom:].decode(UTF8)))
    except UnicodeDecodeError as error:
        at = bom + error.start
    text = None if bom else _windows_1252(data)
    if text is None:
        raise ArticleError(
            f"the text is neither UTF-8 (byte 0x{data[at]:02x} at offset {at}) nor French in Windows-1252: "
            "convert it first, for instance with iconv -f MACINTOSH -t UTF-8"
        )
    return Decoded(filled(text), "windows-1252")


def filled(text: str) -> str:
    """Return the text itself; raises ArticleError where it has no visible character or cannot be written as UTF-8."""
    if not text.strip():
        raise ArticleError("the article is empty: give a text with at least one sentence")
    if "\0" in text:
        raise ArticleError("the text holds a NUL character: give plain text")
    try:
        text.encode(UTF8)
    except UnicodeEncodeError as error:
        raise ArticleError(
            f"the text holds half a surrogate pair at character {error.start}: it is no valid Unicode text"
        ) from None
    return text


def within(size: int, max_bytes: int, *, more: bool = False) -> None:
    """Raise ArticleError where a text of that many bytes is over the limit; ``more``: it is at least that long."""
    if size > max_bytes:
        told = "more than " if more else ""
        told_size = max_bytes if more else size
        raise ArticleError(
            f"the text has {told}{told_size:,} bytes and the limit is {max_bytes:,}: split it into single articles"
        )


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(filled(data.decode(encoding)), encoding.removesuffix("-le").removesuffix("-be"))
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"the text begins as {encoding} and is not (offset {error.start}): it may be cut, get it again"
        ) from None


def _without_mark(data: bytes) -> str | None:
    """Return which UTF-16 the pattern of NUL bytes speaks of, or None: Latin text has one in every pair."""
    low, high = data[1::2].count(0), data[0::2].count(0)
    least = _NUL_SHARE * (len(data) // 2)
    if low > least and not high:
        return "utf-16-le"
    return "utf-16-be" if high > least and not low else None


def _windows_1252(data: bytes) -> str | None:
    """Return the text in Windows-1252 where it then reads like French and was not UTF-8 with an accident, else None."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = Counter(character for character in text if character > "\x7f")
    if not beyond or any(pair in text for pair in ("Ã©", "Ã¨", "Ã ", "Ã\u00a0", "Ãª", "Ã§", "â€", "Â«", "Â»")):
        return None
    expected = sum(count for character, count in beyond.items() if character in _EXPECTED)
    return text if expected >= _EXPECTED_SHARE * beyond.total() else None

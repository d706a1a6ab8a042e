"""Bytes to the exact text they encode. Never in it: a change of characters, a guess at an encoding, opening files."""

from __future__ import annotations

import codecs

from summarizer.errors import ArticleError

MAX_ARTICLE_BYTES = 250_000
"""Largest article that is read, in bytes of UTF-8. Ours: some 40,000 words, which take seconds."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip is not supported yet: unpack it first (gunzip)"),
    (b"%PDF-", "this is a PDF: give its text instead (pdftotext)"),
    (b"PK\x03\x04", "this is a zip archive or an office document: give its text instead"),
)
"""First bytes of formats that people hand over by mistake. Source: RFC 1952, ISO 32000-1 §7.5.2, APPNOTE.TXT 4.3.7."""

_WIDE_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> str:
    """Return the text of UTF-8 bytes without a leading byte order mark, every other character unchanged.

    Raises ArticleError where the bytes are of another encoding, binary, or hold nothing but white space.
    """
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(message)
    if data.startswith(_WIDE_BOMS):
        raise ArticleError("the text is UTF-16 or UTF-32: convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)")
    if b"\0" in data:
        raise ArticleError("the file is binary (it holds NUL bytes): give a text in UTF-8")
    bom = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = data[bom:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = bom + error.start
        raise ArticleError(
            f"the text is not UTF-8 (byte 0x{data[at]:02x} at offset {at}): "
            "convert it first, for instance with iconv -f WINDOWS-1252 -t UTF-8"
        ) from None
    return filled(text)


def filled(text: str) -> str:
    """Return the text itself; raises ArticleError where it has no visible character or cannot be written as UTF-8."""
    if not text.strip():
        raise ArticleError("the article is empty: give a text with at least one sentence")
    if "\0" in text:
        raise ArticleError("the text holds a NUL character: give plain text")
    try:
        text.encode("utf-8")
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

"""Web pages to articles: the body by trafilatura, laid out as copy is, with what the page says of itself.

Never in it: the network. trafilatura is loaded with the first page, and is an extra: ``pip install summarizer[html]``.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from summarizer.domain.article import Article, ArticleMeta
from summarizer.errors import ArticleError
from summarizer.read.decoding import decoded, filled, within
from summarizer.read.rows import is_iso_date

MAX_PAGE_BYTES = 10_000_000
"""Largest page that is read, in bytes. Ours: pages with everything inlined reach some megabytes."""

_HEAD = 4_096
"""In how many bytes of a page its encoding is looked for. Source: HTML Standard §4.2.5.4 has 1,024; pages have more."""

_CHARSET = b"charset="


def article_of_page(data: bytes, *, path: str | None, max_bytes: int) -> Article:
    """Return the article that a page holds; raises ArticleError where there is none or no library to find it.

    The text is the title on a line of its own, then paragraphs, headings and list items with a blank line between
    them. Where page and text say the same field twice, the page's metadata stand. ``max_bytes`` bounds the text.
    """
    extraction = _library()
    page = _page_text(data)
    try:
        found = extraction(
            page, with_metadata=True, include_comments=False, include_tables=False, prune_xpath=["//template"]
        )
    except Exception as error:  # the vendor's border: hostile markup must be one article's error
        raise ArticleError(f"no article can be taken from this page ({type(error).__name__}): give its text") from error
    body = list(_blocks(found.body)) if found is not None and found.body is not None else []
    if not body:
        raise ArticleError("no article is found in this page: give its text as .txt or .jsonl")
    title = _one_line(found.title)
    if title and _one_line(body[0]) != title:
        body.insert(0, title)
    text = filled("\n\n".join(body) + "\n")
    within(len(text.encode("utf-8")), max_bytes)
    published = found.date if found.date and is_iso_date(found.date) else None
    meta = ArticleMeta(
        title=title,
        outlet=_one_line(found.sitename),
        author=_one_line(found.author),
        published=published,
        url=_web_address(found.url),
        path=path,
    )
    return Article.of(text, meta)


def looks_like_page(data: bytes) -> bool:
    """Tell whether bytes begin as a page does. Source: MIME Sniffing Standard §7.1, the commonest of its patterns."""
    start = data[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _library() -> Any:
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415  # a quarter of a second that texts spare
    except ImportError:
        raise ArticleError(
            "reading web pages needs trafilatura: pip install 'summarizer[html]', or give the article's text"
        ) from None
    return bare_extraction


def _page_text(data: bytes) -> str:
    """Return a page's characters: as its head says where that is an encoding and fits, else as any text."""
    head = data[:_HEAD].lower()
    at = head.find(_CHARSET)
    if at >= 0 and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = head[at + len(_CHARSET) :].lstrip(b"\"' ")[:40]
        end = next((place for place, byte in enumerate(name) if not (chr(byte).isalnum() or byte in b"-_.")), len(name))
        try:
            # Browsers read what says Latin-1 as Windows-1252. Source: Encoding Standard §4.2.
            codec = codecs.lookup(name[:end].decode("ascii")).name.replace("iso8859-1", "cp1252")
            return filled(data.decode(codec if codec != "utf-8" else "utf-8-sig").replace("\0", "\ufffd"))
        except (LookupError, UnicodeError, AttributeError):
            pass
    return decoded(data).text


def _blocks(body: Any) -> Iterator[str]:
    """Yield the texts of paragraphs, headings, quotations and list items in order; tables and pictures have none."""
    for element in body:
        match element.tag:
            case "p" | "head" | "item" | "ab":
                text = _one_line(_words(element))
                if text:
                    yield f"- {text}" if element.tag == "item" else text
            case "list" | "quote" | "div" | "section" | "body":
                loose = _one_line(element.text)
                if loose:
                    yield loose
                yield from _blocks(element)
            case _:
                continue


def _words(element: Any) -> str:
    """Return all text inside an element; a line break inside it is a space."""
    parts = [element.text or ""]
    for child in element:
        parts += [" " if child.tag in ("lb", "graphic") else "", _words(child), child.tail or ""]
    return "".join(parts)


def _one_line(text: str | None) -> str | None:
    """Return a text with its line breaks and runs of spaces as one space each, or None for nothing."""
    lines = " ".join((text or "").replace("\ufeff", "").replace("\t", " ").splitlines())
    return " ".join(part for part in lines.split(" ") if part) or None


def _web_address(url: str | None) -> str | None:
    """Return the address where it is one of the web: it is shown and linked later."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None

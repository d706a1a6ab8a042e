"""The HTML itself: one file for everything, or a file per article with an index beside them. Pure.

Law: the policy in the head allows the script and the style that stand in the file, by their hash, and nothing else: no
request, no frame, no form, no string as markup (Trusted Types). Data stand in blocks that no browser runs.
Source: CSP Level 3 §6.7; «Trusted Types» (W3C).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from summarizer.report.page.article import article_view
from summarizer.report.page.embed import embedded
from summarizer.report.page.entry import Entry, Keys, Missing
from summarizer.report.page.overview import Overview
from summarizer.report.page.words import Language, value_words
from summarizer.report.plain import plain, shorten

_TITLE_LENGTH = 100

OVERVIEW_SCRIPTS = ("core", "facets", "charts", "overview")
ARTICLE_SCRIPTS = ("text", "article")


@dataclass(frozen=True, slots=True)
class Files:
    """What a page is built of: its style, its scripts by name, the words of its interface."""

    style: str
    scripts: Mapping[str, str]
    words: Mapping[str, object]
    language: Language


def whole_page(entries: Iterable[Entry | Missing], files: Files) -> Iterator[str]:
    """Yield the parts of one file with all articles, in their order; only the table is kept in memory."""
    overview, keys = Overview(files.language), Keys()
    yield _head(files, _word(files, "title"), (*OVERVIEW_SCRIPTS, *ARTICLE_SCRIPTS, "main"))
    for entry in entries:
        if isinstance(entry, Missing):
            overview.miss(entry)
            continue
        key = keys.of(entry.brief.id)
        overview.add(entry, key)
        yield _data(f"a-{key}", article_view(entry, files.language))
    yield _data("index", overview.rows())
    yield _foot(files, (*OVERVIEW_SCRIPTS, *ARTICLE_SCRIPTS, "main"))


def split_pages(entries: Iterable[Entry | Missing], files: Files) -> Iterator[tuple[str, str]]:
    """Yield path and content of one file per article under ``a/``, and of ``index.html`` at the end."""
    overview, keys = Overview(files.language), Keys()
    for entry in entries:
        if isinstance(entry, Missing):
            overview.miss(entry)
            continue
        key = keys.of(entry.brief.id)
        overview.add(entry, key)
        names = ("core", *ARTICLE_SCRIPTS, "main")
        data = _data(f"a-{key}", article_view(entry, files.language))
        yield f"a/{key}.html", _head(files, entry.brief.headline, names) + data + _foot(files, names, only=key)
    index = (*OVERVIEW_SCRIPTS, "main")
    data = _data("index", overview.rows())
    yield "index.html", _head(files, _word(files, "title"), index) + data + _foot(files, index)


def policy(script: str, style: str) -> str:
    """Return the Content-Security-Policy that allows exactly this script and this style."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _script(files: Files, names: Iterable[str]) -> str:
    return "\n" + '"use strict";\n{\n' + "\n".join(files.scripts[name] for name in names) + "}\n"


def _word(files: Files, name: str) -> str:
    return str(files.words[name])


def _head(files: Files, title: str, names: Iterable[str]) -> str:
    content = policy(_script(files, names), files.style)
    return (
        f'<!doctype html>\n<html lang="{files.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(content)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(shorten(plain(title), _TITLE_LENGTH))}</title>\n"
        f"<style>{files.style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">{escape(_word(files, "skip"))}</a>\n'
        f'<header id="top"></header>\n<main id="main" tabindex="-1">\n'
        f"<noscript><p>{escape(_word(files, 'noscript'))}</p></noscript>\n</main>\n"
        '<footer id="foot"></footer>\n<div id="status" role="status" aria-live="polite"></div>\n'
    )


def _foot(files: Files, names: Iterable[str], only: str = "") -> str:
    words = {**value_words(files.language), "interface": files.words, "only": only}
    return f"{_data('words', words)}<script>{_script(files, names)}</script>\n</body>\n</html>\n"


def _data(name: str, value: object) -> str:
    return f'<script type="application/json" id="{name}">{embedded(value)}</script>\n'

"""The files of the page that people read: its style, its scripts, the words of its interface.

Law: a script is a list of top-level functions without «</»; what is read here is put into the page as it is. Never in
it: HTML, an article.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SCRIPTS = ("core", "facets", "charts", "overview", "text", "article", "main")
"""Names of the scripts; each stands on those before it."""


@dataclass(frozen=True, slots=True)
class PageFiles:
    """Style, scripts by name, words by name."""

    style: str
    scripts: dict[str, str]
    words: dict[str, object]


@cache
def page_files(language: str) -> PageFiles:
    """Return the files of a page in that language («fr», «en»); raises FileNotFoundError for another."""
    folder = files("summarizer.assets") / "page"
    return PageFiles(
        style=(folder / "page.css").read_text(encoding="utf-8"),
        scripts={name: (folder / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS},
        words=json.loads((folder / f"{language}.json").read_text(encoding="utf-8")),
    )

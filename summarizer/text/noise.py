"""Lines and sentences that are no part of an article, by the patterns of ``fr/structure.json``.

Never in it: what stands around a line; that is for ``segments`` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from summarizer.text.fold import visible
from summarizer.text.pack import table, word_set

_WORD = re.compile(r"\w+")
_LABEL_CHARS = 50
_NOISE_CHARS = 320
"""Characters that the patterns for short lines can cover at most, about: a whole paragraph is not tried."""


class _Lines(NamedTuple):
    """What lines of one kind look like; each expression is matched where the line begins, case aside.

    ``anchored``: those that read to the end of every line, asked only where a fixed string of theirs stands: 1 ms of
    the 25 ms that an article of 450 words took.
    """

    plain: re.Pattern[str]
    anchored: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]

    def fit(self, flat: str) -> bool:
        """Tell whether a line looks so."""
        if self.plain.match(flat) is not None:
            return True
        low = flat.lower()
        for anchors, regex in self.anchored:
            for anchor in anchors:
                if anchor in low:
                    if regex.match(flat) is not None:
                        return True
                    break
        return False


@cache
def _noise_lines() -> _Lines:
    structure = table("structure")
    cased = [f"(?-i:{structure[key]})" for key in ("slug_regex", "agency_sign_off_regex")]
    return _lines([entry for entry in structure["noise_patterns"] if "only" not in entry], cased)


def _lines(entries: list[dict[str, Any]], more: Sequence[str] = ()) -> _Lines:
    """Return the expressions of the entries, those without anchors as one."""
    plain = [entry["regex"] for entry in entries if "anchors" not in entry]
    anchored = [
        (tuple(entry["anchors"]), re.compile(entry["regex"], re.IGNORECASE)) for entry in entries if "anchors" in entry
    ]
    one = "|".join(f"(?:{pattern})" for pattern in (*plain, *more))
    return _Lines(re.compile(one, re.IGNORECASE), tuple(anchored))


@cache
def _short_regex(kind: str, adverts: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return the patterns for short lines and sentences of that kind, of the named ones alone where names are given."""
    entries = [entry for entry in table("structure")["noise_patterns"] if entry.get("only") == kind]
    patterns = [entry["regex"] for entry in entries if not adverts or entry["id"] in adverts]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)", re.IGNORECASE)


def _is_short_noise(flat: str, adverts: tuple[str, ...] = ()) -> bool:
    """Tell whether a short line or sentence is noise; the cheap questions first: its length, its first word."""
    if len(flat) > _NOISE_CHARS:
        return False
    first = _WORD.search(flat)
    worded = first is not None and first.group().lower() in word_set("structure", "opening_words")
    if worded and _short_regex("worded", adverts).match(flat):
        return True
    return _short_regex("short", adverts).match(flat) is not None


def is_noise(flat: str) -> bool:
    """Tell whether a flattened line belongs to no claim: what a site, a printer or a desk puts beside an article."""
    flat = visible(flat)
    return _noise_lines().fit(flat) or _is_short_noise(flat)


_ADVERTS = (
    "app",
    "app_tail",
    "see_also_bare",
    "reserved",
    "support",
    "support_note",
    "correction_note",
    "names_changed",
    "machine_made",
    "follow",
    "follow_more",
    "cookies",
    "desk_note",
    "reader_called",
    "printed_elsewhere",
    "greeting",
    "self_reference",
    "reader_invited",
    "paywall",
    "model_ordered",
    "model_told",
    "model_data",
    "page_reference",
    "readers_called",
    "sign_up_terms",
    "correction_lines",
    "help_and_warnings",
    "blocked",
    "legal_note",
)
_ORDERS = ("model_ordered", "model_told", "model_data")


@cache
def _advert_lines() -> _Lines:
    entries = table("structure")["noise_patterns"]
    return _lines([entry for entry in entries if entry["id"] in _ADVERTS and "only" not in entry])


def is_advert(flat: str) -> bool:
    """Tell whether a sentence inside a paragraph asks the reader to subscribe, follow or read on, or orders a model."""
    flat = visible(flat)
    return _advert_lines().fit(flat) or _is_short_noise(flat, _ADVERTS)


@cache
def _order_lines() -> _Lines:
    return _lines([entry for entry in table("structure")["noise_patterns"] if entry["id"] in _ORDERS])


def is_order(flat: str) -> bool:
    """Tell whether a flattened line or sentence speaks to a model that reads the article, and not to its readers."""
    return _order_lines().fit(visible(flat))


def is_pointer(flat: str) -> bool:
    """Tell whether a line is nothing but «À lire aussi»: titles of other articles stand right under it."""
    return _pointer().fullmatch(flat) is not None


@cache
def _pointer() -> re.Pattern[str]:
    return re.compile(table("structure")["pointer_regex"], re.IGNORECASE)


@cache
def _signer() -> tuple[re.Pattern[str], re.Pattern[str]]:
    signer, news = (table("structure")[key] for key in ("signer_regex", "in_the_news_regex"))
    return re.compile(signer, re.IGNORECASE), re.compile(news, re.IGNORECASE)


def signers(flat: str) -> set[str]:
    """Return the full names behind «Par» in a byline."""
    return {match["name"] for match in _signer()[0].finditer(flat) if " " in match["name"]}


def tells_of(flat: str, names: set[str]) -> bool:
    """Tell whether a paragraph says who one of the people is, and no news of them."""
    return any(name in flat for name in names) and _signer()[1].search(flat) is None


@cache
def _comment_label() -> re.Pattern[str]:
    return re.compile(table("structure")["comment_label_regex"], re.IGNORECASE)


def is_comment_label(flat: str) -> bool:
    """Tell whether readers' comments stand under a line: «3 commentaires»."""
    return len(flat) < _LABEL_CHARS and _comment_label().match(flat) is not None


@cache
def _who_wrote() -> re.Pattern[str]:
    return re.compile(table("structure")["who_wrote_regex"], re.IGNORECASE)


_SHORT_NAME = 3
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+ [A-ZÀ-Þ][\w'’-]+")


def tells_who_wrote(flat: str, rest: str) -> bool:
    """Tell whether a last paragraph says who wrote the article: somebody whom nothing else in it names, and no news.

    ``rest`` is the article without the paragraph.
    """
    if len(flat) > _NOISE_CHARS or _signer()[1].search(flat) is not None or _NEWS_DAY.search(flat) is not None:
        return False
    names = _FULL_NAME.findall(flat)
    if not names or _who_wrote().match(flat) is None or any(mark in flat for mark in '«»"“”'):
        return False
    return not any(len(part) > _SHORT_NAME and part in rest for name in names for part in name.split())


_NEWS_DAY = re.compile(r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)\b", re.IGNORECASE)

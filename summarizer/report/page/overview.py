"""All articles in one table: what is needed to sort, filter and draw them without opening one. Pure.

Names stand once, in ``names``, and rows point at them by place: two thousand articles are to stay a small file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summarizer.domain.brief import Brief, Number
from summarizer.report.page.entry import Entry, Missing
from summarizer.report.page.words import Language, amount, rule_line, whose
from summarizer.report.plain import plain, shorten
from summarizer.report.wording import names

_INPUT_LENGTH = 120
_PEOPLE = frozenset({"person", "organisation", "state", "state_body", "media", "group", "unknown"})
"""Kinds of actors that can act; places are no facet."""


class Overview:
    """The rows of the table, added one by one."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._names: list[str] = []
        self._known: dict[str, int] = {}
        self._rules: dict[str, str] = {}
        self._rows: list[dict[str, object]] = []
        self._numbers: list[list[object]] = []
        self._missing: list[list[str]] = []

    def add(self, entry: Entry, key: str) -> None:
        """Add the row of one brief; its page is found under the key."""
        brief, article = entry.brief, entry.brief.article
        levels = [0, 0, 0, 0, 0]
        for claim in brief.claims:
            levels[claim.hedging.level] += 1
        severities = [finding.severity for finding in brief.findings]
        sentences = brief.coverage.sentences
        rules = sorted({finding.rule for finding in brief.findings})
        self._rules |= {plain(rule): rule_line(rule, self._language) for rule in rules}
        sources = (source for claim in brief.claims for source in (*claim.sources, *claim.disputed_by))
        self._rows.append(
            {
                "key": key,
                "headline": plain(brief.headline),
                "outlet": plain(article.outlet or ""),
                "date": plain(article.published or ""),
                "input": shorten(entry.input or article.path or "", _INPUT_LENGTH),
                "engine": _engine(brief),
                "levels": levels,
                "severities": [severities.count(name) for name in ("error", "warning", "info")],
                "rules": [plain(rule) for rule in rules],
                "dropped": sum(fate.outcome == "dropped" for fate in entry.items),
                "cover": [sentences.cited, sentences.found],
                "actors": self._places(plain(actor.name) for actor in brief.actors if actor.kind in _PEOPLE),
                "sources": self._places(plain(source.name) for source in sources),
                "claims": [
                    [
                        *(plain(claim.id), claim.hedging.level, plain(claim.text)),
                        *(self._place(whose(claim, self._language)), names(claim.disputed_by)),
                    ]
                    for claim in brief.claims
                ],
            }
        )
        level_of = {claim.id: claim.hedging.level for claim in brief.claims}
        for number in brief.numbers:
            if number.claims and (number.low is not None or number.high is not None):
                self._numbers.append(self._number(number, len(self._rows) - 1, level_of))

    def miss(self, missing: Missing) -> None:
        """Add an article that has no brief."""
        self._missing.append([shorten(missing.input, _INPUT_LENGTH), plain(missing.message)])

    def rows(self) -> dict[str, object]:
        """Return all that was added, as JSON values."""
        return {
            "names": self._names,
            "rules": self._rules,
            "articles": self._rows,
            "numbers": self._numbers,
            "missing": self._missing,
        }

    def _number(self, number: Number, row: int, level_of: Mapping[str, int]) -> list[object]:
        """Return row, most reserved claim and its level, kind, unit, bounds, how it is written, what it measures."""
        known = [key for key in number.claims if key in level_of] or [""]
        claim = max(known, key=lambda key: level_of.get(key, 0))
        return [
            *(row, plain(claim), level_of.get(claim, 0), number.kind, plain(number.unit), number.low, number.high),
            *(amount(number, self._language), shorten(number.measures, 80)),
        ]

    def _place(self, name: str) -> int:
        """Return the place of a name; «L’agence» and «l'agence» are one, as the first is written."""
        place = self._known.setdefault(name.casefold().replace("’", "'"), len(self._names))
        if place == len(self._names):
            self._names.append(name)
        return place

    def _places(self, names: Iterable[str]) -> list[int]:
        return list(dict.fromkeys(self._place(name) for name in names if name))


def _engine(brief: Brief) -> str:
    made = brief.provenance
    return plain(f"{made.engine} {made.model_returned or made.model_requested or made.engine_version}")

"""Witnesses: who is quoted for what he lived through or feels, so that news behind his words is not his.

««On a eu peur», raconte une voisine. Deux hommes auraient forcé la porte.»: the second sentence is nobody's.
Never in it: officials and experts, whose words do carry on (``carry``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from summarizer.domain.analysis import Reading
from summarizer.text.pack import alternation, table, word_set
from summarizer.text.view import View


def only_witnessed(view: View, reading: Reading, before: Iterable[Reading]) -> bool:
    """Tell whether a statement is direct speech of somebody who holds no office and tells what he saw or feels.

    A quotation that only goes on with a speaker is asked about where he was named.
    """
    if reading.report_form != "direct" or len(reading.chain) != 1 or reading.chain[0].holder.kind == "media":
        return False
    if reading.carried_from is not None:
        there = [one for one in before if one.sentence == reading.carried_from and one.chain]
        return bool(there) and there[-1].carried_from is None and only_witnessed(view, there[-1], ())
    frame = _frame(view, reading)
    if _office().search(frame) is not None or _has_office(view, reading):
        return False
    return _witness().search(frame) is not None


def _frame(view: View, reading: Reading) -> str:
    """Return the words of a statement outside its quotations."""
    start, end = reading.statement.start, reading.statement.end
    kept = list(view.low[start:end])
    for quotation in view.quotations:
        for at in range(max(start, quotation.span.start), min(end, quotation.span.end)):
            kept[at - start] = " "
    return "".join(kept)


def _has_office(view: View, reading: Reading) -> bool:
    """Tell whether the article gives the speaker an office somewhere: «la maire, Ana Rol», «Ana Rol, préfète»."""
    surname = re.split(r"[ ,]", reading.chain[0].holder.name)[-1].lower()
    if len(surname) < 3 or not reading.chain[0].holder.name.rsplit(" ", 1)[-1][:1].isupper():
        return False
    for match in re.finditer(rf"\b{re.escape(surname)}\b", view.low):
        around = view.low[max(0, match.start() - 60) : match.end() + 30]
        clause = re.split(r"[.;:\"\n]", around[: len(around) - 30])[-1] + re.split(r"[.;:\"\n]", around[-30:])[0]
        if _office().search(clause) is not None:
            return True
    return False


@cache
def _office() -> re.Pattern[str]:
    words = (word_set("actors", "offices") | word_set("voices", "more_offices")) - word_set("voices", "witnesses")
    return re.compile(rf"\b(?:{alternation(words)})\b")


@cache
def _witness() -> re.Pattern[str]:
    people = alternation(word_set("voices", "witnesses"))
    return re.compile(rf"\b(?:{people})s?\b|{table('voices')['lived_regex']}")

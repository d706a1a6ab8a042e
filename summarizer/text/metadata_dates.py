"""Dates of publication as French copy writes them: ISO values, as exact as the text, and the labels before them.

Never in it: where in an article a date may stand.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.text.number_tables import fold_letters
from summarizer.text.pack import alternation, table

_FIRST_YEAR, _LAST_YEAR = 1800, 2100


@cache
def month_numbers() -> dict[str, int]:
    """Return the numbers of the months by their names and abbreviations, without accents."""
    names = [fold_letters(name).rstrip(".") for name in table("numbers")["times"]["months"]]
    return {name: next(n for n, full in enumerate(names, 1) if full.startswith(name)) for name in names}


@cache
def date_regex() -> re.Pattern[str]:
    """Return the pattern of dates, day first, for lines without accents and capitals; the year may be missing."""
    months = alternation(list(month_numbers()))
    weekdays = alternation(table("numbers")["times"]["weekdays"])
    return re.compile(
        rf"(?<![\w/.-])(?:(?:{weekdays})[ ,]{{1,2}})?(?:le )?(?:"
        rf"(?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d\d)(?:(?P=s1)(?P<d1>\d\d))?(?:t[\d:.]{{4,15}}(?:z|[+-][\d:]{{4,6}})?)?"
        rf"|(?P<d2>\d\d?) ?(?P<s2>[/.-]) ?(?P<m2>\d\d?) ?(?P=s2) ?(?P<y2>\d{{4}}|\d\d)"
        rf"|(?P<d3>\d\d?)(?:er)? ?(?P<m3>{months})\b\.?(?: (?P<y3>\d{{4}}))?"
        rf"|(?P<m4>{months})\b\.? (?P<y4>\d{{4}})|(?P<y5>\d{{4}}))(?![\w/]|-\d)"
    )


@cache
def label_regex() -> re.Pattern[str]:
    """Return the pattern of what stands before a date: groups «published» and «updated»."""
    groups = [(name, [fold_letters(word) for word in table("metadata")[name]]) for name in ("updated", "published")]
    return re.compile(r"\b(?:" + "|".join(f"(?P<{name}>{alternation(words)})" for name, words in groups) + r")\b")


def iso_of(match: re.Match[str]) -> str:
    """Return the ISO date, as exact as the text; empty where the year is not given in full or there is no such day."""
    of = match.groupdict()
    year = next((of[key] for key in ("y1", "y2", "y3", "y4", "y5") if of[key]), "")
    month = of["m1"] or of["m2"] or month_numbers().get(of["m3"] or of["m4"] or "", "")
    day = of["d1"] or of["d2"] or of["d3"]
    if len(year) != 4 or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return ""
    if not month:
        return year
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= _days(int(year), int(month))):
        return ""
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == 2 else 30 + (month + month // 8) % 2

"""Who signs and who prints: names of people, papers and agencies in one line of a byline, a dateline or a copyright.

Never in it: where in an article such a line may stand.
"""

from __future__ import annotations

import re
from functools import cache

from summarizer.text.fold import flatten
from summarizer.text.metadata_dates import month_numbers
from summarizer.text.name_kinds import known_places
from summarizer.text.number_tables import fold_letters
from summarizer.text.outlets import is_outlet
from summarizer.text.pack import alternation, table, word_set

_AGENCY_WORDS = 4
_UPPER = "A-ZÀ-ÖØ-ÞŒŠŽ"
CAPITALISED = rf"(?:[dDlLO]')?[{_UPPER}][^\W\d_]*(?:[-'][^\W\d_]+)*"
_INITIAL = rf"[{_UPPER}]h?\.(?:[ -]?[{_UPPER}]h?\.)*"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AND = re.compile(r"(?P<comma>, )| et | & ")
EDGES = " ,;.:-|()'\""


@cache
def metadata_regex(name: str, *, cased: bool = True) -> re.Pattern[str]:
    """Return a pattern of the table by its name."""
    return re.compile(table("metadata")[f"{name}_regex"], 0 if cased else re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    particles = alternation(table("names")["person_particles"])
    part = rf"(?:{particles}) |d'|{_INITIAL} ?|{CAPITALISED} "
    return re.compile(rf"(?:{_INITIAL} ?|{CAPITALISED} )(?:{part}){{0,4}}{CAPITALISED}(?![\w'])")


@cache
def _nobody() -> frozenset[str]:
    """Return the words that stand in no person's name."""
    tables = [
        ("metadata", "not_people"),
        ("metadata", "media_nouns"),
        ("actors", "org_words"),
        ("names", "place_nouns"),
    ]
    words = frozenset(word for name, key in tables for word in word_set(name, key))
    media = frozenset(word.lower() for word in table("names")["media_names"])
    return words | media | frozenset(table("numbers")["times"]["weekdays"]) | frozenset(month_numbers())


def is_person(name: str) -> bool:
    """Tell whether the words are a person's name: two capitals at least, and no word of a place, a body or a paper."""
    words = [word.group() for word in _WORD.finditer(name)]
    capitals = [word for word in words if word[0].isupper()]
    first = words[0].lower()
    if len(capitals) < 2 or max(map(len, capitals)) < 3 or name.lower() in known_places():
        return False
    if first in word_set("names", "not_names") and len(first) > 1:
        return False
    return not any(word.lower() in _nobody() or fold_letters(word) in _nobody() for word in words)


def _names(flat: str, at: int) -> int:
    """Return where the names of people that begin at an offset end; the offset where none does."""
    ends: list[int] = []
    comma = False
    while match := _name().match(flat, at):
        if not is_person(match.group()) or metadata_regex("photographer").match(flat[match.end() :].lower()):
            break
        ends.append(match.end())
        joint = _AND.match(flat, match.end())
        if joint is None:
            break
        comma, at = bool(joint.group("comma")), joint.end()
        if comma and " et " not in flat[at:]:
            break  # «Odile Fremont, Port Aubin»: only a list that ends with «et» is one
    return ends[-1] if ends else at


def byline_in(flat: str) -> tuple[int, int] | None:
    """Return where the names of a byline begin and end, one empty stretch where it names nobody; None for no byline."""
    place = metadata_regex("place_before_correspondent").match(flat)
    start = place.end() if place else 0
    labels = (metadata_regex(name, cased=False).match(flat[start:]) for name in ("correspondent", "byline"))
    label = next(filter(None, labels), None)
    if label is None:
        return None
    start += label.end()
    end = _names(flat, start)
    if end > start and not metadata_regex("after_names").match(flat[end:]):
        return start, start
    return start, end


def signature_in(flat: str) -> tuple[int, int] | None:
    """Return the names that stand alone on a line, with an agency, a place or an office behind them at most."""
    start = len(flat) - len(flat.lstrip(EDGES.replace("(", "")))
    end = _names(flat, start)
    stripped = flat[end:].rstrip(EDGES.replace(")", ""))
    if end == start or flat[start:end].isupper() or not metadata_regex("alone_tail").match(stripped):
        return None
    return start, end


def is_agency(name: str) -> bool:
    """Tell whether the name is that of an agency whose dispatches others print."""
    return name in word_set("metadata", "agencies")


def address_in(flat: str, *, alone: bool) -> str | None:
    """Return the site's address that the words are, alone or before a dash; no file's name and no platform's."""
    match = metadata_regex("address").match(flat)
    if match is None or bool(match.group("more")) is alone:
        return None
    *site, ending = match.group("site").split(".")
    platforms = {name.lower() for name in table("names")["platforms"]}
    return None if ending in word_set("metadata", "not_domains") or platforms & set(site) else match.group("site")


def is_no_rubric(name: str) -> bool:
    """Tell whether a name of a paper is one that no rubric has: «Le Courrier des Plateaux», not «Tribune»."""
    rest = re.sub(r"^(?:Le |La |Les |L')", "", flatten(name))
    if rest in word_set("names", "media_names"):
        return True
    return rest.count(" ") + rest.count("-") >= 1 and not rest.startswith(("Tribune", "Revue", "Magazine"))


def agency_of(match: re.Match[str], flat: str) -> str | None:
    """Return the agency in the brackets of a dateline: a known one, or one where no country or subject could stand."""
    name = (match.group("agency") or "").strip()
    low = name.lower()
    if is_agency(name):
        return name
    if not name[:1].isupper() or len(name.split()) > _AGENCY_WORDS or low in known_places():
        return None
    if low in word_set("metadata", "not_agencies") or not re.fullmatch(r"[\w.' -]+", name):
        return None
    if metadata_regex("credit").search(low):
        return None
    if match.group("date") or not match.group("place"):
        return name
    spoken_of = flat.count(name) - sum(flat.count(before + name) for before in ("à l'", "à ", "l'agence "))
    return name if spoken_of == 1 and (re.fullmatch(rf"[{_UPPER}]{{2,6}}", name) or is_outlet(name)) else None

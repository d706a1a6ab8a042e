"""What an article's own lines say of it: title, outlet, author, date of publication.

Read are short lines at the head and behind the last paragraph, and the dateline. Law: what the input gives stands; a
line that leaves a doubt gives nothing; a date or a name in a sentence of the body is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from summarizer.domain.analysis import Sentence
from summarizer.domain.article import Article
from summarizer.text.fold import flatten
from summarizer.text.metadata_dates import date_regex, iso_of, label_regex
from summarizer.text.metadata_names import (
    CAPITALISED,
    EDGES,
    address_in,
    agency_of,
    byline_in,
    is_agency,
    is_no_rubric,
    metadata_regex,
    signature_in,
)
from summarizer.text.number_tables import fold_letters
from summarizer.text.outlets import is_outlet
from summarizer.text.pack import table
from summarizer.text.view import View

_Role = Literal["published", "updated", "bare"]

_LONGEST_LINE, _DATELINE, _HEAD_PARAGRAPHS, _HEAD_LINES, _TAIL_LINES, _LAST_LINES = 200, 120, 2, 16, 12, 6
"""Characters of a line and of a dateline; paragraphs and lines that the head has, lines that the end has, at most."""
_SITE_WORDS, _TITLE_CHARS, _ALONE_CHARS = 4, 12, 40
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SEGMENT = re.compile(r"\s*[|•·]\s*| - ")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line beside the prose. ``text`` and ``flat`` have the same length.

    ``near`` is whether it stands where even a bare name or date signs the article; ``foreign`` whether it follows a
    pointer to another article.
    """

    text: str
    flat: str
    noise: bool
    head: bool
    near: bool
    foreign: bool = False
    dates: tuple[tuple[_Role, str], ...] = ()


def with_metadata(article: Article, view: View) -> Article:
    """Return the article with the metadata that its input does not give and its text does; text and id stay."""
    meta = article.meta
    title = next((sentence.span.text for sentence in view.sentences if sentence.kind == "title"), None)
    lines = _lines(view)
    changes = {
        "title": meta.title or (re.sub(r"\s*[\n\r\v\f\x85\u2028\u2029]\s*", " ", title) if title else None),
        "outlet": meta.outlet or _outlet(view, lines, flatten(title or "")),
        "author": meta.author or _author(view, lines),
        "published": meta.published or _published(view, lines),
    }
    return article.with_meta(**changes)


def _lines(view: View) -> list[_Line]:
    """Return the lines of the head and of the end that are no prose, in order."""
    body: list[int] = []
    paragraph, last = -1, -1
    for index, sentence in enumerate(view.sentences):
        if sentence.kind == "body":
            last = index
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                body.append(index)
    beyond = body[_HEAD_PARAGRAPHS] if len(body) > _HEAD_PARAGRAPHS else last
    near = body[1] if len(body) > 1 else last
    behind = body[-2] if len(body) > 1 else beyond
    lines = [
        _line(view.sentences[at], head=True, near=at < near) for at in _between(view.sentences, 0, beyond, _HEAD_LINES)
    ]
    for at in _between(view.sentences, max(behind, beyond), last, _HEAD_LINES):
        lines.append(_line(view.sentences[at], head=False, near=False))
    tail = list(_between(view.sentences, last + 1, len(view.sentences), _TAIL_LINES))
    rest = range(max(tail[-1] + 1 if tail else last + 1, len(view.sentences) - _LAST_LINES), len(view.sentences))
    foreign = False
    for at in [*tail, *rest]:
        line = _line(view.sentences[at], head=False, near=True, foreign=foreign or at in rest)
        foreign = foreign or _points_elsewhere(line.flat)
        lines.append(line)
    return [line for line in lines if line.flat and not (line.head and _points_elsewhere(line.flat))]


def _between(sentences: tuple[Sentence, ...], start: int, end: int, most: int) -> Iterator[int]:
    found = 0
    for at in range(start, end):
        if sentences[at].kind in ("noise", "heading"):
            found += 1
            if found > most:
                return
            yield at


def _line(sentence: Sentence, *, head: bool, near: bool, foreign: bool = False) -> _Line:
    text = sentence.span.text if len(sentence.span.text) <= _LONGEST_LINE else ""
    flat = flatten(text).replace("\n", " ").replace("\r", " ")
    line = _Line(text, flat, sentence.kind == "noise", head, near, foreign)
    return replace(line, dates=_dates(line)) if any(digit in flat for digit in "12") else line  # of a year


@cache
def _see_also() -> tuple[re.Pattern[str], ...]:
    entries = table("structure")["noise_patterns"]
    pointers = ("see_also", "see_also_bare", "on_topic")
    return tuple(re.compile(entry["regex"], re.IGNORECASE) for entry in entries if entry["id"] in pointers)


def _points_elsewhere(flat: str) -> bool:
    return any(regex.search(flat) for regex in _see_also())


def _published(view: View, lines: list[_Line]) -> str | None:
    """Return the date of publication, else of the dateline, else one standing alone, else of the last version."""
    found = [date for line in lines if not line.foreign for date in line.dates]
    labelled = next((value for role, value in found if role == "published"), None)
    if labelled is not None:
        return labelled or None  # a date without a year, or of no day, is not made up for by another
    dateline = _first_dateline(view)
    if dateline is not None:
        date = date_regex().search(fold_letters(dateline.group("before")))
        if date and len(iso_of(date)) == 10:
            return iso_of(date)
    bare = {value for role, value in found if role == "bare" and len(value) == 10}
    if len(bare) == 1 and _standalone(view) <= bare:
        return bare.pop()
    return next((value for role, value in found if role == "updated" and value), None) if not bare else None


def _dates(line: _Line) -> tuple[tuple[_Role, str], ...]:
    """Return the dates of a line that says when, by whom and where, each with what it is; none of prose."""
    low = fold_letters(line.flat)
    dates = list(date_regex().finditer(low))
    labels = list(label_regex().finditer(low)) if line.noise else []
    if not dates or not (labels or line.near):
        return ()
    rest = _without(line.flat, [match.span() for match in [*dates, *labels]])
    if metadata_regex("credit").search(rest.lower()):
        return ()
    if any(word.group()[0].islower() and fold_letters(word.group()) not in _glue() for word in _WORD.finditer(rest)):
        return ()
    if not labels and not _signs(rest):
        return ()
    found: list[tuple[_Role, str]] = []
    for date in dates:
        label = next((one for one in reversed(labels) if one.end() <= date.start()), None)
        role: _Role = "bare" if label is None else "updated" if label.group("updated") else "published"
        if role == "bare" and (date.group("y5") or date.group("y4")):
            continue
        found.append((role, iso_of(date)))
    if found and labels and found[0][0] == "bare":
        found[0] = ("published", found[0][1])  # «12 mars 2025, mis à jour le 13»
    return tuple(found)


@cache
def _glue() -> frozenset[str]:
    return frozenset(fold_letters(word) for word in table("metadata")["glue"])


def _without(flat: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        flat = flat[:start] + "|" * (end - start) + flat[end:]
    return flat


def _signs(rest: str) -> bool:
    """Tell whether what stands beside a bare date is a name, an outlet, an agency, a rubric or a place; or nothing."""
    for part in re.split(r"[|•·]+| - ", rest):
        bare = re.sub(r"^(?:[\W\d]|\bà\b)+|(?:\W|\d|\b(?:le|à)\b)+$", "", _TIME.sub(" ", part))
        if not bare or bare.isupper() or is_agency(bare) or is_outlet(bare):
            continue
        if byline_in(part) is not None or signature_in(part) or _PLACE.fullmatch(bare):
            continue
        return False
    return True


_TIME = re.compile(r"\b\d\d? ?[hH:] ?(?:\d\d)?")
_PLACE = re.compile(rf"{CAPITALISED}(?:[ -](?:de |du |la |le |sur |d')?{CAPITALISED}){{0,3}}(?: \([^)]*\)?)?")


def _standalone(view: View) -> set[str]:
    """Return the dates that stand alone on a line anywhere: where there are several, they are a chronology's."""
    found = set()
    for sentence in view.sentences:
        if sentence.kind in ("noise", "heading") and len(sentence.span.text) <= _ALONE_CHARS:
            match = date_regex().match(fold_letters(flatten(sentence.span.text)))
            if match and not match.group("y5"):
                found.add(iso_of(match))
    return {value for value in found if len(value) == 10}


def _segments(line: _Line) -> Iterator[tuple[str, str]]:
    """Yield the parts of a line between bars and dashes: as they stand, and flattened."""
    start = 0
    for match in _SEGMENT.finditer(line.flat):
        yield line.text[start : match.start()], line.flat[start : match.start()]
        start = match.end()
    yield line.text[start:], line.flat[start:]


def _author(view: View, lines: list[_Line]) -> str | None:
    """Return who signed: names behind «Par», else names that stand alone at the end, or beside the date at the head."""
    for line in lines:
        if line.noise and not line.foreign:
            for text, flat in _segments(line):
                found = byline_in(flat)
                if found and found[0] < found[1]:
                    return text[found[0] : found[1]].strip()
    for at, line in enumerate(lines):
        if not line.near or line.foreign or (line.head and not _beside_date(lines, at)):
            continue
        if metadata_regex("credit").search(line.flat.lower()):
            continue
        for text, flat in _dateless(line):
            signed = None if flat.rstrip().endswith(",") else signature_in(flat)  # «Belle Rive, le 12 mars» is a place
            if signed and _only_here(view, flat[signed[0] : signed[1]]):
                return text[signed[0] : signed[1]].strip()
    return None


def _dateless(line: _Line) -> Iterator[tuple[str, str]]:
    """Yield the parts of a line with a date in it cut off."""
    for text, flat in _segments(line):
        date = date_regex().search(fold_letters(flat))
        cut = date.start() if date else len(flat)
        yield text[:cut], flat[:cut]


def _beside_date(lines: list[_Line], at: int) -> bool:
    return any(line.dates for line in lines[max(at - 1, 0) : at + 2] if line.head)


def _only_here(view: View, name: str) -> bool:
    """Tell whether the article does not speak of the person: a name on a line of its own may be its subject."""
    return all(view.flat.count(person.split()[-1]) == 1 for person in re.split(r", | et | & ", name))


def _outlet(view: View, lines: list[_Line], title: str) -> str | None:
    """Return who printed the article, else which agency wrote it."""
    agency = None
    for line in lines:
        name = _printed(line, title)
        if name and not is_agency(name):
            return name
        agency = agency or name
    dateline = _first_dateline(view)
    return (agency_of(dateline, view.flat) if dateline else None) or agency


def _printed(line: _Line, title: str) -> str | None:
    """Return the outlet or agency that a line names as where the text comes from."""
    labelled = metadata_regex("outlet", cased=False).match(line.flat)
    if labelled:
        name = line.text[slice(*labelled.span("name"))].strip(EDGES)
        wanted = not (line.head if labelled.group("right") else line.foreign) and "/" not in name
        return name if wanted and (is_agency(name) or is_outlet(name) or address_in(name, alone=True)) else None
    address = None if line.foreign else address_in(line.flat, alone=False)
    if address:
        return address
    if title and len(title) >= _TITLE_CHARS and line.head and line.flat.startswith(title):
        site = metadata_regex("site").match(line.flat[len(title) :])
        if site and site.group(1)[0].isupper() and len(site.group(1).split()) <= _SITE_WORDS:
            return line.text[len(title) :][slice(*site.span(1))].strip()
    return _bare_outlet(line) if line.near and not line.foreign else None


def _bare_outlet(line: _Line) -> str | None:
    """Return the outlet or agency that stands alone on its line, or beside a date; after «par» an agency."""
    if metadata_regex("credit").search(line.flat.lower()):
        return None
    dated = bool(line.dates)
    for text, flat in _dateless(line):
        bare = flat.strip(EDGES)
        byline = metadata_regex("byline", cased=False).match(bare)
        name = bare[byline.end() :] if byline else bare
        at = flat.find(name)
        if name and is_agency(name) and (byline or dated or not line.head):
            return text[at : at + len(name)]
        if name and not byline and not name.isupper() and is_outlet(name) and is_no_rubric(name):
            return text[at : at + len(name)]
    return None


def _first_dateline(view: View) -> re.Match[str] | None:
    """Return the dateline before the first paragraph of prose, or on a line of the head."""
    for sentence in view.sentences[:_HEAD_LINES]:
        if sentence.kind == "title":
            continue
        start = sentence.span.start
        match = metadata_regex("dateline").match(view.flat[start : start + _DATELINE].split("\n", 1)[0])
        if match and _is_dateline(match):
            return match
        if sentence.kind == "body":
            return None
    return None


def _is_dateline(match: re.Match[str]) -> bool:
    """Tell whether the match is a dateline: an agency stands in its brackets, or a date behind a place in capitals."""
    place, agency = match.group("place") or "", match.group("agency") or ""
    if fold_letters(place) in table("numbers")["times"]["weekdays"]:
        return False
    return agency[:1].isupper() or (place.isupper() and bool(agency or match.group("date")))

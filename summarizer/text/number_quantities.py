"""Quantities: one figure with its unit, or two of them as a range, before the words that bound them are looked at.

«dix jours à un mois», «entre 20 et 30», «2 à 3 millions», «deux heures et dix minutes». A range whose sides have
different units of one dimension is brought to the smaller one. Never in it: the bound, the kind, the counted noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.text import number_blocks as blocks
from summarizer.text import number_phrases as phrases
from summarizer.text.number_figures import Figure, Number, read_figure, tidy
from summarizer.text.number_fractions import read_quarters
from summarizer.text.number_phrases import Left, Measure
from summarizer.text.number_tables import NumberTables, Unit
from summarizer.text.number_words import leading_factor, word_at

LINK = re.compile(
    r"(?: (?:(?:jusqu')?à|ou|et) (?:(?:environ|quelque|plus de) )?|,? voire (?:meme )?| ?- ?)(?=-?[0-9a-z])"
)
_BY = re.compile(r" ?[x×] ?(?=[0-9])| sur (?=[0-9])")
_MINUS = re.compile(r"-(?=[0-9])|moins (?!de |d'|que )")
_NO_MINUS = frozenset({"du", "le", "la", "les", "ou", "en"})
"""Words before «moins» after which it takes nothing below zero: «le moins», «plus ou moins»."""
_RANKS = re.compile(r" et l[ea] (?=[0-9a-z])")
_PART = re.compile(r" (?:et )?(?=[0-9a-z])")


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its flattened and folded forms, code point for code point, and the tables."""

    text: str
    flat: str
    low: str
    t: NumberTables


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure or two with their unit: what a mention is made of before its bound is known."""

    start: int
    end: int
    low: Number
    high: Number
    figure: Figure
    unit: Unit | None = None
    ranged: bool = False


def read_quantity(page: Page, figure: Figure, measure: Measure | None, left: Left) -> Quantity | int:
    """Return the quantity, widened to a range where a second figure goes on, or the end of a score."""
    low, t = page.low, page.t
    single = _compound(page, figure, measure)
    if figure.form == "ordinal" and left.phrase(2) in ("entre le", "entre la"):
        return _ranks(page, figure) or single
    if figure.form not in ("digits", "words", "group", "fraction"):
        return single
    if measure is None and left.last(1) in t.named_scales:
        return single  # «de magnitude 6,4 à 10 km de profondeur»
    link = LINK.match(low, single.end)
    if link is None and measure is None and (by := _BY.match(low, single.end)):
        return _shared_unit(page, single, by)
    between = left.last(2 if left.last(1) in ("-", "moins") else 1) == "entre"
    if link is None or (" et " in link.group() and not between):
        return _hyphened(page, figure, measure, _shared_unit(page, single, link))
    minus = _MINUS.match(low, link.end())
    second = read_figure(low, page.flat, minus.end() if minus else link.end(), "", t)
    if isinstance(second, int) or second.form not in ("digits", "words", "group", "fraction"):
        return _hyphened(page, figure, measure, single)
    other = phrases.read_unit(low, page.flat, second, t)
    if other is None and second.form == "digits" and low[second.end : second.end + 1].isalnum():
        return _hyphened(page, figure, measure, single)
    stop = _other_reading(page, (figure, measure), (second, other), link.group(), left)
    if stop is not None:
        return _before_change(single, measure, (second, other)) if stop == 0 else stop
    ends = measure or other
    start = sign_start(low, figure, second.end, ends.unit if ends else None, left)
    signs = (-1 if start < figure.start else 1, -1 if minus else 1)
    both = _both(page, (figure, measure), (second, other), signs)
    return replace(both, start=start) if both else single


def _ranks(page: Page, figure: Figure) -> Quantity | int | None:
    """Return the ranks of «entre le dixième et le quinzième», the end of what they name, or None where none follow."""
    link = _RANKS.match(page.low, figure.end)
    second = read_figure(page.low, page.flat, link.end(), "", page.t) if link else 0
    if not isinstance(second, Figure) or second.form != "ordinal" or not figure.low < second.low:
        return None
    if word_at(page.low, second.end + 1) in page.t.names_after_rank:
        return second.end
    return Quantity(figure.start, second.end, figure.low, second.low, second, ranged=True)


def _before_change(single: Quantity, measure: Measure | None, two: tuple[Figure, Measure | None]) -> Quantity:
    """Return «3» of «passe de 3 à 3,5 milliards d'euros» with the scale and unit that the second figure names."""
    second, other = two
    scale = second.scale * (other.factor if other else 1)
    if measure is not None or single.figure.scale != 1 or (other and other.unit.factor != 1):
        return single
    if scale >= 1000000 and second.form == "digits" and 0 < single.low < 1000:
        single = replace(single, low=tidy(single.low * scale), high=tidy(single.high * scale))
    return replace(single, unit=other.unit) if other else single


def _hyphened(page: Page, figure: Figure, measure: Measure | None, single: Quantity) -> Quantity | int:
    end = blocks.hyphened_end(page.low, figure) if measure is None else None
    return end if end is not None else single


def _other_reading(
    page: Page, one: tuple[Figure, Measure | None], two: tuple[Figure, Measure | None], link: str, left: Left
) -> int | None:
    """Return the end of a score, 0 where the two figures stand alone, or None where they are a range."""
    (figure, measure), (second, other) = one, two
    low, flat, t = page.low, page.flat, page.t
    noun = phrases.noun_like(low, flat, second.end, second.low, t)
    small = figure.scale == second.scale == 1 and max(figure.low, second.low) <= 99
    bare = measure is None and other is None
    if "-" in link and bare and (not noun or (small and blocks.sporting(low, figure.start, second.end, t))):
        return second.end
    if " à " in link and bare and small and blocks.sporting(low, figure.start, second.end, t):
        return second.end if not noun or second.low < figure.low else None
    if blocks.date_end(low, second, Left((), False), t) is not None:
        return 0
    if bare and not noun and " ou " in link and second.whole and second.low < figure.low:
        return 0
    verb = left.last(2)
    if " à " in link and left.last(1) == "de":
        moved = any(word in t.moves for _, word in left.words[-6:-2])  # «porter son dividende de 1,05 à 1,20 euro»
        return 0 if moved or (verb.startswith(t.change_verbs) and len(verb) < 12) else None
    return None


def _shared_unit(page: Page, single: Quantity, link: re.Match[str] | None) -> Quantity:
    """Return «5» of «5 et 7 %» with the unit that the second figure names for both."""
    if link is None or single.unit is not None or single.figure.form != "digits":
        return single
    second = read_figure(page.low, page.flat, link.end(), "", page.t)
    other = phrases.read_unit(page.low, page.flat, second, page.t) if isinstance(second, Figure) else None
    if other is None or other.unit.kind not in ("percent", "duration", "distance") or other.unit.factor != 1:
        return single
    return replace(single, unit=other.unit)


def sign_start(low: str, figure: Figure, end: int, unit: Unit | None, left: Left) -> int:
    """Return where «-» or «moins» before the figure begins and makes it negative, else where the figure begins.

    A hyphen inside a word and a dash that opens a list item are none; «moins» takes the words for money, shares and
    degrees below zero, and figures that nothing else stands before.
    """
    start = figure.start
    nearest = left.last(1)
    if nearest not in ("-", "moins"):
        return start
    before, ahead = low[start - 1 : start], low[start - 2 : start - 1]
    lasting = unit is not None and unit.kind == "duration"
    if before == "-" and not lasting and (figure.whole or unit) and (ahead in (" ", "(") or ahead in ("", '"', "\n")):
        opens = ahead in ("", "\n") and unit is None and not _alone(low, end)
        return start if opens else start - 1
    if nearest == "-" and before == " " and left.start(1) == start - 2:
        opens = low[start - 3 : start - 2] in ("", "\n")
        degrees = unit is not None and unit.code in ("°C", "°F")
        return start - 2 if left.bound is None and (degrees or (opens and _alone(low, end))) else start
    if nearest != "moins" or left.bound is not None or not left.adjacent or left.last(2) in _NO_MINUS:
        return start
    below = unit is not None and (unit.kind in ("money", "percent") or unit.code in ("°C", "°F"))
    exact = unit is None and (len(left.words) == 1 or figure.scale >= 1000000 or isinstance(figure.low, float))
    return left.start(1) if below or exact else start


def _alone(low: str, end: int) -> bool:
    return low[end : end + 1] in ("", "\n")


def _both(
    page: Page, one: tuple[Figure, Measure | None], two: tuple[Figure, Measure | None], signs: tuple[int, int]
) -> Quantity | None:
    """Return the range of two figures, in the smaller of their units, or None where they make none."""
    (figure, measure), (second, other) = one, two
    first, last = figure.low, second.high
    unit, end = (other.unit, other.end) if other else (None, second.end)
    last = last * other.factor if other else last
    if measure is not None and unit is None and measure.unit.kind != "money":
        return None
    if measure and unit is None:
        unit = measure.unit
    scale = second.scale * (other.factor if other else 1)
    if measure is None and figure.scale == 1 and scale > 1 and 0 < first < second.mantissa:
        first = first * scale
    elif measure is None and figure.whole.isdigit() and len(second.whole) > len(figure.whole) and figure.scale == 1:
        mantissa, thousand = leading_factor(int(second.low))
        if thousand == 1000 and not second.whole.isdigit() and first < mantissa <= first * 5:
            first = first * thousand
    first = first * (measure.factor if measure else 1)
    if unit is not None:
        sides = _same_unit(first, measure.unit if measure else unit, last, unit, page.t)
        if sides is None:
            return None
        first, last, unit = sides
    if min(signs) < 0:
        first, last = sorted((first * signs[0], last * signs[1]))
    if not first < last:
        return None
    return Quantity(figure.start, end, tidy(first), tidy(last), second, unit, ranged=True)


def _same_unit(
    first: Number, left: Unit, last: Number, right: Unit, t: NumberTables
) -> tuple[Number, Number, Unit] | None:
    """Return both sides in the smaller of their units, or None where they measure different things."""
    first, last = first * left.factor, last * right.factor
    if left.code == right.code and left.kind == right.kind:
        return first, last, replace(right, factor=1)
    if down := t.smaller.get((left.code, right.code)):
        return first * down, last, replace(right, factor=1)
    if down := t.smaller.get((right.code, left.code)):
        return first, last * down, replace(left, factor=1)
    days = t.smaller.get((left.code, "day")), t.smaller.get((right.code, "day"))
    if days[0] and days[1]:
        return first * days[0], last * days[1], replace(right, code="day", factor=1)
    return None


def _compound(page: Page, figure: Figure, measure: Measure | None) -> Quantity:
    """Return one figure with its unit, with «et demi» and «deux heures et dix minutes» taken in."""
    low, t = page.low, page.t
    if measure is None:
        return Quantity(figure.start, figure.end, figure.low, figure.high, figure)
    unit, end = measure.unit, measure.end
    factor = measure.factor * unit.factor
    least, most = tidy(figure.low * factor), tidy(figure.high * factor)
    bare = unit if unit.factor == 1 else replace(unit, factor=1)
    one = Quantity(figure.start, end, least, most, figure, bare)
    minutes = blocks.MINUTES.match(low, figure.end) if unit.code == "h" and figure.scale == 1 else None
    if minutes and minutes[2]:
        least = tidy(least * 3600 + int(minutes[1]) * 60 + int(minutes[2]))
        return replace(one, end=minutes.end(), low=least, high=least, unit=replace(unit, code="s", factor=1))
    if minutes:
        least = tidy(least * 60 + int(minutes[1]))
        return replace(one, end=minutes.end(), low=least, high=least, unit=replace(unit, code="min", factor=1))
    quarters = read_quarters(low, end)
    if quarters and figure.scale == 1:
        least = tidy(least + quarters[0] * unit.factor)
        return replace(one, end=quarters[1], low=least, high=least)
    part = _PART.match(low, end)
    second = read_figure(low, page.flat, part.end(), "", t) if part and figure.scale == 1 else 0
    if not isinstance(second, Figure) or second.form not in ("digits", "words") or second.scale != 1:
        return one
    other = phrases.read_unit(low, page.flat, second, t)
    if other is None:
        cents = (unit.kind == "money" or unit.code in ("m", "min", "s")) and len(second.whole) == 2
        if not cents or low.startswith(" et", end) or phrases.noun_like(low, page.flat, second.end, second.low, t):
            return one
        if unit.code == "min":
            least = tidy(least * 60 + second.low)
            return replace(one, end=second.end, low=least, high=least, unit=replace(unit, code="s", factor=1))
        least = tidy(least + second.low / 100)
        return replace(one, end=second.end, low=least, high=least)
    cents = low[second.end + 1 : other.end] in t.cents and unit.kind == "money" and second.low < 100
    if cents and unit.code:
        least = tidy(least + second.low / 100)
        return replace(one, end=other.end, low=least, high=least)
    down = t.smaller.get((unit.code, other.unit.code)) if unit.kind == "duration" else None
    if down is None or second.low * other.unit.factor >= down:
        return one
    least = tidy(least * down + second.low * other.unit.factor)
    return replace(one, end=other.end, low=least, high=least, unit=replace(other.unit, factor=1))

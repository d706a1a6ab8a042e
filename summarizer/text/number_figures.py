"""One figure: digits, words, «une vingtaine», «dizaines de milliers», «deux tiers», «3e», at one place of the text.

It says what the characters are worth, never what they count nor whether they are a quantity at all: dates and names
are told apart in ``number_blocks``, units and bounds in ``number_phrases``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.text.number_fractions import read_fraction, read_mixed, read_of_scale, split_mixed
from summarizer.text.number_tables import NumberTables
from summarizer.text.number_words import (
    joined,
    leading_factor,
    read_cardinal,
    read_decimals,
    read_half,
    read_ordinal,
    read_scale,
    word_at,
)

Number = int | float
Form = Literal["digits", "words", "group", "order", "fraction", "ordinal"]

_DIGITS = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<sep>[ .'])[0-9]{3}(?:(?P=sep)[0-9]{3}){0,4}(?![0-9])"
    r"|[0-9]{1,3}(?:,[0-9]{3}){2,4}(?![0-9])|[0-9]+)"
    r"(?P<rest>,[0-9]+|\.[0-9]+)?"
)
_RANK = re.compile(r"(?:ers?|e?res?|i?emes?|es?|nde?s?)(?!\w)")
_SHARE = re.compile(r" (?:sur (?=\w)|pour (?=1(?:00|[ .']?000|0[ .']?000|00[ .']?000)(?!\w)))")
_SLASHED = re.compile(r"([1-9])/([2-9]|10)(?![\w/.,]\w|\w|/)")
_DEMI = re.compile(r"(?:(une?)[ -])?demi[ -]e?(?=[^\W\d_])")
_HUNDREDS = re.compile(r" cent(?![\w-])")
_HALF_UNITS = re.compile(
    r"(?:heure|journee|siecle|douzaine|dizaine|million|milliard|millier|tonne|litre|kilo|annee|point|kilometre|metre"
    r"|degre|gramme|hectare|dollar|euro)s?\b"
)
_COUNTED_BEFORE = re.compile(
    r"\ben (?:[^\W\d_]+ ){1,3}$|\bdont $"
    r"|\b(?:ils|elles|nous|vous) (?:ne |n')?(?:sont|serai|etai|fur|somm|et)[^\W\d_]* (?:pas |plus )?$"
)
_COUNTED_ON = re.compile(r" (?:ont|sont|etaient|seraient|avaient|auraient|seront)\b")
"""What shows that «une quarantaine» without «de» counts: «il y en aurait …», «ils étaient …», «… ont perdu»."""
MAX_DIGITS = 15
"""More digits than a float holds exactly (IEEE 754: 2**53) are an identifier, no quantity."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Characters worth a number. ``mantissa * scale == low`` where a scale word or round words end it, else scale 1.

    ``whole`` is the digits as written where form is digits, to tell «2023» from «2 023».
    """

    start: int
    end: int
    low: Number
    high: Number
    form: Form
    mantissa: Number
    scale: int = 1
    whole: str = ""


def tidy(value: Number) -> Number:
    """Return the value as an int where it is integral, floating noise of a product removed."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.12g}")
    return int(rounded) if rounded.is_integer() else value if abs(value) < 1 else rounded


def _digits(low: str, flat: str, start: int, previous: str, t: NumberTables) -> Figure | int:
    match = _DIGITS.match(low, start)
    if match is None:
        return start + 1
    whole, rest, end = match["whole"], match["rest"] or "", match.end()
    plain = "".join(character for character in whole if character.isdigit())
    if not rest and low[start - 1 : start] == "," and low[start - 2 : start - 1] in ("", "\n"):
        value = float(f"0.{plain[:MAX_DIGITS]}")
        return Figure(start - 1, end, value, value, "digits", value, whole=plain) if plain.strip("0") else end
    if len(plain) > MAX_DIGITS or (len(plain) > 1 and plain[0] == "0" and not rest):
        return end
    if match["sep"] and whole[0] == "0":
        return end
    sliced = _SLASHED.match(low, start)
    if sliced and int(sliced[1]) < int(sliced[2]):
        share = int(sliced[1]) / int(sliced[2])
        return Figure(start, sliced.end(), share, share, "fraction", share)
    number: Number = float(f"{plain}.{rest[1:]}") if rest else int(plain)
    if not math.isfinite(number) or len(rest) > MAX_DIGITS:
        return end
    rank = _RANK.match(low, end) if not rest else None
    if rank:
        return Figure(start, rank.end(), int(plain), int(plain), "ordinal", int(plain), whole=whole)
    number = tidy(number)
    figure = Figure(start, end, number, number, "digits", number, whole=whole)
    return _mixed(low, _scaled(low, flat, figure, t), previous, t)


def _scaled(low: str, flat: str, figure: Figure, t: NumberTables) -> Figure:
    scale, end = read_scale(low, figure.end, t)
    more, last = read_scale(low, end, t) if scale == 1000 else (1, end)
    scale, end = scale * more, last
    if scale == 1:
        scale, end = _suffix(flat, figure, t)
    if scale == 1:
        return figure
    value = tidy(figure.low * scale)
    return replace(figure, end=end, low=value, high=value, scale=scale)


def _suffix(flat: str, figure: Figure, t: NumberTables) -> tuple[int, int]:
    """Return the factor of «k», «M», «Mds», «cent» after digits and its end, or (1, end)."""
    match = t.suffix.match(flat, figure.end)
    if match is None or not match.lastgroup:
        hundreds = isinstance(figure.low, int) and figure.low > 1 and _HUNDREDS.match(flat, figure.end)
        return (100, hundreds.end()) if hundreds else (1, figure.end)
    word = match[match.lastgroup]
    if figure.form != "digits" or (isinstance(figure.low, int) and figure.low < t.suffix_least.get(word, 0)):
        return 1, figure.end
    return t.suffixes[word], match.end()


def _mixed(low: str, figure: Figure, previous: str, t: NumberTables) -> Figure:
    """Widen a whole number to «cinq et un quart», «3 millions et demi» where the words go on like that."""
    if low.startswith((" demi-", " demi "), figure.end):
        half = _demi(low, low, figure.end + 1, t)
        if half is None or half.form != "words" or half.scale > 1 or figure.scale > 1:
            return figure
        value = tidy(figure.low * half.low)
        return replace(figure, end=half.end, low=value, high=value, mantissa=value)
    big = figure.scale >= 1000000
    if previous == "entre" or not (big or (figure.scale == 1 and isinstance(figure.low, int))):
        return figure
    extra = read_mixed(low, figure.end, t)
    if extra is None:
        return figure
    value = tidy(figure.low + extra[0] * (figure.scale if big else 1))
    return replace(figure, end=extra[1], low=value, high=value, mantissa=tidy(value / figure.scale))


def _fraction(low: str, start: int, cardinal: tuple[int, int], previous: str, t: NumberTables) -> Figure | None:
    value, end = cardinal
    split = split_mixed(low, start, end, value, t)
    if split and previous != "entre":
        return Figure(start, split[1], split[0], split[0], "fraction", split[0])
    found = read_fraction(low, start, end, value, t)
    if found is None:
        return None
    share, stop = found
    scale, last = read_of_scale(low, stop, t)
    worth = tidy(share * scale) if scale > 1 else share
    return Figure(start, last, worth, worth, "words" if scale > 1 else "fraction", share, scale)


def _group(low: str, start: int, end: int, value: Number, t: NumberTables) -> Figure | None:
    after = joined(low, end)
    word = word_at(low, after) if after > 0 else ""
    if word in t.group_adjectives:
        after = joined(low, after + len(word))
        word = word_at(low, after) if after > 0 else ""
    base, stop = t.groups.get(word, 0), after + len(word)
    if not base or (word in t.groups_with_de and not _counts(low, start, stop)):
        return None
    scale, stop = _group_tail(low, stop, t)
    half = read_half(low, stop) if scale == 1 else -1
    mantissa, stop = (value + 0.5, half) if half > 0 else (value, stop)
    worth = tidy(mantissa * base * scale)
    return Figure(start, stop, worth, worth, "group", tidy(mantissa), base * scale)


def _counts(low: str, start: int, stop: int) -> bool:
    """Tell whether «une quarantaine», «une quinzaine» is a number there, and no isolation, no fortnight."""
    if low.startswith((" de ", " d'"), stop) or _COUNTED_ON.match(low, stop):
        return True
    return _COUNTED_BEFORE.search(low, max(0, start - 40), start) is not None


def _group_tail(low: str, end: int, t: NumberTables) -> tuple[int, int]:
    if low.startswith(" de ", end):
        word = word_at(low, end + 4)
        if word in t.group_tails:
            return t.group_tails[word], end + 4 + len(word)
    return 1, end


def _order(low: str, start: int, word: str, t: NumberTables) -> Figure | None:
    tail, stop = _group_tail(low, start + len(word), t)
    base = t.orders[word] * tail
    return Figure(start, stop, base, base * 10, "order", 1, base)


def _demi(low: str, flat: str, start: int, t: NumberTables) -> Figure | None:
    match = _DEMI.match(low, start)
    if match is None:
        return None
    at = match.end() - (1 if low[match.end() - 1] == "e" else 0)
    if not _HALF_UNITS.match(low, at):
        return None
    half = Figure(start, at - 1, 0.5, 0.5, "words", 0.5)
    word = word_at(low, at)
    if word in t.groups:
        scale, stop = _group_tail(low, at + len(word), t)
        value = tidy(t.groups[word] * scale / 2)
        return Figure(start, stop, value, value, "group", 0.5, t.groups[word] * scale)
    return _scaled(low, flat, half, t)


def _bare_noun(low: str, start: int, word: str, previous: str, t: NumberTables) -> Figure | None:
    stop = start + len(word)
    if word == "moitie":
        if previous == "à":
            return None  # «à moitié vide»
        begin = start - len(previous) - 1 if previous in t.fraction_articles else start
        return Figure(begin, stop, 0.5, 0.5, "fraction", 0.5)
    if word in t.multiples and previous in ("le", "du", "au"):
        closed = low[stop : stop + 1] in ("", ".", ",", ";", ")", "\n") or low.startswith(
            (" de ", " des ", " du ", " d'"), stop
        )
        begin = start - 3 if previous == "le" else start
        return (
            Figure(begin, stop, t.multiples[word], t.multiples[word], "fraction", t.multiples[word]) if closed else None
        )
    if word in t.orders and previous in t.order_words:
        return _order(low, start, word, t)
    if word in t.groups and not word.endswith("s") and low.startswith((" de ", " d'"), stop):
        if previous not in ("la", "le", "cette", "ce", "quelque", "sa", "leur"):
            return None
        scale, stop = _group_tail(low, stop, t)
        worth = t.groups[word] * scale
        return Figure(start, stop, worth, worth, "group", 1, worth)
    parts = t.fractions.get(word, 0)
    if parts and low.startswith(" de ", stop) and word_at(low, stop + 4) in t.no_fraction_before:
        return None
    if parts and previous == "le" and low.startswith((" de ", " des ", " du ", " d'"), stop):
        return Figure(start - 3, stop, 1 / parts, 1 / parts, "fraction", 1 / parts)
    if word == "quart" and low.startswith(" de ", stop):
        unit = t.unit_words.get(word_at(low, stop + 4))
        if unit and unit.kind == "other":
            return Figure(start, stop, 0.25, 0.25, "fraction", 0.25)
    return None


def _words(low: str, flat: str, start: int, previous: str, t: NumberTables) -> Figure | int:
    word = word_at(low, start)
    demi = _demi(low, flat, start, t) if word in ("un", "une", "demi") else None
    if demi:
        return demi
    cardinal = read_cardinal(low, start, t)
    ordinal = read_ordinal(low, start, t, known=cardinal)
    if cardinal and (fraction := _fraction(low, start, cardinal, previous, t)):
        return fraction
    if ordinal and (cardinal is None or ordinal[1] > cardinal[1]):
        return Figure(start, ordinal[1], ordinal[0], ordinal[0], "ordinal", ordinal[0])
    if cardinal is None:
        return _bare_noun(low, start, word, previous, t) or start + len(word)
    value, end = cardinal
    decimals = read_decimals(low, end, t)
    if decimals:
        number = tidy(value + decimals[0])
        return _scaled(low, flat, Figure(start, decimals[1], number, number, "words", number), t)
    group = _group(low, start, end, value, t)
    if group:
        return group
    mantissa, scale = leading_factor(value)
    figure = Figure(start, end, value, value, "words", mantissa, scale)
    if not low.startswith((" et ", " demi"), end):
        return figure
    if scale < 1000000:
        mixed = _mixed(low, replace(figure, scale=1), previous, t)
        return mixed if mixed.end > end else figure
    return _mixed(low, figure, previous, t)


def _share(low: str, figure: Figure, t: NumberTables) -> Figure:
    """Widen «un» or «3» to «un sur trois», «neuf Français sur dix» where the words go on like that."""
    if figure.scale != 1 or not isinstance(figure.low, int) or figure.low >= 100:
        return figure
    end = figure.end
    for _ in range(3):
        over = _SHARE.match(low, end)
        if over:
            break
        after = joined(low, end)
        if after < 0 or not (word := word_at(low, after)) or word in t.stop or low[end] == "-":
            return figure
        end = after + len(word)
    else:
        return figure
    base = _digits_or_words(low, over.end(), t)
    if base is None or not figure.low < base[0] or base[0] < 2 or (base[0] > 1000 and base[0] % 10000):
        return figure
    noun = word_at(low, base[1] + 1) if low.startswith(" ", base[1]) else ""
    each = over.group() == " pour "
    if noun and not each and noun not in t.stop and (noun.endswith("s") or singular_unit(noun, t)):
        return figure
    share = figure.low / base[0]
    return Figure(figure.start, base[1], share, share, "fraction", share, whole=low[figure.end : over.start()].strip())


def singular_unit(word: str, t: NumberTables) -> bool:
    """Tell whether the word is a unit of the table, singular or plural."""
    return word in t.unit_words or word.rstrip("sx") in t.unit_words


def _digits_or_words(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    match = _DIGITS.match(low, position)
    if match:
        plain = "".join(character for character in match["whole"] if character.isdigit())
        glued = low[match.end() : match.end() + 1]
        whole = len(plain) <= 6 and not match["rest"] and not (glued.isalnum() or glued == "-")
        return (int(plain), match.end()) if whole else None
    return read_cardinal(low, position, t)


def read_figure(low: str, flat: str, start: int, previous: str, t: NumberTables) -> Figure | int:
    """Return the figure that begins there, or the offset from which to look on where none does.

    ``flat`` has the letters' case, which tells «3M» from «3m». ``previous`` is the folded word just before, empty
    where none is adjacent: «la» widens «la moitié».
    """
    if low[start] in t.glyphs:
        top, bottom = t.glyphs[low[start]]
        return Figure(start, start + 1, top / bottom, top / bottom, "fraction", top / bottom)
    read = _digits if low[start].isdigit() else _words
    figure = read(low, flat, start, previous, t)
    if isinstance(figure, int) or figure.form not in ("digits", "words"):
        return figure
    return _share(low, figure, t)

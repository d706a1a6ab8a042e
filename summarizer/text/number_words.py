"""French number words to values: «deux cent mille», «quatre-vingt-dix-sept», «vingt et un», «septante-deux».

Pure and table-driven; a parser by magnitude, never a regular expression over a whole number. Source of the grammar:
Grevisse & Goosse, *Le Bon Usage*, 16e éd., § 599-601, with the hyphens of the 1990 spelling accepted everywhere.
All functions take the folded text (``number_tables.fold_letters``) and offsets into it.
"""

from __future__ import annotations

import re

from summarizer.text.number_tables import NumberTables

_WORD = re.compile(r"[^\W\d_]+")
_AND = re.compile(r"[ -]et[ -](?=(?:une?|onze|uniemes?|onziemes?)\b)")
_HALF = re.compile(r" et demie?\b")
_COMMA = re.compile(r" virgule (?=[^\W\d_])")


def word_at(low: str, position: int) -> str:
    """Return the letters that begin exactly there, or an empty string."""
    match = _WORD.match(low, position)
    return match.group() if match else ""


def joined(low: str, end: int) -> int:
    """Return where the next word begins if one space or hyphen leads to it, else -1."""
    return end + 1 if end + 1 < len(low) and low[end] in " -" and low[end + 1].isalpha() else -1


def _below_hundred(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    word = word_at(low, position)
    end = position + len(word)
    after = joined(low, end)
    following = word_at(low, after) if after > 0 else ""
    if word == "quatre" and following in ("vingt", "vingts"):
        end = after + len(following)
        rest = _small(low, joined(low, end), t) if following == "vingt" else None
        return (80 + rest[0], rest[1]) if rest else (80, end)
    if word in t.tens:
        base = t.tens[word]
        conjunction = _AND.match(low, end)
        rest = _small(low, conjunction.end() if conjunction else after, t)
        if rest and 0 < rest[0] < (20 if base == 60 else 10):
            return base + rest[0], rest[1]
        return base, end
    return _small(low, position, t)


def _small(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    word = word_at(low, position) if position >= 0 else ""
    value = t.small.get(word)
    if value is None:
        return None
    end = position + len(word)
    after = joined(low, end)
    if value == 10 and after > 0:
        unit = t.small.get(following := word_at(low, after), 0)
        if 7 <= unit <= 9:
            return 10 + unit, after + len(following)
    return value, end


def _below_thousand(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    word = word_at(low, position)
    head: tuple[int, int] | None
    if word in t.hundreds:
        head = (1, position + len(word))
    else:
        head = _below_hundred(low, position, t)
        after = joined(low, head[1]) if head else -1
        following = word_at(low, after) if after > 0 else ""
        if head is None or following not in t.hundreds or not 2 <= head[0] <= 19:
            return head
        head = (head[0], after + len(following))
    after = joined(low, head[1])
    rest = _below_hundred(low, after, t) if after > 0 else None
    return (head[0] * 100 + rest[0], rest[1]) if rest and rest[0] else (head[0] * 100, head[1])


def _below_million(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    word = word_at(low, position)
    head: tuple[int, int] | None
    if word in t.thousands:
        head = (1, position + len(word))
    else:
        head = _below_thousand(low, position, t)
        after = joined(low, head[1]) if head else -1
        following = word_at(low, after) if after > 0 else ""
        if head is None or following not in t.thousands or head[0] < 2:
            return head
        head = (head[0], after + len(following))
    after = joined(low, head[1])
    rest = _below_thousand(low, after, t) if after > 0 else None
    return (head[0] * 1000 + rest[0], rest[1]) if rest and rest[0] else (head[0] * 1000, head[1])


def read_scale(low: str, end: int, t: NumberTables) -> tuple[int, int]:
    """Return the factor of «mille», «millions», «milliards»… after a figure and its end, or (1, end)."""
    after = joined(low, end)
    word = word_at(low, after) if after > 0 else ""
    factor = t.scales.get(word) or (1000 if word in t.thousands else 0)
    return (factor, after + len(word)) if factor else (1, end)


def read_half(low: str, end: int) -> int:
    """Return the end of «et demi» where it follows, else -1."""
    match = _HALF.match(low, end)
    return match.end() if match else -1


def read_cardinal(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    """Return value and end of the longest cardinal in words that begins there, or None."""
    word = word_at(low, position)
    value = _value_of(word, t)
    if value is None:
        return None
    end = position + len(word)
    after = joined(low, end)
    following = word_at(low, after) if after > 0 else ""
    if following not in t.heads and following not in t.scales and following not in ("et", "vingts"):
        return value, end  # a number of one word
    return _read_on(low, position, t)


def _value_of(word: str, t: NumberTables) -> int | None:
    """Return what a word is worth where nothing goes on from it; None where no cardinal begins with it."""
    if word in t.thousands:
        return 1000
    if word in t.hundreds:
        return 100
    return t.tens.get(word, t.small.get(word))


def _read_on(low: str, position: int, t: NumberTables) -> tuple[int, int] | None:
    group = _below_million(low, position, t)
    if group is None:
        return None
    total, (value, end) = 0, group
    ceiling = 0
    while True:
        after = joined(low, end)
        word = word_at(low, after) if after > 0 else ""
        scale = t.scales.get(word, 0)
        if not scale or (ceiling and scale >= ceiling):
            return total + value, end
        total, ceiling, end = total + value * scale, scale, after + len(word)
        rest = _after_scale(low, end, t)
        if rest is None or rest[0] == 0:
            return total, end
        value, end = rest


def _after_scale(low: str, end: int, t: NumberTables) -> tuple[int, int] | None:
    """Return what goes on after «deux millions»: «trois cent mille», also after «et» where it is no second number."""
    if low.startswith(" et ", end):
        rest = _below_million(low, end + 4, t)
        return rest if rest and rest[0] >= 100 and read_scale(low, rest[1], t)[0] == 1 else None
    after = joined(low, end)
    return _below_million(low, after, t) if after > 0 else None


def read_decimals(low: str, end: int, t: NumberTables) -> tuple[float, int] | None:
    """Return the decimals that go on after a cardinal («virgule trois», «virgule zéro cinq») and their end, or None."""
    comma = _COMMA.match(low, end)
    if comma is None:
        return None
    position, zeros, stop = comma.end(), 0, -1
    while (word := word_at(low, position)) and t.small.get(word) == 0 and zeros < 9:
        zeros, stop = zeros + 1, position + len(word)
        position = joined(low, stop) if joined(low, stop) > 0 else stop
    rest = _below_thousand(low, position, t) if position != stop else None
    if rest and rest[0]:
        return rest[0] / 10 ** (zeros + len(str(rest[0]))), rest[1]
    return (0.0, stop) if zeros else None


def leading_factor(value: int) -> tuple[int, int]:
    """Return (mantissa, scale) of a round number: 3000 is 3 times 1000, 21 is 21 times 1."""
    for scale in (10**12, 10**9, 10**6, 1000, 100):
        if value and value % scale == 0:
            return value // scale, scale
    return value, 1


def read_ordinal(
    low: str, position: int, t: NumberTables, *, parts: bool = False, known: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Return value and end of an ordinal in words («troisième», «vingt et unième», «cent vingt-cinquième»).

    ``parts``: it is the lower half of a fraction; then «vingt cinquièmes» is one word more than 20 fifths.
    ``known``: the cardinal that begins there, where the caller has read it.
    """
    word = word_at(low, position)
    if word in t.ordinals:
        return (t.ordinals[word], position + len(word)) if word not in ("unieme", "uniemes") else None
    cardinal = known or read_cardinal(low, position, t)
    if cardinal is None or cardinal[0] < 2:
        return None
    value, end = cardinal
    conjunction = _AND.match(low, end)
    after = conjunction.end() if conjunction else joined(low, end)
    last = word_at(low, after) if after > 0 else ""
    tail = t.ordinals.get(last)
    spaced = parts or not last.endswith("s")
    if tail is None or not (conjunction or low[end] == "-" or value % 100 == 0 or spaced):
        return None
    if tail >= 100:
        return value * tail, after + len(last)
    room = 100 if value % 100 == 0 else 20 if value % 100 in (60, 80) else 10 if value % 10 == 0 else 0
    return (value + tail, after + len(last)) if tail < room else None

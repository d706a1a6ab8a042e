"""Around a figure: the words before it, its unit, the words that bound it, the noun phrase that it counts.

No tagger: closed classes and agreement (a plural adjective ends like its noun) decide where a phrase ends, and doubt
ends it early. It never crosses punctuation or a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.domain.terms import Comparator
from summarizer.text.number_figures import Figure, Number
from summarizer.text.number_tables import NumberTables, Unit, entry_key, singular
from summarizer.text.number_words import read_cardinal, word_at

_LEFT = re.compile(r"[^\W_]+(?:-[^\W_]+){0,4}'?|[^\w\s]")
_TERM = re.compile(r"(?: |(?<='))((?:[cdjlmnst]|qu)'|[^\W_]+(?:-[^\W_]+){0,4})")
_QUOTED = re.compile(r" [\"«“] ?([^\W_]+(?:-[^\W_]+){0,4})")
"""A counted noun in quotation marks: «15 « gilets jaunes »»."""
_UNIT_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+){0,3}(?: [^\W\d_]+(?:[-'][^\W\d_]+){0,3}){0,3}")
_LINK = re.compile(r" (?:de |d')?|-(?=[a-z])")
_AFTER = re.compile(r"(?:,? | \()((?:et|ou|au|à|tout)(?: [^\W\d_]+){1,2}|et au-delà|[^\W\d_]+)(?! ?[0-9])")
_NO_NOUN_ENDINGS = (
    "-être",
    "-etre",
    "-dela",
    "-delà",
    "-la",
    "-là",
    "-ci",
    "-bas",
    "-il",
    "-elle",
    "-on",
    "-ils",
    "-elles",
    "-je",
    "-memes",
)
"""How words joined by hyphens end that are no nouns: «peut-être», «au-delà», «dit-il»."""
_CODE = re.compile(r"(?:^|[^\w])(eur|usd|chf|gbp|cad|aud|jpy|us\$|cad?\$|aud?\$|hk\$|nz\$|[ac]\$|[$€£¥]) ?$")
_CLOSES = ("", ",", ".", ";", ")", ":", "\n", "!", "?")
REACH = 64
"""Characters looked at before a figure: the longest bound of the table with its frame is 46."""
_DOLLARS = {
    "us": "USD",
    "ca": "CAD",
    "cad": "CAD",
    "c": "CAD",
    "au": "AUD",
    "aud": "AUD",
    "a": "AUD",
    "hk": "HKD",
    "nz": "NZD",
}
_BARRED = 3
"""Words of «la barre des»: behind «sous» a bare article bounds nothing («sous les deux tentes»)."""
_MOVES = ("repass", "retomb", "redescend", "maint", "conten", "rest")
"""How verbs begin, beside those of change, that tell where «sous 2» has a value: folded letters."""
_PASSES = ("depass", "exced")
"""How verbs of passing a limit begin, in folded letters."""
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Bound:
    """Words that bound a figure: offsets and what they make of it."""

    start: int
    end: int
    comparator: Comparator
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """The words before a figure on its line, nearest last, and the bound that ends there, if any."""

    words: tuple[tuple[int, str], ...]
    adjacent: bool
    bound: Bound | None = None

    def last(self, n: int) -> str:
        """Return the n-th folded word counted from the figure, or an empty string."""
        return self.words[-n][1] if len(self.words) >= n else ""

    def start(self, n: int) -> int:
        """Return the offset of the n-th word counted from the figure, or -1."""
        return self.words[-n][0] if len(self.words) >= n else -1

    def phrase(self, n: int) -> str:
        """Return the last n words joined by spaces."""
        return " ".join(word for _, word in self.words[-n:])

    def any_of(self, phrases: frozenset[str]) -> bool:
        """Tell whether one of the phrases of at most three words ends just before the figure."""
        words = [word for _, word in self.words[-3:]]
        return any(" ".join(words[at:]) in phrases for at in range(len(words)))


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit after a figure and where it ends."""

    unit: Unit
    end: int
    factor: int = 1


def read_left(low: str, start: int, floor: int, t: NumberTables) -> Left:
    """Return the words between ``floor`` and the figure, at most ``REACH`` characters, with their bound."""
    begin = max(floor, start - REACH, low.rfind("\n", max(0, start - REACH), start) + 1)
    words = [(match.start(), match.group()) for match in _LEFT.finditer(low, begin, start)]
    if words and words[0][0] == begin > floor and low[begin - 1].isalnum():
        words.pop(0)
    end = words[-1][0] + len(words[-1][1]) if words else 0
    adjacent = bool(words) and start - end <= 1
    plain = Left(tuple(words), adjacent)
    bound = _bound(plain, t) if adjacent else None
    return Left(plain.words, adjacent, bound) if bound else plain


def _bound(left: Left, t: NumberTables) -> Bound | None:
    skip = 0
    if left.last(1) in t.frames or left.last(1) in ("de", "des"):
        skip = next((n for n in (3, 2, 1) if left.phrase(n) in t.frames and len(left.words) > n), 0)
    found: Bound | None = None
    for _ in range(2):
        stop = len(left.words) - skip
        nearest = [word for _, word in left.words[max(0, stop - 2) : stop]]
        if not nearest or (nearest[-1] not in t.before_ends and " ".join(nearest) not in t.before_ends):
            return found
        for n in range(min(6, stop), 0, -1):
            phrase = " ".join(word for _, word in left.words[stop - n : stop])
            comparator = t.before.get(phrase)
            if comparator is None:
                continue
            if phrase == "sous" and skip < _BARRED:
                continue
            if phrase in t.not_alone and not (skip or phrase == "vers" or _has_auxiliary(left, stop - n, t)):
                continue
            if comparator == "more_than" and phrase.startswith(_PASSES) and _denied(left, stop - n):
                comparator = "at_most"  # «ne pourra excéder trente jours»
            last = left.words[stop - 1]
            end = found.end if found else last[0] + len(last[1])
            firmer = found.comparator if found and comparator == "about" else comparator
            found = Bound(left.words[stop - n][0], end, firmer, phrase)
            skip += n
            break
        else:
            return found
    return found


def _has_auxiliary(left: Left, at: int, t: NumberTables) -> bool:
    """Tell whether the participle at that word is a verb's: «avait dépassé 200», and no epithet."""
    return at > 0 and (left.words[at - 1][1] in t.have or left.words[at - 1][1] == "avoir")


def _denied(left: Left, at: int) -> bool:
    words = [word for _, word in left.words[max(0, at - 4) : at]]
    return any(word in ("ne", "n'") for word in words) and "que" not in words


def read_within(left: Left, unit: Unit | None, value: Number, t: NumberTables, *, bare: bool) -> Bound | None:
    """Return the bound in «sous les 4 000 tonnes», «sous 48 heures», «dans les 30 millions»: the unit tells which.

    ``bare``: nothing is measured or counted («ramener le levier sous 2»), and a verb of moving tells it.
    """
    framed = left.last(1) == "les"
    at = 2 if framed else 1
    word, kind = left.last(at), unit.kind if unit else ""
    comparator: Comparator | None = None
    if not left.adjacent or word not in ("sous", "dans"):
        return None
    if kind == "duration":
        comparator = "at_most" if framed or word == "sous" else None
    elif word == "sous":
        measured = kind in ("percent", "money") or (framed and (kind == "other" or value >= 1000))
        measured = measured or (bare and any(word.startswith(_MOVES + t.change_verbs) for _, word in left.words[-8:-1]))
        comparator = "less_than" if measured else None
    elif framed and (kind == "money" or value >= 1000):
        comparator = "about"
    last = left.words[-1]
    return Bound(left.start(at), last[0] + len(last[1]), comparator, word) if comparator else None


def read_unit(low: str, flat: str, figure: Figure, t: NumberTables) -> Measure | None:
    """Return the unit after the figure, with the end of «millions d'euros» or «3 M€», or None."""
    position = figure.end
    link = _LINK.match(low, position)
    begin = (
        link.end()
        if link and (figure.scale > 1 or figure.form in ("group", "order") or link.end() - position == 1)
        else position
    )
    if figure.form == "fraction":
        return _part_of_unit(low, position, t)
    symbol = t.symbol.match(flat, begin if begin - position <= 1 else position + 1)
    if symbol is None or symbol["symbol"] is None:
        symbol = t.symbol.match(flat, begin)
    scale = t.money_scales.get(symbol["scale"], 1) if symbol and symbol["scale"] else 1
    if symbol and symbol["symbol"] == "'" and _quoted(low, figure.start):
        return None
    if (
        symbol
        and symbol["symbol"]
        and not (figure.form == "words" and symbol["symbol"].isalpha() and len(symbol["symbol"]) < 3)
    ):
        return Measure(t.unit_symbols[symbol["symbol"]], symbol.end("symbol"), scale)
    if scale > 1 and symbol is not None and symbol["scale"]:
        begin = symbol.end("scale") + (3 if low.startswith(" d'", symbol.end("scale")) else 4)
    found = _unit_words(low, flat, begin, scale, t, digits=figure.form == "digits" and figure.end == begin)
    if found and found.unit.code == "point" and found.unit.kind == "other" and _of_places(low, found.end, t):
        return None  # «44 points de prélèvement», «3 points d'avance»
    if found and found.end - begin <= 6 and singular(low[begin : found.end]) in t.ambiguous:
        return _pounds(low, figure, found, t)
    if found is None and (adjective := _TERM.match(low, position)) and singular(adjective[1]) in t.adjectives:
        found = _unit_words(low, flat, adjective.end() + 1, scale, t, digits=False)
        return found if found and found.unit.kind == "duration" and low[adjective.end()] == " " else None
    return found


def _of_places(low: str, end: int, t: NumberTables) -> bool:
    """Tell whether «points» are things that are counted, by what «de» makes of them."""
    link = _TERM.match(low, end)
    of = _TERM.match(low, link.end()) if link and link[1] in ("de", "d'") else None
    return of is not None and singular(of[1]) not in t.points_of and of[1] not in t.heads


def _pounds(low: str, figure: Figure, found: Measure, t: NumberTables) -> Measure | None:
    """Return «millions de livres» as money, «2,5 livres» as some measure; whole «livres» may be books."""
    if figure.scale >= 1000000:
        following = _TERM.match(low, found.end)
        sold = following is not None and following[1].endswith("s") and following[1] not in t.stop
        return None if sold else found
    return replace(found, unit=Unit("", "other")) if isinstance(figure.low, float) else None


def _quoted(low: str, start: int) -> bool:
    """Tell whether an apostrophe opens before the figure, so that one after it closes and marks no minutes."""
    line = low[max(0, start - REACH) : start]
    return line.startswith("'") or line.endswith("'") or any(mark in line for mark in (" '", "('", "\n'"))


def _part_of_unit(low: str, position: int, t: NumberTables) -> Measure | None:
    """Return the unit of «un quart de litre», «trois quarts d'heure»: one of it, never «un tiers de jours»."""
    link = _LINK.match(low, position)
    word = word_at(low, link.end()) if link and link.end() > position + 1 else ""
    unit = t.unit_words.get(singular(word))
    if unit is None or unit.kind in ("money", "percent") or singular(word) in t.ambiguous:
        return None
    if word in ("heure", "seconde", "siecle") or (unit.kind in ("other", "distance") and not word.endswith("s")):
        return Measure(unit, position + len(link.group()) + len(word)) if link else None
    return None


def _unit_words(low: str, flat: str, begin: int, scale: int, t: NumberTables, *, digits: bool) -> Measure | None:
    match = _UNIT_WORDS.match(low, begin) if singular(word_at(low, begin)) in t.after_article else None
    if match is None or (begin and low[begin - 1].isalnum() and not digits):
        return None
    words = match.group()
    while True:
        unit = t.unit_words.get(entry_key(words))
        end = begin + len(words)
        if unit and not low[end : end + 1].isdigit() and not (flat[begin].isupper() and unit.kind == "duration"):
            return Measure(unit, end, scale)
        cut = max(words.rfind(" "), words.rfind("-"), words.rfind("'"))
        if cut < 0:
            return None
        words = words[:cut]


def read_prefix(low: str, start: int) -> tuple[str, int] | None:
    """Return currency code and offset of a currency written before the figure («$10», «EUR 29,99»), or None."""
    match = _CODE.search(low, max(0, start - 6), start)
    if match is None:
        return None
    code = match[1]
    return _SIGNS.get(code) or _DOLLARS.get(code[:-1] if code[-1] == "$" else "") or code.upper(), match.start(1)


def read_after(low: str, end: int, t: NumberTables) -> Bound | None:
    """Return the words just after that bound the figure («ou plus», «au moins»), or None."""
    match = _AFTER.match(low, end)
    if match is None:
        return None
    words = match[1]
    while words:
        if words in t.after:
            stop = match.start(1) + len(words)
            following = word_at(low, stop + 1)
            if low[end] == "," and low[stop : stop + 1] not in _CLOSES:
                return None  # «200 morts, au moins selon…»: set off on one side only, it leads on
            if words in ("ou plus", "ou moins", "et plus", "et moins") and following in ("de", "que"):
                return None
            return None if following in t.heads else Bound(match.start(1), stop, t.after[words], words)
        words = words.rpartition(" ")[0]
    return None


def noun_like(low: str, flat: str, end: int, value: int | float, t: NumberTables) -> bool:
    """Tell whether a countable noun or a unit seems to follow at ``end``."""
    return (
        read_counted(low, flat, end, value, t, scaled=False) is not None
        or _unit_words(low, flat, end + 1, 1, t, digits=False) is not None
    )


def read_counted(
    low: str, flat: str, end: int, value: int | float, t: NumberTables, *, scaled: bool
) -> tuple[int, int, int, int] | None:
    """Return (unit start, unit end, phrase start, phrase end) of the counted noun phrase after a figure, or None."""
    term = _TERM.match(low, end) or _QUOTED.match(low, end)
    partitive = False
    if term and term[1] in ("de", "d'", "des", "du"):
        following = _TERM.match(low, term.end())
        partitive = following is not None and following[1] in t.determiners
        if not (scaled or partitive or term[1] == "des"):
            return None
        if not scaled and following and following[1] in ("la", "le", "l'", "sa", "son"):
            return None
        term = _TERM.match(low, following.end()) if following and partitive else following
        if term and term[1].isdigit():
            term = _TERM.match(low, term.end())  # «huit des 22 salles»
        elif term and (whole := read_cardinal(low, term.start(1), t)):
            term = _TERM.match(low, whole[1])  # «sept des dix-neuf conseillers»
    start = term.start(1) if term else 0
    for _ in range(3):
        if term is None or singular(term[1]) not in t.adjectives:
            break
        following = _TERM.match(low, term.end())
        if following is None or following[1] in t.stop:
            break
        term = following
    if term is None or not _noun(term, flat, value, t):
        return None
    return term.start(1), term.end(1), start, _tail(low, flat, term.end(), t, plural=term[1].endswith(("s", "x")))


def _noun(term: re.Match[str], flat: str, value: int | float, t: NumberTables) -> bool:
    word = term[1]
    if word in t.stop or word.endswith("'") or len(word) < 2 or word in t.heads or word[0].isdigit():
        return False
    if abs(value) < 2:
        return not word.endswith(("ent", "ait", "era"))
    if "-" in word and word.endswith(_NO_NOUN_ENDINGS):
        return False
    return word.endswith(("s", "x", "z")) or flat[term.start(1)].isupper() or "-" in word


def _tail(low: str, flat: str, end: int, t: NumberTables, *, plural: bool) -> int:
    after_de = False
    for _ in range(8):
        term = _TERM.match(low, end)
        if term is None:
            return end
        word = term[1]
        if word in ("de", "d'", "du", "des"):
            complement = _complement(low, term.end(), t)
            if complement is None:
                return end
            end, after_de, plural = complement[0], True, complement[1]
        elif word in t.stop or word.endswith(("'", "ment")) or word[0].isdigit() or word in t.heads:
            return end
        elif (plural and word.endswith(("s", "x"))) or (
            after_de and (word.endswith(t.adjective_endings) or flat[term.start(1)].isupper())
        ):
            end = term.end()
        else:
            return end
    return end


def _complement(low: str, end: int, t: NumberTables) -> tuple[int, bool] | None:
    term = _TERM.match(low, end)
    for _ in range(3):
        if term and (term[1] in t.determiners or singular(term[1]) in t.adjectives):
            term = _TERM.match(low, term.end())
    if term is None or term[1] in t.stop or term[1] in t.heads or term[1][0].isdigit() or term[1].endswith("'"):
        return None
    return term.end(), term[1].endswith(("s", "x"))


def read_beside(low: str, flat: str, end: int, t: NumberTables) -> tuple[int, int] | None:
    """Return the phrase directly beside a measured figure («de salaires», «par mois»), or None."""
    term = _TERM.match(low, end)
    if term is None or term[1] not in ("de", "d'", "du", "des", "par"):
        return None
    found = _complement(low, term.end(), t)
    if found is None or (low.startswith(("plus", "moins"), term.end(1) + 1) and term[1] == "de"):
        return None
    return term.start(1), found[0] if term[1] == "par" else _tail(low, flat, found[0], t, plural=found[1])

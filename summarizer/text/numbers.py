"""Quantities of a French text as number mentions: values, units, bounds, ranges, what is counted.

The flow at one place: a figure (``number_figures``), whether it is a quantity at all (``number_blocks``), its unit and
bound (``number_phrases``), a second figure where a range goes on, then the mention. Numbers are computed here and never
asked of a model. Never in it: word tables (``fr/numbers.json``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from summarizer.domain.analysis import NumberMention
from summarizer.domain.span import Span
from summarizer.domain.terms import Comparator, NumberKind
from summarizer.text import number_blocks as blocks
from summarizer.text import number_phrases as phrases
from summarizer.text.fold import flatten
from summarizer.text.number_figures import Figure, Number, read_figure
from summarizer.text.number_pairs import join_bounds
from summarizer.text.number_phrases import Bound, Left, Measure
from summarizer.text.number_quantities import LINK, Page, Quantity, read_quantity, sign_start
from summarizer.text.number_tables import Unit, fold_letters, number_tables, singular
from summarizer.text.number_words import read_half, word_at

_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_TOLL = re.compile(r" [a-z]+(?= et | est | a |[.,;:)]|$)")
_BELOW = re.compile(r" (?:en[ -]dessous de|au-dessous de|sous) zero(?!\w)")
PER = re.compile(r" [^\W\d_]+(?: [^\W\d_]+)? par (?:heure|jour|minute|seconde|semaine|mois|an|trimestre|nuit)\b")
"""What makes a number of «un» before it: «un train par heure»."""
_TIMES = re.compile(
    r" (?:(?:plus|moins|superieure?s?|inferieure?s?|trop|mieux|moindres?)\b"
    r"|(?:l[ea] |les |l'|son |sa |ses |leurs? |ce |cette )(?P<noun>[^\W\d_]+))"
)
_SENTENCED = re.compile(r" (?:ferme|avec sursis)\b")
_SPENDS = ("gagn", "perd", "dur", "en", "pendant")
"""How words begin before «une journée», «un point» where they measure."""
_NEAR: frozenset[Comparator] = frozenset({"about"})


def read_numbers(text: str, flat: str = "") -> tuple[NumberMention, ...]:
    """Return the quantities of the text in order of appearance, without overlaps; dates and years are none.

    Offsets are code points of ``text``; ``flat`` is it flattened, where the caller has it. Pure; time grows linearly
    with the text.
    """
    flat = flat or flatten(text)
    page = Page(text, flat, fold_letters(flat), number_tables())
    mentions: list[NumberMention] = []
    addresses = blocks.addresses(page.low)
    floor = resume = 0
    for match in page.t.head.finditer(page.low):
        start = match.start()
        if start < resume or (match.group() in ("un", "une") and _only_article(page, start, match.end())):
            continue
        if addresses:
            place = bisect_right(addresses, (start, len(text)))
            if place and start < addresses[place - 1][1]:
                continue
        found = _read_at(page, start, floor)
        if isinstance(found, int):
            resume = found
            continue
        mentions.append(found)
        approx = found.approx.end if found.approx else 0
        floor = resume = max(found.span.end, approx)
    return tuple(join_bounds(mentions, text))


def _read_at(page: Page, start: int, floor: int) -> NumberMention | int:
    """Return the mention whose figure begins there, or the offset where reading goes on."""
    low, t = page.low, page.t
    if low[start].isdigit():
        if blocks.glued(low, start):
            return _past_digits(low, start)
        if end := blocks.structured_end(low, start) or blocks.name_end(page.flat, start, t):
            return end
    elif low[start - 1 : start] == "-" and low[start - 2 : start - 1].isalnum():
        return start + 1
    left = phrases.read_left(low, start, floor, t)
    figure = read_figure(low, page.flat, start, left.last(1) if left.adjacent else "", t)
    if isinstance(figure, int):
        return figure
    if figure.start < start:
        left = phrases.read_left(low, figure.start, floor, t)
    glue = low[figure.end : figure.end + 1]
    measure = phrases.read_unit(low, page.flat, figure, t) if figure.form != "ordinal" else None
    if measure is None and (glue.isalnum() or glue == "_") and figure.form == "digits":
        return _past_digits(low, start) if glue == "_" or glue.isalpha() else figure.end
    stop = _blocked(page, figure, measure, left)
    if stop is not None:
        return max(stop, start + 1)
    quantity = read_quantity(page, figure, measure, left)
    if isinstance(quantity, int):
        return quantity
    return _mention(page, quantity, left, floor)


def _only_article(page: Page, start: int, end: int) -> bool:
    """Tell at a glance that «un» is an article: nothing after it counts and nothing before it bounds."""
    low, t = page.low, page.t
    if low[end : end + 1] != " " or singular(word_at(low, end + 1)) in t.after_article:
        return False
    return (
        low.find(" sur ", end, end + 48) < 0
        and not PER.match(low, end)
        and not low.endswith(t.before_article, max(0, start - 16), start)
    )


def _past_digits(low: str, start: int) -> int:
    match = _WORD.match(low, start)
    return match.end() if match else start + 1


def _blocked(page: Page, figure: Figure, measure: Measure | None, left: Left) -> int | None:
    low, flat, t = page.low, page.flat, page.t
    for end in (
        blocks.date_end(low, figure, left, t),
        blocks.clock_end(low, figure, measure, left, t),
        blocks.play_end(low, figure, left, t) if measure and measure.unit.code == "min" else None,
    ):
        if end is not None:
            return end
    if measure is None and (end := _not_counted(page, figure, left)) is not None:
        return end
    if figure.form == "ordinal" and _ordinal_name(page, figure):
        return figure.end
    if figure.form == "fraction" and left.last(1) in t.third_party and figure.low == 1 / 3:
        return figure.end if not low.startswith((" de ", " des ", " d'", " du "), figure.end) else None
    if figure.form == "order" and left.last(1) not in t.order_words:
        return figure.end
    if figure.form == "words":
        return _idle_word(page, figure, measure, left)
    if figure.form == "digits" and flat.startswith((" Minutes", " Heures"), figure.end):
        return figure.end + 7
    return None


def _not_counted(page: Page, figure: Figure, left: Left) -> int | None:
    low, flat, t = page.low, page.flat, page.t
    bound = left.bound is not None and left.bound.words != "vers"
    for end in (
        blocks.label_end(low, flat, figure, left, t),
        blocks.year_end(low, flat, figure, left, t, bound=bound),
        blocks.address_end(low, flat, figure, t),
        blocks.score_end(low, figure),
    ):
        if end is not None:
            return end
    if phrases.noun_like(low, flat, figure.end, figure.low, t):
        return None
    return blocks.bare_day_end(low, figure, left)


def _ordinal_name(page: Page, figure: Figure) -> bool:
    following = page.low[figure.end + 1 : figure.end + 20].split(" ", 1)[0].strip(".,;:")
    low, start, end = page.low, figure.start, figure.end
    minute = figure.whole and (low[start - 1 : start] == "(" or low[end : end + 1] in (")", ","))
    if minute and blocks.sporting(low, start, end, page.t):
        return True
    return following in page.t.names_after_rank or low.startswith(" de finale", end)


def _idle_word(page: Page, figure: Figure, measure: Measure | None, left: Left) -> int | None:
    """Return where reading goes on after a word that only looks like a number («un», «neuf»), else None."""
    low, t = page.low, page.t
    word, flat = low[figure.start : figure.end], page.flat
    if flat[figure.start].isupper() and flat[figure.start + 1].islower() and left.last(1) in ("les", "des", "aux"):
        return figure.end  # a name: «les Vingt-Sept», «le Tournoi des Six Nations»
    if word in ("un", "une"):
        freed = left.bound is not None and (left.bound.words.replace("d'", "de") in t.frees_article)
        if measure and measure.unit.kind == "duration" and _qualified(page, measure):
            return measure.end  # «une année médiocre» counts no years
        if (measure and measure.unit.article) or (freed and low.startswith(" ", figure.end)):
            return None
        if measure and measure.unit.code in ("day", "point") and left.last(1).startswith(_SPENDS):
            return None
        if measure and (left.bound or (left.last(1) == "d'" and left.last(2).startswith(t.change_verbs))):
            return None  # «recule d'un point», «jusqu'à un point de marge»
        if PER.match(low, figure.end) or (left.last(1) == "dont" and _SENTENCED.match(low, figure.end)):
            return None
        if (
            word_at(low, figure.end + 1) in t.casualties
            and _TOLL.match(low, figure.end)
            and left.last(1) != "comme"
            and (left.last(1) != "d'" or left.last(2) in t.told_of)
        ):
            return None
        link = LINK.match(low, figure.end)
        other = read_figure(low, page.flat, link.end(), "", t) if link else 0
        if (
            isinstance(other, Figure)
            and link
            and (" et " not in link.group() or left.last(1) == "entre")
            and other.low > figure.low
        ):
            return None
        return figure.end
    if measure is None and (end := _idiom_end(page, figure, left, word)) is not None:
        return end
    if word == "neuf" and measure is None and left.bound is None and left.last(1) not in t.determiners | {"des", "aux"}:
        return None if phrases.noun_like(low, page.flat, figure.end, 9, t) else figure.end
    if left.last(1) in ("tous", "toutes") and figure.low <= 4 and measure is None:
        return None if phrases.noun_like(low, page.flat, figure.end, figure.low, t) else figure.end
    return None


def _idiom_end(page: Page, figure: Figure, left: Left, word: str) -> int | None:
    """Return the end of a number word that counts nothing said: «à taux zéro», «eux deux», «un par un»; or None."""
    low, t, end = page.low, page.t, figure.end
    if phrases.noun_like(low, page.flat, end, figure.low, t):
        return None
    if low.startswith(f" par {word}", end):
        return end + 5 + len(word)
    naught = figure.low == 0 and left.adjacent and left.last(1) not in t.stop | t.determiners
    opening = len(left.words) == 1 and left.last(1) == "à" and low.startswith(",", end)  # «À deux, ils ont fui»
    return end if naught or opening or left.last(1) in ("eux", "elles", "nous", "vous") else None


def _qualified(page: Page, measure: Measure) -> bool:
    """Tell whether an adjective after a stretch of time says how it was: then «une» is an article."""
    return singular(word_at(page.low, measure.end + 1)) in page.t.qualities


def _mention(page: Page, quantity: Quantity, left: Left, floor: int) -> NumberMention | int:
    low, flat, text, t = page.low, page.flat, page.text, page.t
    figure, unit = quantity.figure, quantity.unit
    scaled = figure.scale >= 1000000 or figure.form in ("group", "order") or low[figure.end - 1] == "k"
    start, end, value = quantity.start, quantity.end, quantity.high
    start, sign = _signed(page, quantity, left)
    if figure.form == "order" and left.last(1) == "des" and left.adjacent:
        start = left.start(1)
    if unit and unit.code in ("°C", "°F") and (below := _BELOW.match(low, end)):
        sign, end = -1, below.end()
    if unit is None and (prefix := phrases.read_prefix(low, start)) and prefix[1] >= floor:
        unit, start = Unit(prefix[0], "money"), prefix[1]
        left = phrases.read_left(low, start, floor, t)
    code, measures, after = unit.code if unit else "", "", end
    kind = _kind(page, quantity, unit, left)
    if unit is None and figure.form not in ("fraction", "ordinal"):
        counted = phrases.read_counted(low, flat, end, value, t, scaled=scaled)
        if counted and low.startswith("fois", counted[0]) and (times := _times(page, counted)):
            code, after = times
            end, kind = after, "ratio"
        elif counted and low.startswith("fois et demi", counted[0]):
            half = read_half(low, counted[1])
            quantity = replace(quantity, low=quantity.low + 0.5, high=quantity.high + 0.5)
            code, end, after = text[counted[0] : counted[1]], half, half
        elif counted:
            code, measures = text[counted[0] : counted[1]], text[counted[2] : counted[3]]
            after = counted[1]
            if compound := t.compounds.match(low, counted[0]):
                code = text[counted[0] : compound.end()]
    elif figure.form != "ordinal" and (beside := phrases.read_beside(low, flat, end, t)):
        measures, after = text[beside[0] : beside[1]], beside[1]
    if unit and not unit.code:
        code = _unit_text(page, end)
    if figure.form == "fraction" and figure.whole and not measures:
        measures = _inner(page, figure)
    bound = left.bound or phrases.read_within(left, unit, quantity.high, t, bare=not code)
    if bound is None or bound.comparator in _NEAR:
        tail = phrases.read_after(low, after, t) or (phrases.read_after(low, end, t) if after > end else None)
        bound = tail if tail and (bound is None or tail.comparator not in _NEAR) else bound
    least, most, comparator, approx = _bounded(page, quantity, left, bound)
    if sign < 0:
        least, most = (-most if most is not None else None), (-least if least is not None else None)
    return NumberMention(Span(start, end, text[start:end]), least, most, comparator, code, kind, measures, approx)


def _times(page: Page, counted: tuple[int, int, int, int]) -> tuple[str, int] | None:
    """Return what «cent fois le seuil» is a multiple of, empty behind «fois plus», and the end of «fois»; or None."""
    match = _TIMES.match(page.low, counted[1])
    if match is None or (match["noun"] and singular(match["noun"]) not in page.t.compared):
        return None
    return (page.text[match.start("noun") : match.end("noun")] if match["noun"] else ""), counted[1]


def _inner(page: Page, figure: Figure) -> str:
    at = page.low.find(figure.whole, figure.start)
    return page.text[at : at + len(figure.whole)]


def _unit_text(page: Page, end: int) -> str:
    """Return the unit as written where several currencies bear its name: «francs», «francs CFA»."""
    for size in range(3, 0, -1):
        words = page.low[max(0, end - 40) : end].replace("'", "' ").split(" ")[-size:]
        if " ".join(map(singular, words)) in page.t.unit_words:
            return page.text[end - len(" ".join(words)) : end]
    return page.text[max(0, end - 40) : end].split(" ")[-1]


def _signed(page: Page, quantity: Quantity, left: Left) -> tuple[int, int]:
    """Return start and sign of a figure with «-», «+» or «moins» before it."""
    low, start = page.low, quantity.start
    if quantity.ranged:
        return start, 1
    signed = sign_start(low, quantity.figure, quantity.end, quantity.unit, left)
    if signed < start:
        return signed, -1
    ahead, unit = low[start - 2 : start - 1], quantity.unit
    if low[start - 1 : start] == "+" and ((unit and ahead in ("", " ", "(", '"', "\n")) or (ahead and ahead in " (")):
        return start - 1, 1
    return start, 1


def _bounded(
    page: Page, quantity: Quantity, left: Left, bound: Bound | None
) -> tuple[Number | None, Number | None, Comparator, Span | None]:
    least, most, form = quantity.low, quantity.high, quantity.figure.form
    approx = Span(bound.start, bound.end, page.text[bound.start : bound.end]) if bound else None
    if quantity.ranged:
        nearest = 2 if left.last(1) in ("-", "moins", "le", "la") else 1
        if approx is None and left.last(nearest) == "entre":
            approx = Span.of(page.text, left.start(nearest), left.start(nearest) + 5)
        return least, most, "range", approx
    if form == "order":
        if left.last(1) in ("des", "plusieurs", "quelques") and left.adjacent:
            at = left.start(1)
            approx = Span.of(page.text, at, at + len(left.last(1)))
        return least, most, "order_of_magnitude", approx
    if bound is None or bound.comparator in _NEAR:
        about = bound is not None or form == "group"
        return least, most, "about" if about else "exact", approx
    if bound.comparator in ("more_than", "at_least"):
        return least, None, bound.comparator, approx
    return None, most, bound.comparator, approx


def _kind(page: Page, quantity: Quantity, unit: Unit | None, left: Left) -> NumberKind:
    form = quantity.figure.form
    if form == "ordinal":
        return "rank"
    if unit is None:
        if form == "fraction":
            return "ratio"
        return "count" if isinstance(quantity.low, int) else "other"
    if unit.kind == "duration" and unit.code in ("year", "month") and _is_age(page, quantity, left):
        return "age"
    return unit.kind


def _grown(quantity: Quantity) -> bool:
    """Tell whether «de 62 à 64 ans» is of persons: months and a few years are what a thing lasts."""
    return quantity.unit is not None and quantity.unit.code == "year" and quantity.low >= 15


def _is_age(page: Page, quantity: Quantity, left: Left) -> bool:
    """Tell whether years or months are somebody's age: by the words before, or an apposition between commas."""
    low, t, end = page.low, page.t, quantity.end
    words = [word for _, word in left.words]
    if left.bound is not None:
        words = [word for offset, word in left.words if offset < left.bound.start]
    while words and words[-1] == "entre":
        words.pop()
    previous = words[-1] if words else ""
    if previous in ("de", "d'", "à") and "age" in words[-6:]:
        return True
    after_figure = len(left.words) == 1 and low[left.start(1) - 1 : left.start(1)] == " "
    if previous == "à" and (after_figure or low[left.start(1) - 2].isdigit()) and not _grown(quantity):
        return False  # «de 6 mois à 3 mois»
    pair = " ".join(words[-2:])
    if pair in t.before_age or " ".join(words[-3:]) in t.before_age:
        return True
    if low.startswith(tuple(f" {tail}" for tail in t.duration_tails), end):
        return False
    closing = low[end : end + 1]
    if previous == "les" and (left.bound or quantity.ranged):
        return True
    if previous in ("de", "d'") and len(words) > 1:
        holder = singular(words[-2])
        if words[-2].endswith(t.person_endings):
            return True
        at = left.words[len(words) - 2][0]
        return holder in t.persons or (page.flat[at].isupper() and len(holder) > 2 and not quantity.ranged)
    if previous in t.before_age:
        return closing in (",", ".", ")", "", "\n") or low.startswith((" et ", " a "), end)
    if previous in t.have:
        goes_on = low.startswith((" mais ", " et ", " quand ", " lorsqu"), end)
        return (goes_on or closing in (",", ".", ")", "", ";")) and not (len(words) > 1 and words[-2] == "y")
    closed = closing in (",", ")") or low.startswith(" et ", end)
    named = page.flat[max(0, left.start(2)) : left.start(2) + 1].isupper() or singular(left.last(2)) in t.persons
    return previous in (",", "(") and (closed or closing == ".") and named

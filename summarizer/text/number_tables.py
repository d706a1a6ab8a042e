"""The French number tables of ``fr/numbers.json``, loaded once into the shapes that the readers look up.

Never in it: an entry. Words are folded here exactly as the readers fold the text (``fold_letters``), so that a table
may be written as French is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from summarizer.domain.terms import Comparator, NumberKind

_ACCENTS = tuple(zip("éèêëîïôöûüçâäñ", "eeeeiioouucaan", strict=True))


def fold_letters(flat: str) -> str:
    """Return the flattened text in lower case without accents, one code point for one; «à» and «ù» keep theirs."""
    low = flat.replace("İ", "i").lower()
    for accented, plain in _ACCENTS:  # ten times as fast as str.translate on text beyond Latin-1
        low = low.replace(accented, plain)
    return low


def singular(word: str) -> str:
    """Return the folded word without a final s or x: both sides of a look-up go through it."""
    return word[:-1] if len(word) > 2 and word[-1] in "sx" else word


def entry_key(words: str) -> str:
    """Return the look-up key of a folded phrase: each word in the singular, hyphens kept."""
    return " ".join(singular(word) for word in words.split(" "))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: ``code`` is empty where the article's own word stands for it; ``article`` where «un» counts before it."""

    code: str
    kind: NumberKind
    factor: int = 1
    article: bool = True


@dataclass(frozen=True, slots=True)
class NumberTables:
    """All tables, folded. Sets and dictionaries by folded word; phrases by entry key where several words are read."""

    small: dict[str, int]
    tens: dict[str, int]
    hundreds: frozenset[str]
    thousands: frozenset[str]
    scales: dict[str, int]
    suffix: re.Pattern[str]
    suffixes: dict[str, int]
    suffix_least: dict[str, int]
    groups: dict[str, int]
    orders: dict[str, int]
    group_tails: dict[str, int]
    order_words: frozenset[str]
    groups_with_de: frozenset[str]
    group_adjectives: frozenset[str]
    ordinals: dict[str, int]
    names_after_rank: frozenset[str]
    fractions: dict[str, int]
    multiples: dict[str, int]
    glyphs: dict[str, tuple[int, int]]
    no_fraction_before: frozenset[str]
    fraction_articles: frozenset[str]
    third_party: frozenset[str]
    unit_words: dict[str, Unit]
    unit_symbols: dict[str, Unit]
    symbol: re.Pattern[str]
    money_scales: dict[str, int]
    ambiguous: frozenset[str]
    cents: frozenset[str]
    smaller: dict[tuple[str, str], float]
    before: dict[str, Comparator]
    before_ends: frozenset[str]
    after: dict[str, Comparator]
    frames: frozenset[str]
    not_alone: frozenset[str]
    frees_article: frozenset[str]
    after_article: frozenset[str]
    before_article: tuple[str, ...]
    months: frozenset[str]
    weekdays: frozenset[str]
    before_year: frozenset[str]
    before_clock: frozenset[str]
    before_duration: frozenset[str]
    after_clock: tuple[str, ...]
    labels: frozenset[str]
    bare_labels: frozenset[str]
    names: re.Pattern[str]
    roads: frozenset[str]
    streets: frozenset[str]
    sport: re.Pattern[str]
    casualties: frozenset[str]
    told_of: frozenset[str]
    persons: frozenset[str]
    person_endings: tuple[str, ...]
    have: frozenset[str]
    before_age: frozenset[str]
    duration_tails: tuple[str, ...]
    adjectives: frozenset[str]
    determiners: frozenset[str]
    stop: frozenset[str]
    adjective_endings: tuple[str, ...]
    points_of: frozenset[str]
    named_scales: frozenset[str]
    compounds: re.Pattern[str]
    qualities: frozenset[str]
    compared: frozenset[str]
    change_verbs: tuple[str, ...]
    moves: frozenset[str]
    heads: frozenset[str]
    head: re.Pattern[str]


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold_letters(word) for word in words)


def _values(entries: dict[str, int], *, plural: bool = False) -> dict[str, int]:
    folded = {fold_letters(word): value for word, value in entries.items()}
    return folded | {f"{word}s": value for word, value in folded.items()} if plural else folded


def _bounds(groups: dict[str, list[str]]) -> dict[str, Comparator]:
    table: dict[str, Comparator] = {}
    names: tuple[Comparator, ...] = ("about", "more_than", "at_least", "less_than", "at_most")
    for comparator in names:
        for entry in groups.get(comparator, ()):
            phrase = fold_letters(entry)
            table[phrase] = comparator
            for short, forms in ((" de", ("d'", "des", "du")), (" à", ("au", "aux")), ("'à", ("au", "aux"))):
                if phrase.endswith(short):
                    stem = phrase[: -len(short)] + ("' " if short == "'à" else " ")
                    table.update(dict.fromkeys((stem + form for form in forms), comparator))
    return {phrase.replace("'", "' ").replace("  ", " ").strip(): value for phrase, value in table.items()}


def _unit_tables(raw: dict[str, Any]) -> tuple[dict[str, Unit], dict[str, Unit], re.Pattern[str]]:
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for entry in raw["units"]["entries"]:
        unit = Unit(entry["code"], entry["kind"], entry.get("factor", 1), entry["article"])
        words.update({entry_key(fold_letters(word)): unit for word in entry["words"]})
        symbols.update(dict.fromkeys(entry["symbols"], unit))
    for word, code in raw["currencies"]["words"].items():
        words[entry_key(fold_letters(word))] = Unit(code or "", "money", 1, code is not None)
    for symbol, code in raw["currencies"]["symbols"].items():
        symbols[symbol] = Unit(code or "", "money")
    ordered = sorted(symbols, key=len, reverse=True)
    scales = "|".join(re.escape(scale) for scale in sorted(raw["currencies"]["scales"], key=len, reverse=True))
    pattern = rf"(?P<scale>(?:{scales})(?= ?[€$£¥]| ?(?:EUR|USD|CHF|GBP|CAD)\b| d'euros?\b| de dollars?\b))? ?"
    pattern += r"(?:(?P<symbol>" + "|".join(re.escape(symbol) for symbol in ordered) + r")(?![\w'’]))?"
    pattern = pattern.replace(
        r"(?![\w'’])", r"(?:(?<=[%‰€$£¥₽₴°])|(?<=[0-9]h)(?=[0-5][0-9](?![0-9]))|(?![\w'])(?!-[^\W\d_]))"
    )
    return words, symbols, re.compile(pattern)


def _head_pattern(heads: set[str]) -> re.Pattern[str]:
    """Return what finds each place where a figure may begin; grouped by first letter, so that most fail fast."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(heads, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    words = "|".join(f"{letter}(?:{'|'.join(tails)})" for letter, tails in sorted(by_letter.items()))
    first = "".join(sorted(by_letter))
    return re.compile(rf"[0-9]+|(?<![^\W\d_])(?=[{first}])(?:{words})(?![^\W\d_])")


def _suffix_pattern(suffixes: dict[str, Any]) -> re.Pattern[str]:
    glued, spaced = (
        "|".join(re.escape(suffix) for suffix in sorted(words, key=len, reverse=True))
        for words in (suffixes["values"], suffixes["spaced"])
    )
    end = r"(?![\w']|-[^\W\d_])"
    return re.compile(rf"(?P<glued>{glued}){end}| (?P<spaced>{spaced}){end}| (?P<million>M)(?= d(?:e |'))")


def _figure_tables(raw: dict[str, Any]) -> dict[str, Any]:
    cardinals, groups = raw["cardinals"], raw["groups"]
    small = _values(cardinals["units"] | cardinals["teens"])
    tens = _values(cardinals["tens"])
    scales = _values(cardinals["scales"], plural=True)
    ordinals = _values(raw["ordinals"]["values"], plural=True)
    group_values = _values(groups["values"], plural=True)
    heads = {*small, *tens, *cardinals["hundreds"], *cardinals["thousands"], *ordinals, *group_values, "demi"}
    heads |= {*groups["orders"], *_values(raw["fractions"]["nouns"]), *raw["fractions"]["multiples"]}
    return dict(
        small=small,
        tens=tens,
        hundreds=_folded(cardinals["hundreds"]),
        thousands=_folded(cardinals["thousands"]),
        scales=scales,
        suffix=_suffix_pattern(cardinals["suffixes"]),
        suffixes=cardinals["suffixes"]["values"],
        suffix_least=cardinals["suffixes"]["least"],
        groups=group_values,
        orders=_values(groups["orders"]),
        group_tails=_values(groups["tails"]),
        order_words=_folded(groups["order_words"]),
        groups_with_de=_folded(groups["needs_de"]),
        group_adjectives=_folded(groups["adjectives"]),
        ordinals=ordinals,
        names_after_rank=_folded(raw["ordinals"]["names_after"]),
        fractions=_values(raw["fractions"]["nouns"]),
        multiples=_values(raw["fractions"]["multiples"]),
        glyphs={glyph: (pair[0], pair[1]) for glyph, pair in raw["fractions"]["glyphs"].items()},
        no_fraction_before=_folded(raw["fractions"]["not_after"]),
        fraction_articles=_folded(raw["fractions"]["articles"]),
        third_party=_folded(raw["fractions"]["third_party"]),
        money_scales=raw["currencies"]["scales"],
        ambiguous=frozenset(singular(fold_letters(word)) for word in raw["currencies"]["ambiguous"]),
        cents=_folded(raw["currencies"]["cents"]),
        heads=frozenset(heads),
        head=_head_pattern(heads | set(raw["fractions"]["glyphs"])),
    )


def _after_article(raw: dict[str, Any], units: dict[str, Unit]) -> frozenset[str]:
    """Return the words that can make a number of an «un» before them; any other leaves it an article."""
    words = {word.split(" ")[0].split("-")[0] for word in units}
    words |= {
        *raw["cardinals"]["scales"],
        *raw["groups"]["values"],
        *raw["ordinals"]["values"],
        *raw["fractions"]["nouns"],
        *raw["cardinals"]["tens"],
    }
    casualties = raw["casualties"]["words"]
    return frozenset(
        singular(fold_letters(word))
        for word in (
            *words,
            *casualties,
            *raw["groups"]["adjectives"],
            "à",
            "avec",
            "ferme",
            "ou",
            "et",
            "sur",
            "demi",
            "cent",
            "virgule",
        )
    )


def _bound_tables(raw: dict[str, Any]) -> dict[str, Any]:
    bounds = raw["approximators"]
    before = _bounds(bounds["before"])
    words, symbols, symbol = _unit_tables(raw)
    frees = _folded(bounds["frees_article"])
    return dict(
        unit_words=words,
        unit_symbols=symbols,
        symbol=symbol,
        smaller={(big, little): factor for big, little, factor in raw["units"]["smaller"]["factors"]},
        before=before,
        before_ends=frozenset(" ".join(phrase.split(" ")[-2:]) for phrase in before),
        after=_bounds(bounds["after"]),
        frames=_folded(bounds["frames"]),
        not_alone=_folded(bounds["not_alone"]),
        frees_article=frees,
        after_article=_after_article(raw, words),
        before_article=tuple(end for phrase in frees for end in (f"{phrase} ", f"{phrase[:-1]}'")),
    )


def _context_tables(raw: dict[str, Any]) -> dict[str, Any]:
    times, phrases = raw["times"], raw["phrases"]
    sport = "|".join(re.escape(fold_letters(word)) for word in raw["sport"]["words"])
    return dict(
        months=_folded(times["months"]),
        weekdays=_folded(times["weekdays"]),
        before_year=_folded(times["before_year"]),
        before_clock=_folded(times["before_clock"]),
        before_duration=_folded(times["before_duration"]),
        after_clock=tuple(fold_letters(word) for word in times["after_clock"]),
        names=re.compile(rf"(?:{'|'.join(re.escape(name) for name in raw['labels']['names'])})(?![\w]| d(?:e |'))"),
        labels=_folded(raw["labels"]["before"]),
        bare_labels=_folded(raw["labels"]["before_bare"]),
        roads=_folded(raw["labels"]["roads"]),
        streets=_folded(raw["labels"]["streets"]),
        sport=re.compile(rf"(?<!\w)(?:{sport})(?!\w)"),
        casualties=_folded(raw["casualties"]["words"]),
        told_of=_folded(raw["casualties"]["told_of"]),
        persons=frozenset(singular(fold_letters(word)) for word in raw["ages"]["persons"]),
        person_endings=tuple(raw["ages"]["person_endings"]),
        have=_folded(raw["ages"]["have"]),
        before_age=_folded(raw["ages"]["before"]),
        duration_tails=tuple(fold_letters(word) for word in raw["ages"]["after_duration"]),
        adjectives=frozenset(singular(fold_letters(word)) for word in phrases["adjectives"]),
        determiners=_folded(phrases["determiners"]),
        stop=_folded(phrases["stop"]) - {"fois"},
        adjective_endings=tuple(fold_letters(word) for word in phrases["adjective_endings"]),
        points_of=frozenset(singular(fold_letters(word)) for word in phrases["points_of"]),
        compared=frozenset(singular(fold_letters(word)) for word in phrases["compared"]),
        qualities=frozenset(singular(fold_letters(word)) for word in phrases["qualities"]),
        compounds=re.compile(rf"(?:{'|'.join(re.escape(fold_letters(word)) for word in phrases['compounds'])})(?!\w)"),
        named_scales=_folded(phrases["named_scales"]),
        moves=_folded(phrases["moves"]),
        change_verbs=tuple(phrases["change_verbs"]),
    )


@cache
def number_tables() -> NumberTables:
    """Return the tables of ``summarizer/text/fr/numbers.json``; raises where the file does not have their shape."""
    raw = json.loads(resources.files("summarizer.text.fr").joinpath("numbers.json").read_text(encoding="utf-8"))
    return NumberTables(**_figure_tables(raw), **_bound_tables(raw), **_context_tables(raw))

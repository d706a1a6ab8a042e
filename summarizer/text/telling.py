"""Telling: a short text and a passage of an article as things that can be compared: verbs, figures, names, words.

``told`` reads one text; ``differences`` lists what a text says otherwise than its passage, or says on top of it. It
knows verbs by their stem, figures by their value, names by their words. Never in it: a verdict on the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from summarizer.domain.analysis import NumberMention
from summarizer.text.analyse import attributions_in
from summarizer.text.deeds import Deed, deeds_of, negated_in
from summarizer.text.fold import composed, flatten
from summarizer.text.markers import shows_negation
from summarizer.text.measuring import misstated
from summarizer.text.numbers import read_numbers
from summarizer.text.pack import table, word_set
from summarizer.text.repeating import (
    LONG,
    calendar,
    frame_stems,
    lows,
    name_key,
    related,
    repeats,
    without_frame,
)
from summarizer.text.stems import verb_stem, word_stem
from summarizer.text.view import View, Word, view_of, words_of

Kind = Literal["mood", "tense", "status", "negation", "number", "unit", "bound", "date", "contrary"]

_NOUN_REACH = 3
"""Words behind «aucun» or «sans» among which the noun stands that they deny."""


class Told:
    """What a text tells; each part is read when it is first asked for, as most are of most texts never."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        return words_of(self._text)

    @cached_property
    def view(self) -> View:
        """The text as an article of its own."""
        return view_of(self._text)

    @cached_property
    def deeds(self) -> tuple[Deed, ...]:
        """Its verbs as it uses them."""
        return deeds_of(self.view, 0, len(self._text))

    @cached_property
    def numbers(self) -> tuple[NumberMention, ...]:
        """Its quantities."""
        return read_numbers(self._text)

    @cached_property
    def stems(self) -> tuple[tuple[str, str], ...]:
        """The words that tell something, each with its stem before it."""
        return tuple([(word_stem(word.low), word.low) for word in self._words if _tells(word)])

    @cached_property
    def denied(self) -> frozenset[str]:
        """Stems of nouns under «aucun», «sans», «pas de»."""
        return frozenset(_denied(self._words))

    @cached_property
    def _negations(self) -> dict[int, str]:
        return negated_in(self._words)

    @cached_property
    def negated(self) -> frozenset[str]:
        """Stems of verbs under «ne … pas»."""
        return frozenset(self._negations.values())

    @cached_property
    def plain(self) -> frozenset[str]:
        """Stems of all other words."""
        negated = self._negations
        return frozenset([verb_stem(word.low) for place, word in enumerate(self._words) if place not in negated])

    @cached_property
    def figures(self) -> frozenset[str]:
        """Groups of digits that are no quantity: dates, times, scores."""
        return frozenset(_figures(self._text, self.numbers, self._words))

    @cached_property
    def dates(self) -> frozenset[str]:
        """Days and months."""
        lows = [word.low.removeprefix("mi-") for word in self._words]
        return frozenset([low for low in lows if low in calendar()])

    @cached_property
    def turns(self) -> frozenset[tuple[str, str]]:
        """The words that have a contrary, each with the next word or figure that tells something: «avant», «aube»."""
        return frozenset(_turns(self._words))

    @cached_property
    def _capitals(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _capitals(self._text, self._words)

    @property
    def names(self) -> tuple[str, ...]:
        """Words with a capital inside a sentence, each as ``name_key``."""
        return self._capitals[0]

    @property
    def openers(self) -> tuple[str, ...]:
        """The capitalised first words of its sentences, which may be names or not."""
        return self._capitals[1]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a text says otherwise: ``said`` there, ``there`` what the passage has in its place."""

    kind: Kind
    said: str
    there: str


@lru_cache(maxsize=4096)
def told(text: str) -> Told:
    """Return what a text of a few sentences tells."""
    return Told(composed(text))


_DIGITS = re.compile(r"\d+")
_SCORE = re.compile(r"(?<![\d-])(\d{1,3})\s?[-–:h]\s?(\d{1,3})(?![\d-])|(?<!\d)(\d{1,2})\s?h(?:eures)?(?!\w)")


def _figures(text: str, numbers: Sequence[NumberMention], words: Sequence[Word]) -> Iterator[str]:
    """Yield the groups of digits that no quantity covers, days with their month, scores and times of day."""
    for match in _SCORE.finditer(text):
        if any(number.span.start <= match.start() < number.span.end for number in numbers):
            continue  # «48 heures» last
        yield "-".join(group.lstrip("0") or "0" for group in match.groups() if group)
    for day, month in pairwise(words):
        if month.low in calendar() and day.low.removesuffix("er").isdigit():
            yield f"{day.low.removesuffix('er')} {month.low}"
        if day.low in calendar() and len(month.low) == _YEAR and month.low.isdigit():
            yield f"{day.low} {month.low}"
    for match in _DIGITS.finditer(text):
        if not any(number.span.start <= match.start() < number.span.end for number in numbers):
            yield match.group().lstrip("0") or "0"


def _tells(word: Word) -> bool:
    return len(word.low) >= LONG and not word.low[0].isdigit() and word.low not in word_set("stems", "empty")


def _capitals(text: str, words: Sequence[Word]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the capitalised words inside sentences, and those that open one, each as ``name_key``."""
    names: list[str] = []
    openers: list[str] = []
    flat, end = flatten(text), 0
    for word in words:
        before, end = end, word.end
        if text[word.start].isupper() and len(word.low) > _INITIALS and _names(text, word):
            gap = flat[before : word.start]
            opens = before == 0 or any([mark in gap for mark in '.!?:;"«'])
            (openers if opens else names).extend(name_key(part) for part in word.low.split("-") if part)
    return tuple(names), tuple(openers)


_YEAR = 4
_INITIALS = 2
"""Letters up to which a capitalised word is an initial, a title or an article of a name."""


def _names(text: str, word: Word) -> bool:
    """Tell whether a capitalised word may be of a name: it is no currency («Md€») and no road («D19»)."""
    return text[word.end : word.end + 1] not in ("€", "$", "£") and not any(map(str.isdigit, word.low))


def _denied(words: Sequence[Word]) -> Iterator[str]:
    for index, word in enumerate(words):
        behind = words[index + 1 : index + 1 + _NOUN_REACH]
        if word.low in word_set("stems", "deniers") or (
            word.low in ("pas", "plus", "jamais")
            and [other.low for other in behind[:1]] in (["de"], ["d"])
            and not (
                word.low == "plus" and {"ne", "n"}.isdisjoint(other.low for other in words[max(0, index - 5) : index])
            )
        ):
            for other in behind:
                if _tells(other):
                    yield word_stem(other.low)
                    break


def differences(text: str, passage: Sequence[str], announced: frozenset[str] = frozenset()) -> tuple[Difference, ...]:
    """Return what a text says otherwise than the passage: its verbs, its figures, what it denies. In no order.

    ``announced`` are the passage's conditionals, in lower case, that are the future of a past («a annoncé qu'il
    fermerait»): a text may put them in the future.
    """
    mine = told(text)
    others = [told(piece) for piece in passage]
    theirs = [number for other in others for number in other.numbers]
    return (
        *_of_deeds(mine, [deed for other in others for deed in other.deeds], announced),
        *_of_negations(text, mine, passage, others),
        *_of_dates(mine, others),
        *_of_contraries(mine, others),
        *(Difference(*one) for one in misstated(mine.numbers, theirs, estimated=_estimates(mine))),
    )


def _of_deeds(mine: Told, theirs: Sequence[Deed], announced: frozenset[str]) -> Iterator[Difference]:
    for deed in mine.deeds:
        same = [other for other in theirs if other.stem == deed.stem]
        if not same:
            continue
        kinds = [_otherwise(deed, other, announced) for other in same]
        if None in kinds:
            continue
        kind = kinds[0]
        if kind is not None:
            yield Difference(kind, deed.word, same[0].word)


def _otherwise(mine: Deed, there: Deed, announced: frozenset[str]) -> Kind | None:
    """Return in what a verb of a text is said otherwise than in the passage; None where it is not."""
    if mine.form in (there.form, "infinitive", "conditional"):
        return None if mine.form != "infinitive" or mine.under or there.form != "conditional" else "mood"
    match there.form:
        case "conditional":
            return None if mine.form == "future" and there.word in announced else "mood"
        case "infinitive":
            planned = there.under in _plans() and not there.softened
            return None if mine.form == "future" and planned else "status"
        case "future":
            return "status"
        case "past" | "present":
            return "tense" if mine.form == "future" else None


@cache
def _plans() -> frozenset[str]:
    return frozenset(map(verb_stem, word_set("stems", "plans")))


def _of_negations(text: str, mine: Told, passage: Sequence[str], others: Sequence[Told]) -> Iterator[Difference]:
    """Yield what one side negates and the other says plainly, a verb or a noun.

    A text that rewords may negate otherwise («n'est pas exclu» for «possible»): there a negation counts that the other
    side has in no form at all, and that of a verb which both have.
    """
    negated = frozenset(stem for other in others for stem in other.negated)
    denied = frozenset(stem for other in others for stem in other.denied)
    if not (negated or denied or mine.negated or mine.denied):
        return
    close = repeats(without_frame(text)[0], passage)
    plain = frozenset(stem for other in others for stem in other.plain)
    acted = frozenset(deed.stem for other in others for deed in other.deeds if deed.form != "infinitive")
    both = acted & frozenset(deed.stem for deed in mine.deeds if deed.form != "infinitive")
    dropped, added = (negated - mine.negated) & mine.plain - plain, (mine.negated - negated) & plain
    for stem in sorted(dropped if close or not _denies(text, mine) else dropped & both):
        yield Difference("negation", _word(mine, stem), f"ne pas {_word(mine, stem)}")
    negating = any(_denies(piece, other) for piece, other in zip(passage, others, strict=True))
    for stem in sorted(added if close or not negating else added & both):
        yield Difference("negation", f"ne pas {_word(mine, stem)}", _word(mine, stem))
    have = frozenset(stem for other in others for stem in {one for one, _ in other.stems} - other.denied)
    said = dict(mine.stems)
    if not _denies(text, mine):
        for stem in sorted((denied - mine.denied - have) & said.keys()):
            yield Difference("negation", said[stem], f"aucun {said[stem]}")
    if not negating:
        for stem in sorted((mine.denied - denied) & have):
            yield Difference("negation", f"aucun {said.get(stem, stem)}", said.get(stem, stem))


def _denies(text: str, read: Told) -> bool:
    """Tell whether a text denies anything, in whatever words."""
    return bool(read.negated) or shows_negation(text) or not denials().isdisjoint(read.plain)


@cache
def denials() -> frozenset[str]:
    """Return the stems of the words that deny of themselves: «refuse», «absent», «plutôt»."""
    return frozenset(map(verb_stem, word_set("stems", "denying")))


def _word(mine: Told, stem: str) -> str:
    return next((deed.word for deed in mine.deeds if deed.stem == stem), dict(mine.stems).get(stem, stem))


def _of_dates(mine: Told, others: Sequence[Told]) -> Iterator[Difference]:
    """Yield the days, months, years, times and other figures without a unit that the passage does not have."""
    if not mine.figures and not mine.dates:
        return
    have = frozenset(figure for other in others for figure in other.figures)
    have |= {digits for other in others for number in other.numbers for digits in _digits_of(number.span.text)}
    dates = frozenset(date for other in others for date in other.dates)
    for said in (*sorted(mine.figures - have), *sorted(mine.dates - dates)):
        yield Difference("date", said, "")


def replaces_a_date(said: str, text: str, passage: Sequence[str]) -> bool:
    """Tell whether a day or a month of a text stands in the place of one of its passage that the text leaves out."""
    mine, theirs = told(text).dates, frozenset(date for piece in passage for date in told(piece).dates)
    days = frozenset(table("numbers")["times"]["weekdays"])
    return any(said in kind and kind & theirs - mine for kind in (days, calendar() - days))


def _digits_of(text: str) -> list[str]:
    return [group.lstrip("0") or "0" for group in _DIGITS.findall(text)]


def _of_contraries(mine: Told, others: Sequence[Told]) -> Iterator[Difference]:
    """Yield the words of a text whose contrary the passage has, and which it has not itself."""
    turned = [(stem, word) for stem, word in mine.stems if stem in _contraries()]
    have = frozenset(
        stem for other in others if turned for stem in (*other.plain, *other.negated, *(one for one, _ in other.stems))
    )
    for stem, word in turned:
        against = _contraries()[stem] & have
        if against and stem not in have:
            yield Difference("contrary", word, min(against))
    theirs = frozenset(turn for other in others for turn in other.turns) if mine.turns else frozenset()
    for stem, following in sorted(mine.turns - theirs):
        turned_round = [one for one in sorted(_contraries()[stem]) if (one, following) in theirs]
        if turned_round:
            yield Difference("contrary", f"{stem} {following}", f"{turned_round[0]} {following}")


def _turns(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    for place, word in enumerate(words):
        if word_stem(word.low) not in _contraries():
            continue
        behind = words[place + 1 : place + 1 + _NOUN_REACH]
        following = next((one.low for one in behind if one.low[0].isdigit() or len(one.low) >= LONG), "")
        if following:
            yield word_stem(word.low), word_stem(following)


@cache
def _contraries() -> dict[str, frozenset[str]]:
    """Return the stems that say the contrary of a stem, both ways."""
    found: dict[str, set[str]] = {}
    for one, other in table("stems")["contraries"]:
        for first, second in ((one, other), (other, one)):
            for kind in (word_stem, verb_stem):
                found.setdefault(kind(first), set()).update({word_stem(second), verb_stem(second)})
    return {stem: frozenset(stems) for stem, stems in found.items()}


def _estimates(mine: Told) -> bool:
    """Tell whether a text says by a word of its own that it gives estimates or bounds."""
    return not frozenset(map(verb_stem, word_set("stems", "estimating"))).isdisjoint(mine.plain)


def unsaid(text: str, passage: Iterable[str], allowed: frozenset[str]) -> tuple[tuple[str, ...], int, int]:
    """Return the words of a text that no passage has in any form, the longest run of them, and how many words tell.

    ``allowed`` are stems that may stand in any text: those of its sources' names. Words with which any text may
    attribute or hedge count on neither side.
    """
    have = allowed | {stem for piece in passage for stem, _ in told(piece).stems}
    mine = [(stem, word) for stem, word in told(text).stems if stem not in frame_stems() and stem not in allowed]
    novel, run, longest = [], 0, 0
    for stem, word in mine:
        known = stem in have or any(related(stem, other) for other in have)
        run = 0 if known else run + 1
        longest = max(longest, run)
        if not known:
            novel.append(word)
    return tuple(novel), longest, len(mine)


@lru_cache(maxsize=1024)
def speakers_in(text: str) -> tuple[str, ...]:
    """Return whom a text of its own names as the source of words, in order: «Selon X», «a dit X», «X juge que»."""
    holders = (attribution.holder for attribution in attributions_in(told(text).view))
    return tuple(dict.fromkeys(holder.name for holder in holders if holder is not None))


def shares_a_word(text: str, other: str) -> bool:
    """Tell whether a text has a word that tells something, or a verb, of another in any form."""
    have = told(text).plain | told(text).negated
    return not have.isdisjoint(verb_stem(low) for low in lows(other) if len(low) > 2)


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that tell something."""
    return frozenset(stem for stem, _ in told(text).stems)

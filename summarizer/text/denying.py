"""Denying: whether a text negates more, or less, than what it rewords, counted; which words it negates is ``telling``.
And what a passage has only as the object of a denial: «dément toute négligence».

A negation may be reworded by a word that denies of itself («refuse» for «ne veut pas»), so such words count as well.
Never in it: a verdict on the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from summarizer.text.families import has_any, is_charge, words_known
from summarizer.text.markers import shows_negation, shows_uncertainty
from summarizer.text.pack import table, word_set
from summarizer.text.repeating import LONG, lows, name_key, takes_up
from summarizer.text.stems import verb_stem
from summarizer.text.telling import denials, told
from summarizer.text.view import Word, words_of

_REACH = 4
"""Words behind a denial among which the noun stands that it denies."""

_FEWEST = 2
"""Other words of a text, from which it is looked up in a sentence."""


def negates_more(text: str, passage: Iterable[str]) -> str:
    """Return a verb that a text negates where its passage denies less often, in whatever words; empty where none is."""
    mine = _negated(text)
    theirs = sum(len(told(piece).negated) + len(_denying(piece)) for piece in passage)
    return mine[0] if len(mine) > theirs else ""


def negates_less(text: str, evidence: Iterable[str]) -> str:
    """Return a verb that the evidence negates, piece by piece, where a text denies nothing; empty where none is."""
    if shows_negation(text) or _denying(text) or told(text).negated:
        return ""
    found = [_negated(piece) for piece in evidence]
    return found[0][0] if found and all(found) else ""


def negates_otherwise(text: str, passage: Iterable[str]) -> str:
    """Return the words of negation in which a text differs from a sentence whose words it has, all others as there.

    «Elle n'est pas seule» over «Elle est seule»: whatever else of the sentence denies. Empty where nothing does.
    """
    negating, mine = word_set("tenses", "negators") | {"ne", "n"}, _elided(text)
    said, bare = [low for low in mine if low in negating], [low for low in mine if low not in negating]
    if len(bare) < _FEWEST:
        return ""
    wanted, found = f" {' '.join(bare)} ", ""
    for piece in passage:
        theirs = _elided(piece)
        if f" {' '.join(mine)} " in f" {' '.join(theirs)} ":
            return ""
        places = [place for place, low in enumerate(theirs) if low not in negating]
        joined = " ".join(theirs[place] for place in places)
        at = f" {joined} ".find(wanted)
        if at >= 0:
            first = len(joined[:at].split())
            stretch = theirs[places[first] : places[first + len(bare) - 1] + 1]
            there = [low for low in stretch if low in negating]
            if bool({*there} - {"plus"}) != bool({*said} - {"plus"}):  # «plus» by itself compares
                found = " ".join(said or there)
    return found


def _elided(text: str) -> list[str]:
    """Return the words of a text as they are before a vowel: «ce n'est pas» and «c'est» then begin alike."""
    elided = dict(table("stems")["elided"])
    return [elided.get(low, low) for low in lows(text)]


def _negated(text: str) -> list[str]:
    """Return the verbs under «ne … pas», without those that deny of themselves: «n'exclut pas» affirms."""
    return sorted(told(text).negated - denials())


def _denying(text: str) -> frozenset[str]:
    return (told(text).plain & denials()) | (told(text).negated & denials())


def stated_though_denied(text: str, pieces: Sequence[str], names: frozenset[str]) -> tuple[str, str] | None:
    """Return the denial and its noun that a text tells plainly, where no other word of the passage has that noun.

    ``names`` are words of names and roles, each a ``name_key``: who denies may stand behind his verb.
    """
    found = [
        (piece, phrase, noun) for piece in pieces for phrase, noun in _denied(piece) if name_key(noun) not in names
    ]
    if not found or shows_negation(text) or shows_uncertainty(text) or told(text).negated or told(text).denied:
        return None
    mine = words_known(text)
    if not mine.isdisjoint(_charging()):
        return None
    for piece, phrase, noun in found:
        rest = [piece.replace(phrase, " ", 1), *(other for other in pieces if other != piece)]
        if has_any(words_known(noun), mine) and not any(has_any(words_known(noun), words_known(one)) for one in rest):
            return phrase, noun
    return None


def _denied(piece: str) -> Iterator[tuple[str, str]]:
    """Yield the nouns that a passage denies, each behind the stretch from its verb on: «dément toute négligence»."""
    words = words_of(piece)
    negated = told(piece).negated
    for place, word in enumerate(words):
        stem = verb_stem(word.low)
        before = words[place - 1].low if place else ""
        if stem not in _deniers() or stem in negated or before in ("que", "qu", "un", "le", "ce", "des", "les"):
            continue
        kind = _deniers()[stem]
        if kind == "reflexive" and before not in ("se", "s"):
            continue
        behind = _phrase(piece, words, place)
        noun = next((one for one in behind if _is_noun(one)), None)
        if noun is None or (kind == "reflexive" and behind[0].low not in ("de", "d", "du", "des")):
            continue
        whole = not _list("whole").isdisjoint(one.low for one in behind)
        if kind != "weighed" or whole or is_charge(noun.low):
            yield piece[word.start : noun.end], noun.low


def _phrase(piece: str, words: Sequence[Word], place: int) -> list[Word]:
    """Return the words behind a verb up to where its clause ends or goes over to another verb."""
    found: list[Word] = []
    for before, word in zip(words[place:], words[place + 1 : place + 1 + _REACH], strict=False):
        gap = piece[before.end : word.start].strip(" '’\u00a0\u202f")
        if gap or word.low in ("que", "qu", "avoir", "être", "qui", "et", "mais"):
            break
        found.append(word)
    return found


def _is_noun(word: Word) -> bool:
    """Tell whether a word behind a denial may be what it denies: it tells something, and does not point back."""
    low = word.low
    if len(low) < LONG or low in _list("whole") or low in word_set("stems", "empty") or low.endswith("ment"):
        return False
    return not takes_up(low) and low not in word_set("families", "pointing") | word_set("families", "charging")


@cache
def _list(key: str) -> frozenset[str]:
    """Return one list of the verbs that deny a noun, and of what may stand before it."""
    return frozenset(table("families")["denied"][key])


@cache
def _deniers() -> dict[str, str]:
    return {verb_stem(verb): kind for kind in ("plain", "weighed", "reflexive") for verb in _list(kind)}


@cache
def _charging() -> frozenset[str]:
    """Return the stems with which a text shows that something is charged or denied, and not told as a fact."""
    charging = [verb_stem(low) for low in word_set("families", "charging")]
    return frozenset([*charging, *_deniers()])

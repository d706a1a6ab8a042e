"""Repeating: a text that has most of its words from one sentence of the article, and what it has in their place.

Words are compared in their order. Never in it: what a text that rewords says; that is ``telling``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from summarizer.text.conditionals import conditional_stem
from summarizer.text.fold import composed
from summarizer.text.number_tables import fold_letters
from summarizer.text.pack import table, word_set
from summarizer.text.stems import verb_stem, word_stem
from summarizer.text.view import words_of

LONG = 4
"""Letters of a word that tells something: shorter ones are mostly closed classes."""
_REPEATED, _EXCHANGED, _AT_THE_EDGE = 0.7, 8, 2
"""Share of a text's words that stand in the sentence it repeats, in order; words that stand in the place of others,
inside the text and where it begins or ends: there a text may simply go on otherwise."""
_SAME = 3
"""Words that a short text has of the sentence of which it exchanges the beginning or the end, at least."""
_GOING_ON = ("ce", "qui", "que", "dont", "où")
"""Words with which a text goes on otherwise: «, ce que Karsen dément»."""
_INSIDE = 4
"""Words that it exchanges in its middle, at most."""
_PHRASE = 6
"""Words of a description in whose place a name may stand, at most."""
_HELD = 0.8
"""Share of a sentence's words from which a text has it whole."""
_RELATED = 4
"""Letters that a noun and its verb share at least: «fermeture», «fermera»."""
_BRACKETS = re.compile(r" ?\[[^\]]*\]")
_HEAD = re.compile(
    r"^(?:selon|d['’]après|pour) ([^,:«\"]{1,80}) : (?=[«“\"])|^(?:selon|d['’]après|pour) ([^,]{1,120}?), ",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",? (?:selon|d['’]après) (?!l(?:es|[ae])quel|(?:lui|elles?|eux)\b(?!\.?$))([^,;:]{1,120}?)\.?$", re.IGNORECASE
)


_JOINTS = re.compile(r" (?:et|mais|tandis que|alors que|puis|or) |[;:.,] ")
_JOINED_ON = re.compile(r" (?:et|mais|tandis que|alors que|puis) |; ")


def name_key(word: str) -> str:
    """Return a word of a name as it compares: without accents, in lower case."""
    return fold_letters(word)


@cache
def calendar() -> frozenset[str]:
    """Return the names of the days and months, in lower case."""
    times = table("numbers")["times"]
    return frozenset([*times["weekdays"], *times["months"]])


@cache
def frame_stems() -> frozenset[str]:
    """Return the stems of the words with which any text may attribute or hedge."""
    return frozenset(word_stem(low) for low in word_set("stems", "frame_words"))


@lru_cache(maxsize=2048)
def lows(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, in order."""
    return tuple(word.low for word in words_of(composed(text)))


def repeats(text: str, passage: Sequence[str]) -> bool:
    """Tell whether a text has most of its words, in their order, from one sentence: it repeats rather than rewords."""
    mine = lows(text)
    best = _closest(mine, tuple(passage))
    return best is not None and best[0] >= _REPEATED * len(mine)


def holds(text: str, piece: str) -> bool:
    """Tell whether a text has nearly all words of a sentence, in their order, whatever else it says."""
    theirs = lows(piece)
    matcher = SequenceMatcher(None, lows(text), theirs, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) >= _HELD * len(theirs)


@lru_cache(maxsize=256)
def _closest(
    mine: tuple[str, ...], passage: tuple[str, ...]
) -> tuple[int, tuple[str, ...], SequenceMatcher[str]] | None:
    """Return the sentence that has most of the words in their order: how many, its words, and the comparison."""
    found = []
    for piece in passage:
        matcher = SequenceMatcher(None, mine, lows(piece), autojunk=False)
        found.append((sum(block.size for block in matcher.get_matching_blocks()), lows(piece), matcher))
    return max(found, key=lambda one: one[0], default=None)


def substitutions(
    text: str,
    passage: Sequence[str],
    announced: frozenset[str],
    names: frozenset[str],
    holders: frozenset[str] = frozenset(),
) -> tuple[tuple[str, str], ...]:
    """Return what a text that repeats a sentence has in the place of other words of it; nothing where it rewords.

    Counted are names, figures' nouns, days, contraries, what turns a sentence round, moods; a synonym is none. An empty
    first of a pair: the text leaves out a word of doubt of that sentence. ``names`` are the article's words of names,
    ``holders`` those of whom it gives words to.
    """
    mine = lows(text)
    best = _closest(mine, tuple(passage))
    alone = best is not None and _is_one_exchange(mine, best)
    if best is None or (best[0] < _REPEATED * len(mine) and not alone):
        return ()
    found = []
    _, theirs, matcher = best
    for kind, start, end, low, high in matcher.get_opcodes():
        said, there = mine[start:end], theirs[low:high]
        within = (start > 0 or low == 0) and (end < len(mine) or high == len(theirs))
        inside = start > 0 and end < len(mine)
        uneven = not inside and not alone and abs((end - start) - (high - low)) > _AT_THE_EDGE
        widest = _EXCHANGED if within else _AT_THE_EDGE
        if kind == "replace" and not uneven and max(end - start, high - low) <= widest:
            counted = start > 0 and _is_figure(mine[start - 1])
            known = (names | holders if inside or alone else names, names | holders)
            if _is_exchange(said, there, known, counted=counted) or _is_reformed(said, there, announced):
                found.append((" ".join(said), " ".join(there)))
        doubts = [word for word in there if word in word_set("stems", "doubts")]
        if doubts and start > 0 and kind in ("insert", "replace") and not word_set("stems", "doubts") & set(said):
            found.append(("", " ".join(doubts)))
    return tuple(found)


def _is_one_exchange(mine: Sequence[str], closest: tuple[int, tuple[str, ...], SequenceMatcher[str]]) -> bool:
    """Tell whether a short text is a whole sentence but for other words in one place; a figure among them rewords."""
    same, theirs, matcher = closest
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    if same < _SAME or [kind for kind, *_ in codes] != ["replace"]:
        return False
    _, start, end, low, high = codes[0]
    if mine[start] in _GOING_ON:
        return False
    inside = start > 0 and end < len(mine)
    figures = any(map(str.isdigit, "".join((*mine[start:end], *theirs[low:high]))))
    return not figures and not (inside and max(end - start, high - low) > _INSIDE)


def _is_figure(low: str) -> bool:
    return low[-1].isdigit() or low in ("millions", "milliards", "millier", "milliers", "de", "d")


def _is_reformed(said: Sequence[str], there: Sequence[str], announced: frozenset[str]) -> bool:
    """Tell whether a verb in the conditional or the future stands in another form: «recruterait», «recrute»."""
    if any(conditional_stem(low) for low in said):
        return False
    for low in there:
        ahead = low.endswith(("ra", "ront"))
        if not ahead and (conditional_stem(low) is None or (low in announced and _is_future(said))):
            continue
        if ahead and _is_future(said):
            continue
        if verb_stem(low) in ("être", "avoir") or any(verb_stem(low) == verb_stem(other) for other in said):
            return True
    return False


def _is_future(said: Sequence[str]) -> bool:
    return any(low.endswith(("ra", "ront")) for low in said)


def _is_exchange(
    said: Sequence[str], there: Sequence[str], names: tuple[frozenset[str], frozenset[str]], *, counted: bool
) -> bool:
    """Tell whether words that matter stand in the place of others that do."""
    lost = {verb_stem(low): low for low in there if _says(low)}
    new = {verb_stem(low): low for low in said if _says(low)}
    new_stems = [stem for stem in new if stem not in frame_stems() and not any(related(stem, other) for other in lost)]
    if not new_stems or all(any(related(stem, other) for other in new) for stem in lost):
        return False
    named = len(there) <= _PHRASE and said[0] not in _GOING_ON and not names[0].isdisjoint(map(name_key, said))
    if counted or named or not names[1].isdisjoint(map(name_key, there)):
        return counted or not (_has_conditional(said) and _has_conditional(there))
    matter = word_set("stems", "turning") | calendar()
    return bool(matter & set(said)) and bool(matter & set(there))


def _has_conditional(phrase: Sequence[str]) -> bool:
    """Tell whether a phrase is a clause of its own, with a verb in the conditional: it may be turned as a whole."""
    return any(conditional_stem(low) is not None for low in phrase)


def related(one: str, other: str) -> bool:
    """Tell whether two stems are of one word, or of a verb and its noun."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _RELATED and long.startswith(short)


def _says(low: str) -> bool:
    """Tell whether a word of a text says something by itself: names, nouns, verbs, and what turns a sentence round."""
    if low in word_set("stems", "turning"):
        return True
    return len(low) >= LONG and not any(map(str.isdigit, low)) and low not in word_set("stems", "empty")


def takes_up(words: str) -> bool:
    """Tell whether the telling words of a phrase are only such as take up what was said before: «cette décision»."""
    telling = [low for low in lows(words) if _says(low)]
    return all(low in word_set("stems", "taking_up") for low in telling)


def may_mean_a_name(words: str) -> bool:
    """Tell whether a phrase may stand for somebody named before: a pronoun, «le groupe», «l'intéressé»."""
    phrase = lows(words)
    if phrase and phrase[0] in word_set("stems", "indefinite"):
        return False
    if phrase and (phrase[0] in ("ce", "cet", "cette", "ces") or "même" in phrase[:2]):
        return True
    telling = [low for low in phrase if _says(low)]
    return all(low in word_set("stems", "taking_up") | word_set("stems", "generic") for low in telling)


def parts_of(text: str) -> tuple[str, ...]:
    """Return what stands before and behind each place where a text may be two: «et», «mais», a comma, a full stop."""
    return tuple(part for cut in _JOINTS.finditer(text) for part in (text[: cut.start()], text[cut.end() :]))


def clauses_of(text: str) -> tuple[str, ...]:
    """Return what stands behind each place where a second clause may be joined on: «et», «mais», a semicolon."""
    return tuple(text[cut.end() :] for cut in _JOINED_ON.finditer(text))


def without_insertions(text: str) -> str:
    """Return a text without what stands in brackets: who is meant, what was left out."""
    return _BRACKETS.sub("", text)


def without_frame(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without «Selon X, » before it or «, selon X» behind it, and the X. Insertions in brackets go."""
    bare, holders = without_insertions(text), []
    for regex in (_HEAD, _TAIL):
        match = regex.search(bare)
        if match is not None:
            holders.append(next(group for group in match.groups() if group))
            bare = bare[: match.start()] + bare[match.end() :]
    return bare.strip(), tuple(holders)

"""Verb forms: how surely a word is a finite verb, by its form alone, and in which tense.

Presents and simple pasts are made of the infinitives of ``fr/tenses.json``; imperfects, futures and plurals go by
their ending. Where the word stands, and so whether it is a verb there, is for ``finite``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from summarizer.domain.terms import Tense
from summarizer.text.conditionals import conditional_stem, is_participle, phrase_ahead
from summarizer.text.pack import table, word_set
from summarizer.text.view import View, Word


@cache
def _made() -> dict[str, str]:
    """Return form → «sure», «noun» (also a noun) or «participle» (also a participle), for presents of the table."""
    verbs = table("tenses")
    forms: list[str] = list(verbs["present"])
    for verb in verbs["er"]:
        forms += _presents_in_er(verb[:-2])
    for verb in verbs["ir"]:
        forms += [verb[:-1] + "t", verb[:-1] + "ssent"]
    for verb in verbs["dre"]:
        forms += [verb[:-2], verb[:-2] + "ent"]
    made = dict.fromkeys(forms, "sure")
    for form in word_set("tenses", "like_nouns"):
        made[form] = "noun"
    for form in word_set("tenses", "like_participles"):
        made[form] = "participle"
    for noun in word_set("tenses", "plural_exceptions"):
        made.pop(noun, None)  # «président»
    return made


def _presents_in_er(stem: str) -> list[str]:
    """Return the third persons of a verb in -er: «lève», «cède», «emploie», «appelle», «jette»."""
    if stem.endswith(("oy", "uy")):
        stem = stem[:-1] + "i"
    elif stem.endswith(("appel", "jet", "ficel", "nouvel")):
        stem += stem[-1]
    else:
        stem = re.sub(r"[eé](?=(?:[bcdfglmnprstv]|gn|gu|qu|ch|br|gr|tr|gl)$)", "è", stem)
    return [stem + "e", stem + "ent"]


@cache
def _simple_pasts() -> frozenset[str]:
    stems = [verb[:-2] for verb in table("tenses")["er"]]
    soft = [re.sub("g$", "ge", re.sub("c$", "ç", stem)) + "a" for stem in stems]
    return word_set("tenses", "simple_past") | frozenset(soft)


@lru_cache(maxsize=8192)
def verb_shape(low: str) -> tuple[str, Tense] | None:
    """Return how surely a word is a finite verb, by its form alone, and its tense; None where it is none."""
    if low in _simple_pasts():
        return "sure", "past"
    kind = _made().get(low)
    if kind is not None:
        return kind, "present"
    if len(low) < 4:
        return None
    if low.endswith(("ait", "aient")):
        exclusions = word_set("stances", "imperfect_exclusions")
        return None if low in exclusions or conditional_stem(low) else ("sure", "past")
    if low.endswith(("ra", "ront")):
        return None if low in word_set("stances", "future_nouns") else ("sure", "future")
    if low.endswith("ent"):
        return _plural_shape(low)
    return None


def _plural_shape(low: str) -> tuple[str, Tense] | None:
    if low.endswith(("èrent", "irent", "urent", "inrent")) and low not in word_set("tenses", "not_simple_past"):
        return "sure", "past"
    if low.endswith("ment") or low in word_set("tenses", "plural_exceptions"):
        return None
    return "plural", "present"


@lru_cache(maxsize=8192)
def tense_by_ending(low: str) -> Tense:
    """Return the tense of a word that is known to be a finite verb."""
    shape = verb_shape(low)
    if shape is not None:
        return shape[1]
    if low.endswith(("ais", "ait", "aient", "iez", "ions")) and low not in word_set("tenses", "not_imperfect"):
        return "past"
    if low.endswith(("rai", "ras", "ra", "ront", "erons", "irons", "drons", "erez", "irez", "drez")) and len(low) > 3:
        return "future"
    return "present"


def adverbs_ahead(following: list[str], at: int) -> int:
    """Return how many words at that place are an adverb that may stand before a participle, 0 where none are."""
    low = following[at]
    single = low.endswith("ment") or low in word_set("syntax", "between_verb_and_participle")
    return phrase_ahead(following, at) or int(single)


def participle_near(following: list[str]) -> bool:
    """Tell whether a participle follows an auxiliary, adverbs aside."""
    at = 0
    while at < len(following):
        skipped = adverbs_ahead(following, at)
        if following[at] == "été" or (not skipped and is_participle(following[at])):
            return following[at] not in ("jusqu", "lorsqu", "puisqu")
        if not skipped:
            return False
        at += skipped
    return False


def past_with_etre(view: View, word: Word, following: list[str]) -> bool:
    """Tell whether «est» makes a past tense: reflexive, or with a verb that takes être."""
    participles: frozenset[str] = word_set("tenses", "with_etre")
    before = view.words_before(word.start, 1)
    reflexive = bool(before) and before[0].low in ("s", "se", "m", "me", "nous")
    if before and before[0].low in ("y", "en"):
        reflexive = any(other.low in ("s", "m") for other in view.words_before(before[0].start, 1))
    at = 0
    while at < len(following):
        low = following[at]
        bare = re.sub(r"(?:es|e|s)$", "", low)
        if low in participles or bare in participles:
            return True
        skipped = adverbs_ahead(following, at)
        if not skipped:
            return is_participle(low) and reflexive
        at += skipped
    return False

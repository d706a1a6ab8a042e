"""Deeds: the verbs of a stretch as it uses them, so that two texts can be compared: mood and tense.

«auraient visité» and «ont visité» are one verb in two moods. The comparison knows a verb by its stem (``stems``), so it
says nothing of a text that chooses another verb. Never in it: which of two texts is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from summarizer.domain.span import Span
from summarizer.text.conditionals import is_participle, read_forms
from summarizer.text.finite import Finite, walk
from summarizer.text.holders import is_infinitive
from summarizer.text.pack import word_set
from summarizer.text.stems import verb_stem
from summarizer.text.view import View, Word, view_of, words_of

Form = Literal["past", "present", "future", "conditional", "infinitive"]

_GAP = 5
"""Words between an auxiliary and its participle, or a modal and its infinitive, at most."""
_NEGATED_REACH = 7
"""Words behind «ne» among which its negator stands."""
_CLITIC_ENDS = ("-t-il", "-t-elle", "-t-on", "-il", "-elle", "-on", "-ils", "-elles")


@dataclass(frozen=True, slots=True)
class Deed:
    """One verb of a text. ``stem`` compares; ``under`` is the stem of the modal an infinitive depends on, or empty.

    ``start`` and ``end`` are offsets of the verb's own word in the text that was read. ``softened``: that modal is in
    the conditional.
    """

    stem: str
    form: Form
    word: str
    start: int
    end: int
    under: str = ""
    softened: bool = False


@lru_cache(maxsize=512)
def is_apposition(phrase: str) -> bool:
    """Tell whether a phrase only says something of a noun beside it: a participle without a finite verb, a relative."""
    words = [word.low for word in words_of(phrase)]
    if not words:
        return False
    if words[0] in word_set("tenses", "relatives") or (words[0] == "ce" and words[1:2] == ["que"]):
        return True
    adverbs = word_set("stems", "between") | word_set("tenses", "negators")
    first = next((low for low in words if low not in adverbs), "")
    return is_participle(first) and not any(deed.form != "infinitive" for deed in deeds_of_text(phrase))


@lru_cache(maxsize=256)
def deeds_of_text(text: str) -> tuple[Deed, ...]:
    """Return the deeds of a short text of its own: a claim's text, a sentence of a summary."""
    view = view_of(text)
    return deeds_of(view, 0, len(text))


def deeds_of(view: View, start: int, end: int) -> tuple[Deed, ...]:
    """Return the finite verbs of a stretch of a view, and the infinitives that depend on one of them, in order."""
    words = view.words_in(start, end)
    forms = frozenset(form.start for form in read_forms(view) if start <= form.start < end)
    verbs = walk(view, Span.of(view.text, start, end), (), forms)
    deeds = [_finite(verb, words, forms) for verb in verbs]
    return tuple(sorted([*deeds, *_infinitives(words, deeds)], key=lambda deed: deed.start))


def _finite(verb: Finite, words: tuple[Word, ...], forms: frozenset[int]) -> Deed:
    low = _bare(verb.word.low)
    form: Form = "conditional" if verb.word.start in forms else _tense(verb)
    own = verb_stem(low)
    shown = verb.word
    if own in ("être", "avoir"):
        participle = _participle(words, verb.index)
        if participle is not None:
            shown, own = participle, verb_stem(participle.low)
            form = _compound_form(low, form)
        else:
            own = f"{own} {_carried(words, verb.index)}"
    elif own == "aller" and form in ("future", "conditional"):
        going = next((word for word in words[verb.index + 1 : verb.index + 1 + _GAP] if is_infinitive(word.low)), None)
        if going is not None:
            carried = _participle(words, words.index(going)) if going.low in ("être", "avoir") else None
            shown = carried or going
            own = verb_stem(shown.low)
    return Deed(own, form, shown.low, verb.word.start, shown.end)


def _carried(words: tuple[Word, ...], index: int) -> str:
    """Return the stem of the word that «être» or «avoir» says of its subject: that of «prêt» in «sont prêts»."""
    skipped = _between() | word_set("tenses", "objects") | word_set("tenses", "clitics")
    return next((verb_stem(word.low) for word in words[index + 1 : index + 6] if word.low not in skipped), "")


def _tense(verb: Finite) -> Form:
    return "past" if verb.tense == "past" else "future" if verb.tense == "future" else "present"


def _compound_form(auxiliary: str, form: Form) -> Form:
    if form == "conditional":
        return form
    return "future" if auxiliary in ("sera", "seront", "aura", "auront") else form


def _bare(low: str) -> str:
    for ending in _CLITIC_ENDS:
        if low.endswith(ending):
            return low[: -len(ending)]
    return low


def _participle(words: tuple[Word, ...], index: int) -> Word | None:
    """Return the participle that an auxiliary carries; «été» leads on to the one behind it."""
    for word in words[index + 1 : index + 1 + _GAP]:
        if word.low == "été":
            continue
        if is_participle(word.low):
            return word
        if not (word.low.endswith("ment") or word.low in _between()):
            return None
    return None


@cache
def _between() -> frozenset[str]:
    return (
        word_set("syntax", "between_verb_and_participle")
        | word_set("tenses", "negators")
        | word_set("stems", "between")
    )


@cache
def _modals() -> frozenset[str]:
    return frozenset(map(verb_stem, word_set("stems", "modals")))


def _infinitives(words: tuple[Word, ...], deeds: list[Deed]) -> Iterator[Deed]:
    """Yield the infinitives that depend on a modal of the table, with it; «avoir visité» counts by its participle."""
    modals = {deed.end: deed for deed in deeds if deed.stem in _modals()}
    for index, word in enumerate(words):
        if not (is_infinitive(word.low) or word.low in ("avoir", "être")):
            continue
        governor = next(
            (modals[other.end] for other in reversed(words[max(0, index - _GAP) : index]) if other.end in modals),
            None,
        )
        if governor is None:
            continue
        participle = _participle(words, index) if word.low in ("avoir", "être") else None
        shown = participle or word
        stem = verb_stem(shown.low)
        yield Deed(stem, "infinitive", shown.low, word.start, shown.end, governor.stem, governor.form == "conditional")


def negated_in(words: tuple[Word, ...]) -> dict[int, str]:
    """Return the stems of what the words negate, by the place of the word among them.

    It is the verb behind «ne», or what «être» and «avoir» carry: «n'est pas neuf» negates «neuf», «n'avoir jamais
    douté» «douté». «Ne … que» and a «ne» without a negator negate nothing. A participle set off is negated without
    «ne»: «une étude, jamais publiée».
    """
    found = (_negated(words, index) for index, word in enumerate(words) if word.low in ("ne", "n"))
    bare = (_never(words, index) for index, word in enumerate(words) if word.low == "jamais")
    return dict(one for one in (*found, *bare) if one is not None)


def _never(words: tuple[Word, ...], index: int) -> tuple[int, str] | None:
    """Return the participle behind a «jamais» that no «ne» goes before, None where there is none."""
    behind = words[index + 1].low if index + 1 < len(words) else ""
    if not is_participle(behind) or {word.low for word in words[max(0, index - 5) : index]} & {"ne", "n"}:
        return None
    return index + 1, verb_stem(behind)


def _negated(words: tuple[Word, ...], index: int) -> tuple[int, str] | None:
    behind = words[index + 1 : index + 1 + _NEGATED_REACH]
    negators = word_set("tenses", "negators") | word_set("stems", "deniers") | {"personne", "rien"}
    at = next((place for place, word in enumerate(behind) if word.low in negators), None)
    before = {word.low for word in words[max(0, index - 6) : index]}
    if at is None and not before & (word_set("tenses", "negative_subjects") | {"pas", "ni"}):
        return None
    if (
        at is not None
        and behind[at].low != "pas"
        and [word.low for word in behind[at + 1 : at + 2]] in (["que"], ["qu"])
    ):
        return None
    if at and behind[at - 1].low in ("que", "qu"):
        return None  # «n'étant que plus bruyante»
    skipped = word_set("tenses", "clitics") | word_set("tenses", "objects") | negators
    content = [place for place in range(index + 1, min(len(words), index + 12)) if words[place].low not in skipped]
    if not content:
        return None
    verb = _bare(words[content[0]].low)
    if verb_stem(verb) not in ("être", "avoir") and verb not in ("étant", "ayant"):
        return (content[0], verb_stem(verb)) if len(verb) > 2 else None
    for place in content[1:]:
        if len(words[place].low) > 1 and words[place].low not in _between() | word_set("syntax", "noun_markers"):
            return place, verb_stem(words[place].low)
    return None

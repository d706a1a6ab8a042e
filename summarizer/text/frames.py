"""Frames: the surroundings in which a verb reports words, and what tells them apart.

Never in it: which verbs report (``verbs``, ``fr/cues.json``), who speaks (``attribution``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from summarizer.domain.terms import CueType
from summarizer.text.holders import is_infinitive, noun_phrase
from summarizer.text.holders import tables as holder_tables
from summarizer.text.pack import word_set
from summarizer.text.view import View, Word

Frame = Literal["incise", "que", "quote", "np", "inf", "retro", "bare"]
"""How the words stand to the verb; ``bare`` is a verb of saying with a speaker before it and no frame that is known."""
_RETRO_TYPES = ("verb_neutral", "verb_assertive", "verb_factive")


@dataclass(frozen=True, slots=True)
class Reporting:
    """A reporting verb of the table: its lemma, its cue type, the frames that it reports in."""

    lemma: str
    type: CueType
    frames: frozenset[str]


def frame_of(view: View, group: tuple[int, int], verb: Reporting, inverted: bool) -> Frame | None:
    """Return the frame the verb stands in, or None where nothing is reported."""
    start, end = group
    sentence_end = clause_end(view, end)
    if verb.lemma == "rejeter" and not _rejects_words(view, end, sentence_end):
        return None
    if "que" in verb.frames and _as_said_by(view, start):
        return "incise"
    charged = verb.lemma == "accuser" and any(mark in view.low[end:sentence_end] for mark in (" de ", " d'", " du "))
    if (
        "incise" in verb.frames
        and not charged
        and (inverted or after_clause(view, start))
        and (inverted or _speaker_follows(view, group, sentence_end, verb))
    ):
        return "incise"
    after = view.words_in(end, sentence_end)[:14]
    if verb.type == "verb_denial" and _bare_denial(view, start, after):
        return "np"
    if _object_pronoun(view, start) and not (after and after[0].low in ("que", "qu")):
        return "retro" if "que" in verb.frames and verb.type in _RETRO_TYPES else None
    if verb.type == "verb_investigation" and after and after[0].low in ("si", "s", "pourquoi", "comment"):
        return "que"
    if "que" in verb.frames and que_follows(view, end, after) and not _restrictive(view, start, end):
        return "que"
    if _quote_follows(view, end):
        return "quote"
    if not after:
        return None
    if after[0].low in ("avoir", "être") or (after[0].low in ("n", "ne") and "avoir" in [w.low for w in after[:3]]):
        return "inf"
    if "inf" in verb.frames and (
        _infinitive_follows(view, end, after) or (verb.type == "verb_directive" and _asks_somebody(view, end, after))
    ):
        return "inf"
    first = _first_meaningful(view, end, after)
    if "np" in verb.frames and first is not None and _is_object(view, first):
        return "np"
    reflexive = any(word.low in ("se", "s") for word in view.words_in(start, end))
    return "bare" if not reflexive and verb.lemma not in word_set("cues", "acting") else None


def _rejects_words(view: View, end: int, stop: int) -> bool:
    """Tell whether what is rejected is a statement («ces accusations») and no request or offer."""
    following = {word.low for word in view.words_in(end, stop)[:6]}
    return bool(following & word_set("cues", "rejected_words")) or not following


def _as_said_by(view: View, start: int) -> bool:
    """Tell whether «comme» or «ainsi que» opens the clause: «Comme l'a révélé X, …» reports the whole sentence."""
    return view.low.startswith("l'", start) and view.low[max(0, start - 10) : start].endswith(("comme ", "ainsi que "))


def _speaker_follows(view: View, group: tuple[int, int], stop: int, verb: Reporting) -> bool:
    """Tell whether an inverted subject follows; right behind a quotation any noun phrase is one."""
    start, end = group
    before = view.low[max(0, start - 6) : start].rstrip(" ,")
    if before.endswith('"'):
        words = view.words_in(end, stop)[:1]
        skips = bool(words) and words[0].low in word_set("syntax", "prepositions")
        if skips or (words and noun_phrase(view, words[0].start, stop) is not None):
            return True
    return holder_follows(view, end, stop, directive=verb.type == "verb_directive")


def _bare_denial(view: View, start: int, after: tuple[Word, ...]) -> bool:
    """Tell whether a denial stands without an object: «nie en bloc», «dément.», «le conteste»."""
    if view.low.startswith(("l'", "le ", "la ", "les "), start):
        return True
    return not after or after[0].low in ("en", "catégoriquement", "fermement", "formellement", "vigoureusement", "tout")


def _object_pronoun(view: View, start: int) -> bool:
    """Tell whether the group begins with «l'» before its verb: «Le Kremlin l'a annoncé» points back."""
    return view.low.startswith("l'", start)


def clause_end(view: View, offset: int) -> int:
    """Return where the sentence that holds the offset ends."""
    sentence = view.sentence_at(offset - 1)
    return sentence.span.end if sentence else len(view.text)


def after_clause(view: View, start: int) -> bool:
    """Tell whether the group follows a comma, a closing quotation or a question: where an incise begins."""
    ahead = start - 1
    while ahead >= 0 and view.low[ahead] == " ":
        ahead -= 1
    if ahead < 0 or view.low[ahead] not in ',"?!-…':
        return False
    quotation = view.quotation_at(ahead)
    return quotation is None or quotation.span.end == ahead + 1 or view.low[ahead] != '"'


def holder_follows(view: View, end: int, stop: int, *, directive: bool) -> bool:
    """Tell whether an inverted subject follows the verb; a request's «à X» is its addressee, not its subject."""
    t = holder_tables()
    words = view.words_in(end, stop)[:9]
    if not words or words[0].low in ("n", "ne", "avoir", "être", "aucun", "aucune", "rien"):
        return False
    if directive and words[0].low in ("à", "au", "aux", "de", "d"):
        return False
    position = end
    previous = ""
    for word in words:
        gap = view.low[position : word.start]
        if gap.strip(" '"):
            return False
        if previous in ("à", "de") and word.low.endswith(("er", "ir", "re", "oir")) and word.low not in t.kinds:
            return False
        if word.low in ("que", "qu", "qui") or word.low in t.pronouns:
            return False
        if view.text[word.start].isupper() or word.low in t.civilities:
            return True
        if word.low in t.kinds or word.low in t.anonymous:
            return True
        position, previous = word.end, word.low
    return False


def que_follows(view: View, end: int, after: tuple[Word, ...]) -> bool:
    """Tell whether a *que*-clause follows: «a assuré dimanche que», «a indiqué, dans un texte, que»; not «plus que»."""
    position = end
    previous = ""
    commas = 0
    for word in after:
        gap = view.low[position : word.start]
        if any(char in gap for char in ';:!?."'):
            return False
        commas += gap.count(",")
        if word.low in ("que", "qu"):
            return previous not in ("plus", "moins", "ainsi", "alors", "autant", "aussi", "même", "tel", "telle", "ne")
        if commas == 0 and word.low in ("qui", "dont", "et", "mais"):
            return False
        position, previous = word.end, word.low
    return False


def _restrictive(view: View, start: int, end: int) -> bool:
    """Tell whether *que* only completes «ne» («n'a admis que neuf patients»)."""
    inside = {word.low for word in view.words_in(start, end)}
    after = {word.low for word in view.words_in(end, end + 14)[:1]}
    return bool(inside & {"n", "ne"}) and not (inside | after) & {"pas", "plus", "jamais", "guère", "point"}


def _quote_follows(view: View, end: int) -> bool:
    ahead = view.low[end : end + 60]
    stripped = ahead.lstrip(" ,")
    if stripped.startswith('"'):
        return True
    colon = ahead.find(":")
    return colon >= 0 and ahead[colon + 1 :].lstrip().startswith('"') and "." not in ahead[:colon]


def _first_meaningful(view: View, end: int, after: tuple[Word, ...]) -> Word | None:
    """Return the word the object begins with, adverbials («pour la première fois») skipped; None at a break."""
    skipping = 0
    position = end
    for word in after[:9]:
        if any(char in view.low[position : word.start] for char in ',;:.!?"'):
            return None
        position = word.end
        if skipping:
            skipping -= 1
            continue
        if word.low == "pour":
            skipping = 3
            continue
        if word.low.endswith("ment") or word.low in word_set("syntax", "adverbials_before_object"):
            continue
        return word
    return None


def _is_object(view: View, word: Word) -> bool:
    t = holder_tables()
    if word.low in ("au", "aux", "du"):
        return False
    return (
        word.low in t.determiners | {"de", "d", "près", "plus", "moins", "quelque"}
        or word.low[0].isdigit()
        or (view.text[word.start].isupper())
    )


def _asks_somebody(view: View, end: int, after: tuple[Word, ...]) -> bool:
    """Tell whether somebody is asked to do something: «demande à la Commission d'envoyer»."""
    position = end
    for previous, word in pairwise(after):
        if any(char in view.low[position : word.start] for char in ',;:.!?"'):
            return False
        if previous.low in ("d", "de", "à") and is_infinitive(word.low):
            return True
        position = word.end
    return False


def _infinitive_follows(view: View, end: int, after: tuple[Word, ...]) -> bool:
    position = end
    for word in after[:7]:
        if any(char in view.low[position : word.start] for char in ',;:.!?"'):
            return False
        if word.low in ("de", "d", "à", "ne", "n", "pas", "se", "s", "le", "la", "les", "l", "y", "en", "lui") or (
            word.low not in ("pour", "après", "avant") and view.text[word.start].isupper()
        ):
            position = word.end
            continue
        return is_infinitive(word.low)
    return False

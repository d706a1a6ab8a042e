"""Reporting verbs in use: which occurrences of the table's verbs report words, and in which frame.

A form counts only where its surroundings show a report: inversion after a clause or a quotation, a *que*-clause, a
colon or quotation after it, or for some verbs a plain object or infinitive. Homographs («note», «annonce») fall out
by that, and by the determiner before them. Never in it: who speaks (``attribution``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from summarizer.domain.terms import CueType
from summarizer.text.cues import VERB_TYPES
from summarizer.text.holders import holder_at, is_infinitive
from summarizer.text.holders import tables as holder_tables
from summarizer.text.pack import table, word_set
from summarizer.text.view import View, Word

Frame = Literal["incise", "que", "quote", "np", "inf", "retro"]
_RETRO_TYPES = ("verb_neutral", "verb_assertive", "verb_factive")


@dataclass(frozen=True, slots=True)
class VerbUse:
    """A reporting verb in use. ``start:end`` covers auxiliary, negation and verb («n'a pas confirmé»)."""

    start: int
    end: int
    lemma: str
    type: CueType
    frame: Frame
    past: bool
    negated: bool
    pronoun: str = ""
    gerund: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    lemma: str
    type: CueType
    frames: frozenset[str]


@cache
def _forms() -> dict[str, _Entry]:
    forms: dict[str, _Entry] = {}
    for verb in table("cues")["verbs"]:
        entry = _Entry(verb["lemma"], VERB_TYPES[verb["class"]], frozenset(verb["frames"]))
        for form in verb["forms"]:
            forms.setdefault(form, entry)
    return forms


def read_verbs(view: View) -> tuple[VerbUse, ...]:
    """Return the reporting verbs in use, in order; those inside headings and noise too (callers filter)."""
    found = []
    for index, word in enumerate(view.words):
        base, _, tail = word.low.partition("-")
        entry = _forms().get(base)
        if entry is None or (tail and not _is_inverted(tail)):
            continue
        use = _use(view, index, entry, tail)
        if use is not None:
            found.append(use)
    found.extend(_after_quotations(view, {use.start for use in found}))
    found.extend(
        use for use in _phrases(view) if not any(use.start < other.end and other.start < use.end for other in found)
    )
    return tuple(sorted(found, key=lambda use: (use.start, use.end)))


_ANY_VERB = re.compile(
    r"\"[ ,]*((?:s'|se )?(?:(?:a|ont|avait|est|s'est)(?:-t)?(?:-(?:il|elle|ils|elles|on))? )?"
    r"[a-zà-ÿœ]{3,}(?:e|ent|t|d|ait|é|i|u|is)(?:-t)?(?:-(il|elle|ils|elles|on))?)\b(?! (?:de|du|à|en) )"
)


def _after_quotations(view: View, known: set[int]) -> list[VerbUse]:
    """Return verbs that no table has, right after a quotation and before a holder: they report all the same."""
    found = []
    for quotation in view.quotations:
        match = _ANY_VERB.match(view.low, quotation.span.end - 1, quotation.span.end + 50)
        if match is None or any(match.start(1) - 2 <= start <= match.end(1) for start in known):
            continue
        pronoun = re.search(r"-(il|elle|ils|elles|on)\b", match.group(1))
        last = match.group(1).split()[-1].split("-")[0]
        ahead = view.low[match.end() : match.end() + 1]
        holder = holder_at(view, match.end() + 1, _clause_end(view, match.end())) if ahead == " " else None
        follows = holder is not None and holder.kind in ("person", "state_body", "organisation", "media", "group")
        if pronoun is None and (
            not follows
            or last in word_set("syntax", "noun_markers") | word_set("syntax", "auxiliaries")
            or last in holder_tables().stops
        ):
            continue
        past = " " in match.group(1).removeprefix("se ")
        found.append(
            VerbUse(
                match.start(1),
                match.end(1),
                last,
                "verb_neutral",
                "incise",
                past,
                False,
                pronoun.group(1) if pronoun else "",
            )
        )
    return found


@cache
def _phrase_patterns() -> tuple[tuple[re.Pattern[str], str, CueType], ...]:
    entries = [entry for entry in table("cues")["patterns"] if entry["type"] == "reporting_verb"]
    return tuple((re.compile(entry["regex"]), entry["form"], VERB_TYPES[entry["class"]]) for entry in entries)


def _phrases(view: View) -> list[VerbUse]:
    """Return reporting phrases of several words («laisser entendre», «faire état de», «crier à»)."""
    found = []
    for regex, form, kind in _phrase_patterns():
        for match in regex.finditer(view.low):
            first = view.words_in(match.start(), match.end())[0]
            end = max(match.end(), view.words_in(match.start(), match.end())[-1].end)
            group = _auxiliary(view, first)
            start = group[0] if group is not None else match.start()
            if group is None and _is_participle_form(first.low) and first.low.endswith(("é", "és", "ée", "u", "us")):
                continue
            pronoun = group[3] if group is not None else ""
            frame = _phrase_frame(view, start, end, pronoun)
            past = group is not None or first.low.endswith(("ait", "aient"))
            found.append(VerbUse(start, end, form, kind, frame, past, bool(group and group[2]), pronoun))
    return found


def _phrase_frame(view: View, start: int, end: int, pronoun: str) -> Frame:
    sentence_end = _clause_end(view, end)
    follows = _after_clause(view, start) and _holder_follows(view, end, sentence_end, directive=False)
    if pronoun or follows:
        return "incise"
    return "que" if _que_follows(view, end, view.words_in(end, sentence_end)[:14]) else "inf"


def _is_inverted(tail: str) -> bool:
    return tail.removeprefix("t-") in ("il", "elle", "ils", "elles", "on")


def _use(view: View, index: int, entry: _Entry, tail: str) -> VerbUse | None:
    word = view.words[index]
    base = word.low.partition("-")[0]
    pronoun = tail.removeprefix("t-") if tail else ""
    group = _auxiliary(view, word)
    gerund = False
    if group is not None:
        start, past, negated, aux_pronoun, passive = group
        pronoun = pronoun or aux_pronoun
        if passive:
            return None
    elif _is_not_finite(entry, base):
        return None
    else:
        if _noun_reading(view, word) and not pronoun:
            return None
        gerund = base.endswith("ant")
        start, negated = _simple_group(view, word)
        past = base.endswith(("ait", "aient", "a", "èrent", "irent"))
    frame = _frame(view, start, word.end, entry, bool(pronoun))
    if frame is None or (gerund and frame not in ("que", "quote")):
        return None
    return VerbUse(start, word.end, entry.lemma, entry.type, frame, past, negated, pronoun, gerund)


def _is_not_finite(entry: _Entry, base: str) -> bool:
    """Tell whether a form without auxiliary is an infinitive or a bare participle."""
    participle = _is_participle_form(base) and not base.endswith(("it", "ut", "int"))
    return (participle and not _present_in_e(entry, base)) or base == entry.lemma or base.endswith(("er", "oir"))


def _present_in_e(entry: _Entry, base: str) -> bool:
    """Tell whether a form in -ie or -ue is the present of a verb in -er («nie», «évalue»), not a participle."""
    return entry.lemma.endswith("er") and base.endswith("e") and not base.endswith("ée")


def _is_participle_form(base: str) -> bool:
    return base.endswith(
        ("é", "ée", "és", "ées", "u", "ue", "us", "i", "ie", "is", "it", "ite", "its", "ut", "ert", "int")
    )


def _auxiliary(view: View, word: Word) -> tuple[int, bool, bool, str, bool] | None:
    """Return (start, past, negated, pronoun, passive) of the auxiliary group before a participle, or None."""
    if not _is_participle_form(word.low.partition("-")[0]):
        return None
    negated = False
    before = view.words_before(word.start, 6)
    position = word.start
    for other in reversed(before):
        gap = view.low[other.end : position]
        if any(char in gap for char in '.;:!?\n"'):
            return None
        aux, _, tail = other.low.partition("-")
        if aux in word_set("syntax", "auxiliaries"):
            if "," in gap and aux not in ("a", "ont"):
                return None
            start = _group_start(view, other)
            negated = negated or _has_ne(view, other.start)
            return start, True, negated, tail.removeprefix("t-") if tail else "", False
        if aux in word_set("syntax", "reflexive_auxiliaries"):
            reflexive = [w.low for w in view.words_before(other.start, 1)]
            if reflexive and reflexive[0] in ("s", "se"):
                return _group_start(view, other), True, negated, "", False
            return None
        if other.low == "été":
            return None
        if other.low in ("pas", "jamais", "aucunement", "guère", "nullement"):
            negated = True
        elif (
            other.low not in word_set("syntax", "between_auxiliary_and_participle")
            and not other.low.endswith("ment")
            and "," not in gap
        ):
            return None
        position = other.start
    return None


def _group_start(view: View, auxiliary: Word) -> int:
    """Return where the verb group begins, clitics and «ne» before the auxiliary included."""
    start = auxiliary.start
    for other in reversed(view.words_before(auxiliary.start, 3)):
        if other.low in word_set("syntax", "clitics") and view.low[other.end : start] in (" ", "'"):
            start = other.start
        else:
            break
    return start


def _has_ne(view: View, offset: int) -> bool:
    return any(word.low in ("n", "ne") for word in view.words_before(offset, 3))


def _simple_group(view: View, word: Word) -> tuple[int, bool]:
    start = _group_start(view, word)
    after = [other.low for other in view.words_in(word.end, word.end + 16)[:2]]
    negated = _has_ne(view, word.start) and any(low in ("pas", "plus", "jamais", "guère", "rien") for low in after)
    return start, negated


def _noun_reading(view: View, word: Word) -> bool:
    before = view.words_before(word.start, 1)
    if not before:
        return False
    gap = view.low[before[0].end : word.start]
    if gap not in (" ", "'"):
        return False
    if before[0].low in ("l", "le", "la", "les", "leur"):
        # «il l'annonce» against «l'annonce»: a pronoun or a noun phrase must stand before the clitic
        earlier = view.words_before(before[0].start, 1)
        return not (earlier and earlier[0].low in holder_tables().pronouns | {"qui"})
    return before[0].low in word_set("syntax", "noun_markers")


def _frame(view: View, start: int, end: int, entry: _Entry, inverted: bool) -> Frame | None:
    """Return the frame the verb stands in, or None where nothing is reported."""
    sentence_end = _clause_end(view, end)
    if (
        "incise" in entry.frames
        and (inverted or _after_clause(view, start))
        and (inverted or _holder_follows(view, end, sentence_end, directive=entry.type == "verb_directive"))
    ):
        return "incise"
    after = view.words_in(end, sentence_end)[:14]
    if entry.type == "verb_denial" and _bare_denial(view, start, after):
        return "np"
    if _object_pronoun(view, start) and not (after and after[0].low in ("que", "qu")):
        return "retro" if "que" in entry.frames and entry.type in _RETRO_TYPES else None
    if "que" in entry.frames and _que_follows(view, end, after) and not _restrictive(view, start, end):
        return "que"
    if _quote_follows(view, end):
        return "quote"
    if not after:
        return None
    if "inf" in entry.frames and (
        _infinitive_follows(view, end, after) or (entry.type == "verb_directive" and _asks_somebody(view, end, after))
    ):
        return "inf"
    first = _first_meaningful(view, end, after)
    if "np" in entry.frames and first is not None and _is_object(view, first):
        return "np"
    return None


def _bare_denial(view: View, start: int, after: tuple[Word, ...]) -> bool:
    """Tell whether a denial stands without an object: «nie en bloc», «dément.», «le conteste»."""
    if view.low.startswith(("l'", "le ", "la ", "les "), start):
        return True
    return not after or after[0].low in ("en", "catégoriquement", "fermement", "formellement", "vigoureusement", "tout")


def _object_pronoun(view: View, start: int) -> bool:
    """Tell whether the group begins with «l'» before its verb: «Le Kremlin l'a annoncé» points back."""
    return view.low.startswith("l'", start)


def _clause_end(view: View, offset: int) -> int:
    sentence = view.sentence_at(offset - 1)
    return sentence.span.end if sentence else len(view.text)


def _after_clause(view: View, start: int) -> bool:
    """Tell whether the group follows a comma, a closing quotation or a question: where an incise begins."""
    ahead = start - 1
    while ahead >= 0 and view.low[ahead] == " ":
        ahead -= 1
    if ahead < 0 or view.low[ahead] not in ',"?!-…':
        return False
    quotation = view.quotation_at(ahead)
    return quotation is None or quotation.span.end == ahead + 1 or view.low[ahead] != '"'


def _holder_follows(view: View, end: int, stop: int, *, directive: bool) -> bool:
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


def _que_follows(view: View, end: int, after: tuple[Word, ...]) -> bool:
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

"""Reporting verbs in use: which occurrences of the table's verbs report words, and in which frame.

A form counts only where its surroundings show a report: inversion after a clause or a quotation, a *que*-clause, a
colon or quotation after it, or for some verbs a plain object or infinitive. Homographs («note», «annonce») fall out
by that, and by the determiner before them. Never in it: who speaks (``attribution``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from summarizer.domain.terms import CueType
from summarizer.text.anchors import PatternIndex
from summarizer.text.cues import VERB_TYPES
from summarizer.text.frames import frame_of, que_follows, restrictive
from summarizer.text.holders import holder_at
from summarizer.text.holders import tables as holder_tables
from summarizer.text.incises import ASIDE, closes_apposition, holder_follows
from summarizer.text.pack import hoisted, table, word_set
from summarizer.text.reporting import Frame, Reporting, VerbUse, after_clause, clause_end
from summarizer.text.view import View, Word
from summarizer.text.voices import governing, inverted


@cache
def _forms() -> dict[str, Reporting]:
    return _forms_of(table("cues")["verbs"])


def _forms_of(verbs: list[dict[str, Any]]) -> dict[str, Reporting]:
    forms: dict[str, Reporting] = {}
    for verb in verbs:
        entry = Reporting(verb["lemma"], VERB_TYPES[verb["class"]], frozenset(verb["frames"]))
        for form in verb["forms"]:
            forms.setdefault(form, entry)
    return forms


@cache
def _plain_forms() -> dict[str, Reporting]:
    """Return the forms of verbs that report without «se» («défend» of «défendre», not of «se défendre»)."""
    return _forms_of([verb for verb in table("cues")["verbs"] if not verb["lemma"].startswith(("se ", "s'"))])


def read_verbs(view: View) -> tuple[VerbUse, ...]:
    """Return the reporting verbs in use, in order; those inside headings and noise too (callers filter)."""
    found = []
    forms = _forms()
    for index, word in enumerate(view.words):
        base, _, tail = word.low.partition("-")
        entry = forms.get(base)
        if entry is None or (tail and not _is_inverted(tail)):
            continue
        use = _use(view, index, entry, tail)
        if use is not None:
            found.append(use)
    found.extend(_after_quotations(view, {use.start for use in found}))
    known = {at for use in found for at in (use.start, use.end - 1)}
    found.extend([*inverted(view, known), *governing(view, known)])
    for phrase in _phrases(view):
        clash = [other for other in found if phrase.start < other.end and other.start < phrase.end]
        if all(phrase.start <= other.start and other.end <= phrase.end for other in clash):
            found = [other for other in found if other not in clash] + [phrase]
    return tuple(sorted(found, key=lambda use: (use.start, use.end)))


_GROUP = 9
"""Words before a participle among which its auxiliary is looked for, those of an aside counted."""
_SEMI = 28
"""Characters that the longest semi-auxiliary takes."""
_ANY_VERB = re.compile(
    r"\"[ ,]*((?:s'|se )?(?:(?:a|ont|avait|est|s'est)(?:-t)?(?:-(?:il|elle|ils|elles|on))? )?"
    r"[a-zà-ÿœ]{3,}(?:e|ent|t|d|ait|é|i|u|is)(?:-t)?(?:-(il|elle|ils|elles|on))?)\b(?! (?:de|du|à|en) )"
)


_CAUSATIVE = ("fait", "font", "faisait", "faisaient")


def _after_quotations(view: View, known: set[int]) -> list[VerbUse]:
    """Return verbs that no table has, right after a quotation and before a holder: they report all the same."""
    found = []
    for quotation in view.quotations:
        match = _ANY_VERB.match(view.low, quotation.span.end - 1, quotation.span.end + 50)
        if match is None or any(match.start(1) - 2 <= start <= match.end(1) for start in known):
            continue
        pronoun = re.search(r"-(il|elle|ils|elles|on)\b", match.group(1))
        last = match.group(1).split()[-1].split("-")[0]
        if pronoun is not None and last in _CAUSATIVE:
            continue  # «fait-on valoir»: its infinitive follows
        ahead = view.low[match.end() : match.end() + 1]
        aside = ASIDE.match(view.flat, match.end(), clause_end(view, match.end())) if ahead == "," else None
        at = aside.end() if aside is not None else match.end() + 1
        holder = holder_at(view, at, clause_end(view, match.end())) if ahead == " " or aside is not None else None
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
def _phrase_patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str, CueType], ...]:
    entries = [entry for entry in table("cues")["patterns"] if entry["type"] == "reporting_verb"]
    return tuple(
        (
            tuple(entry.get("anchors", ())),
            re.compile(hoisted(entry["regex"])),
            entry["form"],
            VERB_TYPES[entry["class"]],
        )
        for entry in entries
    )


@cache
def _phrase_index() -> PatternIndex:
    return PatternIndex(anchors for anchors, *_ in _phrase_patterns())


def _phrases(view: View) -> list[VerbUse]:
    """Return reporting phrases of several words («laisser entendre», «faire état de», «crier à»)."""
    found = []
    known = _phrase_patterns()
    for anchors, regex, form, kind in [known[place] for place in view.worth_trying(_phrase_index())]:
        places = [(sentence.span.start, sentence.span.end) for sentence in view.anchored(anchors)]
        for match in (match for place in places for match in regex.finditer(view.low, *place)):
            first = view.words_in(match.start(), match.end())[0]
            end = max(match.end(), view.words_in(match.start(), match.end())[-1].end)
            group = _auxiliary(view, first)
            start = group[0] if group is not None else match.start()
            if (
                group is None
                and _is_participle_form(first.low)
                and first.low.endswith(("é", "és", "ée", "u", "us", "mis"))
            ):
                continue
            pronoun = group[3] if group is not None else ""
            frame = _phrase_frame(view, start, end, pronoun)
            past = group is not None or first.low.endswith(("ait", "aient"))
            found.append(VerbUse(start, end, form, kind, frame, past, bool(group and group[2]), pronoun))
    return found


def _phrase_frame(view: View, start: int, end: int, pronoun: str) -> Frame:
    sentence_end = clause_end(view, end)
    complement = (
        view.low[start:end].rstrip(" '").endswith((" de", " du", " des", " d", " à", " au", " aux", " à la", " comme"))
    )
    behind = after_clause(view, start) and not closes_apposition(view, start)
    follows = behind and holder_follows(view, end, sentence_end, directive=False)
    if pronoun or (follows and not complement):
        return "incise"
    return "que" if que_follows(view, end, view.words_in(end, sentence_end)[:14]) else "inf"


def _is_inverted(tail: str) -> bool:
    return tail.removeprefix("t-") in ("il", "elle", "ils", "elles", "on")


def _use(view: View, index: int, entry: Reporting, tail: str) -> VerbUse | None:
    word = view.words[index]
    base = word.low.partition("-")[0]
    pronoun = tail.removeprefix("t-") if tail else ""
    group = _auxiliary(view, word) or _semi_auxiliary(view, word, entry)
    gerund = False
    if group is not None:
        start, past, negated, aux_pronoun, passive = group
        pronoun = pronoun or aux_pronoun
        if passive:
            return None
    elif _is_not_finite(entry, base) or _after_etre(view, word):
        return None
    else:
        if _noun_reading(view, word) and not pronoun:
            return None
        gerund = base.endswith("ant")
        start, negated = _simple_group(view, word)
        past = base.endswith(("ait", "aient", "a", "èrent", "irent"))
    if entry.lemma.startswith(("se ", "s'")) and not _is_reflexive(view, start, word):
        plain = _plain_forms().get(base)
        if plain is None and not pronoun:
            return None
        entry = plain or entry
    negated = negated and not restrictive(view, start, word.end)
    frame = frame_of(view, (start, word.end), entry, bool(pronoun))
    if frame is None or (gerund and frame not in ("que", "quote", "inf")):
        return None
    return VerbUse(start, word.end, entry.lemma, entry.type, frame, past, negated, pronoun, gerund)


def _is_reflexive(view: View, start: int, word: Word) -> bool:
    """Tell whether «se» stands in the group of a verb: «s'irrite», not «irrite la mairie»."""
    group = {other.low for other in view.words_in(start, word.end)} | {w.low for w in view.words_before(start, 1)}
    return bool(group & {"s", "se"})


def _after_etre(view: View, word: Word) -> bool:
    """Tell whether «être» stands before the form, so that it is a participle («il est écrit», «était dit»)."""
    words = view.words_before(word.start, 2)
    if words and '"' in view.low[words[-1].end : word.start]:
        return False  # «« … depuis l'été », raconte Ana Rol»
    before = [other.low for other in words]
    helping = word_set("syntax", "reflexive_auxiliaries") | {"être", "été", "soit", "fut", "sera", "serait"}
    return bool(before) and (before[-1] in helping or (before[0] in helping and before[-1].endswith("ment")))


def _is_not_finite(entry: Reporting, base: str) -> bool:
    """Tell whether a form without auxiliary is an infinitive or a bare participle."""
    if base == "dixit":
        return False
    participle = _is_participle_form(base) and not base.endswith(("it", "ut", "int"))
    return (participle and not _present_in_e(entry, base)) or base == entry.lemma or base.endswith(("er", "oir"))


def _present_in_e(entry: Reporting, base: str) -> bool:
    """Tell whether a form in -ie or -ue is the present of a verb in -er («nie», «évalue»), not a participle."""
    return entry.lemma.endswith("er") and base.endswith("e") and not base.endswith("ée")


@lru_cache(maxsize=8192)
def _is_participle_form(base: str) -> bool:
    return base.endswith(_participle_endings())


@cache
def _participle_endings() -> tuple[str, ...]:
    return tuple(word_set("syntax", "participle_endings"))


def _auxiliary(view: View, word: Word) -> tuple[int, bool, bool, str, bool] | None:
    """Return (start, past, negated, pronoun, passive) of the auxiliary group before a participle, or None."""
    if not _is_participle_form(word.low.partition("-")[0]):
        return None
    negated = aside = False
    before = view.words_before(word.start, _GROUP)
    position = word.start
    for other in reversed(before):
        gap = view.low[other.end : position]
        if any(char in gap for char in '.;:!?\n"'):
            return None
        aside = aside != ("," in gap)  # «a, dans la foulée, confirmé»
        aux, _, tail = other.low.partition("-")
        if aux in word_set("syntax", "auxiliaries"):
            if view.low[other.end : word.start].count(",") not in (0, 2):
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
            and not aside
        ):
            return None
        position = other.start
    return None


def _semi_auxiliary(view: View, word: Word, entry: Reporting) -> tuple[int, bool, bool, str, bool] | None:
    """Return the group of an infinitive behind «tient à», «a fini par», «est venu»: «tient à rassurer le recteur»."""
    if word.low != entry.lemma.split(" ")[-1].removeprefix("s'"):
        return None
    match = _semi_auxiliaries().search(view.low, max(0, word.start - _SEMI), word.start)
    if match is None or match.end() != word.start:
        return None
    return match.start(), match.group().startswith(("a ", "ont ", "est ", "sont ")), False, "", False


@cache
def _semi_auxiliaries() -> re.Pattern[str]:
    return re.compile(table("voices")["semi_auxiliary_regex"])


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
    position = offset
    for word in reversed(view.words_before(offset, 3)):
        if any(char in view.low[word.end : position] for char in '.;:!?,"'):
            return False
        if word.low in ("n", "ne"):
            return True
        position = word.start
    return False


_NEGATIONS = ("pas", "plus", "jamais", "guère", "rien", "personne", "aucun", "aucune", "nul", "point", "ni")


def _simple_group(view: View, word: Word) -> tuple[int, bool]:
    start = _group_start(view, word)
    after = [other.low for other in view.words_in(word.end, word.end + 16)[:2]]
    negated = _has_ne(view, word.start) and any(low in _NEGATIONS for low in after)
    return start, negated


def _begins_phrase(view: View, offset: int) -> bool:
    """Tell whether a subject follows right behind the offset: «comme le note la Cour»."""
    word = next(iter(view.words_in(offset, offset + 3)), None)
    return word is not None and (word.low in holder_tables().determiners or view.text[word.start].isupper())


def _noun_reading(view: View, word: Word) -> bool:
    before = view.words_before(word.start, 1)
    if not before:
        return False
    gap = view.low[before[0].end : word.start]
    if gap not in (" ", "'"):
        return False
    if before[0].low == "en" and word.low not in word_set("cues", "homographs"):
        return False  # «le rectorat en dénombre trois»
    if before[0].low in ("l", "le", "la", "les", "leur"):
        # «il l'annonce» against «l'annonce»: a pronoun or a noun phrase must stand before the clitic
        earlier = view.words_before(before[0].start, 1)
        if earlier and earlier[0].low in holder_tables().pronouns | {"qui"}:
            return False
        if earlier and earlier[0].low == "comme" and before[0].low in ("l", "le"):
            return not _begins_phrase(view, word.end)  # «comme le rapporte Le Fanal»
        if earlier and earlier[0].low in word_set("syntax", "prepositions") | {"sans", "contre", "vers", "sous"}:
            return view.low[earlier[0].end : before[0].start] == " "  # «à l'avance», «sur la demande»
        opens = not earlier or view.low[earlier[0].end : before[0].start].strip(" ") != ""
        if opens and word.low in holder_tables().kinds:
            return True  # «…, le juge relève»
        noun = word.low in word_set("cues", "homographs")
        return noun or not earlier or earlier[0].low in word_set("syntax", "noun_markers")
    if before[0].low in ("dernier", "dernière", "derniers", "dernières"):
        earlier = view.words_before(before[0].start, 1)
        if earlier and earlier[0].low in ("ce", "cette", "ces"):
            return False  # «cette dernière affirme»
    return before[0].low in word_set("syntax", "noun_markers")

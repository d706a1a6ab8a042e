"""Incises: a reporting verb behind or inside what it reports, told from a verb behind its own subject.

«Le train est parti, affirme le maire» against «Le maire, Luc Amand, affirme…».
"""

from __future__ import annotations

import re

from summarizer.text.holders import holder_at, noun_phrase
from summarizer.text.holders import tables as holder_tables
from summarizer.text.pack import word_set
from summarizer.text.reporting import Reporting, after_clause, clause_end
from summarizer.text.view import View

_PARTICIPLES = (
    "é",
    "ée",
    "és",
    "ées",
    "u",
    "ue",
    "us",
    "ues",
    "ie",
    "is",
    "ies",
    "it",
    "ite",
    "ert",
    "erte",
    "int",
    "inte",
)
_QUOTED = re.compile(r'(?<=\w )"[^"]{1,80}"')
"""Quoted words inside a clause, not a quotation that opens it."""
_CHARGE = re.compile(r"[^;:.!?\"]* (?:de |d')(?:ne pas |n'avoir |avoir |être |s'être |\w+(?:er|ir|re|oir)\b)")
"""«accuse Londres d'armer des bandes»: the accused and the charge, no inverted subject."""


ASIDE = re.compile(
    r"(?:, (?!(?:qui|que|dont|et|mais|il|elle|ils|elles|on|ce) )[^,;:.!?\"]{2,45}){1,2}, "
    r"(?=(?:le |la |les |l'|une? |des |son |sa |ses |leurs? |[A-ZÀ-Þ]))"
)
"""What may stand between the verb and its inverted subject: «, confie, amer, un ancien adjoint»."""


def is_incise(view: View, group: tuple[int, int], verb: Reporting, inverted: bool) -> bool:
    """Tell whether the verb stands behind or inside what it reports: «…, affirme le maire», «comme l'a dit X»."""
    start, end = group
    if "que" in verb.frames and _as_said_by(view, start):
        return True
    if "incise" not in verb.frames or (verb.lemma == "accuser" and _CHARGE.match(view.low, end, clause_end(view, end))):
        return False
    if inverted:
        return True
    behind = after_clause(view, start) and not closes_apposition(view, start)
    return behind and _speaker_follows(view, group, clause_end(view, end), verb)


def closes_apposition(view: View, start: int) -> bool:
    """Tell whether the comma before the verb only closes what stands beside its subject.

    «La rectrice, Ada Quist, a présenté les comptes»: what follows is the object, no inverted subject.
    """
    sentence = view.sentence_at(start)
    floor = sentence.span.start if sentence else 0
    before = _QUOTED.sub(lambda match: "x" * len(match.group()), view.low[floor:start])
    cut = max(before.rfind(mark) for mark in (";", ":")) + 1
    parts = before[cut:].rstrip(" ,").split(", ")
    if len(parts) != 2 or not before.rstrip().endswith(","):
        return False
    lead = len(parts[0]) - len(parts[0].lstrip())
    begin = floor + cut + lead
    subject = holder_at(view, begin, floor + cut + len(parts[0]))
    opening = view.words_in(begin, begin + 1)
    if not opening or opening[0].low in word_set("syntax", "prepositions") | {
        "quant",
        "selon",
        "pour",
        "sans",
        "comme",
    }:
        return False
    if subject is None or subject.span.end < floor + cut + len(parts[0]) or subject.kind in ("unknown", "document"):
        return False
    at = floor + cut + len(parts[0]) + 2
    beside = view.words_in(at, at + len(parts[1]))
    if not beside:
        return False
    named = all(view.text[word.start].isupper() or word.low in holder_tables().links for word in beside)
    phrase = noun_phrase(view, at, at + len(parts[1]))
    noun = beside[1:2] if beside[0].low in holder_tables().determiners else beside[:1]
    role = bool(noun) and holder_tables().kinds.get(noun[0].low) == "person"
    role = role and phrase is not None and phrase[1] >= at + len(parts[1].rstrip())
    participle = beside[0].low.endswith(_PARTICIPLES) and not view.text[beside[0].start].isupper()
    aside = participle or beside[0].low in word_set("voices", "aside_openers")
    return named or role or aside


def _as_said_by(view: View, start: int) -> bool:
    """Tell whether «comme» or «ainsi que» opens the clause: «Comme l'a révélé X, …» reports the whole sentence."""
    return view.low.startswith(("l'", "le "), start) and view.low[max(0, start - 10) : start].endswith(
        ("comme ", "ainsi que ")
    )


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


def holder_follows(view: View, end: int, stop: int, *, directive: bool) -> bool:
    """Tell whether an inverted subject follows the verb; a request's «à X» is its addressee, not its subject."""
    t = holder_tables()
    words = view.words_in(end, stop)[:9]
    if not words or words[0].low in ("n", "ne", "avoir", "être", "aucun", "aucune", "rien"):
        return False
    if words[0].low in ("à", "au", "aux"):  # whom somebody speaks to: «a déclaré à l'agence Corvel le ministre»
        phrase = noun_phrase(view, words[0].start if words[0].low != "à" else words[0].end, stop)
        words = tuple(word for word in words if phrase is not None and word.start >= phrase[1])
        end = phrase[1] if phrase is not None else end
        if not words:
            return False
    if directive and words[0].low in ("à", "au", "aux", "de", "d"):
        return False
    aside = ASIDE.match(view.flat, end, stop)
    if aside is not None:
        end = aside.end()
        words = view.words_in(end, stop)[:9]
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

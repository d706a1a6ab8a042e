"""Incises: a reporting verb behind or inside what it reports, told from a verb behind its own subject.

«Le train est parti, affirme le maire» against «Le maire, Luc Amand, affirme…».
"""

from __future__ import annotations

import re

from summarizer.text.conditionals import conditional_stem
from summarizer.text.holders import holder_at, noun_phrase
from summarizer.text.holders import tables as holder_tables
from summarizer.text.pack import pattern, word_set
from summarizer.text.reporting import Reporting, after_clause, clause_end
from summarizer.text.verb_forms import verb_shape
from summarizer.text.view import View, Word

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
_CHARGING = frozenset(
    ("accuser", "soupçonner", "suspecter", "sommer", "menacer", "prier", "presser", "exhorter", "inviter")
)
"""Verbs that take somebody and «de» with an infinitive."""


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
    if "incise" not in verb.frames or (verb.lemma in _CHARGING and _CHARGE.match(view.low, end, clause_end(view, end))):
        return False
    if inverted:
        return True
    if conditional_stem(view.low[start:end]) is not None:
        return False  # «Le rapport, jamais publié, accuserait le maire»: nobody is quoted by a bare conditional
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
    if len(parts) < 2 or not before.rstrip().endswith(","):
        return False
    while len(parts) > 2 and _is_adverbial(parts[0]):
        cut += len(parts[0]) + 2
        parts = parts[1:]
    lead = len(parts[0]) - len(parts[0].lstrip())
    begin = floor + cut + lead
    subject = holder_at(view, begin, floor + cut + len(parts[0]))
    opening = view.words_in(begin, begin + 1)
    if not opening or opening[0].low in word_set("syntax", "prepositions") - {"des"} | {
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
    for part in parts[1:]:
        if not _stands_beside(view, at, part) and not (_stands_around(view, at, part) and _agrees(view, begin, start)):
            return False
        at += len(part) + 2
    return not _is_resumed(view, start)


def _stands_around(view: View, at: int, part: str) -> bool:
    """Tell whether what stands between two commas is a circumstance: «sous couvert d'anonymat», «à l'issue du vote»."""
    words = view.words_in(at, at + len(part))
    first = words[0].low if words else ""
    if first not in word_set("syntax", "prepositions") | word_set("voices", "circumstances") or '"' in part:
        return False
    return not any((shape := verb_shape(word.low)) is not None and shape[0] == "sure" for word in words)


_GOES_ON = re.compile(r"[^,;:.!?\"]{2,60}, (?P<verb>[^\W\d_]+) ")
"""What follows an incise inside a sentence: the verb of the subject before it."""


def _is_resumed(view: View, verb: int) -> bool:
    """Tell whether the sentence goes on behind an incise: «Cent pompiers, sous la pluie, précise X, sont venus»."""
    goes_on = _GOES_ON.match(view.low, verb)
    behind = goes_on["verb"] if goes_on is not None else ""
    helping = word_set("syntax", "auxiliaries") | word_set("syntax", "reflexive_auxiliaries")
    return behind in helping or (verb_shape(behind) or ("",))[0] == "sure"


def _agrees(view: View, subject: int, verb: int) -> bool:
    """Tell whether a verb may have the number of the phrase that begins at ``subject``."""
    first = view.words_in(subject, subject + 20)[:1]
    group = view.words_in(verb, verb + 30)[:3]
    if not first or not group:
        return False
    many = first[0].low in word_set("voices", "many")
    finite = next((word.low for word in group if word.low not in word_set("syntax", "clitics")), "")
    return many == finite.partition("-")[0].endswith("nt")


_AGE = re.compile(r"(?:âgée? de )?\d{1,3} ans")
_LEAD = re.compile(
    r" ?(?:depuis|après|avant|dès|lors|pendant|durant|en|à|au|aux|dans|sur|hier|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|ce (?:matin|soir)|vers|selon|malgré|face|devant|chez|pour|sans|mais|or|et)\b"
)


def _is_adverbial(part: str) -> bool:
    """Tell whether the part before a subject is an adverbial: «Depuis lundi, Ana Rol, 52 ans, répond…»."""
    return _LEAD.match(part) is not None


def _stands_beside(view: View, at: int, part: str) -> bool:
    """Tell whether what stands between two commas is a name, an office, a participle or an adverbial of the subject."""
    beside = view.words_in(at, at + len(part))
    if beside and beside[0].low in word_set("voices", "aside_openers"):
        return True
    if not beside or '"' in view.low[at : at + len(part)]:
        return False
    adverbial = pattern("syntax", "after_verb_regex").match(f" {part.strip()},")
    if adverbial is not None and adverbial.end() == len(part.strip()) + 1:
        return True
    if _AGE.fullmatch(part.strip()):
        return True
    named = all(view.text[word.start].isupper() or word.low in holder_tables().links for word in beside)
    phrase = noun_phrase(view, at, at + len(part))
    noun = beside[1:2] if beside[0].low in holder_tables().determiners else beside[:1]
    role = bool(noun) and holder_tables().kinds.get(noun[0].low) == "person"
    role = role and phrase is not None and phrase[1] >= at + len(part.rstrip())
    participle = beside[0].low.endswith(_PARTICIPLES) and not beside[0].low.endswith("ait")
    participle = participle and not view.text[beside[0].start].isupper()
    participle = participle or _is_verbless(view, beside)
    return named or role or participle


def _is_verbless(view: View, beside: tuple[Word, ...]) -> bool:
    """Tell whether an aside has no verb and begins no phrase: «absente lundi», «très applaudie»."""
    first = beside[0]
    begins = first.low in holder_tables().determiners | holder_tables().pronouns or view.text[first.start].isupper()
    verbs = any((shape := verb_shape(word.low)) is not None and shape[0] == "sure" for word in beside)
    finite = first.low.endswith(("ait", "aient", "ra", "ront", "ent"))
    return not begins and not verbs and not finite and first.low.endswith(("e", "s", "t", "d", "f", "l", "x", "n"))


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
    if pattern("voices", "one_of_them_regex").match(view.low, end, stop) is not None:
        return True
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

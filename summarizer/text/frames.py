"""Frames: the surroundings in which a verb reports words, and what tells them apart.

Never in it: which verbs report (``verbs``, ``fr/cues.json``), who speaks (``attribution``).
"""

from __future__ import annotations

import re
from itertools import pairwise

from summarizer.text.holders import is_infinitive, noun_phrase
from summarizer.text.holders import tables as holder_tables
from summarizer.text.incises import is_incise
from summarizer.text.number_tables import number_tables
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.reporting import Frame, Reporting, clause_end
from summarizer.text.view import View, Word

_ASIDE = re.compile(
    r", (?:(?:quant à )?(?:lui|elle|eux|elles)|pour (?:sa|leur) part|de (?:son|leur) côté|en revanche|au contraire|"
    r"notamment|entre autres|enfin|d'abord|ensuite|à (?:son|leur) tour|(?:lui|elle|eux|elles) aussi|"
    r"(?:sans|sous|dans|devant|lors|en|avec|par|depuis|pendant|après|avant|via|chez|face|auprès|à|au|aux|hier|ce|cette|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
    r"[^,;:.!?\"]{0,50}),"
)
"""What may stand between a verb and its object: «évoque, lui, une altération», «dit, sans preuve, avoir payé»."""
_RETRO_TYPES = ("verb_neutral", "verb_assertive", "verb_factive")


def frame_of(view: View, group: tuple[int, int], verb: Reporting, inverted: bool) -> Frame | None:
    """Return the frame the verb stands in, or None where nothing is reported."""
    start, end = group
    sentence_end = clause_end(view, end)
    if verb.lemma == "rejeter" and not _rejects_words(view, end, sentence_end):
        return None
    if _BACK.search(view.low, max(0, start - 40), start):
        return "retro"
    if is_incise(view, group, verb, inverted):
        return "incise"
    after = view.words_in(end, sentence_end)[:14]
    if verb.type == "verb_denial" and _bare_denial(view, group, after):
        return "np"
    if _object_pronoun(view, start) and not (after and after[0].low in ("que", "qu")):
        return _pointing(view, group, verb)
    if verb.type == "verb_investigation" and after and after[0].low in ("si", "s", "pourquoi", "comment"):
        return "que"
    near = after
    if verb.lemma in word_set("cues", "acting"):
        between = _BETWEEN.match(view.low, end, sentence_end)
        behind = between.end() if between is not None else behind_adverbials(view, end, sentence_end)
        near = tuple(word for word in after if word.start >= behind)[:5]
    if que_follows(view, end, near):
        if _restrictive(view, start, end):
            return _restricted(view, verb, end, near)
        if "que" in verb.frames:
            return "que"
    if _quote_follows(view, end):
        return "quote"
    if verb.type != "verb_denial" and verb.lemma not in ("savoir", "découvrir") and _colon_follows(view, group, verb):
        return "colon"
    return _of_object(view, group, verb, after) if after else None


def _of_object(view: View, group: tuple[int, int], verb: Reporting, after: tuple[Word, ...]) -> Frame | None:
    """Return the frame of a verb with an infinitive or a noun phrase behind it, or with a speaker before it alone."""
    start, end = group
    aside = _ASIDE.match(view.low, end)
    end = aside.end() if aside is not None else behind_adverbials(view, end, clause_end(view, end))
    after = tuple(word for word in after if word.start >= end) or after
    if _PERFECT.match(view.low, after[0].start) is not None:
        return "inf"
    if "inf" in verb.frames and (
        _infinitive_follows(view, end, after) or (verb.type == "verb_directive" and _asks_somebody(view, end, after))
    ):
        return "inf"
    first = _first_meaningful(view, end, after) if "np" in verb.frames else None
    reflexive = any(word.low in ("se", "s") for word in view.words_in(start, end))
    plain = first is not None and (not reflexive or first.low in ("de", "d", "des"))
    if first is not None and plain and _is_object(view, first) and not _admits(view, verb, first):
        return "np"
    if _quotes_later(view, end):
        return "np"
    return "bare" if not reflexive and verb.lemma not in word_set("cues", "acting") else None


_PERFECT = re.compile(r"(?:(?:n'|ne |s'|se |l'|y |en |pas |jamais |rien |lui |leur ){0,4})(?:avoir|être) ")
"""An infinitive that only what somebody says has: «reconnaît s'être trompé», «dit n'avoir rien vu»."""


def behind_adverbials(view: View, end: int, stop: int) -> int:
    """Return where the adverbials behind a verb end: «admet seulement», «ont confirmé à notre rédaction»."""
    regex = pattern("syntax", "after_verb_regex")
    while (match := regex.match(view.low, end, stop)) is not None:
        end = match.end()
    return end


def _pointing(view: View, group: tuple[int, int], verb: Reporting) -> Frame | None:
    """Return the frame of «l'a annoncé»: it points to what follows a colon, else back to the sentence before."""
    if _colon_follows(view, group, verb):
        return "colon"
    return "retro" if "que" in verb.frames and verb.type in _RETRO_TYPES else None


def _rejects_words(view: View, end: int, stop: int) -> bool:
    """Tell whether what is rejected is a statement («ces accusations») and no request or offer."""
    following = {word.low for word in view.words_in(end, stop)[:6]}
    return bool(following & word_set("cues", "rejected_words")) or not following


def _bare_denial(view: View, group: tuple[int, int], after: tuple[Word, ...]) -> bool:
    """Tell whether a denial stands without an object or with «toute»: «nie tout», «dément : …», «le conteste»."""
    start, end = group
    if view.low.startswith(("l'", "le ", "la ", "les "), start) or view.low[end : end + 2].lstrip().startswith(":"):
        return True
    if after and view.low[after[0].start - 2 : after[0].start] == ": ":
        return True
    return not after or after[0].low in word_set("cues", "bare_denial_words")


def _object_pronoun(view: View, start: int) -> bool:
    """Tell whether the group begins with «l'», or stands behind «qui le»: «Le Kremlin l'a annoncé» points back."""
    cleft = view.low.startswith("le ", start) and view.low.endswith("qui ", 0, start)
    return view.low.startswith("l'", start) or cleft or view.low.endswith("qui le ", 0, start)


def que_follows(view: View, end: int, after: tuple[Word, ...]) -> bool:
    """Tell whether a *que*-clause follows: «a assuré dimanche que», «a indiqué, dans un texte, que»; not «plus que».

    Nor does one where another verb takes it: «a posé sa montre et attendu que la présidente finisse».
    """
    position = end
    previous = joined = ""
    commas = 0
    for word in after:
        gap = view.low[position : word.start]
        if any(char in gap for char in ';:!?."'):
            return False
        commas += gap.count(",")
        if word.low in ("que", "qu"):
            if joined in ("et", "mais", "puis") and "," not in gap:
                return False
            compares = previous in word_set("syntax", "before_comparative_que")
            return not compares or view.low[:position].endswith(("quand même", "tout de même"))
        if commas == 0 and word.low in ("qui", "dont", "et", "mais"):
            return False
        position, previous, joined = word.end, word.low, previous
    return False


def _restrictive(view: View, start: int, end: int) -> bool:
    """Tell whether *que* only completes «ne» («n'a reconnu que trois retards»)."""
    inside = {word.low for word in view.words_in(start, end)}
    after = {word.low for word in view.words_in(end, end + 14)[:1]}
    return bool(inside & {"n", "ne"}) and not (inside | after) & {"pas", "plus", "jamais", "guère", "point"}


def _restricted(view: View, verb: Reporting, end: int, after: tuple[Word, ...]) -> Frame | None:
    """Return the frame of «n'évoque que cinq blessés»: what stands behind *que* is its object."""
    index = next(place for place, word in enumerate(after) if word.low in ("que", "qu"))
    first = after[index + 1] if index + 1 < len(after) else None
    if first is None or "np" not in verb.frames or not _is_object(view, first) or _admits(view, verb, first):
        return None
    return "np"


def restrictive(view: View, start: int, end: int) -> bool:
    """Tell whether «ne» goes with a *que* behind the verb: «n'a évoqué que cinq blessés» denies nothing."""
    after = view.words_in(end, end + 40)[:5]
    return que_follows(view, end, after) and _restrictive(view, start, end)


def _quote_follows(view: View, end: int) -> bool:
    ahead = view.low[end : end + 60]
    stripped = ahead.lstrip(" ,")
    if stripped.startswith('"'):
        return True
    colon = ahead.find(":")
    return colon >= 0 and ahead[colon + 1 :].lstrip().startswith('"') and "." not in ahead[:colon]


_BACK = re.compile(r"(?:^|[.!?\"\n] ?)(?:et )?c'est (?:du moins |en tout cas |aussi )?ce qu(?:e |')(?:\w+ )?$")
_BETWEEN = re.compile(r"(?: [^\W\d]+){0,2},[^,;:.!?\"]{3,60},")
"""An adverbial between a verb and its clause: «a assuré, dans une lettre ouverte, qu'il…»."""
_COLON = re.compile(r"[^.,;:!?\"…]{0,40}: (?=[^\" ])")


def _colon_follows(view: View, group: tuple[int, int], verb: Reporting) -> bool:
    """Tell whether a clause follows after a colon: «Le directeur l'admet volontiers : les délais…».

    A verb that acts as often as it speaks needs a pronoun before it, or nothing between it and the colon.
    """
    start, end = group
    match = _COLON.match(view.low, end, clause_end(view, end))
    if match is None or len(view.words_in(match.end(), clause_end(view, end))) < 3:
        return False
    reflexive = any(word.low in ("se", "s", "l", "le") for word in view.words_in(start, end))
    between = len(view.words_in(end, match.end()))
    return reflexive or between == 0 or (between <= 2 and verb.lemma not in word_set("cues", "acting"))


def _quotes_later(view: View, end: int) -> bool:
    """Tell whether quoted words stand in the verb's object: «juge la mesure « injuste »»; a title or name is none."""
    opening = view.low.find('"', end, min(clause_end(view, end), end + 70))
    if opening < 0 or any(char in view.low[end:opening] for char in ",;:.!?"):
        return False
    quotation = view.quotation_at(opening)
    return quotation is not None and quotation.span.start == opening and quotation.inner.text[:1].islower()


def _first_meaningful(view: View, end: int, after: tuple[Word, ...]) -> Word | None:
    """Return the word the object begins with, adverbials («pour la première fois») skipped; None at a break."""
    aside = _ASIDE.match(view.low, end)
    position = aside.end() if aside else end
    after = tuple(word for word in after if word.start >= position)
    skipping = 0
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
        if word.low in ("chez", "dans", "en", "sur", "lors", "depuis"):
            phrase = noun_phrase(view, word.end, clause_end(view, end))
            skipping = len(view.words_in(word.end, phrase[1])) if phrase is not None else 1
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
        or word.low in number_tables().small
        or (view.text[word.start].isupper())
    )


_VERDICT = re.compile(r"[^,;:.!?\"]{0,60}? (?:coupables?|responsables?|innocente?s?|irresponsables?|complices?)\b")
"""What a court finds: «a reconnu l'entreprise coupable»."""


def _admits(view: View, verb: Reporting, word: Word) -> bool:
    """Tell whether the object is no words at all: patients («a admis 12 malades»), anonymity, guilt."""
    silent = any(other.low == "anonymat" for other in view.words_in(word.start, word.start + 24)[:2])
    verdict = verb.lemma == "reconnaître" and _VERDICT.match(view.low, word.start) is not None
    return (
        silent
        or verdict
        or (verb.lemma == "admettre" and (word.low[0].isdigit() or word.low in number_tables().small))
        or _is_deed(view, verb, word)
    )


def _is_deed(view: View, verb: Reporting, word: Word) -> bool:
    """Tell whether the verb with this object means a deed: «assure l'intérim», «avance 2 millions d'euros»."""
    nouns = table("cues")["deeds_with"].get(verb.lemma)
    if nouns is None or word.low in ("des", "de", "d", "un", "une"):
        return False
    near = view.words_in(word.start, clause_end(view, word.start + 1))[:4]
    return any(other.low in nouns for other in near)


def _asks_somebody(view: View, end: int, after: tuple[Word, ...]) -> bool:
    """Tell whether somebody is asked to do something: «demande au recteur de trancher»."""
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
        if word.low in word_set("syntax", "between_verb_and_infinitive") or (
            word.low not in ("pour", "après", "avant") and view.text[word.start].isupper()
        ):
            position = word.end
            continue
        return is_infinitive(word.low)
    return False

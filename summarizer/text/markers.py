"""Markers of reserve in a sentence that somebody wrote about the article: does it still show whose words these are?

These functions read short free text (the text of a claim, a summary sentence, a headline), not an article: they answer
yes or no and give no offsets into one. The tables are data: ``fr/hardening.json``, and the verbs of ``fr/cues.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from summarizer.text.conditionals import conditional_stem
from summarizer.text.fold import flatten, folded
from summarizer.text.governing import without_asides
from summarizer.text.pack import hoisted, table

_REMEMBERED = 1024
"""Short texts whose answers are kept: the same ones are asked about many times while a brief is made."""
_WORD = re.compile(r"[^\W\d_]+")
_LONGER_WORD = re.compile(r"([^\W\d_]{4,6})[^\W\d_]*")
_AUXILIARY = re.compile(
    r"\b(?:a|ai|as|ont|avait|avaient|aurait|auraient|aura|auront|ayant|avoir|eut)(?:-t-(?:il|elle|on)|-(?:ils|elles))?"
    r"(?: (?:\w+ment|aussi|toujours|déjà|encore|ainsi|pourtant|notamment|même|à nouveau|de nouveau))? $"
)
_PARTICIPLE = re.compile(r"(?:é|ée|és|ées)\Z")
_IRREGULAR_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|i|is|ie|ies|its|ite|ites|u|us|ue|ues)\Z")
_SAYS_AFTER = re.compile(r"""\s*(?:,?\s*que\b|,?\s*qu'|:|"|-t-|-il|-elle|-on)""")
_INCISE_BEFORE = re.compile(r"""(?:,|")\s*(?:a-t-(?:il|elle|on)\s|ont-(?:ils|elles)\s|(?:a|ont)\s)?$""")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”")
_MARKS = str.maketrans({"«": "“", "»": "”", "‹": "‘", "›": "’"})
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=_REMEMBERED)
def shows_reserve(text: str) -> bool:
    """Tell whether a sentence shows a conditional, an attribution or a word of doubt.

    The conditional is a form in -rait or -raient, not an imperfect of «entrer» or «couvrir». The attribution is
    «selon» and its like, or a verb of saying in a finite form; a factive one («a confirmé») is none.
    """
    low = _low(text)
    return _conditional(low) or _matches(low, "attribution") or _says(low) or _matches(low, "doubt")


@lru_cache(maxsize=_REMEMBERED)
def shows_possibility(text: str) -> bool:
    """Tell whether a sentence shows that something is less than certain: reserve, possibility, hypothesis, question."""
    return shows_reserve(text) or _matches(_low(text), "possibility")


@lru_cache(maxsize=_REMEMBERED)
def shows_uncertainty(text: str) -> bool:
    """Tell whether a sentence shows that something is less than certain; to say whose words it gives is not enough."""
    low = _low(text)
    return _conditional(low) or _matches(low, "doubt") or _matches(low, "possibility")


@lru_cache(maxsize=_REMEMBERED)
def shows_mood(text: str) -> bool:
    """Tell whether a sentence keeps what a press conditional says: a conditional of its own, or a word of doubt."""
    low = _low(text)
    return _conditional(low) or _matches(low, "doubt")


def shows_attribution(text: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a sentence gives its words to somebody: an attribution, or one of the names at word borders.

    Verbs that attribute without distance count here («a confirmé», «exhorte»), unlike in ``shows_reserve``.
    """
    low = _low(text)
    return _matches(low, "attribution") or _says(low, close=True) or any(mentions(text, name) for name in names)


def shows_negation(text: str) -> bool:
    """Tell whether a sentence shows a negation, a denial or a refusal."""
    return _negation().search(_low(text)) is not None


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(hoisted(table("hardening")["negation"]["regex"]))


def mentions(text: str, name: str) -> bool:
    """Tell whether a sentence has the name at word borders, up to typography and the case of its first letter."""
    needle, hay = folded(name).strip(), folded(text)
    if not needle or needle[1:] not in hay or not any(map(str.isalnum, needle)):
        return False
    return any(_stands(hay, first + needle[1:]) for first in {needle[0].lower(), needle[0].upper()})


def _stands(hay: str, words: str) -> bool:
    """Tell whether the words stand in the text with no letter, digit or underscore beside them."""
    at = hay.find(words)
    while at >= 0:
        before, after = hay[at - 1 : at] if at else "", hay[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() or before == "_" or after.isalnum() or after == "_"):
            return True
        at = hay.find(words, at + 1)
    return False


def is_function_word(name: str) -> bool:
    """Tell whether a name is a pronoun, an article or another word that names nobody by itself."""
    low = _low(name).strip().rstrip("'")
    return low in table("hardening")["function_words"]["forms"] or len(low) < 2


def without_quotations(text: str) -> str:
    """Return the sentence without the passages it quotes, for checks of the words that are its own."""
    return _QUOTED.sub(" « » ", text)


def quotations(text: str) -> tuple[str, ...]:
    """Return the passages a sentence quotes, in order, without their marks."""
    return tuple(match[0][1:-1].strip() for match in _QUOTED.finditer(text))


def with_gaps(text: str) -> str:
    """Return the text with what its quotations insert in brackets as «[…]»: «Il [le maire] a dit» quotes two pieces."""
    if "[" not in text:
        return text
    kept: list[str] = []
    quoted = False
    at = 0
    while at < len(text):
        char = text[at]
        quoted = char in "«“" or (quoted and char not in "»”")
        end = text.find("]", at) if quoted and char == "[" else -1
        kept.append("[…]" if end >= 0 else char)
        at = end + 1 if end >= 0 else at + 1
    return "".join(kept)


def frame(name: str, passages: Iterable[str]) -> str:
    """Return an attributed sentence that quotes the passages word for word: «Selon X : « … » et « … »».

    An empty name stands for the article itself. Inner guillemets become “ ”, so that the frame stays readable;
    white space becomes single spaces.
    """
    quoted = " et ".join(f"« {_SPACES.sub(' ', passage.translate(_MARKS)).strip()} »" for passage in passages)
    return f"Selon {_holder(name) or 'l’article'} : {quoted}"


def shortened(text: str, limit: int) -> str:
    """Return the text, cut at a word border with an ellipsis where it has more than ``limit`` code points."""
    plain = _SPACES.sub(" ", text).strip()
    if len(plain) <= limit:
        return plain
    cut = plain.rfind(" ", 0, limit)
    return plain[: cut if cut > 0 else limit].rstrip(" ,;:«“(–-") + "…"


@lru_cache(maxsize=_REMEMBERED)
def content_words(text: str) -> frozenset[str]:
    """Return the longer words of a sentence, lower case and cut to six letters, to compare what sentences are about."""
    return frozenset(_LONGER_WORD.findall(_low(text)))


_JOINS = re.compile(r"(?:et|mais|puis) (?:a|ont|avait|avaient|est|sont|était|étaient|\w{2,}(?:e|ent|ait|aient))\b(?!-)")


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of ``text[start:end]`` widened to its clause.

    A clause ends at punctuation and at the conjunctions and relatives of the table; «que» and a quotation mark end it
    to the right only, since what stands before them governs what follows. A stretch that begins with «et» and a
    finite verb of its own begins a clause («n'a pas confirmé | et assure…»); «et» and a participle does not. Offsets
    are those of ``text``; the stretch itself is never cut. An aside that splits a verb from what it governs is no
    border («n'a pas, à ce jour, confirmé»).
    """
    flat = _low(text.replace("İ", "I"))  # the one letter that is longer in lower case: offsets have to stay
    found = _borders("right").search(flat, end) if end < len(text) else None
    if _JOINS.match(flat, start):
        return start, max(found.start() if found else len(text), end)
    lead = without_asides(flat[: start + 4])[:start]  # «que» may begin the stretch
    left = max([match.end() for match in _borders("left").finditer(lead)], default=0) if start > 0 else 0
    return min(left, start), max(found.start() if found else len(text), end)


@lru_cache(maxsize=_REMEMBERED)
def _low(text: str) -> str:
    return flatten(text).lower()


def _holder(name: str) -> str:
    """Return the name as it stands inside a sentence: «Le Kremlin» becomes «le Kremlin», a pronoun nothing."""
    plain = _SPACES.sub(" ", name.translate(_MARKS)).strip()
    if is_function_word(plain):
        return ""
    match = _WORD.match(plain)
    if match and match[0] in table("hardening")["articles"]["forms"] and plain[match.end() : match.end() + 1] in " '’":
        return plain[0].lower() + plain[1:]
    return plain


def _conditional(low: str) -> bool:
    return any(word.endswith(("rait", "raient")) and conditional_stem(word) is not None for word in _WORD.findall(low))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    entries = table("hardening")["patterns"]
    return re.compile(hoisted("|".join(entry["regex"] for entry in entries if entry["kind"] == kind)))


def _matches(low: str, kind: str) -> bool:
    return _pattern(kind).search(low) is not None


@cache
def _borders(side: str) -> re.Pattern[str]:
    borders = table("hardening")["clause_borders"]
    words = borders["both"] + (borders["right"] if side == "right" else [])
    marks = ',;:.!?"()…' if side == "right" else ",;:.!?()…"
    return re.compile(rf"""[{marks}]|\b(?:{"|".join(words)})\b""")


@cache
def _saying_forms(close: bool) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return finite forms that suffice alone, forms that need their frame beside them, and past participles."""
    saying, cues = table("hardening")["saying"], table("cues")
    classes = saying["classes"] + (saying["attributing"] if close else [])
    strong: set[str] = set()
    weak: set[str] = set()
    participles: set[str] = set()
    for verb in cues["verbs"]:
        if verb["class"] in classes:
            endings = _PARTICIPLE if verb["lemma"].endswith("er") else _IRREGULAR_PARTICIPLE
            past = {form for form in verb["forms"] if endings.search(form)}
            participles |= past
            clear = verb["lemma"] in saying["strong"] or verb["class"] in saying["attributing"]
            (strong if clear else weak).update(set(verb["forms"]) - past - {verb["lemma"]})
    homographs = set(cues["homographs"])
    participles |= {"dit", "écrit"}
    return frozenset(strong - homographs), frozenset(weak | strong & homographs), frozenset(participles)


def _says(low: str, *, close: bool = False) -> bool:
    strong, weak, participles = _saying_forms(close)
    for match in _WORD.finditer(low):
        word = match[0]
        if word in strong:
            return True
        if word not in weak and word not in participles:
            continue
        before, after = low[max(0, match.start() - 40) : match.start()], low[match.end() :]
        framed = _SAYS_AFTER.match(after) is not None or _INCISE_BEFORE.search(before) is not None
        if word in participles and _AUXILIARY.search(before) and (framed or word not in _weak_participles()):
            return True
        if word in weak and framed:
            return True
    return False


@cache
def _weak_participles() -> frozenset[str]:
    saying = table("hardening")["saying"]
    verbs = [verb for verb in table("cues")["verbs"] if verb["class"] in saying["classes"]]
    verbs = [verb for verb in verbs if verb["lemma"] not in saying["strong"]]
    return frozenset(form for verb in verbs for form in verb["forms"])

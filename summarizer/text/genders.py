"""Genders: what a phrase, a first name or an office shows of whether «il» or «elle» may mean it.

Never in it: whom a pronoun means (``coreference``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from summarizer.domain.analysis import Holder, Name
from summarizer.text.holders import head_word, tables
from summarizer.text.shapes import gender_of_first_name
from summarizer.text.view import View

_CIVILITY = re.compile(r"^(?:(?P<f>mme|mlle|madame)|m\.|monsieur) ", re.IGNORECASE)
_FEMININE = re.compile(r"^(?:la |une |cette |sa |aucune )", re.IGNORECASE)
_MASCULINE = re.compile(r"^(?:le |un |ce |cet |son |aucun )", re.IGNORECASE)
_SON_BEFORE_VOWEL = re.compile(r"^son ([aeiouyhéèêâîôœ]\w*)", re.IGNORECASE)
"""«son élève»: before a vowel «son» stands for both genders."""
FEMININE_NOUN = re.compile(r"\w+(?:trice|euse|ère|ienne|ive|ée|ate|ante|ente|ière|enne|esse)$")
_FIRST_NAME = re.compile(r"(?:^(?:Me |Dr |Pr |Mgr )?|, )([A-ZÀ-Þ][\w-]+)(?: [A-ZÀ-Þ]|$)")
"""The first name of a full name, at the head of a phrase or in apposition: «l'élue, Ana Rol»."""


@lru_cache(maxsize=4096)
def gender(name: str) -> str:
    """Return «f» or «m» where the phrase shows it, else an empty string."""
    civility = _CIVILITY.match(name)
    if civility is not None:
        return "f" if civility["f"] else "m"
    first = _FIRST_NAME.search(name)
    shown = gender_of_first_name(first.group(1)) if first is not None else ""
    if shown:
        return shown
    if _FEMININE.match(name):
        return "f"
    elided = _SON_BEFORE_VOWEL.match(name)
    if elided is not None:
        return "f" if FEMININE_NOUN.match(elided.group(1)) else ""
    if _MASCULINE.match(name):
        return "m"
    noun = head_word(name)
    common = not name[:1].isupper() or name.lower().startswith(("l'", "l’"))
    if tables().kinds.get(noun) == "person" and common:
        paired = noun.endswith("e") and tables().kinds.get(noun[:-1]) == "person"
        return "f" if paired or FEMININE_NOUN.match(noun) else "m"
    return ""


def is_feminine(pronoun: Holder) -> bool:
    """Tell whether the pronoun («elle», «celle-ci», «cette dernière», «l'intéressée») is feminine."""
    low = pronoun.name.lower()
    return low.startswith(("elle", "celle", "cette")) or low.endswith("ée")


def gender_of_name(view: View, name: Name) -> str:
    """Return the gender that the office beside a name, the determiner before it or the first name shows."""
    return _role_gender(name.role) or _office_gender(view, name) or gender(name.text)


def _office_gender(view: View, name: Name) -> str:
    """Return the gender of the determiner before the office in front of a name («le vice-recteur, Dominique X»)."""
    words = view.words_before(name.span.start, 7)
    for word, after in reversed(list(pairwise(words))):
        office = after.low in ("premier", "première", "ancien", "ancienne") or tables().kinds.get(after.low) == "person"
        if office and word.low in ("le", "un", "la", "une"):
            return "m" if word.low in ("le", "un") else "f"
    return ""


def _role_gender(role: str) -> str:
    """Return the gender that an office shows («la présidente», «préfet»), or nothing («ministre»)."""
    noun = head_word(role) if role else ""
    if not noun or tables().kinds.get(noun) != "person":
        return ""
    if FEMININE_NOUN.match(noun):
        return "f"
    return "" if noun.endswith("e") else "m"

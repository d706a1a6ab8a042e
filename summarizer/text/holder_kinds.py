"""Kinds of holders: what a noun phrase names by its head, civility or shape, and whether it names only a class.

Never in it: where a phrase begins and ends (``holders``). Tables: ``fr/holders.json``, ``fr/places.json``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.domain.terms import SourceKind
from summarizer.text.holder_tables import tables
from summarizer.text.pack import alternation, table, word_set
from summarizer.text.shapes import is_body_shaped

_ISSUER = re.compile(rf" (?:de la |du |de l'|des |de )(?:{alternation(table('holders')['issuers'])})\b")
"""The body whose document it is: «une note de la préfecture» is nobody's secret paper."""
_OF_STATE = word_set("holders", "agency_of_state")
"""What makes an agency one of the state, not of the press: «agence de l'eau», «agence spatiale»."""
_FOR_HIRE = word_set("holders", "agency_for_hire")
_ONE_OF = re.compile(r"(?:l['’])?une? (?:de (?=\w)|d['’](?=\w)|(?=des ))", re.IGNORECASE)


def without_leading_article(name: str) -> str:
    """Return the name without its leading determiner («L'ombre des grues» gives «ombre des grues»)."""
    first = re.match(r"([^\W_]+)(?:['’]| )", name)
    return name[first.end() :] if first and first.group(1).lower() in tables().determiners else name


@lru_cache(maxsize=4096)
def head(name: str) -> str:
    """Return the lower-case words of a phrase without leading determiners and adjectives before the noun."""
    t = tables()
    parts = re.findall(r"[^\W_]+(?:-[^\W_]+)*", name.lower().replace("’", "'"))
    while len(parts) > 1 and parts[0] in t.determiners | {"de", "nombreux", "nombreuses", "haut", "hauts", "ancien"}:
        parts = parts[1:]
    return " ".join(parts)


def head_word(name: str) -> str:
    """Return the first word of a phrase's head: its noun."""
    return head(name).split(" ")[0]


@lru_cache(maxsize=4096)
def kind_of(name: str) -> SourceKind:
    """Return the kind of a holder from its head noun, its civility or its shape."""
    t = tables()
    first_word = re.match(r"[^\W_]+", name)
    if first_word and first_word.group().lower() in t.civilities and (len(name) > len(first_word.group()) + 1):
        return "person"
    low = head(name)
    words = low.split()
    if not words:
        return "unknown"
    one = _ONE_OF.match(name)
    if one is not None and kind_of(name[one.end() :]) == "group":
        return "person"  # «l'un de ses députés»
    if words[-1] in ("eux", "elles"):
        return "person" if words[0] in ("un", "une") or low.startswith(("eux", "elles", "d ")) else "group"
    if low in t.capitals or low in t.countries or words[0] in t.capitals:
        return "state_body"
    if len(words) == 1 and name.split()[-1][:1].isupper() and re.sub(r"s$", "", low) in t.demonyms:
        return "group"
    agency = _kind_of_agency(words)
    if agency is not None:
        return agency
    for length in (3, 2):
        compound = t.kinds.get(" ".join(words[:length]))
        if compound:
            return compound
    if words[0] in t.kinds:
        return t.kinds[words[0]]
    stem = re.sub(r"^(?:ex|vice|co)-", "", words[0])
    if stem in t.kinds:
        return t.kinds[stem]
    for word in words[1:3]:
        if word in t.kinds and words[0] not in ("de", "du"):
            return t.kinds[word]
    return _kind_by_shape(name)


def _kind_of_agency(words: list[str]) -> SourceKind | None:
    """Return the kind of an agency that is none of the press: «agence de l'eau», «agence immobilière»; else None."""
    if words[0] != "agence" or len(words) < 2:
        return None
    if words[1] in _FOR_HIRE:
        return "organisation"
    if words[1] not in _OF_STATE or words[2:3] in (["presse"], ["état"]):
        return None
    return "organisation" if any(word in _FOR_HIRE for word in words[2:4]) else "state_body"


def _kind_by_shape(name: str) -> SourceKind:
    stripped = re.sub(r"^(?:[Ll][ea]s? |[Ll]['’])", "", name)
    words = stripped.split()
    if words and words[0].isupper() and len(words[0]) >= 2:
        return "organisation"
    capitals = [word for word in words if word[:1].isupper()]
    if stripped == name and 2 <= len(words) <= 4 and len(capitals) >= 2:
        return "organisation" if is_body_shaped(name) else "person"
    if len(words) >= 3 and words[0][:1].islower() and len(capitals) >= 2 and words[-1][:1].isupper():
        return "person"  # «botaniste Ada Quist»: a trade and a name
    return "unknown"


@lru_cache(maxsize=4096)
def is_anonymous(name: str) -> bool:
    """Tell whether a phrase names only a class: indefinite, no proper name, no single body behind it."""
    t = tables()
    low = name.lower().replace("’", "'")
    if head_word(name) in word_set("holders", "circles"):
        return True
    if low.startswith(t.always) or head(name) in t.always:
        return not proper_inside(name) or low.startswith(("une source", "des sources"))
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", low)
    if (
        words[1:2]
        and words[1] in word_set("holders", "anonymous_plural")
        and words[0] in ("les", "ses", "leurs", "nos")
    ):
        return not proper_inside(name)
    if not words or words[0] not in t.indefinite:
        return False
    noun = head_word(name)
    if noun in word_set("holders", "papers"):
        return not proper_inside(name) and _ISSUER.search(low) is None
    if noun in ("source", "sources", "proche", "proches"):
        return True
    return not named_person_inside(name)


def is_held(name: str) -> bool:
    """Tell whether a phrase names papers that somebody has from others: «ces documents», no study of his own."""
    return head_word(name) in word_set("holders", "held_papers")


def proper_inside(name: str) -> bool:
    """Tell whether a capitalised word stands behind the first word of a phrase."""
    return any(word[:1].isupper() for word in re.split(r"[\s'’]", name)[1:])


def named_person_inside(name: str) -> bool:
    """Tell whether two capitalised words in a row follow: «un habitant, Jean Dorval» but not «un élu de Trévaux»."""
    return re.search(r"(?<!de )(?<!d['’])\b[A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ][\w-]+", name) is not None

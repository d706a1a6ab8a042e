"""Namings: what the words of a description or around a name say of whom they mean.

Titles beside offices, charges, papers and who issued them, adjectives and peoples of a place.
Never in it: which of several groups is meant (``engines.rules.taking_up``). Table: ``fr/actors.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from summarizer.text.gazetteer import demonyms_in
from summarizer.text.pack import table
from summarizer.text.wording import without_article

_LEAST = 4
"""Letters that a place and its adjective share at least."""


def holds_title(phrase: str, roles: Iterable[str]) -> bool:
    """Tell whether a title («le chef de l'État») is that of somebody with one of these offices («président»)."""
    low = without_article(phrase.replace("’", "'")).lower().removesuffix(" sortant").removesuffix(" sortante")
    offices: list[str] = table("actors")["titles"].get(low, [])
    return bool(offices) and any(_is_office(role, office) for role in roles for office in offices)


def _is_office(role: str, office: str) -> bool:
    """Tell whether a role is that office of the state, none of a body: «président déchu», not «président du club»."""
    low = without_article(role.replace("’", "'")).lower()
    if not low.startswith(office):
        return False
    rest = low[len(office) :]
    if " " in office or office in ("maire", "préfet", "préfète"):
        return not rest or rest.startswith((" ", ","))
    return not rest or (rest.startswith(" ") and (" de la république" in rest or _OF_BODY.search(rest) is None))


_OF_BODY = re.compile(r" (?:du|de|des|d'|délégué|directeur|général)")
_CHARGE = re.compile(
    r"[^.!?;]{0,60}\b(?:a comparu|comparaî\w+|comparaissait|(?:est|était|sera|a été) (?:[^\W\d_]+ )?"
    r"(?:jugée?|poursuivie?|accusée?|soupçonnée?|mise? en (?:examen|cause)|condamnée?|écrouée?|renvoyée? devant)"
    r"|, (?:accusée?|jugée?|poursuivie?|soupçonnée?|mise? en examen|condamnée?) |encourt|a été relaxée?)\b"
)
_CHARGED_BEFORE = re.compile(
    r"\b(?:procès d(?:e |')|accuse |condamné |soupçonne |poursuit |relaxé |requis contre |reproché à |reproche à )"
    r"(?:[^\W\d_]+ ){0,2}$|\b(?:poursuivi|jugé|accusé|soupçonné|mise? en examen|condamné|renvoyé|inculpé)e? "
    r"[^.;:!?]{3,60}, (?:l'|le |la )?(?:[^\W\d_]+ ){0,4}$",
    re.IGNORECASE,
)


def is_charged(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name say that somebody is charged or tried."""
    if _CHARGED_BEFORE.search(text[max(0, start - 90) : start].replace("’", "'")) is not None:
        return True
    return _CHARGE.match(text[end : end + 130].replace("’", "'")) is not None


_PAPER = re.compile(
    r"\b(?:étude|rapport|enquête|travaux|note|synthèse|publication|expertise|bilan|document|article)s?\b"
    r"(?!\s+(?:interne|de police))[^.!?;:«»]{0,50}"
    r"(?: de| d'| du| par| que publie[^.!?]{0,20}| publie[^.!?]{0,20}) ?(?:la |le |l'|les )?(?:[^\W\d_]+ ){0,2}$"
)


def is_told_as_issuer(text: str, start: int) -> bool:
    """Tell whether a paper stands before a name as its own: «un rapport publié par Xylor», «l'étude de l'institut»."""
    return _PAPER.search(text[max(0, start - 90) : start].replace("’", "'").lower()) is not None


@lru_cache(maxsize=4096)
def local_stem(phrase: str) -> str:
    """Return the stem of the place's adjective that ends a phrase of two words: «club trévalois» gives «trév»."""
    words = without_article(phrase.replace("’", "'")).lower().split(" ")
    stem = min(demonyms_in(frozenset(words[1:])), default="") if len(words) == 2 else ""
    return stem[:_LEAST] if len(stem) < _LEAST + 2 else stem[:-1]


def people_stem(text: str, start: int, name: str) -> str:
    """Return the stem of a people told by a capital in the plural: «les Morviens» gives «morv»; else nothing."""
    bare = without_article(name)
    if " " in bare or not bare[:1].isupper() or not bare.endswith("s") or bare.isupper():
        return ""
    lead = bare != name or text[max(0, start - 4) : start].lower() == "les "
    low = bare.casefold()
    if not lead or (bare != name and not name.lower().startswith("les ")):
        return ""
    stem = next(iter(demonyms_in(frozenset([low]))), "") or low.removesuffix("s").removesuffix("e")
    return stem if len(stem) >= _LEAST else ""


_AFFILIATION = re.compile(
    r", (?!(?:au|aux|à|dans|sur|en|lors|pour|selon|qui|que|dont|où|a|ont|est|était|le|la|les|et|mais|ainsi|avec|devant|"
    r"chez|par|de|des|du|lui|elle|eux|interrogée?|jointe?|citée?|également|aussi)\b)[a-zà-ÿ][^,.;:()«»\"]{2,60}? "
    r"(?:à|au|aux|de|du|des|chez) (?:l['’]|la |le |les )?[^,.;:()«»\"]{3,70}(?=[,.;)])"
)
"""Where somebody works, behind the name and the trade: «Ana Rol, cryptographe à l'université de Trévaux,»."""
_TITLE = re.compile(r"(?!.* d(?:e|u|es) )(?:[a-zà-ÿ-]+ ){1,4}(?=[A-ZÀ-Þ][\w'’-]+)")


def affiliation_at(text: str, end: int) -> tuple[int, int] | None:
    """Return the offsets of the apposition behind a name that tells where somebody works, or None."""
    match = _AFFILIATION.match(text, end)
    return match.span() if match is not None else None


def bare_title(name: str) -> str:
    """Return a paper's title without what stands before it («quotidien anglais The Ledger»); else nothing."""
    match = _TITLE.match(name)
    return name[match.end() :] if match is not None else ""

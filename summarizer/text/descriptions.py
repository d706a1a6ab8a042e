"""Descriptions: what a phrase without a name says of whom it means («cette ancienne pilote», «l'industriel»), and names
as they are compared: without article, without the noun before them.

Never in it: whom a phrase means (``engines.rules.joining``). Table: ``fr/actors.json``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from summarizer.text.gazetteer import demonyms_in
from summarizer.text.holders import head_word, tables
from summarizer.text.pack import table, word_set

_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LEAD = re.compile(r"(les? |la |l'|ce |cet |cette |ces |un |une |des |son |sa |ses |leurs? )?", re.IGNORECASE)
_FORMER = ("ancien", "ancienne", "ex")
_BEFORE_NOUN = word_set("actors", "adjectives_before_noun")
_CLASSES = ("company", "association", "institution", "club", "premises", "press", "heading")
_FEMININE = re.compile(r"(?:trice|euse|ère|ienne|ive|ée|ate|ante|ente|enne|esse|eure)$")


@dataclass(frozen=True, slots=True)
class Description:
    """A phrase without a proper name: its determiner, its noun, and whether it says «ancien» or has a complement.

    ``of_place``: its only adjective is a demonym («le club trévalois»).
    """

    determiner: str
    noun: str
    former: bool
    complement: bool
    bare: bool
    classes: frozenset[str]
    of_place: bool = False

    @property
    def demonstrative(self) -> bool:
        """Tell whether it points («ce responsable»)."""
        return self.determiner in ("ce", "cet", "cette", "ces")

    @property
    def somebody(self) -> bool:
        """Tell whether its noun means a person («rescapé», «connaisseur»)."""
        kinds, plural = tables().kinds, self.noun + "s"
        return (
            kinds.get(self.noun) == "person"
            or kinds.get(plural) == "group"
            or plural in word_set("holders", "anonymous_plural")
        )

    @property
    def office(self) -> bool:
        """Tell whether its noun names an office, which may be held by somebody not named yet."""
        return self.noun in word_set("actors", "offices")


@lru_cache(maxsize=4096)
def describe(phrase: str, before: str = "") -> Description | None:
    """Return the description a phrase is, ``before`` the words in front of it; None where it is a proper name."""
    flat = phrase.replace("’", "'")
    match = _LEAD.match(flat)
    determiner = (match.group(1) or "").strip().lower() if match else ""
    if not determiner:
        lead = re.search(
            r"(?:^|[\s(«\"“])(l'|les? |la |ces? |cet |cette |du |des |aux? |sa |son |leur )$", before.lower()
        )
        determiner = lead.group(1).strip() if lead else ""
    rest = flat[match.end() :] if match else flat
    words = _WORDS.findall(rest)
    if not words or words[0][0].isupper():
        return None
    lows = [word.lower() for word in words]
    former = lows[0] in _FORMER[:2] or lows[0].startswith("ex-")
    if former:
        lows = lows[1:] if lows[0] in _FORMER[:2] else [lows[0].removeprefix("ex-"), *lows[1:]]
    noun = lows[0] if lows else words[0].lower()
    while len(lows) > 1 and lows[0] in _BEFORE_NOUN:
        lows = lows[1:]
        noun = lows[0]
    complement = any(low in ("de", "du", "des", "d") for low in lows)
    local = len(lows) == 2 and bool(demonyms_in(frozenset(lows[1:])))
    return Description(determiner.replace("'", ""), noun, former, complement, len(lows) == 1, classes_of(noun), local)


@lru_cache(maxsize=4096)
def classes_of(noun: str) -> frozenset[str]:
    """Return the classes of bodies that a noun may take up («compagnie»: company)."""
    return frozenset(key for key in _CLASSES if noun in word_set("actors", key))


@lru_cache(maxsize=4096)
def of_place(phrase: str) -> bool:
    """Tell whether a phrase is a noun of a class and the place it is from: «la société de Trévaux»."""
    match = re.fullmatch(r"(?:[Ll]e |[Ll]a |[Ll]'|[Ll]’)?([a-zà-ÿ-]+) (?:de |d'|d’)[A-ZÀ-Þ][\w-]+", phrase)
    return match is not None and bool(classes_of(match.group(1)) - {"institution", "heading"})


@lru_cache(maxsize=4096)
def is_qualified(phrase: str) -> bool:
    """Tell whether a phrase is a noun for any body and an adjective of its field: «l'autorité sanitaire»."""
    words = _WORDS.findall(_LEAD.sub("", phrase.replace("’", "'"), count=1).lower())
    return len(words) == 2 and words[0] in word_set("actors", "any_institution") and _FIELD.search(words[1]) is not None


_FIELD = re.compile(r"(?:aires?|iques?|ale?|elle|ière|ive|enne|péen|péenne)$")


def calls(noun: str, role: str) -> bool:
    """Tell whether a noun may stand for somebody of that office («magistrat» for «procureur de Trévaux»)."""
    words = set(_WORDS.findall(role.lower().replace("’", "'")))
    low = role.lower()
    singular = masculine(noun)
    others: list[str] = table("actors")["same_office"].get(noun, table("actors")["same_office"].get(singular, []))
    return (
        noun in words
        or singular in {masculine(word) for word in words}
        or any(other in words or (" " in other and other in low) for other in others)
    )


def is_other_trade(noun: str, phrase: str) -> bool:
    """Tell whether the phrase is somebody of another trade than the noun: «l'hydrologue Paul X» is not «l'éleveur»."""
    own = head_word(phrase) if phrase else ""
    offices, vague = word_set("actors", "offices"), word_set("holders", "vague_epithets")
    if noun in vague or own in vague or tables().kinds.get(own) != "person" or calls(noun, phrase):
        return False
    return own not in offices or noun in offices


def masculine(noun: str) -> str:
    """Return the masculine of a noun of office, as far as its ending shows it («magistrate»: «magistrat»)."""
    for ending, other in (
        ("trice", "teur"),
        ("euse", "eur"),
        ("eure", "eur"),
        ("ienne", "ien"),
        ("ière", "ier"),
        ("ante", "ant"),
        ("ée", "é"),
        ("ue", "u"),
        ("ate", "at"),
    ):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + other
    return noun


_FULL_NAME = re.compile(
    r"(?<!de )(?<!d')(?<!du )(?<!des )\b[A-ZÀ-Þ][\w-]+ (?:(?:de|du|van|von|el|al|ben|la|le) )*[A-ZÀ-Þ]"
)


@lru_cache(maxsize=4096)
def names_somebody(name: str) -> bool:
    """Tell whether a person's mention holds a name, no office alone («capitaine Ana Rol», not «maire de Trévaux»)."""
    words = name.replace("’", "'").replace("'", " ").split(" ")
    first = words[0]
    if first.lower() in tables().civilities and len(words) > 1 and words[1][:1].isupper():
        return True
    office = len(words) > 1 and words[1][:1].islower() and words[1] not in tables().links
    named = first[:1].isupper() and first.lower() not in tables().determiners
    if office and named and (tables().kinds.get(f"{first} {words[1]}".lower()) or tables().kinds.get(first.lower())):
        named = False  # «Premier ministre valdrave», «Procureur général»
    return named or _FULL_NAME.search(name.replace("’", "'")) is not None


def person_gender(civility: str, role: str) -> str:
    """Return «f» or «m» where a civility or an office shows it, else nothing."""
    low = civility.lower().rstrip(".")
    if low in ("mme", "m"):
        return "f" if low == "mme" else "m"
    words = _WORDS.findall(role.lower())
    words = [word for word in words if word not in ("le", "la", "l", "ancien", "ancienne", "premier", "première")]
    if not words:
        return ""
    noun = words[0]
    if _FEMININE.search(noun):
        return "f"
    return "" if noun.endswith(("e", "s")) else "m"


def description_gender(description: Description, phrase: str) -> str:
    """Return «f» or «m» where the determiner or the noun shows it, else nothing."""
    if description.determiner in ("la", "cette", "sa", "une"):
        return "f"
    if description.determiner in ("le", "ce", "un", "du", "au"):
        return "m"
    if re.search(r"\bancienne\b", phrase.lower()) or _FEMININE.search(description.noun):
        return "f"
    return "" if description.noun.endswith("e") else "m"


_NEWSROOM = re.compile(r"^(?:la )?rédaction (?:de la |de l'|du |des |de |d')(?=[A-ZÀ-Þ])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def core_of(name: str) -> str:
    """Return a name as it is compared: without article and without the common nouns right before its proper name."""
    flat = (
        _NEWSROOM.sub("", name.replace("’", "'"))
        .replace("«", " ")
        .replace("»", " ")
        .replace("“", " ")
        .replace("”", " ")
    )
    words = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*|[&]", flat)
    capital = next((index for index, word in enumerate(words) if word.split("'")[-1][:1].isupper()), None)
    family = bool(words) and words[0].lower() in word_set("actors", "group_heads")
    if capital is not None and words[capital].lower().startswith("d'") and words[capital][:2] == "d'":
        capital = None
    linked = capital is not None and any(_links(word) for word in words[:capital])
    trade = bool(words) and tables().kinds.get(words[0].lower()) in ("organisation", "media")
    if linked and capital is not None and (trade or words[0].lower() in word_set("actors", "company")):
        linked = _links(words[capital - 1]) or words[capital - 1].lower() in tables().determiners
    if capital is not None and not family and not linked:
        words = words[capital:]
        if words[0].lower() in ("le", "la", "les") and len(words) > 1:
            words = words[1:]
    low = " ".join(words).casefold()
    return re.sub(r"^(?:le |la |les |l'|d')", "", low)


def _links(word: str) -> bool:
    return word.lower() in word_set("actors", "name_links") or word.lower().startswith("d'")


@lru_cache(maxsize=4096)
def head_noun(name: str) -> str:
    """Return the first noun of a phrase in lower case, its determiner aside."""
    words = _WORDS.findall(name.lower().replace("’", "'"))
    while len(words) > 1 and words[0] in tables().determiners | {"ancien", "ancienne", "nouveau", "nouvelle"}:
        words = words[1:]
    return words[0] if words else ""


@lru_cache(maxsize=4096)
def demonyms_of(phrase: str) -> tuple[str, ...]:
    """Return the stems of the known demonyms in a phrase («le président kirghize»: «kirgh»)."""
    known = tables().demonyms
    bare = (re.sub(r"e?s?$", "", word) for word in _WORDS.findall(phrase.lower())[1:])
    return tuple(word[:5] for word in bare if word in known or word + "e" in known)


@lru_cache(maxsize=4096)
def side_of(name: str) -> str:
    """Return the stem of the demonym in a phrase for one side («la partie morvienne»: «morv»), else nothing."""
    words = _WORDS.findall(name.lower())
    if not words or not set(words[:2]) & {"partie", "côté", "camp", "diplomatie", "capitale"}:
        return ""
    return min(demonyms_in(frozenset(words[1:])), default="")


_ACTS = re.compile(
    r"(?:, (?:lui|elle|eux|elles),)? (?:(?:ne|n'|se|s'|y|en|l'|le|la|les|lui) ?)*"
    r"(?:a|ont|est|sont|avait|avaient|aura|auront|"
    r"aurait|auraient|va|vont|doit|doivent|peut|peuvent|veut|dit|(?!\w*ment\b)\w{3,}ent|\w{3,}(?:era|ira|dra|erait|irait|drait|eront|eraient))\b"
)
_FREE = re.compile(
    r"(?:^|[.!?:;,«\"“]\s*|\b(?:que |qu'|mais |et |où |si |quand |lorsque |selon ))(?:l'|le |la |les )?$", re.I
)
_BLAMED = re.compile(
    r"\b(?:accus|soupçonn|blâm|menac|somm|exhort|condamn|sanctionn|attaqu)\w{1,4} (?:[^\W\d_]+ )?(?:l'|le |la |les )?$"
)
_WHO = re.compile(r", (?:qui|dont|lequel|laquelle) ")


def acts_at(flat: str, start: int, end: int) -> bool:
    """Tell whether a name without article is the subject of a finite verb right behind it («Trévaux aurait signé»)."""
    if flat.startswith((" de ", " d'"), end) and _BLAMED.search(flat[max(0, start - 40) : start]):
        return True  # «accuse Trévaux d'avoir tiré»
    if _WHO.match(flat, end) is not None:
        return not flat[:start].endswith(("à ", "en ", "vers "))
    return _ACTS.match(flat, end) is not None and _FREE.search(flat[max(0, start - 14) : start]) is not None


_HAS_ARTICLE = re.compile(r"(?:^|[\s(«\"“])(?:le |la |l'|les |du |des |aux? |un |une )$", re.IGNORECASE)


def in_brackets(flat: str, start: int, end: int) -> bool:
    """Tell whether a name stands alone in brackets: «le sénateur (LR)»."""
    return flat[start - 1 : start] == "(" and flat[end : end + 1] == ")"


def has_article(flat: str, start: int) -> bool:
    """Tell whether an article stands right before a name («le Somnol», «du Somnol»)."""
    return _HAS_ARTICLE.search(flat[max(0, start - 6) : start]) is not None


_OPENS = re.compile(r"(?:^|[.!?»”\"]\s+)(?:l'|le |la |les )?$", re.IGNORECASE)


def opens_sentence(flat: str, start: int) -> bool:
    """Tell whether a name, its article aside, opens a sentence."""
    return _OPENS.search(flat[max(0, start - 8) : start]) is not None


_SITE_OF = re.compile(r"^(?:[Aa]?u )?(?:siège) d(?:e la |e l['’]|es |u |e |['’])")


def without_seat(name: str) -> str:
    """Return whose seat it is: «siège de Trévaux» gives «Trévaux»."""
    return _SITE_OF.sub("", re.sub(r"^u (?=\w)", "", name))


def first_body(name: str) -> str:
    """Return the first of two phrases joined by «et»: «Banque du Midi et l'assureur Mutal» gives «Banque du Midi»."""
    return re.split(r" et (?=l['’]|le |la |les )", name)[0]


_PAIR = re.compile(r" et (?:(?:le|la|les) |l['’])?(?=[A-ZÀ-Þ])")


def pair_in(name: str) -> tuple[int, int] | None:
    """Return where the first of two names joined by «et» ends and where the second begins, else None."""
    match = _PAIR.search(name)
    return (match.start(), match.end()) if match else None


@lru_cache(maxsize=4096)
def name_set(name: str) -> frozenset[str]:
    """Return the longer words of a phrase, case aside: what two phrases for one body share."""
    return frozenset(word for word in _WORDS.findall(name.casefold().replace("’", "'")) if len(word) > 2) - {
        "les",
        "des",
        "une",
        "aux",
    }

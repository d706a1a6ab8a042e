"""What a name is: person, body, medium, state or place, told by its words, by what stands around it and by the article.

``Known`` is what the article shows of its names wherever they stand: territories by their demonym («la Morvie»,
«morvien»), towns by their prepositions («à Trévaux»), agencies by the dateline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from summarizer.domain.terms import ActorKind
from summarizer.text.gazetteer import demonyms_in, stem_of
from summarizer.text.holders import kind_of, tables
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.shapes import is_body_shaped, is_first_name
from summarizer.text.view import View, Word

_BODIES = ("media", "state_body", "organisation")
_LOCATIVE = ("à", "en", "au", "aux", "vers")
_AGENCY = re.compile(r"\(([A-ZÀ-Þ]{2,6})\) ?[-–—:]")
_APPOSED = re.compile(r", une? ([^\W_]+(?:-[^\W_]+)*)")
_CLOSED = re.compile(r", (?:le |la |l')([^\W_]+(?:-[^\W_]+)*)(?: [^\W\d_]+){0,3}[,.)]")
_SEAT = re.compile(r", (?:le )?siège d(?:u |e la |e l'|es |e )([^\W_]+)")
_TAKEN_UP = re.compile(r"[.»\s]+(?:ce|cet|cette) ([^\W_]+(?:-[^\W_]+)*)")
_APPOSED_TO = re.compile(r"\b(une? |le |la |l')([^\W_]+(?:-[^\W_]+)*)(?: [^\W_]+(?:-[^\W_]+)*){0,3}, $")
_ON = re.compile(r"(?: [^,.;:]{1,30})?, (?:on|l'on) ")
_AGED = re.compile(r", \d{1,3} ans\b")
_OF_STATES = frozenset(["le", "la", "l", "du", "en", "au", "les"])
"""What stands before states and never before towns, which take «à» and «de»."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an article shows of its names: territories, towns, agencies, all in lower case."""

    territories: frozenset[str]
    towns: frozenset[str]
    agencies: frozenset[str]


@cache
def known_places() -> dict[str, ActorKind]:
    """Return the states, seats and capitals of the tables, by lower-case name."""
    places = table("places")
    found: dict[str, ActorKind] = {name.lower(): "state" for names in places["territories"].values() for name in names}
    found |= {name.lower(): "state_body" for name in places["seats"]}
    for name in places["capitals"]:
        found.setdefault(name.lower(), "place")
    return found


def known_of(view: View, small: frozenset[str]) -> Known:
    """Return what the article shows of its names; ``small`` are its words that stand in lower case."""
    stems = demonyms_in(small)
    text, not_names = view.text, word_set("names", "not_names")
    territories: set[str] = set()
    towns: set[str] = set()
    noun = ""
    for before, word in zip(view.words, view.words[1:], strict=False):
        earlier, noun = noun, before.low
        if not text[word.start].isupper() or word.low in not_names:
            continue
        if len(word.low) > 3 and stem_of(word.low) in stems and before.low in _OF_STATES:
            territories.add(word.low)
        if before.low in _LOCATIVE and before.low not in ("en", "au") and view.low[before.end : word.start] == " ":
            towns.add(word.low)
        elif before.low in ("de", "d") and earlier in word_set("names", "town_nouns") and _stands_alone(view, word):
            towns.add(word.low)  # «le site de Nancy», «le maire de Florence»
    agencies = frozenset(match.group(1).lower() for match in _AGENCY.finditer(view.text[:600]))
    return Known(frozenset(territories - towns), frozenset(towns), agencies)


def _stands_alone(view: View, word: Word) -> bool:
    """Tell whether a capital is no first name of a full name: «l'hôpital de Nancy», not «l'usine de Nancy Rol»."""
    behind = view.flat[word.end : word.end + 2]
    return not (behind[:1] in (" ", "-") and behind[1:].isupper())


def kind_of_name(view: View, run: list[Word], known: Known, *, civility: bool, role: str) -> ActorKind:
    """Return the kind of a run of capitalised words."""
    text, low = view.text[run[0].start : run[-1].end], view.low[run[0].start : run[-1].end]
    told = listed_kind(text, known)
    if told is not None and not (civility and told == "place"):
        return told
    before = view.words_before(run[0].start, 1)
    if not civility and before and before[0].low in word_set("names", "place_nouns"):
        return "place"
    if len(run) > 1 and run[0].low in word_set("names", "street_nouns"):
        return "place"  # «Rue des Tanneurs, où…»
    several = bool(before) and before[0].low in ("les", "des", "aux") and len(run) == 1
    if not civility and _is_medium(run):
        return "media"
    if "&" in text:
        return "organisation"
    camel = len(run) == 1 and _CAMEL.search(text) is not None and not text.startswith(("Mc", "Mac"))
    firm = len(run) == 1 and role in word_set("actors", "firm_trades")
    if firm and not is_first_name(low):
        return "organisation"
    if civility or (role and not camel and not several):
        return "person"
    by_noun = kind_of(text)
    if by_noun in _BODIES and run[0].low in tables().kinds:
        return apposed_kind(view, run[-1].end) or body_kind(text, by_noun)  # type: ignore[arg-type]
    around = _by_context(view, run, text)
    if around is not None:
        return around
    if is_body_shaped(text) or _is_organisation(view, run) or _is_where_on_speaks(view, run):
        return "organisation"
    thing = run[0].low in word_set("actors", "settings")
    if 2 <= len(text.split()) <= 4 and not thing and all(part[:1].isupper() for part in text.split() if len(part) > 3):
        return "person" if is_first_name(run[0].low) or not _has_article(view, run) else "organisation"
    if low in known.towns:
        return "place"
    return "person" if len(run) == 1 and is_first_name(low) and not _has_article(view, run) else "unknown"


def _is_medium(run: list[Word]) -> bool:
    """Tell whether the last word of a name is one that media's names end with: «Zelmar Info», «Bandopress»."""
    last, endings = run[-1].low, word_set("names", "media_endings")
    joined = len(last) > 7 and last.endswith(("press", "inform", "news")) and last not in endings
    return joined or (len(run) > 1 and last.split("-")[-1] in endings)


def listed_kind(text: str, known: Known | None) -> ActorKind | None:
    """Return the kind that the tables or the article itself give to a name."""
    low = text.lower().replace("’", "'")
    if low in known_places():
        return known_places()[low]
    if text in word_set("names", "media_names") or (known is not None and low in known.agencies):
        return "media"
    if text in word_set("names", "state_bodies"):
        return "state_body"
    if low in word_set("places", "towns_with_article") or low in word_set("places", "regions"):
        return "place"
    if text in word_set("names", "organisations"):
        return "organisation"
    return "state" if known is not None and low in known.territories else None


def _by_context(view: View, run: list[Word], text: str) -> ActorKind | None:
    """Return the kind that the words around a name tell: a noun before it, an age or a noun in apposition behind it."""
    first = run[0].start
    before = [word.low for word in view.words_before(first, 3)]
    if before and before[-1] in word_set("names", "place_nouns"):
        return "place"
    where = word_set("names", "street_nouns") | word_set("names", "place_nouns")
    if before[:-1] and before[-1] in _OF and (before[-2] in where or (before[-2] == "de" and before[0] in where)):
        return "place"
    before = before[-2:]
    gap = _before_gap(view, first)
    if before and gap in _OPENING_GAPS and tables().kinds.get(before[-1]) in _BODIES:
        return _body(before[-1])
    if before and (_of_colleagues(before) or (gap in _OPENING_GAPS and before[-1] in _platforms())):
        return "media"  # «la chaîne Telegram Nord Vif»
    if before and gap == " " and before[-1] in word_set("actors", "company") | word_set("actors", "association"):
        return "organisation"
    if before and before[-1] in word_set("actors", "group_heads") and gap in _OPENING_GAPS:
        return "group"
    small = gap == " " and view.text[view.words_before(first, 1)[0].start].islower()
    if before[:-1] and small and _is_described_body(before):
        return _body(before[-2])
    if before[:-1] and small and before[-1] in tables().demonyms and before[-2] in ("l", "le", "du", "au"):
        return "organisation"  # «l'américain Xylor»: a firm; a person takes a capital
    if _AGED.match(view.low, run[-1].end) and before[-1:] not in (["de"], ["d"], ["à"]):
        return "person"
    if "&" in text or (_CAPITALS.match(text) and _is_acting_acronym(view, run)):
        return "organisation"
    if before[-1:] and before[-1] in _LOCATIVE:
        return "place"
    apposed = apposed_kind(view, run[-1].end) or _apposed_to(view, first, run[-1].end) or _taken_up(view, run)
    if apposed is not None:
        return apposed
    if len(run) > 1 and re.search(rf"\b(?:à|vers) {re.escape(text.lower())}\b", view.low):
        return "place"
    return "place" if before[-2:] in (["région", "de"], ["ville", "de"]) else None


def _of_colleagues(before: list[str]) -> bool:
    """Tell whether a name is of the paper of «nos confrères de …»."""
    return before[-1] in _OF and before[-2:-1] in (["confrère"], ["confrères"], ["consœur"], ["consœurs"])


_DESCRIBING = re.compile(r"(?:iques?|aux?|ale?s?|aises?|ais|oises?|ois|iennes?|iens?|aires?|ières?|iers?|ines?|ains?)$")


def _is_described_body(before: list[str]) -> bool:
    """Tell whether a body's noun and an adjective stand before a name: «l'usine chimique Xylor»."""
    noun, adjective = before
    kinds = tables().kinds
    return _body(noun) is not None and adjective not in kinds and _DESCRIBING.search(adjective) is not None


def body_kind(text: str, kind: ActorKind) -> ActorKind:
    """Return the kind of a body's whole name: as listed, of the state by its adjective, else by its noun."""
    if text.startswith("Secours "):
        return "organisation"  # «Secours des deux rives»: rescuers take no capital
    if text in word_set("names", "state_bodies") or pattern("names", "public_body_regex").match(text.lower()):
        return "state_body"
    whole = kind_of(text)
    return whole if whole in _BODIES else kind  # type: ignore[return-value]


def apposed_kind(view: View, end: int) -> ActorKind | None:
    """Return the kind of the body in apposition behind a name: «…, une association de Trévaux», «…, siège du parti»."""
    match = _APPOSED.match(view.low, end) or _CLOSED.match(view.low, end) or _SEAT.match(view.low, end)
    return _body(match.group(1)) if match else None


def _apposed_to(view: View, start: int, end: int) -> ActorKind | None:
    """Return the kind of the body before a name in apposition: «un groupe minier, Xylor»."""
    match = _APPOSED_TO.search(view.low[max(0, start - 60) : start])
    if match is None or (not match.group(1).startswith("un") and view.low[end : end + 1] not in ",."):
        return None
    return _body(match.group(2))


def _before_gap(view: View, start: int) -> str:
    before = view.words_before(start, 1)
    return view.low[before[0].end : start] if before else ""


@cache
def _platforms() -> frozenset[str]:
    return frozenset(name.lower() for name in word_set("names", "platforms") if len(name) > 1)


_CAMEL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
_CAPITALS = re.compile(r"[A-ZÀ-Þ]{2,}\w*(?:-\w+)*$")


def _is_acting_acronym(view: View, run: list[Word]) -> bool:
    """Tell whether capitals name a body: behind an article or brackets («la FDU»), not «des traces de PFAS»."""
    before, end = view.words_before(run[0].start, 1), run[-1].end
    gap = view.low[max(0, run[0].start - 1) : run[0].start]
    if gap == "(" and view.low[end : end + 1] == ")":
        return True
    if _has_article(view, run) or view.low.startswith(" (", end):
        return True
    if not before or gap not in (" ", "'"):
        return view.low[end : end + 1] == " "
    return before[0].low not in ("de", "d", "en", "à", "des", "aux", "sans", "avec", "par")


_OF = ("de", "du", "des", "d", "la", "l")
_OPENING_GAPS = (" ", ' "', " « ", " «", "l'")


def _taken_up(view: View, run: list[Word]) -> ActorKind | None:
    """Return the kind that the next sentence takes a name up with: «… Anvers. Ce fonds possède…»."""
    end, before = run[-1].end, view.words_before(run[0].start, 1)
    if before and before[0].low in ("de", "d", "du", "à", "en", "au", "sur", "dans"):
        return None
    match = _TAKEN_UP.match(view.low, end)
    return _body(match.group(1)) if match and view.low[end : end + 1] == "." else None


def _body(noun: str) -> ActorKind | None:
    kind = tables().kinds.get(noun)
    return kind if kind in _BODIES else None  # type: ignore[return-value]


def _is_where_on_speaks(view: View, run: list[Word]) -> bool:
    """Tell whether «on» speaks for a name: «Chez Xylor, on attend»."""
    before = view.words_before(run[0].start, 1)
    led = bool(before) and before[0].low in ("chez", "côté") and not is_first_name(run[0].low)
    return led and _ON.match(view.low, run[-1].end) is not None


def _has_article(view: View, run: list[Word]) -> bool:
    """Tell whether a definite article stands right before a name: persons take none («le Stade Armoris»)."""
    before = view.words_before(run[0].start, 1)
    gap = view.low[before[0].end : run[0].start] if before else ""
    return bool(before) and before[0].low in ("le", "la", "l", "du", "au", "les", "des", "aux") and gap in (" ", "'")


def _is_organisation(view: View, run: list[Word]) -> bool:
    """Tell whether capitals name a company or a club: a word of the trade among them, or a plural article."""
    parts = {part for word in run for part in word.low.split("-")}
    if parts & word_set("actors", "org_words"):
        return True
    before = view.words_before(run[0].start, 1)
    return len(run) > 1 and bool(before) and before[0].low in ("des", "aux", "les")

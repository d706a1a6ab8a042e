"""Numbers whose noun stands elsewhere: «sept bases, dont quatre…», «un quart du stock», «elles étaient 85».

Only the unit of a number without one is given here, from its own phrase, its sentence, or the one before. Where nothing
close by tells it, it stays empty.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from summarizer.domain.analysis import NumberMention, Sentence
from summarizer.text.number_tables import fold_letters, number_tables, singular
from summarizer.text.pack import table
from summarizer.text.view import View

_SHARED = ("count", "money", "duration", "distance", "other")
_PART_OF = re.compile(
    r" (?:du|de la|de l'|de leurs?|de sa|de son|de ses|des) (?:(?:nouvel|nouvelle|ancien|ancienne) )?([^\W\d_]+)"
)
_PART_OF_ELIDED = re.compile(r" de l'([^\W\d_]+)")
_PARTS = (_PART_OF_ELIDED, _PART_OF, re.compile(r" d(?:e |')(?!plus\b|moins\b|l[ae]\b|ces?\b)([^\W\d_]{3,}[sx])\b"))
_ONLY = re.compile(r" (?:seulement|environ|à peine|au moins|au plus|exactement|tout juste)(?= )")
_AMONG = re.compile(
    r" (?:des|de (?:ses|leurs|ces|nos|vos)|sur (?:les|ses|leurs|ces)|parmi (?:les|ses|leurs|ces))"
    r"(?: (?:quelques?|environ))? $| (?:à|ou) $"
)
_OF_THEM = re.compile(r" d'entre (?:eux|elles|ceux|celles)\b")
_AMONG_THEM = re.compile(r"\b(?:parmi|sur) (?:les|ses|leurs|ces) ([^\W\d_]+s)\b")
_NUMBER_AFTER = re.compile(r" le nombre (?:total )?(?:de |d'|des )([^\W\d_]+)")
_CHANGED = re.compile(r"(?: d'| de | aux | pour |(?:multipli|divis)ée?s? par )$")
_SUBJECT = re.compile(
    r"(?:^|[,;:(«\"] ?|\b(?:et|mais|que|où|tandis que) |qu')\W*"
    r"(?:l'|(?:les?|la|leurs?|sa|son|ses|ce|ces|cet|cette|nos|notre|mon|ma|mes) )([^\W\d_]+)"
)
_CHANGE = re.compile(r"\b(?:baisse|hausse|recul|chute|diminution|augmentation|réduction|progression|bond|repli) d'$")
_TIMES = re.compile(r"\b(?:multipli|divis)ée?s? par $")
_FROM_TO = re.compile(r"\b([^\W\d_]+) (?:donc |ainsi |alors |désormais )?(?:de|à|de \S+ à) $")
_NUMBER_OF = re.compile(r"\bnombre (?:total )?(?:de |d'|des )([^\W\d_]+)")
_HOW_MANY = re.compile(r"\bcombien (?:de |d')([^\W\d_]+)")
_APPOSED = re.compile(r"\b(?:des|les|ces) ([^\W\d_]+s)(?: [^\W\d_]+)?, (?:[^\W\d_]+ ?){0,2}$")
_TAKEN_UP = re.compile(r"\b(?:en|n'en|l'en|j'en|m'en|s'en) (?:[^\W\d_]+ ){1,3}(?:[^\W\d_]+ ){0,3}$")
_LETTER = re.compile(r"[^\W\d_]")
_GOES_ON = re.compile(
    r"[\w-]+(?: (?:ont|avaient|sont|étaient|seront|seraient|auraient|vont|allaient|doivent|devaient|restent)\b|,)"
)
_THEY = re.compile(
    r"\b(ils|elles|ces derniers|ces dernières|eux|ceux-ci) (?:ne )?(?:sont|étaient|seraient|seront|furent)\b"
)
_TOPIC = re.compile(r"^\W*(?:quant|s'agissant) (?:aux|des) ([^\W\d_]+s)\b")
_AGAINST_ONE = re.compile(r"\bune? ([^\W\d_]+)\b[^.;:]{0,40}, contre $")
_SAYS = re.compile(r"\b(?:selon|d'après|pour|dont) (?:des|les|ces) [^,]*, (?:[^\W\d_]+ ?){0,2}$")
_CLASS = re.compile(r"\b(?:des|les|plusieurs|certains|certaines|ses|leurs|ces|de nombreux) ([^\W\d_]+[sx])\b")
_LISTED = ("duration", "age", "percent", "distance")
_MEASURES = ("money", "duration", "percent")
_WHILE = tuple(f" {word} " for word in ("en", "pendant", "durant", "depuis", "sur", "après", "dans", "y a"))
_WHOLES = ("count", "percent", "ratio")
_GRADES = ("graves", "légers", "légères", "mortels", "mortelles")
"""What «dont deux graves» says of injuries, hurt people or accidents."""
_OTHERS = ("autres", "autre")
_MONEY = re.compile(r"[A-Z]{3}$")
_SCALED = re.compile(r"(?:million|milliard)s?$")


def with_shared_units(view: View, numbers: tuple[NumberMention, ...]) -> tuple[NumberMention, ...]:
    """Return the numbers with the units that stand elsewhere, in order."""
    found: list[NumberMention] = []
    for at, number in enumerate(numbers):
        sentence = view.sentence_at(number.span.start)
        told = number.unit and number.unit not in _OTHERS and not (sentence and _is_state(view, number, sentence))
        unit = "" if told or sentence is None else _unit(view, number, sentence, (found, numbers[at + 1 :]))
        if told and _is_scaled(number) and fold_letters(number.unit.lower()) in _sums():
            unit = _money(number, [*found, *numbers[at + 1 :]])
        found.append(_measured_in(number, unit, (*found, *numbers)) if unit else number)
    return tuple(found)


def _measured_in(number: NumberMention, unit: str, others: tuple[NumberMention, ...]) -> NumberMention:
    """Return the number with the unit; a sum and a stretch of time are so without their unit too."""
    measure = next((other.kind for other in others if other.unit == unit and other.kind in _MEASURES), None)
    kind = measure if measure and number.kind in ("count", "other") else number.kind
    return replace(number, unit=unit, kind=kind)


def _is_state(view: View, number: NumberMention, sentence: Sentence) -> bool:
    """Tell whether «dont 9 brûlés» says how nine of them are, and no noun follows the number."""
    if number.kind != "count" or not number.unit.endswith(("és", "ées", *_GRADES)):
        return False
    head = view.low[sentence.span.start : number.approx.start if number.approx else number.span.start]
    word, t = singular(fold_letters(number.unit.lower())), number_tables()
    return head.endswith("dont ") and word not in t.persons and word not in t.casualties and word + "e" not in t.persons


@cache
def _sums() -> frozenset[str]:
    return frozenset(fold_letters(word) for word in table("numbers")["phrases"]["sums"])


def _unit(
    view: View,
    number: NumberMention,
    sentence: Sentence,
    around: tuple[list[NumberMention], tuple[NumberMention, ...]],
) -> str:
    """Return the unit of a number from its own phrase, its sentence, the one before, or its article's sums."""
    before, later = around
    if number.kind not in ("count", "other", "ratio"):
        return ""
    low, end = view.low, number.span.end
    if later and later[0].unit and _AMONG.fullmatch(low, end, later[0].span.start):
        return later[0].unit  # «31 des 44 points», «un tiers de ses vingt ministres»
    if later and later[0].kind in _LISTED and low[end : later[0].span.start] == ", ":
        return later[0].unit  # «de 6, 8 et 11 ans»
    if _OF_THEM.match(low, end):
        return _antecedent(view, sentence, number, before)
    if number.kind == "ratio":
        return _whole(view, number) or _changed(view, number, sentence, before)
    if after := _NUMBER_AFTER.match(low, end):
        return after.group(1)
    told = [other for other in before if other.kind in _SHARED and other.unit]
    here = [other for other in told if other.span.start >= sentence.span.start]
    head = view.low[sentence.span.start : number.approx.start if number.approx else number.span.start]
    if head.endswith("contre ") and before and before[-1].unit and before[-1].span.start >= sentence.span.start:
        return before[-1].unit
    named = _NUMBER_OF.findall(head) or ([] if _SAYS.search(head) else _APPOSED.findall(head))
    if named and (not here or not _MONEY.match(here[-1].unit)):
        return str(named[-1])
    if head.rstrip().endswith("dont"):
        here = [other for other in here if other.kind == "count"] or here
    else:
        here = [o for o in here if not view.low.endswith("dont ", 0, (o.approx or o.span).start)] or here
    here = [o for o in here if o.kind != "duration" or not _is_while(view, o)] or here
    if here and _is_scaled(number) <= _is_scaled(here[-1]):
        return here[-1].unit
    topic = _TOPIC.match(head) or _AGAINST_ONE.search(head)
    if topic is not None:
        return topic.group(1)
    if number.unit in _OTHERS or low.startswith(" autres", end):
        return _antecedent(view, sentence, number, before)
    money = _money(number, [*before, *later]) if _is_scaled(number) else ""
    found = money or _from_before(view, sentence, head, told)
    return found if found or _is_scaled(number) else _moved(view, head)


def _is_while(view: View, number: NumberMention) -> bool:
    """Tell whether a stretch of time only says when: «a perdu 4 mètres en un an, 12 depuis 2010»."""
    return view.low.endswith(_WHILE, 0, (number.approx or number.span).start)


def _antecedent(view: View, sentence: Sentence, number: NumberMention, before: list[NumberMention]) -> str:
    """Return what «trois d'entre eux», «deux autres» take up: what was counted last, else the last plural named."""
    first = sentence.span.start
    if sentence.number > 1:
        last = view.sentences[sentence.number - 2]
        first = last.span.start if last.paragraph >= sentence.paragraph - 1 and last.kind == "body" else first
    counted = [o.unit for o in before if o.span.start >= first and o.kind == "count" and o.unit not in ("", *_OTHERS)]
    if counted:
        return counted[-1]
    named = _CLASS.finditer(view.low, first, number.span.start)
    classes = [match.group(1) for match in named if view.flat[match.start(1)].islower()]
    return classes[-1] if classes else ""


def _changed(view: View, number: NumberMention, sentence: Sentence, before: list[NumberMention]) -> str:
    """Return whose part «a baissé d'un quart» tells: its subject; of a bare «un sur cinq» what was counted before."""
    head = view.low[sentence.span.start : number.approx.start if number.approx else number.span.start]
    if _CHANGE.search(head):
        return ""  # «une baisse d'un tiers»: of what stands anywhere
    if _CHANGED.search(head):
        subjects = _SUBJECT.findall(head)
        return str(subjects[-1]) if subjects else ""
    among = _AMONG_THEM.findall(head)
    if among:
        return str(among[-1])
    near = [other for other in before if other.span.start >= sentence.span.start and other.kind in _WHOLES]
    if near and near[-1].kind == "percent":
        return _measured(near[-1])
    return near[-1].unit if near else ""


def _measured(number: NumberMention) -> str:
    """Return the noun in «62 % des Français»."""
    words = number.measures.replace("’", "'").replace("'", "' ").split()
    return words[1] if len(words) > 1 and words[0] in ("des", "du") else ""


def _moved(view: View, head: str) -> str:
    """Return the subject of «le décompte tombe de 19 à 17»."""
    verb = _FROM_TO.search(head)
    if verb is None and (verb := _TIMES.search(head)):
        subjects = _SUBJECT.findall(head[: verb.start()])
        return str(subjects[-1]) if subjects else ""
    if verb is None or not fold_letters(verb.group(1)).startswith(number_tables().change_verbs):
        return ""
    subjects = _SUBJECT.findall(head[: verb.start()])
    return str(subjects[-1]) if subjects else ""


def _whole(view: View, number: NumberMention) -> str:
    """Return what a fraction is a part of: «une école sur sept», «un quart seulement du stock»."""
    if " sur " in number.span.text or " pour " in number.span.text:
        nouns = [
            word for word in number.measures.split() if singular(fold_letters(word)) not in number_tables().adjectives
        ]
        return nouns[0] if nouns else ""
    end = number.span.end
    only = _ONLY.match(view.low, end)
    end = only.end() if only else end
    after = next((found for part in _PARTS if (found := part.match(view.low, end))), None)
    if after is None or fold_letters(after.group(1)) in number_tables().heads:
        return ""
    return view.text[after.start(1) : after.end(1)]


def _is_scaled(number: NumberMention) -> bool:
    return _SCALED.search(number.span.text) is not None


def _money(number: NumberMention, others: list[NumberMention]) -> str:
    """Return the currency of the sum nearest before, else after, where millions stand alone or «de dommages».

    Where the millions told last are of people or things, these are no money.
    """
    before = [
        o for o in others if o.span.start < number.span.start and o.unit and (_is_scaled(o) or _MONEY.match(o.unit))
    ]
    if before:
        return before[-1].unit if _MONEY.match(before[-1].unit) else ""
    return next((other.unit for other in others if other.kind == "money" and _MONEY.match(other.unit)), "")


def _from_before(view: View, sentence: Sentence, head: str, told: list[NumberMention]) -> str:
    """Return the unit that the sentence before tells a number that takes it up with «en», «ils» or «combien de»."""
    if sentence.number < 2:
        return ""
    last = view.sentences[sentence.number - 2]
    if last.paragraph != sentence.paragraph or last.kind != "body":
        return ""
    low = view.low[last.span.start : last.span.end]
    asked = _HOW_MANY.findall(low)
    if asked:
        return str(asked[-1])
    there = [other for other in told if last.span.start <= other.span.start < last.span.end]
    if _TAKEN_UP.search(head):
        return there[-1].unit if there else ""
    counted = [other for other in there if other.kind == "count"]
    if counted and not _LETTER.search(head) and _GOES_ON.match(view.low, sentence.span.start + len(head)):
        return counted[-1].unit  # «Quatre suspects… Deux ont été relâchés»
    they = _THEY.search(head)
    if they is None:
        return ""
    classes = _CLASS.findall(view.low[sentence.span.start : sentence.span.start + they.start()]) or _CLASS.findall(low)
    if there and not classes:
        return there[-1].unit
    return "" if not classes else str(classes[-1 if they.group(1).startswith("ces") else 0])

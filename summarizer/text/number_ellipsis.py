"""Numbers whose noun stands elsewhere: «sept bases, dont quatre…», «un quart du stock», «elles étaient 85».

Only the unit of a number without one is given here, from its own phrase, its sentence, or the one before. Where nothing
close by tells it, it stays empty.
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.domain.analysis import NumberMention, Sentence
from summarizer.text.view import View

_SHARED = ("count", "money", "duration", "distance", "other")
_OUT_OF = re.compile(r"une? ([^\W\d_]+) sur ")
_PART_OF = re.compile(
    r" (?:du|de la|de l'|de leurs?|de sa|de son|de ses|des) (?:(?:nouvel|nouvelle|ancien|ancienne) )?([^\W\d_]+)"
)
_PART_OF_ELIDED = re.compile(r" de l'([^\W\d_]+)")
_NUMBER_OF = re.compile(r"\bnombre (?:total )?(?:de |d'|des )([^\W\d_]+)")
_HOW_MANY = re.compile(r"\bcombien (?:de |d')([^\W\d_]+)")
_APPOSED = re.compile(r"\b(?:des|les|ces) ([^\W\d_]+s)(?: [^\W\d_]+)?, (?:[^\W\d_]+ ?){0,2}$")
_TAKEN_UP = re.compile(r"\b(?:en|n'en|l'en|j'en|m'en|s'en) (?:[^\W\d_]+ ){1,3}(?:[^\W\d_]+ ){0,3}$")
_THEY = re.compile(
    r"\b(ils|elles|ces derniers|ces dernières|eux|ceux-ci) (?:ne )?(?:sont|étaient|seraient|seront|furent)\b"
)
_TOPIC = re.compile(r"^\W*(?:quant|s'agissant) (?:aux|des) ([^\W\d_]+s)\b")
_AGAINST_ONE = re.compile(r"\bune? ([^\W\d_]+)\b[^.;:]{0,40}, contre $")
_SAYS = re.compile(r"\b(?:selon|d'après|pour|dont) (?:des|les|ces) [^,]*, (?:[^\W\d_]+ ?){0,2}$")
_CLASS = re.compile(r"\b(?:des|les|plusieurs|certains|certaines|ses|leurs|ces|de nombreux) ([^\W\d_]+[sx])\b")
_MONEY = re.compile(r"[A-Z]{3}$")
_SCALED = re.compile(r"(?:million|milliard)s?$")


def with_shared_units(view: View, numbers: tuple[NumberMention, ...]) -> tuple[NumberMention, ...]:
    """Return the numbers with the units that stand elsewhere, in order."""
    found: list[NumberMention] = []
    for number in numbers:
        sentence = view.sentence_at(number.span.start)
        unit = "" if number.unit or sentence is None else _unit(view, number, sentence, found)
        found.append(replace(number, unit=unit) if unit else number)
    return tuple(found)


def _unit(view: View, number: NumberMention, sentence: Sentence, before: list[NumberMention]) -> str:
    if number.kind == "ratio":
        return _whole(view, number)
    if number.kind not in ("count", "other"):
        return ""
    told = [other for other in before if other.kind in _SHARED and other.unit]
    here = [other for other in told if other.span.start >= sentence.span.start]
    head = view.low[sentence.span.start : number.approx.start if number.approx else number.span.start]
    named = _NUMBER_OF.findall(head) or ([] if _SAYS.search(head) else _APPOSED.findall(head))
    if named and (not here or not _MONEY.match(here[-1].unit)):
        return str(named[-1])
    if head.rstrip().endswith("dont"):
        here = [other for other in here if other.kind == "count"] or here
    if here and not _is_scaled(number):
        return here[-1].unit
    topic = _TOPIC.match(head) or _AGAINST_ONE.search(head)
    if topic is not None:
        return topic.group(1)
    return _money(view, number, told) or _from_before(view, sentence, head, told)


def _whole(view: View, number: NumberMention) -> str:
    """Return what a fraction is a part of: «une école sur sept», «un quart du stock»."""
    inside = _OUT_OF.search(view.low, number.span.start, number.span.end + 1)
    if inside is not None:
        return inside.group(1)
    after = _PART_OF_ELIDED.match(view.low, number.span.end) or _PART_OF.match(view.low, number.span.end)
    return after.group(1) if after else ""


def _is_scaled(number: NumberMention) -> bool:
    return _SCALED.search(number.span.text) is not None


def _money(view: View, number: NumberMention, told: list[NumberMention]) -> str:
    """Return the currency of the last sum where millions stand alone: «2,5 milliards d'euros … 300 millions»."""
    sums = [other for other in told if _MONEY.match(other.unit)]
    if not _is_scaled(number) or not sums:
        return ""
    here, there = view.sentence_at(number.span.start), view.sentence_at(sums[-1].span.start)
    return sums[-1].unit if here and there and here.paragraph - there.paragraph <= 1 else ""


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
    they = _THEY.search(head)
    if they is None:
        return ""
    classes = _CLASS.findall(view.low[sentence.span.start : sentence.span.start + they.start()]) or _CLASS.findall(low)
    if there and not classes:
        return there[-1].unit
    return "" if not classes else str(classes[-1 if they.group(1).startswith("ces") else 0])

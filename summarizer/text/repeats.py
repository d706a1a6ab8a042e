"""Repeats: what stands for a fuller holder before it: «le préfet», «l'avocate», «la même source», «y lit-on».

Phrases are joined by their head noun, «l'avocate» with the one «Me X» before it. Never in it: pronouns and epithets
(``coreference``).
"""

from __future__ import annotations

import re
from dataclasses import replace

from summarizer.domain.analysis import Attribution, Holder, Name
from summarizer.text.holders import head, head_word, holder_at, tables
from summarizer.text.shapes import gender_of_first_name
from summarizer.text.view import View


def with_full_names(
    view: View, attributions: tuple[Attribution, ...], names: tuple[Name, ...]
) -> tuple[Attribution, ...]:
    """Return the attributions with short definite holders replaced by the fuller holder that they repeat."""
    full: list[Holder] = []
    result = []
    for attribution in attributions:
        holder = attribution.holder
        if holder is not None and _is_short(holder) and not is_brought_in(view, holder):
            meant = _meant(holder, full, names)
            if meant is not None and meant.span != holder.span:
                attribution = replace(attribution, holder=replace(meant, phrase=holder.span))
        elif holder is not None and not holder.anonymous:
            full.append(holder)
        result.append(attribution)
    return tuple(result)


def _is_short(holder: Holder) -> bool:
    """Tell whether the phrase is «le» and a bare noun: it repeats somebody, or names an office once."""
    low = holder.name.lower().replace("’", "'")
    definite = low.startswith(("le ", "la ", "l'", "les "))
    return definite and " " not in head(holder.name) and not any(char.isupper() for char in holder.name[1:])


def _meant(holder: Holder, full: list[Holder], names: tuple[Name, ...]) -> Holder | None:
    noun = head(holder.name)
    last = next((other for other in reversed(full) if other.span.start < holder.span.start), None)
    if noun in ("avocat", "avocate") and last is not None and last.name.startswith("Me ") and _fits(noun, last):
        return last
    for other in reversed(full):
        compound = " ".join(head(other.name).split(" ")[:2]).rstrip(",")
        if compound != noun and compound in tables().kinds and " " in compound:
            continue  # «l'avocate générale» is not «l'avocate»
        if other.span.start < holder.span.start and head_word(other.name).rstrip(",") == noun:
            return other
    if holder.kind != "person":
        return None
    for name in reversed(names):
        before = name.kind == "person" and name.span.start < holder.span.start
        if before and name.role and head_word(name.role) == noun and " d'avoir " not in name.role.replace("’", "'"):
            return Holder(name.text, name.span, "person")
    return _counsel(noun, holder, names)


def _fits(noun: str, counsel: Holder) -> bool:
    """Tell whether the first name behind «Me» is of the noun's gender."""
    words = counsel.name.split(" ")
    shown = gender_of_first_name(words[1]) if len(words) > 2 else ""
    return shown in ("", "f" if noun.endswith("e") else "m")


def _counsel(noun: str, holder: Holder, names: tuple[Name, ...]) -> Holder | None:
    """Return the one «Me X» before «l'avocate», where there is just one."""
    if noun not in ("avocat", "avocate"):
        return None
    found = {
        name.text: name
        for name in names
        if name.span.start < holder.span.start
        and name.text.split(" ")[0].lower() == "me"
        and "me" in tables().civilities
    }
    only = next(iter(found.values())) if len(found) == 1 else None
    return Holder(only.text, only.span, "person") if only is not None else None


_BROUGHT_IN = re.compile(
    r" (?:mandaté|chargé|désigné|nommé|engagé|embauché|interrogé|dépêché|commis|missionné|consulté|recruté|employé|"
    r"contacté|joint|venu|rencontré|en charge|de permanence|de service|du (?:coin|quartier|village))(?:e|s|es)?\b"
)


_COMPLEMENT = 14
"""Characters behind a phrase within which such a participle ends."""


def is_brought_in(view: View, holder: Holder) -> bool:
    """Tell whether a complement makes a phrase somebody new: «l'expert mandaté par la chambre» repeats nobody."""
    return _BROUGHT_IN.search(view.low, holder.span.start, holder.span.end + _COMPLEMENT) is not None


THERE = ("y", "là")
"""Holders of «y lit-on» and of «y assure-t-on»: the paper, or who was last heard."""
_SAME = re.compile(r"(?:l[ae]s? |ce |cette |ces )?mêmes? ", re.IGNORECASE)
_THERE_BACK = 2
"""Sentences before its own in which a paper is sought that «y lit-on» means."""


def takes_up(holder: Holder) -> bool:
    """Tell whether the holder only takes up one before it: «y» of «y lit-on», «la même source»."""
    return holder.name in THERE or _SAME.match(holder.name) is not None


def spoken_of(view: View, holder: Holder, before: list[Attribution]) -> Holder | None:
    """Return what «y» or «la même source» takes up: the paper named last, or the last holder of that noun."""
    if holder.name not in THERE:
        noun = head(_SAME.sub("", holder.name)).split(" ")[0]
        heard = [a.holder for a in before if a.holder is not None and a.role == "origin"]
        same = [h for h in heard if head_word(h.name) == noun or (noun == "source" and h.anonymous)]
        return same[-1] if same else (heard[-1] if noun == "source" and heard else None)
    here = view.sentence_at(holder.span.start)
    if here is None:
        return None
    floor = max(0, here.number - 1 - _THERE_BACK)
    near = [a.holder for a in before if a.holder is not None and a.cue.span.start >= view.sentences[floor].span.start]
    if near and holder.name == THERE[1]:
        return near[-1]
    for sentence in reversed(view.sentences[floor : here.number]):
        found = _paper_in(view, sentence.span.start, min(sentence.span.end, holder.span.start))
        if found is not None:
            return found
    return near[-1] if near else None


def _paper_in(view: View, start: int, end: int) -> Holder | None:
    """Return the last phrase between the offsets that names a paper, or None."""
    found, position = None, start
    for word in view.words_in(start, end):
        if word.start >= position and word.low in tables().determiners:
            holder = holder_at(view, word.start, end)
            position = holder.span.end if holder is not None else position
            found = holder if holder is not None and holder.kind == "document" else found
    return found


_SUFFERS = re.compile(r"(?:, [^,;:.!?]{2,40},)? (?:a|ont|est) (?:été|mort|morte|décédée?|péri|disparue?|perdu)\b")


def suffers(view: View, person: Holder, names: tuple[Name, ...]) -> bool:
    """Tell whether something has happened to somebody named last: «Ana Rol est morte. Le gendarme…» is another."""
    last = next((name for name in reversed(names) if head(name.text) == head(person.name)), None)
    return last is not None and _SUFFERS.match(view.low, last.span.end) is not None

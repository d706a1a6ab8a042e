"""Joining: which groups of mentions are one actor.

Acronyms with their names, short names with full ones, offices by their place, capitals with their state, and
descriptions with whom they repeat: the nearest before them that fits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from summarizer.domain.analysis import Analysis
from summarizer.engines.rules.bodies import heads_of, is_institution, may_be
from summarizer.engines.rules.groups import Group, is_proper
from summarizer.engines.rules.likeness import holds_office, is_acronym_of, is_belonging, may_be_acronym
from summarizer.engines.rules.meeting import apart_from
from summarizer.engines.rules.nearness import distances, nearest, titled
from summarizer.engines.rules.taking_up import has_direction, is_direction_of, is_people, is_people_of, taken_up
from summarizer.text.descriptions import (
    Description,
    calls,
    core_of,
    demonyms_of,
    describe,
    description_gender,
    head_noun,
    is_qualified,
    name_set,
    of_place,
    person_gender,
    side_of,
)
from summarizer.text.holders import tables
from summarizer.text.pack import word_set
from summarizer.text.shapes import gender_of_first_name
from summarizer.text.wording import name_words

_NEAR, _BODY_NEAR = 4, 20
"""Sentences over which a description of a person, of a body, looks back."""
_PLACE_WORDS = word_set("actors", "place_words")


def join(analysis: Analysis, groups: list[Group]) -> list[Group]:
    """Return the groups in order of first mention, those joined that are one actor."""
    text = analysis.article.text
    groups = sorted(groups, key=lambda group: group.start)
    for rule in _RULES:
        groups = _merge(text, groups, rule)
    return _join_descriptions(analysis, groups)


@dataclass(frozen=True, slots=True)
class _Rule:
    """When two groups are one actor: ``same(text, one, other)``, asked only where each may be what it stands for.

    ``first`` and ``second`` look at one group alone, so that few pairs are left.
    """

    first: Callable[[str, Group], bool]
    second: Callable[[str, Group], bool]
    same: Callable[[str, Group, Group], bool]


@dataclass(slots=True)
class _Kept:
    """A group that is kept, with what a rule says of it alone."""

    group: Group
    first: bool
    second: bool


def _merge(text: str, groups: list[Group], rule: _Rule) -> list[Group]:
    """Return the groups, which stand in order of first mention, each taken into the nearest before it that it is."""
    kept: list[_Kept] = []
    for group in groups:
        first, second = rule.first(text, group), rule.second(text, group)
        fitting = [
            other
            for other in kept
            if (second and other.first and rule.same(text, other.group, group))
            or (first and other.second and rule.same(text, group, other.group))
        ]
        if fitting:
            nearest = max(fitting, key=lambda one: one.group.last_before(group.start))
            nearest.group.take(group)
            nearest.first, nearest.second = rule.first(text, nearest.group), rule.second(text, nearest.group)
        else:
            kept.append(_Kept(group, first, second))
    return [one.group for one in kept]


def _is_body(text: str, group: Group) -> bool:
    del text
    return not group.person


def _is_person(text: str, group: Group) -> bool:
    del text
    return group.person


def _is_state(text: str, group: Group) -> bool:
    del text
    return "state" in group.kinds


def _is_territory(text: str, group: Group) -> bool:
    del text
    return group.territory


def _is_named_body(text: str, group: Group) -> bool:
    """Tell whether a group is neither a person nor a territory of the tables."""
    del text
    return not (group.key.startswith("territory:") or group.person)


def _has_acronym(text: str, group: Group) -> bool:
    return any(map(may_be_acronym, group.names)) and _is_body(text, group)


def _opens_apposition(text: str, group: Group) -> bool:
    return any(text.startswith(", ", span.end) for span in group.spans)


def _closes_apposition(text: str, group: Group) -> bool:
    return any(_closes(text, span.end) for span in group.spans)


def _has_side(text: str, group: Group) -> bool:
    del text
    return not group.territory and any(map(side_of, group.names))


def _is_short_for(text: str, full: Group, short: Group) -> bool:
    """«Stade» is «Stade Quist», «institut» the «Institut de Trévaux», «services lurniens» all of them."""
    del text
    if set(short.kinds) == {"place"} and not any(name.split(" ")[0].lower() in _CLUBS for name in full.names):
        return False
    return any(_shortens(one, other) for one in set(short.names) for other in set(full.names))


@lru_cache(maxsize=8192)
def _shortens(short: str, full: str) -> bool:
    one, other = core_of(short).split(), core_of(full).split()
    if not one or one == other:
        return one == other and bool(one)
    if len(one) < len(other) and other[: len(one)] == one:
        linked = other[len(one)] in ("à", "au", "en", "sur") or other[len(one)].isdigit()
        return not linked and (is_proper(short) or head_noun(short) == head_noun(full))
    if other[0] in _CLUBS and other[1:] == one and is_proper(short):
        return True
    if len(one) == 1 and head_noun(short) == one[0] == head_noun(full) and not is_proper(short):
        return True
    inner, outer = name_set(short), name_set(full)
    return len(inner) > 1 and head_noun(short) == head_noun(full) and inner < outer


_CLUBS = word_set("actors", "club_words")


def _is_apposed(text: str, one: Group, other: Group) -> bool:
    """«le transporteur routier, la société Xylor, …»: two phrases side by side are one."""
    between = _between(text, one, other)
    if not between:
        return False
    if other.person and other.named and not one.named and _person_like(one):
        return any(words in _APPOSING - {", une ", ", un "} for words in between)
    if one.person or other.person:
        return False
    if any(words in (", un ", ", une ") for words in between):
        return True  # «Haies communes, une association de Trévaux»
    return _only_described(one) != _only_described(other) and any(words in _APPOSING for words in between)


def _between(text: str, one: Group, other: Group) -> list[str]:
    """Return what stands between mentions of one and of the other right behind it, where an apposition ends there."""
    starts = {span.start: span for span in other.spans}
    found = []
    for first in one.spans:
        for gap in (2, 4, 5, 6, 10, 11, 12, 13):
            second = starts.get(first.end + gap)
            if second is not None and _closes(text, second.end):
                found.append(text[first.end : second.start].replace("’", "'"))
    return found


def _person_like(group: Group) -> bool:
    description = describe(group.spans[0].text) if group.spans else None
    return description is not None and (group.person or description.somebody)


def _closes(text: str, end: int) -> bool:
    """Tell whether an apposition ends here."""
    return text[end : end + 1] in (",", ".", ";", ")", "") or text[end : end + 2] == " ("


def _only_described(group: Group) -> bool:
    return all(name[:1].islower() and core_of(name)[:1] == name[:1] for name in group.names)


_APPOSING = frozenset(
    [", ", ", la ", ", le ", ", l'", ", une ", ", un ", ", les ", ", premier ", ", première ", ", principal "]
)


def _is_same_office(text: str, one: Group, other: Group) -> bool:
    """«recteur de X» is «recteur de la région de X»: one office, one place."""
    del text
    if not one.names or not other.names:
        return False
    first, second = one.names[0], other.names[0]
    if first[:1].isupper() or second[:1].isupper() or not (is_proper(first) and is_proper(second)):
        return False
    words, others = ({word.casefold() for word in name_words(name)} for name in (first, second))
    return head_noun(first) == head_noun(second) and words ^ others <= _PLACE_WORDS


def _is_capital_of(text: str, state: Group, capital: Group) -> bool:
    """«la capitale morvienne, Trévaux» or «Trévaux, la capitale de la Morvie»: the city speaks for its state."""
    stems = [core_of(name)[:4] for name in state.names]
    for span in capital.spans:
        after = text[span.end : span.end + 50].casefold().replace("’", "'")
        before = text[max(0, span.start - 50) : span.start].casefold().replace("’", "'")
        behind = after.startswith((", la capitale ", ", capitale ")) and any(f" {stem}" in after for stem in stems)
        ahead = (
            "capitale " in before and before.endswith((", ", "ne ", "se ")) and any(f" {s}" in before for s in stems)
        )
        if behind or ahead:
            return True
    return False


def _is_side_of(text: str, state: Group, side: Group) -> bool:
    """«la partie morvienne» is Morvie."""
    del text
    stems = {side_of(name) for name in side.names} - {""}
    return any(core_of(name).startswith(stem) for name in state.names for stem in stems)


_RULES = (
    _Rule(_is_body, _has_acronym, is_acronym_of),
    _Rule(_is_named_body, _is_named_body, _is_short_for),
    _Rule(_opens_apposition, _closes_apposition, _is_apposed),
    _Rule(_is_person, _is_person, holds_office),
    _Rule(_is_person, _is_person, _is_same_office),
    _Rule(_is_state, _is_body, _is_capital_of),
    _Rule(_is_state, _has_side, _is_side_of),
    _Rule(_is_territory, is_people, is_people_of),
    _Rule(_is_body, is_people, is_people_of),
    _Rule(_is_named_body, has_direction, is_direction_of),
)


def _join_descriptions(analysis: Analysis, groups: list[Group]) -> list[Group]:
    kept: list[Group] = []
    for group in groups:
        described = bool(group.names) and not group.named
        meant = _meant(analysis, group, kept) if described else None
        if meant is None:
            kept.append(group)
        else:
            meant.take(group)
    return kept


def _meant(analysis: Analysis, group: Group, before: list[Group]) -> Group | None:
    """Return the group that a description repeats, or None where it is somebody of its own."""
    text, at = analysis.article.text, group.start
    phrase = group.spans[0].text
    description = describe(phrase, text[max(0, at - 8) : at])
    if description is None or description.determiner in ("un", "une", "des"):
        return None
    apart = apart_from(analysis, at, before)
    before = [other for index, other in enumerate(before) if index not in apart]
    distance = distances(analysis, before, at)
    meant = _described(text, description, group, before, distance)
    if meant is None and description.determiner in ("le", "la", "l"):
        named = titled(analysis, before, at)
        only = before[next(iter(named))] if len(named) == 1 else None
        meant = _described(text, description, group, before, named) if only is not None else None
        if meant is None and only is not None and description.classes and may_be(text, only, description):
            meant = only
    return meant


def _described(
    text: str, description: Description, group: Group, before: list[Group], distance: dict[int, int]
) -> Group | None:
    """Return which of the groups at these distances a description repeats, or None."""
    phrase = group.spans[0].text
    told = taken_up(text, description, phrase, partial(nearest, before, distance), before)
    if told is not None:
        return told
    if description.determiner in ("son", "sa", "ses", "leur", "leurs"):
        return _owner(description, before, distance)
    if description.somebody and not description.classes and group.kinds[0] in ("person", "unknown"):
        return _person_meant(description, phrase, before, distance)
    return _body_meant(text, description, phrase, before, distance) if not group.person else None


def _gender(group: Group) -> str:
    civility = next((name.split()[0] for name in group.names if name.split()[0].lower() in tables().civilities), "")
    role = next((role for role in group.roles), "")
    first = next((name.split()[0] for name in group.names if len(name.split()) > 1 and name[:1].isupper()), "")
    return person_gender(civility, role) or gender_of_first_name(first)


def _person_meant(description: Description, phrase: str, before: list[Group], distance: dict[int, int]) -> Group | None:
    gender, foreign = description_gender(description, phrase), demonyms_of(phrase)

    def agrees(group: Group) -> bool:
        other = (
            bool(foreign) and bool(group.roles) and not any(stem in role for role in group.roles for stem in foreign)
        )
        counsel = any(name.startswith("Me ") for name in group.names)
        if counsel and description.noun not in word_set("actors", "counsel") and description.office:
            return False  # «l'expert-comptable» is not «Me Ana Rol»
        return group.person and group.named and not other and _gender(group) in ("", gender or _gender(group))

    def called(group: Group) -> bool:
        return agrees(group) and any(calls(description.noun, role) for role in group.roles)

    known = nearest(before, distance, 60, called)
    if known is not None and not (description.complement and description.office):
        return known
    if description.demonstrative:
        return nearest(before, distance, _NEAR, agrees)
    if description.former:
        return nearest(before, distance, 2, agrees) or _most_told(before, distance, agrees)
    if description.office:
        return nearest(before, distance, 2, lambda group: agrees(group) and not group.roles)
    if description.determiner not in ("le", "la", "l"):
        return None
    free = [before[index] for index in distance if agrees(before[index]) and not before[index].roles]
    near = nearest(before, distance, _NEAR, lambda group: agrees(group) and not group.roles)
    return nearest(before, distance, 2, agrees) or near or (free[0] if len(free) == 1 else None)


def _most_told(before: list[Group], distance: dict[int, int], agrees: Callable[[Group], bool]) -> Group | None:
    """Return the person named most often, where nobody else is named as often."""
    ranked = sorted((len(before[index].spans), -index) for index in distance if agrees(before[index]))
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return before[-ranked[-1][1]]


def _owner(description: Description, before: list[Group], distance: dict[int, int]) -> Group | None:
    """Return whose «sa direction» it is: the body named last before it close by, and who «son avocat» is."""
    if description.somebody:
        return nearest(before, distance, _BODY_NEAR, lambda group: is_belonging(description, group))
    if "heading" not in description.classes:
        return None
    return nearest(before, distance, 1, lambda group: not group.person)


def _body_meant(
    text: str, description: Description, phrase: str, before: list[Group], distance: dict[int, int]
) -> Group | None:
    """Return the named body that a bare noun takes up: «la compagnie», «le mensuel agricole», «les auteurs»."""
    if description.noun in word_set("actors", "team"):
        teams = word_set("actors", "team_of")
        return nearest(before, distance, _BODY_NEAR, lambda group: bool(heads_of(group) & teams))
    if not description.classes:
        return None
    if description.complement and not of_place(phrase) and is_proper(phrase):
        return None

    def known(group: Group) -> bool:
        return may_be(text, group, description) and any(kind not in ("unknown", "group") for kind in group.kinds)

    if not description.bare and description.classes <= {"institution", "heading"}:
        return nearest(before, distance, _BODY_NEAR, is_institution) if is_qualified(phrase) else None
    wide = description.bare or description.of_place or "press" in description.classes
    most = _BODY_NEAR if wide else 2
    if description.complement and not of_place(phrase):
        return nearest(before, distance, 2, known)
    near = nearest(before, distance, 2, lambda group: may_be(text, group, description))
    return (
        near
        or nearest(before, distance, most, known)
        or nearest(before, distance, most, lambda group: may_be(text, group, description))
    )

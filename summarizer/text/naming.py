"""Naming: holders given by what they are, under the name that the article gives them.

«La ministre du Logement», «le prévenu», «l'association», «le SLV»: replaced where exactly one of the article's names
fits. Never in it: pronouns (``coreference``), bare nouns that repeat a phrase (``repeats``), actors of a brief
(``engines.rules.joining``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.domain.analysis import Attribution, Holder, Name, Sentence
from summarizer.domain.terms import SourceKind
from summarizer.text.descriptions import (
    Description,
    calls,
    classes_of,
    core_of,
    describe,
    description_gender,
    head_noun,
    is_other_trade,
    names_somebody,
    person_gender,
)
from summarizer.text.holders import tables, without_leading_article
from summarizer.text.namings import holds_title, is_charged
from summarizer.text.pack import table, word_set
from summarizer.text.repeats import is_brought_in, suffers
from summarizer.text.shapes import gender_of_first_name
from summarizer.text.view import View
from summarizer.text.wording import acronym_after, expansion_after

_NEAR = 3
"""Sentences over which a person is looked for that a noun of another kind than his office may mean."""
_BODY_NEAR = 2
_OPENING = 4
"""Sentences at the head of an article in which a description may mean what the title alone has named."""
_BODIES: tuple[SourceKind, ...] = ("organisation", "state_body", "media", "unknown")
_SOMEBODY_NEW = re.compile(
    r"\b(?:un|une|certaine?|autre) (?:(?:jeune|ancien|ancienne|autre|vieil|vieille) )?([^\W\d_]+)"
)


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody whom the article names: the fullest name, where it stands, and what is told of it."""

    name: Name
    starts: tuple[int, ...]
    roles: tuple[str, ...]
    gender: str


@dataclass(frozen=True, slots=True)
class _Body:
    """A body, firm or paper that the article names, and where."""

    name: str
    kind: SourceKind
    holder: Holder
    starts: tuple[int, ...]
    plain: bool
    """Whether its proper name stands somewhere without a noun before it."""
    heads: frozenset[str]
    """The first nouns of its names."""


def with_names(view: View, attributions: Sequence[Attribution], names: tuple[Name, ...]) -> tuple[Attribution, ...]:
    """Return the attributions, their holders under the names that the article gives them where only one fits."""
    described = [a.holder for a in attributions if a.holder is not None and _is_described(a.holder)]
    described = [holder for holder in described if not is_brought_in(view, holder)]
    if not described:
        return tuple(attributions)
    people, bodies = _people(names), _bodies(view, names, attributions)
    found: dict[tuple[str, int], Holder | None] = {}
    for holder in described:
        key = (holder.name, holder.span.start)
        if key not in found:
            found[key] = _named(view, holder, people, bodies)
    result = []
    for attribution in attributions:
        own = attribution.holder
        named = found.get((own.name, own.span.start)) if own is not None else None
        if named is not None and own is not None:
            attribution = replace(attribution, holder=replace(named, phrase=own.span))
        result.append(attribution)
    return tuple(result)


def _is_described(holder: Holder) -> bool:
    """Tell whether a holder is a definite phrase of one, or an acronym, so that a fuller name may be known."""
    low = holder.name.lower().replace("’", "'")
    if _is_acronym(holder.name):
        return True
    if holder.anonymous or names_somebody(holder.name):
        return False
    return low.startswith(("le ", "la ", "l'", "ce ", "cet ", "cette "))


def _is_acronym(name: str) -> bool:
    bare = without_leading_article(name)
    return " " not in bare and 1 < len(bare) <= 8 and bare.isupper() and not classes_of(bare.lower())


def _people(names: tuple[Name, ...]) -> list[_Person]:
    """Return the persons named, one per family name."""
    found: dict[str, list[Name]] = {}
    for name in names:
        if name.kind == "person" and names_somebody(name.text):
            found.setdefault(name.text.split()[-1].casefold(), []).append(name)
    people = []
    for group in found.values():
        fullest = max(group, key=lambda name: len(name.text))
        told = (name.role.lower().replace("’", "'") for name in group if name.role)
        roles = tuple(dict.fromkeys(role for role in told if " d'avoir" not in role))
        first = fullest.text.split()[0]
        civility = first if first.lower() in tables().civilities else ""
        shown = person_gender(civility, next(iter(roles), "")) or gender_of_first_name(first)
        people.append(_Person(fullest, tuple(name.span.start for name in group), roles, shown))
    return people


def _bodies(view: View, names: tuple[Name, ...], attributions: Sequence[Attribution]) -> list[_Body]:
    """Return the bodies named, one per name without its article and noun."""
    found: dict[str, list[Holder]] = {}
    mentions = [Holder(name.text, name.span, kind) for name in names for kind in _BODIES if kind == name.kind]
    mentions += [a.holder for a in attributions if a.holder is not None and a.holder.kind in _BODIES]
    for mention in mentions:
        bare = without_leading_article(mention.name)
        if any(word[:1].isupper() for word in re.split(r"[ '’]", bare)):
            found.setdefault(core_of(bare), []).append(mention)
    bodies = []
    short = _acronyms(view, found)
    for core, mentions_of in found.items():
        if core in short:
            continue
        group = [*mentions_of, *(one for other, full in short.items() if full == core for one in found[other])]
        fullest = max(group, key=lambda one: len(one.name))
        kinds = [one.kind for one in group if one.kind != "unknown"]
        kind = "media" if "media" in kinds else kinds[0] if kinds else "unknown"
        phrases = [without_leading_article(one.name) for one in group]
        plain = any(name[:1].isupper() for name in phrases)
        starts = tuple(sorted(one.span.start for one in group))
        bodies.append(_Body(fullest.name, kind, fullest, starts, plain, frozenset(map(head_noun, phrases))))
    return bodies


def _acronyms(view: View, found: dict[str, list[Holder]]) -> dict[str, str]:
    """Return which body's acronym a name is: «ASV» beside «AS Valmont (ASV)», both as they are compared."""
    short: dict[str, str] = {}
    for core, group in found.items():
        acronym = acronym_after(view.text, group[0].name) if " " in group[0].name else ""
        if acronym and acronym.casefold() in found:
            short[acronym.casefold()] = core
    return short


def _named(view: View, holder: Holder, people: list[_Person], bodies: list[_Body]) -> Holder | None:
    if _is_acronym(holder.name):
        return _spelt_out(view, holder, bodies)
    flat = holder.name.replace("’", "'")
    if classes_of(without_leading_article(flat).lower()):
        flat = flat.lower()  # «L'ONG»
    description = describe(flat)
    if description is None:
        return None
    phrase = without_leading_article(flat).lower()
    if holder.kind == "person" or (holder.kind == "unknown" and description.somebody):
        return (
            _by_office(phrase, description, people, holder)
            or _by_trade(view, description, flat, people, holder)
            or _by_nearness(view, description, flat, people, holder)
        )
    union = description.noun in word_set("actors", "union")
    return _by_class(view, description, flat, bodies, holder) if description.classes or union else None


def _spelt_out(view: View, holder: Holder, bodies: list[_Body]) -> Holder | None:
    """Return the one full name of an acronym: told in brackets beside it, or made of its initials."""
    acronym = without_leading_article(holder.name)
    told = core_of(expansion_after(view.text, acronym))
    fitting = [
        body
        for body in bodies
        if " " in body.name
        and (
            core_of(body.name) == told
            or acronym_after(view.text, body.name) == acronym
            or _initials(body.name, acronym)
        )
    ]
    return fitting[0].holder if len(fitting) == 1 else None


def _initials(name: str, acronym: str) -> bool:
    """Tell whether the longer words of a name begin with the letters of an acronym: «Union des tailleurs», «UT»."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if len(word) > 3 or word[:1].isupper()]
    return len(acronym) > 2 and "".join(word[0] for word in words).upper() == acronym


def _by_office(phrase: str, description: Description, people: list[_Person], holder: Holder) -> Holder | None:
    """Return the one person whose office it is: «la ministre du Logement», «le magistrat», «l'édile»."""
    if description.complement or description.former:
        fitting = [
            person
            for person in people
            if any(_same_office(role, phrase) for role in person.roles) or holds_title(phrase, person.roles)
        ]
    else:
        if not description.bare:
            return None
        fitting = [
            person
            for person in people
            if person.starts[0] < holder.span.start
            and (
                any(calls(description.noun, role) or _is_title(role, description.noun) for role in person.roles)
                or holds_title(phrase, person.roles)
            )
        ]
    fitting = [person for person in fitting if _agrees(person, description, phrase)]
    return _holder(fitting[0]) if len(fitting) == 1 else None


def _is_title(role: str, noun: str) -> bool:
    """Tell whether a role is a title of that office: «le président» after «le chef de l'État, Ana Rol»."""
    return noun in table("actors")["titles"].get(role, [])


def _same_office(role: str, phrase: str) -> bool:
    """Tell whether one is the other, or begins it, with its whole words and a complement."""
    if " " not in role:
        return False
    return role == phrase or role.startswith(phrase + " ") or phrase.startswith(role + " ")


def _by_nearness(
    view: View, description: Description, phrase: str, people: list[_Person], holder: Holder
) -> Holder | None:
    """Return the one person right before of whom no office is told: «Ana Rol défend sa loi. La ministre du Logement…».

    The phrase itself then tells the office; its gender must be that of the first name.
    """
    here = view.sentence_at(holder.span.start)
    told = description.former or (description.office and description.complement)
    if here is None or not told or here.span.start != holder.span.start:
        return None
    before = [person for person in people if _back(view, _last(person, holder), here.number) in (1, 2)]
    free = [person for person in before if not person.roles]
    if len(before) != 1 or not free or free[0].gender != description_gender(description, phrase):
        return None
    follows = view.low[free[0].name.span.end : free[0].name.span.end + 1]
    return None if follows in ",(" else _holder(free[0])


def _last(person: _Person, holder: Holder) -> int:
    """Return where somebody was named last before a holder, -1 where not yet."""
    return max((start for start in person.starts if start < holder.span.start), default=-1)


def _by_trade(
    view: View, description: Description, phrase: str, people: list[_Person], holder: Holder
) -> Holder | None:
    """Return the one person close by whom a noun means that is no office: «le skipper», «la pénaliste», «le prévenu».

    Somebody brought in without a name since then may be meant as well.
    """
    court = description.noun in word_set("holders", "tried")
    trade = description.noun in word_set("holders", "epithets")
    if not description.bare or not (court or (trade and not description.office)):
        return None
    here = view.sentence_at(holder.span.start)
    if here is None:
        return None
    fitting = []
    for person in people:
        last = _last(person, holder)
        there = view.sentence_at(last) if last >= 0 else None
        if there is None or not _agrees(person, description, phrase):
            continue
        roles = [role for role in person.roles if role not in word_set("holders", "relations")]
        if court and any(_is_tried(view, person, start) for start in person.starts):
            roles = []
        if any(is_other_trade(description.noun, role) for role in roles):
            continue
        near = here.number - there.number <= _NEAR and there.kind == "body"
        if (near or court) and not (court and roles):
            fitting.append((person, last, bool(roles)))
    free = [one for one in fitting if not one[2]]
    fitting = free if len(free) == 1 else fitting
    if len(fitting) != 1:
        return None
    person, last, _ = fitting[0]
    if not court and (_somebody_new(view, last, holder.span.start) or suffers(view, _holder(person), (person.name,))):
        return None
    return _holder(person)


def _is_tried(view: View, person: _Person, start: int) -> bool:
    """Tell whether the words around a mention say that somebody is charged."""
    name = person.name.text if view.text.startswith(person.name.text, start) else ""
    return bool(name) and is_charged(view.text, start, start + len(name))


def _somebody_new(view: View, start: int, end: int) -> bool:
    """Tell whether somebody without a name was brought in between: «un chauffeur», «un homme de 34 ans»."""
    return any(tables().kinds.get(match.group(1)) == "person" for match in _SOMEBODY_NEW.finditer(view.low, start, end))


def _agrees(person: _Person, description: Description, phrase: str) -> bool:
    shown = description_gender(description, phrase)
    return not shown or person.gender in ("", shown)


def _holder(person: _Person) -> Holder:
    return Holder(person.name.text, person.name.span, "person")


def _by_class(view: View, description: Description, phrase: str, bodies: list[_Body], holder: Holder) -> Holder | None:
    """Return the body that a noun of its kind takes up: the one close by, else the one of the article before."""
    if any(word[:1].isupper() for word in re.split(r"[ '’]", phrase)[1:]) or "heading" in description.classes:
        return None
    here = view.sentence_at(holder.span.start)
    before = [body for body in bodies if body.starts[0] < holder.span.start and _is_called(body, description)]
    if here is None:
        return None
    if description.bare and description.noun in word_set("actors", "union"):
        unions = [body for body in bodies if body.starts[0] < holder.span.start and _is_union(body)]
        return unions[0].holder if len(unions) == 1 else None
    same = [body for body in before if description.noun in body.heads]
    if len(same) == 1 and description.bare:
        return same[0].holder  # «le groupe» after «le groupe Xylor»
    if not before:
        return None
    told = [body for body in before if any(map(classes_of, body.heads))]
    before = told if len(told) == 1 and "press" not in description.classes else before
    if not told and any(body.kind == "unknown" for body in before):
        only = before[0] if len(before) == 1 else None
        if only is not None and (_titled(view, only, here) or (description.bare and _opens_before(view, only, here))):
            return only.holder
        return None
    near = [
        body
        for body in before
        if any(start < holder.span.start and _back(view, start, here.number) <= _BODY_NEAR for start in body.starts)
    ]
    sure = "press" in description.classes or not any(body.plain for body in before)
    if len(near) == 1 and (sure or len(before) == 1):
        return near[0].holder
    wide = description.bare or "press" in description.classes
    return before[0].holder if len(before) == 1 and wide else None


def _opens_before(view: View, body: _Body, here: Sentence) -> bool:
    """Tell whether a name of unknown kind opens the sentence before: «Xylor a perdu un procès. La société assure…»."""
    there = view.sentences[here.number - 2] if here.number > 1 else here
    return any(0 <= start - there.span.start <= 3 for start in body.starts) and there.paragraph == here.paragraph


def _titled(view: View, body: _Body, here: Sentence) -> bool:
    """Tell whether the title names a body that nothing else has named before one of the first sentences."""
    before = [start for start in body.starts if start < here.span.start]
    opening = sum(one.kind == "body" for one in view.sentences[: here.number - 1]) < _OPENING
    return opening and all((there := view.sentence_at(start)) is not None and there.kind == "title" for start in before)


def _back(view: View, offset: int, number: int) -> int:
    there = view.sentence_at(offset)
    return number - there.number if there is not None else number


def _is_called(body: _Body, description: Description) -> bool:
    """Tell whether a body may be called so: by the noun of its name, else by its kind."""
    if ("press" in description.classes) != (body.kind == "media"):
        return False
    if "club" in description.classes and body.heads & word_set("actors", "club_words"):
        return True
    generic, papers = word_set("actors", "generic"), word_set("actors", "periodicals")
    nouns = {noun for noun in body.heads if classes_of(noun)}
    if nouns:
        alike = description.noun in nouns or description.noun in generic or bool(nouns & generic)
        alike = alike or (description.noun in papers and bool(nouns & papers))
        return alike and any(classes_of(noun) & description.classes for noun in nouns)
    if body.kind == "media":
        return True
    if "institution" in description.classes:
        assembly = bool(body.heads & word_set("holders", "assemblies")) and description.noun in generic
        state = body.kind == "state_body" and description.noun in generic
        return state or bool(body.heads & word_set("actors", "team_of")) or assembly
    named = body.plain and not all(tables().kinds.get(noun) for noun in body.heads)
    return body.kind in ("organisation", "unknown") and "company" in description.classes and named


def _is_union(body: _Body) -> bool:
    """Tell whether a body is a trade union by the words of its name."""
    return any(word.casefold() in word_set("actors", "unions") for word in re.findall(r"[^\W_]+", body.name)[:2])

"""Actors: one per real-world actor, from names and holders. Persons merge by last name, states by territory."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarizer.domain.analysis import Analysis, Holder, Name
from summarizer.domain.draft import DraftActor
from summarizer.domain.span import Span
from summarizer.domain.terms import ActorKind
from summarizer.text.gazetteer import territory_of
from summarizer.text.holders import tables
from summarizer.text.wording import acronym_after, last_name, name_words, without_article

_NO_OFFICE = frozenset(
    ["collègue", "homme", "femme", "voisin", "voisine", "habitant", "habitante", "victime", "suspect", "suspecte"]
)
_MOST = 40


@dataclass(slots=True)
class _Group:
    """Mentions taken for one actor, while they are gathered."""

    names: list[str] = field(default_factory=list)
    kinds: list[ActorKind] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    holder: bool = False


def draft_actors(analysis: Analysis) -> list[DraftActor]:
    """Return the actors in order of first mention: those that speak, persons, bodies, media and states."""
    groups: dict[str, _Group] = {}
    people = [name for name in analysis.names if name.kind == "person"]
    person_keys = {_person_key(person.text) for person in people}
    holders = _holders(analysis)
    held = [holder.span for holder in holders]
    for start, mention in sorted(
        [(n.span.start, n) for n in analysis.names] + [(h.span.start, h) for h in holders], key=_first
    ):
        if isinstance(mention, Name):
            _add_name(groups, mention, person_keys, held)
        else:
            _add_holder(groups, mention, people)
        del start
    _merge_acronyms(analysis, groups)
    _merge_offices(groups)
    return [_actor(group) for group in groups.values() if _counts(group)][:_MOST]


def _first(pair: tuple[int, Name | Holder]) -> tuple[int, int]:
    return pair[0], -len(pair[1].span.text)


def _holders(analysis: Analysis) -> list[Holder]:
    seen: dict[int, Holder] = {}
    pronouns = tables().personal_pronouns | {"on"}
    for reading in analysis.readings:
        for link in (*reading.chain, *reading.disputed_by):
            holder = link.holder
            if not holder.anonymous and holder.kind != "document" and holder.name.lower() not in pronouns:
                seen.setdefault(holder.span.start, holder)
    return list(seen.values())


def _add_name(groups: dict[str, _Group], name: Name, person_keys: set[str], held: list[Span]) -> None:
    if name.kind != "person" and any(map(name.span.within, held)):
        return
    key = _person_key(name.text) if name.kind == "person" else _key(name.text)
    if name.kind != "person" and key in person_keys:
        key, kind = key, "person"
    else:
        kind = name.kind
    group = groups.setdefault(key, _Group())
    group.names.append(name.text)
    group.kinds.append(kind)  # type: ignore[arg-type]
    if name.role:
        group.roles.append(name.role)


def _add_holder(groups: dict[str, _Group], holder: Holder, people: list[Name]) -> None:
    inside = [person for person in people if person.span.within(holder.span)]
    if inside or any(holder.span.within(person.span) for person in people):
        key = _person_key(inside[0].text if inside else holder.name)
        groups.setdefault(key, _Group()).holder = True
        return
    name = without_article(holder.name.split(", ")[-1] if holder.kind == "organisation" else holder.name)
    group = groups.setdefault(_key(name), _Group())
    group.names.append(name)
    group.kinds.append(holder.kind if holder.kind not in ("document",) else "unknown")  # type: ignore[arg-type]
    group.holder = True


def _person_key(name: str) -> str:
    return "person:" + last_name(name).casefold()


def _key(name: str) -> str:
    code = territory_of(name)
    return (
        f"territory:{code}"
        if code
        else "name:" + " ".join(name_words(without_article(name).casefold().replace("’", "'")))
    )


def _merge_acronyms(analysis: Analysis, groups: dict[str, _Group]) -> None:
    """Join «SLV» to «Syndicat libre du verre (SLV)»."""
    text = analysis.article.text
    for group in list(groups.values()):
        for name in list(group.names):
            acronym = acronym_after(text, name)
            other = groups.get(_key(acronym)) if acronym else None
            if other is not None and other is not group:
                group.names += other.names
                group.holder = group.holder or other.holder
                del groups[_key(acronym)]
                break


def _merge_offices(groups: dict[str, _Group]) -> None:
    """Join «procureur de Kostanaï» to «procureur de la région de Kostanaï»: one office, one place."""
    offices: dict[tuple[str, str], str] = {}
    for key in list(groups):
        name = groups[key].names[0] if groups[key].names else ""
        capitals = [word for word in name_words(name) if word[:1].isupper()]
        if not key.startswith("name:") or _kind(groups[key]) != "person" or not capitals or name[:1].isupper():
            continue
        office = (name_words(name)[0].casefold(), capitals[-1])
        first = offices.setdefault(office, key)
        if first != key and _same_office(groups[first].names[0], name):
            groups[first].names += groups[key].names
            groups[first].holder = groups[first].holder or groups[key].holder
            del groups[key]


_PLACE_WORDS = frozenset(["de", "du", "des", "d", "la", "le", "les", "l", "région", "ville", "commune", "département"])


def _same_office(one: str, other: str) -> bool:
    """Tell whether two phrases differ in words of place alone («de la région de X» beside «de X»)."""
    first, second = ({word.casefold() for word in name_words(name)} for name in (one, other))
    return first ^ second <= _PLACE_WORDS


def _counts(group: _Group) -> bool:
    """Tell whether a group is an actor: it speaks, or it is somebody; a place alone is a setting."""
    kind = _kind(group)
    if not group.names:
        return False
    return group.holder or kind in ("person", "organisation", "state_body", "media", "state")


def _kind(group: _Group) -> ActorKind:
    told = [kind for kind in group.kinds if kind not in ("unknown", "place")]
    if group.holder and "state" in group.kinds:
        return "state"
    if told:
        return max(dict.fromkeys(told), key=told.count)
    return group.kinds[0] if group.kinds else "unknown"


def _actor(group: _Group) -> DraftActor:
    names = list(dict.fromkeys(group.names))
    if _kind(group) == "state":
        full = max(names, key=group.names.count)
    else:
        full = max(names, key=lambda n: (not _is_civil(n), len(name_words(n)), -names.index(n)))
    role = next((role for role in group.roles if role.split()[0] not in _NO_OFFICE), None)
    return DraftActor(name=full, kind=_kind(group), role=role, aliases=[name for name in names if name != full])


def _is_civil(name: str) -> bool:
    return name_words(name)[0].lower() in tables().civilities

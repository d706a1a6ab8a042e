"""Actors: one per real-world actor, gathered from names and holders and joined in ``joining``; places are none.

Persons are one by their full names, bodies by their proper names, states by territory, capital and seat.
"""

from __future__ import annotations

from summarizer.domain.analysis import Analysis, Holder, Name
from summarizer.domain.draft import DraftActor
from summarizer.domain.span import Span
from summarizer.domain.terms import ActorKind
from summarizer.engines.rules.asides import beside_names, only_aside
from summarizer.engines.rules.groups import Group, is_proper
from summarizer.engines.rules.joining import join
from summarizer.text.coreference import is_pronominal
from summarizer.text.descriptions import (
    acts_at,
    core_of,
    describe,
    first_body,
    has_article,
    head_noun,
    names_somebody,
    opens_sentence,
    pair_in,
    person_gender,
    without_seat,
)
from summarizer.text.gazetteer import government_of, territory_of
from summarizer.text.holders import kind_of, tables
from summarizer.text.name_kinds import listed_kind
from summarizer.text.namings import bare_title
from summarizer.text.pack import table, word_set
from summarizer.text.shapes import gender_of_first_name
from summarizer.text.wording import name_words, without_article

_NO_OFFICE = word_set("actors", "no_offices")
_NOBODY = word_set("actors", "no_holders")
_MOST = 40
_BODIES = ("organisation", "state_body", "media", "group")


def draft_actors(analysis: Analysis) -> list[DraftActor]:
    """Return the actors in order of first mention: those that speak, persons, bodies, media and states."""
    groups: dict[str, Group] = {}
    people = _People([name for name in analysis.names if name.kind == "person"])
    holders = _holders(analysis)
    bodies = [name for name in analysis.names if name.kind in _BODIES and " " in name.text]
    mentions: list[tuple[int, Name | Holder]] = [(name.span.start, name) for name in analysis.names]
    mentions += [(holder.span.start, holder) for holder in holders]
    for _, mention in sorted(mentions, key=_first):
        if isinstance(mention, Name):
            _add_name(groups, mention, people, holders, bodies)
        else:
            _add_holder(groups, mention, people, analysis.names)
    _add_phrases(analysis, groups)
    _mark_acting(analysis, groups)
    joined = join(analysis, list(groups.values()))
    beside = beside_names(analysis)
    joined = [group for group in joined if not only_aside(analysis.article.text, group, beside)]
    silent = any(_speaks_as_place(group) for group in joined)
    for group in joined:
        if _speaks_as_place(group):
            group.kinds.append("state_body" if any(_is_invented(other) for other in joined) else "organisation")
    return [_actor(group) for group in joined if _counts(group, silent=silent)][:_MOST]


def _add_phrases(analysis: Analysis, groups: dict[str, Group]) -> None:
    """Take in the descriptions under which somebody speaks who is named elsewhere: «le quotidien», «l'institut»."""
    seen: set[int] = set()
    for attribution in analysis.attributions:
        holder = attribution.holder
        if holder is None or holder.phrase is None or holder.phrase.start in seen:
            continue
        if head_noun(holder.phrase.text) in word_set("actors", "counsel"):
            continue  # «l'avocate» may be another's too
        seen.add(holder.phrase.start)
        own = {holder.name, without_article(holder.name)}
        group = next((one for one in groups.values() if own & {*one.names, *one.voices}), None)
        if group is not None and group.kinds:
            group.add(without_article(holder.phrase.text), group.kinds[0], holder.phrase)


def _mark_acting(analysis: Analysis, groups: dict[str, Group]) -> None:
    """Mark the names that do something: by a verb right behind them, states where they open a sentence."""
    text = analysis.article.text.replace("’", "'")
    invented = any(_is_invented(group) for group in groups.values())
    for group in groups.values():
        if group.territory:
            group.acts = any(
                opens_sentence(text, span.start) or acts_at(text, span.start, span.end) for span in group.spans
            )
        elif set(group.kinds) <= {"unknown", "place"} and len(group.spans) > 1 and not invented:
            bare = not any(has_article(text, span.start) for span in group.spans)
            group.acts = bare and any(acts_at(text, span.start, span.end) for span in group.spans)


def _is_invented(group: Group) -> bool:
    """Tell whether it is a state that no table knows."""
    return "state" in group.kinds and not group.key.startswith("territory:")


def _speaks_as_place(group: Group) -> bool:
    """Tell whether a group is a name alone that speaks and is of no known kind: perhaps the capital of some state."""
    speaks = group.holder or group.acts
    return speaks and not group.territory and set(group.kinds) == {"unknown"} and group.named


def _first(pair: tuple[int, Name | Holder]) -> tuple[int, int]:
    return pair[0], -len(pair[1].span.text)


def _holders(analysis: Analysis) -> list[Holder]:
    seen: dict[int, Holder] = {}
    for reading in analysis.readings:
        for link in (*reading.chain, *reading.disputed_by):
            holder = link.holder
            pronoun = is_pronominal(holder) or holder.name.lower() == "on"
            first = holder.name.lower().split(" ")[0]
            nobody = pronoun or first in _NOBODY or holder.name.lower() in word_set("names", "not_names")
            counts = _is_class(holder) if holder.anonymous else holder.kind != "document"
            if counts and not nobody:
                seen.setdefault(holder.span.start, holder)
    return list(seen.values())


def _is_class(holder: Holder) -> bool:
    """Tell whether a nameless source is an actor of its own: «un diplomate», not «une source»."""
    sources = word_set("actors", "sources_only")
    if holder.name.lower().endswith((" eux", " elles", "'eux", "'elles", "’eux", "’elles")):
        return False  # «l'une d'elles»
    return (
        holder.kind in ("person", "group") and head_noun(holder.name) not in sources and not is_proper(holder.name[1:])
    )


class _People:
    """The persons of an article by full name: a last or a first name alone is whoever bears it."""

    def __init__(self, names: list[Name]) -> None:
        self.names = names
        self._full: list[tuple[int, list[str]]] = []
        self._genders: dict[str, str] = {}
        for name in names:
            words = _bare_words(name.text)
            if len(words) > 1 and names_somebody(name.text):
                self._full.append((name.span.start, words))
                gender = person_gender(name.text.split(" ")[0], name.role) or gender_of_first_name(words[0])
                self._genders.setdefault(" ".join(words), gender)

    def key(self, name: str, at: int) -> str:
        """Return the key of a person named at that place: the nearest full name before it that bears these words."""
        words = _bare_words(name)
        low = name.split(" ")[0].casefold().rstrip(".")
        gender = {"m": "m", "mme": "f", "monsieur": "m", "madame": "f", "mlle": "f"}.get(low, "")
        longer = [full for full in self._full if _is_part(words, full[1])]
        if len(words) > 1 and not longer:
            return "person:" + " ".join(words)
        fitting = [full for full in longer if self._agrees(full[1], gender)]
        before = [full for full in fitting if full[0] < at] or fitting[:1]
        by_last = [full for full in before if full[1][-1] == words[-1]]
        chosen = (by_last or before)[-1:]
        told = [gender] if longer and not chosen else []
        return "person:" + " ".join(chosen[0][1] if chosen else told + words)

    def _agrees(self, full: list[str], gender: str) -> bool:
        known = self._genders.get(" ".join(full), "")
        return not gender or not known or gender == known

    def knows(self, name: str) -> bool:
        """Tell whether words are the first or the last name of somebody with a full name."""
        words = _bare_words(name)
        return bool(words) and any(_is_part(words, full) for _, full in self._full)


def _is_part(words: list[str], full: list[str]) -> bool:
    """Tell whether words are a first name, a last name or the end of a longer name («Ben Salah», «Le Goff»)."""
    if len(words) >= len(full):
        return False
    return full[-len(words) :] == words or (len(words) == 1 and full[0] == words[0])


def _bare_words(name: str) -> list[str]:
    words = name_words(name.replace("’", "'"))
    while len(words) > 1 and words[0].lower().rstrip(".") in tables().civilities:
        words = words[1:]
    return [word.casefold() for word in words]


def _add_name(groups: dict[str, Group], name: Name, people: _People, holders: list[Holder], bodies: list[Name]) -> None:
    kind: ActorKind = name.kind
    if kind not in ("person", "unknown") and _is_held(name, holders):
        return
    start, end = name.span.start, name.span.end
    if any([b.span.start <= start and end <= b.span.end and len(b.text) > len(name.text) for b in bodies]):
        return
    if kind == "person" or (kind in ("unknown", "place") and people.knows(name.text)):
        key, kind = people.key(name.text, name.span.start), "person"
    elif kind == "unknown" and _is_held(name, holders):
        return
    else:
        key = _key(name.text)
    group = groups.setdefault(key, Group(key))
    group.add(name.text, kind, name.span)
    if name.role:
        group.roles.append(name.role)


def _is_held(name: Name, holders: list[Holder]) -> bool:
    """Tell whether a name lies in the words of a holder."""
    start, end = name.span.start, name.span.end
    return any([holder.span.start <= start and end <= holder.span.end for holder in holders])


def _add_holder(groups: dict[str, Group], holder: Holder, people: _People, names: tuple[Name, ...]) -> None:
    if holder.anonymous:
        key = f"anonymous:{holder.name.casefold()}"
        group = groups.setdefault(key, Group(key))
        group.add(holder.name, "group" if holder.kind == "group" else "person", holder.span)
        group.voices.append(holder.name)
        return
    start, end = holder.span.start, holder.span.end
    inside = [person for person in people.names if start <= person.span.start and person.span.end <= end]
    around = [person for person in people.names if person.span.start <= start and end <= person.span.end]
    if inside or around or people.knows(holder.name):
        key = people.key((inside or around)[0].text if inside or around else holder.name, holder.span.start)
        group = groups.setdefault(key, Group(key))
        group.voices.append(holder.name)
        if not inside and not around:
            group.add(holder.name, "person", holder.span)
        return
    pair = _pair(holder, names)
    if pair is not None:
        for one in pair:
            _add_holder(groups, one, people, names)
        return
    name = holder.name.split(", ")[-1] if holder.kind == "organisation" else holder.name
    bare = without_article(first_body(name))
    name = without_seat(bare)
    key = _key(name)
    group = groups.setdefault(key, Group(key))
    group.add(name, _kind_of_holder(holder, names, seat=name != bare), holder.span)
    group.voices.append(name)


def _pair(holder: Holder, names: tuple[Name, ...]) -> tuple[Holder, Holder] | None:
    """Return the two that speak together, each by name: «la CGT et Sud Rail»; None where «et» stands inside a name."""
    cut = pair_in(holder.name)
    if cut is None:
        return None
    at, behind = holder.span.start + cut[0], holder.span.start + cut[1]
    ends = [name for name in names if name.span.end == at and name.span.start >= holder.span.start]
    starts = [name for name in names if name.span.start == behind]
    if not ends or not starts or any(name.span.start < at and name.span.end > behind for name in names):
        return None
    first, second = holder.name[: cut[0]], holder.name[cut[1] :]
    return (
        Holder(first, Span(start=holder.span.start, end=at, text=first), kind_of(first)),
        Holder(second, Span(start=behind, end=holder.span.end, text=second), kind_of(second)),
    )


def _kind_of_holder(holder: Holder, names: tuple[Name, ...], *, seat: bool) -> ActorKind:
    """Return the kind of the name that ends the holder's phrase, where it says one, else the holder's."""
    inner = [name for name in names if name.span.end == holder.span.end and name.span.within(holder.span)]
    told = next((name.kind for name in inner if name.kind not in ("unknown", "person")), None)
    if inner and inner[0].kind == "person" and holder.kind == "unknown":
        return "person"
    if seat:
        told = told or next((name.kind for name in inner if name.kind != "person"), None)
        kind = kind_of(without_seat(without_article(holder.name)))
        return told or (kind if kind != "document" else "unknown")
    if told is not None and (holder.kind == "unknown" or len(inner[0].text) + 4 >= len(holder.name)):
        return told
    rest = holder.name[4:]
    if holder.kind == "group" and holder.name[:4].lower() == "les " and rest[:1].isupper() and " " in rest:
        return "organisation"  # «Les Démocrates unis», not «Les Américains»
    listed = listed_kind(without_article(holder.name), None)
    if listed is not None and listed != "place":
        return listed
    return holder.kind if holder.kind != "document" else "unknown"


def _key(name: str) -> str:
    code = territory_of(name) or government_of(name)
    core = core_of(name)
    return f"territory:{code}" if code else "name:" + table("actors")["same_bodies"].get(core, core)


def _counts(group: Group, *, silent: bool) -> bool:
    """Tell whether a group is an actor: it speaks or acts, or it is somebody; a place or premises are a setting.

    ``silent``: a capital without a known state speaks, so that a state that says nothing may be told already.
    """
    if not group.names:
        return False
    kind = _kind(group)
    if group.territory:
        return group.holder or (group.acts and not (silent and not group.key.startswith("territory:")))
    if (group.holder and (kind != "unknown" or _is_somebody(group))) or group.acts:
        return True
    if kind in _BODIES and all(_is_setting(name) for name in group.names):
        return False
    return kind in ("person", *_BODIES)


def _is_somebody(group: Group) -> bool:
    """Tell whether a speaker of unknown kind is one: it has a name, or no pointing determiner («ces menaces»)."""
    pointing = ("ce", "cet", "cette", "ces")
    return group.named or not all(span.text.lower().split(" ")[0] in pointing for span in group.spans)


def _is_setting(name: str) -> bool:
    """Tell whether a body is a place where things happen: «musée de Trévaux», but not «site Xylor», a medium's name."""
    noun = head_noun(name)
    words = name_words(name)
    own = noun in word_set("actors", "settings_with_names") and len(words) > 1 and words[1][:1].isupper()
    return noun in word_set("actors", "settings") and not own


def _kind(group: Group) -> ActorKind:
    if group.territory:
        metonymy = bool(group.voices) and not any(territory_of(name) for name in group.voices)
        return "state" if not metonymy and any(territory_of(name) for name in group.names) else "state_body"
    heads = [head_noun(name) for name in group.names if name[:1].islower()]
    if any(head in word_set("actors", "group_heads") for head in heads[:1]):
        return "group"
    told = [kind for kind in group.kinds if kind not in ("unknown", "place")]
    if told:
        most = max(dict.fromkeys(told), key=told.count)
        if most == "group" and any(_is_title(name) for name in group.names):
            return "organisation"
        return "state_body" if most == "state" else most
    if group.holder and not group.named and (description := describe(group.names[0])) and description.somebody:
        return "person"
    return "state_body" if "place" in group.kinds and (group.holder or group.acts) else group.kinds[0]


def _is_title(name: str) -> bool:
    """Tell whether a class of people is a body's name by its capitals: «Médecins du Sud»."""
    return name[:1].isupper() and sum(word[:1].isupper() for word in name_words(name)) > 1


def _actor(group: Group) -> DraftActor:
    names = list(dict.fromkeys(group.names))
    kind = _kind(group)
    papers = [bare for name in names if kind == "media" and (bare := bare_title(name))]
    names = list(dict.fromkeys([*names, *papers]))
    if kind == "person":
        names = [*_without_civility(names), *names]
        names = list(dict.fromkeys(names))
    if kind == "state":
        named = [name for name in names if territory_of(name)]
        full = max(named or names, key=group.names.count)
    elif group.territory:
        full = max([*group.voices, *names], key=lambda name: (is_proper(name), name in group.voices))
    else:
        full = max(
            names, key=lambda n: (_is_name(n, kind), n in papers, not _is_civil(n), len(name_words(n)), -names.index(n))
        )
    role = next((role for role in group.roles if role.split()[0] not in _NO_OFFICE), None)
    return DraftActor(name=full, kind=kind, role=role, aliases=[name for name in names if name != full])


def _without_civility(names: list[str]) -> list[str]:
    """Return the full names that stand behind a civility: «Ada Quist» of «Me Ada Quist»."""
    found = []
    for name in names:
        words = name.split(" ", 1)
        if len(words) == 2 and words[0].lower().rstrip(".") in tables().civilities and len(name_words(words[1])) > 1:
            found.append(words[1])
    return found


def _is_name(name: str, kind: ActorKind) -> bool:
    return names_somebody(name) if kind == "person" else is_proper(name)


def _is_civil(name: str) -> bool:
    return name_words(name)[0].lower() in tables().civilities

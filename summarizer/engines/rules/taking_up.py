"""Taking up: descriptions whose meaning a table or the words around tell, not their nearness.

Titles («le chef de l'État»), whoever is charged («le prévenu»), counsel («la défense»), groups under another name
(«les insurgés»), authors of a paper, trade unions, and demonyms («le club trévalois», «les Morviens»).
Asked by ``joining``. Table: ``fr/actors.json``.
"""

from __future__ import annotations

from collections.abc import Callable

from summarizer.engines.rules.bodies import is_company, is_union
from summarizer.engines.rules.groups import Group, is_proper
from summarizer.text.descriptions import Description, calls, classes_of, core_of, head_noun
from summarizer.text.namings import holds_title, is_charged, is_told_as_issuer, local_stem, people_stem
from summarizer.text.pack import table, word_set
from summarizer.text.wording import name_words, without_article

Near = Callable[[int, Callable[[Group], bool]], Group | None]
"""Returns the nearest group before within so many sentences that fits."""
_FAR, _CLOSE = 60, 20


def taken_up(text: str, description: Description, phrase: str, near: Near, groups: list[Group]) -> Group | None:
    """Return the group before it that a description means by a table or by the words around, or None."""
    if description.determiner not in ("le", "la", "l", "les", "ses", "leurs"):
        return None
    known = near(_FAR, lambda group: group.person and group.named and holds_title(phrase, group.roles))
    if known is not None:
        return known
    if description.noun in word_set("actors", "team"):
        return _team(text, description, near)
    if description.noun == "défense" and description.bare:
        return _only(groups, _is_counsel)
    if description.noun in word_set("actors", "charged") and not description.complement:
        return _only(groups, lambda group: _charged(text, group))
    others = frozenset[str](table("actors")["groups"].get(description.noun, ()))
    if others and not description.complement:
        return near(_FAR, lambda group: not group.territory and any(head_noun(name) in others for name in group.names))
    if description.noun in word_set("actors", "union") and description.bare:
        return near(_CLOSE, is_union)
    if description.noun == "direction" and description.bare:
        return _most_told([group for group in groups if group.holder and is_company(group)])
    if description.office and description.complement and is_proper(phrase):
        return _head_of(phrase, description, groups)
    return _local(phrase, description, near)


def _most_told(companies: list[Group]) -> Group | None:
    """Return the firm that the article is about: of those that speak the one named most often."""
    return max(companies, key=lambda group: (len(group.spans), -group.start), default=None)


def _head_of(phrase: str, description: Description, groups: list[Group]) -> Group | None:
    """Return whose office in a body told before a phrase names: «le patron de Xylor», «la présidente du club»."""
    behind = _behind(without_article(phrase))
    known = bool(behind) and any(
        not group.person and any(core_of(name) == behind for name in group.names) for group in groups
    )
    if not known:
        return None
    return _only(
        groups, lambda group: any(calls(description.noun, role) and not _of_body(role) for role in group.roles)
    )


def _of_body(role: str) -> bool:
    """Tell whether an office is told with the name of what it is over: «président du FC Trévaux»."""
    words = name_words(role)
    linked = any(word in ("de", "du", "des") or word.startswith(("d'", "d’")) for word in words)
    return linked and any(word.split("'")[-1][:1].isupper() for word in words[1:])


def _only(groups: list[Group], fits: Callable[[Group], bool]) -> Group | None:
    """Return the one group that fits; None where there are several."""
    found = [group for group in groups if group.person and group.named and fits(group)]
    return found[0] if len(found) == 1 else None


def _is_counsel(group: Group) -> bool:
    words = {word.lower() for role in group.roles for word in name_words(role)[:1]}
    words |= {name_words(name)[0].lower() for name in group.names}
    return bool(words & word_set("actors", "counsel"))


def _charged(text: str, group: Group) -> bool:
    return not _is_counsel(group) and any(is_charged(text, span.start, span.end) for span in group.spans)


def _team(text: str, description: Description, near: Near) -> Group | None:
    """Return whose paper «les auteurs» wrote: a team told before, else the body whose paper it is."""
    if description.complement:
        return None
    teams = word_set("actors", "team_of")
    team = near(_CLOSE, lambda group: bool({head_noun(name) for name in group.names} & teams))
    return team or near(
        _CLOSE,
        lambda group: (
            not group.person
            and group.named
            and not group.territory
            and "media" not in group.kinds
            and any(is_told_as_issuer(text, span.start) for span in group.spans)
        ),
    )


def _local(phrase: str, description: Description, near: Near) -> Group | None:
    """Return the club or firm that a noun and the adjective of its town take up: «le club trévalois»."""
    stem = local_stem(phrase)
    if not stem or not description.classes & {"club", "company"}:
        return None

    def fits(group: Group) -> bool:
        if group.person or not group.named or group.territory:
            return False
        told = frozenset[str]().union(*(classes_of(head_noun(name)) for name in group.names))
        return (not told or bool(told & description.classes)) and any(
            word[:1].isupper() and word.casefold().startswith(stem) for name in group.names for word in name_words(name)
        )

    return near(_FAR, fits)


def is_direction_of(text: str, body: Group, head: Group) -> bool:
    """Tell whether one is the management of the other: «la direction de Xylor»."""
    del text
    cores = {core_of(name) for name in body.names}
    return any(core in cores for name in head.names if (core := _led(name)))


def has_direction(text: str, group: Group) -> bool:
    """Tell whether a group is the management of a body by name."""
    del text
    return any(map(_led, group.names))


def _led(name: str) -> str:
    """Return the core of the body whose management a phrase names, else nothing."""
    return _behind(name) if head_noun(name) == "direction" else ""


def _behind(phrase: str) -> str:
    """Return the core of the proper name that the complement of a phrase holds: «patron de Xylor»; else nothing."""
    rest = phrase.replace("’", "'").partition(" ")[2]
    for link in ("de la ", "de l'", "du ", "de ", "d'"):
        if rest.startswith(link):
            behind = rest.removeprefix(link)
            return core_of(behind) if any(word[:1].isupper() for word in name_words(behind)) else ""
    return ""


def is_people(text: str, group: Group) -> bool:
    """Tell whether a group is told by its people alone: «les Morviens»."""
    return not group.person and all(people_stem(text, span.start, span.text) for span in group.spans)


def is_people_of(text: str, state: Group, people: Group) -> bool:
    """Tell whether a people is that of a state, or of the army or the office of one: «l'armée morvienne»."""
    stems = {people_stem(text, span.start, span.text) for span in people.spans} - {""}
    return any(word.casefold().startswith(tuple(stems)) for name in state.names for word in name_words(name)[-2:])

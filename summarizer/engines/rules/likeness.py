"""Likeness: when a person and an office, or an acronym and a full name, are one actor.

Asked by ``joining``. Never in it: which of several groups is nearest.
"""

from __future__ import annotations

from summarizer.engines.rules.groups import Group
from summarizer.text.descriptions import Description, calls, core_of
from summarizer.text.wording import acronym_after, expansion_after


def is_acronym_of(text: str, full: Group, short: Group) -> bool:
    """Tell whether one is the other's acronym: «Union des tailleurs (UT)», «la FDU (Fédération des usagers)»."""
    brief = {name for name in short.names if may_be_acronym(name)}
    if any(acronym_after(text, name) in brief for name in set(full.names)):
        return True
    told = {core_of(expansion_after(text, name)) for name in brief} - {""}
    return bool(told) and any(core_of(name) in told for name in full.names)


def may_be_acronym(name: str) -> bool:
    """Tell whether a name is short and one word: «ONF», «Anssi»."""
    return " " not in name and 1 < len(name) <= 10 and name[:1].isupper()


def holds_office(text: str, person: Group, office: Group) -> bool:
    """Tell whether a phrase is the office told beside somebody's name: «l'ambassadeur de Trévaux à Paris, Ana Rol»."""
    del text
    if person is office or not person.named or office.named:
        return False
    roles = {role.casefold().replace("’", "'") for role in person.roles if " " in role}
    names = {name.casefold().replace("’", "'") for name in office.names if " " in name}
    return any(_begins(role, name) or name.endswith(" " + role) for role in roles for name in names)


def _begins(role: str, name: str) -> bool:
    """Tell whether one begins with the whole words of the other."""
    return role == name or role.startswith(name + " ") or name.startswith(role + " ")


def is_belonging(description: Description, group: Group) -> bool:
    """Tell whether «son avocat» may be somebody: whose office is called so."""
    return group.person and group.named and any(calls(description.noun, role) for role in group.roles)

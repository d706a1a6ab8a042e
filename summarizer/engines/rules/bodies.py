"""Bodies: whether a named body may be called by a bare noun («la compagnie», «l'autorité sanitaire», «le syndicat»).

Asked by ``joining`` and ``taking_up``. Never in it: which of several is nearest. Table: ``fr/actors.json``.
"""

from __future__ import annotations

from summarizer.engines.rules.groups import Group
from summarizer.text.descriptions import Description, classes_of, core_of, has_article, head_noun
from summarizer.text.holders import tables
from summarizer.text.pack import word_set
from summarizer.text.wording import name_words


def may_be(text: str, group: Group, description: Description) -> bool:
    """Tell whether a named body may be called so: by the noun of its name, else by its kind."""
    if group.person or not group.named or group.territory:
        return False
    kinds = {kind for kind in group.kinds if kind != "unknown"}
    if ("press" in description.classes) != ("media" in kinds) or "place" in kinds:
        return False
    if "company" in description.classes and is_union(group):
        return False
    heads = heads_of(group)
    generic = word_set("actors", "generic")
    specific = {one for one in heads if classes_of(one)} - generic
    if specific and description.noun not in generic and description.noun not in specific | {"direction"}:
        return False
    if "press" in description.classes or ("heading" in description.classes and not group.holder):
        return "press" in description.classes
    told = frozenset[str]().union(*(classes_of(one) for one in heads))
    if told:
        return bool(told & description.classes) or "heading" in description.classes
    if "institution" in description.classes:
        return bool(kinds)
    if heads & set(tables().kinds) or "state_body" in kinds:
        return False
    return bool(kinds) or not any(has_article(text.replace("’", "'"), span.start) for span in group.spans)


def is_institution(group: Group) -> bool:
    """Tell whether a group is a public body by the noun of its name: what «l'autorité sanitaire» takes up."""
    named = group.named and not group.person and not group.territory
    return named and any("institution" in classes_of(noun) for noun in heads_of(group))


def heads_of(group: Group) -> set[str]:
    """Return the first nouns of its names."""
    return {head_noun(name) for name in group.names}


def is_union(group: Group) -> bool:
    """Tell whether a body is a trade union by the words of its name."""
    if group.person or not group.named or group.territory:
        return False
    words = {word.lower() for name in group.names for word in (*name_words(name)[:1], head_noun(core_of(name)))}
    words |= {part for word in words for part in word.split("-")[:1]}
    return bool(words & word_set("actors", "unions"))


def is_company(group: Group) -> bool:
    """Tell whether a body may have a management that speaks: no union, no association, no public body."""
    if group.person or not group.named or group.territory or is_union(group) or "organisation" not in group.kinds:
        return False
    told = frozenset[str]().union(*(classes_of(noun) for noun in heads_of(group)))
    return not told or bool(told & {"company", "premises"})

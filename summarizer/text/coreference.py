"""Who is meant: a short definite phrase («le préfet») and the fuller one before it («le préfet de la Drave, Ana Vel»).

Only phrases with the same head noun are joined, and «l'avocate» with the one «Me X» before it. Pronouns are resolved in
``attribution``. Never in it: joining actors of a brief (``engines.rules.actors``).
"""

from __future__ import annotations

from dataclasses import replace

from summarizer.domain.analysis import Attribution, Holder, Name
from summarizer.text.holders import head, tables


def with_full_names(attributions: tuple[Attribution, ...], names: tuple[Name, ...]) -> tuple[Attribution, ...]:
    """Return the attributions with short definite holders replaced by the fuller holder that they repeat."""
    full: list[Holder] = []
    result = []
    for attribution in attributions:
        holder = attribution.holder
        if holder is not None and _is_short(holder):
            meant = _meant(holder, full, names)
            attribution = replace(attribution, holder=meant) if meant is not None else attribution
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
    for other in reversed(full):
        if other.span.start < holder.span.start and head(other.name).split(" ")[0].rstrip(",") == noun:
            return other
    if holder.kind != "person":
        return None
    for name in reversed(names):
        before = name.kind == "person" and name.span.start < holder.span.start
        if before and name.role and head(name.role).split(" ")[0] == noun:
            return Holder(name.text, name.span, "person")
    return _counsel(noun, holder, names)


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

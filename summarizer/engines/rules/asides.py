"""Asides: bodies that an article names only beside a person: in an office, where somebody works, in brackets.

Asked by ``actors``. Never in it: bodies that speak or act.
"""

from __future__ import annotations

from summarizer.domain.analysis import Analysis
from summarizer.domain.span import Span
from summarizer.engines.rules.groups import Group
from summarizer.text.descriptions import in_brackets
from summarizer.text.namings import affiliation_at


def beside_names(analysis: Analysis) -> list[Span]:
    """Return where the offices beside the names of persons stand: «la rectrice de l'académie de Trévaux, Ana Rol»."""
    text, found = analysis.article.text, []
    for name in analysis.names:
        if name.kind == "person" and " " in name.role:
            at = text.rfind(name.role, max(0, name.span.start - len(name.role) - 8), name.span.start)
            at = at if at >= 0 else text.find(name.role, name.span.end, name.span.end + len(name.role) + 8)
            if at >= 0:
                found.append(Span(start=at, end=at + len(name.role), text=name.role))
        where = affiliation_at(text, name.span.end) if name.kind == "person" else None
        if where is not None:
            found.append(Span(start=where[0], end=where[1], text=text[where[0] : where[1]]))
    return found


def only_aside(text: str, group: Group, beside: list[Span]) -> bool:
    """Tell whether a body is named only inside somebody's office or, by its acronym, in brackets."""
    if group.holder or group.acts or group.person or not group.spans or len(set(group.names)) > 1:
        return False
    return all(
        in_brackets(text, span.start, span.end) or any(span.within(office) for office in beside) for span in group.spans
    )

"""The forms in which a draft goes over the wire, by the name a prompt gives its output schema.

``draft.v1`` is the draft itself, ``draft.v2`` the compact one (``domain.compact``). Law: reading a form adds nothing
that the article does not hold: a passage is resolved to words of its sentence or left as the model gave it, so that
the checks find it nowhere; a value that a model leaves out is the text layer's. Never in it: a request, a check.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from summarizer.domain.analysis import Analysis
from summarizer.domain.compact import CompactDraft
from summarizer.domain.draft import Draft
from summarizer.engines.compacting import write_compact
from summarizer.engines.expanding import read_compact
from summarizer.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Form:
    """One form: the model that validates an answer, how a draft is read out of it, and how a draft is shown in it.

    ``read`` takes the draft that an answer amends, None where it is the first one.
    """

    name: str
    model: type[BaseModel]
    read: Callable[[BaseModel, Analysis, Draft | None], Draft]
    write: Callable[[Draft, Analysis], str]


def form_of(name: str) -> Form:
    """Return the form of that name; raises SettingsError where it is unknown."""
    form = _FORMS.get(name)
    if form is None:
        raise SettingsError(f"the prompt asks for {name!r}; this version knows {', '.join(_FORMS)}")
    return form


def _same(answer: BaseModel, analysis: Analysis, known: Draft | None) -> Draft:
    assert isinstance(answer, Draft)
    return answer


def _compact(answer: BaseModel, analysis: Analysis, known: Draft | None) -> Draft:
    assert isinstance(answer, CompactDraft)
    return read_compact(answer, analysis, known)


_FORMS = {
    "draft.v1": Form("draft.v1", Draft, _same, lambda draft, analysis: draft.model_dump_json()),
    "draft.v2": Form("draft.v2", CompactDraft, _compact, lambda draft, analysis: write_compact(draft, analysis)),
}

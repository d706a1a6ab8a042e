"""Ground: what the stances of one statement are read from, with its finite verbs, read once."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.domain.analysis import Attribution, ConditionalForm, Cue
from summarizer.domain.span import Span
from summarizer.text.finite import Finite, walk
from summarizer.text.view import View


@dataclass(frozen=True, slots=True)
class Ground:
    """A statement with its conditionals, cues, attributions and finite verbs; build it with ``ground_of``."""

    view: View
    statement: Span
    conditionals: tuple[ConditionalForm, ...]
    cues: tuple[Cue, ...]
    attributions: tuple[Attribution, ...]
    verbs: tuple[Finite, ...]
    low: str
    """The statement in flattened lower case."""
    main: Finite | None
    """The statement's own verb: the first of a main clause that is no frame's, else None."""

    def form_at(self, verb: Finite) -> ConditionalForm | None:
        """Return the conditional form that the verb is, or None."""
        return next((form for form in self.conditionals if form.span.start == verb.word.start), None)


def ground_of(
    view: View,
    statement: Span,
    conditionals: tuple[ConditionalForm, ...],
    cues: tuple[Cue, ...],
    attributions: tuple[Attribution, ...],
) -> Ground:
    """Return the ground of a statement, its verbs found."""
    frames = tuple(a.cue.span for a in attributions)
    forms = frozenset(form.span.start for form in conditionals)
    verbs = walk(view, statement, frames, forms)
    main = next((verb for verb in verbs if verb.main and not verb.frame), None)
    low = view.low[statement.start : statement.end]
    return Ground(view, statement, conditionals, cues, attributions, verbs, low, main)


def indirect_question(form: ConditionalForm) -> bool:
    """Tell whether the form stands under «savoir si»: what the clause asks is not what the statement says."""
    return form.rule == "K2" and form.trigger is not None and not form.trigger.text.endswith("?")

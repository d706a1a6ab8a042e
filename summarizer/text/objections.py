"""Objections: words that contest without a verb of denial, and denials or answers that contest nothing.

Tables: ``fr/stances.json``. Never in it: which statements are contested (``denials``).
"""

from __future__ import annotations

from functools import cache, partial

from summarizer.domain.analysis import Cue, Reading
from summarizer.text.pack import pattern, table
from summarizer.text.view import View

_regex = partial(pattern, "stances")


@cache
def _anchors(name: str) -> tuple[str, ...]:
    return tuple(table("stances")["anchors"][name])


def is_undone(view: View, cue: Cue) -> bool:
    """Tell whether the denial is itself negated («n'a pas démenti», «n'en conteste pas l'existence»)."""
    start = max(0, cue.span.start - 8)
    return _regex("undone_denial_regex").search(view.low, start, cue.span.end + 6) is not None


def keeps_out(view: View, reading: Reading) -> bool:
    """Tell whether the words only refuse to speak: «« Nous ne commentons pas les rumeurs », a balayé la banque»."""
    start, end = reading.statement.start, reading.statement.end
    return _regex("no_comment_regex").search(view.low, start, end) is not None


def spoken_denial(view: View, reading: Reading) -> Cue | None:
    """Return the words by which a report says that something is not so: «C'est faux», «juge ce chiffre fantaisiste»."""
    if not reading.chain or reading.report_form == "none" or keeps_out(view, reading):
        return None
    low = view.low[reading.statement.start : reading.statement.end]
    said = None
    if view.holds(_anchors("denial_content"), reading.statement.start):
        said = _regex("denial_content_regex").search(low)
    if said is None and reading.polarity == "negative" and reading.report_form in ("direct", "mixed"):
        said = _regex("retort_regex").search(low)
    if said is None:
        return None
    start = reading.statement.start
    return Cue("verb_denial", view.span(start + said.start(), start + said.end()), entry="c'est faux")

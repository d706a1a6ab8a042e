"""«si»: the condition that governs a verb, or the indirect question that only looks like one.

Tables: ``fr/conditionals.json``. Never in it: what a conditional is used for (``uses``).
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from summarizer.domain.analysis import Sentence
from summarizer.domain.span import Span
from summarizer.text.conditionals import Form, conditional_stem
from summarizer.text.pack import pattern, table, word_set
from summarizer.text.view import View

_LEAD = 6
"""Words before a conditional in which what makes it depend on another verb would stand."""


@cache
def _whether() -> re.Pattern[str]:
    return re.compile(table("conditionals")["question_governors"]["regex"])


def clause_floor(view: View, form: Form, sentence: Sentence) -> int:
    """Return where the clause of the form begins: at a quotation, a semicolon, a colon or the sentence."""
    quotation = view.quotation_at(form.start)
    floor = max(sentence.span.start, quotation.inner.start) if quotation else sentence.span.start
    cut = max(view.low.rfind("; ", floor, form.start), view.low.rfind(" : ", floor, form.start))
    return max(floor, cut + 1)


def condition_of(view: View, form: Form, sentence: Sentence) -> Span | None:
    """Return a conditional «si» with its verb in the imperfect or pluperfect, before or after the form."""
    start, end = clause_floor(view, form, sentence), sentence.span.end
    for match in re.compile(r"\b(?:si|s(?='ils?\b))(?=[ '])").finditer(view.low, start, end):
        before = view.low[start : match.start()].rstrip()
        if _whether().search(before):
            continue
        clause_end = re.compile(r"[,;:.]").search(view.low, match.end() + 1, end)
        stop = clause_end.start() if clause_end else end
        if match.start() < form.start < stop and "," not in view.low[match.end() : form.start]:
            stop = form.start
        for word in view.words_in(match.end(), stop):
            if _is_imperfect(word.low):
                return view.span(match.start(), word.end)
    return None


def _is_imperfect(low: str) -> bool:
    return (
        low.endswith(("ait", "aient", "ais", "ions", "iez"))
        and conditional_stem(low) is None
        and low not in word_set("conditionals", "no_imperfects")
    )


def question_over(view: View, form: Form, sentence: Sentence) -> Span | None:
    """Return the «si» of an indirect question («savoir si le fonds vendrait») that governs the form."""
    start = clause_floor(view, form, sentence)
    for match in re.compile(r"\b(?:si|s(?='ils?\b))(?=[ '])").finditer(view.low, start, form.start):
        governor = _whether().search(view.low[start : match.start()].rstrip())
        if governor and "," not in view.low[match.end() : form.start]:
            return view.span(start + governor.start(), match.end())
    return None


def talked_condition(view: View, form: Form, forms: tuple[Form, ...]) -> Span | None:
    """Return the first of two conditionals that talk sets side by side, «si» left out: «Il serait là, il aurait vu…».

    One of them at least is compound: what is told did not happen.
    """
    quotation = view.quotation_at(form.start)
    if quotation is None:
        return None
    for first, second in pairwise(forms):
        near = form in (first, second) and view.quotation_at(first.start) is view.quotation_at(second.start)
        if not near or not (first.compound or second.compound):
            continue
        lead = view.words_in(quotation.inner.start, first.start)
        bare = not {word.low for word in lead[-_LEAD:]} & word_set("conditionals", "subordinating")
        if bare and pattern("conditionals", "paratactic_regex").fullmatch(view.low, first.end, second.start):
            return view.span(first.start, first.end)
    return None

"""Interviews: questions in paragraphs of their own, and who answers them.

An article is read as one where at least ``_QUESTIONS`` paragraphs are questions of a reporter and what follows speaks
in the first person. Never in it: quotations inside running text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from summarizer.domain.analysis import Holder, Name, Sentence
from summarizer.text.view import View

_QUESTIONS = 3
"""Paragraphs that must be questions."""
_LONGEST = 70
"""Words that a question paragraph has at most."""
_FIRST_PERSON = re.compile(r"\b(?:je|j'|nous|moi|mon|ma|mes|notre|nos|m'|me)\b")
_LABEL = re.compile(r"(?P<label>[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){0,3})[\u00a0\u202f ]?: ")
_ENDS = re.compile(r"propos recueillis|entretien réalisé|recueilli par")


def answers(view: View, names: tuple[Name, ...]) -> Mapping[int, Holder]:
    """Return the paragraphs that answer a question, each with who speaks there; empty where it is no interview."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in view.sentences:
        paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    order = sorted(paragraphs)
    questions = [number for number in order if _is_question(view, paragraphs[number])]
    if len(questions) < _QUESTIONS:
        return {}
    holder = _interviewee(view, names, paragraphs[questions[0]][0].span.start)
    told = [n for n in order if n > questions[0] and n not in questions and _answers(view, paragraphs[n])]
    personal = [n for n in told if _FIRST_PERSON.search(_low(view, paragraphs[n]))]
    if holder is None or 2 * len(personal) < len(told):
        return {}
    found: dict[int, Holder] = {}
    for number in told:
        if number - 1 in questions or number - 1 in found:
            found[number] = holder
    return found


def _low(view: View, sentences: list[Sentence]) -> str:
    return view.low[sentences[0].span.start : sentences[-1].span.end]


def _is_question(view: View, sentences: list[Sentence]) -> bool:
    """Tell whether the paragraph is a reporter's question: short, ends in «?», no quotation, no first person."""
    low = _low(view, sentences).rstrip(' "')
    words = view.words_in(sentences[0].span.start, sentences[-1].span.end)
    return low.endswith("?") and len(words) <= _LONGEST and sentences[0].kind != "title" and not low.startswith('"')


def _answers(view: View, sentences: list[Sentence]) -> bool:
    return sentences[0].kind == "body" and _ENDS.search(_low(view, sentences)) is None


def _interviewee(view: View, names: tuple[Name, ...], before: int) -> Holder | None:
    """Return who is asked: the person named most often before the first question, the first of equals."""
    people = [name for name in names if name.kind == "person" and name.span.start < before]
    if not people:
        label = _LABEL.search(view.text, before)
        return Holder(label["label"], view.span(*label.span("label")), "person") if label else None
    counts: dict[str, int] = {}
    for name in people:
        last = name.text.split()[-1]
        counts[last] = counts.get(last, 0) + 1
    best = max(counts, key=lambda last: (counts[last], -[n.text.split()[-1] for n in people].index(last)))
    fullest = max((name for name in people if name.text.split()[-1] == best), key=lambda name: len(name.text))
    return Holder(fullest.text, fullest.span, "person")

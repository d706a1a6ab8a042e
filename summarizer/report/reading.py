"""An analysis read aloud: the article with every cue, number and holder marked where it stands. Pure.

Each body sentence begins with the mark and label of the article's reserve, in parentheses for a relative or apposition
inside it that states a fact of its own. A mark's words stand in brackets with what
they are behind a bar: «[recruterait|conditionnel de presse]»; on a terminal colour repeats it. Where marks overlap, the
one that decides more is shown (``_RANK``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from summarizer.domain.analysis import Analysis, NumberMention, Reading, Sentence
from summarizer.domain.span import Span
from summarizer.domain.terms import HEDGING_LABELS_FR, hedging_level
from summarizer.report.plain import plain
from summarizer.report.wording import COMPARATORS, CUE_TYPES, MARKS

_RANK = (
    "conditional_reportive",
    "verification_disclaimer",
    "distance",
    "verb_doubt",
    "verb_denial",
    "conditional_hypothetical",
    "conditional_future_in_past",
    "modal_possibility",
    "modal_expected",
    "modal_deontic",
    "epistemic",
    "number",
    "holder",
)
"""Marks that win where two overlap, strongest first; all others come after, the longer one first."""

_STYLES = {"holder": "cyan", "number": "blue", "conditional_reportive": "bold magenta", "verb_denial": "bold red"}
_LEVEL_STYLES = ("green", "cyan", "yellow", "magenta", "bold red")
_HIDDEN = frozenset({"quote_marks", "number_approx", "carry_over", "conditional_attenuation"})
"""Cues that say nothing to somebody who reads the sentence itself, or that a number's own mark says."""


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    kind: str
    label: str


def reading_view(analysis: Analysis) -> RenderableType:
    """Return the article, marked, sentence by sentence; headings bare, noise in parentheses."""
    marks = tuple(_chosen(analysis))
    by_sentence: dict[int, list[Reading]] = {}
    for reading in analysis.readings:
        by_sentence.setdefault(reading.sentence, []).append(reading)
    lines: list[RenderableType] = []
    paragraph = -1
    for sentence in analysis.sentences:
        if sentence.paragraph != paragraph and lines:
            lines.append(Text())
        paragraph = sentence.paragraph
        lines.append(_line(analysis, sentence, by_sentence.get(sentence.number, []), marks))
    return Group(*lines, Text(), Text(_legend(), style="dim"))


def _legend() -> str:
    levels = "   ".join(f"{mark} {name}" for mark, name in zip(MARKS, HEDGING_LABELS_FR, strict=True))
    return f"{levels}   [mots|ce qu'ils sont]"


def _line(analysis: Analysis, sentence: Sentence, readings: list[Reading], marks: tuple[_Mark, ...]) -> Text:
    number = f"{sentence.number:>3} "
    if sentence.kind == "noise":
        return Text(f"{number}({plain(sentence.span.text)})", style="dim")
    if sentence.kind != "body":
        return Text(f"{number}# {plain(sentence.span.text)}", style="bold")
    line = Text(number, style="dim")
    for reading in readings:
        level = hedging_level(reading.endorsement, reading.certainty, reading.source_type)
        label = f"{MARKS[level]} {HEDGING_LABELS_FR[level]}"
        line.append(f"({label}) " if reading.nested else f"{label} ", style=_LEVEL_STYLES[level])
    at = sentence.span.start
    for mark in marks:
        if mark.span.start < at or mark.span.end > sentence.span.end:
            continue
        line.append(plain(analysis.article.text[at : mark.span.start]), style="default")
        style = _STYLES.get(mark.kind, "yellow")
        line.append(f"[{plain(mark.span.text)}|{mark.label}]", style=style)
        at = mark.span.end
    line.append(plain(analysis.article.text[at : sentence.span.end]), style="default")
    return line


def _chosen(analysis: Analysis) -> Iterator[_Mark]:
    """Yield the marks in order of appearance, none overlapping another."""
    taken: list[_Mark] = []
    for mark in sorted(_marks(analysis), key=_order):
        if not any(mark.span.overlaps(other.span) for other in taken):
            taken.append(mark)
    yield from sorted(taken, key=lambda mark: mark.span.start)


def _order(mark: _Mark) -> tuple[int, int, int]:
    rank = _RANK.index(mark.kind) if mark.kind in _RANK else len(_RANK)
    return rank, mark.span.start - mark.span.end, mark.span.start


def _marks(analysis: Analysis) -> Iterator[_Mark]:
    for cue in analysis.cues:
        if cue.type not in _HIDDEN and cue.span.text.strip():
            yield _Mark(cue.span, cue.type, CUE_TYPES[cue.type])
    for mention in analysis.numbers:
        yield _Mark(mention.span, "number", _amount(mention))
    for reading in analysis.readings:
        for link in (*reading.chain, *reading.disputed_by):
            label = "source anonyme" if link.holder.anonymous else "source"
            yield _Mark(link.holder.span, "holder", label)


def _amount(mention: NumberMention) -> str:
    low, high = mention.low, mention.high
    figures = f"{_plain_number(low)}–{_plain_number(high)}" if low != high else _plain_number(low)
    if low is None or high is None:
        figures = _plain_number(high if low is None else low)
    word = COMPARATORS[mention.comparator]
    return " ".join(part for part in (word, figures, mention.unit) if part)


def _plain_number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else f"{value:g}"

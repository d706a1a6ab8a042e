"""Figures: where the article's own numbers do not agree, so that a brief which repeats them says so.

Told are sums («12, soit 3 de plus que les 8 d'hier») and headings that give another number of the same thing than the
body. Never in it: which of the numbers is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.checks.ground import Ground
from summarizer.checks.rules import finding
from summarizer.domain.analysis import NumberMention, Sentence
from summarizer.domain.finding import Finding
from summarizer.text.stems import word_stem

_MORE, _LESS = " de plus", " de moins"
_COMPARED = ("contre", "que les", "que le", "que la", "par rapport", "au lieu de", "après")
"""Words with which the sentence names the number that it compares with."""
_ROUNDED = 0.02
"""Share of a sum within which «quelque» and rounding explain a difference; a per cent more for percentages."""


def check_figures(ground: Ground) -> Iterator[Finding]:
    """Yield the sums of a sentence that do not add up, and the headings that the body contradicts."""
    by_sentence: dict[int, list[NumberMention]] = {}
    for number in ground.analysis.numbers:
        sentence = ground.analysis.sentence_at(number.span.start)
        if sentence is not None and sentence.kind != "noise":
            by_sentence.setdefault(sentence.number, []).append(number)
    for place, numbers in by_sentence.items():
        sentence = ground.analysis.sentence(place)
        if sentence is not None and len(numbers) == len(_SUM):
            yield from _sum(sentence, numbers, ground)
    yield from _headings(by_sentence, ground)


_SUM = ("whole", "difference", "other")


def _sum(sentence: Sentence, numbers: Sequence[NumberMention], ground: Ground) -> Iterator[Finding]:
    """Yield a sum of three numbers in this order: what is, by how much more or less, than what."""
    whole, difference, other = numbers
    values = [number.low for number in numbers if number.low is not None and number.low == number.high]
    between = ground.text[difference.span.end : other.span.start].lower().replace("\u00a0", " ")
    if len(values) != len(_SUM) or not any(words in between for words in _COMPARED):
        return
    sign = 1 if between.startswith(_MORE) else -1 if between.startswith(_LESS) else 0
    if not sign or whole.kind != other.kind:
        return
    total, by, base = values
    if difference.kind == whole.kind:
        wanted = base + sign * by
    elif difference.kind == "percent" and whole.kind != "percent":
        wanted = base * (1 + sign * by / 100)
    else:
        return
    if abs(wanted - total) > _ROUNDED * max(abs(total), abs(wanted)):
        way = "more" if sign > 0 else "less"
        said = f"{whole.span.text} is not {difference.span.text} {way} than {other.span.text}"
        yield finding("figures.sum", said, span=sentence.span)


def _headings(by_sentence: dict[int, list[NumberMention]], ground: Ground) -> Iterator[Finding]:
    """Yield the counts of title and headings whose value the body has nowhere, though it counts the same thing."""
    body = [number for place, numbers in by_sentence.items() if _kind(place, ground) == "body" for number in numbers]
    for place, numbers in by_sentence.items():
        if _kind(place, ground) not in ("title", "heading"):
            continue
        for number in numbers:
            same = [one for one in body if _counted(number) and _counted(one) == _counted(number)]
            if same and not any(_agree(number, one) for one in body):
                said = f"«{number.span.text} {number.unit}» here, «{same[0].span.text} {same[0].unit}» in the body"
                yield finding("figures.heading", said, span=number.span)


def _kind(place: int, ground: Ground) -> str:
    sentence = ground.analysis.sentence(place)
    return sentence.kind if sentence is not None else "noise"


def _counted(number: NumberMention) -> str:
    """Return the stem of what is counted, empty where nothing is named."""
    return word_stem(number.unit.lower().split()[0]) if number.kind == "count" and number.unit else ""


def _agree(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two numbers may be one: their ranges overlap, or they differ by rounding."""
    low, high = _bounds(one)
    start, end = _bounds(other)
    known = [abs(value) for value in (low, high, start, end) if abs(value) != float("inf")]
    slack = _ROUNDED * max(known, default=0)
    return low <= end + slack and start <= high + slack


def _bounds(number: NumberMention) -> tuple[float, float]:
    return (
        float("-inf") if number.low is None else number.low,
        float("inf") if number.high is None else number.high,
    )

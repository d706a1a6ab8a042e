"""A quote is found where it stands, up to typography, or not at all: planted spans, and planted errors."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import SupportsIndex

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarizer.domain.analysis import Sentence
from summarizer.domain.span import Span
from summarizer.text.align import NOWHERE, Aligner
from summarizer.text.fold import Folded, fold
from summarizer.text.fold import _evened as evened

TEXT = (
    "« La ville d’Oslo a reçu 2 000 caisses », selon l’usine. En 2012, le port de Sète a perdu 12 navires. "
    "L’usine a reçu 1 200 caisses… Le 12.05.2026 : 1,200 km et -5 % ; tél. 02 33 44 55 66. "
    "Le port de Sète a perdu 12 navires, dit-on. Prix : 2,5 millions."
)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """Return sentences that end at a full stop or an ellipsis before a space."""
    ends = [match.end() for match in re.finditer(r"[.…](?= |$)", text)]
    starts = [0, *(end + 1 for end in ends)]
    spans = [Span.of(text, a, b) for a, b in zip(starts, ends, strict=False)]
    return tuple(Sentence(place, span, "body", 0, 0) for place, span in enumerate(spans, 1))


ALIGNER = Aligner(TEXT, sentences_of(TEXT))


@dataclass(frozen=True)
class Case:
    """A quote, the words it is found at (None: nowhere), how, and the sentence named with the one found."""

    quote: str
    found: str | None
    match: str = "exact"
    named: int | None = None
    sentence: int | None = None


CASES = (
    Case("La ville d’Oslo", "La ville d’Oslo"),
    Case("La ville d'Oslo", "La ville d’Oslo", "typographic"),
    Case("Oslo", "Oslo"),
    Case('"La ville d\'Oslo a reçu 2000 caisses"', "« La ville d’Oslo a reçu 2 000 caisses »", "typographic"),
    Case("2.000 caisses", "2 000 caisses", "typographic"),
    Case("1 200 caisses...", "1 200 caisses…", "typographic"),
    Case("  En 2012  ", "En 2012", "typographic"),
    Case("12 navires", "12 navires", named=2, sentence=2),
    Case("12 navires", "12 navires", named=99, sentence=6),
    Case("12 navires", "12 navires", named=-3, sentence=2),
    Case("12", "12", named=2, sentence=2),
    Case("selon l’usine. En 2012", "selon l’usine. En 2012", named=2),
    Case("1,200 km", "1,200 km"),
    Case("-5 %", "-5 %"),
    Case("2,5 millions", "2,5 millions"),
    Case("slo", None),
    Case("elon", None),
    Case("200 caisses", None),
    Case("000 caisses", None),
    Case("1 20", None),
    Case("1200 km", None),
    Case("200 km", None),
    Case("5 %", None),
    Case("05", None),
    Case("2026 : 1,200", None),
    Case("33 44", None),
    Case("5 millions", None),
    Case("201", None),
    Case("2012, le port de Sete", None),
    Case("13 navires", None),
    Case("La ville … 2 000 caisses", None),
    Case("La ville […] 2 000 caisses", None),
    Case("caisses..", None),
    Case("", None),
    Case(" \u00a0\n", None),
    Case("«", None),
    Case(", …", None),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.quote!r}@{case.named}")
def test_a_quote_is_where_it_stands_or_nowhere(case: Case) -> None:
    """Typography may differ; words, figures and their borders may not."""
    alignment = ALIGNER.align(case.quote, case.named)
    if case.found is None:
        assert alignment == NOWHERE
        return
    assert alignment.span is not None
    assert (alignment.span.text, alignment.match) == (case.found, case.match)
    assert TEXT[alignment.span.start : alignment.span.end] == case.found
    if case.sentence:
        here = sentences_of(TEXT)[case.sentence - 1].span
        assert alignment.span.within(here)


def test_an_exact_place_comes_before_a_typographic_one() -> None:
    """Where no sentence is named the exact place wins, also when it comes later."""
    text = "l’eau puis l'eau"
    found = Aligner(text).align("l'eau")
    assert found.match == "exact"
    assert found.span == Span(11, 16, "l'eau")


def test_every_occurrence_is_found_in_order() -> None:
    """Occurrences are whole words, in order, without overlaps."""
    text = "Le port, le porto, le port; port-port."
    found = Aligner(text).occurrences("port")
    assert [span.start for span in found] == [3, 22, 28, 33]
    assert all(text[span.start : span.end] == "port" for span in found)


def test_borders_are_those_of_alignments() -> None:
    """What an alignment returns is bordered; a cut word or figure is not; outer white space does not count."""
    text = "Il a reçu 2 000 caisses."
    aligner = Aligner(text)
    assert aligner.is_bordered(*_at(text, "2 000 caisses"))
    assert aligner.is_bordered(*_at(text, " reçu "))
    assert not aligner.is_bordered(*_at(text, "000 caisses"))
    assert not aligner.is_bordered(*_at(text, "2 00"))
    assert not aligner.is_bordered(*_at(text, "eçu"))
    assert not aligner.is_bordered(3, 3)


def test_a_glued_paragraph_begins_at_its_seam() -> None:
    """Between a title and the paragraph glued to it lies a border, but in no other word («mareeLe», «maree»)."""
    text = "Panne de mareeLe port ferme. Le port dort."
    sentences = tuple(
        Sentence(place, Span.of(text, *_at(text, words)), "body", 0, 0)
        for place, words in enumerate(("Panne de maree", "Le port ferme.", "Le port dort."), 1)
    )
    aligner = Aligner(text, sentences)
    for words in ("Panne de maree", "Le port ferme.", "Le port ferme"):
        span = aligner.align(words).span
        assert span is not None and text[span.start : span.end] == words
    assert aligner.align("port ferme. Le").span is not None
    assert aligner.align("Panne de mare") == NOWHERE
    assert Aligner(text).align("Le port ferme.") == NOWHERE


def _at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


WORDS = [
    "l’été",
    "coeur",
    "œuvre",
    "garçon",
    "1 200",
    "280.000",
    "déjà…",
    "«",
    "»",
    "où",
    ":",
    "Sète",
    "30 %",
    "😀",
    "x̧",
    "🇫🇷",
]
FILLING = st.lists(st.sampled_from([*WORDS, "e\u0301te\u0301", "fi\u00adn", "\u202f", "\n"]), max_size=12).map(" ".join)
PLANTED = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: " ".join([*words, "pépite"]))


@st.composite
def rewritten(draw: st.DrawFn, text: str) -> str:
    """Return the text in other typography: every rewriting leaves the same words and figures."""
    changes = [("’", "'"), ("œ", "oe"), ("coeur", "cœur"), ("…", "..."), ("1 200", "1\u202f200"), ("1 200", "1’200")]
    changes += [("280.000", "280000"), (" :", ":"), (" %", "\u00a0%"), ("« ", "«\u202f"), ("«", '"'), ("»", "”")]
    changes += [("pépite", "pé\u00adpite"), ("garçon", "gar\u200bçon")]
    for old, new in changes:
        if draw(st.booleans()):
            text = text.replace(old, new)
    if draw(st.booleans()):
        text = unicodedata.normalize("NFD", text)
    if draw(st.booleans()):
        text = re.sub(r"(?<![0-9]) (?![0-9])", draw(st.sampled_from(["\n", "  ", "\u00a0"])), text)
    return text


@settings(max_examples=300)
@given(st.data(), FILLING, PLANTED, FILLING)
def test_a_planted_quote_is_found_in_any_typography(data: st.DataObject, before: str, planted: str, after: str) -> None:
    """Whatever the typography of the quote, its source span is where it was planted."""
    text = f"{before} | {planted} | {after}"
    start = len(before) + 3
    found = Aligner(text).align(data.draw(rewritten(planted)))
    assert found.span == Span.of(text, start, start + len(planted))


@settings(max_examples=100, deadline=None)
@given(st.data(), PLANTED, st.integers(2, 5))
def test_a_repeated_passage_is_found_in_the_sentence_named(data: st.DataObject, planted: str, times: int) -> None:
    """Each copy is found under its own sentence number, in any typography."""
    lines = [f"{planted} |" for _ in range(times)]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(times)]
    spans = [Span.of(text, start, start + len(planted)) for start in starts]
    sentences = tuple(Sentence(place, span, "body", 0, 0) for place, span in enumerate(spans, 1))
    place = data.draw(st.integers(1, times))
    assert Aligner(text, sentences).align(data.draw(rewritten(planted)), place).span == spans[place - 1]


@settings(max_examples=200)
@given(st.data(), FILLING, PLANTED)
def test_a_changed_letter_or_digit_is_not_found(data: st.DataObject, before: str, planted: str) -> None:
    """One other letter or digit, and the quote is nowhere: there is no edit distance."""
    places = [place for place, character in enumerate(planted) if character.isalnum()]
    place = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from("zk7"))
    changed = planted[:place] + other + planted[place + 1 :]
    text = f"{before} | {planted} |"
    assume(fold(changed).text not in fold(text).text)
    assert Aligner(text).align(changed) == NOWHERE


@given(st.text(max_size=80), st.text(max_size=20), st.integers() | st.none())
def test_no_text_breaks_the_aligner(text: str, quote: str, sentence: int | None) -> None:
    """Any text and quote give a span of that text that folds to the quote, or nothing."""
    found = Aligner(text, sentences_of(text)).align(quote, sentence)
    assert (found.span is None) == (found.match == "none")
    if found.span is not None:
        assert text[found.span.start : found.span.end] == found.span.text
        assert (found.match == "exact") == (found.span.text == quote)


class Counted(str):
    """A string that counts how many code points are searched in it."""

    searched = 0

    def find(self, sub: str, start: SupportsIndex | None = None, end: SupportsIndex | None = None, /) -> int:
        """Search as a string does, and count the code points up to the end of what was found."""
        first, last = int(start or 0), len(self) if end is None else min(int(end), len(self))
        found = super().find(sub, first, last)
        Counted.searched += (found + len(sub) if found >= 0 else max(first, last)) - first
        return found


def searched(aligner: Aligner, quotes: list[str], sentence: int | None) -> int:
    """Return how many code points are searched for the quotes, which all stand in the text."""
    aligner._folded = replace(aligner._folded, text=Counted(aligner._folded.text))
    aligner._text = Counted(aligner._text)
    Counted.searched = 0
    assert all(aligner.align(quote, sentence).span for quote in quotes)
    return Counted.searched


def test_a_quote_costs_its_sentence_and_few_searches_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """Near the named sentence the article's length does not count; without one the text is gone through as it is,
    then folded.

    The article itself is folded once, when the aligner is made. ``python -m benchmarks`` has the time.
    """
    folded: list[int] = []

    def spied(text: str) -> str:
        folded.append(len(text))
        return evened(text)

    monkeypatch.setattr("summarizer.text.fold._evened", spied)
    works = []
    for times in (8, 80):
        article = (TEXT + " ") * times
        aligner = Aligner(article, sentences_of(article))
        quotes = ["le port de Sète a perdu 12 navires", "selon l'usine. En 2012, le port"]
        works.append(searched(aligner, quotes, 2))
        assert searched(aligner, [article], None) <= 3 * len(article), "once as it is, folded to the end of each place"
        whole = [length for length in folded if length > 0.9 * len(article)]  # a group of digits is shorter folded
        assert len(whole) == 2, "once for the article, once for the quote that is all of it"
    assert works[0] == works[1] <= 8 * len(TEXT)


class Folding(Aligner):
    """An aligner that takes no short cut: every quote is searched in the folded text."""

    def _is_clear(self, start: int, end: int) -> bool:
        return False


PIECES = st.sampled_from(
    [
        *"aoeE01 .,:!%-()_«»“”\"'’ʼ‹…–²ªéÀK\n\t\u00a0\u202f\u200b\u0301\u1161\u2028İ",
        "oe",
        "ﬁ",
        "...",
        "  ",
        "200",
        " 000",
        "mot",
    ]
)
PATCHWORK = st.lists(PIECES, min_size=1, max_size=24).map("".join)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(text=PATCHWORK, cuts=st.lists(st.integers(0, 60), max_size=3), data=st.data())
def test_the_short_cut_finds_what_the_folded_search_finds(text: str, cuts: list[int], data: st.DataObject) -> None:
    """A verbatim quote is at the same place, and a stretch as well bordered, whether or not the article is folded."""
    borders = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    spans = [Span.of(text, a, b) for a, b in pairwise(borders)]
    sentences = tuple(Sentence(place, span, "body", 0, 0) for place, span in enumerate(spans, 1))
    quick, slow = Aligner(text, sentences), Folding(text, sentences)
    for _ in range(4):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start, len(text)))
        quote = text[start:end] + data.draw(st.just("") | PIECES)
        named = data.draw(st.none() | st.integers(0, 5))
        assert quick.align(quote, named) == slow.align(quote, named)
        assert quick.is_bordered(start, end) == slow.is_bordered(start, end)


@pytest.mark.parametrize(
    "quote", ["La décision est prise.", "« Oui », dit-elle.", "12 navires", "« Oui »", "Oui », dit-elle", "30 %"]
)
def test_the_short_cut_takes_whole_sentences(quote: str) -> None:
    """What a draft quotes most, sentences, speech and figures, needs no folding."""
    text = "Puis 12 navires. La décision est prise. « Oui », dit-elle. « Oui » dit le port. Il a perdu 30 % hier."
    aligner = Aligner(text)
    aligner._folded = Folded("", [], [])
    start = text.index(quote)
    assert aligner.align(quote).span == Span(start, start + len(quote), quote)

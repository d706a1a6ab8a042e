"""Folding makes typography uniform, changes no letter or digit, and knows the way back."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.fold import _FLAT, flatten, fold, folded

ALPHABET = "aeioœæﬁéàçNO 0129.,:;!?%'’«»“”\"-–\n\t\u00a0\u202f\u00ad\u200b\u0301\u0327…😀👩\u200d🚀\ufe0f"
TEXTS = st.text(alphabet=ALPHABET, max_size=60) | st.text(max_size=40)


@dataclass(frozen=True)
class Case:
    """Two ways to write, and whether they compare equal."""

    id: str
    left: str
    right: str
    same: bool = True


CASES = (
    Case("apostrophes", "l’eau", "l'eau"),
    Case("guillemets", "« le mot »", '"le mot"'),
    Case("guillemets without spaces", "«le mot»", "“le mot”"),
    Case("narrow spaces in guillemets", "«\u202fle mot\u202f»", "„le mot‟"),
    Case("single guillemets", "‹ le mot ›", "'le mot'"),
    Case("ellipsis", "la fin...", "la fin…"),
    Case("ligature", "cœur", "coeur"),
    Case("capital ligature", "Œuvre", "Oeuvre"),
    Case("all capitals", "ŒUVRE", "OEUVRE"),
    Case("ae", "curriculum vitæ", "curriculum vitae"),
    Case("printed ligature", "ﬁn", "fin"),
    Case("combining marks", "e\u0301te\u0301", "été"),
    Case("order of marks", "a\u0327\u0301", "a\u0301\u0327"),
    Case("thousands with a space", "3 700 euros", "3700 euros"),
    Case("thousands with NNBSP", "3\u202f700", "3 700"),
    Case("thousands with a point", "280.000", "280 000"),
    Case("thousands with an apostrophe", "880’000", "880000"),
    Case("millions", "1 200 300", "1.200.300"),
    Case("thousands and decimals", "1.200,5", "1 200,5"),
    Case("white space", "un\n  mot", "un mot"),
    Case("line break", "un\r\nmot", "un mot"),
    Case("space before a colon", "ceci : cela", "ceci: cela"),
    Case("space before per cent", "30 %", "30%"),
    Case("soft hyphen", "gou\u00advernement", "gouvernement"),
    Case("zero width", "gouver\u200bnement", "gouvernement"),
    Case("dashes", "Aix–Marseille", "Aix-Marseille"),
    Case("decimals", "1,200", "1200", same=False),
    Case("dates", "12.05.2026", "12052026", same=False),
    Case("decimal point", "0.200", "0200", same=False),
    Case("two groups short of three", "12 34", "1234", same=False),
    Case("four digits", "1 2345", "12345", same=False),
    Case("year and number", "2023 120 000", "2023120000", same=False),
    Case("line break between digits", "en 2\n300 morts", "en 2300 morts", same=False),
    Case("case", "Paris", "paris", same=False),
    Case("accents", "pêche", "péché", same=False),
    Case("no NFKC for fractions", "½", "1⁄2", same=False),
    Case("no NFKC for exponents", "m²", "m2", same=False),
    Case("no words joined", "un mot", "unmot", same=False),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_typography_is_folded_and_nothing_else(case: Case) -> None:
    """What differs in typography compares equal; letters, digits, decimals, dates and case do not."""
    assert (fold(case.left).text == fold(case.right).text) is case.same


@given(TEXTS)
def test_flatten_keeps_every_offset(text: str) -> None:
    """One code point stays one code point."""
    assert len(flatten(text)) == len(text)


@given(TEXTS)
def test_the_map_leads_back(text: str) -> None:
    """Source offsets grow along the text, stay inside it, and a source unit is folded at one place only."""
    folded = fold(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))
    for place in range(1, len(folded.text)):
        before, after = folded.source(place - 1, place), folded.source(place, place + 1)
        assert after == before or before[1] <= after[0]


@given(TEXTS)
def test_letters_survive(text: str) -> None:
    """A code point that stands for itself in the folded text is the one at its source."""
    folded = fold(text)
    for place, character in enumerate(folded.text):
        start, end = folded.source(place, place + 1)
        if character.isalpha() and end - start == 1 and text[start] not in "ﬀﬁﬂﬃﬄﬅﬆ":
            assert text[start] == character


@given(TEXTS)
def test_normal_forms_compare_equal(text: str) -> None:
    """Composed and decomposed spellings of each letter with its marks fold to the same text."""
    composed = unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", composed)).text == fold(composed).text


def test_an_empty_stretch_has_an_empty_source() -> None:
    """Empty stretches have a place too, also at the end and in an empty text."""
    folded = fold("« a »")
    assert folded.source(0, 0) == (0, 0)
    assert folded.source(3, 3) == (5, 5)
    assert fold("").source(0, 0) == (0, 0)


def test_a_ligature_is_not_cut() -> None:
    """Half a source unit is not whole."""
    folded = fold("ﬁn")
    assert folded.text == "fin"
    assert not folded.whole(0, 1)
    assert not folded.whole(1, 3)
    assert folded.whole(0, 2)


@pytest.mark.parametrize("unit", [" ", "1 200 ", "1.200", ".200", "\u00a0« ", "e\u0301", "œ...", "1’200’", "\n\t"])
def test_work_is_linear(unit: str) -> None:
    """Ten times the text takes ten times the calls, of ours and of the interpreter's functions; no pass is repeated.

    What a regular expression does inside one call is not seen here: ``python -m benchmarks`` has its time.
    """
    small, large = calls(unit * 300), calls(unit * 3000)
    assert large <= 10 * small


def calls(text: str) -> int:
    """Return how many functions are called to fold the text."""
    counted = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        fold(text)
    finally:
        sys.setprofile(before)
    return counted


@given(text=TEXTS | st.text(alphabet=[*_FLAT, "a", "'", " "], max_size=40))
def test_flattening_replaces_each_code_point_by_the_table(text: str) -> None:
    """Whatever the order of the replacements, it is one look at the table per code point."""
    assert flatten(text) == "".join(_FLAT.get(character, character) for character in text)
    assert not set(_FLAT.values()) & _FLAT.keys()


@given(text=TEXTS)
def test_the_folded_text_is_that_of_fold(text: str) -> None:
    """``folded`` is ``fold`` without the way back."""
    assert folded(text) == fold(text).text

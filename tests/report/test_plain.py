"""Nothing of an article reaches a terminal as a command."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.report.plain import plain, shorten


@dataclass(frozen=True)
class Hostile:
    """A string and what may be shown of it."""

    id: str
    text: str
    shown: str


CASES = (
    Hostile("colour", "a\x1b[31mb\x1b[0mc", "abc"),
    Hostile("cursor and clear", "\x1b[2J\x1b[1;1Ha", "a"),
    Hostile("title, ended by bell", "a\x1b]0;owned\x07b", "ab"),
    Hostile("title, ended by ST", "a\x1b]0;owned\x1b\\b", "ab"),
    Hostile("link", "\x1b]8;;http://x\x1b\\texte\x1b]8;;\x1b\\", "texte"),
    Hostile("endless title keeps the text", "a\x1b]0;b c", "a0;b c"),
    Hostile("device control", "a\x1bPq#0\x1b\\b", "ab"),
    Hostile("8-bit CSI", "a\x9b31mb", "ab"),
    Hostile("8-bit OSC", "a\x9d0;x\x9cb", "ab"),
    Hostile("two-character escape", "a\x1bcb", "ab"),
    Hostile("character set", "a\x1b(0b", "ab"),
    Hostile("escape at the end", "a\x1b", "a"),
    Hostile("unfinished CSI", "a\x1b[31", "a"),
    Hostile("CSI cut by a letter beyond ASCII", "a\x1b[3éb", "aéb"),
    Hostile("bell, backspace, delete", "a\x07b\x08c\x7fd", "abcd"),
    Hostile("line breaks become spaces", "a\nb\r\nc\u2028d\te", "a b  c d e"),
    Hostile("direction controls", "a\u202eb\u2066c\u2069", "abc"),
    Hostile("half a surrogate pair", "a\ud800b", "ab"),
    Hostile("typography stays", "« 3\u202f700\u00a0€ » … œ e\u0301 🗞", "« 3\u202f700\u00a0€ » … œ e\u0301 🗞"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_only_the_text_is_left(case: Hostile) -> None:
    """Sequences go as a whole; letters stay."""
    assert plain(case.text) == case.shown


@given(st.text(alphabet=st.sampled_from("\x1b[]P\\;07mé\x07\x9b\x9c\x9d( \n"), max_size=30))
def test_no_control_is_ever_left(text: str) -> None:
    """Whatever the mixture, what is shown has no control character and is stable."""
    shown = plain(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert plain(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("court", "court"),
        ("une phrase un peu longue", "une phrase…"),
        ("unephraseunpeulongue", "unephraseun…"),
        (" bords ", "bords"),
        ("une, deux, trois, quatre", "une, deux…"),
    ],
)
def test_long_text_is_cut_at_a_space(text: str, shown: str) -> None:
    """At most twelve characters, the sign of the cut included."""
    assert shorten(text, 12) == shown
    assert len(shorten(text, 12)) <= 12

"""Anchors: found where they stand, and no pattern matches in a sentence without one of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies

from summarizer.text.pack import table
from summarizer.text.view import View, view_of

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted(
    [*(ROOT / "examples" / "articles").glob("*.txt"), *(ROOT / "tests" / "gate" / "articles").glob("*.txt")]
)


def anchored_patterns() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, expression and anchors of each pattern of the tables that has anchors."""
    found = [(e["id"], e["regex"], tuple(e["anchors"])) for e in table("cues")["patterns"] if e.get("anchors")]
    for name in ("voices", "stances"):
        data = table(name)
        for key, anchors in data["anchors"].items():
            keys = (
                [f"{key}_regex"] if f"{key}_regex" in data else [k for k in data if re.fullmatch(f"{key}_.*regex", k)]
            )
            found += [(f"{name}.{one}", data[one], tuple(anchors)) for one in keys]
    return found


def view(path: Path) -> View:
    """Return the view of an article."""
    return view_of(path.read_bytes().decode("utf-8"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_sentence_is_found_by_each_anchor_that_it_holds(path: Path) -> None:
    """The look-up by words gives the sentences that a search for the string itself gives."""
    read = view(path)
    for anchor in {anchor for _, _, anchors in anchored_patterns() for anchor in anchors}:
        found = {sentence.number for sentence in read.anchored((anchor,))}
        holding = {s.number for s in read.sentences if anchor in read.low[s.span.start : s.span.end]}
        assert holding <= found, anchor


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_pattern_matches_where_none_of_its_anchors_stands(path: Path) -> None:
    """Anchors only save time: each match lies in a sentence that holds one of the pattern's anchors."""
    read = view(path)
    for name, regex, anchors in anchored_patterns():
        compiled = re.compile(regex, re.MULTILINE)
        for sentence in read.sentences:
            low = read.low[sentence.span.start : sentence.span.end]
            if compiled.search(low) is not None:
                assert sentence in read.anchored(anchors), f"{name}: «{low}»"


LETTERS = "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôöùûüœFKTVX '’-,.:;()«»\"0123456789%\n"


def line_patterns() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, expression and anchors of each pattern of whole lines that has anchors."""
    entries = table("structure")["noise_patterns"]
    return [(e["id"], f"(?i){e['regex']}", tuple(e["anchors"])) for e in entries if "anchors" in e]


def test_each_pattern_of_lines_begins_where_the_line_does() -> None:
    """They are matched at the beginning of a line alone."""
    assert all(entry["regex"].startswith("^") for entry in table("structure")["noise_patterns"])


def untrue_patterns() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return name, expression and anchors of each pattern of what calls something untrue."""
    entry = table("hardening")["untrue"]
    patterns = [*entry["before"], entry["behind"]]
    return [
        (f"untrue.{at}", one.replace("{word}", entry["word"]), tuple(entry["anchors"]))
        for at, one in enumerate(patterns)
    ]


@pytest.mark.parametrize(
    "pattern", [*anchored_patterns(), *line_patterns(), *untrue_patterns()], ids=lambda pattern: pattern[0]
)
def test_whatever_a_pattern_matches_holds_one_of_its_anchors(pattern: tuple[str, str, tuple[str, ...]]) -> None:
    """Also beyond the articles: strings made from the pattern itself each hold an anchor."""
    _, regex, anchors = pattern
    compiled = re.compile(regex, re.MULTILINE)

    @settings(
        max_examples=25,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.from_regex(compiled, alphabet=strategies.sampled_from(LETTERS)))
    def held(text: str) -> None:
        found = compiled.search(text)
        assert found is None or any(anchor in text.lower() for anchor in anchors), (text, anchors)

    held()


def test_a_word_cut_by_a_border_stands_on_both_sides() -> None:
    """A title glued to its text: «…villeSelon le maire» is one word of two sentences."""
    read = view_of("Une digue rompue inquiète la villeSelon le maire, la digue a cédé dimanche.\n\nElle sera refaite.")
    assert [s.kind for s in read.sentences][:2] == ["title", "body"]
    assert read.sentences[1] in read.anchored(("selon",))


def test_what_begins_a_noise_pattern_begins_each_of_its_branches() -> None:
    """Such patterns are matched where a line begins and nowhere else; the others are searched for in lower case."""
    for entry in table("structure")["noise_patterns"]:
        depth, escaped, in_class, branches = 0, False, False, [""]
        for char in entry["regex"]:
            if not escaped and not in_class and char == "|" and depth == 0:
                branches.append("")
                continue
            if not escaped:
                in_class = char == "[" or (in_class and char != "]")
                depth += 0 if in_class else (char == "(") - (char == ")")
            escaped = char == "\\" and not escaped
            branches[-1] += char
        opening = [branch.startswith("^") for branch in branches]
        assert all(opening) or not any(opening), entry["id"]
        assert all(opening) or entry["regex"] == entry["regex"].lower(), entry["id"]

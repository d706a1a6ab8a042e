"""Findings side by side and in the formats of machines: all is there, at its place, and harmless."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from rich.console import Console

from summarizer.checks.rules import RULES
from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.domain.written import Checked, Statement
from summarizer.report.checked import checked_view
from summarizer.report.machine import github, has_failed, junit, rows, sarif, uri
from summarizer.report.rule_lines import RULE_LINES, explanation

HOSTILE = "[red]x[/red] \x1b[31m\u202e <b> & ]]> \x07\ufffe 100%,a:b\n::error::x"
THERE = Span(10, 31, "L'armée recruterait 9 ")
WRITTEN = "L'armée recrute 12 étudiants."
ERROR = Finding(rule="hardening.number", severity="error", message="«12» is no number", span=THERE, claim="s1")
WARNING = Finding(rule="hardening.attribution", severity="warning", message=f"«{WRITTEN}» does not say", claim="s1")
INFO = Finding(rule="evidence.moved", severity="info", message="m", claim="s1")


def checked(
    *findings: Finding, text: str = WRITTEN, line: int | None = 3, passage: tuple[Span, ...] = (THERE,)
) -> Checked:
    """Return one sentence of a summary with findings."""
    return Checked(Statement("s1", "summary", text, line), passage, findings)


CLEAN = Checked(Statement("s2", "summary", "Rien à dire.", 4), (THERE,), ())
HOSTILE_ONE = checked(
    Finding(rule=HOSTILE, severity="error", message=HOSTILE, span=Span(0, 1, HOSTILE), claim="s1"),
    text=HOSTILE,
    passage=(Span(0, 1, HOSTILE),),
)


def shown(*items: Checked, width: int = 100, terminal: bool = False) -> str:
    """Return what a console of that width prints."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        highlight=False,
    )
    console.print(checked_view(items))
    return stream.getvalue()


def test_text_and_passage_stand_side_by_side() -> None:
    """The sentence, its line, what the article says and a French line of why; what is clean is not shown."""
    text = shown(checked(ERROR, WARNING), CLEAN)
    assert "phrase s1, ligne 3" in text and "Rien à dire" not in text
    row = next(line for line in text.splitlines() if "recrute 12" in line)
    assert "L'armée recruterait 9" in row
    assert "✗ erreur  un nombre que l'article n'a pas : « 12 »  hardening.number" in text
    assert "la source de ces propos a disparu  hardening.attribution" in text
    assert text.endswith("2 textes : 2 constats, dont 1 erreur\n")


def test_where_there_is_no_room_they_stand_under_each_other() -> None:
    """Every line keeps the width."""
    text = shown(checked(ERROR), width=40)
    lines = text.splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert not any("recrute 12" in line and "recruterait" in line for line in lines)
    assert text.index("ce qui est écrit") < text.index("recrute 12") < text.index("ce que dit l'article")


def test_nothing_found_is_one_line() -> None:
    """What was looked at is counted."""
    assert shown(CLEAN) == "1 texte : aucun constat\n"


def test_no_passage_and_a_nearest_one_are_told_apart() -> None:
    """A text that the article says nothing of has at most a nearest passage."""
    beyond = Finding(rule="text.beyond", severity="error", message="m")
    assert "aucun passage" in shown(checked(beyond, passage=()))
    assert "ce que l'article a de plus proche" in shown(checked(beyond))


def test_colour_says_nothing_alone() -> None:
    """With and without colour the words are the same."""
    coloured = shown(checked(ERROR, WARNING, INFO), terminal=True)
    assert "\x1b[" in coloured
    bare = "".join(part.partition("m")[2] if n else part for n, part in enumerate(coloured.split("\x1b[")))
    assert bare.split() == shown(checked(ERROR, WARNING, INFO)).split()


def test_hostile_text_is_text_on_a_terminal() -> None:
    """Markup is shown, not followed; no sequence, control or direction mark comes through."""
    text = shown(HOSTILE_ONE)
    assert "[red]x[/red]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


def test_a_brief_s_own_findings_show_their_message() -> None:
    """They are about no single text, so the message is what there is to read."""
    one = Checked(Statement("brief", "brief", "Titre"), (), (ERROR.model_copy(update={"claim": None}),))
    text = shown(one)
    assert "note" in text and "«12» is no number" in text and "« L'armée recruterait 9 »" in text
    assert text.endswith("0 texte : 1 constat, dont 1 erreur\n")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_its_line(rule: str) -> None:
    """In French, short, and no rule of the table is without."""
    line = RULE_LINES[rule]
    assert 10 < len(line) < 100 and not line.endswith(".") and "\n" not in line


def test_an_unknown_rule_shows_its_message() -> None:
    """A finding of another version is not silent."""
    assert explanation(Finding(rule="x.y", severity="error", message="ceci \x1b[1mest")) == "ceci est"


def test_rows_are_findings_with_their_place() -> None:
    """The fields of a finding come first, as they always did."""
    row = rows([checked(ERROR), CLEAN])[0]
    assert list(row)[:5] == ["rule", "severity", "message", "span", "claim"]
    assert (row["part"], row["line"], row["text"]) == ("summary", 3, WRITTEN)
    assert row["passage"] == [{"start": 10, "end": 31, "text": THERE.text}]
    assert len(rows([checked(ERROR, WARNING), CLEAN])) == 2


@pytest.mark.parametrize(("strict", "failures"), [(False, "1"), (True, "2")])
def test_junit_has_a_case_per_text(strict: bool, failures: str) -> None:
    """An error is a failure; a warning is output, and a failure where it is asked for."""
    items = [checked(ERROR, WARNING), CLEAN, checked(WARNING), HOSTILE_ONE][:3]
    root = ElementTree.fromstring(junit(items, "résumé.txt", strict=strict))
    suite = root[0]
    assert (root.tag, suite.tag, suite.get("tests"), suite.get("failures")) == (
        "testsuites",
        "testsuite",
        "3",
        failures,
    )
    cases = suite.findall("testcase")
    assert [len(case.findall("failure")) for case in cases] == [1, 0, int(strict)]
    failure = cases[0].find("failure")
    assert failure is not None and failure.get("type") == "hardening.number"
    assert failure.text is not None and THERE.text.strip() in failure.text and WRITTEN in failure.text
    assert (cases[0].get("file"), cases[0].get("line")) == ("résumé.txt", "3")
    assert (cases[2].find("system-out") is None) is strict


def test_junit_is_xml_whatever_is_written() -> None:
    """Control characters and what XML forbids are taken out, markup is escaped."""
    root = ElementTree.fromstring(junit([HOSTILE_ONE], HOSTILE))
    text = "".join(root.itertext()) + str([case.attrib for case in root.iter()])
    assert "<b> &" in text and not {"\x1b", "\x07", "\u202e", "\ufffe"} & set(text)


def results(log: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of a log, after the keys that SARIF 2.1.0 demands are found where it demands them.

    §3.13 log: version, runs; §3.14 run: tool; §3.19 driver: name; §3.49 rule: id; §3.27 result: message; ruleIndex
    points to the rule of ruleId; §3.30 region: startLine or charOffset.
    """
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "summarizer" and run["columnKind"] == "unicodeCodePoints"
    for rule in driver["rules"]:
        assert rule["id"] and rule["shortDescription"]["text"]
    found: list[dict[str, Any]] = run["results"]
    for result in found:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        for location in result["locations"]:
            physical = location["physicalLocation"]
            assert physical["artifactLocation"]["uri"]
            region = physical.get("region", {"startLine": 1})
            assert region.get("startLine", 1) >= 1 and ("startLine" in region or "charOffset" in region)
    json.dumps(log)
    return found


def test_sarif_places_a_result_in_both_texts() -> None:
    """By line in what was checked, by code points in the article."""
    log: Any = sarif([checked(ERROR, WARNING, INFO), CLEAN], file="a b/résumé.txt", article="/x/a.txt", version="1")
    first, second, third = results(log)
    assert [one["level"] for one in (first, second, third)] == ["error", "warning", "note"]
    written, article = (one["physicalLocation"] for one in first["locations"])
    assert unquote(written["artifactLocation"]["uri"]) == "a b/résumé.txt" and written["region"] == {"startLine": 3}
    assert article["artifactLocation"]["uri"] == "file:///x/a.txt"
    assert (article["region"]["charOffset"], article["region"]["charLength"]) == (10, 21)
    assert len(second["locations"]) == 1  # it has no place in the article


def test_sarif_without_files_has_no_places() -> None:
    """Standard input has no address."""
    log: Any = sarif([checked(ERROR), HOSTILE_ONE], file=None, article=None, version="1")
    assert [one["locations"] for one in results(log)] == [[], []]
    assert "\x1b" not in json.dumps(log, ensure_ascii=False)
    assert results(sarif([CLEAN], file=None, article=None, version="1")) == []


def test_paths_become_uris() -> None:
    """Blanks, accents and percent signs are encoded."""
    assert uri("a/b.txt") == "a/b.txt"
    assert uri("/é %.txt") == "file:///%C3%A9%20%25.txt"


def test_annotations_are_one_line_each() -> None:
    """Whatever is written, a line is one command, and its properties hold no separator of their own."""
    out = github([checked(ERROR, WARNING, INFO), HOSTILE_ONE], file="a,b:c.txt")
    lines = out.splitlines()
    assert [line.split(" ", 1)[0] for line in lines] == ["::error", "::warning", "::notice", "::error"]
    assert lines[0].startswith("::error file=a%2Cb%3Ac.txt,line=3,title=hardening.number::un nombre")
    assert "%0A" in lines[0] and not {"\x1b", "\x07", "\u202e", "\r"} & set(out)
    assert github([CLEAN], file=None) == ""
    assert github([checked(ERROR)], file=None).startswith("::error title=hardening.number::")


def test_errors_fail_and_warnings_where_it_is_strict() -> None:
    """What decides on the exit code."""
    assert has_failed([checked(ERROR)]) and not has_failed([checked(WARNING, INFO)])
    assert has_failed([checked(WARNING)], strict=True) and not has_failed([checked(INFO), CLEAN], strict=True)

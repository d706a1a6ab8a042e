"""What a check found, side by side: what was written, what the article says there, and why it is told. Pure.

As rich renderables: two columns where there is room, one under the other where there is not. Colour repeats what mark
and word say; it never says anything alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.domain.finding import Finding
from summarizer.domain.written import Checked, findings_of
from summarizer.report.plain import plain, shorten
from summarizer.report.rule_lines import RULE_LINES, explanation, words_in
from summarizer.report.wording import SEVERITIES, counted, quoted

_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_NARROW = 72
"""Columns below which two passages side by side are harder to read than one under the other. Ours."""
_LENGTH = 600
_PARTS = {"claim": "affirmation", "summary": "phrase", "headline": "titre", "brief": "note"}


def checked_view(checked: Sequence[Checked]) -> RenderableType:
    """Return what has findings, each with its passage, and one line of how much was found."""
    parts: list[RenderableType] = []
    for one in checked:
        if one.findings:
            parts += [Text(_head(one), style="bold"), *_body(one), Text()]
    return Group(*parts, Text(total(checked)))


def total(checked: Sequence[Checked]) -> str:
    """Return how many texts were looked at and how many findings and errors there are, in one line."""
    findings = findings_of(checked)
    looked = counted(sum(one.statement.part != "brief" for one in checked), "texte")
    if not findings:
        return f"{looked} : aucun constat"
    errors = sum(finding.severity == "error" for finding in findings)
    return f"{looked} : {counted(len(findings), 'constat')}, dont {counted(errors, 'erreur')}"


def _head(one: Checked) -> str:
    statement = one.statement
    line = f", ligne {statement.line}" if statement.line else ""
    key = "" if statement.key in ("headline", "brief") else f" {plain(statement.key)}"
    return f"{_PARTS[statement.part]}{key}{line}"


def _body(one: Checked) -> Iterator[RenderableType]:
    if one.statement.part != "brief":
        yield Padding(_Sides(one), (0, 0, 0, 2))
    for finding in one.findings:
        yield Padding(_line(finding, one), (0, 0, 0, 2))


def _line(finding: Finding, one: Checked) -> RenderableType:
    mark, word = SEVERITIES[finding.severity]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    said = Text(explanation(finding, one.statement.text))
    said.append(f"  {plain(finding.rule)}", style="dim")
    if one.statement.part == "brief":
        detail = plain(finding.message) if finding.rule in RULE_LINES else ""
        said.append(f"\n{detail}" if detail else "", style="dim")
        if finding.span:
            said.append(f"\n{quoted(shorten(finding.span.text, _LENGTH))}", style="italic")
    table.add_row(Text(f"{mark} {word}", style=_STYLES[finding.severity]), said)
    return table


@dataclass(frozen=True, slots=True)
class _Sides:
    """Text and passage beside each other; a renderable, since only the console knows its width."""

    one: Checked

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        left, right = self._said(), self._there()
        beyond = any(finding.rule == "text.beyond" for finding in self.one.findings)
        there = "ce que l'article a de plus proche" if beyond else "ce que dit l'article"
        titles = (Text("ce qui est écrit", style="dim"), Text(there, style="dim"))
        if options.max_width < _NARROW:
            yield Group(titles[0], Padding(left, (0, 0, 0, 2)), titles[1], Padding(right, (0, 0, 0, 2)))
            return
        table = Table.grid(padding=(0, 3, 0, 0), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(*titles)
        table.add_row(left, right)
        yield table

    def _said(self) -> Text:
        text = Text(shorten(self.one.statement.text, _LENGTH))
        for finding in self.one.findings:
            words = plain(words_in(finding, self.one.statement.text))
            at = text.plain.find(words) if words else -1
            if at >= 0 and len(words) < len(text.plain):
                text.stylize(_STYLES[finding.severity], at, at + len(words))
        return text

    def _there(self) -> Text:
        if not self.one.passage:
            return Text("— (aucun passage)", style="dim")
        return Text(" […] ".join(shorten(span.text, _LENGTH) for span in self.one.passage), style="italic")

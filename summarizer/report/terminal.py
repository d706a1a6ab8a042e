"""A brief on a terminal, as rich renderables. Pure: whoever prints decides on width, colour and stream.

Strings of the article come in as ``Text`` made from ``plain`` strings, never as markup, so that an article can neither
colour the terminal nor move its cursor. Colour repeats what mark and label say; it never says anything alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from summarizer.domain.brief import Actor, Brief, Claim, Hedging, Number
from summarizer.domain.finding import Finding
from summarizer.domain.item import Fate
from summarizer.domain.run import Failed, Outcome, Skipped
from summarizer.report.plain import plain, shorten
from summarizer.report.wording import (
    ACTOR_KINDS,
    CUE_TYPES,
    MARKS,
    SEVERITIES,
    amount,
    coverage_line,
    is_verbatim,
    items_lines,
    label,
    legend,
    meta_line,
    names,
    nuances,
    provenance_line,
    quoted,
    web_link,
    whose,
)

_STYLES = ("green", "cyan", "yellow", "magenta", "bold red")
_SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}
_EVIDENCE_LENGTH = 140
_CUE_LENGTH = 40
_MOST_CUES = 4


def outcome_view(outcome: Outcome) -> RenderableType:
    """Return what became of one article: its brief, or one line of why there is none."""
    match outcome:
        case Failed():
            return Text(f"✗ {plain(outcome.input)} : {plain(outcome.message)}", style="bold red")
        case Skipped():
            return Text(
                f"– {plain(outcome.input)} : laissé de côté ({outcome.reason}) {plain(outcome.detail)}".rstrip()
            )
        case _:
            return brief_view(outcome.brief, outcome.items)


def brief_view(brief: Brief, items: Sequence[Fate] = ()) -> RenderableType:
    """Return a brief to read: headline, summary, claims, numbers, actors, fates of items, findings, what made it."""
    parts: list[RenderableType] = [
        Text(plain(brief.headline), style="bold"),
        Text(meta_line(brief.article), style="dim"),
    ]
    link = web_link(brief.article.url)
    if link:
        parts.append(Text(link, style="dim"))
    parts += _section("Résumé", [_summary(brief)] if brief.summary else [])
    parts += _section("Affirmations", [_claim(claim) for claim in brief.claims])
    parts += _section("Chiffres", [_numbers(brief.numbers)] if brief.numbers else [])
    parts += _section("Acteurs", [_actors(brief.actors)] if brief.actors else [])
    if items:
        parts += _section("Éléments repris, réservés ou écartés", [Text(line) for line in items_lines(items)])
    if brief.findings:
        parts += _section("Constats", [findings_view(brief.findings)])
    parts += [Text(), Text(legend(), style="dim"), Text(coverage_line(brief.coverage), style="dim")]
    parts.append(Text(provenance_line(brief.provenance), style="dim"))
    return Group(*parts)


def findings_view(findings: Sequence[Finding]) -> RenderableType:
    """Return findings as a table: mark and word of severity, rule, claim, message."""
    table = _grid(no_wrap=2)
    for finding in findings:
        mark, word = SEVERITIES[finding.severity]
        message = Text(plain(finding.message))
        if finding.span:
            message.append(f" {quoted(shorten(finding.span.text, _EVIDENCE_LENGTH))}", style="italic")
        where = " ".join(part for part in (plain(finding.rule), plain(finding.claim or "")) if part)
        table.add_row(Text(f"{mark} {word}", style=_SEVERITY_STYLES[finding.severity]), Text(where), message)
    return table


def _section(title: str, body: list[RenderableType]) -> list[RenderableType]:
    shown = body or [Text("aucun élément", style="dim")]
    return [Text(), Text(title, style="bold underline"), *(Padding(part, (0, 0, 0, 2)) for part in shown)]


def _grid(*, no_wrap: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(no_wrap):
        table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    return table


def _badge(hedging: Hedging) -> Text:
    return Text(f"{MARKS[hedging.level]} {label(hedging)}", style=_STYLES[hedging.level])


def _summary(brief: Brief) -> RenderableType:
    table = _grid(no_wrap=1)
    for sentence in brief.summary:
        text = Text(plain(sentence.text))
        if sentence.claims:
            text.append(f" [{', '.join(map(plain, sentence.claims))}]", style="dim")
        table.add_row(_badge(sentence.hedging), text)
    return table


def _claim(claim: Claim) -> RenderableType:
    head = Text(f"{plain(claim.id)} ", style="dim")
    head.append_text(_badge(claim.hedging))
    extra = nuances(claim)
    if extra:
        head.append(f" ({extra})", style="dim")
    details = _grid(no_wrap=1)
    details.add_row(Text("source", style="dim"), Text(whose(claim)))
    if claim.disputed_by:
        details.add_row(Text("contesté par", style="dim"), Text(names(claim.disputed_by)))
    passages = [quoted(shorten(span.text, _EVIDENCE_LENGTH)) for span in claim.evidence]
    for passage in ["mot pour mot"] if is_verbatim(claim) else passages:
        details.add_row(Text("article", style="dim"), Text(passage, style="italic"))
    cues = [cue for cue in claim.cues if cue.type != "quote_marks"]  # the quotation itself stands above
    if cues:
        shown = [f"{quoted(shorten(cue.text, _CUE_LENGTH))} {CUE_TYPES[cue.type]}" for cue in cues[:_MOST_CUES]]
        rest = len(cues) - len(shown)
        details.add_row(Text("indices", style="dim"), Text(" · ".join([*shown, *([f"+ {rest}"] if rest else [])])))
    return Group(head, Padding(Text(plain(claim.text)), (0, 0, 0, 2)), Padding(details, (0, 0, 0, 4)), Text())


def _numbers(numbers: tuple[Number, ...]) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for title in ("chiffre", "ce qu'il mesure", "affirmations"):
        table.add_column(title)
    for number in numbers:
        claims = ", ".join(map(plain, number.claims))
        table.add_row(Text(amount(number)), Text(shorten(number.measures, 60)), Text(claims or "—", style="dim"))
    return table


def _actors(actors: tuple[Actor, ...]) -> RenderableType:
    table = _grid(no_wrap=1)
    for actor in actors:
        about = [plain(actor.role)] if actor.role else []
        about.append(ACTOR_KINDS[actor.kind])
        if actor.aliases:
            about.append("aussi : " + ", ".join(map(plain, actor.aliases)))
        table.add_row(Text(shorten(actor.name, 60)), Text(" · ".join(about), style="dim"))
    return table

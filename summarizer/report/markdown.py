"""A brief as Markdown (CommonMark with pipe tables). Pure; all of the article is escaped, links are http(s) only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarizer.domain.brief import Brief, Claim, Hedging
from summarizer.domain.item import Fate
from summarizer.domain.run import Done, Failed, Outcome
from summarizer.report.plain import plain, shorten
from summarizer.report.wording import (
    ACTOR_KINDS,
    CUE_TYPES,
    MARKS,
    SEVERITIES,
    amount,
    beyond_limit,
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

_ESCAPES = str.maketrans(
    {**{mark: f"\\{mark}" for mark in "\\`*_{}[]()#|~$!^"}, "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
)
"""Characters that CommonMark §2.4, GFM §4.10 and §6.5, or common extensions (maths, superscript) read as markup."""
_EVIDENCE_LENGTH = 300


def escape(text: str) -> str:
    """Return the text so that Markdown shows it as it is, on one line, wherever in a line it stands."""
    text = plain(text).strip().translate(_ESCAPES)
    if text[:1] in ("-", "+", "="):
        return "\\" + text
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return text


def to_markdown(brief: Brief, items: Sequence[Fate] = ()) -> str:
    """Return one brief as a Markdown document that ends with a line break."""
    lines = [f"# {escape(brief.headline)}", "", _meta(brief), "", "## Résumé", ""]
    for sentence in brief.summary:
        keys = ", ".join(sentence.claims)
        lines.append(
            f"- {escape(sentence.text)} — {_badge(sentence.hedging)}{' ' + escape(f'[{keys}]') if keys else ''}"
        )
    lines += ["", "## Affirmations", ""]
    for claim in brief.claims:
        lines += _claim(claim)
    lines += ["", "## Chiffres", "", *_numbers(brief)]
    lines += ["", "## Acteurs", "", *_actors(brief)]
    if items:
        lines += [
            "",
            "## Éléments repris, réservés ou écartés",
            "",
            *(f"- {escape(line)}" for line in items_lines(items)),
        ]
    if brief.findings:
        lines += ["", "## Constats", ""]
        for finding in brief.findings:
            mark, word = SEVERITIES[finding.severity]
            about = f" ({escape(finding.claim)})" if finding.claim else ""
            lines.append(f"- {mark} {word} : {escape(finding.message)}{about} — {escape(finding.rule)}")
    lines += [
        "",
        "---",
        "",
        f"{legend()}  ",
        f"{coverage_line(brief.coverage)}  ",
        escape(provenance_line(brief.provenance)),
    ]
    return "\n".join(lines) + "\n"


def document(outcomes: Sequence[Outcome], *, beyond: int = 0) -> str:
    """Return several outcomes as one document, in their order; one without a brief is told with its reason.

    ``beyond`` is how many more articles the limit left out: one line at the end.
    """
    parts: list[str] = []
    for outcome in outcomes:
        match outcome:
            case Done():
                parts.append(to_markdown(outcome.brief, outcome.items))
            case Failed():
                parts.append(f"# {escape(outcome.input)}\n\nÉchec : {escape(outcome.message)}\n")
            case _:
                parts.append(f"# {escape(outcome.input)}\n\nLaissé de côté : {outcome.reason}\n")
    return "\n".join([*parts, *([f"{beyond_limit(beyond)}\n"] if beyond else [])])


def _badge(hedging: Hedging) -> str:
    return f"**{MARKS[hedging.level]} {label(hedging)}**"


def _meta(brief: Brief) -> str:
    line = escape(meta_line(brief.article))
    link = web_link(brief.article.url)
    if link:
        target = link.replace("(", "%28").replace(")", "%29")
        return f"{line} · [article]({target})"
    return f"{line} · {escape(brief.article.url)}" if brief.article.url else line


def _claim(claim: Claim) -> Iterable[str]:
    extra = nuances(claim)
    yield f"- **{escape(claim.id)}** {_badge(claim.hedging)}{f' ({extra})' if extra else ''} : {escape(claim.text)}"
    yield f"  - source : {escape(whose(claim))}"
    if claim.disputed_by:
        yield f"  - contesté par : {escape(names(claim.disputed_by))}"
    passages = [escape(quoted(shorten(span.text, _EVIDENCE_LENGTH))) for span in claim.evidence]
    for passage in ["mot pour mot"] if is_verbatim(claim) else passages:
        yield f"  - article : {passage}"
    if claim.cues:
        yield "  - indices : " + " · ".join(
            f"{escape(quoted(plain(cue.text)))} {CUE_TYPES[cue.type]}" for cue in claim.cues
        )


def _numbers(brief: Brief) -> Iterable[str]:
    if not brief.numbers:
        yield "aucun chiffre"
        return
    yield "| chiffre | ce qu'il mesure | affirmations |"
    yield "| --- | --- | --- |"
    for number in brief.numbers:
        yield f"| {escape(amount(number))} | {escape(number.measures)} | {escape(', '.join(number.claims)) or '—'} |"


def _actors(brief: Brief) -> Iterable[str]:
    if not brief.actors:
        yield "aucun acteur"
    for actor in brief.actors:
        about = [escape(actor.role)] if actor.role else []
        about.append(ACTOR_KINDS[actor.kind])
        if actor.aliases:
            about.append("aussi : " + ", ".join(map(escape, actor.aliases)))
        yield f"- {escape(actor.name)} — {' · '.join(about)}"

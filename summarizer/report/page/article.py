"""One article as its page shows it: everything of the brief, and the text with its marks, as JSON values. Pure.

Law: every string of one line has gone through ``plain``, the text through ``visible``; an address is http or https or
it is no address. What the page does with them is only to put them in text nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.domain.brief import Actor, Brief, Claim, Number, Provenance, Source
from summarizer.domain.item import Fate
from summarizer.domain.span import Span
from summarizer.report.page.entry import Entry
from summarizer.report.page.layers import Mark, pieces, stands, visible
from summarizer.report.page.words import Language, amount, facts, finding_line, nuances, rule_line, whose
from summarizer.report.plain import plain
from summarizer.report.rule_lines import RULE_LINES
from summarizer.report.wording import grouped, is_verbatim, web_link

_UNMARKED_CUES = frozenset({"quote_marks"})
"""Cues that the text shows by itself."""


def article_view(entry: Entry, language: Language) -> dict[str, object]:
    """Return all that the page of one article shows."""
    brief, text = entry.brief, entry.text
    known = {claim.id for claim in brief.claims}
    link = web_link(brief.article.url)
    return {
        "headline": plain(brief.headline),
        "title": plain(brief.article.title or ""),
        "meta": facts(brief.article, language),
        "where": where(brief),
        "input": plain(entry.input),
        "outlet": plain(brief.article.outlet or ""),
        "link": link,
        "address": "" if link else plain(brief.article.url or ""),
        "summary": [
            {"text": plain(one.text), "claims": [plain(key) for key in one.claims], "level": one.hedging.level}
            for one in brief.summary
        ],
        "claims": [_claim(claim, text, language) for claim in brief.claims],
        "numbers": [_number(number, language) for number in brief.numbers],
        "actors": [_actor(actor) for actor in brief.actors],
        "findings": [
            {
                "severity": finding.severity,
                "rule": plain(finding.rule),
                "line": finding_line(finding, language),
                "short": rule_line(finding.rule, language),
                "message": plain(finding.message) if finding.rule in RULE_LINES and language == "fr" else "",
                "words": plain(finding.span.text) if finding.span else "",
                "claim": plain(finding.claim or "") if finding.claim in known else "",
                "about": plain(finding.claim or ""),
                "there": bool(finding.span and text is not None and stands(finding.span, text)),
            }
            for finding in brief.findings
        ],
        "items": [_fate(fate, language) for fate in entry.items],
        "coverage": [
            ["numbers", brief.coverage.numbers.cited, brief.coverage.numbers.found],
            ["cues", brief.coverage.cues.linked, brief.coverage.cues.found],
            ["sentences", brief.coverage.sentences.cited, brief.coverage.sentences.found],
        ],
        "made": [[name, plain(value)] for name, value in _made(brief)],
        "text": None if text is None else _text(brief, text),
    }


def where(brief: Brief) -> str:
    """Return what names the article to whoever is pasted a claim of it; never empty."""
    article = brief.article
    told = [plain(part) for part in (article.outlet, article.title, article.published, article.path) if part]
    link = web_link(article.url)
    return ", ".join([*told, *([link] if link else [])]) or article.id


def _claim(claim: Claim, text: str | None, language: Language) -> dict[str, object]:
    verbatim = is_verbatim(claim) or [_spaced(span.text) for span in claim.evidence] == [_spaced(claim.text)]
    evidence = [[plain(span.text), text is None or stands(span, text)] for span in claim.evidence]
    marked = text is not None and verbatim and all(there for _, there in evidence)
    return {
        "id": plain(claim.id),
        "text": plain(claim.text),
        "level": claim.hedging.level,
        "type": claim.source_type,
        "whose": whose(claim, language),
        "chain": [_source(source) for source in claim.sources],
        "disputed": [_source(source) for source in claim.disputed_by],
        "nuances": nuances(claim, language),
        "verbatim": verbatim,
        "evidence": [] if marked else evidence,
        "cues": [[cue.type, plain(cue.text)] for cue in claim.cues if cue.type not in _UNMARKED_CUES],
        "actors": [plain(key) for key in claim.actors],
        "numbers": [plain(key) for key in claim.numbers],
    }


def _spaced(text: str) -> str:
    """Return the text with one kind of space: what differs in nothing else is not worth showing twice."""
    return " ".join(plain(text).split())


def _source(source: Source) -> list[str]:
    return [plain(source.name), source.kind, source.role]


def _number(number: Number, language: Language) -> dict[str, object]:
    return {
        "id": plain(number.id),
        "amount": amount(number, language),
        "measures": plain(number.measures),
        "kind": number.kind,
        "claims": [plain(key) for key in number.claims],
    }


def _actor(actor: Actor) -> dict[str, object]:
    return {
        "id": plain(actor.id),
        "name": plain(actor.name),
        "kind": actor.kind,
        "role": plain(actor.role or ""),
        "aliases": [plain(alias) for alias in actor.aliases],
        "mentions": len(actor.mentions),
    }


def _fate(fate: Fate, language: Language) -> dict[str, object]:
    return {
        "kind": fate.item.kind,
        "key": plain(fate.item.key),
        "outcome": fate.outcome,
        "claim": plain(fate.claim or ""),
        "rules": [rule_line(rule, language) for rule in fate.rules],
    }


def _made(brief: Brief) -> Iterator[tuple[str, str]]:
    made: Provenance = brief.provenance
    yield "engine", f"{made.engine} {made.engine_version}"
    if made.model_requested or made.model_returned:
        yield "model", " → ".join(dict.fromkeys(name for name in (made.model_requested, made.model_returned) if name))
    if made.prompt:
        yield "prompt", f"{made.prompt.id}@{made.prompt.version} {made.prompt.sha256}"
    if made.parameters:
        yield "parameters", ", ".join(f"{name}={value}" for name, value in made.parameters.items())
    if made.usage.input or made.usage.output:
        usage = made.usage
        yield "tokens", f"{grouped(usage.input)} ({grouped(usage.cached)}) + {grouped(usage.output)}"
    yield "created", f"{made.created_at}, {grouped(made.duration_ms)} ms"
    yield "article", brief.article.id
    yield "brief", brief.id
    yield "schema", f"{brief.schema_version}, {made.draft_schema_sha256}"


def _text(brief: Brief, text: str) -> dict[str, object]:
    marks = list(_marks(brief, text))
    return {
        "body": visible(text),
        "pieces": [[length, *over] for length, over in pieces(text, marks)],
        "marks": [list(mark.data) for mark in marks],
    }


def _marks(brief: Brief, text: str) -> Iterator[Mark]:
    """Yield a mark for each passage that stands where it says: claims first, then what lies inside them."""
    for claim in brief.claims:
        for span in _standing(claim.evidence, text):
            yield Mark(span.start, span.end, ("claim", plain(claim.id), claim.hedging.level))
    for actor in brief.actors:
        for span in _standing(actor.mentions, text):
            yield Mark(span.start, span.end, ("actor", plain(actor.id)))
    for number in brief.numbers:
        for span in _standing((number.span,), text):
            yield Mark(span.start, span.end, ("number", plain(number.id)))
    cues: dict[tuple[int, int, str], list[str]] = {}
    for claim in brief.claims:
        for cue in claim.cues:
            if cue.type not in _UNMARKED_CUES and stands(cue.span, text):
                cues.setdefault((cue.span.start, cue.span.end, cue.type), []).append(plain(claim.id))
    for (start, end, kind), claims in cues.items():
        yield Mark(start, end, ("cue", kind, *dict.fromkeys(claims)))
    for place, finding in enumerate(brief.findings):
        if finding.span and stands(finding.span, text):
            yield Mark(finding.span.start, finding.span.end, ("finding", place))


def _standing(spans: Sequence[Span], text: str) -> Iterator[Span]:
    return (span for span in dict.fromkeys(spans) if stands(span, text))

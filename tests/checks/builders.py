"""A small invented article with its analysis built by hand, a truthful draft of it, and short builders for both."""

from __future__ import annotations

import re
from typing import Any

from summarizer.domain.analysis import (
    Analysis,
    Attribution,
    ConditionalForm,
    Cue,
    Holder,
    NumberMention,
    Reading,
    Sentence,
    SentenceKind,
    SourceLink,
)
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief, Provenance
from summarizer.domain.draft import (
    Draft,
    DraftActor,
    DraftClaim,
    DraftCue,
    DraftNumber,
    DraftQuote,
    DraftSource,
    DraftSourceLink,
    DraftSummarySentence,
)
from summarizer.domain.span import Span

TEXT = (
    "Le port de Varenne fermera ses quais nord\n\n"
    "Le ministère des Transports a annoncé lundi la fermeture des quais nord de Varenne. "
    "La décision coûterait 12 millions d’euros, selon une source portuaire. "
    "Alain Brisset, le maire, dément toute négociation. "
    "« Nous avons perdu plus de 1 200 emplois », a déclaré le syndicat Cap-Ouest.\n\n"
    "La préfecture n’a pas confirmé ce bilan. "
    "Le trafic a baissé de 30 % en un an. "
    "Si l’aide cessait, la région perdrait son terminal. "
    "Le chantier durera probablement six mois. "
    "Brisset a-t-il négocié avec le groupe Oriel ?\n\n"
    "Lire aussi : Les 40 ans du port en images"
)
PROVENANCE = Provenance(
    engine="test", engine_version="0", draft_schema_sha256="0" * 64, created_at="2026-01-01T00:00:00Z", duration_ms=0
)


def span(words: str, text: str = TEXT) -> Span:
    """Return the first place of the words; raises ValueError where they are not in the text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return one sentence per full stop or line; the first line is the title, «Lire aussi» is noise."""
    found: list[Sentence] = []
    paragraph = 0
    for match in re.finditer(r"[^\n]*?[.?](?:\s»)?(?= |\n|$)|[^\n]+", text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if "\n" in text[found[-1].span.end if found else 0 : start]:
            paragraph += 1
        kind: SentenceKind = "noise" if text.startswith("Lire aussi", start) else ("body" if found else "title")
        found.append(Sentence(len(found) + 1, Span.of(text, start, match.end()), kind, paragraph, 0))
    return tuple(found)


def link(name: str, kind: Any = "organisation", role: Any = "origin", text: str = TEXT) -> SourceLink:
    """Return a link to a holder named in the text."""
    return SourceLink(Holder(name, span(name, text), kind), role)


def reading(words: str, *, text: str = TEXT, **fields: Any) -> Reading:
    """Return a reading of the words: the author's own plain statement, changed by the fields given."""
    statement = span(words, text)
    number = next(s.number for s in sentences(text) if statement.within(s.span))
    plain: dict[str, Any] = {
        "source_type": "author",
        "chain": (),
        "report_form": "none",
        "certainty": "certain",
        "endorsement": "asserted",
        "polarity": "positive",
        "tense": "past",
        "event_status": "realized",
        "cues": (),
    }
    return Reading(sentence=number, statement=statement, **{**plain, **fields})


COSTS = Cue("conditional_reportive", span("coûterait"), endorsement="withheld")
DISCLAIMER = Cue("verification_disclaimer", span("n’a pas confirmé"), endorsement="withheld")
NOT_CONFIRMED = Cue("negation", span("n’a pas"))
PROBABLY = Cue("epistemic", span("probablement"), certainty="probable")
WOULD_LOSE = Cue("conditional_hypothetical", span("perdrait"), certainty="unknown")
DENIES = Cue("verb_denial", span("dément"))
SOURCE = Cue("attribution_prep", span("selon une source portuaire"))
TWELVE = NumberMention(span("12 millions d’euros"), 12000000, 12000000, "exact", "EUR", "money", "la décision")
JOBS = NumberMention(span("1 200 emplois"), 1200, None, "more_than", "emplois", "count", "emplois", span("plus de"))
TRAFFIC = NumberMention(span("30 %"), 30, 30, "exact", "%", "percent", "le trafic")
YEAR = NumberMention(span("un an"), 1, 1, "exact", "year", "duration")
MONTHS = NumberMention(span("six mois"), 6, 6, "exact", "month", "duration")

READINGS = (
    reading(
        "Le ministère des Transports a annoncé lundi la fermeture des quais nord de Varenne",
        source_type="named",
        chain=(link("Le ministère des Transports", "state_body"),),
        report_form="indirect",
        endorsement="attributed",
        tense="future",
        event_status="planned",
    ),
    reading(
        "La décision coûterait 12 millions d’euros",
        source_type="anonymous",
        chain=(link("une source portuaire", "unknown"),),
        report_form="indirect",
        endorsement="withheld",
        tense="present",
        cues=(COSTS, SOURCE),
    ),
    reading(
        "Alain Brisset, le maire, dément toute négociation",
        source_type="named",
        chain=(link("Alain Brisset", "person"),),
        report_form="indirect",
        endorsement="attributed",
        polarity="negative",
        cues=(DENIES,),
    ),
    reading(
        "« Nous avons perdu plus de 1 200 emplois »",
        source_type="named",
        chain=(link("le syndicat Cap-Ouest"),),
        report_form="direct",
        endorsement="withheld",
        cues=(DISCLAIMER,),
    ),
    reading("La préfecture n’a pas confirmé ce bilan", polarity="negative", cues=(NOT_CONFIRMED,)),
    reading("Le trafic a baissé de 30 % en un an"),
    reading(
        "la région perdrait son terminal",
        certainty="unknown",
        tense="future",
        event_status="hypothetical",
        cues=(WOULD_LOSE,),
    ),
    reading(
        "Le chantier durera probablement six mois",
        certainty="probable",
        tense="future",
        event_status="predicted",
        cues=(PROBABLY,),
    ),
    reading("Brisset a-t-il négocié avec le groupe Oriel ?", certainty="unknown", polarity="unknown"),
)


def analysis_of(text: str = TEXT, **parts: Any) -> Analysis:
    """Return an analysis of a text with the parts given and nothing else but its sentences."""
    meta = ArticleMeta(title="Le port de Varenne", language="fr")
    return Analysis(Article.of(text, meta), "fr", sentences(text), **parts)


ANALYSIS = analysis_of(
    numbers=(TWELVE, JOBS, TRAFFIC, YEAR, MONTHS),
    conditionals=(
        ConditionalForm(span("coûterait"), False, 3, "coûter", "reportive", "K6"),
        ConditionalForm(span("perdrait"), False, 3, "perdre", "hypothetical", "K3", trigger=span("Si")),
    ),
    attributions=(
        Attribution(
            SOURCE,
            Holder("une source portuaire", span("une source portuaire"), "unknown", True),
            span("La décision coûterait 12 millions d’euros"),
        ),
    ),
    cues=tuple(sorted((COSTS, SOURCE, DENIES, DISCLAIMER, NOT_CONFIRMED, WOULD_LOSE, PROBABLY), key=lambda c: c.span)),
    readings=READINGS,
)


def quote(words: str, sentence: int = 0) -> DraftQuote:
    """Return a quotation of words, with the number of the sentence they stand in unless one is given."""
    typed = words.replace("'", "’")
    if not sentence and typed in TEXT:
        sentence = next((s.number for s in ANALYSIS.sentences if span(typed).overlaps(s.span)), 1)
    return DraftQuote(sentence=sentence or 1, quote=words)


def cue(type_: Any, words: str) -> DraftCue:
    """Return a draft's cue."""
    where = quote(words)
    return DraftCue(sentence=where.sentence, quote=words, type=type_)


def claim(key: str, *evidence: str, **fields: Any) -> DraftClaim:
    """Return a draft's claim: the author's own plain statement, changed by the fields given.

    ``sources`` may be keys; each then stands for an origin.
    """
    sources = [
        DraftSourceLink(source=entry, role="origin") if isinstance(entry, str) else entry
        for entry in fields.pop("sources", ())
    ]
    plain: dict[str, Any] = {
        "cues": [],
        "source_type": "author",
        "report_form": "none",
        "certainty": "certain",
        "endorsement": "asserted",
        "disputed_by": [],
        "polarity": "positive",
        "tense": "past",
        "event_status": "realized",
        "text": evidence[0] + "." if evidence else "",
    }
    return DraftClaim(key=key, evidence=[quote(words) for words in evidence], sources=sources, **{**plain, **fields})


CLOSING = claim(
    "k1",
    "Le ministère des Transports a annoncé lundi la fermeture des quais nord de Varenne",
    source_type="named",
    sources=["s1"],
    report_form="indirect",
    endorsement="attributed",
    tense="future",
    event_status="planned",
    text="Le ministère des Transports a annoncé la fermeture des quais nord de Varenne.",
)
COST = claim(
    "k2",
    "La décision coûterait 12 millions d'euros",
    cues=[cue("conditional_reportive", "coûterait"), cue("attribution_prep", "selon une source portuaire")],
    source_type="anonymous",
    sources=["s2"],
    report_form="indirect",
    endorsement="withheld",
    tense="present",
    text="La fermeture coûterait 12 millions d’euros, selon une source portuaire.",
)
LOST_JOBS = claim(
    "k3",
    "Nous avons perdu plus de 1200 emplois",
    cues=[cue("verification_disclaimer", "n’a pas confirmé")],
    source_type="named",
    sources=["s3"],
    report_form="direct",
    endorsement="withheld",
    text="Le syndicat Cap-Ouest a déclaré la perte de plus de 1 200 emplois.",
)
FALL = claim("k4", "Le trafic a baissé de 30 % en un an", text="Le trafic du port a baissé de 30 % en un an.")
NEGATED = claim("k5", "La préfecture n’a pas confirmé ce bilan", polarity="negative")
IF = claim(
    "k6",
    "la région perdrait son terminal",
    certainty="unknown",
    tense="future",
    event_status="hypothetical",
    cues=[cue("conditional_hypothetical", "perdrait")],
    text="La région perdrait son terminal si l’aide cessait.",
)
WORKS = claim(
    "k7",
    "Le chantier durera probablement six mois",
    certainty="probable",
    tense="future",
    event_status="predicted",
    cues=[cue("epistemic", "probablement")],
)
SOURCES = [
    DraftSource(key="s1", name="Le ministère des Transports", kind="state_body"),
    DraftSource(key="s2", name="une source portuaire", kind="unknown"),
    DraftSource(key="s3", name="le syndicat Cap-Ouest", kind="organisation"),
    DraftSource(key="s4", name="Alain Brisset", kind="person"),
    DraftSource(key="s9", name="le quotidien Vents du Large", kind="media"),
]
TRUTHFUL = Draft(
    actors=[
        DraftActor(name="Alain Brisset", kind="person", role="le maire", aliases=["Brisset"]),
        DraftActor(name="le syndicat Cap-Ouest", kind="organisation", role=None, aliases=[]),
    ],
    numbers=[DraftNumber(sentence=3, quote="12 millions d’euros", measures="La décision")],
    sources=SOURCES[:4],
    claims=[CLOSING, COST, LOST_JOBS, FALL, NEGATED, IF, WORKS],
    summary=[
        DraftSummarySentence(claims=["k1", "k2"], text="La fermeture coûterait 12 millions, selon une source."),
        DraftSummarySentence(claims=["k4"], text="Le trafic a baissé de 30 %."),
    ],
    headline="Le ministère des Transports annonce la fermeture des quais nord",
)


def draft(*claims: DraftClaim, **parts: Any) -> Draft:
    """Return a draft of these claims alone, or with other parts of the truthful draft changed."""
    changes: dict[str, Any] = dict(parts)
    if claims:
        keys = [entry.key for entry in claims]
        changes = {
            "claims": list(claims),
            "summary": [DraftSummarySentence(claims=[keys[0]], text=claims[0].text)],
            "headline": claims[0].text,
            **changes,
        }
    used = {link.source for entry in claims for link in entry.sources} | {source.key for source in SOURCES[:4]}
    return TRUTHFUL.model_copy(update={"sources": [source for source in SOURCES if source.key in used], **changes})


def changed(brief: Brief, place: int = 0, **fields: Any) -> Brief:
    """Return the brief with fields of one of its claims changed, unchecked."""
    claims = list(brief.claims)
    claims[place] = claims[place].model_copy(update=fields)
    return brief.model_copy(update={"claims": tuple(claims)})

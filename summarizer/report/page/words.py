"""What a page calls the values of a brief, in French or English. The French is that of ``report/wording.py``.

Words of the interface itself (buttons, titles) stand in ``assets/page/*.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from summarizer.domain.brief import BriefArticle, Claim, Number
from summarizer.domain.finding import Finding
from summarizer.domain.terms import (
    HEDGING_LABELS,
    HEDGING_LABELS_FR,
    ActorKind,
    CueType,
    NumberKind,
    ReportForm,
    SourceKind,
)
from summarizer.report import wording
from summarizer.report.plain import plain
from summarizer.report.rule_lines import RULE_LINES, explanation

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_COMPARATORS_EN = {
    **{"exact": "", "about": "about", "more_than": "more than", "at_least": "at least", "less_than": "less than"},
    **{"at_most": "at most", "range": "range", "order_of_magnitude": "order of magnitude"},
}
_NUANCES_EN = {
    **{"certain": "", "probable": "probable", "possible": "possible", "unknown": "certainty unknown"},
    **{"realized": "", "planned": "planned, not done yet", "predicted": "forecast", "hypothetical": "hypothesis"},
    "requested": "requested",
}
_POLARITIES_EN = {"positive": "", "negative": "negative", "unknown": "neither stated nor denied"}
_CUES_EN = {
    "conditional_reportive": "press conditional",
    "conditional_future_in_past": "future seen from the past",
    "attribution_prep": "attribution",
    "verb_neutral": "verb of saying",
    "verb_assertive": "verb of assertion",
    "verb_denial": "denial",
    "verb_belief": "verb of opinion",
    "verb_commissive": "commitment",
    "verb_directive": "request",
    "verb_investigation": "inquiry",
    "verb_doubt": "verb of doubt",
    "verb_factive": "factive verb",
    "epistemic": "mark of uncertainty",
    "quote_marks": "quotation marks",
    "number_approx": "approximation",
    "carry_over": "carried over from another sentence",
}
_SOURCE_KINDS_FR: Mapping[SourceKind, str] = {
    **{"person": "personne", "organisation": "organisation", "state_body": "organe d'État", "media": "média"},
    **{"document": "document", "group": "groupe", "unknown": "nature inconnue"},
}
_NUMBER_KINDS_FR: Mapping[NumberKind, str] = {
    **{"count": "décomptes", "money": "montants", "percent": "pourcentages", "ratio": "parts", "duration": "durées"},
    **{"distance": "distances", "age": "âges", "rank": "rangs", "other": "autres mesures"},
}
_NUMBER_KINDS_EN: Mapping[NumberKind, str] = {
    **{"count": "counts", "money": "money", "percent": "percentages", "ratio": "ratios", "duration": "durations"},
    **{"distance": "distances", "age": "ages", "rank": "ranks", "other": "other measures"},
}
_FORMS_FR: Mapping[ReportForm, str] = {
    "none": "",
    "direct": "propos cités",
    "mixed": "propos en partie cités",
    "indirect": "propos rapportés",
}
_FORMS_EN: Mapping[ReportForm, str] = {
    "none": "",
    "direct": "quoted speech",
    "mixed": "partly quoted",
    "indirect": "reported speech",
}


def value_words(language: Language) -> dict[str, object]:
    """Return the words of all values that a page names by themselves, as JSON."""
    french = language == "fr"
    return {
        "levels": list(HEDGING_LABELS_FR if french else HEDGING_LABELS),
        "marks": list(wording.MARKS),
        "cues": dict(wording.CUE_TYPES) if french else {name: _cue_en(name) for name in get_args(CueType)},
        "actor_kinds": dict(wording.ACTOR_KINDS) if french else _spaced(get_args(ActorKind)),
        "source_kinds": dict(_SOURCE_KINDS_FR) if french else _spaced(get_args(SourceKind)),
        "number_kinds": dict(_NUMBER_KINDS_FR if french else _NUMBER_KINDS_EN),
        "severities": {name: [mark, word if french else name] for name, (mark, word) in wording.SEVERITIES.items()},
        "outcomes": dict(wording.OUTCOMES)
        if french
        else {"repaired": "repaired", "reserved": "made more reserved", "dropped": "left out"},
        "item_kinds": dict(wording.ITEM_KINDS)
        if french
        else {**{name: name for name in wording.ITEM_KINDS}, "summary": "sentence of the summary"},
    }


def whose(claim: Claim, language: Language) -> str:
    """Return whose words a claim is, on one line."""
    if language == "fr":
        return wording.whose(claim)
    match claim.source_type:
        case "author":
            return "the article"
        case "unspecified":
            return "no source given"
        case "anonymous":
            return f"{wording.chain(claim.sources)} (anonymous source)"
        case "named":
            return wording.chain(claim.sources)


def nuances(claim: Claim, language: Language) -> str:
    """Return what else bounds a claim, comma-separated; often empty."""
    if language == "fr":
        form = _FORMS_FR[claim.report_form]
        return ", ".join(word for word in (wording.nuances(claim), form) if word)
    words = (
        *(_NUANCES_EN[claim.certainty], _NUANCES_EN[claim.event_status]),
        *(_POLARITIES_EN[claim.polarity], _FORMS_EN[claim.report_form]),
    )
    return ", ".join(word for word in words if word)


def amount(number: Number, language: Language) -> str:
    """Return a number as the article writes it, with its comparator in words."""
    if language == "fr":
        return wording.amount(number)
    word, text = _COMPARATORS_EN[number.comparator], plain(number.text)
    if number.comparator in ("range", "order_of_magnitude"):
        return f"{text} ({word})"
    return f"{word} {text}".strip()


def facts(article: BriefArticle, language: Language) -> str:
    """Return outlet (else file), author, date and length of an article, on one line."""
    line = wording.meta_line(article)
    return line if language == "fr" else f"{line.removesuffix('signes')}characters"


def finding_line(finding: Finding, language: Language, text: str = "") -> str:
    """Return what a finding says: in French the line of its rule, in English its message."""
    return explanation(finding, text) if language == "fr" else plain(finding.message)


def rule_line(rule: str, language: Language) -> str:
    """Return what a rule says, without the words it was said of: in French its line, in English its name."""
    return RULE_LINES.get(rule, plain(rule)) if language == "fr" else plain(rule).replace(".", ": ").replace("_", " ")


def _spaced(names: tuple[str, ...]) -> dict[str, str]:
    return {name: name.replace("_", " ") for name in names}


def _cue_en(name: str) -> str:
    return _CUES_EN.get(name, name.replace("_", " "))

"""The French words of the interface: labels, comparators, chains. All text that comes out is safe for one line."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from summarizer.domain.brief import BriefArticle, Claim, Coverage, Hedging, Number, Provenance, Source
from summarizer.domain.item import Fate, ItemKind, Outcome
from summarizer.domain.terms import (
    HEDGING_LABELS_FR,
    ActorKind,
    Certainty,
    Comparator,
    CueType,
    EventStatus,
    Severity,
)
from summarizer.report.plain import plain, shorten

MARKS = ("●", "◕", "◑", "○", "✕")
"""One mark per hedging level, told apart by shape: the fuller, the firmer."""

COMPARATORS: dict[Comparator, str] = {
    "exact": "",
    "about": "environ",
    "more_than": "plus de",
    "at_least": "au moins",
    "less_than": "moins de",
    "at_most": "jusqu'à",
    "range": "fourchette",
    "order_of_magnitude": "ordre de grandeur",
}

SEVERITIES: dict[Severity, tuple[str, str]] = {
    "error": ("✗", "erreur"),
    "warning": ("!", "attention"),
    "info": ("i", "note"),
}

OUTCOMES: dict[Outcome, str] = {
    "repaired": "repris avec succès",
    "reserved": "ramené à plus de réserve",
    "dropped": "laissé de côté",
}

ITEM_KINDS: dict[ItemKind, str] = {
    "claim": "affirmation",
    "source": "source",
    "actor": "acteur",
    "number": "nombre",
    "summary": "phrase du résumé",
    "headline": "titre",
}

ACTOR_KINDS: dict[ActorKind, str] = {
    "person": "personne",
    "organisation": "organisation",
    "state": "État",
    "state_body": "organe d'État",
    "media": "média",
    "group": "groupe",
    "place": "lieu",
    "unknown": "indéterminé",
}

CERTAINTIES: dict[Certainty, str] = {
    "certain": "",
    "probable": "probable",
    "possible": "possible",
    "unknown": "certitude inconnue",
}

EVENT_STATUSES: dict[EventStatus, str] = {
    "realized": "",
    "planned": "annoncé, pas encore fait",
    "predicted": "prévision",
    "hypothetical": "hypothèse",
    "requested": "demandé",
}

CUE_TYPES: dict[CueType, str] = {
    "conditional_reportive": "conditionnel de presse",
    "conditional_hypothetical": "conditionnel d'hypothèse",
    "conditional_future_in_past": "futur dans le passé",
    "conditional_attenuation": "conditionnel d'atténuation",
    "modal_possibility": "possibilité",
    "modal_expected": "attente",
    "modal_deontic": "obligation",
    "attribution_prep": "attribution",
    "verb_neutral": "verbe de parole",
    "verb_assertive": "verbe d'affirmation",
    "verb_doubt": "verbe de doute",
    "verb_factive": "verbe factif",
    "verb_denial": "démenti",
    "verb_belief": "verbe d'opinion",
    "verb_commissive": "engagement",
    "verb_directive": "demande",
    "verb_investigation": "enquête",
    "relay": "relais",
    "anonymous_source": "source anonyme",
    "epistemic": "marque d'incertitude",
    "booster": "renforcement",
    "distance": "mise à distance",
    "quote_marks": "guillemets",
    "verification_disclaimer": "réserve de vérification",
    "number_approx": "approximation",
    "negation": "négation",
    "irrealis": "à venir ou irréel",
    "carry_over": "report d'une phrase à l'autre",
}


def label(hedging: Hedging) -> str:
    """Return the French label of a hedging level: «affirmé» to «contesté»."""
    return HEDGING_LABELS_FR[hedging.level]


def legend() -> str:
    """Return what the marks stand for, from firm to reserved."""
    return "   ".join(f"{mark} {word}" for mark, word in zip(MARKS, HEDGING_LABELS_FR, strict=True))


def chain(sources: tuple[Source, ...]) -> str:
    """Return a source chain, origin first: «ministère → M. X → agence Y»."""
    return " → ".join(plain(source.name) for source in sources)


def names(sources: tuple[Source, ...]) -> str:
    """Return sources that speak each for itself, such as those who deny: «le maire, la préfecture»."""
    return ", ".join(plain(source.name) for source in sources)


def whose(claim: Claim) -> str:
    """Return whose words a claim is: the chain, «l'article», or that no source is named."""
    match claim.source_type:
        case "author":
            return "l'article"
        case "unspecified":
            return "source non précisée"
        case "anonymous":
            return f"{chain(claim.sources)} (source anonyme)"
        case "named":
            return chain(claim.sources)


def nuances(claim: Claim) -> str:
    """Return what else bounds a claim, comma-separated: certainty, status of the event, negation; often empty."""
    words = [CERTAINTIES[claim.certainty], EVENT_STATUSES[claim.event_status]]
    if claim.polarity == "negative":
        words.append("négatif")
    elif claim.polarity == "unknown":
        words.append("ni affirmé ni nié")
    return ", ".join(word for word in words if word)


def amount(number: Number) -> str:
    """Return a number with its comparator in words: «jusqu'à 3 700 euros», «six mois à un an (fourchette)»."""
    word, text = COMPARATORS[number.comparator], plain(number.text)
    if number.comparator in ("range", "order_of_magnitude"):
        return f"{text} ({word})"
    if not word or (number.comparator == "about" and _says_about(text)):
        return text
    first = text.split(" ", 1)[0]
    if first.isalpha() and first.istitle():  # «Une vingtaine» began its sentence; «CHF» did not
        text = text[0].lower() + text[1:]
    if word.endswith(" de") and text.startswith(("un ", "une ")):
        return f"{word[:-1]}'{text}"
    return f"{word} {text}"


_ABOUT_WORDS = frozenset({"environ", "quelque", "quelques", "approximativement", "presque"})
_ABOUT_NOUNS = frozenset(
    {
        *("dizaine", "douzaine", "quinzaine", "vingtaine", "trentaine", "quarantaine", "cinquantaine", "soixantaine"),
        *("centaine", "millier"),
    }
)
"""Nouns of a number that say themselves that it is no exact one; the same as in ``text/fr/numbers.json``, groups."""


def _says_about(text: str) -> bool:
    words = text.lower().replace("\u00a0", " ").replace("-", " ").split()
    return any(word in _ABOUT_WORDS or word.removesuffix("s") in _ABOUT_NOUNS for word in words)


def quoted(text: str) -> str:
    """Return plain text between quotation marks: “ ” around a text that has « » itself (Lexique, «guillemets»)."""
    return f"“{text}”" if "«" in text or "»" in text else f"« {text} »"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: «0 erreur», «1 erreur», «2 erreurs»."""
    return f"{grouped(count)} {noun}{'s' if count > 1 else ''}"


def beyond_limit(count: int) -> str:
    """Return the line of how many articles the limit left out."""
    return f"{counted(count, 'article')} de plus, {'laissés' if count > 1 else 'laissé'} de côté (limite atteinte)"


def is_verbatim(claim: Claim) -> bool:
    """Tell whether the claim's text is the very passage of the article that it rests on."""
    return len(claim.evidence) == 1 and claim.evidence[0].text.strip(_MARKS_AROUND) == claim.text.strip(_MARKS_AROUND)


_MARKS_AROUND = ' .«»“”"\u00a0\u202f'


def meta_line(article: BriefArticle) -> str:
    """Return outlet (else file), author, date and length of an article, joined by «·»; unknown ones are left out."""
    known = [
        plain(value).strip() for value in (article.outlet or article.path, article.author, article.published) if value
    ]
    return " · ".join([*(value for value in known if value), f"{grouped(article.n_chars)} signes"])


def coverage_line(coverage: Coverage) -> str:
    """Return how much of the article the brief carries."""
    numbers, cues, sentences = coverage.numbers, coverage.cues, coverage.sentences
    return (
        f"Couverture : chiffres {numbers.cited}/{numbers.found} · indices {cues.linked}/{cues.found} "
        f"· phrases {sentences.cited}/{sentences.found}"
    )


def items_lines(items: Sequence[Fate]) -> list[str]:
    """Return which items were repaired, settled or left out, a line for each of these that there is."""
    lines = []
    for outcome, word in OUTCOMES.items():
        named = [_item(fate) for fate in items if fate.outcome == outcome]
        if named:
            lines.append(f"{word} : {', '.join(named)}")
    return lines


def _item(fate: Fate) -> str:
    """Return a claim of the brief by its id, any other item by kind and key, the key between guillemets where long."""
    if fate.claim:
        return plain(fate.claim)
    key = plain(fate.item.key)
    return f"{ITEM_KINDS[fate.item.kind]} {quoted(shorten(key, 40)) if ' ' in key else key}".rstrip()


def provenance_line(made: Provenance) -> str:
    """Return which engine made the brief, with what and when."""
    parts = [f"moteur {plain(made.engine)} {plain(made.engine_version)}"]
    model = made.model_returned or made.model_requested
    if model:
        parts.append(f"modèle {plain(model)}")
    if made.prompt:
        parts.append(f"invite {plain(made.prompt.id)}@{plain(made.prompt.version)}")
    if made.usage.input or made.usage.output:
        parts.append(f"{grouped(made.usage.input)} + {grouped(made.usage.output)} jetons")
    return " · ".join([*parts, plain(made.created_at)])


def grouped(value: int) -> str:
    """Return a whole number with narrow no-break spaces between groups of three."""
    return f"{value:,}".replace(",", "\u202f")


def web_link(url: str | None) -> str | None:
    """Return the address where it is http or https with a host and harmless characters only, else None."""
    if not url or not url.isascii() or any(c <= " " or c in "<>\"'`\\^{}|\x7f" for c in url):
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None

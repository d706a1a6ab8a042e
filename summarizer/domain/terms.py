"""The values a claim's fields may take, and the one function that computes its hedging level.

This file owns the vocabulary of the brief (field values are contracts: schemas and stored briefs use them verbatim).
Never in it: anything that looks at a text. Source: FactBank (Saurí & Pustejovsky 2009) for certainty, *prise en charge*
for endorsement (Dendale 2019), docs/claims.md for how they are told apart.
"""

from __future__ import annotations

from typing import Literal

SourceType = Literal["author", "named", "anonymous", "unspecified"]
SourceKind = Literal["person", "organisation", "state_body", "media", "document", "group", "unknown"]
SourceRole = Literal["origin", "relay"]
ReportForm = Literal["none", "direct", "mixed", "indirect"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Endorsement = Literal["asserted", "attributed", "withheld", "doubted", "disputed"]
Polarity = Literal["positive", "negative", "unknown"]
Tense = Literal["past", "present", "future", "unspecified"]
EventStatus = Literal["realized", "planned", "predicted", "hypothetical", "requested"]
ActorKind = Literal["person", "organisation", "state", "state_body", "media", "group", "place", "unknown"]
Comparator = Literal["exact", "about", "more_than", "at_least", "less_than", "at_most", "range", "order_of_magnitude"]
NumberKind = Literal["count", "money", "percent", "ratio", "duration", "distance", "age", "rank", "other"]
Severity = Literal["info", "warning", "error"]
HedgingLevel = Literal[0, 1, 2, 3, 4]
HedgingLabel = Literal["stated", "attributed", "qualified", "unconfirmed", "contested"]
CueType = Literal[
    "conditional_reportive",
    "conditional_hypothetical",
    "conditional_future_in_past",
    "conditional_attenuation",
    "modal_possibility",
    "modal_expected",
    "modal_deontic",
    "attribution_prep",
    "verb_neutral",
    "verb_assertive",
    "verb_doubt",
    "verb_factive",
    "verb_denial",
    "verb_belief",
    "verb_commissive",
    "verb_directive",
    "verb_investigation",
    "relay",
    "anonymous_source",
    "epistemic",
    "booster",
    "distance",
    "quote_marks",
    "verification_disclaimer",
    "number_approx",
    "negation",
    "irrealis",
    "carry_over",
]

HEDGING_LABELS: tuple[HedgingLabel, ...] = ("stated", "attributed", "qualified", "unconfirmed", "contested")
HEDGING_LABELS_FR = ("affirmé", "attribué", "nuancé", "non confirmé", "contesté")

CERTAINTY_ORDER: tuple[Certainty, ...] = ("certain", "probable", "possible", "unknown")
"""From firm to weak: «weakest wins» is the maximum of this order."""

ENDORSEMENT_ORDER: tuple[Endorsement, ...] = ("asserted", "attributed", "withheld", "doubted", "disputed")
"""From firm to reserved."""


def hedging_level(endorsement: Endorsement, certainty: Certainty, source_type: SourceType) -> HedgingLevel:
    """Return the article's reserve, 0 (stated) to 4 (contested). It orders reserve, not truth."""
    if endorsement in ("doubted", "disputed"):
        return 4
    if endorsement == "withheld":
        return 3
    if certainty != "certain" or source_type in ("anonymous", "unspecified"):
        return 2
    return 1 if source_type == "named" else 0


def weakest_certainty(*values: Certainty) -> Certainty:
    """Return the weakest of the given certainties; ``certain`` where none is given."""
    if len(values) == 1:  # the usual case, and the search of the order costs a dozen times as much
        return values[0]
    return max(values, key=CERTAINTY_ORDER.index, default="certain")


def most_reserved(*values: Endorsement) -> Endorsement:
    """Return the most reserved of the given endorsements; ``asserted`` where none is given."""
    if len(values) == 1:
        return values[0]
    return max(values, key=ENDORSEMENT_ORDER.index, default="asserted")

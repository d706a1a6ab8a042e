"""Whatever a model drafts, the brief never violates an invariant: hypothesis corrupts drafts of the small article."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.checks.audit import audit
from summarizer.checks.invariants import STATUS_ORDER
from summarizer.checks.rules import RULES
from summarizer.checks.verify import verify
from summarizer.domain import terms
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief
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
from tests.checks.builders import ANALYSIS, PROVENANCE, TEXT, TRUTHFUL

UNREAD = replace(ANALYSIS, readings=())
WRITTEN = (
    "La fermeture coûtera 12 millions d’euros.",
    "La fermeture coûterait 12 millions d’euros.",
    "Selon le syndicat, 1 200 emplois sont perdus.",
    "Le port a « perdu 4 000 emplois ».",
    "Le trafic a baissé de 31 %.",
    "Le bilan est confirmé.",
    "Le « bilan « est » confirmé.",
    "»«",
    "",
)
NAMES = (
    "Alain Brisset",
    "Brisset",
    "le maire",
    "il",
    "Léa Morand",
    "une source portuaire",
    "le port de Varenne",
    "…",
    "",
)
KEYS = st.sampled_from([f"k{n}" for n in range(1, 9)] + ["s1", ""])
SOURCE_KEYS = st.sampled_from(["s1", "s2", "s3", "s4", "s9", ""])


@st.composite
def passages(draw: st.DrawFn) -> str:
    """Return a piece of the article, sometimes with typography or a letter changed, or something else altogether."""
    start = draw(st.integers(0, len(TEXT) - 1))
    piece = TEXT[start : start + draw(st.integers(0, 90))]
    kind = draw(st.integers(0, 6))
    if kind == 0:
        return piece.replace("’", "'").replace(" ", "\u00a0")
    if kind == 1:
        return piece.replace("e", "a", 1)
    if kind == 2:
        return draw(st.text(max_size=20))
    if kind <= 4:
        sentence = draw(st.sampled_from(ANALYSIS.sentences)).span.text
        words = sentence.split(" ")
        first = draw(st.integers(0, len(words) - 1))
        return " ".join(words[first : first + draw(st.integers(1, len(words)))])
    return piece


TEXTS = st.sampled_from(WRITTEN) | passages() | st.text(max_size=30)
NUMBERS = st.integers(-2, 14) | st.integers()
QUOTES = st.builds(DraftQuote, sentence=NUMBERS, quote=passages())
CLAIMS = st.builds(
    DraftClaim,
    key=KEYS,
    evidence=st.lists(QUOTES, max_size=3),
    cues=st.lists(
        st.builds(DraftCue, sentence=NUMBERS, quote=passages(), type=st.sampled_from(get_args(terms.CueType))),
        max_size=3,
    ),
    source_type=st.sampled_from(get_args(terms.SourceType)),
    sources=st.lists(
        st.builds(DraftSourceLink, source=SOURCE_KEYS, role=st.sampled_from(get_args(terms.SourceRole))), max_size=2
    ),
    report_form=st.sampled_from(get_args(terms.ReportForm)),
    certainty=st.sampled_from(get_args(terms.Certainty)),
    endorsement=st.sampled_from(get_args(terms.Endorsement)),
    disputed_by=st.lists(SOURCE_KEYS, max_size=2),
    polarity=st.sampled_from(get_args(terms.Polarity)),
    tense=st.sampled_from(get_args(terms.Tense)),
    event_status=st.sampled_from(get_args(terms.EventStatus)),
    text=TEXTS,
)
NAMED = st.sampled_from(NAMES) | passages()
DRAFTS = st.builds(
    Draft,
    actors=st.lists(
        st.builds(
            DraftActor,
            name=NAMED,
            kind=st.sampled_from(get_args(terms.ActorKind)),
            role=st.none() | NAMED,
            aliases=st.lists(NAMED, max_size=2),
        ),
        max_size=3,
    ),
    numbers=st.lists(st.builds(DraftNumber, sentence=NUMBERS, quote=passages(), measures=TEXTS), max_size=3),
    sources=st.lists(
        st.builds(DraftSource, key=SOURCE_KEYS, name=NAMED, kind=st.sampled_from(get_args(terms.SourceKind))),
        max_size=4,
    ),
    claims=st.lists(CLAIMS | st.sampled_from(TRUTHFUL.claims), max_size=5),
    summary=st.lists(
        st.builds(DraftSummarySentence, claims=st.lists(KEYS, max_size=3), text=TEXTS)
        | st.sampled_from(TRUTHFUL.summary),
        max_size=7,
    ),
    headline=TEXTS,
)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(draft=DRAFTS, analysis=st.sampled_from((ANALYSIS, UNREAD)))
def test_no_brief_violates_an_invariant(draft: Draft, analysis: Analysis) -> None:
    """The audit finds no error in any verified brief, and no claim firmer than the article."""
    brief = verify(draft, analysis, run_id="run", provenance=PROVENANCE)
    found = audit(brief, analysis)
    assert [entry for entry in found if entry.severity == "error"] == []
    assert [entry for entry in found if entry.rule.startswith("firmer")] == []
    assert brief.findings[len(brief.findings) - len(found) :] == found
    assert {entry.rule for entry in brief.findings} <= RULES.keys()
    assert Brief.model_validate_json(brief.model_dump_json()) == brief


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(draft=DRAFTS, proposed=CLAIMS | st.sampled_from(TRUTHFUL.claims))
def test_no_claim_gets_firmer(draft: Draft, proposed: DraftClaim) -> None:
    """A claim that stands is at least as reserved, and no more certain or real, than the draft had it."""
    alone = draft.model_copy(update={"claims": [proposed], "sources": TRUTHFUL.sources})
    before = terms.hedging_level(proposed.endorsement, proposed.certainty, proposed.source_type)
    for claim in verify(alone, ANALYSIS, run_id="run", provenance=PROVENANCE).claims:
        assert claim.hedging.level >= before
        assert terms.CERTAINTY_ORDER.index(claim.certainty) >= terms.CERTAINTY_ORDER.index(proposed.certainty)
        assert STATUS_ORDER.index(claim.event_status) >= STATUS_ORDER.index(proposed.event_status)


@pytest.mark.parametrize("step", ["settle._to_reading", "settle._forms", "settle._agree", "settle._text"])
def test_the_safety_net_holds_without_a_step(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a step of settling is missing, claims are left out instead of standing wrong: the brief still passes."""
    monkeypatch.setattr(f"summarizer.checks.{step}", lambda claim, *rest: claim)
    bold = [
        claim.model_copy(
            update={
                "endorsement": "asserted",
                "certainty": "certain",
                "event_status": "realized",
                "text": "Bilan : 99.",
            }
        )
        for claim in TRUTHFUL.claims
    ]
    brief = verify(TRUTHFUL.model_copy(update={"claims": bold}), ANALYSIS, run_id="run", provenance=PROVENANCE)
    assert "error" not in {found.severity for found in audit(brief, ANALYSIS)}


def test_the_property_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without settling and without the net, the same drafts give briefs that the audit finds errors in."""
    monkeypatch.setattr("summarizer.checks.verify.settle", lambda claim, ground, log, others: claim)
    monkeypatch.setattr("summarizer.checks.verify.check_claim", lambda claim, ground: ())
    bold = [claim.model_copy(update={"endorsement": "asserted"}) for claim in TRUTHFUL.claims]
    brief = verify(TRUTHFUL.model_copy(update={"claims": bold}), ANALYSIS, run_id="run", provenance=PROVENANCE)
    assert {"reserve.conditional", "reserve.disclaimer"} <= {found.rule for found in audit(brief, ANALYSIS)}

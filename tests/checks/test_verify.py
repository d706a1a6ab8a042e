"""Verification turns any draft into a brief that is never firmer than the article, and says what it changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from summarizer.checks.rules import RULES
from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis
from summarizer.domain.brief import Brief, Claim
from summarizer.domain.draft import (
    Draft,
    DraftActor,
    DraftClaim,
    DraftCue,
    DraftNumber,
    DraftSourceLink,
    DraftSummarySentence,
)
from tests.checks.builders import (
    ANALYSIS,
    CLOSING,
    COST,
    FALL,
    IF,
    LOST_JOBS,
    NEGATED,
    PROVENANCE,
    TRUTHFUL,
    WORKS,
    claim,
    cue,
    draft,
    link,
    quote,
    span,
)

UNREAD = replace(ANALYSIS, readings=())
DISPUTED = replace(
    ANALYSIS,
    readings=(
        replace(ANALYSIS.readings[0], endorsement="disputed", disputed_by=(link("Alain Brisset", "person"),)),
        *ANALYSIS.readings[1:],
    ),
)


def brief_of(proposed: Draft, analysis: Analysis = ANALYSIS) -> Brief:
    """Return the verified brief of a draft."""
    return verify(proposed, analysis, run_id="run", provenance=PROVENANCE)


def rules_of(brief: Brief) -> set[str]:
    """Return the rules that a brief's findings name."""
    return {found.rule for found in brief.findings}


def change(base: DraftClaim, **fields: Any) -> DraftClaim:
    """Return a claim with fields changed."""
    return base.model_copy(update=fields)


def only(brief: Brief) -> Claim:
    """Return the one claim of a brief."""
    (found,) = brief.claims
    return found


@dataclass(frozen=True)
class Case:
    """A draft that makes a rule speak, one that does not, and how many claims the first one keeps."""

    rule: str
    spoken: Draft
    silent: Draft = TRUTHFUL
    kept: int = 1
    analysis: Analysis = ANALYSIS


INVENTED = change(CLOSING, sources=[DraftSourceLink(source="s9", role="origin")])
BAD_QUOTE = change(FALL, evidence=[quote("Le trafic a chuté de 30 % en un an", 7)])
PLAIN_COST = change(COST, cues=[], endorsement="attributed")
LONG = [DraftSummarySentence(claims=["k4"], text=f"Le trafic a baissé de 30 %, {x}.") for x in "abcdef"]
TWO = [DraftSummarySentence(claims=["k4"], text="Le trafic a baissé."), TRUTHFUL.summary[0]]

CASES = (
    Case("evidence.missing", draft(BAD_QUOTE), draft(FALL), kept=0),
    Case("evidence.dropped", draft(change(FALL, evidence=[*FALL.evidence, *BAD_QUOTE.evidence])), draft(FALL)),
    Case("evidence.noise", draft(claim("k1", "Les 40 ans du port en images")), draft(FALL), kept=0),
    Case("evidence.moved", draft(change(FALL, evidence=[quote("Le trafic a baissé", 2)])), draft(FALL)),
    Case(
        "evidence.widened",
        draft(change(LOST_JOBS, evidence=[quote("1 200 emplois")])),
        draft(change(LOST_JOBS, evidence=[quote("perdu plus de 1 200 emplois")])),
    ),
    Case("cue.missing", draft(change(COST, cues=[*COST.cues, cue("epistemic", "peut-être")])), draft(COST)),
    Case("source.invented", draft(INVENTED), draft(CLOSING)),
    Case(
        "source.unknown",
        draft(change(CLOSING, sources=[DraftSourceLink(source="s77", role="origin")])),
        draft(CLOSING),
    ),
    Case("source.fallback", draft(INVENTED), draft(CLOSING)),
    Case("source.unresolved", draft(INVENTED), draft(INVENTED), kept=0, analysis=UNREAD),
    Case("source.chain", draft(change(CLOSING, source_type="author")), draft(CLOSING)),
    Case("disputed.nobody", draft(change(COST, endorsement="disputed")), draft(COST)),
    Case("settled.endorsement", draft(PLAIN_COST), draft(COST)),
    Case(
        "settled.certainty",
        draft(change(WORKS, certainty="certain")),
        draft(change(WORKS, certainty="unknown")),
    ),
    Case(
        "settled.source",
        draft(change(CLOSING, source_type="author", sources=[])),
        draft(change(CLOSING, source_type="unspecified", sources=[])),
    ),
    Case("settled.status", draft(change(WORKS, event_status="realized")), draft(WORKS)),
    Case(
        "settled.holder",
        draft(change(LOST_JOBS, sources=[DraftSourceLink(source="s1", role="origin")])),
        draft(LOST_JOBS),
    ),
    Case("settled.polarity", draft(claim("k1", "Brisset a-t-il négocié avec le groupe Oriel ?")), draft(FALL)),
    Case("settled.tense", draft(change(CLOSING, tense="past")), draft(CLOSING)),
    Case(
        "settled.clause",
        draft(change(PLAIN_COST, evidence=[quote("12 millions d’euros")])),
        draft(change(COST, evidence=[quote("12 millions d’euros")])),
        analysis=UNREAD,
    ),
    Case(
        "clause.dropped",
        draft(change(NEGATED, evidence=[quote("confirmé ce bilan")], polarity="positive", text="Bilan confirmé.")),
        draft(change(NEGATED, evidence=[quote("confirmé ce bilan")])),
        kept=0,
    ),
    Case("reserve.unfounded", draft(change(FALL, endorsement="withheld")), draft(COST), kept=0),
    Case("certainty.unfounded", draft(change(FALL, certainty="possible")), draft(WORKS)),
    Case(
        "hardening.text",
        draft(change(COST, text="La fermeture coûtera 12 millions d’euros.")),
        draft(change(COST, text="La fermeture coûterait 12 millions d’euros.")),
    ),
    Case(
        "hardening.sentence",
        draft(COST, summary=[DraftSummarySentence(claims=["k2"], text="La fermeture coûtera 12 millions.")]),
        draft(COST, summary=[DraftSummarySentence(claims=["k2"], text="La fermeture coûterait 12 millions.")]),
    ),
    Case(
        "hardening.title",
        draft(COST, headline="La fermeture coûtera 12 millions"),
        draft(COST, headline="La fermeture coûterait 12 millions"),
    ),
    Case("summary.unknown", draft(FALL, summary=[DraftSummarySentence(claims=["k4", "k8"], text="Le trafic baisse.")])),
    Case("summary.dropped", draft(FALL, summary=[DraftSummarySentence(claims=["k8"], text="Le trafic baisse.")])),
    Case("summary.filled", draft(FALL, CLOSING), draft(FALL, COST, summary=TWO), kept=2),
    Case("summary.cut", draft(FALL, summary=LONG), draft(FALL, summary=LONG[:5])),
    Case("draft.key", draft(FALL, FALL)),
    Case(
        "actor.invented",
        draft(FALL, actors=[DraftActor(name="Léa Morand", kind="person", role=None, aliases=[])]),
        draft(
            FALL, actors=[DraftActor(name="Le Syndicat Cap-Ouest"[3:].lower()[:8], kind="group", role=None, aliases=[])]
        ),
    ),
    Case("actor.unnamed", draft(FALL, actors=[DraftActor(name="Brisset", kind="person", role=None, aliases=["Le"])])),
    Case("actor.role", draft(FALL, actors=[DraftActor(name="Brisset", kind="person", role="sénateur", aliases=[])])),
    Case(
        "number.missing",
        draft(FALL, numbers=[DraftNumber(sentence=3, quote="13 millions", measures="")]),
        draft(FALL, numbers=[DraftNumber(sentence=3, quote="12 millions", measures="")]),
    ),
    Case("number.unread", draft(FALL, numbers=[DraftNumber(sentence=2, quote="lundi", measures="")])),
    Case(
        "number.measures",
        draft(FALL, numbers=[DraftNumber(sentence=3, quote="12 millions", measures="coût du chantier")]),
        draft(FALL, numbers=[DraftNumber(sentence=3, quote="12 millions", measures="la décision")]),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_verification_records_what_it_changes(case: Case) -> None:
    """A draft that a rule changes gets a finding of it, with the severity of the table, and keeps what it may."""
    brief = brief_of(case.spoken, case.analysis)
    found = [entry for entry in brief.findings if entry.rule == case.rule]
    assert found
    assert {entry.severity for entry in found} == {RULES[case.rule].severity}
    assert len(brief.claims) == case.kept


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_verification_is_silent_where_nothing_changes(case: Case) -> None:
    """A draft that keeps the rule gets no finding of it."""
    assert case.rule not in rules_of(brief_of(case.silent))


def test_every_verify_rule_has_a_case() -> None:
    """No rule of verification is without a draft that makes it speak; the safety net has its own test."""
    covered = {case.rule for case in CASES} | {"claim.left_out"}
    assert covered == {name for name, rule in RULES.items() if rule.by == "verify"}


def test_what_cannot_be_settled_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where settling forgets something, the audit of each claim still keeps it out of the brief."""
    monkeypatch.setattr("summarizer.checks.verify.settle", lambda grounded, ground, log, others: grounded)
    brief = brief_of(draft(PLAIN_COST, FALL))
    assert [entry.rule for entry in brief.findings if entry.claim is None][:1] == ["claim.left_out"]
    assert [entry.evidence[0] for entry in brief.claims] == [span("Le trafic a baissé de 30 % en un an")]


def test_a_firmer_claim_is_settled_to_the_reading_with_its_cues() -> None:
    """The reportive conditional withholds, so the claim does too, and shows why."""
    settled = only(brief_of(draft(PLAIN_COST)))
    assert (settled.endorsement, settled.hedging.level, settled.source_type) == ("withheld", 3, "anonymous")
    assert ("conditional_reportive", "coûterait") in {(entry.type, entry.text) for entry in settled.cues}


def test_a_more_reserved_claim_stays_as_reserved() -> None:
    """No step makes a claim firmer than the draft had it."""
    settled = only(brief_of(draft(change(FALL, certainty="unknown", source_type="unspecified"))))
    assert (settled.certainty, settled.source_type, settled.hedging.level) == ("unknown", "unspecified", 2)


def test_a_disputed_reading_brings_its_opponent() -> None:
    """The claim says who disputes it, as the reading does."""
    settled = only(brief_of(draft(CLOSING), DISPUTED))
    assert settled.hedging.level == 4
    assert [source.name for source in settled.disputed_by] == ["Alain Brisset"]


def test_an_invented_source_falls_back_to_the_article() -> None:
    """The article's own reading names the source instead."""
    assert [source.name for source in only(brief_of(draft(INVENTED))).sources] == ["Le ministère des Transports"]


def test_the_origin_comes_first_in_a_chain() -> None:
    """Whatever the order of the draft, relays follow the origin."""
    links = [DraftSourceLink(source="s3", role="relay"), DraftSourceLink(source="s1", role="origin")]
    chain = only(brief_of(draft(change(CLOSING, sources=links)))).sources
    assert [source.role for source in chain] == ["origin", "relay"]


def test_a_hardened_text_becomes_its_evidence_in_a_frame() -> None:
    """What is quoted is the article's, whose it is stands before it."""
    brief = brief_of(draft(change(COST, text="La fermeture coûtera 12 millions d’euros.")))
    assert only(brief).text == "Selon une source portuaire : « La décision coûterait 12 millions d’euros »"
    assert brief.headline == only(brief).text


def test_summary_and_headline_hedging_follow_their_claims() -> None:
    """A sentence stands as high as its most reserved claim."""
    brief = brief_of(TRUTHFUL)
    levels = {entry.id: entry.hedging.level for entry in brief.claims}
    assert [s.hedging.level for s in brief.summary] == [max(levels[key] for key in s.claims) for s in brief.summary]


def test_claims_come_in_order_of_appearance() -> None:
    """Ids count from c1 along the article, whatever the order of the draft."""
    brief = brief_of(draft(FALL, COST, IF, CLOSING))
    assert [entry.id for entry in brief.claims] == ["c1", "c2", "c3", "c4"]
    assert [entry.evidence[0].start for entry in brief.claims] == sorted(c.evidence[0].start for c in brief.claims)


def test_actors_are_one_over_all_their_names() -> None:
    """Names merge, every mention counts once, and a shorter name inside a longer one is not counted again."""
    actors = [
        DraftActor(name="Brisset", kind="person", role=None, aliases=["le maire"]),
        DraftActor(name="Alain Brisset", kind="person", role=None, aliases=["Brisset"]),
        DraftActor(name="Varenne", kind="place", role=None, aliases=[]),
        DraftActor(name="port de Varenne", kind="organisation", role=None, aliases=[]),
    ]
    found = {actor.name: [s.text for s in actor.mentions] for actor in brief_of(draft(FALL, actors=actors)).actors}
    assert found["Brisset"] == ["Alain Brisset", "le maire", "Brisset"]
    assert found["Varenne"] == ["Varenne"]
    assert found["port de Varenne"] == ["port de Varenne"]
    assert len(found) == 3


def test_numbers_are_the_text_layers_and_know_their_claims() -> None:
    """Value, bound and unit are computed; a number belongs to the claims whose evidence holds it."""
    numbers = {number.text: number for number in brief_of(TRUTHFUL).numbers}
    jobs = numbers["1 200 emplois"]
    assert (jobs.low, jobs.high, jobs.comparator, jobs.unit) == (1200, None, "more_than", "emplois")
    assert jobs.claims == ("c3",)
    assert numbers["12 millions d’euros"].measures == "La décision"


def test_findings_name_the_claims_of_the_brief() -> None:
    """A finding about a claim that stands names its new id; one about a claim left out names the draft's key."""
    brief = brief_of(draft(BAD_QUOTE.model_copy(update={"key": "z1"}), change(PLAIN_COST, key="z2")))
    assert {entry.claim for entry in brief.findings if entry.rule == "settled.endorsement"} == {"c1"}
    missing = next(entry for entry in brief.findings if entry.rule == "evidence.missing")
    assert missing.claim is None
    assert "z1" in missing.message


def test_an_empty_draft_gives_an_empty_brief() -> None:
    """Nothing is made up: the headline is the article's title."""
    empty = Draft(actors=[], numbers=[], sources=[], claims=[], summary=[], headline="")
    brief = brief_of(empty)
    assert (brief.claims, brief.summary, brief.actors, brief.numbers) == ((), (), (), ())
    assert brief.headline == ANALYSIS.sentences[0].span.text
    assert brief.coverage.sentences.cited == 0 < brief.coverage.sentences.found


def test_a_carry_over_without_words_points_to_its_attribution() -> None:
    """A carry-over cue names where it comes from."""
    carried = replace(ANALYSIS, readings=tuple(replace(r, carried_from=3) for r in ANALYSIS.readings))
    empty = DraftCue(sentence=7, quote="", type="carry_over")
    settled = only(brief_of(draft(change(FALL, cues=[empty])), carried))
    assert [entry.text for entry in settled.cues if entry.type == "carry_over"] == ["selon une source portuaire"]


def test_an_attributed_claim_without_readings_keeps_its_source() -> None:
    """Where the text layer says nothing, the draft's verified source stands."""
    assert [source.name for source in only(brief_of(draft(CLOSING), UNREAD)).sources] == ["Le ministère des Transports"]


def test_verification_is_the_same_for_ever() -> None:
    """The same draft gives the same brief, to the byte."""
    assert brief_of(TRUTHFUL).model_dump_json() == brief_of(TRUTHFUL).model_dump_json()
    assert Brief.model_validate_json(brief_of(TRUTHFUL).model_dump_json()) == brief_of(TRUTHFUL)

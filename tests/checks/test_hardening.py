"""What a headline is about, and what stands behind it."""

from __future__ import annotations

from summarizer.checks.hardening import behind_headline
from summarizer.checks.verify import verify
from tests.checks.builders import ANALYSIS, COST, FALL, PROVENANCE, TRUTHFUL, draft, quote

CLAIMS = verify(TRUTHFUL, ANALYSIS, run_id="run", provenance=PROVENANCE).claims


def _behind(headline: str) -> list[str]:
    return [claim.id for claim in behind_headline(headline, CLAIMS)]


def test_a_headline_is_about_the_claims_it_repeats() -> None:
    """The whole text of a claim, its beginning with an ellipsis, its longer words; without any, all claims."""
    assert _behind(CLAIMS[4].text) == ["c5"]
    assert _behind("La région perdrait…") == ["c6"]
    assert _behind("Varenne : des quais fermés au nord") == ["c1"]
    assert _behind("Rien de tel") == [claim.id for claim in CLAIMS]


def test_the_whole_text_of_one_claim_is_not_the_beginning_of_another() -> None:
    """A short claim that another one begins with answers for itself alone."""
    short = CLAIMS[4].model_copy(update={"text": "La"})
    assert behind_headline("La", (*CLAIMS, short)) == (short,)


def test_a_replaced_headline_keeps_the_reserve_when_it_is_cut() -> None:
    """A long text whose reserve stands at its end is not cut before it."""
    long = (
        "La décision sur la fermeture des quais nord de Varenne, annoncée lundi par le ministère des Transports, "
        "coûterait cher."
    )
    both = [*COST.evidence, quote("Le ministère des Transports a annoncé lundi la fermeture des quais nord de Varenne")]
    claims = [COST.model_copy(update={"text": long, "evidence": both}), FALL]
    brief = verify(draft(*claims, headline="« Faux »"), ANALYSIS, run_id="run", provenance=PROVENANCE)
    assert brief.headline == long
    early = "La décision coûterait cher, et " + "encore " * 20 + "plus."
    claims = [COST.model_copy(update={"text": early}), FALL]
    brief = verify(draft(*claims, headline="« Faux »"), ANALYSIS, run_id="run", provenance=PROVENANCE)
    assert brief.headline.startswith("La décision coûterait cher")
    assert brief.headline.endswith("…")
    assert len(brief.headline) <= 110

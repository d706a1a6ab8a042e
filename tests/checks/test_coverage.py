"""What the article has and the brief lacks, and where the article's own figures do not agree."""

from __future__ import annotations

import pytest

from summarizer.checks.audit import audit
from summarizer.checks.verify import verify
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse
from tests.checks.builders import PROVENANCE

BODY = (
    "Le port de Varenne perd des emplois\n\n"
    "Selon le syndicat Cap-Ouest, 340 postes seraient menacés d'ici à la fin de l'année. "
    "« Personne ne partira contre son gré », a répondu Alain Brisset, le directeur du port. "
    "La préfecture a ouvert une cellule de reclassement vendredi."
)


def briefed(text: str) -> Brief:
    """Return the offline brief of a text."""
    analysis = analyse(Article.of(text))
    return verify(propose(analysis), analysis, run_id="", provenance=PROVENANCE)


def rules(brief: Brief, text: str) -> set[str]:
    """Return the rules that the audit of a brief of the text tells."""
    return {found.rule for found in audit(brief, analyse(Article.of(text)))}


def test_a_whole_brief_lacks_nothing() -> None:
    """The offline brief carries every number, holder and conditional of the body."""
    assert not {rule for rule in rules(briefed(BODY), BODY) if rule.startswith(("coverage", "figures"))}


@pytest.mark.parametrize(
    ("kept", "lacking"),
    [
        ("Personne ne partira", {"coverage.number", "coverage.holder", "coverage.conditional"}),
        ("340 postes", {"coverage.holder"}),
    ],
)
def test_what_no_claim_carries_is_told(kept: str, lacking: set[str]) -> None:
    """With the claim left out that carries it, and once."""
    brief = briefed(BODY)
    claims = tuple(claim for claim in brief.claims if kept in claim.evidence[0].text)
    partial = brief.model_copy(update={"claims": claims, "summary": (), "headline": ""})
    told = [found for found in audit(partial, analyse(Article.of(BODY))) if found.rule.startswith("coverage")]
    assert {found.rule for found in told} == lacking
    assert all(found.severity == "info" and found.span is not None for found in told)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Le site emploie 280 salariés, soit 50 de plus que les 210 de l'an dernier.", True),
        ("Le site emploie 280 salariés, soit 50 de plus que les 230 de l'an dernier.", False),
        ("Le site emploie 200 salariés, 20 % de moins que les 250 de l'an dernier.", False),
        ("Le site emploie 200 salariés, 40 % de moins que les 250 de l'an dernier.", True),
        ("Le site emploie 280 salariés et 50 de plus viendront en mai, a dit le maire.", False),
    ],
)
def test_sums_of_the_article(sentence: str, told: bool) -> None:
    """Three numbers of one sentence that say how they belong together are added up; others are left alone."""
    text = f"L'usine de Varenne embauche\n\n{sentence} La direction n'a pas fait de commentaire."
    assert ("figures.sum" in rules(briefed(text), text)) is told


@pytest.mark.parametrize(("dead", "told"), [("Trois", True), ("Deux", False)])
def test_a_heading_that_the_body_contradicts(dead: str, told: bool) -> None:
    """The same thing counted otherwise, and the heading's number nowhere in the body."""
    text = (
        "Varenne : deux morts dans un incendie\n\n"
        f"{dead} morts sont à déplorer après l'incendie d'un hangar du port, selon la préfecture. "
        "Le feu a été éteint dans la matinée."
    )
    assert ("figures.heading" in rules(briefed(text), text)) is told

"""A claim cut off from its subject is told with it; a name alone is no claim; a que belongs to one verb."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.article import Article
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse

LEAD = "Le projet est connu depuis mars.\n\n"


def texts(sentence: str) -> list[str]:
    """Return the texts of the claims of a sentence behind a lead."""
    return [claim.text for claim in propose(analyse(Article.of(LEAD + sentence))).claims][1:]


@dataclass(frozen=True)
class Cut:
    """A sentence of two statements, and the text of the second."""

    sentence: str
    text: str


CUTS = (
    Cut(
        "L'état-major soutient que ses hommes n'ont pas tiré et rejette sur les rebelles la responsabilité du carnage.",
        "L'état-major rejette sur les rebelles la responsabilité du carnage.",
    ),
    Cut(
        "M. Rochemire ne nie pas l'envoi du message, mais invoque une erreur de destinataire.",
        "M. Rochemire invoque une erreur de destinataire.",
    ),
    Cut(
        "La Fédération des docks se montre prudente, mais n'exclut pas de rejoindre le mouvement.",
        "La Fédération des docks n'exclut pas de rejoindre le mouvement.",
    ),
)


@pytest.mark.parametrize("cut", CUTS, ids=lambda cut: cut.text[:30])
def test_a_statement_cut_off_is_told_with_its_subject(cut: Cut) -> None:
    """Nobody should have to look for who rejects, invokes or excludes."""
    assert cut.text in texts(cut.sentence)


def test_somebody_alone_is_no_claim() -> None:
    """A name between commas states nothing."""
    found = texts(
        "Il ne renoncera pas, jure l'un de ses lieutenants, le sénateur Paul Vauzelle, qui dirige sa campagne."
    )
    assert not any(text.rstrip(".").endswith("Vauzelle") and len(text.split()) < 5 for text in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "Il a posé ses lunettes, remonté sa montre, et attendu que la présidente ait fini de lire.",
        "Elle a glissé son dossier sous la table et vérifié que personne ne la regardait.",
    ],
)
def test_a_que_of_another_verb_is_no_report_of_the_first(sentence: str) -> None:
    """«A posé» and «a glissé» are verbs of saying only where the que is theirs."""
    analysis = analyse(Article.of(LEAD + sentence))
    assert not {"poser", "glisser"} & {attribution.cue.entry for attribution in analysis.attributions}

"""Headlines: the article's title, reserved by the claim behind it and by no other."""

from __future__ import annotations

import pytest

from summarizer.domain.article import Article, ArticleMeta
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse
from summarizer.text.markers import shows_reserve


def headline_of(text: str, title: str | None = None) -> str:
    """Return the headline of a text, with a title that the input gave or none."""
    return propose(analyse(Article.of(text, ArticleMeta(language="fr", title=title)))).headline


UNRELATED = (
    "Séisme au Pérou : la France envoie une équipe\n\n"
    "La France envoie lundi une équipe de secouristes au Pérou après le séisme de samedi.\n\n"
    "Selon le procureur de Morville, un entrepreneur aurait détourné les fonds d'une collecte précédente.\n"
)

RELATED = (
    "Le maire de Morville a détourné des fonds\n\n"
    "Selon le procureur, le maire de Morville aurait détourné des fonds pendant six ans.\n\n"
    "La ville compte 12 000 habitants.\n"
)

NOMINAL = "Morville et ses ponts\n\nUn hélicoptère se serait posé mardi sur un toit, selon un témoin.\n\nIl pleuvait.\n"


def test_a_title_takes_no_source_from_a_claim_about_something_else() -> None:
    """A source that speaks of other things does not stand in the headline."""
    assert headline_of(UNRELATED) == "Séisme au Pérou : la France envoie une équipe"
    assert headline_of(NOMINAL) == "Morville et ses ponts"


def test_a_firm_title_over_an_unconfirmed_claim_takes_its_source() -> None:
    """The claim behind the title is in the conditional: its source follows the title."""
    assert headline_of(RELATED) == "Le maire de Morville a détourné des fonds, selon le procureur"


@pytest.mark.parametrize(
    "lead",
    [
        "Un hélicoptère se serait posé mardi sur un toit de Morville.",
        (
            "Un hélicoptère de la sécurité civile, parti dans la nuit de la base de Valmont avec quatre secouristes, "
            "deux médecins et un chien, se serait posé mardi sur le toit de la bibliothèque de Morville."
        ),
    ],
)
def test_without_a_title_an_unconfirmed_claim_keeps_its_reserve(lead: str) -> None:
    """Cut short or not, the first claim's text shows that nobody has confirmed it."""
    assert shows_reserve(headline_of(f"{lead}\n\nIl pleuvait sur la ville depuis deux jours.\n"))

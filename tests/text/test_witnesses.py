"""Whose words go on behind a quotation: an official's do, a witness's do not."""

from __future__ import annotations

import pytest

from summarizer.domain.analysis import Reading
from tests.text.analysed import behind_lead

WITNESSES = (
    "« On nous a tout caché depuis l'été », raconte Sylvie, technicienne. Le site de Brissac fermerait fin 2026.",
    "« On nous a tout caché », explique Sylvie Marchand, technicienne. Le site de Brissac fermerait fin 2026.",
    "« Je ne dors plus », confie Ahmed Belkacem, ouvrier depuis vingt ans. La direction aurait vendu les machines.",
    "« On a eu peur », témoigne une voisine. L'incendie aurait fait trois blessés.",
    "« Ils sont venus la nuit », se souvient Karim, riverain. Ils auraient forcé la porte.",
    "« On a tout perdu », s'emporte Karim Saïdi, 34 ans. Le propriétaire aurait touché une prime.",
    "« Je suis écœurée », lâche Yvette, caissière. « On nous a menti. » Le magasin fermerait en juin.",
    "« J'ai entendu un bruit sourd », raconte le père de la victime. Le conducteur aurait pris la fuite.",
)
OFFICIALS = (
    ("« Nous étudions tout », a déclaré le procureur, Paul Auvrard. Le suspect aurait agi seul.", "Auvrard"),
    ("« L'enquête avance », indique la préfecture. Deux hommes auraient été interpellés.", "préfecture"),
    ("« J'ai vu les flammes », raconte le maire, Paul Auvrard. Le feu serait parti d'un garage.", "Auvrard"),
    ("« C'est un scandale », s'agace Marc Ollar, chef de service. L'équipe aurait caché les chiffres.", "Ollar"),
    ("« On nous ment », raconte Sylvie Rol, ouvrière et déléguée du personnel. L'usine fermerait en mai.", "Rol"),
    ("Selon Sylvie, la direction a menti. Le site de Brissac fermerait fin 2026.", "Sylvie"),
    ("Une voisine affirme que la porte était ouverte. Deux hommes seraient entrés.", "voisine"),
    (
        "Selon la police, deux hommes auraient forcé la porte. « J'ai eu peur », raconte une voisine. "
        "Ils auraient emporté un tableau.",
        "police",
    ),
    (
        "Le préfet, Luc Amand, est venu. « C'est un drame », soupire Luc Amand. Trois maisons auraient brûlé.",
        "Amand",
    ),
)


def _last(text: str) -> Reading:
    return behind_lead(text).readings[-1]


@pytest.mark.parametrize("text", WITNESSES)
def test_news_behind_a_witness(text: str) -> None:
    """A reportive conditional behind a witness's quotation is held back, and nobody's."""
    reading = _last(text)
    assert (reading.source_type, reading.endorsement, reading.chain) == ("unspecified", "withheld", ())


@pytest.mark.parametrize(("text", "name"), OFFICIALS)
def test_words_that_go_on(text: str, name: str) -> None:
    """Behind an official's quotation, «selon X» or «X affirme que» it goes on with that source."""
    reading = _last(text)
    assert reading.endorsement == "withheld"
    assert [name in link.holder.name for link in reading.chain] == [True]


@pytest.mark.parametrize("last", ("depuis l'été", "l'hiver passé", "ce qui a été", "comme il était"))
def test_verbs_behind_the_end_of_a_quotation(last: str) -> None:
    """A participle of «être» that ends a quotation is no auxiliary of the verb of saying behind it."""
    reading = _last(f"« On nous a tout caché {last} », raconte Sylvie.")
    assert [link.holder.name for link in reading.chain] == ["Sylvie"]

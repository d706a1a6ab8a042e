"""Participles set off by commas: a fact of its own, in its own tense, and never firmer than who says it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.analysis import Reading
from summarizer.domain.terms import Polarity, Tense
from summarizer.engines.rules.engine import propose
from tests.text.analysed import LEAD, analysed, level_of, origin_of


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the words of its participle, whom it is about, its level, origin, tense and polarity."""

    text: str
    words: str
    about: str | None
    level: int = 0
    origin: str = ""
    tense: Tense = "past"
    polarity: Polarity = "positive"


FACTS = (
    Case(
        "L'ambassadeur du Belvar, convoqué mardi soir, n'a rien dit.", "convoqué mardi soir", "L'ambassadeur du Belvar"
    ),
    Case("Le pont, fermé en 2019 par la mairie, rouvrirait.", "fermé en 2019 par la mairie", "Le pont"),
    Case("La halle, vendue 3 millions d'euros, serait rasée.", "vendue 3 millions d'euros", "La halle"),
    Case("Le rapport, jamais publié, accuserait le maire.", "jamais publié", "Le rapport", polarity="negative"),
    Case("Une note de 1978, retrouvée par Luc Amand, accuse.", "retrouvée par Luc Amand", "Une note de 1978"),
    Case("Touché à la cuisse, le joueur serait absent dix jours.", "Touché à la cuisse", "le joueur"),
    Case("Condamné en 2023 à trois ans, M. Castel espère une relaxe.", "Condamné en 2023 à trois ans", "M. Castel"),
    Case(
        "Les ventes vers le Belvar, tombées de 310 à 22 millions d'euros, seraient nulles.",
        "tombées de 310 à 22 millions d'euros",
        "Les ventes vers le Belvar",
    ),
    Case(
        "Le fonds, doté de 1,4 milliard d'euros, serait dissous.",
        "doté de 1,4 milliard d'euros",
        "Le fonds",
        tense="present",
    ),
    Case("L'arrêt, long de 112 pages, serait cassé.", "long de 112 pages", "L'arrêt", tense="present"),
    Case("L'école, fermée depuis mardi, rouvrirait.", "fermée depuis mardi", "L'école", tense="present"),
    Case("Le site, financé à 70 % par l'État, fermerait.", "financé à 70 % par l'État", "Le site", tense="present"),
    Case(
        "Le joueur, sous contrat jusqu'en 2031, signerait.", "sous contrat jusqu'en 2031", "Le joueur", tense="present"
    ),
    Case("L'offre, attendue depuis l'automne, tarderait.", "attendue depuis l'automne", "L'offre", tense="present"),
    Case("La note, datée du 3 mai, accuserait le maire.", "datée du 3 mai", "La note", tense="present"),
)
REPORTED = (
    Case("Le préfet assure que le pont, fermé en mai, tiendra.", "fermé en mai", "le pont", 1, "Le préfet"),
    Case("« Le pont, fermé en mai, tiendra », dit le préfet.", "fermé en mai", None, 1, "le préfet"),
    Case("Selon Ada Vorne, le pont, fermé en mai, tiendra.", "fermé en mai", "le pont", 1, "Ada Vorne"),
)
NO_FACTS = (
    "Le suspect, accusé d'avoir volé deux vélos en mai, aurait quitté la ville.",
    "Le suspect, soupçonné de vol depuis mardi, aurait quitté la ville.",
    "Le maire, attendu mardi à Brenn, aurait renoncé.",
    "Le Parti civique, parti de gauche fondé en 1905, voterait contre.",
    "Luc Ferrand, député depuis 2012, nierait tout.",
    "Luc Ferrand, âgé de 34 ans, nierait tout.",
    "Interrogé mardi, le maire aurait tout nié.",
    "Le projet, longtemps contesté par l'opposition en 2019, aurait abouti.",
    "Pressé par la défense, l'expert aurait tout avoué.",
    "La firme, connue pour ses ponts, serait en vente.",
    "Le maire, surtout mardi, aurait parlé.",
)
TEXTS = (
    ("La maire, Anne Lorieux, élue en 2020, part.", "Anne Lorieux a été élue en 2020."),
    ("Les ponts, fermés en 2019, rouvriraient.", "Les ponts ont été fermés en 2019."),
    ("Le rapport, jamais publié, accuserait le maire.", "Le rapport n'a jamais été publié."),
    ("La ministre, arrivée à 9 heures, serait restée une heure.", "La ministre est arrivée à 9 heures."),
    ("L'école, fermée depuis mardi, rouvrirait.", "L'école est fermée depuis mardi."),
    ("Touché à la cuisse, le joueur serait absent.", "Le joueur a été touché à la cuisse."),
)


def _nested(text: str) -> list[Reading]:
    return [reading for reading in analysed(LEAD + text).readings if reading.nested]


@pytest.mark.parametrize("case", (*FACTS, *REPORTED), ids=lambda case: case.text)
def test_a_participle_is_read_apart(case: Case) -> None:
    """What a participle tells has a tense and a holder of its own, whatever its sentence holds back."""
    (one,) = _nested(case.text)
    assert one.statement.text == case.words
    assert (one.about.text if one.about else None, one.tense, one.polarity) == (case.about, case.tense, case.polarity)
    assert (level_of(one), origin_of(one), one.event_status) == (case.level, case.origin, "realized")


@pytest.mark.parametrize("text", NO_FACTS)
def test_no_fact_of_its_own(text: str) -> None:
    """Suspicion, plans, what somebody is, and what only leads to the verb stay with the sentence."""
    assert _nested(text) == []


@pytest.mark.parametrize(("text", "claim"), TEXTS)
def test_a_participle_is_told_as_a_sentence(text: str, claim: str) -> None:
    """The claim of a participle takes the verb that it lacks."""
    assert claim in [one.text for one in propose(analysed(LEAD + text)).claims]

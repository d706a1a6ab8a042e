"""Subjects set off from their verb by an aside, and incises that only look like one."""

from __future__ import annotations

import pytest

from tests.text.analysed import behind_lead

SUBJECTS = (
    ("Des élus, sous couvert d'anonymat, évoquent une possible démission du premier adjoint.", "Des élus"),
    ("Des proches du maire, sous le sceau du secret, évoquent une brouille avec le préfet.", "Des proches du maire"),
    ("Des habitants, interrogés par nos soins, demandent une visite du recteur.", "Des habitants"),
    ("Le maire, à l'issue de la réunion, évoque un départ du directeur.", "Le maire"),
    ("Plusieurs salariés, interrogés par nos soins, dénoncent une réunion du patron.", "Plusieurs salariés"),
    ("La présidente, en marge du conseil, annonce une aide du ministre.", "La présidente"),
    ("Deux conseillères, à la sortie du vote, dénoncent une manœuvre du maire.", "Deux conseillères"),
    ("Les avocats, devant la presse, ont dénoncé une erreur du juge.", "Les avocats"),
    ("La ministre, lors d'une visite à Brissac, a promis une réponse du gouvernement.", "La ministre"),
    ("Un responsable, qui a requis l'anonymat, évoque une erreur du pilote.", "Un responsable"),
)
INCISES = (
    ("Trois blessés, dont un grave, à l'hôpital de Brissac, indique la préfecture.", "la préfecture"),
    ("Deux ouvriers, à l'hôpital depuis lundi, annonce la préfecture.", "la préfecture"),
    ("Le train est parti, sous la pluie, affirme le maire.", "le maire"),
    ("Des coups de feu, dans la nuit, ont réveillé le quartier, raconte le maire.", "le maire"),
    ("Une centaine de pompiers, sous la pluie, précise le préfet, sont à pied d'œuvre.", "le préfet"),
)


@pytest.mark.parametrize(("sentence", "source"), (*SUBJECTS, *INCISES))
def test_sources_around_asides(sentence: str, source: str) -> None:
    """The subject before an aside speaks, not the object behind the verb; an incise keeps its inverted subject."""
    assert [link.holder.name for link in behind_lead(sentence).readings[-1].chain] == [source]

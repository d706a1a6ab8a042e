"""Who a source is: papers with small words in their title, people who asked for no name, towns that are first names."""

from __future__ import annotations

import pytest

from tests.text.analysed import analysed, behind_lead

NAMED = (
    ("La somme atteindrait 3 millions d'euros, croit savoir Le Journal du soir.", "Le Journal du soir"),
    ("Le Courrier du matin écrit que le directeur a démissionné.", "Le Courrier du matin"),
    ("L'Écho des plaines avance le chiffre de 200 postes supprimés.", "L'Écho des plaines"),
    ("Le maire a démissionné, rapporte Les Nouvelles du matin.", "Les Nouvelles du matin"),
    ("Selon Le Courrier du matin, le directeur a démissionné.", "Le Courrier du matin"),
    ("Le Monde de demain indique que la vanne est neuve.", "Le Monde de demain"),
    ("La maire affirme du matin au soir que la vanne est neuve.", "La maire"),
    ("« Tout est perdu », raconte Sylvie, technicienne.", "Sylvie"),
    ("Selon Sylvie, technicienne à l'usine, tout est perdu.", "Sylvie"),
    ("Vallonges, dont le précédent maire a démissionné, dément toute fraude.", "Vallonges"),
    ("Le maire, qui a demandé l'avis du juge, affirme que tout part.", "Le maire"),
    ("Paul Auvrard, qui a requis l'acquittement, affirme que tout part.", "Paul Auvrard"),
)
NAMELESS = (
    ("Deux salariés, qui ont requis l'anonymat, affirment que les machines partent.", "Deux salariés"),
    ("Le chef d'atelier, qui a requis l'anonymat, affirme que les machines partent.", "Le chef d'atelier"),
    ("La directrice, qui souhaite garder l'anonymat, affirme que tout part.", "La directrice"),
    ("« Tout part », assure un cadre ayant requis l'anonymat.", "un cadre"),
    ("Sous couvert d'anonymat, le chef d'atelier affirme que tout part.", "le chef d'atelier"),
    ("Un élu requérant l'anonymat affirme que tout part.", "Un élu"),
    ("La directrice, sous couvert d'anonymat, évoque une erreur du maire.", "La directrice"),
)
TOWNS = (
    "Les ouvriers du site de Nancy ont débrayé lundi. Nancy perdrait 200 emplois.",
    "Le maire de Nancy a parlé lundi soir devant le conseil. Nancy compte dix écoles.",
    "L'hôpital de Nancy a fermé lundi soir. Nancy n'a plus de service de nuit.",
    "Le bus va à Nancy depuis lundi soir. Nancy compte dix écoles.",
)
PEOPLE = (
    "La sœur de Nancy a parlé lundi soir. Nancy pleure encore.",
    "L'usine de Nancy Delorme a fermé lundi soir. Nancy pleure encore.",
)


@pytest.mark.parametrize(("sentence", "source"), NAMED)
def test_named_sources(sentence: str, source: str) -> None:
    """A source is the whole name, and one alone."""
    reading = behind_lead(sentence).readings[1]
    assert ([link.holder.name for link in reading.chain], reading.source_type) == ([source], "named")


@pytest.mark.parametrize(("sentence", "source"), NAMELESS)
def test_people_who_asked_for_no_name(sentence: str, source: str) -> None:
    """Who asked not to be named is anonymous, whatever the article before the noun."""
    reading = behind_lead(sentence).readings[1]
    assert ([link.holder.name for link in reading.chain], reading.source_type) == ([source], "anonymous")


@pytest.mark.parametrize("text", TOWNS)
def test_towns_that_are_first_names(text: str) -> None:
    """A name behind what a town has is the town's everywhere in the article."""
    assert "person" not in {name.kind for name in analysed(text).names if name.text == "Nancy"}


@pytest.mark.parametrize("text", PEOPLE)
def test_people_who_are_called_like_towns(text: str) -> None:
    """A first name stays somebody's where nothing shows a town."""
    assert [name.kind for name in analysed(text).names if name.text == "Nancy"][-1:] == ["person"]

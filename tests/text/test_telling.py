"""What a text says otherwise than its passage, and what it may say otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.text.repeating import substitutions, without_frame
from summarizer.text.telling import differences, replaces_a_date, unsaid


@dataclass(frozen=True)
class Pair:
    """A text over a passage, and the kinds of difference that are found."""

    text: str
    passage: str
    kinds: tuple[str, ...] = ()
    announced: frozenset[str] = frozenset()


PAIRS = (
    Pair("Les ouvriers ont bloqué le quai.", "Les ouvriers auraient bloqué le quai.", ("mood",)),
    Pair("Selon la mairie, les ouvriers bloquent le quai.", "Les ouvriers bloqueraient le quai.", ("mood",)),
    Pair("Les ouvriers bloqueraient le quai.", "Les ouvriers bloqueraient le quai."),
    Pair("Le port est fermé.", "Le port serait fermé.", ("mood",)),
    Pair("Les équipes sont prêtes.", "Les équipes seraient prêtes.", ("mood",)),
    Pair("Le groupe fermera le site.", "Il a annoncé qu’il fermerait le site.", (), frozenset({"fermerait"})),
    Pair("Le groupe a fermé le site.", "Il a annoncé qu’il fermerait le site.", ("mood",), frozenset({"fermerait"})),
    Pair("La banque va fermer douze agences.", "La banque pourrait fermer douze agences.", ("status",)),
    Pair("La banque pourrait fermer douze agences.", "La banque pourrait fermer douze agences."),
    Pair("La banque fermera douze agences.", "La banque prévoit de fermer douze agences."),
    Pair("Il a volé la caisse.", "Il est accusé d’avoir volé la caisse.", ("status",)),
    Pair("Le pont a rouvert.", "Le pont rouvrira lundi.", ("status",)),
    Pair("Le pont rouvrira.", "Le pont a rouvert lundi.", ("tense",)),
    Pair("Le ministère a confirmé ce bilan.", "Le ministère n’a pas confirmé ce bilan.", ("negation",)),
    Pair("Le ministère n’a pas confirmé ce bilan.", "Le ministère a confirmé ce bilan.", ("negation",)),
    Pair("Le litige est neuf.", "Le litige n’est pas neuf.", ("negation",)),
    Pair("Le pont est entré en service.", "Le pont entrera en service.", ("status",)),
    Pair("Il ferme peu avant 10 h.", "Avant l’aube, il fermait peu après 10 heures.", ("contrary",)),
    Pair("Le pont a cédé après la crue.", "Avant la fête et après la crue, le pont a cédé."),
    Pair("Le vote est fixé à la mi-août.", "Le vote est fixé à la mi-mai.", ("date",)),
    Pair("Il dit avoir douté.", "Il dit n’avoir jamais douté.", ("negation",)),
    Pair("Le site ne produit que du verre.", "Le site produit du verre seulement."),
    Pair("Les pompiers signalent des victimes.", "Les pompiers ne signalent aucune victime.", ("negation", "negation")),
    Pair("1 200 emplois sont menacés.", "Plus de 1 200 emplois sont menacés.", ("bound",)),
    Pair("Au moins 1200 emplois sont menacés.", "Plus de 1 200 emplois sont menacés."),
    Pair("Moins de 1 200 emplois sont menacés.", "Plus de 1 200 emplois sont menacés.", ("bound",)),
    Pair("1 300 emplois sont menacés.", "1 200 emplois sont menacés.", ("number",)),
    Pair("Le chantier coûte 12 millions de dollars.", "Le chantier coûte 12 millions d’euros.", ("unit",)),
    Pair("Le chantier coûte 12 M€.", "Le chantier coûte douze millions d’euros."),
    Pair("Le bilan est de 15 000 morts, selon les estimations.", "Entre 11 000 et 15 000 morts.", ("bound",)),
    Pair("Les pertes sont estimées à 400 euros.", "Les pertes sont de quelque 400 euros."),
    Pair("Le prix dépasse 400 euros.", "Le prix est de plus de 400 euros."),
    Pair("Quatre ans, dont la moitié avec sursis.", "Quatre ans, dont deux avec sursis."),
    Pair("Un tiers des quais ferme.", "Quatre quais sur neuf ferment.", ("number",)),
    Pair("Un deuxième essai commence.", "Un second essai commence."),
    Pair("Le conseil va avoir lieu mardi.", "Le conseil devrait avoir lieu mardi.", ("status",)),
    Pair("Le budget va être adopté.", "Le budget pourrait être adopté.", ("status",)),
    Pair("Le conseil aura lieu mardi.", "Le conseil doit avoir lieu mardi."),
    Pair("Il parle d’un siège plutôt que d’une visite.", "Ce n’est pas une visite, c’est un siège."),
    Pair("Aucun registre n’était tenu.", "Personne n’y tenait de registre."),
    Pair("Le procès s’ouvre le 13 mai.", "Le procès s’ouvre le 12 mai.", ("date", "date")),
    Pair("Le procès s’ouvre jeudi.", "Le procès s’ouvre mardi.", ("date",)),
    Pair("Le trafic est en baisse.", "Le trafic est en hausse.", ("contrary",)),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.text} | {pair.passage}")
def test_differences(pair: Pair) -> None:
    """Mood, tense, negation, figures, dates and contraries are found; rewordings within the truth are none."""
    found = differences(pair.text, [pair.passage], pair.announced)
    assert sorted(one.kind for one in found) == sorted(pair.kinds)


@pytest.mark.parametrize(
    ("said", "text", "passage", "replaced"),
    [
        ("lundi", "Il part lundi.", "Il part mardi.", True),
        ("lundi", "Il part mardi, pas lundi.", "Il part mardi.", False),
        ("lundi", "D’ici lundi, il part.", "D’ici là, il part.", False),
        ("lundi", "Il part lundi.", "Il part en mai.", False),
        ("juin", "Il part en juin.", "Il part en mai.", True),
    ],
)
def test_a_day_stands_in_the_place_of_another(said: str, text: str, passage: str, replaced: bool) -> None:
    """Only where the text leaves out a day or month of the passage, of the same kind."""
    assert replaces_a_date(said, text, [passage]) == replaced


def test_several_differences_come_in_one_order() -> None:
    """Not in that of a set, which is another in each process."""
    passage = "Le site ne produit pas, ne vend pas, ne livre pas, ne loue pas, ne répare pas et ne forme pas."
    found = [one.said for one in differences("Le site produit, vend, livre, loue, répare et forme.", [passage])]
    assert len(found) > 3
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("Le maire de Vaurelle conteste ce bilan.", "Le préfet de Vaurelle conteste ce bilan.", []),
        ("Le maire conteste vivement ce bilan provisoire.", "Le maire conteste ce bilan provisoire.", []),
        ("Le maire conteste ce bilan.", "Le maire contesterait ce bilan.", [("conteste", "contesterait")]),
        (
            "Un accord est proche, dit-elle lundi soir.",
            "Un accord est probablement proche, dit-elle lundi soir.",
            [("", "probablement")],
        ),
        ("La fermeture du site surprend les élus.", "Le préfet se tait depuis hier.", []),
    ],
)
def test_substitutions(text: str, passage: str, expected: list[tuple[str, str]]) -> None:
    """A text that repeats a sentence and puts other words in the place of some is told; a free one is left alone."""
    assert list(substitutions(text, [passage], frozenset(), frozenset())) == expected


def test_a_body_stands_in_the_place_of_another() -> None:
    """However long its name is: a short text that is otherwise the whole sentence names somebody else."""
    text, passage = "La chambre régionale des comptes doit l’accepter.", "Le sous-préfet doit l’accepter."
    bodies = frozenset({"chambre", "regionale", "comptes"})
    assert substitutions(text, [passage], frozenset(), frozenset(), bodies)
    assert not substitutions(passage, [passage], frozenset(), frozenset(), bodies)


def test_what_no_passage_says() -> None:
    """Words of attribution count on neither side."""
    novel, run, size = unsaid(
        "Selon la mairie, un accord secret prévoit des commissions.", ["La mairie se tait."], frozenset()
    )
    assert (novel, run, size) == (("accord", "secret", "prévoit", "commissions"), 4, 5)


@pytest.mark.parametrize(
    ("text", "bare", "holders"),
    [
        ("Selon le maire, le port ferme.", "le port ferme.", ("le maire",)),
        ("« Le port ferme », selon le maire.", "« Le port ferme »", ("le maire",)),
        ("Selon le maire : « le port ferme »", "« le port ferme »", ("le maire",)),
        ("Il [le maire] ferme le port.", "Il ferme le port.", ()),
    ],
)
def test_frames_come_off(text: str, bare: str, holders: tuple[str, ...]) -> None:
    """With whom they name."""
    assert without_frame(text) == (bare, holders)

"""Nested statements: relatives set off by commas, whose holder, tense and reserve are not those of their sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.analysis import Reading
from summarizer.domain.terms import Endorsement, Polarity, Tense
from tests.text.analysed import analysed, level_of, origin_of


@dataclass(frozen=True, slots=True)
class Nested:
    """A text, the words of a nested statement, and what is read of it; ``around`` is the level of what is around it."""

    text: str
    words: str
    level: int
    origin: str | None = None
    around: int | None = None
    endorsement: Endorsement | None = None
    tense: Tense | None = None
    polarity: Polarity | None = None


def _nested(text: str) -> tuple[list[Reading], list[Reading]]:
    readings = analysed(text).readings
    return [one for one in readings if one.nested], [one for one in readings if not one.nested]


OWN = (
    Nested("Le club, qui s'était incliné en mai, aurait vendu son gardien.", "qui s'était incliné en mai", 0, around=3),
    Nested(
        "Le joueur aurait signé à Lorvil, où il avait débuté en 2014.",
        "où il avait débuté en 2014",
        0,
        around=3,
        tense="past",
    ),
    Nested("La serre, dont le toit a cédé hier, rouvrira en mai.", "dont le toit a cédé hier", 0, tense="past"),
    Nested(
        "Pour le biologiste Luc Amand, qui n'a pas participé à l'étude, la méthode est bonne.",
        "qui n'a pas participé à l'étude",
        0,
        around=1,
        polarity="negative",
        tense="past",
    ),
    Nested(
        "La Cour des jeux, qui perçoit 3 % des mises, n'a pas été consultée.",
        "qui perçoit 3 % des mises",
        0,
        polarity="positive",
    ),
    Nested(
        "Selon Ada Vorne, le pont, propriété d'Hydral, qui n'a pas répondu à nos questions, penche.",
        "qui n'a pas répondu à nos questions",
        0,
        around=1,
    ),
)
OTHERS = (
    Nested("Selon Ada Vorne, la digue, qui a cédé en mai, tiendra.", "qui a cédé en mai", 1, "Ada Vorne"),
    Nested("Le maire a assuré que la halle, qui a fermé en mai, rouvrira.", "qui a fermé en mai", 1, "Le maire"),
    Nested("La halle, qui a fermé en mai, rouvrira bientôt, promet le maire.", "qui a fermé en mai", 1, "le maire"),
    Nested("« La halle, qui a fermé en mai, rouvrira bientôt », promet le maire.", "qui a fermé en mai", 1, "le maire"),
    Nested(
        "Son adjoint, qui nie toute entente illégale, reste en poste.",
        "qui nie toute entente illégale",
        1,
        "Son adjoint",
    ),
)
RESERVED = (
    Nested(
        "Le collectif accuse la mairie, qui aurait caché le rapport, de mentir.",
        "qui aurait caché le rapport",
        3,
        "Le collectif",
    ),
    Nested(
        "Selon le parquet, l'homme, qui nie tous les faits, aurait agi seul.", "qui nie tous les faits", 1, "l'homme"
    ),
    Nested(
        "L'élue, qui aurait touché 3 000 euros, a démissionné mardi.",
        "qui aurait touché 3 000 euros",
        3,
        endorsement="withheld",
    ),
)


@pytest.mark.parametrize("case", (*OWN, *OTHERS, *RESERVED), ids=lambda case: case.text)
def test_a_relative_between_commas_is_read_apart(case: Nested) -> None:
    """It has its own holder, tense and reserve; the statement around it is as reserved as without it."""
    nested, around = _nested(case.text)
    assert [one.statement.text for one in nested] == [case.words]
    assert (level_of(nested[0]), origin_of(nested[0])) == (case.level, case.origin or origin_of(nested[0]))
    assert case.origin is not None or not nested[0].chain
    assert case.around is None or [level_of(one) for one in around] == [case.around]
    for name in ("endorsement", "tense", "polarity"):
        assert getattr(case, name) in (None, getattr(nested[0], name))


@pytest.mark.parametrize(
    "text",
    [
        "Le club qui a perdu en mai vendrait son gardien.",
        "Trois élus, dont deux adjoints, ont voté contre.",
        "Le maire a dit qui paierait, et quand.",
        "Le soir venu, qui sait ce que fera la préfecture.",
        "Le rapport, qui affirme que la digue penche, sera publié.",
    ],
)
def test_what_is_no_relative_of_its_own_is_not_read_apart(text: str) -> None:
    """Restrictive relatives, parts without a verb, questions; and words that are given to nobody."""
    nested, _ = _nested(text)
    assert all(one.chain for one in nested)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Le club, qui a perdu en mai, vend.", "Le club"),
        ("Le gérant vit à Lorvil, où il a ouvert un bar en 2014.", "Lorvil"),
        ("Aux yeux d'Ada Vorne, qui a dirigé le port en 2011, la digue tient.", "Ada Vorne"),
        ("Ada Vorne, qui dirige le port, est partie.", None),
        ("Un voisin, qui préfère taire son nom, est parti.", None),
        ("La cuve, vide depuis deux mois, qui fuyait en mai, a été vendue.", None),
    ],
)
def test_whom_a_relative_is_about(text: str, about: str | None) -> None:
    """The phrase before it; nobody where it only says who somebody is, or where the phrase is no antecedent."""
    nested, _ = _nested(text)
    assert [one.about.text if one.about else None for one in nested] == [about]

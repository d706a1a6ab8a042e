"""Negations counted: what a text denies more often, or less, than what it rewords."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.text.denying import negates_less, negates_more, negates_otherwise


@dataclass(frozen=True)
class Denied:
    """A text over a passage: whether it negates more, and less."""

    text: str
    passage: str
    more: bool = False
    less: bool = False


DENIED = (
    Denied("Le nombre de blessés n’est pas compris entre 15 et 20.", "Il y a de 15 à 20 blessés.", more=True),
    Denied("Le nombre de blessés est compris entre 15 et 20.", "Il y a de 15 à 20 blessés."),
    Denied("Le ministre ne veut pas désigner de coupable.", "Le ministre refuse de nommer un responsable."),
    Denied("Les gérants n’excluent pas une suspension.", "La cotation pourrait être suspendue."),
    Denied("Les vannes n’ont pas été ouvertes.", "Les vannes sont restées fermées."),
    Denied("Il a été prévenu, selon elle.", "Nul ne l’a averti, dit-elle.", less=True),
    Denied("Les chercheurs ont examiné cette hypothèse.", "L’équipe n’a pas testé cette piste.", less=True),
    Denied("Le champ est absent des cartes.", "Personne n’avait cartographié ce champ."),
    Denied("Une marque plus bruyante.", "Celle-ci n’étant que plus bruyante."),
)


@pytest.mark.parametrize("case", DENIED, ids=lambda case: case.text)
def test_negations_are_counted(case: Denied) -> None:
    """A negation counts in any words, also in a word that denies of itself."""
    assert bool(negates_more(case.text, [case.passage])) == case.more
    assert bool(negates_less(case.text, [case.passage])) == case.less


OTHERWISE = (
    ("Le projet n’est pas timide.", "«Le projet est timide, rien ne presse», dit-elle.", True),
    ("Je lisais.", "Je ne lisais pas, je respirais.", True),
    ("Ce n’est pas la règle.", "Non, c’est la règle.", True),
    ("C’est la règle.", "Non, c’est la règle.", False),
    ("Je ne lisais pas.", "Je ne lisais pas, je respirais.", False),
    ("Le maire n’a pas lu.", "La mairie a tout lu, personne ne le nie.", False),
    ("La salle est plus grande.", "La salle est grande.", False),
    ("Oui.", "Non.", False),
)


@pytest.mark.parametrize(("text", "passage", "turned"), OTHERWISE)
def test_one_negation_more_or_less_in_a_repeated_stretch(text: str, passage: str, turned: bool) -> None:
    """Where all other words are those of the sentence, a negation is one too many, or lost, whatever else denies."""
    assert bool(negates_otherwise(text, [passage])) == turned

"""Keys that compare: forms of one word share them, figures count by their value, frames count for nothing."""

from __future__ import annotations

import pytest

from summarizer.text.likeness import keys_of, name_key, name_keys, names_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("le port fermera", "le port ferme"),
        ("elle recruterait", "elle a recruté"),
        ("des étudiants étrangers", "une étudiante étrangère"),
        ("1.900 euros", "mille neuf cents euros"),
        ("près de 40.000 jeunes", "40 000 jeunes"),
        ("Selon la mairie, le port ferme", "Le port ferme, a indiqué lundi la mairie."),
        ("d’après le SLV", "le SLV"),
    ],
)
def test_what_is_about_the_same_has_the_same_keys(one: str, other: str) -> None:
    """Inflection, spelling of figures and the frame make no difference."""
    assert keys_of(one) == keys_of(other)


def test_figures_years_and_acronyms_are_keys() -> None:
    """A value counts whatever its bound; a year is none of the quantities but counts too."""
    assert keys_of("En 2021, moins de 300 postes de la SNB") >= {"2021", "#300", "snb"}


def test_what_says_nothing_has_no_keys() -> None:
    """Function words and verbs of saying alone are about nothing."""
    assert keys_of("Il l'a déclaré aussi, mais sans elle.") == frozenset()


def test_names_are_joined_and_openers_are_none() -> None:
    """A capital that opens a sentence or a quotation is no name, nor is an office."""
    text = "Radan Velm a vu Ilse Darvenko. Hier, l'État et M. Obst « Contestent » Tessar-Inform."
    assert names_of(text) == ("Velm", "Ilse Darvenko", "Obst", "Tessar Inform")


def test_a_name_has_the_key_of_its_demonym() -> None:
    """«Tessarie» is in an article that only has «tessarien»."""
    assert name_key("Tessarie") in name_keys("les autorités tessariennes")
    assert name_key("Obst") not in name_keys("les autorités tessariennes")

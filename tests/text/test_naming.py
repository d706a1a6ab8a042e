"""Holders given by what they are, under the name that the article gives them; left alone where more than one fits."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.text.analysed import LEAD, analysed, origin_of, reading_of


@dataclass(frozen=True, slots=True)
class Named:
    """Sentences behind the lead, words of the last statement and the end of its holder's name."""

    text: str
    words: str
    holder: str


OFFICES = (
    Named(
        "La ministre du Logement, Solène Arnal, a dévoilé sa loi. Les maires grognent. La ministre du Logement assure "
        "que les aides resteront.",
        "resteront",
        "Solène Arnal",
    ),
    Named("Solène Arnal défend sa loi. La ministre du Logement assure que rien ne change.", "change", "Solène Arnal"),
    Named(
        "Solène Arnal, sénatrice, attaque la loi. La ministre du Logement assure que rien ne change.",
        "change",
        "La ministre du Logement",
    ),
    Named("Le commissaire Dalmas doute. Le policier évoque deux complices.", "complices", "Dalmas"),
    Named(
        "Le porte-parole de l'état-major, Ivo Stan, s'est tu. L'état-major affirme que la route est libre.",
        "libre",
        "L'état-major",
    ),
)
TRADES = (
    Named("Marc Alban a porté plainte. Le plaignant affirme que la porte était ouverte.", "ouverte", "Marc Alban"),
    Named(
        "Yann Postel a été jugé lundi. Son avocate, Claire Diop, plaide la relaxe. Un ancien adjoint a pleuré. Le "
        "prévenu affirme avoir remboursé.",
        "remboursé",
        "Yann Postel",
    ),
    Named("Serge Gimel a fermé boutique. Le maraîcher affirme que la taxe l'étrangle.", "étrangle", "Serge Gimel"),
    Named("Marc Alban a été frappé. L'agresseur affirme avoir été insulté.", "insulté", "L'agresseur"),
    Named("Léo Marchal est mort jeudi. Le policier évoque deux complices.", "complices", "Le policier"),
    Named(
        "Luc Brun, accusé d'avoir tué Paul Vidal, dort en prison. L'accusé affirme être innocent.",
        "innocent",
        "L'accusé",
    ),
)
BODIES = (
    Named("L'association Rives vivantes recourt. L'ONG soutient que le décret est nul.", "nul", "Rives vivantes"),
    Named("Le laboratoire Verane publie. L'entreprise affirme que le vaccin agit.", "agit", "Verane"),
    Named(
        "Le laboratoire Verane publie. La société Oltis attend. L'entreprise affirme que le vaccin agit.",
        "agit",
        "L'entreprise",
    ),
    Named(
        "L'Union nationale des rouliers (UNR) proteste. L'UNR estime que le gazole ruine.",
        "ruine",
        "Union nationale des rouliers",
    ),
)


@pytest.mark.parametrize("case", [*OFFICES, *TRADES, *BODIES], ids=lambda case: case.text)
def test_holders_have_their_names(case: Named) -> None:
    """A description gives way to the one name that it means, and stays where there is none or another."""
    reading = reading_of(analysed(f"{LEAD}\n\n{case.text}"), case.words)
    assert origin_of(reading).endswith(case.holder)

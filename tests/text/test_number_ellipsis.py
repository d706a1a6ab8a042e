"""Numbers whose noun stands elsewhere: the unit comes from their phrase, their sentence or the one before."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.text.analysed import analysed

LEAD = "Le pont rouvre après des années\n\n"


@dataclass(frozen=True, slots=True)
class Shared:
    """A text, a number in it without a noun of its own, and its unit; empty where nothing tells it."""

    text: str
    number: str
    unit: str


CASES = (
    Shared("L'armée tient sept bases, dont quatre au nord.", "quatre", "bases"),
    Shared("Le port compte 800 jeunes depuis deux ans, dont 300 à quai.", "300", "jeunes"),
    Shared("Il gagne 1 900 euros par mois, soit 600 de plus que l'an passé.", "600", "EUR"),
    Shared("La décision touche 412 salariés, soit 40 de plus que prévu.", "40", "salariés"),
    Shared("Le juge a requis quatre ans de prison, dont deux avec sursis.", "deux", "year"),
    Shared("Sur les 46 occupants, 41 ont été relogés.", "41", "occupants"),
    Shared("Le trajet durait 41 minutes, il en prend 52 ce soir.", "52", "min"),
    Shared("L'usine livre 280 flacons par jour. Elle en livrait 350 en mars.", "350", "flacons"),
    Shared("Le coût est de 47 millions d'euros. La dette passera sous les 400 millions.", "400 millions", "EUR"),
    Shared("Combien de salariés ont débrayé ? Ils étaient 540 à la mi-journée.", "540", "salariés"),
    Shared("Des agriculteurs ont défilé. Ils étaient 2 000 selon la police.", "2 000", "agriculteurs"),
    Shared("Le nombre de disparus est plus élevé, entre 180 et 220.", "180 et 220", "disparus"),
    Shared("Quant aux blessés, les chiffres varient : de 11 à 13 lundi.", "11 à 13", "blessés"),
    Shared("Le fleuve a perdu un tiers du débit.", "un tiers", "débit"),
    Shared("Le lac a perdu un tiers de sa surface.", "un tiers", "surface"),
    Shared("Un patient sur trois est touché.", "Un patient sur trois", "patient"),
    Shared("Trois des 44 mineurs ont fui.", "Trois", "mineurs"),
    Shared("On a vu 44 mineurs ; deux d'entre eux ont fui.", "deux", "mineurs"),
    Shared("Un tiers de ses vingt ministres a démissionné.", "Un tiers", "ministres"),
    Shared("Un quart seulement des cadres a voté.", "Un quart", "cadres"),
    Shared("Quatre jeunes ingénieurs sur onze partent.", "Quatre jeunes ingénieurs sur onze", "ingénieurs"),
    Shared("Les loyers ont bondi d'un quart.", "un quart", "loyers"),
    Shared("L'étude montre une baisse d'un tiers.", "un tiers", ""),
    Shared("Parmi les lycéens, un sur cinq fume.", "un sur cinq", "lycéens"),
    Shared("Soit 62 % des Français, et un sur dix hésite.", "un sur dix", "Français"),
    Shared("On compte 17 camions, dont 9 brûlés.", "9", "camions"),
    Shared("On compte 17 camions. Quatre autres roulent.", "Quatre", "camions"),
    Shared("On compte 40 élus, dont 3 députés.", "3", "députés"),
    Shared("Mon décompte tombe de 19 à 17.", "17", "décompte"),
    Shared("Le trafic a été multiplié par trois.", "trois", "trafic"),
    Shared("La ville estime à 12 400 le nombre d'habitants.", "12 400", "habitants"),
    Shared("Il paiera 2 millions de dommages. Il en a payé 3 millions d'euros.", "2 millions", "EUR"),
    Shared("La région compte 3 millions d'habitants. Ils étaient 2 millions.", "2 millions", "habitants"),
    Shared("Deux coups de feu ont claqué.", "Deux", "coups de feu"),
    Shared("On déplace 200 civils, dont 30 enfants ; 45 sont portés disparus.", "45", "civils"),
    Shared("Le bilan passe de 12 à 15 morts.", "12", "morts"),
    Shared("On compte trois blessés, dont deux graves.", "deux", "blessés"),
    Shared("La moitié des quelque 900 habitants a fui.", "La moitié", "habitants"),
    Shared("Quatre suspects ont été arrêtés. Deux ont été relâchés.", "Deux", "suspects"),
    Shared("Un élève sur cinq est absent, contre un sur dix hier.", "un sur dix", "élève"),
    Shared("On vend 12 millions d'exemplaires, dont 3 millions ici.", "3 millions", "exemplaires"),
    Shared("Le lac a perdu 4 mètres en un an, 12 depuis 2010.", "12", "m"),
    Shared("Le taux est de 3,5 %, contre 2,9 en mars.", "2,9", "%"),
    Shared("Des enfants de 6, 8 et 11 ans.", "6", "year"),
    Shared("Trois lourds camions sont passés.", "Trois", "camions"),
    Shared("On a vu 15 « gilets jaunes ».", "15", "gilets"),
    Shared("Il y en aurait 12, dit-il.", "12", ""),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_shared_unit(case: Shared) -> None:
    """A number without a noun has the unit that a reader gives it."""
    numbers = analysed(LEAD + case.text).numbers
    assert [number.unit for number in numbers if number.span.text == case.number] == [case.unit], numbers

"""Words given by a relative («pour qui», «selon lequel») and by what takes up a source or paper before it."""

from __future__ import annotations

import pytest

from tests.text.test_readings import Read, _check

PAPER = "L'agence de l'eau a publié un rapport de 60 pages. "
RELATIVES = (
    Read(
        "L'hydrologue Paul Sartier, pour qui le barrage aggrave tout, part.", "barrage", 1, "L'hydrologue Paul Sartier"
    ),
    Read("Le club dément par Ada Vorne, aux yeux de qui l'offre est bidon.", "bidon", 1, "Ada Vorne"),
    Read(
        "On a relu une note de la préfecture, d'après laquelle le pont penche.",
        "penche",
        1,
        "une note de la préfecture",
    ),
    Read("Un cadre, selon lequel des ordres ont été donnés, a parlé.", "ordres", 2, "Un cadre"),
    Read("L'idée selon laquelle le pont penche a la vie dure.", "penche", 2, type="unspecified"),
    Read("Une voisine pour qui il jardinait est venue.", "jardinait", 0, type="author"),
)
TAKEN_UP = (
    Read(f"{PAPER}Le débit, y lit-on, recule.", "débit", 2, "un rapport de 60 pages"),
    Read(
        "De source judiciaire, trois hommes sont entendus. Un sac a été saisi, selon la même source.",
        "sac",
        2,
        "source judiciaire",
    ),
    Read("De source syndicale, on assure que la grève tient.", "grève", 2, "source syndicale"),
    Read("Dans l'entourage de M. Perrin, on assure que le texte passera.", "texte", 2, "l'entourage de M. Perrin"),
    Read(
        "L'exploitant, la laiterie Maronne, assure que tout est propre.",
        "propre",
        1,
        "L'exploitant, la laiterie Maronne",
    ),
    Read("Le préfet précise quand même que la date peut changer.", "date", 2, "Le préfet"),
    Read("Son commandement affirme avoir pris la ville.", "ville", 1, "Son commandement"),
    Read("Le maire n'exclut pas une fermeture.", "fermeture", 2, "Le maire"),
    Read("Un passant parle, lui, de trois tirs.", "tirs", 2, "Un passant"),
    Read("Son de cloche inverse à la mairie : le port créera 40 postes.", "postes", 1, "la mairie"),
    Read("Pour les usagers, le trajet coûtera 40 centimes de plus.", "trajet", 0, type="author"),
    Read("Chaque dossier est traité selon son ordre d'arrivée.", "dossier", 0, type="author"),
    Read("L'hydrologue Paul Sartier repart. La loi est mauvaise, plaide l'éleveur.", "loi", 1, "l'éleveur"),
)


@pytest.mark.parametrize("case", [*RELATIVES, *TAKEN_UP], ids=lambda case: case.text)
def test_who_says_it(case: Read) -> None:
    """Each sentence has the holder, the level and the type that the case names."""
    _check(case, case.text)

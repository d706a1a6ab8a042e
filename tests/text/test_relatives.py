"""Words given by relatives («pour qui»), by what takes up a source before it, by who acts before he speaks."""

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
MAYOR = "La maire Ilse Vanne a reçu les voisins. "
ACTS = (
    Read("Son homologue faisait grise mine. « On a manqué de tout », a-t-il dit.", "manqué", 1, "Son homologue"),
    Read("La ministre a reçu les soignants. « Les lits suivront », a-t-elle assuré.", "lits", 1, "La ministre"),
    Read("L'élu a écrit au préfet. Ce dernier promet une réponse.", "réponse", 1, "préfet"),
    Read("Ses avocats parlent d'une fable. Le compte est faux, assurent-ils.", "compte", 1, "Ses avocats"),
    Read("Des avis divergent. Pour l'un d'eux, le barrage est fragile.", "barrage", 2, "l'un d'eux"),
    Read("La loi coûtera cher, a mis en garde, lundi, la Cour des comptes.", "loi", 1, "la Cour des comptes"),
    Read("Le pont est mort, confie, amer, un ancien adjoint.", "pont", 2, "un ancien adjoint"),
    Read("La digue a cédé, a-t-on appris de source préfectorale.", "digue", 2, "source préfectorale"),
    Read("« Rien n'est sûr », dit-on à la mairie, où l'on évoque un report.", "report", 1, "la mairie"),
    Read("Sans elles, plaide le maire, une école sur deux aurait fermé.", "école", 2, "le maire"),
    Read("« Sept ans que chacun accuse l'autre », soupire Ada Vorne.", "accuse", 1, "Ada Vorne"),
    Read("Le pont a vieilli, comme le rapporte Le Fanal.", "pont", 1, "Le Fanal"),
    Read("Dans sa décision, que l'AFP a pu consulter, le juge relève des « trous ».", "trous", 1, "le juge"),
    Read("Le syndicat a quitté la salle, estimant avoir été trahi.", "salle", 0, type="author"),
    Read("Le syndicat a quitté la salle, estimant avoir été trahi.", "trahi", 2, "Le syndicat"),
    Read("Le tribunal a reconnu l'usine coupable de faux.", "usine", 0, type="author"),
    Read(
        "L'ordre des médecins tranche. Selon l'ordre des médecins, la règle tient.", "règle", 1, "l'ordre des médecins"
    ),
    Read("Solvane recense deux morts. Le syndicat, de son côté, en compte 22.", "22", 1, "Le syndicat"),
    Read("Les opérateurs dénoncent une loi « brutale ».", "brutale", 1, "Les opérateurs"),
    Read("Pedro Lima, entraîneur, est venu. Le technicien espère un report.", "report", 2, "Pedro Lima"),
    Read(f"{MAYOR}Cette année, elle en est sûre, le clocher tiendra.", "clocher", 2, "Ilse Vanne"),
)


@pytest.mark.parametrize("case", [*RELATIVES, *TAKEN_UP, *ACTS], ids=lambda case: case.text)
def test_who_says_it(case: Read) -> None:
    """Each sentence has the holder, the level and the type that the case names."""
    _check(case, case.text)

"""How firmly words let a statement stand: epistemic turns, disclaimers, hearsay, and what is no hedge."""

from __future__ import annotations

import pytest

from tests.text.analysed import LEAD, analysed, level_of, reading_of

HEDGED = (
    "Selon toute vraisemblance, le chauffeur s'est endormi.",
    "Tout laisse supposer que le feu a pris dans la cave.",
    "Tout donne à penser que l'homme a agi seul.",
    "Le feu paraît être parti de la cave.",
    "L'avenir du site paraît compromis.",
    "Les négociations paraissent au point mort.",
    "Il y a de fortes chances que le match soit reporté.",
    "Il y a fort à parier que le club recrutera cet hiver.",
    "Gageons que le public sera au rendez-vous.",
    "La piste criminelle n'est pas écartée.",
    "La piste accidentelle est privilégiée.",
    "Rien n'indique que le pilote ait commis une faute.",
    "Aucun élément ne permet, à ce stade, d'affirmer que le pilote a commis une faute.",
    "Il est difficile de dire si le pilote a commis une faute.",
    "Les causes du sinistre restent inconnues.",
    "À en juger par les images, le pont a cédé d'un seul coup.",
    "Le feu est a priori accidentel.",
    "Il est à craindre que d'autres fermetures suivent.",
    "La grève a l'air partie pour durer.",
    "Le déboisement a pu jouer un rôle.",
    "Sauf surprise, le texte sera adopté.",
    "Le texte a de bonnes chances d'être adopté.",
    "Le texte risque fort d'être rejeté.",
    "Sans cette digue, le quartier serait sous l'eau.",
    "Si le barrage cédait, la ville serait inondée. Trois quartiers seraient sous l'eau.",
    "Le boulanger va vendre, à ce qu'il paraît.",
    "Il se murmure que le boulanger va vendre.",
    "Il est question d'un chèque de 40 millions d'euros.",
    "Le nom de Karine Vaubert circule pour le poste.",
    "L'ancien ministre est pressenti pour le poste.",
    "On assure dans l'entourage du patron que la vente est conclue.",
)
WITHHELD = (
    ("À les en croire, 40 postes sont menacés.", "40"),
    ("La milice affirme avoir tué 340 soldats, sans en apporter la preuve.", "340"),
    ("La milice affirme avoir tué 340 soldats, un bilan que l'armée n'a pas confirmé.", "340"),
    ("Trois villages ont été repris, assure l'armée, sans que cette information puisse être vérifiée.", "Trois"),
    ("La milice affirme avoir tué 340 soldats. Ces chiffres n'engagent que leurs auteurs.", "340"),
    ("La milice affirme avoir tué 340 soldats. Un bilan impossible à recouper.", "340"),
    ("Selon la milice, 340 soldats sont morts. Ce bilan est à prendre avec des pincettes.", "340"),
    ("Trois villages ont été repris, assure l'armée. Il n'a pas été possible de vérifier ces déclarations.", "Trois"),
    ("Trois villages ont été repris, assure l'armée. Des allégations que Corvel n'a pas pu authentifier.", "Trois"),
    ("Trois villages ont été repris, assure l'armée. Rien ne vient étayer ces affirmations.", "Trois"),
    ("D'après une vidéo que Corvel n'a pas pu authentifier, un pont a été détruit.", "détruit"),
    ("Sur des images qui n'ont pas pu être vérifiées, on voit un pont détruit.", "on voit"),
    ("Le chiffre de 340 victimes, avancé par la milice, n'a pas pu être vérifié.", "340"),
    ("Des images non authentifiées montrent un char en feu.", "char"),
    ("Une vidéo, dont l'authenticité n'a pas pu être établie, montre trois hommes à terre.", "montre"),
)
FIRM = (
    "L'incendie est sans aucun doute parti d'une remise.",
    "Les électeurs peuvent voter jusqu'à 20 heures.",
    "Les abonnés peuvent se faire rembourser en ligne.",
    "Cette salle peut accueillir 300 spectateurs.",
    "Le livre paraît jeudi chez un petit éditeur.",
    "L'élève a été exclu du lycée.",
    "Trois noms circulent avec insistance.",
)


CLAIMED = "L'Ostanie affirme avoir pris le port"
PLAN = "Le groupe préparerait 400 départs, selon un syndicat."
TREASURER = (
    "L'ancien trésorier comparaissait jeudi. Il conteste les faits. L'élu aurait viré 80 000 euros sur son compte."
)
DISPUTED = (
    (f"{CLAIMED}, ce que Kovrine conteste.", "pris", "Kovrine"),
    (f"{CLAIMED}, ce que dément Kovrine.", "pris", "Kovrine"),
    (f"{CLAIMED}, mais Kovrine nie.", "pris", "Kovrine"),
    (f"{CLAIMED} ; Kovrine assure le contraire.", "pris", "Kovrine"),
    (f"{CLAIMED}, malgré les démentis de Kovrine.", "pris", "Kovrine"),
    (f"{CLAIMED}. Une affirmation démentie par Kovrine.", "pris", "Kovrine"),
    ("Accusée par des députés d'avoir armé les mutins, la Nébrie crie à la calomnie.", "armé", "la Nébrie"),
    (
        "Les centristes réclameraient deux sièges, ce que leur chef, Paul Gestin, dément.",
        "sièges",
        "leur chef, Paul Gestin",
    ),
    ("L'ancien trésorier est accusé d'avoir détourné 80 000 euros. L'homme clame son innocence.", "80", "L'homme"),
    (
        "Le maire a touché 30 000 euros, accuse l'opposition. « C'est une pure invention », répond le maire.",
        "30",
        "le maire",
    ),
    (
        "Le maire a touché 30 000 euros, accuse l'opposition. « Je n'ai pas touché un centime », répond le maire.",
        "30",
        "le maire",
    ),
    (f"{PLAN} Le groupe, lui, parle de « fausses informations ».", "400", "Le groupe"),
    (f"{PLAN} Le groupe a qualifié cette information de « totalement infondée ».", "400", "Le groupe"),
    ("La Solvie a ouvert le feu, accuse le gouverneur. Belmir dément : ses canons ont riposté.", "ouvert", "Belmir"),
    (TREASURER, "80 000", "L'ancien trésorier"),
    (f"{PLAN} Des « élucubrations », balaie le groupe.", "400", "le groupe"),
)
UNTOUCHED = (
    (f"{PLAN} Le groupe n'a pas démenti.", "400"),
    (f"{PLAN} Le groupe n'en conteste pas le principe.", "400"),
    (f"{CLAIMED}. « C'est faux », réplique Kovrine. Le délégué Marc Aubin balaie cette réponse.", "faux"),
    (
        "L'homme est hors de danger, indique le parquet. Placé en garde à vue, le gendre nie toute participation.",
        "danger",
    ),
    (
        "« On nous cache tout », glisse un cadre. À l'en croire, trois chefs seraient partis. Le patron s'en défend.",
        "cache",
    ),
)


@pytest.mark.parametrize(("text", "words", "denier"), DISPUTED)
def test_disputed(text: str, words: str, denier: str) -> None:
    """What somebody else denies is disputed, and he is named."""
    reading = reading_of(analysed(LEAD + text), words)
    assert (reading.endorsement, [link.holder.name for link in reading.disputed_by]) == ("disputed", [denier])


@pytest.mark.parametrize(("text", "words"), UNTOUCHED)
def test_no_denial_reaches(text: str, words: str) -> None:
    """A denial that is itself negated, or that answers something else, disputes nothing."""
    assert reading_of(analysed(LEAD + text), words).endorsement != "disputed"


@pytest.mark.parametrize("sentence", HEDGED)
def test_hedged(sentence: str) -> None:
    """A turn that weakens or a rumour leaves the article's own statement qualified."""
    assert level_of(reading_of(analysed(LEAD + sentence), sentence[-12:])) == 2


@pytest.mark.parametrize(("text", "words"), WITHHELD)
def test_withheld(text: str, words: str) -> None:
    """What a disclaimer reaches, in its own sentence or behind it, is not confirmed."""
    assert level_of(reading_of(analysed(LEAD + text), words)) == 3


@pytest.mark.parametrize("sentence", FIRM)
def test_no_hedge(sentence: str) -> None:
    """Words that look like a hedge and are none weaken nothing: room, leave, publication."""
    assert level_of(reading_of(analysed(LEAD + sentence), sentence[-12:])) == 0


CLAIM = "Le syndicat affirme que 40 salariés sont partis"
OBJECTIONS = (
    (f"{CLAIM}. La direction juge ce chiffre fantaisiste.", "la direction"),
    (f"{CLAIM}. La direction estime ces accusations totalement infondées.", "la direction"),
    (f"{CLAIM}, un chiffre que la direction juge « fantaisiste ».", "la direction"),
    (f"{CLAIM}. Des chiffres que la direction juge gonflés.", "la direction"),
    ("40 salariés sont partis, affirme un délégué, ce que la direction dément formellement.", "la direction"),
    (f"{CLAIM}. La direction jure n'avoir perdu aucun salarié.", None),
    (f"{CLAIM}. La direction balaie ces chiffres d'un revers de main.", "la direction"),
    (f"{CLAIM}. La direction dénonce « un montage grossier ».", "la direction"),
    (f"{CLAIM}. La direction y voit une campagne de dénigrement.", "la direction"),
    (f"{CLAIM}. La direction parle de procès d'intention.", "la direction"),
    (f"{CLAIM}. « Des chiffres imaginaires », répond la direction.", "la direction"),
    (
        "Les accusations de fraude sur 40 dossiers portées par le syndicat ont, elles, été rejetées par le maire.",
        "le maire",
    ),
    (f"{CLAIM}. La direction estime ses pertes à 9 millions d'euros.", None),
    (f"{CLAIM}. La direction juge la loi trop complexe.", None),
    (f"{CLAIM}. La direction affirme n'avoir reçu aucune lettre du ministère.", None),
)


@pytest.mark.parametrize(("text", "denier"), OBJECTIONS)
def test_objections(text: str, denier: str | None) -> None:
    """Calling a report fanciful or a cabal disputes it without a verb of denial; judging something else does not."""
    reading = reading_of(analysed(LEAD + text), "40")
    deniers = [link.holder.name.lower() for link in reading.disputed_by]
    assert (reading.endorsement, deniers) == (("disputed", [denier]) if denier else ("attributed", []))


def test_a_denounced_cabal_is_not_taken_for_true() -> None:
    """«Dénonce une cabale» is what somebody says of others; «dénonce un vol» takes the theft for true."""
    assert reading_of(analysed(LEAD + "Le maire dénonce une cabale."), "cabale").endorsement == "attributed"
    assert reading_of(analysed(LEAD + "Le maire dénonce des retards."), "retards").endorsement == "asserted"

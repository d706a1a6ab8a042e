"""What nobody could check, and what somebody denies: which statements it reaches, in whatever clause it stands."""

from __future__ import annotations

import pytest

from tests.text.analysed import behind_lead, level_of, origin_of, reading_of

DISCLAIMED_IN_A_RELATIVE = (
    ("Des vidéos, que nous n'avons pas pu authentifier, montrent des corps.", "montrent"),
    ("Des vidéos que nous n'avons pas pu authentifier montrent des corps.", "montrent"),
    ("Une lettre, dont la rédaction n'a pas pu établir l'origine, circule à Morville.", "circule"),
    ("Ces images, dont nous n'avons pas pu confirmer l'origine, montrent un char en feu.", "montrent"),
    ("Un enregistrement, que Le Courrier n'est pas parvenu à authentifier, circule.", "circule"),
    ("Douze personnes sont mortes, un bilan que nous n'avons pas pu recouper.", "Douze"),
    ("Des listes circulent, que personne n'a pu vérifier.", "circulent"),
    ("Le bilan, que la rédaction n'a pas été en mesure de recouper, est de douze morts.", "douze"),
    ("Les combats, dont l'AFP n'a pas pu vérifier l'intensité, se poursuivent.", "poursuivent"),
    ("Une liste de noms, que nous ne pouvons vérifier, a été affichée.", "affichée"),
)
NOT_DISCLAIMED = (
    ("Le rapport, que nous avons pu consulter, fixe le départ au 3 mai.", "fixe"),
    ("Le tunnel, que les pompiers n'ont pas pu atteindre, est inondé.", "inondé"),
    ("L'homme, que la police n'est pas parvenue à identifier, a fui.", "fui"),
)


@pytest.mark.parametrize(("text", "words"), DISCLAIMED_IN_A_RELATIVE)
def test_a_disclaimer_in_a_relative_holds_its_sentence_back(text: str, words: str) -> None:
    """What a relative says nobody could check is not confirmed."""
    assert level_of(reading_of(behind_lead(text), words)) == 3


@pytest.mark.parametrize(("text", "words"), NOT_DISCLAIMED)
def test_other_relatives_hold_nothing_back(text: str, words: str) -> None:
    """A relative about something else that succeeds or fails leaves its sentence stated."""
    assert reading_of(behind_lead(text), words).endorsement == "asserted"


def test_a_disclaimer_in_a_relative_leaves_the_sentence_before_alone() -> None:
    """What the relative belongs to is meant, no other figure."""
    text = "Selon la mairie, 12 ponts ont sauté. Des vidéos, que nous n'avons pas pu authentifier, montrent des corps."
    assert level_of(reading_of(behind_lead(text), "12 ponts")) == 1


def test_a_speaker_who_could_not_check_disclaims_nothing_for_the_article() -> None:
    """«Nous» in a quotation is its speaker, no desk."""
    reading = reading_of(behind_lead("« Nous n'avons pas pu vérifier les comptes », dit Paul Auvrard."), "comptes")
    assert (level_of(reading), origin_of(reading)) == (1, "Paul Auvrard")


CLAIMS_OF_FUMES = (
    "L'association assure que des fumées se sont échappées.",
    "L'association affirme que des fumées se sont échappées.",
    "L'association soutient que des fumées se sont échappées.",
    "L'association jure que des fumées se sont échappées.",
    "L'association raconte que des fumées se sont échappées.",
    "L'association a révélé que des fumées se sont échappées.",
    "Des fumées se sont échappées, maintient l'association.",
    "Des fumées se sont échappées, se souvient un voisin.",
)
DENIED_BEFORE_A_QUOTATION = (
    ("La direction dément : « Aucun rejet n'a eu lieu », affirme son directeur, Paul Ketterer.", "La direction"),
    ("La direction de l'usine dément : « Tout est en règle chez nous », dit Paul Ketterer.", "La direction de l'usine"),
    ("Belcom nie : « Il n'y a eu aucun rejet cette année », précise Paul Ketterer.", "Belcom"),
    ("La direction, elle, dément : « Aucun rejet n'a eu lieu », affirme Paul Ketterer.", "La direction"),
    ("Contactée, la direction dément : « Aucun rejet n'a eu lieu », répond Paul Ketterer.", "la direction"),
    ("L'usine conteste fermement : « Tout est sous contrôle ici. »", "L'usine"),
    ("La direction dément formellement. « Aucun rejet n'a eu lieu », affirme Paul Ketterer.", "La direction"),
)


@pytest.mark.parametrize("claim", CLAIMS_OF_FUMES)
@pytest.mark.parametrize(("denial", "denier"), DENIED_BEFORE_A_QUOTATION)
def test_a_denial_before_a_quotation(claim: str, denial: str, denier: str) -> None:
    """It reaches the claim before it, whatever its verb, and is no claim that its own denier contests."""
    analysis = behind_lead(f"{claim} {denial}")
    reading = reading_of(analysis, "fumées")
    assert (level_of(reading), [link.holder.name for link in reading.disputed_by]) == (4, [denier])
    answer = reading_of(analysis, denial.split(" : ")[0].rstrip(".").split(". ")[0])
    assert (level_of(answer), origin_of(answer), answer.disputed_by) == (1, denier, ())


def test_who_says_the_quotation_behind_a_denial() -> None:
    """The words of the quotation are of who says them, not of who denies."""
    text = f"{CLAIMS_OF_FUMES[0]} La direction dément : « Aucun rejet n'a eu lieu », affirme Paul Ketterer."
    reading = reading_of(behind_lead(text), "rejet")
    assert (level_of(reading), origin_of(reading)) == (1, "Paul Ketterer")


TAKEOVER = "Zentia va racheter Belcom, selon deux sources."
NO_COMMENTS = (
    "« Nous ne commentons pas les rumeurs », a indiqué Belcom.",
    "« Nous ne commentons jamais les rumeurs de marché », a répondu un porte-parole de Belcom.",
    "« Je ne commente pas ces rumeurs infondées », a répondu Belcom.",
    "« Nous ne commenterons pas ces affirmations fausses », a indiqué Belcom.",
    "« Nous ne faisons aucun commentaire sur ces rumeurs », a indiqué Belcom.",
    "« Nous n'avons pas l'habitude de commenter les spéculations », a répliqué Belcom.",
    "« Nous ne réagissons pas aux rumeurs », a indiqué Belcom.",
    "« Nous ne voulons rien dire de ces rumeurs », a indiqué Belcom.",
    "« Nous ne nous prononçons pas sur ces rumeurs », a indiqué Belcom.",
    "« Nous ne ferons pas d'autre commentaire », a indiqué Belcom.",
)
DENIALS_OF_A_TAKEOVER = (
    "« Nous n'avons jamais discuté avec Zentia », a indiqué Belcom.",
    "« C'est faux », a indiqué Belcom.",
    "Belcom dément et ne souhaite pas commenter davantage.",
    "Belcom dément.",
)


@pytest.mark.parametrize("answer", NO_COMMENTS)
def test_no_comment_is_no_denial(answer: str) -> None:
    """Who does not comment on a report has not denied it, whatever he calls it."""
    reading = reading_of(behind_lead(f"{TAKEOVER} {answer}"), "racheter")
    assert (level_of(reading), reading.disputed_by) == (2, ())


@pytest.mark.parametrize("answer", DENIALS_OF_A_TAKEOVER)
def test_denials_stay_denials(answer: str) -> None:
    """Who denies, and will say no more, has denied."""
    assert level_of(reading_of(behind_lead(f"{TAKEOVER} {answer}"), "racheter")) == 4


PROMISE = "Sa cheffe de file, Nadia Belkour, a promis de saisir la justice."
FIGURES_DENIED = (
    (f"Selon le collectif, 40 logements sont vides. {PROMISE} « Ces chiffres sont faux », tranche l'adjoint.", "40"),
    (f"Le collectif compte 40 logements vides. {PROMISE} « Ces chiffres sont faux », tranche l'adjoint.", "40"),
    (f"La dette atteint 4 millions d'euros, selon le collectif. {PROMISE} L'adjoint conteste ce montant.", "4 mill"),
    (
        f"Selon le collectif, la moitié des trains manquent. {PROMISE} L'adjoint juge cette estimation farfelue.",
        "moiti",
    ),
    ("Selon le collectif, 40 logements sont vides. « Ce bilan est faux », tranche l'adjoint.", "40"),
    ("Le bilan est de 12 morts. La préfecture conteste ce bilan.", "12"),
    ("L'équipe du maire vante un bilan flatteur. L'opposition conteste ce bilan.", "flatteur"),
)
NO_FIGURES = (
    (f"{PROMISE} « Ces chiffres sont faux », tranche l'adjoint.", "promis"),
    (f"Selon le collectif, 40 logements sont vides. {PROMISE} « Ces chiffres sont faux », dit l'adjoint.", "promis"),
    (f"La dette atteint 4 millions d'euros, selon le collectif. {PROMISE} L'adjoint conteste ce montant.", "promis"),
    ("Le maire a fui, assure le collectif. La préfecture dément ces chiffres.", "fui"),
    ("Le maire a fui, assure le collectif. La préfecture juge ce bilan fantaisiste.", "fui"),
)


@pytest.mark.parametrize(("text", "words"), FIGURES_DENIED)
def test_a_denial_of_figures_reaches_them(text: str, words: str) -> None:
    """«Ces chiffres», «ce montant», «ce bilan» mean what has a figure, or the word itself."""
    assert level_of(reading_of(behind_lead(text), words)) == 4


@pytest.mark.parametrize(("text", "words"), NO_FIGURES)
def test_a_denial_of_figures_leaves_the_rest_alone(text: str, words: str) -> None:
    """What has no figure is not contested by it."""
    reading = reading_of(behind_lead(text), words)
    assert (level_of(reading), reading.disputed_by) == (1, ())


RESIGNED = "Le directeur a démissionné."
TOLD_BY = (
    ("L'info est de Radio Tourvelle : le directeur a démissionné.", "Radio Tourvelle"),
    ("L'information est de Radio Tourvelle : le directeur a démissionné.", "Radio Tourvelle"),
    ("L'information vient du Courrier de Kervan : le directeur a démissionné.", "Courrier de Kervan"),
    ("La révélation est signée Radio Tourvelle : le directeur a démissionné.", "Radio Tourvelle"),
    (f"{RESIGNED} L'information est de Radio Tourvelle.", "Radio Tourvelle"),
    (f"{RESIGNED} L'information émane du syndicat.", "syndicat"),
    (f"{RESIGNED} C'est Radio Tourvelle qui le dit.", "Radio Tourvelle"),
    (f"{RESIGNED} C'est le syndicat qui le répète.", "le syndicat"),
    (f"{RESIGNED} C'est Paul Auvrard qui l'affirme.", "Paul Auvrard"),
)
TOLD_BY_NOBODY = (
    f"{RESIGNED} La nouvelle est de taille.",
    "La nouvelle est de taille : le directeur a démissionné.",
    f"{RESIGNED} L'information vient de tomber.",
)
DISCLAIMED_BEHIND = (
    "Impossible de le confirmer à ce stade.",
    "Impossible à vérifier pour l'heure.",
    "Impossible, à ce stade, de confirmer l'information.",
    "L'information n'a pas été confirmée.",
    "L'information n'est pas confirmée.",
    "Cette information reste à confirmer.",
    "Nous n'avons pas pu le vérifier.",
    "La rédaction n'a pas été en mesure de le confirmer.",
    "Notre journal n'a pu vérifier cette information.",
)
NOT_DISCLAIMED_BEHIND = (
    "Impossible de vérifier les comptes du club.",
    "La mairie envoie un expert pour le vérifier.",
    "Le groupe n'a pas souhaité répondre.",
)


@pytest.mark.parametrize(("text", "holder"), TOLD_BY)
def test_whose_information_it_is(text: str, holder: str) -> None:
    """«L'info est de X», «C'est X qui le dit» give the news to X."""
    reading = reading_of(behind_lead(text), "démissionné")
    assert (level_of(reading), origin_of(reading)) == (1, holder)


@pytest.mark.parametrize("text", TOLD_BY_NOBODY)
def test_news_of_nobody(text: str) -> None:
    """News that is big, or has just come in, is given to nobody."""
    assert origin_of(reading_of(behind_lead(text), "démissionné")) == ""


@pytest.mark.parametrize("disclaimer", DISCLAIMED_BEHIND)
def test_a_disclaimer_of_the_sentence_before(disclaimer: str) -> None:
    """What is said to be unconfirmed as a whole is held back, although the article states it as its own."""
    assert level_of(reading_of(behind_lead(f"{RESIGNED} {disclaimer}"), "directeur")) == 3


@pytest.mark.parametrize("sentence", NOT_DISCLAIMED_BEHIND)
def test_what_disclaims_nothing_before_it(sentence: str) -> None:
    """A disclaimer of something else, or silence, leaves the sentence before it stated."""
    assert level_of(reading_of(behind_lead(f"{RESIGNED} {sentence}"), "directeur")) == 0

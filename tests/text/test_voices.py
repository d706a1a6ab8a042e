"""Words given to somebody without a verb of the table beside its subject, and what goes on with them."""

from __future__ import annotations

import pytest

from tests.text.analysed import LEAD, analysed, behind_lead, level_of, origin_of, reading_of
from tests.text.test_readings import Read, _check

HE = "Le maire de Vaurelle, Luc Amand"
MAYOR = "Le maire de Vaurelle, Luc Amand, assure que les quais tiennent. "
INCISES = (
    Read("Le chantier, tempère-t-elle, prendra deux ans.", "chantier", 1, "elle"),
    Read(f"{MAYOR}Les travaux, renâcle-t-il, ont trop duré.", "duré", 1, HE),
    Read(f"{MAYOR}La digue, fait-il valoir, est neuve.", "neuve", 1, HE),
    Read(f"{MAYOR}Les comptes, s'est-il agacé, sont publics.", "publics", 1, HE),
    Read("Le bac est plein, abonde la capitaine Ilse Vanne.", "plein", 1, "la capitaine Ilse Vanne"),
    Read("Le bac est plein, s'agace la capitaine.", "plein", 1, "la capitaine"),
    Read("Le bac coule, a-t-on répété au ministère du Fleuve.", "coule", 1, "ministère du Fleuve"),
    Read("« Rien n'est signé », tempère-t-on dans l'entourage du ministre.", "signé", 2, "l'entourage du ministre"),
    Read("Le quai ferme. Peut-être le bac coule-t-il aussi.", "coule", 2, type="author"),
    Read("Sans doute le maire a-t-il menti.", "menti", 2, type="author"),
    Read("La procureure, Ana Dorval, a détaillé les faits.", "détaillé", 1, "Ana Dorval", known="named as she stands"),
)
PREPOSITIONS = (
    Read(f"{MAYOR}Pour lui, la ville n'avait pas le choix.", "choix", 1, HE, certainty="certain"),
    Read(f"{MAYOR}À l'écouter, tout va bien.", "bien", 1, HE),
    Read(f"{MAYOR}À ses yeux, la crue était prévisible.", "crue", 1, HE),
    Read("Le syndicat proteste : pour ses délégués, l'usine tourne mal.", "usine", 1, "ses délégués"),
    Read("Pour Noël, le port ferme deux jours.", "port", 0, type="author"),
    Read("Pour Rives vivantes, le projet est mort. Rives vivantes recourt.", "mort", 1, "Rives vivantes"),
    Read("D'après les ombres, il était midi.", "midi", 0, type="author"),
)
VERDICTS = (
    Read("Le constat de la Cour est sans appel : l'hôpital a perdu 4 millions.", "perdu", 1, "la Cour"),
    Read("La préfète est formelle : la digue tiendra.", "tiendra", 1, "La préfète"),
    Read("Le directeur l'admet volontiers : les délais ont filé.", "délais", 1, "Le directeur", endorsement="asserted"),
    Read("L'argument de la défense est que la preuve manque.", "manque", 1, "la défense"),
    Read(
        "L'accusation, portée par le parquet, est que le notaire a menti.",
        "menti",
        1,
        "le parquet",
    ),
    Read(
        f"{LEAD}Des intérimaires auraient été appelés. L'accusation, portée par le syndicat, court.",
        "appelés",
        3,
        "le syndicat",
    ),
)
BORNE = (
    Read("Les accusations de fraude portées par l'opposition visent le bac.", "fraude", 1, "l'opposition"),
    Read("L'estimation de la chambre de commerce est de 40 millions.", "estimation", 2, "la chambre de commerce"),
    Read("La conviction du juge est faite : les comptes étaient faux.", "faux", 1, "juge"),
    Read("L'homme affirme, sans preuve, avoir vendu la ferme.", "vendu", 3, "L'homme"),
    Read("L'armateur promet, dans une lettre, 40 embauches.", "embauches", 1, "L'armateur"),
    Read("Le bac est neuf, a plaidé, mardi, devant la cour, Me Alain Gros.", "neuf", 1, "Me Alain Gros"),
    Read("« C'est faux », s'étrangle, au téléphone, Louis Arnal.", "faux", 1, "Louis Arnal"),
    Read("À écouter les riverains, le bac fume.", "fume", 3, "les riverains"),
    Read("Son adjoint assure l'intérim depuis lundi.", "intérim", 0, type="author"),
    Read("Le joueur a rapporté trois médailles de Tokyo.", "médailles", 0, type="author"),
)
DENIED = (
    Read("Selon Karsen, la trêve tient. L'information a été démentie par Ruval.", "trêve", 4, disputed_by=("Ruval",)),
    Read(
        "Selon l'accusation, ils se sont battus. Une version que l'intéressé conteste.",
        "battus",
        4,
        disputed_by=("l'intéressé",),
    ),
    Read(
        "Londres accuse Ruval d'armer des bandes. « Grotesque », a balayé Ruval.", "accuse", 4, disputed_by=("Ruval",)
    ),
    Read("Selon le syndicat, la caisse est vide. La direction s'en défend.", "vide", 4, disputed_by=("La direction",)),
    Read("Le président se dit choqué par l'attaque. L'opposition crie au scandale.", "choqué", 1),
    Read("L'hôpital a admis 73 blessés.", "blessés", 0, type="author"),
)
PLACES = (
    Read("Côté patronal, on assure que l'accord tient.", "accord", 1, "Côté patronal"),
    Read("Dans l'entourage du ministre, on assure que le texte passera.", "texte", 2, "l'entourage du ministre"),
    Read("De source policière, on confirme la saisie.", "saisie", 2, "source policière", endorsement="asserted"),
    Read("« On me demande de partir et je refuse. »", "demande", 2, type="unspecified"),
)
ACCOUNTS = (
    Read(
        "Un diplomate livre une autre version. Le barrage bloquerait tout. Belmir aurait proposé un troc.",
        "barrage",
        3,
        "Un diplomate",
    ),
    Read("L'agent raconte tout autre chose. Le contrat existe bel et bien.", "contrat", 1, "L'agent"),
    Read(
        "La maire assure que le port est sûr. Les rails datent de 2019. « On dort tranquilles », ajoute la maire.",
        "rails",
        1,
        "La maire",
    ),
    Read(
        "La maire assure que le port est sûr. Elle a signé lundi. « On dort tranquilles », ajoute la maire.",
        "signé",
        0,
        type="author",
    ),
    Read(
        "« Rendu dès janvier », soutient Me Paul Rivet. Son client dormait. « C'est un roman », dit Me Paul Rivet.",
        "dormait",
        1,
        "Me Paul Rivet",
    ),
    Read(
        "« Je voterai contre ce texte sans hésiter. » Son auteure, Élise Marchand, siège à gauche.",
        "voterai",
        1,
        "Élise Marchand",
    ),
    Read("L'entraîneur hausse les épaules : « On verra bien dimanche. »", "verra", 1, "L'entraîneur"),
    Read("Le président « fait confiance aux élus » de la ville.", "confiance", 1, "Le président"),
)
TAILS = (
    Read("« Je taille mes vignes », plaisante l'élu, qui a quitté la mairie en 2020.", "quitté", 0, type="author"),
    Read("Le maire a visité le quai et a promis que le bac rouvrirait.", "visité", 0, type="author"),
    Read("Le maire a visité le quai et a promis que le bac rouvrirait.", "rouvrirait", 1, "Le maire"),
    Read("Le feu a pris à l'aube, selon les pompiers, et la rue est fermée.", "rue", 0, type="author"),
    Read("Je ne lisais pas, je respirais avec eux.", "lisais", polarity="negative"),
    Read("Je ne lisais pas, je respirais avec eux.", "respirais", polarity="positive"),
)
PRESS = (
    Read("Jeudi, le groupe a publié une liste et dit avoir volé 40 dossiers.", "volé", 1, "le groupe"),
    Read("Jeudi, le groupe a publié une liste et dit avoir volé 40 dossiers.", "publié", 0, type="author"),
    Read("Contacté par Le Fil, Vektor assure avoir agi seul.", "seul", 1, "Vektor"),
    Read("Tous réclament un délai.", "délai", 2, "Tous"),
    Read("Le légiste est venu dire que la mort avait été rapide.", "rapide", 1, "Le légiste"),
    Read("Rien n'est décidé, tient à rassurer le recteur.", "décidé", 1, "le recteur"),
    Read("« Non », a fini par lâcher l'accusé.", "Non", 1, "l'accusé"),
    Read("La mairie, qui évoque « un choix douloureux », promet un bus gratuit.", "bus", 1, "La mairie"),
    Read("Les parents, soutenus par la mairie, demandent un moratoire.", "moratoire", 1, "Les parents"),
    Read("Le parquet dit privilégier la piste criminelle.", "piste", 1, "Le parquet"),
    Read("L'ONG compte 40 morts. L'état-major en concède douze.", "douze", 1, "L'état-major"),
    Read(
        "Le patron du club jure qu'il dort bien. Et d'ajouter : « Je n'ai rien signé. »",
        "signé",
        1,
        "Le patron du club",
    ),
    Read(
        "Le patron du club jure qu'il dort. Avant de préciser que le stade est prêt.", "stade", 1, "Le patron du club"
    ),
    Read("La partie civile n'en démord pas : la lettre est écrite de sa main.", "lettre", 1, "La partie civile"),
    Read("Nul doute pour le maire : la digue tiendra.", "digue", 1, "le maire"),
    Read("Même optimisme chez l'architecte : « Elle est faite pour durer. »", "durer", 1, "l'architecte"),
    Read("Devant la presse, son adjoint a parlé d'un malentendu.", "malentendu", 1, "son adjoint"),
    Read(
        "« Le bac est sûr. Il a été vu en mai, détaille le patron, Luc Amand. Tout va. »",
        "sûr",
        1,
        "le patron, Luc Amand",
    ),
    Read(
        "Karsen affirme avoir pris Dolna ; Ruval soutient que Dolna tient. Aucune de ces affirmations n'a pu être "
        "vérifiée.",
        "affirme",
        3,
        "Karsen",
    ),
    Read("Selon une note de la préfecture, 40 logements sont vides.", "vides", 1, "une note de la préfecture"),
    Read(
        "« C'est du vent », s'agace Marc Orland, cardiologue. Le lien n'existe pas, tranche le professeur.",
        "lien",
        1,
        "Marc Orland",
    ),
    Read(
        "Le maire, lui, évoque, la mine sombre, un hiver difficile.",
        "hiver",
        1,
        "Le maire",
        known="an adverbial beside «lui» hides the object",
    ),
)
USES = (
    Read("Sans ces voix, la loi ne passerait pas.", "loi", 2, status="hypothetical"),
    Read("Sans réorganisation, l'usine perdrait son client.", "usine", 2, status="hypothetical"),
    Read("Selon elle, sans doute, l'usine perdrait son client.", "usine", 3),
    Read("Si l'arrêté était suspendu, la ville devrait rouvrir le bassin.", "bassin", 2, status="hypothetical"),
    Read("Un tel volume aurait tué les truites.", "truites", 2, status="hypothetical"),
    Read("La députée réglerait des comptes : elle aurait réclamé un poste.", "comptes", 3),
    Read("Cela ne suffirait plus. Ses agents chercheraient ailleurs, a affirmé le service.", "suffirait", 3),
    Read("Le bruit court que la parcelle serait vendue.", "parcelle", 3, type="unspecified"),
)


@pytest.mark.parametrize(
    "case", [*INCISES, *PREPOSITIONS, *VERDICTS, *BORNE, *DENIED], ids=lambda case: f"{case.words} in {case.text}"
)
def test_frames_without_a_verb_of_the_table(case: Read) -> None:
    """Incises, prepositions, verdicts before a colon and passives give words to somebody, or to nobody."""
    _check(case, LEAD + case.text)


@pytest.mark.parametrize("verdict", ["Le constat est clair", "La version est la même", "Un seul message", "Le verdict"])
def test_a_verdict_of_nobody_is_nobodys(verdict: str) -> None:
    """Where no possessor is named, the words before a colon give what follows to nobody."""
    text = f"{LEAD}{verdict} : l'hôpital a perdu 4 millions."
    assert analysed(text).attributions == ()


@pytest.mark.parametrize(
    "case", [*PLACES, *ACCOUNTS, *TAILS, *PRESS, *USES], ids=lambda case: f"{case.words} in {case.text}"
)
def test_where_words_go_on_and_end(case: Read) -> None:
    """Who «on» is, whose account goes on, what the article adds behind a frame."""
    _check(case, LEAD + case.text)


INTERVIEW = """Anouk Varenne : « On ne répare pas un fleuve »

L'hydrologue Anouk Varenne dirige l'observatoire du bassin. Elle publie un livre.

Pourquoi ce livre maintenant ?

Parce que j'ai vu le lit du fleuve se vider en dix ans. Nous avons perdu 18 % du débit.

La préfecture parle pourtant d'une année normale. N'exagérez-vous pas ?

Je ne le crois pas. Les relevés sont publics.

Que faudrait-il faire ?

Mon équipe propose trois mesures. La première coûte 4 millions d'euros.

Propos recueillis par Jean Sorel
"""


def test_answers_of_an_interview_are_the_interviewees() -> None:
    """Answers without quotation marks are direct speech of who is asked; the lead and questions are not."""
    analysis = analysed(INTERVIEW)
    answer = reading_of(analysis, "18 %")
    assert (origin_of(answer), answer.report_form, level_of(answer)) == ("Anouk Varenne", "direct", 1)
    assert origin_of(reading_of(analysis, "4 millions")) == "Anouk Varenne"
    assert reading_of(analysis, "dirige").source_type == "author"


def test_questions_of_a_running_text_make_no_interview() -> None:
    """A question or two in an article leave its sentences the author's."""
    text = "Le port rouvre.\n\nQui paiera ?\n\nLa ville cherche 4 millions. Le quai est vieux.\n"
    assert reading_of(analysed(text), "cherche").source_type == "author"


def test_an_introduction_reaches_no_other_paragraph() -> None:
    """An announced account ends with its paragraph."""
    analysis = behind_lead("L'agent raconte tout autre chose. Le contrat existe.\n\nLe club joue dimanche.")
    assert reading_of(analysis, "dimanche").source_type == "author"

"""Turns of press prose that readers meet every day: talk without «si», refusals, quoted predicates, plans, tales."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.analysis import Reading
from summarizer.domain.terms import Certainty, Endorsement, EventStatus, Polarity, SourceType, Tense
from tests.text.analysed import behind_lead, level_of, origin_of, reading_of


@dataclass(frozen=True, slots=True)
class Turn:
    """A text, words of the statement asked about, and what is read of it; a field that is None is not asked for."""

    text: str
    words: str
    source: SourceType | None = None
    stance: Endorsement | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    tense: Tense | None = None
    status: EventStatus | None = None
    by: str | None = None
    """The origin, or who disputes where the stance is disputed."""


RUMOUR = "Selon le site La Rive, Vélanor étudierait la vente de sa filiale."
CLAIM = "Selon le syndicat, 40 postes sont menacés."
ANSWERS_THAT_DENY = (
    "« C'est du grand n'importe quoi », s'emporte le maire.",
    "« Ça ne tient pas debout », tranche le maire.",
    "« On est loin du compte », rétorque le maire.",
    "Le maire parle de « pure fiction ».",
    "Le maire parle d'un « tissu d'approximations ».",
    "Le maire évoque, lui, une manipulation.",
    "Un chiffre « fantaisiste », selon le maire.",
    "Le maire, lui, jure n'avoir aucun plan de ce genre.",
    "« Rien de la sorte n'est prévu », répond le maire.",
)
ANSWERS_THAT_KEEP_OUT = (
    "« Nous ne commentons pas les rumeurs de marché », a balayé la banque.",
    "« Pas de commentaire », a balayé la banque.",
    "« Je n'ai rien à déclarer », a répliqué le banquier.",
    "La banque s'est refusée à tout commentaire.",
)
DENIED_CLAUSES = (
    ("ce que dément formellement la direction.", "direction"),
    ("ce que conteste fermement le maire, Paul Auvrard.", "Paul Auvrard"),
    ("ce que nie en bloc la direction.", "direction"),
    ("ce que dément la direction, qui évoque une reprise des embauches.", "direction"),
    ("ce que dément formellement la direction, qui dit n'avoir « aucun projet de fermeture ».", "direction"),
)
TALKED = (
    "« Mon mari serait encore là, il aurait vu le piège », murmure Yvette Lamarque.",
    "« On nous aurait prévenus, on serait partis », soupire Paul Auvrard.",
    "« Il aurait mis son casque, il serait vivant », assure sa sœur, Anne Lorieux.",
)
EXPECTED = (
    "Le délibéré ne devrait pas être rendu avant l'été.",
    "Le verdict ne devrait pas être connu avant plusieurs semaines.",
    "La décision ne devrait pas intervenir avant la mi-mai.",
    "Le chantier ne devrait pas reprendre de sitôt.",
    "La réforme ne devrait rien changer pour les communes rurales.",
    "La panne ne devrait pas affecter les autres lignes.",
)
FORBIDDEN = (
    "La police ne devrait pas être armée de la sorte.",
    "Le maire devrait respecter le règlement.",
)
PLANNED = (
    "Le groupe vise maintenant une marge comprise entre 8,7 % et 9 %.",
    "Le club cible une place en finale.",
    "La région ambitionne de doubler le nombre de trains.",
    "Le sous-préfet doit encore l'accepter.",
    "Le conseil doit encore voter le texte.",
    "Le texte doit désormais être examiné au Sénat.",
)
NO_PLANS = (
    "L'enquête vise la mairie.",
    "La plainte vise une entreprise de Morville.",
    "Le village doit tout à la mine.",
)
NARRATED = (
    "Le lendemain, le préfet signe l'arrêté.",
    "Deux jours plus tard, la police arrête le gardien.",
    "Ce matin-là, il quitte la maison à pied.",
    "En 1998, la mine ferme ses portes.",
    "À l'été 1976, les deux rives partagent les citernes.",
    "Un soir de janvier, deux hommes frappent à la porte.",
    "Le 18 octobre, elle reçoit un appel.",
    "La dette nette atteignait 640 millions à fin septembre.",
)
NOT_NARRATED = (
    "Depuis 1998, la mine ferme chaque hiver.",
    "Un mois plus tard, les arboriculteurs font leurs comptes.",
    "Aujourd'hui, la mine emploie 300 ouvriers.",
)
BELIEVED = (
    "« Il va partir, je crois », dit Paul Auvrard.",
    "« Le pont est fichu, je le crains », dit Paul Auvrard.",
    "« Si je ne me trompe pas, le pont est fermé », dit Paul Auvrard.",
    "« Le pont, si je me souviens bien, a fermé en mai », dit Paul Auvrard.",
    "« Sauf erreur de ma part, le pont a fermé en mai », dit Paul Auvrard.",
)
QUOTED_PREDICATES = (
    ("Le prévenu ne se démonte pas. Il n'a « jamais voulu tromper personne ».", "tromper", "prévenu"),
    ("Costume gris, voix douce, le prévenu se tait. Il n'a « jamais menti à quiconque ».", "menti", "prévenu"),
    ("La ministre esquive. Elle « ne lâchera rien avant mai ».", "lâchera", "ministre"),
)
OWN_CONDITIONS = (
    "Le dossier n'est pas enterré, assure un dirigeant. Si l'agence suspendait le coureur, le contrat serait caduc.",
    "Le vote sera calme, promet l'armée. Si aucun candidat ne l'emportait, un second tour aurait lieu le 20 octobre.",
)
SOME = (
    ("D'autres le croient accidentel.", "probable"),
    ("Certains habitants le disent malade.", "certain"),
    ("Plusieurs témoins la décrivent affaiblie.", "certain"),
    ("Les plus pessimistes tablent sur 300 départs.", "probable"),
    ("Beaucoup en doutent.", "probable"),
    ("D'autres y voient une manœuvre.", "certain"),
)
NOT_SOME = ("Les plus grands misent sur le port.", "Les autres le suivent.", "Plusieurs élus le remplacent.")
BROUGHT = (
    ("Il est important de noter que Zélio n'en est pas à son premier incident.", "present"),
    ("Il faut rappeler que le maire n'a jamais signé.", "past"),
    ("Toujours est-il que le pont n'est pas fermé.", "present"),
    ("Le fait est que le maire n'a rien signé.", "past"),
    ("Reste que le pont n'est pas fermé.", "present"),
)
LEADING = (
    "Les premiers éléments de l'enquête laissent penser que l'homme a agi seul.",
    "Ces traces laissent supposer que l'homme a agi seul.",
    "Ces indices portent à croire que l'homme a agi seul.",
    "Ces messages donnent à penser que l'homme a agi seul.",
)
NEVER_WAS = (
    "Un tel choc aurait brisé la coque, explique l'expert Paul Auvrard.",
    "« Un tel volume aurait tué les truites », rit un pêcheur.",
    "Avec un peu de chance, le pont aurait tenu.",
    "Avec davantage de moyens, les pompiers auraient sauvé la halle.",
)
ASIDES = (
    Turn("Celle-ci, qui comparaît pour recel, se dit « trahie ».", "comparaît", "author", "asserted"),
    Turn("La CDF, qui a vingt agents sur place, a dit « prendre note » de la crise.", "vingt agents", "author"),
    Turn("« C'est fini », raconte Mireille Castandet, 71 ans, qui habite en face depuis 1988.", "habite", "author"),
    Turn("Le club, qui jouera vendredi, affirme que son gardien est prêt.", "jouera", "author", tense="future"),
    Turn("Me Olivia Serpentier, qui défend trente plaignants, réclame un procès.", "défend", "author", "asserted"),
    Turn(
        "Le rapport, que personne n'avait lu, dort dans un tiroir.", "lu", "author", polarity="negative", tense="past"
    ),
    Turn("La note, que nous avons pu consulter, juge le pont dangereux.", "consulter", "author", "asserted"),
    Turn("La peine, que la cour n'a pas ordonnée, reste rare.", "ordonnée", "author", "asserted", polarity="negative"),
    Turn("Selon le site, les ventes montent, là où le consensus tablait sur une baisse.", "tablait", tense="past"),
)


def _read(text: str, words: str) -> Reading:
    return reading_of(behind_lead(text), words)


@pytest.mark.parametrize("answer", ANSWERS_THAT_DENY)
def test_answers_that_deny(answer: str) -> None:
    """What somebody waves aside, in whatever words, is disputed by him."""
    reading = _read(f"{CLAIM} {answer}", "40")
    assert reading.endorsement == "disputed"
    assert "maire" in reading.disputed_by[0].holder.name.lower()


@pytest.mark.parametrize("answer", ANSWERS_THAT_KEEP_OUT)
def test_answers_that_keep_out(answer: str) -> None:
    """Who will not speak denies nothing."""
    reading = _read(f"{RUMOUR} {answer}", "étudierait")
    assert (reading.endorsement, reading.disputed_by) == ("withheld", ())


@pytest.mark.parametrize(("denial", "by"), DENIED_CLAUSES)
def test_denied_clauses(denial: str, by: str) -> None:
    """A clause is disputed whatever stands between «ce que dément» and who denies it, and behind him."""
    analysis = behind_lead(f"Le syndicat assure qu'un plan de 40 départs est prêt, {denial}")
    reading = reading_of(analysis, "40 départs")
    assert reading.endorsement == "disputed"
    assert [by in link.holder.name for link in reading.disputed_by] == [True]
    assert by in origin_of(reading_of(analysis, "ce que"))


@pytest.mark.parametrize("text", TALKED)
def test_conditions_of_talk(text: str) -> None:
    """Two conditionals side by side in talk make a condition: nothing is reported by them."""
    for word in ("serait", "aurait"):
        reading = _read(text, word)
        assert (reading.endorsement, reading.event_status, reading.certainty) == (
            "attributed",
            "hypothetical",
            "unknown",
        )


@pytest.mark.parametrize("text", EXPECTED)
def test_what_is_not_expected(text: str) -> None:
    """A negated «devrait» of what will not be foresees; it asks for nothing."""
    reading = _read(text, "devrait")
    assert (reading.certainty, reading.event_status, reading.tense) == ("probable", "predicted", "future")
    assert (level_of(reading), reading.polarity) == (2, "negative")


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_should_not_be(text: str) -> None:
    """«Devrait» without any time ahead still asks."""
    assert _read(text, "devrait").event_status == "requested"


@pytest.mark.parametrize("text", PLANNED)
def test_aims_and_next_steps(text: str) -> None:
    """What somebody aims at, or what has still to be done, is planned and ahead."""
    reading = _read(text, text[-12:])
    assert (reading.event_status, reading.tense) == ("planned", "future")


@pytest.mark.parametrize("text", NO_PLANS)
def test_what_is_no_aim(text: str) -> None:
    """An inquiry that aims at somebody, or a debt, plans nothing."""
    assert _read(text, text[-12:]).event_status == "realized"


@pytest.mark.parametrize("text", NARRATED)
def test_tales_in_the_present(text: str) -> None:
    """Behind what places it in the past, a present tells the past."""
    assert _read(text, text[-12:]).tense == "past"


@pytest.mark.parametrize("text", NOT_NARRATED)
def test_the_present_of_today(text: str) -> None:
    """A present of today stays one."""
    assert _read(text, text[-12:]).tense == "present"


@pytest.mark.parametrize("text", BELIEVED)
def test_what_speakers_only_believe(text: str) -> None:
    """A speaker who only believes says so in the midst of his words, or behind them."""
    assert _read(text, text[-35:]).certainty == "probable"


@pytest.mark.parametrize(("text", "words", "origin"), QUOTED_PREDICATES)
def test_quoted_predicates(text: str, words: str, origin: str) -> None:
    """A predicate in quotation marks behind «il» is said by him whose doing was told right before."""
    reading = _read(text, words)
    assert (reading.endorsement, reading.report_form) == ("attributed", "mixed")
    assert origin in origin_of(reading).lower()


@pytest.mark.parametrize("text", OWN_CONDITIONS)
def test_conditions_that_begin_anew(text: str) -> None:
    """A condition with a subject of its own is the article's, whoever spoke before."""
    reading = _read(text, "serait" if "serait" in text else "aurait")
    assert (reading.source_type, reading.event_status) == ("author", "hypothetical")


@pytest.mark.parametrize("case", ASIDES, ids=lambda case: case.text)
def test_asides(case: Turn) -> None:
    """A relative beside whoever speaks is the article's own."""
    readings = behind_lead(case.text).readings
    reading = next(r for r in reversed(readings) if case.words in r.statement.text)
    for found, wanted in (
        (reading.source_type, case.source),
        (reading.endorsement, case.stance),
        (reading.polarity, case.polarity),
        (reading.tense, case.tense),
    ):
        assert wanted in (None, found)


def test_words_behind_an_aside() -> None:
    """What somebody says stays his behind a long aside: «a dit, sous le couvert de l'anonymat, avoir reçu…»."""
    reading = _read("Un agent a toutefois dit, sous le couvert de l'anonymat, avoir reçu neuf corps.", "neuf")
    assert (reading.source_type, reading.endorsement, reading.tense) == ("anonymous", "attributed", "past")


def test_silence_between_words_is_the_articles() -> None:
    """Who has not confirmed is told by the article, though words of others stand before and behind."""
    text = "Selon nos informations, une enquête viserait le maire. Le parquet n'a pas confirmé. Elle serait récente."
    reading = _read(text, "confirmé")
    assert (reading.source_type, reading.endorsement, reading.polarity) == ("author", "asserted", "negative")


def test_a_rumour_that_runs() -> None:
    """«Le bruit court que» leaves the fact unknown."""
    assert _read("Le bruit court que le maire va partir.", "partir").certainty == "unknown"


@pytest.mark.parametrize(("text", "certainty"), SOME)
def test_what_some_take_it_for(text: str, certainty: Certainty) -> None:
    """What some, unnamed, say or believe of somebody is theirs, and not the article's."""
    reading = _read(text, text[-9:])
    assert (reading.source_type, reading.endorsement, reading.certainty) == ("anonymous", "attributed", certainty)


@pytest.mark.parametrize("text", NOT_SOME)
def test_what_some_do(text: str) -> None:
    """What some do is told by the article."""
    assert _read(text, text[-9:]).source_type == "author"


@pytest.mark.parametrize(("text", "tense"), BROUGHT)
def test_words_that_only_bring(text: str, tense: Tense) -> None:
    """Behind words that only bring a clause, the clause is what the statement says."""
    reading = _read(text, text[-12:])
    assert (reading.polarity, reading.tense, reading.endorsement) == ("negative", tense, "asserted")


@pytest.mark.parametrize("text", NEVER_WAS)
def test_what_never_was(text: str) -> None:
    """What would have followed from what was not is no report, whoever says it."""
    reading = _read(text, text[:20])
    assert (reading.event_status, reading.polarity, level_of(reading)) == ("hypothetical", "negative", 2)


def test_a_reportive_conditional_with_company() -> None:
    """«Avec» names company as well as a condition: there the conditional still reports."""
    assert _read("Avec son frère, il aurait volé 3 millions d'euros.", "volé").endorsement == "withheld"


def test_que_behind_an_aside_is_no_relative() -> None:
    """A *que* that an aside parts from its verb opens no statement of its own."""
    readings = behind_lead("Le club a indiqué, à ce stade, que le gardien était prêt.").readings
    assert not any(reading.nested for reading in readings)


@pytest.mark.parametrize("text", LEADING)
def test_what_leads_to_believe(text: str) -> None:
    """What only leads to believe leaves the event probable, in the event's own tense."""
    reading = _read(text, "agi")
    assert (reading.certainty, reading.tense, level_of(reading)) == ("probable", "past", 2)


def test_what_makes_one_fear() -> None:
    """What makes one fear something has not brought it about."""
    assert _read("La sécheresse fait craindre une mauvaise récolte.", "sécheresse").certainty == "probable"
    assert _read("Le tableau fait penser à une carte postale.", "tableau").certainty == "certain"

"""How the article stands behind what it says: the guide's examples, disclaimers, denials, hypotheses, presumption."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from summarizer.domain.analysis import Reading
from summarizer.domain.terms import Certainty, Endorsement, EventStatus, Polarity, SourceType, Tense
from tests.gate.examples import Example, disagreements, load_examples
from tests.gate.ratchet import hold, hold_fields
from tests.text.analysed import LEAD, analysed, behind_lead, level_of, origin_of, reading_of

KNOWN: dict[int, dict[str, str]] = {
    10: {"cues": "«six mois à un an» is a range without a word of approximation, so no cue number_approx"},
    12: {"report_form": "first person without quotation marks counts as indirect speech"},
    23: {"tense": "«serait dû à» is a simple form: present, although the event has happened"},
    30: {"kinds": "«groupe» is an organisation in the table"},
    32: {"tense": "the copula gives its own tense: the deed behind «tireur» is not read"},
    39: {
        "tense": "the frame «enquête» gives its own tense",
        "cues": "«enquêter sur» gives no verb_investigation cue",
    },
}
"""Worked example → field that the reading disagrees on today → why."""


@pytest.mark.parametrize("example", load_examples(), ids=lambda example: str(example.number))
def test_worked_examples(example: Example) -> None:
    """Every field of a worked example is read as the guide says, but for the known ones."""
    hold_fields(disagreements(example), KNOWN.get(example.number, {}))


@dataclass(frozen=True, slots=True)
class Read:
    """A text and what is read of the statement in which ``words`` stand; a field that is None is not asked for."""

    text: str
    words: str
    level: int | None = None
    origin: str | None = None
    type: SourceType | None = None
    endorsement: Endorsement | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    tense: Tense | None = None
    status: EventStatus | None = None
    disputed_by: tuple[str, ...] | None = None
    known: str = ""


def _said(reading: Reading) -> dict[str, Any]:
    return {
        "level": level_of(reading),
        "origin": origin_of(reading),
        "type": reading.source_type,
        "endorsement": reading.endorsement,
        "certainty": reading.certainty,
        "polarity": reading.polarity,
        "tense": reading.tense,
        "status": reading.event_status,
        "disputed_by": tuple(link.holder.name for link in reading.disputed_by),
    }


def _check(case: Read, text: str) -> None:
    said = _said(reading_of(analysed(text), case.words))
    wanted = {name: getattr(case, name) for name in said if getattr(case, name) is not None}
    assert wanted, "a case that asks for nothing cannot fail"
    hold({name: said[name] for name in wanted}, wanted, case.known)


ARMY = "Selon l'armée, 300 soldats sont morts."
TAKEN = "Selon l'armée, la ville est prise."
UNABLE = "L'agence Corvel n'est pas en mesure de confirmer ces chiffres."
DISCLAIMERS = (
    Read(f"{ARMY} {UNABLE}", "300", 3, "l'armée", endorsement="withheld"),
    Read(f"{ARMY} Il pleut. Selon l'armée, 40 chars ont brûlé. {UNABLE}", "300", 3),
    Read(f"{ARMY} Il pleut. Selon l'armée, 40 chars ont brûlé. {UNABLE}", "40", 3),
    Read(f"{ARMY} Ce bilan n'a pas été confirmé.", "300", 3),
    Read(f"{ARMY} Ces chiffres n'ont pas pu être vérifiés de source indépendante.", "300", 3),
    Read(f"{ARMY} Ces données restent à confirmer.", "300", 3),
    Read(f"{ARMY} Ce chiffre est invérifiable.", "300", 3),
    Read("Selon l'armée, 300 soldats sont morts, un bilan impossible à vérifier.", "300", 3),
    Read("Selon l'armée, 300 soldats sont morts, un chiffre que Corvel n'a pas pu vérifier.", "300", 3),
    Read(f"{TAKEN} L'agence Corvel n'a pas pu vérifier cette information.", "prise", 3),
    Read(f"{TAKEN} Cette affirmation n'a pas pu être vérifiée.", "prise", 3),
    Read("Les chiffres divergent : 40 morts selon l'armée, 90 selon les rebelles.", "40", 3, "l'armée"),
    Read("Les chiffres divergent : 40 morts selon l'armée, 90 selon les rebelles.", "90", 3, "les rebelles"),
    Read(f"{ARMY} Selon la Croix bleue, 12 écoles sont fermées. Cette somme n'a pas été confirmée.", "12", 3),
    Read(f"{ARMY} Selon la Croix bleue, 12 écoles sont fermées. Cette somme n'a pas été confirmée.", "300", 1),
    Read(f"{TAKEN} {UNABLE}", "prise", 1),
    Read(f"{ARMY}\n\nUne nuit calme\n\nIl pleut. {UNABLE}", "300", 1),
    Read(f"{UNABLE} {ARMY}", "300", 1),
    Read(f"{LEAD}Il y a 300 morts. {UNABLE}", "300", 0),
    Read(f"{ARMY} Interrogé, le ministère n'a pas souhaité commenter.", "300", 1),
    Read(f"{ARMY} Le ministère a confirmé ce bilan.", "300", 1),
    Read(
        f"{ARMY} Aucune source indépendante n'a confirmé ces chiffres.",
        "300",
        3,
    ),
    Read(
        f"{ARMY} Il n'est pas possible de vérifier ces affirmations.",
        "300",
        3,
    ),
    Read(f"{ARMY} La préfecture n'a pas confirmé ce bilan.", "300", 3),
    Read("Le bilan est de 12 morts. Ce chiffre n'a pas pu être vérifié.", "Le bilan", 3),
    Read("Le bilan est de 12 morts. Deux quais ont brûlé. Ce chiffre n'a pas pu être vérifié.", "Le bilan", 0),
)


@pytest.mark.parametrize("case", DISCLAIMERS, ids=lambda case: f"{case.words} in {case.text}")
def test_disclaimers(case: Read) -> None:
    """A disclaimer lifts the reported figures that it points to, back to the section's start, and nothing else."""
    _check(case, case.text)


SOLD = "Selon le syndicat, la direction a vendu le port."
ARMS = "Selon Londres, Ruval arme des bandes."
STEALS = "Le gardien aurait volé la caisse."
DENIALS = (
    Read(f"{SOLD} La direction dément.", "Selon le", 4, "le syndicat", disputed_by=("La direction",)),
    Read(f"{SOLD} La direction nie en bloc.", "Selon le", 4, disputed_by=("La direction",)),
    Read(f"{SOLD} La direction crie au mensonge.", "Selon le", 4, disputed_by=("La direction",)),
    Read(f"{SOLD} La direction dément ces accusations.", "Selon le", 4, disputed_by=("La direction",)),
    Read(f"{SOLD} La direction a démenti avoir vendu le port.", "Selon le", 4, disputed_by=("La direction",)),
    Read(f"{SOLD} Interrogée, la direction a démenti.", "Selon le", 4, disputed_by=("la direction",)),
    Read(f"{SOLD} La direction dément.", "dément", 1, "La direction", polarity="negative"),
    Read(f"{ARMS} Ruval nie ces accusations.", "Selon Londres", 4, "Londres", disputed_by=("Ruval",)),
    Read(f"{ARMS} Ruval a rejeté en bloc ces accusations.", "Selon Londres", 4, disputed_by=("Ruval",)),
    Read("Londres accuse Ruval d'armer des bandes. Ruval dément.", "accuse", 4, "Londres", disputed_by=("Ruval",)),
    Read("Londres accuse Ruval d'armer des bandes ; Ruval crie à l'insulte.", "accuse", 4, disputed_by=("Ruval",)),
    Read("Londres accuse Ruval d'armer des bandes, ce que Ruval dément.", "accuse", 4, disputed_by=("Ruval",)),
    Read(
        "L'usine perd 900 euros par jour, assure la direction. Le syndicat conteste ce montant.",
        "900",
        4,
        "la direction",
        disputed_by=("Le syndicat",),
    ),
    Read(
        f"Selon la police, deux hommes ont fui. {SOLD} La direction dément la vente du port.",
        "deux hommes",
        1,
        disputed_by=(),
    ),
    Read(
        f"Selon la police, deux hommes ont fui. {SOLD} La direction dément la vente du port.",
        "vendu",
        4,
    ),
    Read(f"{SOLD} Des accusations que rejette la direction.", "vendu", 4, known="an inverted denial is not read"),
    Read(f"{STEALS} Le gardien nie.", "volé", 4, "", disputed_by=("Le gardien",)),
    Read(f"{STEALS} Son avocat nie en bloc.", "volé", 4, "", disputed_by=("Son avocat",)),
    Read(f"{STEALS} Il a dormi. Le gardien dément avoir volé la caisse.", "aurait", 4, disputed_by=("Le gardien",)),
    Read(f"{ARMS} Londres dément avoir menti.", "Selon Londres", 1, disputed_by=()),
    Read(f"{SOLD} La direction n'a pas répondu.", "Selon le", 1, disputed_by=()),
    Read(f"{SOLD} La direction nie toute vente.", "Selon le", 4),
    Read(f"{ARMS} Ruval a démenti toute aide.", "Selon Londres", 4),
    Read(f"{SOLD} La direction le conteste.", "Selon le", 4),
    Read(f"{ARMS} Cette dernière dément formellement.", "Selon Londres", 4, known="«cette dernière» is no subject"),
    Read(f"{STEALS} Il nie les faits.", "volé", 4, "", disputed_by=("Le gardien",)),
    Read(f"{STEALS} Son avocat dément.", "volé", 4, "", disputed_by=("Son avocat",)),
    Read(f"{SOLD} « C'est faux », répond la direction.", "Selon le", 4),
    Read(
        "Londres accuse Ruval d'armer des bandes, des accusations rejetées par Ruval.",
        "accuse",
        4,
    ),
    Read(
        "Ruval dément armer des bandes. Selon Londres, Ruval arme des bandes.",
        "Selon Londres",
        4,
        known="a denial reaches back only",
    ),
    Read(
        f"{SOLD} La direction n'a pas démenti.",
        "Selon le",
        1,
        disputed_by=(),
    ),
    Read(
        "Le gardien aurait volé la caisse, ce qu'il conteste.",
        "volé",
        4,
        "",
    ),
    Read(
        "Le gardien, qui nie les faits, aurait volé la caisse.",
        "volé",
        4,
        "",
        known="the accused is made the source of the accusation, and nothing is disputed",
    ),
    Read("Londres accuse Ruval d'armer des bandes, ce que Ruval dément.", "accuse", polarity="positive"),
)


@pytest.mark.parametrize("case", DENIALS, ids=lambda case: f"{case.words} in {case.text}")
def test_denials(case: Read) -> None:
    """A denial by somebody else contests what it answers, and names the denier; it does not touch other claims."""
    _check(case, case.text)


LOSS = "Selon la direction, le site perd de l'argent."
FREE_INDIRECT = (
    Read(
        f"{LOSS} Sans l'aide, les banques saisiraient tout.",
        "saisiraient",
        2,
        "la direction",
        status="hypothetical",
    ),
    Read(f"{LOSS} Si l'aide cessait, les banques saisiraient tout.", "saisiraient", 2, "", "author"),
    Read("La direction a prévenu qu'elle fermerait. Sinon, la banque saisirait tout.", "saisirait", 2, "La direction"),
    Read(f"{LOSS}\n\nSi l'aide cessait, les banques saisiraient tout.", "saisiraient", 2, "", "author"),
    Read("Le site perd de l'argent. Si l'aide cessait, les banques saisiraient tout.", "saisiraient", 2, "", "author"),
    Read("Le syndicat demande une aide. Sinon, les banques saisiraient tout.", "saisiraient", 2, "", "author"),
)


@pytest.mark.parametrize("case", FREE_INDIRECT, ids=lambda case: case.text)
def test_free_indirect_hypotheses(case: Read) -> None:
    """A hypothesis that leans on reported words is still theirs, within the paragraph; one with «si» begins anew."""
    _check(case, case.text)


DISTANCE = (
    Read("Le tireur présumé a été arrêté.", "arrêté", 3, "", "unspecified", "withheld"),
    Read("La victime présumée a porté plainte.", "plainte", 3, "", "unspecified", "withheld"),
    Read("L'homme est présumé innocent.", "innocent", 0, endorsement="asserted"),
    Read("Comme ses voisins, il reste présumé innocent.", "innocent", 0, endorsement="asserted"),
    Read("La présomption d'innocence vaut pour tous.", "vaut", 0),
    Read("Le soi-disant accord est mort.", "accord", 4, "", "author", "doubted"),
    Read("Les prétendues preuves ont disparu.", "preuves", 4, endorsement="doubted"),
    Read("Le journal évoque un accord « historique » (sic).", "accord", 4, "Le journal", endorsement="doubted"),
    Read("Le maire laisse entendre qu'il partira.", "partira", 3, "Le maire", endorsement="withheld"),
    Read("Le groupe prétend tenir la ville.", "tenir", 4, "Le groupe", endorsement="doubted"),
    Read("À en croire le préfet, le port ferme.", "port", 3, "le préfet", endorsement="withheld"),
    Read("Le groupe se targue de tenir la ville.", "tenir", 4, "Le groupe", endorsement="doubted"),
    Read("Le prétendu accord est mort.", "accord", 4),
    Read("L'agresseur supposé a été arrêté.", "arrêté", 3),
    Read("Le groupe se vante de tenir la ville.", "tenir", 4),
    Read("Le maire sous-entend qu'il partira.", "partira", 3, known="«sous-entendre» is in no table"),
)
CERTAINTY = (
    Read("Le port fermera peut-être.", "port", 2, certainty="possible", status="predicted", tense="future"),
    Read("Le port est probablement fermé.", "port", 2, certainty="probable"),
    Read("Le port sera sans doute fermé.", "port", 2, certainty="probable"),
    Read("Le port sera sans aucun doute fermé.", "port", 0, certainty="certain"),
    Read("Il est possible que le port ferme.", "port", 2, certainty="possible"),
    Read("Il semble que le port ait fermé.", "port", 2, certainty="probable"),
    Read("Le port est, semble-t-il, fermé.", "port", 2, certainty="probable"),
    Read("Il n'est pas exclu que le port ferme.", "port", 2, certainty="possible", polarity="positive"),
    Read("Le port risque de fermer.", "port", 2, certainty="possible"),
    Read("Ce bilan peut s'alourdir.", "bilan", 2, certainty="possible"),
    Read("La mairie n'exclut pas de fermer le port.", "port", 2, certainty="possible"),
    Read("Le maire croit que le port ferme.", "port", 2, "Le maire", certainty="probable"),
    Read("La police soupçonne un vol.", "vol", 2, "La police", certainty="probable"),
    Read("Il paraît que le port ferme.", "port", 2, "", "unspecified", certainty="unknown"),
    Read("On ignore si le port ferme.", "port", 2, certainty="unknown", polarity="unknown"),
    Read("Nul ne sait si le port ferme.", "port", 2, certainty="unknown", polarity="unknown"),
    Read("Reste à savoir qui a menti.", "menti", 2, certainty="unknown", polarity="unknown"),
    Read("Le port serait fermé, a reconnu la maire.", "port", 3, "la maire", certainty="certain"),
    Read("Le port serait peut-être fermé.", "port", 3, certainty="possible"),
    Read("Le port semble fermé.", "port", 2, certainty="probable"),
    Read("Le port paraît abandonné.", "port", 2, certainty="probable"),
    Read("Il se peut aussi que le port ferme.", "port", 2, certainty="possible"),
    Read(
        "Le maire ignore si le port ferme.",
        "port",
        2,
        certainty="unknown",
    ),
    Read("Le maire doute que le port ferme.", "port", 2),
    Read(
        "Le juge doit déterminer si la société aurait menti.",
        "menti",
        2,
        certainty="unknown",
    ),
    Read("Le maire n'a pas précisé si le port fermait.", "port", 0, polarity="negative"),
)
QUESTIONS = (
    Read(
        "Le maire a-t-il menti à ses électeurs et à ses voisins ?", "menti", 2, certainty="unknown", polarity="unknown"
    ),
    Read("Le club vendrait-il son stade à ses voisins ?", "stade", 2, certainty="unknown", status="hypothetical"),
    Read(
        "« Qui a menti ? », demande le syndicat.",
        "menti",
        2,
        certainty="unknown",
        known="a question that does not end the sentence is read as a statement",
    ),
)
EVENTS = (
    Read("La mairie a promis de rouvrir le port.", "port", 1, "La mairie", status="planned"),
    Read("La mairie prévoit de rouvrir le port.", "port", 1, "La mairie", status="planned", tense="future"),
    Read("Le port rouvrira lundi.", "port", 0, status="planned", tense="future"),
    Read("Le port va fermer.", "port", 0, status="planned", tense="future"),
    Read("La maire demande que le port ferme.", "port", 1, "La maire", status="requested", tense="unspecified"),
    Read("Le syndicat exhorte la mairie à agir.", "agir", 1, "Le syndicat", status="requested"),
    Read("Les hôpitaux devraient agir, recommande la ligue.", "agir", 1, "la ligue", status="requested"),
    Read("Le port devrait fermer lundi.", "port", 2, status="predicted", certainty="probable"),
    Read("Le port a dû fermer.", "port", 0, status="realized", tense="past"),
    Read("Les élus avaient dû partir.", "élus", 0, status="realized", tense="past"),
    Read("La région tente de sauver le port.", "port", 0, status="realized", tense="present"),
    Read("Le port n'a pas fermé.", "port", 0, polarity="negative", tense="past"),
    Read("Aucun port n'a fermé.", "port", 0, polarity="negative"),
    Read("Il n'avait jamais fermé le port, assure la maire.", "port", 1, polarity="negative"),
    Read("Les élus ont décidé que la course partirait à midi.", "course", status="planned"),
    Read("La météo a prévu que la pluie tomberait.", "pluie", status="predicted"),
    Read("Le port va probablement fermer.", "port", status="predicted"),
    Read("Personne n'a fermé le port.", "port", polarity="negative"),
    Read(
        "La mairie a dit que le port ferme.",
        "port",
        tense="present",
        known="a present in -e is no verb: the frame's tense",
    ),
)


@pytest.mark.parametrize("case", [*DISTANCE, *CERTAINTY, *QUESTIONS, *EVENTS], ids=lambda case: case.text)
def test_stances(case: Read) -> None:
    """Distance, certainty, questions, polarity, tense and status of one sentence."""
    _check(case, LEAD + case.text)


PRESS = (
    Read(
        "Comme l'a révélé Le Fanal, le port ferme.",
        "port",
        1,
        "Le Fanal",
    ),
    Read(
        "Comme l'affirme le syndicat, le port ferme.",
        "port",
        1,
        "le syndicat",
    ),
    Read(
        "Ainsi que l'a indiqué la maire, le port ferme.",
        "port",
        1,
        "la maire",
    ),
    Read(
        "Contrairement à ce qu'affirme le syndicat, le port reste ouvert.",
        "port",
        origin="",
        known="the source is called «Contrairement»",
    ),
    Read(
        "« Nous ne céderons pas », a prévenu la maire, ajoutant que le port tiendra.",
        "port",
        1,
        "la maire",
    ),
    Read(
        "Le texte, que la commission lira jeudi, prévoit une taxe sur le port.",
        "port",
        0,
        "",
        known="a relative clause is taken for the source: «la commission lira»",
    ),
    Read(
        "Le maire, qui avait promis de partir, dirige toujours le port.",
        "port",
        0,
        "",
        tense="present",
    ),
    Read(
        "L'armée assure au contraire l'avoir repris au port.",
        "port",
        1,
        "L'armée",
    ),
    Read("L'armée assure n'avoir jamais tiré sur le port.", "port", 1, "L'armée", polarity="negative"),
    Read(
        "Le port est vide, a-t-on appris lundi auprès du procureur.",
        "port",
        1,
    ),
    Read(
        "Londres attribue le vol du port à Ruval.",
        "port",
        1,
        "Londres",
        known="«attribuer à» is in no table: the accusation is the article's own fact",
    ),
    Read("Ruval est accusé par Londres d'avoir miné le port.", "port", 1, "Londres"),
    Read(
        "Ruval aurait miné le port, accuse Londres.",
        "port",
        3,
        "Londres",
    ),
    Read(
        "L'entraîneur est furieux : « C'est une honte pour le port. »",
        "port",
        1,
        "L'entraîneur",
    ),
    Read(
        "La maire a tranché : « Le port ne fermera pas. »",
        "port",
        1,
        "La maire",
    ),
    Read(
        "La maire l'a répété : le port ne fermera pas.",
        "port",
        1,
        "La maire",
    ),
    Read("« C'est faux, le port ne ferme pas », a dit la maire.", "port", 1, "la maire"),
    Read(
        "Selon ses proches, il a quitté le port.",
        "port",
        2,
        "ses proches",
        "anonymous",
    ),
    Read(
        "Selon l'entourage du joueur, il a quitté le port.",
        "port",
        2,
        "l'entourage du joueur",
        "anonymous",
    ),
    Read(
        "Selon les témoins, il a quitté le port.",
        "port",
        2,
        "les témoins",
        "anonymous",
    ),
    Read(
        "Selon les médias locaux, il a quitté le port.",
        "port",
        2,
        "les médias locaux",
        "anonymous",
    ),
    Read("Les autorités parlent de 12 blessés au port.", "port", 1, "Les autorités", "named"),
    Read("Le ministère dénombre 12 blessés au port.", "port", 1, "Le ministère"),
    Read(
        "La famille, par la voix de son avocate, dénonce un vol au port.",
        "port",
        1,
        "La famille",
    ),
    Read("La banque aurait vendu le port, croit savoir Le Fanal.", "port", 3, "Le Fanal"),
    Read(
        "Rien ne prouve que le port ferme.",
        "port",
        2,
        "",
        certainty="unknown",
    ),
    Read(
        "Rien n'indique que le port fermera.",
        "port",
        2,
        "",
        certainty="unknown",
    ),
    Read(
        "Il n'est pas certain que le port ferme.",
        "port",
        2,
        "",
        certainty="unknown",
    ),
    Read("Il n'est pas établi que le port ferme.", "port", 2, "", certainty="unknown"),
    Read(
        "L'enquête devra dire si le port était sûr.",
        "port",
        2,
        "",
        certainty="unknown",
    ),
    Read(
        "Le maire dit ne pas savoir si le port ferme.",
        "port",
        2,
        "Le maire",
        certainty="unknown",
    ),
    Read(
        "« Je ne sais pas si le port ferme », a dit la maire.",
        "port",
        2,
        "la maire",
        certainty="unknown",
    ),
    Read("L'armée a affirmé avoir pris le port, sans apporter de preuve.", "port", 3, "L'armée"),
    Read("Le suspect a fui le port, dit la police.", "port", 1, "la police", polarity="positive"),
    Read("Le suspect n'a pas fui le port, dit la police.", "port", 1, "la police", polarity="negative"),
    Read(
        "Le suspect a fui, dit la police.",
        "fui",
        1,
        "la police",
    ),
    Read(
        "Le suspect n'a pas fui, dit la police.",
        "fui",
        1,
        "la police",
        polarity="negative",
    ),
)


@pytest.mark.parametrize("case", PRESS, ids=lambda case: case.text)
def test_press_sentences(case: Read) -> None:
    """Frames that press copy is full of: whose words they are, and how far the article stands behind them."""
    _check(case, LEAD + case.text)


FORMS = (
    ("« Nous avons rouvert le port lundi », a dit la maire.", "direct"),
    ("La maire a dit que le port « rouvrira » lundi.", "mixed"),
    ("La maire a salué « un échange utile ».", "mixed"),
    ("La maire a dit que le port rouvrira lundi.", "indirect"),
    ("Selon la maire, le port rouvre lundi.", "indirect"),
    ("Le port rouvre lundi.", "none"),
    ("Le port serait fermé.", "none"),
)


@pytest.mark.parametrize(("text", "form"), FORMS)
def test_report_forms(text: str, form: str) -> None:
    """Speech is direct, quoted words inside a report are mixed, a report without quotation is indirect."""
    assert reading_of(behind_lead(text), text[:4]).report_form == form


def test_speech_goes_on_with_its_speaker() -> None:
    """A quotation without a frame right after another is still the same person's."""
    analysis = analysed("« Le port ferme lundi matin », a dit la maire. « Nous le rouvrirons avant la fin de l'été. »")
    reading = reading_of(analysis, "Nous le")
    assert (origin_of(reading), reading.report_form, reading.carried_from) == ("la maire", "direct", 1)


def test_a_quotation_of_nobody_is_unspecified() -> None:
    """A quotation that nobody is given is reported, by somebody out of sight."""
    reading = reading_of(behind_lead("« Le port ferme lundi matin, et nous aussi. »"), "matin")
    assert (reading.source_type, level_of(reading)) == ("unspecified", 2)


def test_a_sentence_falls_into_statements() -> None:
    """A contrast and a second source each begin a statement of their own."""
    analysis = behind_lead(
        "Ils étaient 200 selon la police, 900 selon les élus ; la foule était calme, mais la ville avait peur."
    )
    statements = [reading.statement.text for reading in analysis.readings if reading.sentence == 2]
    assert statements == [
        "Ils étaient 200 selon la police",
        "900 selon les élus",
        "la foule était calme",
        "mais la ville avait peur.",
    ]


def test_invariants_hold_on_every_case() -> None:
    """Sources are empty if and only if nobody is named, disputed needs a denier, plans are never past."""
    texts = [case.text for case in (*DISCLAIMERS, *DENIALS, *FREE_INDIRECT)]
    texts += [LEAD + case.text for case in (*DISTANCE, *CERTAINTY, *QUESTIONS, *EVENTS)]
    texts += [example.context + example.phrase for example in load_examples()]
    for text in texts:
        for reading in analysed(text).readings:
            assert (not reading.chain) == (reading.source_type in ("author", "unspecified"))
            assert (reading.endorsement == "disputed") == bool(reading.disputed_by)
            assert reading.event_status != "hypothetical" or reading.certainty == "unknown"
            assert reading.event_status not in ("planned", "predicted") or reading.tense != "past"
            assert not any(cue.type == "conditional_reportive" for cue in reading.cues) or level_of(reading) >= 3

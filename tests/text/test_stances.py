"""Certainty, tense, status and polarity of statements, by class of construction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.text.analysed import LEAD, analysed, level_of, reading_of


@dataclass(frozen=True, slots=True)
class Case:
    """A text, words of the statement meant, and the fields of its reading that the class is about."""

    text: str
    words: str
    fields: dict[str, Any]


def _cases(fields: dict[str, Any], *texts: str) -> list[Case]:
    """Return a case per text; the words meant stand between braces, the whole text else."""
    cases = []
    for text in texts:
        start, end = text.find("{"), text.find("}")
        words = text[start + 1 : end] if start >= 0 else text.rstrip(" .»")[-12:]
        cases.append(Case(text.replace("{", "").replace("}", ""), words, fields))
    return cases


OPINIONS = _cases(
    {"certainty": "probable"},
    "« Je crois que les juges l'{entendront} », a dit Luc Ferrand.",
    "« Je pense que le pont {tiendra} », a dit Luc Ferrand.",
    "« Nous pensons sincèrement que le pont {tiendra} », a dit Luc Ferrand.",
    "« On a l'impression que la mairie {cache} ses comptes », a dit Luc Ferrand.",
    "« À mon avis, le pont {tiendra} », a dit Luc Ferrand.",
    "« Il me semble que le pont {penche} », a dit Luc Ferrand.",
    "« J'imagine que le pont {tiendra} », a dit Luc Ferrand.",
    "Cette baisse laisse craindre d'autres {départs}.",
    "Il semblerait que le pont {penche}.",
)
RUMOURS = _cases(
    {"certainty": "unknown"},
    "La rumeur d'un départ du maire {court} depuis le week-end.",
    "Une rumeur persistante {circule} dans les couloirs.",
    "Une rumeur court : la mairie aurait réclamé la {fermeture}.",
    "Les rumeurs de rachat vont bon {train}.",
)
REQUESTS = _cases(
    {"event_status": "requested", "tense": "unspecified"},
    "« Le ministre ferait mieux de {publier} ses agendas », a répliqué Luc Ferrand.",
    "« Le maire gagnerait à {écouter} les riverains », a dit Luc Ferrand.",
    "« La région aurait tout intérêt à {payer} », a dit Luc Ferrand.",
    "« Il serait bien inspiré de se {taire} », a dit Luc Ferrand.",
    "Luc Ferrand a parlé. « Le ministre doit {retirer} son texte, et tout de suite. »",
)
AHEAD = _cases(
    {"tense": "future", "event_status": "planned"},
    "Une heure de technologie serait {supprimée}.",
    "Selon la note, trois classes seraient {fermées}.",
    "Selon la note, les élèves seraient {accueillis} à Brenn.",
    "Selon la note, le poste serait {confié} à Luc Ferrand.",
    "Selon la note, le loyer passerait de 400 à 500 {euros}.",
    "Le congrès doit se {tenir} les 28 et 29 mars à Brenn.",
)
NOT_AHEAD = _cases(
    {"tense": "present", "event_status": "realized"},
    "Selon la note, l'accident serait dû à une {panne}.",
    "Selon la note, les plans seraient déjà {vendus} en ligne.",
    "Selon la note, 38 parcelles seraient {concernées}.",
    "Selon la note, le maire passerait pour un {menteur}.",
)
PLANS = _cases(
    {"event_status": "planned", "endorsement": "withheld"},
    "Selon la note, le rectorat envisagerait de {fermer} trois classes.",
    "Selon la note, le club songerait à {vendre} son gardien.",
    "Selon la note, le groupe projetterait de {vendre} l'usine.",
)
HERALDED = _cases(
    {"event_status": "predicted"},
    "La rentrée s'annonce plus {maigre} encore.",
    "Les débats s'annoncent {houleux}.",
)
DENIED = _cases(
    {"tense": "past", "polarity": "negative"},
    "Le groupe dément toute {intrusion}.",
    "Le groupe rejette l'ensemble des {accusations}.",
    "Le maire nie toute {participation}.",
)
DENIED_STATES = _cases(
    {"tense": "present", "polarity": "negative"},
    "L'agent nie tout {lien} avec la société.",
    "L'institut se défend de tout {catastrophisme}.",
)
PAST = _cases(
    {"tense": "past"},
    "Un violent incendie s'est {déclaré} dans la nuit.",
    "Achevés il y a deux ans, ces travaux ont {coûté} 186 000 euros.",
    "Ce sont les équipes de nuit qui ont {payé}.",
)
CUT = (
    *_cases(
        {"polarity": "positive", "tense": "present"},
        "Le maire assure qu'il s'agit d'une {erreur} et qu'aucune décision n'a été prise.",
    ),
    *_cases(
        {"polarity": "negative", "tense": "past"},
        "Le maire assure qu'il s'agit d'une erreur et qu'{aucune} décision n'a été prise.",
    ),
    *_cases(
        {"polarity": "negative", "tense": "future"},
        "Il dit que la cantine tournera jusqu'en juin et qu'{aucun} poste ne sera perdu.",
    ),
    *_cases(
        {"certainty": "probable", "polarity": "positive"},
        "Le groupe {estime} ses pertes à 9 millions d'euros et assure que ses comptes n'en souffriront pas.",
    ),
    *_cases(
        {"certainty": "certain", "polarity": "negative"},
        "Le groupe estime ses pertes à 9 millions d'euros et assure que ses comptes n'en {souffriront} pas.",
    ),
    *_cases({"polarity": "negative"}, "Le groupe {dément} toute fuite et évoque « une panne de serveur »."),
    *_cases({"polarity": "positive"}, "Le groupe dément toute fuite et {évoque} « une panne de serveur »."),
    *_cases(
        {"certainty": "certain", "tense": "present"},
        "Si la météo le permet, les recherches reprendront mardi : une étudiante {manque} toujours à l'appel.",
    ),
    *_cases(
        {"event_status": "hypothetical"},
        "Si la météo le permet, les recherches {reprendront} mardi : une étudiante manque toujours à l'appel.",
    ),
    *_cases(
        {"tense": "past"},
        "Le groupe n'en est pas à son coup d'essai : en février, une panne avait {touché} 300 000 comptes.",
    ),
)
ONE_DOUBT = (
    *_cases(
        {"certainty": "certain", "tense": "future"},
        "Les avocats {plaideront} vendredi et l'arrêt pourrait tomber en mai.",
    ),
    *_cases(
        {"certainty": "possible", "event_status": "predicted"},
        "Les avocats plaideront vendredi et l'arrêt pourrait {tomber} en mai.",
    ),
    *_cases({"certainty": "certain"}, "L'homme a sans doute trop bu : l'analyse {montre} un gramme d'alcool."),
    *_cases({"certainty": "probable"}, "L'homme a sans doute trop {bu} : l'analyse montre un gramme d'alcool."),
    *_cases(
        {"certainty": "certain", "tense": "past"},
        "Le maire a {signé} le contrat, qui devrait coûter 12 millions d'euros en mai.",
        "Interrogé sur une éventuelle réquisition, son cabinet n'a pas {répondu}.",
    ),
)
BEFALLS = _cases(
    {"event_status": "predicted", "tense": "future"},
    "Touché à la cuisse, le joueur serait {absent} dix jours.",
    "Selon la note, les réserves seraient {épuisées} en février.",
    "Le nombre de malades {baissera} en mai, a dit Luc Ferrand.",
    "« Les robots {tomberont} en panne », a dit Luc Ferrand.",
)
DECIDES = _cases(
    {"event_status": "planned", "tense": "future"},
    "Le conseil {fermera} la piscine en mai, a dit Luc Ferrand.",
    "Interrogée mercredi, elle a exclu tout {retrait} du texte.",
)
DOUBTS = (
    *_cases({"certainty": "unknown"}, "Luc Ferrand doute cependant que le joueur soit {prêt}."),
    *_cases(
        {"certainty": "possible"}, "Le groupe nie vouloir céder sa filiale, sans exclure qu'elle le {soit} un jour."
    ),
    *_cases(
        {"certainty": "unknown", "event_status": "hypothetical"},
        "Si ces valeurs revenaient à l'automne, il faudrait {fermer} le pont.",
    ),
)
CASES = (
    *BEFALLS,
    *DECIDES,
    *DOUBTS,
    *ONE_DOUBT,
    *OPINIONS,
    *RUMOURS,
    *REQUESTS,
    *AHEAD,
    *NOT_AHEAD,
    *PLANS,
    *HERALDED,
    *DENIED,
    *DENIED_STATES,
    *PAST,
    *CUT,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.text} {case.words}")
def test_fields(case: Case) -> None:
    """A statement of the class is read so, whatever its words."""
    reading = reading_of(analysed(LEAD + case.text), case.words)
    assert {name: getattr(reading, name) for name in case.fields} == case.fields


def test_silence_holds_nothing_back() -> None:
    """That somebody did not answer is the article's own, also where his age stands beside it."""
    for text in (
        "Leur fils Lucas, 19 ans, n'a pas souhaité s'exprimer.",
        "Sollicité à trois reprises, le maire n'a pas répondu.",
    ):
        assert level_of(reading_of(analysed(LEAD + text), text[-10:])) == 0

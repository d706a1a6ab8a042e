"""Tense, status, polarity and form of report of single statements, in sentences of the press that are invented."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.terms import EventStatus, Polarity, ReportForm, Tense
from tests.text.analysed import LEAD, behind_lead, reading_of


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and what is read of the statement in which ``words`` stand; a field that is None is not asked for."""

    sentence: str
    words: str
    tense: Tense | None = None
    status: EventStatus | None = None
    polarity: Polarity | None = None
    form: ReportForm | None = None


PRESENTS = (
    Said("La régie ferme trois guichets sur cinq.", "guichets", "present", "realized"),
    Said("Les éleveurs mangent moins qu'avant et vivent de peu.", "vivent", "present"),
    Said("Le chantier, que la ville avait promis pour avril, avance lentement.", "avance", "present"),
    Said("Les riverains qui avaient signé la pétition attendent une réponse.", "attendent", "present"),
    Said("Alors que la pluie tombait depuis l'aube, la digue tient bon.", "digue", "present"),
    Said("Le port de Valmore, construit en 1962, emploie 300 dockers.", "emploie", "present"),
    Said("La mairie tente de sauver la halle.", "halle", "present"),
    Said("Tout porte à croire que le feu couve encore.", "feu", "present"),
    Said("Moins d'une commune sur dix en dispose.", "dispose", "present"),
    Said("Le maire préside aussi le syndicat des eaux.", "syndicat", "present"),
    Said("La tour que couvre un drap ouvre sur la place.", "place", "present"),
    Said("Le plan ne doit rien au hasard, assure le syndicat.", "hasard", status="realized"),
    Said("Le village n'a plus de cheminée depuis vingt ans.", "cheminée", "present"),
)
PASTS = (
    Said("Le convoi quitta la gare sans bruit.", "convoi", "past", "realized"),
    Said("Les pompiers arrivèrent trop tard.", "pompiers", "past"),
    Said("Le ministre vient de signer le décret.", "décret", "past", "realized"),
    Said("Maltuin l'avait refusé, jugeant le prix trop bas.", "prix", "past"),
    Said("Le maire, qui préside aussi le syndicat des eaux, a démissionné lundi.", "syndicat", "past"),
    Said("C'est là, derrière le lavoir, que le chien a retrouvé la montre.", "montre", "past"),
    Said("C'est en mars que l'usine a fermé ses portes.", "usine", "past"),
    Said("Le facteur dit avoir vu deux camions devant le dépôt.", "camions", "past", "realized"),
    Said("Le gérant affirme n'avoir jamais reçu de mise en demeure.", "gérant", "past", "realized", "negative"),
    Said("Le syndicat accuse la direction d'avoir caché les comptes.", "comptes", "past", "realized"),
    Said("Le préfet nie toute pression sur les experts.", "pression", "past", "realized", "negative"),
    Said("Il semble que la pompe ait lâché vers minuit.", "pompe", "past"),
    Said("Le tribunal a jugé que la vente était nulle.", "vente", "past"),
    Said("Deux ouvriers sont morts dans l'effondrement du hangar.", "ouvriers", "past"),
    Said("Les vannes sont restées fermées toute la nuit.", "vannes", "past"),
    Said("Seule surprise, le départ de l'entraîneur, remplacé dès jeudi par son adjoint.", "surprise", "past"),
    Said("Le frère du gérant a, de son côté, vendu ses parts.", "parts", "past"),
    Said("La régie n'a même pas ouvert le dossier.", "dossier", "past", polarity="negative"),
    Said("Le préfet n'a ni confirmé ni démenti l'arrestation.", "arrestation", "past"),
    Said("L'adjointe s'est en revanche gardée de répondre.", "répondre", "past"),
    Said("Les recherches s'y sont poursuivies jusqu'au soir.", "recherches", "past"),
    Said("Un bus sur trois roulait au matin.", "bus", "past"),
    Said("Le chantier aura coûté 12 millions d'euros.", "chantier", "past", "realized"),
    Said("Les riverains durent quitter leurs maisons.", "maisons", "past"),
    Said("Le patron concède néanmoins avoir reçu deux offres.", "offres", "past"),
    Said("L'armée fait état d'au moins douze morts.", "morts", "past"),
    Said("Il est possible que la pompe ait lâché.", "pompe", "past"),
    Said("Il avait été convenu que le prix était ferme.", "prix", "past"),
    Said("La préfecture, qui avait interdit la marche, a donné son accord jeudi.", "accord", "past"),
    Said("Trois ans plus tard, le dossier n'a guère avancé.", "dossier", "past", polarity="negative"),
    Said("C'est le gardien qui a trouvé la montre.", "montre", "past"),
)
AHEAD = (
    Said("Les négociations reprennent mardi à 10 h.", "négociations", "future", "planned"),
    Said("La décision est attendue le 4 mars.", "décision", "future", "planned"),
    Said("Une seconde tranche est encore prévue à l'automne.", "tranche", "future", "planned"),
    Said("Un rapport doit paraître en juin.", "rapport", "future", "planned"),
    Said("La régie compte ouvrir deux lignes.", "lignes", "future", "planned"),
    Said("Le maire va démolir la halle.", "halle", "future", "planned"),
    Said("Le club ira en appel.", "appel", "future", "planned"),
    Said("La ministre a indiqué qu'elle recevrait les familles.", "familles", "future", "planned"),
    Said("Le groupe promet de reloger les locataires.", "locataires", "future", "planned"),
    Said("Il n'est pas exclu que la ligne ferme.", "ligne", "future", "predicted", "positive"),
    Said("Le préfet n'exclut pas que le barrage cède.", "barrage", "future", "predicted", "positive"),
    Said("Selon le quotidien, le président quitterait son poste.", "poste", "future", "planned"),
    Said("Selon le quotidien, les travaux s'arrêteraient jeudi.", "travaux", "future", "planned"),
    Said("Selon le quotidien, la société détiendrait deux villas.", "villas", "present", "realized"),
    Said(
        "Selon le quotidien, il aurait vendu ses parts, et elle voudrait vendre les siennes.",
        "parts",
        "past",
        "realized",
    ),
    Said("L'exposition s'ouvre lundi prochain.", "exposition", "future", "planned"),
    Said("La réforme entre en vigueur le 1er janvier.", "réforme", "future", "planned"),
    Said("Je vais probablement vendre la ferme.", "ferme", "future"),
    Said("Si le texte était voté, le prix doublerait.", "prix", "future", "hypothetical", "positive"),
    Said("Si le texte avait été voté, le prix aurait doublé.", "prix", "past", "hypothetical", "negative"),
    Said("L'institut s'attend à un recul des ventes.", "ventes", "future", "predicted"),
    Said("Les éleveurs redoutent que la maladie ne revienne.", "maladie", "future", "predicted"),
    Said("Météo-Sud prévoit des orages violents.", "orages", "future", "predicted"),
    Said("L'institut prévoit de vendre son siège.", "siège", "future", "planned"),
    Said("La régie annonce la fermeture de deux guichets d'ici à l'été.", "guichets", "future", "planned"),
    Said("Le directeur avait juré que nul ne perdrait son emploi.", "emploi", "future", "planned", "negative"),
    Said("Il était convenu que les travaux commenceraient en juin.", "travaux", "future", "planned"),
    Said("Selon le quotidien, 300 postes seraient supprimés d'ici à mars.", "postes", "future", "planned"),
    Said("Selon le quotidien, le port travaillerait ce mercredi.", "port", "present", "realized"),
    Said("Le syndicat appelle à la grève jeudi.", "grève", "unspecified", "requested"),
    Said("Le procureur a requis cinq ans de prison.", "prison", "unspecified", "requested"),
    Said("Le syndicat, qui réclame des gants, a voté la grève.", "grève", "past", "realized"),
)
NEGATIONS = (
    Said("Il n'y en a pas dans la région.", "région", polarity="negative"),
    Said("Ce projet, elle ne l'a jamais regretté.", "projet", polarity="negative"),
    Said("Les sources d'où vient la rivière ne se trouvent pas au Morvan.", "sources", polarity="negative"),
    Said("Pas un seul bateau n'a quitté le quai.", "bateau", polarity="negative"),
    Said("La ville n'a pas d'autre choix que de vendre.", "choix", polarity="positive"),
    Said("L'usine ne produit plus que des bocaux.", "bocaux", polarity="positive"),
    Said("Ils découvrent un contrat rédigé dans une langue qu'ils ne lisent pas.", "contrat", polarity="positive"),
    Said("Le village vit d'une source que personne n'avait sondée.", "source", polarity="positive"),
    Said("« Nous n'avons besoin de personne », a répondu le patron.", "besoin", polarity="negative"),
    Said("Elle se demande si le four a jamais servi.", "four", polarity="unknown"),
    Said("Les usagers ne doivent pas ouvrir les vannes.", "vannes", "unspecified", "requested", "negative"),
    Said("La cuve aurait dû être vidée en mai, a reconnu la régie.", "cuve", "past", "requested"),
    Said("Le projet est loin d'être achevé.", "projet", polarity="negative"),
    Said("La mesure ne concerne pas seulement la ville.", "ville", polarity="positive"),
    Said("Il ne fait aucun doute que la digue cédera, dit l'ingénieur.", "digue", polarity="positive"),
    Said("Il n'est pas impossible que le pont rouvre.", "pont", polarity="positive"),
    Said("Une fuite lente n'est pas à exclure.", "fuite", polarity="positive"),
    Said("Le sirop n'est plus délivré que sur ordonnance.", "sirop", polarity="positive"),
    Said("Depuis mai, plus une seule boîte ne quitte l'usine.", "boîte", polarity="negative"),
    Said("Les ventes n'ont pas un point de plus qu'en mai.", "ventes", polarity="negative"),
    Said("Pas de train ce mardi entre les deux vallées.", "train", polarity="negative"),
    Said("Pas question de vendre, répète le maire.", "vendre", polarity="negative"),
    Said("La brume qui couvre les toits n'apparaît pas sur l'image.", "brume", polarity="negative"),
    Said("Sans quoi le village aurait brûlé, estime le maire.", "village", polarity="negative"),
    Said("Les chercheurs n'excluent pas un lien avec le produit.", "lien", polarity="positive"),
    Said("Nul besoin de permis pour conduire cet engin.", "permis", polarity="negative"),
    Said("Le maire appelle à ne pas relayer de rumeurs.", "rumeurs", "unspecified", "requested", "negative"),
    Said("Le groupe affirme n'avoir « jamais touché un centime ».", "centime", "past", polarity="negative"),
    Said("L'accusation, rejetée par la majorité, a été reprise lundi.", "reprise", "past", polarity="positive"),
    Said("Parce que je ne pouvais plus signer.", "signer", polarity="negative"),
)
FORMS = (
    Said("« C'est faux », tranche le maire.", "faux", form="direct"),
    Said("« Je voudrais comprendre », a-t-elle dit, la gorge serrée.", "comprendre", form="direct"),
    Said(
        "« Rien n'est arrêté », a répondu la porte-parole du groupe minier, Ada Korb, venue sur place avec deux élus.",
        "arrêté",
        form="direct",
    ),
    Said("La présidente a promis : « Nous paierons. »", "paierons", form="direct"),
    Said("Selon le notaire, « la maison vaut le double du prix payé ».", "maison", form="direct"),
    Said("Le juge a décrit « une escroquerie patiente, réfléchie, rentable ».", "escroquerie", form="mixed"),
    Said("Le gérant a reconnu que « les freins n'avaient pas été vérifiés à temps ».", "freins", form="mixed"),
    Said("Selon l'ancien préfet, le ministre « ne peut plus porter ce texte ».", "texte", form="mixed"),
    Said("Le groupe « Marée basse » affirme que le port est bloqué.", "port", form="indirect"),
    Said("Le maire affirme que le port est bloqué.", "port", form="indirect"),
)
CUTS = (
    Said("Le billet coûtait 4 euros en mai, il en coûte 7 ce lundi.", "4 euros", "past"),
    Said("Le billet coûtait 4 euros en mai, il en coûte 7 ce lundi.", "en coûte 7", "present"),
    Said(
        "« C'est la consigne et elle n'a pas été suivie », a dit la directrice.",
        "consigne",
        "present",
        polarity="positive",
    ),
    Said(
        "« C'est la consigne et elle n'a pas été suivie », a dit la directrice.", "suivie", "past", polarity="negative"
    ),
    Said("Les uns mesurent la crue, personne ne mesure la boue.", "crue", polarity="positive"),
    Said("Les uns mesurent la crue, personne ne mesure la boue.", "boue", polarity="negative"),
    Said("Trois incidents ont été signalés, et aucun n'était grave.", "incidents", polarity="positive"),
    Said("Quant au gardien qui tenait les clés, il n'a rien vu.", "gardien", "past", polarity="negative"),
)


@pytest.mark.parametrize("case", (*PRESENTS, *PASTS, *AHEAD, *NEGATIONS, *FORMS, *CUTS), ids=lambda case: case.sentence)
def test_readings_of_single_sentences(case: Said) -> None:
    """Each sentence stands behind a lead without sources, so that nothing is carried into it."""
    reading = reading_of(behind_lead(case.sentence), case.words)
    said = (reading.tense, reading.event_status, reading.polarity, reading.report_form)
    wanted = (case.tense, case.status, case.polarity, case.form)
    assert any(value is not None for value in wanted), "a case that asks for nothing cannot fail"
    assert [s for s, w in zip(said, wanted, strict=True) if w is not None] == [w for w in wanted if w is not None]


def test_lead_is_past() -> None:
    """The lead itself: a reflexive with être."""
    assert reading_of(behind_lead("Il pleut."), LEAD.split()[2]).tense == "past"

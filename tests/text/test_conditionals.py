"""Conditional forms are found and told from imperfects, and rules K1 to K9 say what each is used for."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from summarizer.domain.analysis import ConditionalForm, ConditionalUse
from summarizer.text.conditionals import conditional_stem, is_participle, lemma_of, read_forms
from summarizer.text.view import view_of
from tests.gate.ratchet import hold
from tests.text.analysed import LEAD, analysed, behind_lead, level_of, origin_of, reading_of


def _words(text: str) -> list[str]:
    return text.split()


CONDITIONALS = _words("""
serait seraient aurait auraient pourrait pourraient devrait devraient voudrait saurait ferait irait faudrait vaudrait
parlerait tirerait montrerait entrerait livrerait durerait attirerait admirerait retirerait déclarerait préparerait
séparerait demeurerait assurerait jurerait mesurerait opérerait libérerait gérerait considérerait différerait jetterait
appellerait achèterait mènerait préférerait répéterait espérerait paierait payerait emploierait nettoierait créerait
étudierait oublierait virerait pleurerait ornerait
finirait choisirait réussirait saisirait investirait fournirait réunirait garantirait établirait nourrirait pourrirait
guérirait dormirait partirait sortirait mentirait servirait sentirait ouvrirait offrirait souffrirait découvrirait
couvrirait cueillerait fuirait maudirait bouillirait mourrait courrait parcourrait recourrait acquerrait conquerrait
vendrait perdrait rendrait répondrait mordrait tordrait fondrait attendrait défendrait prétendrait étendrait dépendrait
prendrait apprendrait comprendrait entreprendrait craindrait peindrait joindrait rejoindrait contraindrait atteindrait
résoudrait dissoudrait coudrait moudrait mettrait permettrait promettrait battrait combattrait romprait corromprait
vaincrait convaincrait connaîtrait connaitrait naîtrait paraîtrait disparaîtrait accroîtrait croirait boirait lirait
rirait dirait écrirait décrirait conduirait produirait détruirait nuirait suffirait plairait tairait extrairait
soustrairait distrairait suivrait poursuivrait vivrait survivrait recevrait apercevrait décevrait émouvrait pleuvrait
viendrait deviendrait préviendrait tiendrait maintiendrait soutiendrait verrait reverrait prévoirait enverrait
pourvoirait assoirait équivaudrait
conclurait exclurait inclurait concluraient excluraient
tirerions tireriez serions auriez pourrions devriez verrions ferions irions dirais voudrais aimerais souhaiteriez
""")
IMPERFECTS = _words("""
tirait retirait attirait étirait virait chavirait admirait respirait inspirait aspirait expirait transpirait conspirait
soupirait désirait déchirait cirait délirait empirait montrait démontrait entrait rentrait rencontrait concentrait
filtrait illustrait enregistrait administrait frustrait pénétrait perpétrait offrait souffrait ouvrait couvrait
découvrait recouvrait rouvrait livrait délivrait enivrait œuvrait manœuvrait navrait sevrait effondrait encadrait
engendrait poudrait cadrait courait parcourait recourait accourait secourait mourait durait endurait assurait rassurait
mesurait jurait figurait murmurait fissurait demeurait pleurait leurrait effleurait procurait capturait structurait
déclarait préparait séparait comparait égarait garait emparait accaparait réparait narrait barrait démarrait amarrait
errait serrait enterrait opérait libérait gérait considérait différait tolérait générait modérait exagérait suggérait
digérait insérait conférait préférait référait transférait récupérait tempérait coopérait énumérait vénérait espérait
réitérait altérait adhérait ignorait adorait dévorait élaborait collaborait améliorait détériorait explorait déplorait
implorait restaurait instaurait célébrait vibrait équilibrait sombrait encombrait dénombrait consacrait massacrait
ancrait intégrait dénigrait émigrait flairait éclairait acquérait conquérait requérait sucrait chiffrait engouffrait
tirions montriez entraient livraient ouvraient souffraient duraient
""")
NO_VERBS = _words("""
portrait autoportrait extrait retrait attrait trait abstrait distrait soustrait frais vrais marais palais paraît parait
apparaît disparaît comparaît connaît vrai souhait délais jamais désormais français
""")


@pytest.mark.parametrize("word", CONDITIONALS)
def test_conditionals_are_found(word: str) -> None:
    """A conditional of any conjugation has its stem and its ending."""
    found = conditional_stem(word)
    hold(found is not None and "".join(found) == word, True)


@pytest.mark.parametrize("word", [*IMPERFECTS, *NO_VERBS])
def test_imperfects_and_nouns_are_none(word: str) -> None:
    """An imperfect in -rait, and a noun or adverb that ends like one, is no conditional."""
    assert conditional_stem(word) is None


@pytest.mark.parametrize(
    ("stem", "lemma"),
    [
        *(("ser", "être"), ("aur", "avoir"), ("ir", "aller"), ("fer", "faire"), ("voudr", "vouloir")),
        *(("parler", "parler"), ("finir", "finir"), ("vendr", "vendre"), ("viendr", "venir"), ("verr", "voir")),
        *(("enverr", "envoyer"), ("courr", "courir"), ("recevr", "recevoir"), ("tiendr", "tenir"), ("mettr", "mettre")),
    ],
)
def test_lemmas(stem: str, lemma: str) -> None:
    """The infinitive is told from the stem."""
    assert lemma_of(stem) == lemma


@pytest.mark.parametrize("word", ["volé", "fini", "vendu", "mis", "dit", "été", "eu", "ouvert", "peints", "nées"])
def test_participles(word: str) -> None:
    """A past participle is known by its ending."""
    assert is_participle(word)


@pytest.mark.parametrize("word", ["ainsi", "aussi", "plus", "depuis", "petit", "pays", "lui", "midi", "début"])
def test_words_that_end_like_participles(word: str) -> None:
    """Adverbs and nouns that end like one are no participles."""
    assert not is_participle(word)


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence with one conditional form: its words, whether it is compound, its person and its lemma."""

    text: str
    span: str
    compound: bool
    person: int = 3
    lemma: str = ""
    known: str = ""


FORMS = (
    Form("Le maire vendrait le port.", "vendrait", False, lemma="vendre"),
    Form("Le maire n'irait pas.", "irait", False, lemma="aller"),
    Form("Je partirais en mer.", "partirais", False, 1, "partir"),
    Form("Tu partirais en mer.", "partirais", False, 2, "partir"),
    Form("Nous partirions en mer.", "partirions", False, 1, "partir"),
    Form("Vous partiriez en mer.", "partiriez", False, 2, "partir"),
    Form("Vendrait-il le port sans le dire à ses voisins de la vallée ?", "Vendrait", False, lemma="vendre"),
    Form("Le maire aurait volé la caisse.", "aurait volé", True, lemma="volé"),
    Form("Le maire n’aurait pas volé la caisse.", "aurait pas volé", True, lemma="volé"),
    Form("Deux agents auraient également été blessés.", "auraient également été blessés", True, lemma="été blessés"),
    Form("Les toits auraient été vite réparés.", "auraient été vite réparés", True),
    Form("Il aurait sciemment omis la date.", "aurait sciemment omis", True, lemma="omis"),
    Form("Il aurait, selon la police, quitté la ville.", "aurait, selon la police, quitté", True, lemma="quitté"),
    Form("Il en aurait en outre caché dix.", "aurait en outre caché", True, lemma="caché"),
    Form("La maire aurait elle aussi signé.", "aurait elle aussi signé", True, lemma="signé"),
    Form("On l'aurait vu au port.", "aurait vu", True, lemma="vu"),
    Form("La mairie aurait dû prévenir.", "aurait dû", True, lemma="dû"),
    Form("Le port aurait pu fermer.", "aurait pu", True, lemma="pu"),
    Form("Il serait allé au port.", "serait allé", True, lemma="allé"),
    Form("Elles seraient devenues riches.", "seraient devenues", True, lemma="devenues"),
    Form("La maire serait née à Brenn.", "serait née", True, lemma="née"),
    Form("Les voleurs se seraient enfuis.", "seraient enfuis", True, lemma="enfuis"),
    Form("Il s'en serait pris au juge.", "serait pris", True, lemma="pris"),
    Form("Nous serions partis.", "serions partis", True, 1, "partis"),
    Form("Le port serait fermé.", "serait", False, lemma="être"),
    Form("Les quais seraient gardés.", "seraient", False, lemma="être"),
    Form("Le suspect aurait 40 ans.", "aurait", False, lemma="avoir"),
    Form("Il aurait le choix.", "aurait", False, lemma="avoir"),
    Form("Ils seraient une trentaine.", "seraient", False, lemma="être"),
    Form("La directrice serait partie lundi.", "serait partie", True),
    Form("Il aurait cité un témoin.", "aurait cité", True),
    Form("Il aurait peut-être vu le feu.", "aurait peut-être vu", True),
    Form("Il aurait très vite compris.", "aurait très vite compris", True),
    Form("Il aurait tout de même signé.", "aurait tout de même signé", True),
    Form("Il aurait à plusieurs reprises menti.", "aurait à plusieurs reprises menti", True),
    Form("Les élus auraient eux-mêmes ouvert.", "auraient eux-mêmes ouvert", True),
    Form("Il n'aurait jamais, dit-on, été prévenu.", "aurait jamais, dit-on, été prévenu", True, known="incise late"),
    Form("Cela aurait eu lieu hier.", "aurait eu", True, lemma="eu"),
    Form("Le pilote aurait sans doute menti.", "aurait sans doute menti", True),
    Form("Le pilote aurait pourtant eu peur.", "aurait pourtant eu", True, lemma="eu"),
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.text)
def test_forms(form: Form) -> None:
    """A form covers its finite verb, with its participle where it is compound, and knows its person and lemma."""
    text = LEAD + form.text
    view = view_of(text)
    (found,) = read_forms(view)
    span = view.span(found.start, found.end)
    assert text[span.start : span.end] == span.text
    hold((span.text, found.compound), (form.span, form.compound), form.known)
    assert found.person == form.person
    if not form.known:
        assert found.lemma == (form.lemma or found.lemma)


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence behind the lead with one conditional (or the last of it): its use, its rule, what triggers it."""

    text: str
    use: ConditionalUse
    rule: str
    trigger: str | None = None
    known: str = ""


K1 = (
    Use("Le barrage pourrait céder avant l'été.", "possibility", "K1"),
    Use("Les deux quais pourraient rouvrir lundi.", "possibility", "K1"),
    Use("Selon la police, le tireur pourrait être un voisin.", "possibility", "K1"),
    Use("La mairie aurait pu fermer le pont plus tôt.", "hypothetical", "K1"),
    Use("Le club devrait signer l'accord jeudi.", "expected", "K1", "jeudi"),
    Use("Les travaux devraient commencer en mars.", "expected", "K1", "en mars"),
    Use("Le vol devrait arriver à 18 h.", "expected", "K1", "18 h"),
    Use("Le festival devrait avoir lieu malgré la pluie.", "expected", "K1"),
    Use("Les communes devraient respecter ce plafond.", "deontic", "K1"),
    Use("Le préfet devrait démissionner.", "deontic", "K1"),
    Use("La ville ne devrait pas être seule à payer.", "deontic", "K1"),
    Use("L'alarme aurait dû sonner.", "deontic", "K1"),
    Use("Il faudrait élargir la route.", "deontic", "K1"),
    Use("Je souhaiterais remercier les pompiers, a dit la maire.", "attenuation", "K1"),
    Use("Nous voudrions comprendre, a dit la maire.", "attenuation", "K1"),
    Use("On dirait un décor de théâtre.", "attenuation", "K1"),
    Use("Il viendra, ne serait-ce que pour le port.", "attenuation", "K1"),
    Use("Il lui devrait, selon elle, trois loyers.", "reportive", "K6"),
    Use("L'objectif devrait être dépassé sans peine.", "expected", "K1"),
    Use("C'est, pourrait-on dire, une digue de papier.", "attenuation", "K1"),
)
K2 = (
    Use("Le club vendrait-il son stade à ses voisins de la vallée haute ?", "question", "K2", "?"),
    Use("Qui paierait une telle somme pour ce vieux port ?", "question", "K2", "?"),
    Use("Comment la ville éclairerait-elle ses quais, en pleine nuit, sans ce courant ?", "question", "K2", "?"),
    Use("La région se demande si le port fermerait.", "question", "K2", "demande si"),
    Use("Reste à savoir si la banque prêterait cet argent.", "question", "K2", "savoir si"),
    Use("On ignore si le suspect reviendrait à Morville.", "question", "K2", "ignore si"),
    Use("Le juge doit déterminer si la société aurait menti.", "question", "K2", "déterminer si"),
    Use("Le maire n'a pas précisé s'il partirait.", "question", "K2"),
)
K3 = (
    Use("Si le pont cédait, la ville perdrait son port.", "hypothetical", "K3", "Si le pont cédait"),
    Use("La ville perdrait son port si le pont cédait.", "hypothetical", "K3", "si le pont cédait"),
    Use("S'ils avaient signé, l'usine serait sauvée.", "hypothetical", "K3", "S'ils avaient"),
    Use("Sinon, la compagnie quitterait le port.", "hypothetical", "K3", "Sinon"),
    Use("En cas de crue, la route serait coupée.", "hypothetical", "K3", "En cas de"),
    Use("Au cas où la pluie tomberait, on jouerait à l'abri.", "hypothetical", "K3", "Au cas où"),
    Use("Faute de budget, la ligne fermerait en juin.", "hypothetical", "K3", "Faute de"),
    Use("À condition que la région paie, la gare rouvrirait.", "hypothetical", "K3", "À condition"),
    Use("Si le prix montait, affirme la mairie, la ligne fermerait.", "hypothetical", "K3", "Si le prix montait"),
    Use("Dans ce cas, l'armée interviendrait.", "hypothetical", "K3", "Dans ce cas"),
)
K4 = (
    Use("La mairie a annoncé qu'elle fermerait le pont.", "future_in_past", "K4", "a annoncé"),
    Use("Le ministre avait promis que la gare rouvrirait.", "future_in_past", "K4", "avait promis"),
    Use("Les élus ont décidé que la course partirait à midi.", "future_in_past", "K4", "décidé"),
    Use("Elle pensait que le vote serait reporté.", "future_in_past", "K4", "pensait"),
    Use("Le groupe a fait savoir qu'il vendrait l'usine.", "future_in_past", "K4", "a fait savoir"),
    Use("La mairie a indiqué mardi, dans un texte, que le bac partirait lundi.", "future_in_past", "K4", "a indiqué"),
    Use("La police affirme que le suspect vivrait à Brenn.", "reportive", "K6", "affirme"),
    Use("La police a indiqué que le suspect aurait fui.", "reportive", "K5", "a indiqué"),
    Use(
        "La police a indiqué que le suspect aurait très vite fui.",
        "reportive",
        "K5",
        "a indiqué",
    ),
    Use(
        "La police a indiqué que la directrice serait partie lundi.",
        "reportive",
        "K5",
        "a indiqué",
    ),
    Use("Il était convenu que les travaux commenceraient en juin.", "future_in_past", "K4", "convenu"),
    Use("Nul n'imaginait que le volcan se réveillerait.", "future_in_past", "K4", "imaginait"),
    Use("Nul ne savait combien de temps durerait le siège.", "future_in_past", "K4", "savait"),
)
K5 = (
    Use("Le caissier aurait volé 3.000 euros.", "reportive", "K5"),
    Use("Deux gendarmes auraient été blessés.", "reportive", "K5"),
    Use("Les voleurs se seraient enfuis à pied.", "reportive", "K5"),
    Use("Le chauffeur n'aurait pas freiné.", "reportive", "K5"),
    Use("Selon la police, une alarme aurait évité le drame.", "reportive", "K5", "Selon"),
    Use("Ce prêt aurait permis de sauver l'usine.", "hypothetical", "K5"),
    Use("Un simple contrôle aurait suffi.", "hypothetical", "K5"),
    Use("Sans ce barrage, la ville aurait été noyée.", "hypothetical", "K5", "Sans ce "),
    Use("« Tout est perdu », aurait-il écrit à son frère.", "reportive", "K5"),
    Use("Sans doute serait-elle partie avant l'aube.", "reportive", "K5"),
    Use("Un simple courriel aurait suffi, selon le juge.", "hypothetical", "K5"),
)
K6 = (
    Use("Le trésorier détournerait des fonds, affirme le syndicat.", "reportive", "K6", "affirme"),
    Use("Selon le journal Le Fanal, la mairie vendrait le stade.", "reportive", "K6", "Selon"),
    Use("Le suspect vivrait à Morville, d'après les enquêteurs.", "reportive", "K6", "d'après"),
    Use("De source policière, le tireur serait un voisin.", "reportive", "K6", "De source policière"),
    Use("À en croire la presse locale, la star tournerait ici.", "reportive", "K6", "À en croire"),
    Use("La mairie, dit le journal, vendrait le stade.", "reportive", "K6", "dit"),
    Use("Le maire est accusé de fraude : il cacherait deux comptes.", "reportive", "K6", "est accusé de"),
    Use("Selon Londres, la Tessarie voudrait mille hommes.", "reportive", "K6", "Selon"),
    Use("Le port fermerait, paraît-il.", "reportive", "K6", "paraît-il"),
    Use(
        "La mairie vendrait le stade, apprend-on de bonne source.",
        "reportive",
        "K6",
        "apprend-on",
    ),
)
K8 = (
    Use("L'incendie serait d'origine criminelle.", "reportive", "K8"),
    Use("Les pertes seraient lourdes.", "reportive", "K8"),
    Use("Le suspect aurait 40 ans.", "reportive", "K8"),
    Use("Ce serait une première.", "reportive", "K8"),
    Use("Il serait utile de revoir la loi.", "hypothetical", "K9"),
    Use("Il serait temps que la mairie agisse.", "hypothetical", "K9"),
)
K9 = (
    Use("Un tel pont coûterait cher.", "hypothetical", "K9"),
    Use("Une taxe rapporterait peu.", "hypothetical", "K9"),
    Use("Les touristes viendraient en train.", "hypothetical", "K9"),
    Use("Ce plan changerait tout.", "hypothetical", "K9"),
    Use("Je partirais bien en mer.", "hypothetical", "K9"),
    Use("« Ça me plairait », dit-elle.", "hypothetical", "K9"),
)


def _last(text: str) -> ConditionalForm:
    return analysed(text).conditionals[-1]


@pytest.mark.parametrize("case", [*K1, *K2, *K3, *K4, *K5, *K6, *K8, *K9], ids=lambda case: case.text)
def test_uses(case: Use) -> None:
    """Each rule decides its sentences, in the order of the rules, with the words that made it decide."""
    form = behind_lead(case.text).conditionals[-1]
    hold((form.use, form.rule), (case.use, case.rule), case.known)
    if not case.known and case.trigger is not None:
        assert form.trigger is not None and form.trigger.text == case.trigger


@pytest.mark.parametrize("case", [*K8[:4], *K9], ids=lambda case: case.text)
def test_untriggered_uses_are_marked_for_review(case: Use) -> None:
    """Where nothing triggers a reading its confidence is low."""
    assert behind_lead(case.text).conditionals[-1].confidence == "low"


POLICE = "Selon la police, deux hommes ont fui."
GREY, EMPTY, BLACK = "Le ciel était gris.", "La rue était vide.", "Le quai était noir."
DRIVE = "Ils rouleraient vers Morville."


@dataclass(frozen=True, slots=True)
class Reach:
    """A text whose last conditional is carried over or not: its use and rule, the origin of its reading, its level."""

    id: str
    text: str
    use: ConditionalUse
    rule: str
    origin: str
    level: int
    known: str = ""


REACHES = (
    Reach("next sentence", f"{POLICE} {DRIVE}", "reportive", "K7", "la police", 3),
    Reach("third sentence", f"{POLICE} {GREY} {EMPTY} {DRIVE}", "reportive", "K7", "la police", 3),
    Reach("fourth sentence", f"{POLICE} {GREY} {EMPTY} {BLACK} {DRIVE}", "hypothetical", "K9", "", 2),
    Reach(
        "chain of conditionals",
        f"{POLICE} L'un vivrait ici. {GREY} {EMPTY} Un autre dormirait là. {GREY} {DRIVE}",
        "reportive",
        "K7",
        "la police",
        3,
    ),
    Reach("without a holder", f"{LEAD}Le caissier aurait volé la caisse. Il jouerait.", "reportive", "K7", "", 3),
    Reach(
        "same sentence",
        f"{LEAD}Le caissier aurait volé la caisse ; il jouerait au casino.",
        "reportive",
        "K7",
        "",
        3,
    ),
    Reach(
        "same sentence, the article's first",
        "Le caissier aurait volé la caisse ; il jouerait au casino.",
        "reportive",
        "K7",
        "",
        3,
        known="carry-over gives up where no sentence stands before, so that the second form is a hypothesis",
    ),
    Reach("over a paragraph", f"{POLICE}\n\n{DRIVE}", "reportive", "K7", "la police", 3),
    Reach("over a paragraph, not at once", f"{POLICE} {GREY}\n\n{DRIVE}", "reportive", "K7", "", 3),
    Reach("inside the next paragraph", f"{POLICE}\n\n{GREY} {DRIVE}", "reportive", "K7", "", 3),
    Reach(
        "over a heading",
        f"{POLICE}\n\nUne route fermée\n\n{DRIVE}",
        "reportive",
        "K7",
        "",
        3,
    ),
    Reach(
        "over a heading, going on",
        f"{POLICE}\n\nUne route fermée\n\nDe plus, ils rouleraient vers Morville.",
        "reportive",
        "K7",
        "la police",
        3,
    ),
    Reach("être over a heading", f"{POLICE}\n\nUne route fermée\n\nIls seraient à Brenn.", "reportive", "K7", "", 3),
    Reach(
        "after a retroactive attribution",
        "Une partie du port serait fermée. C'est ce que dit la maire. Les bateaux partiraient lundi.",
        "reportive",
        "K7",
        "la maire",
        3,
    ),
    Reach(
        "a nearer holder takes over",
        f"{POLICE} Le maire affirme que la ville est calme. {DRIVE}",
        "reportive",
        "K7",
        "Le maire",
        3,
    ),
    Reach(
        "a request carries nothing",
        f"{LEAD}Le maire demande de rouvrir le port. Les bateaux paieraient une taxe.",
        "hypothetical",
        "K9",
        "",
        2,
    ),
    Reach(
        "inside direct speech",
        f"{POLICE} « Un autre bus partirait dans une heure », a dit un voisin.",
        "hypothetical",
        "K9",
        "un voisin",
        2,
    ),
    Reach(
        "a quoted word is no speech",
        f"{LEAD}Selon la police, les hommes « rouleraient » vers Brenn.",
        "reportive",
        "K6",
        "la police",
        3,
    ),
    Reach(
        "compound form inside direct speech",
        f"{LEAD}« Ils auraient quitté la ville hier au soir », a dit un voisin.",
        "reportive",
        "K5",
        "un voisin",
        3,
    ),
)


@pytest.mark.parametrize("case", REACHES, ids=lambda case: case.id)
def test_carry_over(case: Reach) -> None:
    """A source or reportive conditional reaches three sentences on, over paragraphs, and not into somebody's speech."""
    analysis = analysed(case.text)
    form = analysis.conditionals[-1]
    reading = reading_of(analysis, form.span.text)
    got = (form.use, form.rule, origin_of(reading), level_of(reading))
    hold(got, (case.use, case.rule, case.origin, case.level), case.known)


def test_a_carried_source_is_named_with_its_sentence() -> None:
    """A reading whose source stands in another sentence says in which, and holds its words as a cue."""
    analysis = analysed(f"{POLICE} {DRIVE}")
    reading = reading_of(analysis, "rouleraient")
    assert reading.carried_from == 1
    assert [cue.span.text for cue in reading.cues if cue.type == "carry_over"] == ["la police"]


def test_a_title_in_the_conditional_is_reportive_with_low_confidence() -> None:
    """A title has no sentence before it that could give a source: it reports, and is marked for review."""
    form = _last("Le maire quitterait Morville\n\nLe maire est en vacances depuis mardi.")
    assert (form.use, form.rule, form.confidence) == ("reportive", "K7", "low")


def test_noise_holds_no_conditional() -> None:
    """A conditional in a line of noise is not read."""
    analysis = analysed(f"{LEAD}\n\nLire aussi : Le maire quitterait Morville\n\nIl pleut à Brenn.")
    assert analysis.conditionals == ()

"""The offline engine on the example articles: laws that hold on each, and claims as a careful journalist reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief, Provenance
from summarizer.domain.draft import Draft, DraftActor, DraftClaim
from summarizer.domain.terms import Endorsement, hedging_level
from summarizer.engines.rules.engine import RulesEngine, propose
from summarizer.text.analyse import analyse
from tests.gate.ratchet import hold

ARTICLES = sorted((Path(__file__).resolve().parents[3] / "examples" / "articles").glob("*.txt"))
PROVENANCE = Provenance(
    engine="rules", engine_version="0", draft_schema_sha256="0" * 64, created_at="2026-01-01T00:00:00Z", duration_ms=0
)


@cache
def analysis_of(path: Path) -> Analysis:
    """Return the analysis of an example article."""
    return analyse(Article.of(path.read_text(encoding="utf-8"), ArticleMeta(language="fr")))


@cache
def draft_of(path: Path) -> Draft:
    """Return what the engine proposes of an example article."""
    return propose(analysis_of(path))


@cache
def brief_of(path: Path) -> Brief:
    """Return the verified brief of that draft."""
    return verify(draft_of(path), analysis_of(path), run_id="run", provenance=PROVENANCE)


def propose_of(text: str) -> Draft:
    """Return what the engine proposes of a text."""
    return propose(analyse(Article.of(text, ArticleMeta(language="fr"))))


def plain(text: str) -> str:
    """Return a text with plain spaces and apostrophes, so that a test can be typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def level_of(claim: DraftClaim) -> int:
    """Return the level that a draft claim's fields make."""
    return hedging_level(claim.endorsement, claim.certainty, claim.source_type)


every_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


def test_there_are_examples() -> None:
    """The laws below are held on something."""
    assert len(ARTICLES) >= 10


@every_article
def test_the_draft_passes_its_checks(path: Path) -> None:
    """Verification finds no error in what the engine proposes, and keeps every claim."""
    errors = [finding for finding in brief_of(path).findings if finding.severity == "error"]
    assert errors == []
    assert len(brief_of(path).claims) == len(draft_of(path).claims)


@every_article
def test_noise_is_in_no_text(path: Path) -> None:
    """No claim, summary sentence or headline holds a line of noise."""
    analysis, draft = analysis_of(path), draft_of(path)
    titles = {sentence.span.text for sentence in analysis.sentences if sentence.kind == "title"}
    noise = [s.span.text for s in analysis.sentences if s.kind == "noise" and re.search(r"\w", s.span.text)]
    noise = [text for text in noise if text not in titles]
    texts = [draft.headline, *(claim.text for claim in draft.claims), *(sentence.text for sentence in draft.summary)]
    for line in noise:
        assert not any(plain(line) in plain(text) for text in texts)
    numbers = {s.number for s in analysis.sentences if s.kind == "noise"}
    assert not any(quote.sentence in numbers for claim in draft.claims for quote in claim.evidence)


@every_article
def test_reportive_conditionals_stay_unconfirmed(path: Path) -> None:
    """Every reportive conditional of a body sentence ends in a claim at level 3 or 4."""
    analysis, draft = analysis_of(path), draft_of(path)
    for form in analysis.conditionals:
        sentence = analysis.sentence_at(form.span.start)
        if form.use != "reportive" or sentence is None or sentence.kind != "body":
            continue
        own = [
            claim
            for claim in draft.claims
            if any(quote.sentence == sentence.number and form.span.text in quote.quote for quote in claim.evidence)
        ]
        assert own, f"no claim holds «{form.span.text}»"
        assert all(level_of(claim) >= 3 for claim in own)


@every_article
def test_summaries_are_short_and_keyed(path: Path) -> None:
    """A summary has two to five sentences, in article order, each with claims of the draft behind it."""
    draft = draft_of(path)
    keys = [claim.key for claim in draft.claims]
    assert 2 <= len(draft.summary) <= 5
    assert all(key in keys for sentence in draft.summary for key in sentence.claims)
    order = [keys.index(sentence.claims[0]) for sentence in draft.summary]
    assert order == sorted(order)
    assert draft.headline


@every_article
def test_quotes_are_verbatim(path: Path) -> None:
    """Evidence, cues, numbers and names are words of the sentence or article they are said to be of."""
    analysis, draft = analysis_of(path), draft_of(path)
    quotes = [(quote.sentence, quote.quote) for claim in draft.claims for quote in claim.evidence]
    quotes += [(cue.sentence, cue.quote) for claim in draft.claims for cue in claim.cues]
    quotes += [(number.sentence, number.quote) for number in draft.numbers]
    for number, quote in quotes:
        sentence = analysis.sentence(number)
        assert sentence is not None
        start = sentence.span.start
        found = analysis.article.text.find(quote, start)
        assert start <= found < sentence.span.end
    names = [source.name for source in draft.sources]
    names += [name for actor in draft.actors for name in (actor.name, *actor.aliases)]
    assert all(name in analysis.article.text for name in names)


@every_article
def test_sources_are_named_where_there_are_any(path: Path) -> None:
    """A claim has sources if and only if it is named or anonymous, and each is in the draft's list."""
    draft = draft_of(path)
    keys = {source.key for source in draft.sources}
    for claim in draft.claims:
        assert bool(claim.sources) == (claim.source_type in ("named", "anonymous"))
        assert {link.source for link in claim.sources} | set(claim.disputed_by) <= keys
        assert bool(claim.disputed_by) == (claim.endorsement == "disputed")


@every_article
def test_the_same_analysis_gives_the_same_bytes(path: Path) -> None:
    """Two drafts of one article are the same JSON, byte for byte."""
    first = propose(analysis_of(path)).model_dump_json()
    second = propose(
        analyse(Article.of(path.read_text(encoding="utf-8"), ArticleMeta(language="fr")))
    ).model_dump_json()
    assert first == second


async def test_the_engine_drafts_what_it_proposes() -> None:
    """The engine's draft is ``propose``'s, it names itself, and it repairs nothing."""
    engine = RulesEngine()
    proposal = await engine.draft(analysis_of(ARTICLES[0]))
    await engine.aclose()
    assert proposal.draft == draft_of(ARTICLES[0])
    assert (engine.identity.name, engine.repairs) == ("rules", False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of an example article, found by words of it: words of its source's name, its endorsement, its level.

    ``source`` is empty where nobody is named; «|» parts names that are equally right. ``words`` are typed with plain
    spaces and apostrophes.
    """

    article: str
    words: str
    source: str
    endorsement: Endorsement
    level: int
    known: str = ""


JUDGED = (
    Judged("01", "recruterait des opérateurs", "services secrets lurniens", "disputed", 4),
    Judged("01", "se seraient présentés", "services secrets lurniens", "disputed", 4),
    Judged("01", "La solde y atteindrait", "services secrets lurniens", "disputed", 4),
    Judged("01", "ignorent sans doute", "services lurniens", "attributed", 2),
    Judged("01", "avait assuré lundi", "vice-ministre tessarien", "attributed", 1),
    Judged("01", "40.000 jeunes ont signé", "ministère", "withheld", 3),
    Judged("01", "faisait état de 31.000", "Velm|vice-ministre", "withheld", 3),
    Judged("01", "juge le total", "diplomate", "attributed", 2),
    Judged("01", "Elle accuse Ilmar", "Ilse Darvenko", "attributed", 1),
    Judged("01", "ouvrirait une enquête interne", "université technique de Brenn", "attributed", 1),
    Judged("01", "avaient dû suspendre", "", "asserted", 0),
    Judged("01", "tente de rajeunir", "", "asserted", 0),
    Judged("02", "serait accidentelle", "", "withheld", 3),
    Judged("02", "quatorze personnes", "Yann Delorbe", "attributed", 1),
    Judged("02", "peut malheureusement", "Bertrand Kessouan", "attributed", 2),
    Judged("02", "de 11 à 13", "pompiers", "withheld", 3),
    Judged("02", "entre 15 et 20", "mairie", "withheld", 3),
    Judged("02", "aurait pris dans un appartement", "", "withheld", 3),
    Judged("02", "propriétaire présumé", "", "withheld", 3),
    Judged("02", "deux fortes détonations", "Des témoins", "attributed", 2),
    Judged("02", "possible départ de feu", "", "asserted", 2),
    Judged("02", "On ignore encore", "", "asserted", 2),
    Judged("02", "aurait dû être raccordé", "Habitat Ossane", "asserted", 1),
    Judged("02", "seraient relogés", "préfet", "attributed", 1),
    Judged("02", "devraient durer", "", "asserted", 2),
    Judged("03", "fermerait d'ici la fin", "Maubrac", "attributed", 1),
    Judged("03", "perd 900.000 euros", "Alban Rivoire", "disputed", 4),
    Judged("03", "2,5 millions d'euros", "expert-comptable", "attributed", 1),
    Judged("03", "table sur 35 millions", "Le groupe", "attributed", 2),
    Judged("03", "aurait déposé une offre", "source proche du dossier", "withheld", 3),
    Judged("03", "Il reprendrait entre", "source proche du dossier", "withheld", 3),
    Judged("03", "voudrait toutefois obtenir", "source proche du dossier", "withheld", 3),
    Judged("03", "pourraient aller jusqu'à", "direction des ressources humaines", "attributed", 2),
    Judged("03", "prêt aurait permis", "", "asserted", 2),
    Judged("03", "expéditions seraient bloquées", "Syndicat libre du verre", "attributed", 2),
    Judged(
        "03",
        "on tenait dix ans de plus",
        "ancien chef d'atelier",
        "attributed",
        2,
        known="«regrette» after a quotation counts as a factive: the article would stand behind what he dreams of",
    ),
    Judged("04", "cerveau présumé", "", "disputed", 4),
    Judged("04", "présumé innocent", "", "asserted", 0),
    Judged("04", "il aurait écoulé", "", "disputed", 4),
    Judged("04", "dormirait encore", "", "disputed", 4),
    Judged("04", "prétend n'avoir jamais", "Lucien Marvaz", "doubted", 4),
    Judged("04", "ce blanc n'était pas", "laboratoire Ferrandec", "attributed", 1),
    Judged("04", "les factures étaient rédigées", "ancienne associée", "attributed", 1),
    Judged("04", "(sic)", "L'une d'elles", "doubted", 4),
    Judged("04", "soi-disant expert", "", "doubted", 4),
    Judged("04", "Il aurait quitté le pays", "", "withheld", 3),
    Judged("04", "l'accusation confond", "défense", "attributed", 1),
    Judged("04", "jugement sera rendu", "", "asserted", 0),
    Judged(
        "04",
        "choisissait lui-même",
        "Solène Vidalou",
        "disputed",
        4,
    ),
    Judged("04", "vérifient si un homme", "policiers", "attributed", 2),
    Judged("05", "serait proche du Dynamo", "plusieurs médias", "disputed", 4),
    Judged("05", "avoisinerait 12 millions", "plusieurs médias", "disputed", 4),
    Judged("05", "discussions ont repris", "source interne", "attributed", 2),
    Judged("05", "Il paraît aussi", "", "attributed", 2),
    Judged("05", "rien décidé", "Hanne Ostrel", "attributed", 2),
    Judged("05", "éloignerait la menace", "", "asserted", 2),
    Judged("05", "disputeraient leur première", "", "asserted", 2),
    Judged("05", "serait absent", "", "withheld", 3),
    Judged("06", "pourrait réduire le risque", "étude", "withheld", 3),
    Judged("06", "compense peut-être", "Liv Andersberg", "attributed", 2),
    Judged(
        "06",
        "Il se peut aussi",
        "Liv Andersberg",
        "attributed",
        2,
    ),
    Judged("06", "la prudence s'impose", "Paul Ménadier", "attributed", 1),
    Judged("06", "4 000 épisodes", "les auteurs", "attributed", 2),
    Judged("06", "devraient protéger", "Fédération d'orthogériatrie", "attributed", 1),
    Judged("06", "limiter le bruit", "Fédération d'orthogériatrie", "attributed", 1),
    Judged("06", "selon les critères", "", "asserted", 0),
    Judged("06", "devrait débuter", "", "asserted", 2),
    Judged(
        "06",
        "l'étude montre une baisse",
        "étude",
        "asserted",
        1,
        known="«montrer» reports only with «que»: the study's figure is the article's own",
    ),
    Judged("07", "aurait été copiée", "Matteo Zarbin", "withheld", 3),
    Judged("07", "seraient déjà en ligne", "Matteo Zarbin", "withheld", 3),
    Judged("07", "Ils contiendraient", "Matteo Zarbin", "withheld", 3),
    Judged("07", "prétend détenir", "collectif autoproclamé", "doubted", 4),
    Judged("07", "Des rapports indiquent", "Des rapports", "attributed", 2),
    Judged("07", "la faille existait", "note interne", "attributed", 2),
    Judged("07", "a reconnu mardi", "Zarbin", "asserted", 1),
    Judged("07", "accuse la caisse", "fournisseur informatique", "disputed", 4),
    Judged("07", "avait dû fermer", "", "asserted", 0),
    Judged("07", "Selon les règles", "", "asserted", 0),
    Judged("08", "Il a neigé", "", "asserted", 0),
    Judged("08", "Une annonce sonore", "", "asserted", 0),
    Judged("08", "La billetterie ouvrait", "", "asserted", 0),
    Judged("09", "accuse la Lisenne", "Drovar", "disputed", 4),
    Judged("09", "tous les relevés", "Odile Varnay", "attributed", 1),
    Judged("09", "a toutefois reconnu", "Mirko Stavel", "asserted", 1),
    Judged("09", "a laissé entendre", "Stavel", "withheld", 3),
    Judged("09", "accepterait un moratoire", "Stavel", "attributed", 2),
    Judged("09", "saisirait la cour", "Stavel", "attributed", 2),
    Judged("09", "seraient prêts", "diplomate européen", "withheld", 3),
    Judged("09", "Ils céderaient 8 %", "diplomate européen", "withheld", 3),
    Judged("09", "enverrait un observateur", "Élysée", "attributed", 1),
    Judged("09", "2 000 selon la police", "police", "attributed", 1),
    Judged("09", "3 500 d'après", "organisateurs", "attributed", 1),
    Judged(
        "09",
        "dialogue n'est pas rompu",
        "entourage de Mme Varnay",
        "attributed",
        2,
    ),
    Judged(
        "09",
        "menace à peine voilée",
        "Ruval",
        "attributed",
        1,
    ),
    Judged("10", "vraisemblablement", "", "asserted", 2),
    Judged("10", "Ce serait le troisième", "", "withheld", 3),
    Judged("10", "l'activité soit récente", "Ariane Kolbec", "attributed", 2),
    Judged("10", "Tout porte à croire", "", "asserted", 2),
    Judged("10", "produire des enzymes", "Tomas Reveld", "attributed", 2),
    Judged("10", "se demande même", "Kolbec", "attributed", 2),
    Judged("10", "aurait déposé une demande", "magazine Abysses", "withheld", 3),
    Judged("10", "commenceraient dès 2028", "magazine Abysses", "withheld", 3),
    Judged("10", "étudier plusieurs options", "Pelagor", "attributed", 1),
    Judged("10", "n'avoir reçu aucun dossier", "autorité maritime", "attributed", 1),
    Judged("10", "prévoit de renvoyer", "Institut océanographique", "attributed", 1),
    Judged("10", "Il n'est pas exclu", "responsable technique", "attributed", 2),
    Judged("10", "l'engin aurait coulé", "équipe", "asserted", 2),
)


@pytest.mark.parametrize("case", JUDGED, ids=lambda case: f"{case.article}-{case.words}")
def test_claims_are_judged_as_a_journalist_would(case: Judged) -> None:
    """A claim of an example article has the source, the endorsement and the level that the article gives it."""
    path = next(path for path in ARTICLES if path.stem.startswith(case.article))
    draft = draft_of(path)
    claim = next(c for c in draft.claims if any(case.words in plain(quote.quote) for quote in c.evidence))
    names = {source.key: plain(source.name) for source in draft.sources}
    origin = names[claim.sources[0].source] if claim.sources else ""
    same = any(name in origin for name in case.source.split("|")) if case.source else not origin
    hold((same, claim.endorsement, level_of(claim)), (True, case.endorsement, case.level), case.known)


LEAD = "Le pont de Morville rouvre\n\n"


def _actor(draft: Draft, name: str) -> DraftActor:
    return next(actor for actor in draft.actors if name in (actor.name, *actor.aliases))


def test_a_person_under_two_names_is_one_actor() -> None:
    """«Lucien Marvet», «M. Marvet» and «Marvet» are one, under the full name, with the office."""
    text = "Le maire de Brenn, Lucien Marvet, a parlé. M. Marvet est resté. « Je pars », a dit M. Marvet aux élus."
    actor = _actor(propose_of(LEAD + text), "Lucien Marvet")
    assert (actor.name, actor.kind, actor.role) == ("Lucien Marvet", "person", "maire de Brenn")
    assert actor.aliases == ["M. Marvet"]


def test_an_acronym_is_its_body() -> None:
    """«SLV» in brackets behind a name is an alias of it."""
    text = "Le Syndicat libre du verre (SLV) proteste contre ce plan. Le port ferme lundi, affirme le SLV."
    actor = _actor(propose_of(LEAD + text), "SLV")
    assert (actor.name, actor.kind) == ("Syndicat libre du verre", "organisation")


def test_a_state_under_two_spellings_is_one_actor() -> None:
    """Spellings of one territory lead to one actor of kind state."""
    text = "La France a signé. Le port ferme, a affirmé la France lundi soir. La France attend."
    states = [actor for actor in propose_of(LEAD + text).actors if actor.kind == "state"]
    assert [actor.name for actor in states] == ["France"]


def test_two_people_of_one_family_name_stay_two() -> None:
    """A shared family name does not merge two people with different first names."""
    text = "Paul Vasset a porté plainte. Jeanne Vasset a vendu le port, a dit Paul Vasset à ses amis."
    people = {actor.name for actor in propose_of(LEAD + text).actors if actor.kind == "person"}
    assert people == {"Paul Vasset", "Jeanne Vasset"}


def test_places_and_sources_are_no_actors() -> None:
    """A town where things happen and a source without a face are no actors; a class that speaks is a group."""
    text = "Le feu a pris à Morville. Le port a brûlé, ont dit des témoins. Selon une source, tout est perdu."
    assert [(actor.name, actor.kind) for actor in propose_of(LEAD + text).actors] == [("des témoins", "group")]


def test_a_carried_claim_names_its_source() -> None:
    """A claim whose source stands in another sentence says so in its text."""
    claims = propose_of(LEAD + "Selon la police, deux hommes ont fui. Ils rouleraient vers Brenn.").claims
    assert claims[1].text == "Selon la police, ils rouleraient vers Brenn."


@dataclass(frozen=True, slots=True)
class Told:
    """A text behind the title and the texts of its claims."""

    id: str
    text: str
    claims: tuple[str, ...]
    known: str = ""


FUGITIVES = "Selon la police, deux hommes ont fui."
TOLD = (
    Told(
        "connector",
        f"{FUGITIVES} Par ailleurs, ils rouleraient vers Brenn.",
        (FUGITIVES, "Selon la police, ils rouleraient vers Brenn."),
    ),
    Told(
        "name first",
        f"{FUGITIVES} Odile Garrec serait en danger.",
        (FUGITIVES, "Selon la police, Odile Garrec serait en danger."),
    ),
    Told(
        "name that only begins a sentence",
        f"{FUGITIVES} Brenn et Vaude seraient bouclées.",
        (FUGITIVES, "Selon la police, Brenn et Vaude seraient bouclées."),
        known="a name that stands nowhere inside a sentence loses its capital: «brenn»",
    ),
    Told(
        "civility first",
        f"{FUGITIVES} M. Vasset roulerait vers Brenn.",
        (FUGITIVES, "Selon la police, M. Vasset roulerait vers Brenn."),
        known="the civility loses its capital: «m. Vasset»",
    ),
    Told(
        "contracted article",
        "Selon les données du ministère, le port ferme. Il serait vide depuis lundi.",
        ("Selon les données du ministère, le port ferme.", "Selon le ministère, il serait vide depuis lundi."),
    ),
    Told(
        "contracted article after «aveu»",
        "De l'aveu du préfet, le port ferme. Il serait vide depuis lundi.",
        ("De l'aveu du préfet, le port ferme.", "Selon le préfet, il serait vide depuis lundi."),
        known="the holder is called «du préfet», and the claim «Selon du préfet»",
    ),
    Told(
        "two statements",
        "Ils étaient 200 selon la police, 900 selon les élus de la région.",
        ("Ils étaient 200 selon la police.", "Ils étaient 200 selon la police, 900 selon les élus de la région."),
    ),
    Told(
        "speech of two sentences",
        "« Le port ferme lundi. Il faut partir vite », a dit la maire.",
        ("« Le port ferme lundi », selon la maire.", "« Il faut partir vite », a dit la maire."),
    ),
    Told(
        "speech between straight marks",
        '"Le port ferme lundi. Il faut partir vite", a dit la maire.',
        ("« Le port ferme lundi », selon la maire.", '"Il faut partir vite", a dit la maire.'),
        known="the mark put before the second half is curly, the one behind it straight",
    ),
    Told(
        "short rumour",
        f"{FUGITIVES} Il aurait menti.",
        (FUGITIVES, "Selon la police, il aurait menti."),
    ),
    Told(
        "short denial",
        f"{FUGITIVES} Brenn dément.",
        (FUGITIVES, "Brenn dément."),
    ),
    Told(
        "the accused does not accuse himself",
        "La compagnie assure que le port est sûr. Elle aurait caché deux fuites.",
        ("La compagnie assure que le port est sûr.", "Elle aurait caché deux fuites."),
        known="carry-over gives the accusation to the accused: «Selon la compagnie, elle aurait caché…»",
    ),
)


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.id)
def test_claim_texts(case: Told) -> None:
    """A claim's text is its statement, made to stand alone, with the source that stands elsewhere."""
    hold(tuple(claim.text for claim in propose_of(LEAD + case.text).claims), case.claims, case.known)


def test_a_pronoun_is_told() -> None:
    """A claim whose source is only a pronoun names whom it stands for."""
    claims = propose_of(LEAD + "Selon Odile Garrec, le pont tient. Elle assure que la gare rouvrira.").claims
    assert claims[1].text == "Elle [Odile Garrec] assure que la gare rouvrira."


def test_questions_frames_and_bare_disclaimers_are_no_claims() -> None:
    """A question, «C'est ce que dit X» and a disclaimer of other claims state nothing of their own."""
    text = (
        "Le port serait fermé depuis lundi. C'est ce que dit la maire. 300 bateaux y dorment, selon elle. "
        "L'agence Corvel n'est pas en mesure de confirmer ces chiffres. Que va devenir le vieux port de la ville ?"
    )
    claims = propose_of(LEAD + text).claims
    assert [claim.text for claim in claims] == [
        "Selon la maire, le port serait fermé depuis lundi.",
        "300 bateaux y dorment, selon elle [la maire].",
    ]


def test_a_question_of_somebody_is_no_claim() -> None:
    """What somebody asks is no statement of theirs."""
    claims = propose_of(LEAD + "Le port est fermé. « Qui a bien pu vendre le port ? », demande le syndicat.").claims
    assert [claim.text for claim in claims] == ["Le port est fermé."]


def test_an_unconfirmed_title_shows_it() -> None:
    """A headline over an unconfirmed claim shows a conditional, a source, or that nobody has confirmed it."""
    text = "Le pont de Morville ferme\n\nLe pont de Morville fermerait lundi, selon le syndicat. Il pleut sur la ville."
    assert propose_of(text).headline != "Le pont de Morville ferme"


def test_an_article_without_a_title_has_a_headline() -> None:
    """Without a title the first claim is the headline."""
    text = "Le pont de Morville fermerait lundi, selon le syndicat. Il pleut sur la ville depuis une semaine."
    assert propose_of(text).headline.startswith("Le pont de Morville fermerait lundi")

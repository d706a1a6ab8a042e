"""Texts that charge somebody of the article with what no sentence says, over a quotation that is verbatim."""

from __future__ import annotations

import pytest

from summarizer.checks.audit import audit
from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief
from summarizer.domain.draft import Draft, DraftClaim, DraftQuote, DraftSummarySentence
from summarizer.text.analyse import analyse
from tests.checks.builders import PROVENANCE

TEXT = (
    "La halle de Vaurelle rouvre\n\n"
    "La halle de Vaurelle a rouvert lundi. Le maire, Paul Ardant, a coupé le ruban.\n\n"
    "La bibliothèque ouvre à huit heures. Le maire ouvre la bibliothèque le samedi. "
    "Deux ouvriers sont morts sur le chantier en mai. La ligue n’a pas encore réagi. "
    "Une enquête vise l’entrepreneur pour fraude. "
    "El alcalde habló de la biblioteca.\n"
)


def analysed(text: str) -> Analysis:
    """Return how an article in French reads."""
    return analyse(Article.of(text, ArticleMeta(language="fr")))


def briefed(analysis: Analysis, evidence: str, text: str, headline: str = "") -> Brief:
    """Return the brief of a draft with one firm claim, which is its summary and, without another one, its headline."""
    number = next(one.number for one in analysis.sentences if evidence in one.span.text)
    claim = DraftClaim(
        key="k1",
        evidence=[DraftQuote(sentence=number, quote=evidence)],
        cues=[],
        source_type="author",
        sources=[],
        report_form="none",
        certainty="certain",
        endorsement="asserted",
        disputed_by=[],
        polarity="positive",
        tense="past",
        event_status="realized",
        text=text,
    )
    summary = [DraftSummarySentence(claims=["k1"], text=text)]
    draft = Draft(actors=[], numbers=[], sources=[], claims=[claim], summary=summary, headline=headline or text)
    return verify(draft, analysis, run_id="run", provenance=PROVENANCE)


def told(brief: Brief) -> list[str]:
    """Return every text of a brief."""
    return [brief.headline, *(one.text for one in brief.claims), *(one.text for one in brief.summary)]


ANALYSIS = analysed(TEXT)
OPENS = "La bibliothèque ouvre à huit heures."
INVENTED = (
    (OPENS, "Le maire a détourné des fonds publics."),
    (OPENS, "Le maire est coupable."),
    (OPENS, "Paul Ardant a menti."),
    ("Le maire ouvre la bibliothèque le samedi.", "Le maire est coupable."),
    ("Le maire ouvre la bibliothèque le samedi.", "Le maire de la bibliothèque a détourné des fonds."),
    ("El alcalde habló de la biblioteca.", "Paul Ardant est coupable."),
    ("Deux ouvriers sont morts sur le chantier en mai.", "Deux ouvriers du chantier sont des voleurs."),
)


@pytest.mark.parametrize(("evidence", "text"), INVENTED)
def test_an_invented_charge_stands_nowhere(evidence: str, text: str) -> None:
    """Neither in the claim nor in the summary nor in the headline, whosever name it has."""
    brief = briefed(ANALYSIS, evidence, text)
    assert text not in told(brief)
    assert {"hardening.text", "hardening.title"} <= {one.rule for one in brief.findings}


REWORDED = (
    ("Deux ouvriers sont morts sur le chantier en mai.", "Le décès de deux hommes remonte au mois de mai."),
    ("La ligue n’a pas encore réagi.", "Pas de réaction de la ligue pour l’instant."),
    ("Une enquête vise l’entrepreneur pour fraude.", "L’entrepreneur est soupçonné d’escroquerie."),
    ("La halle de Vaurelle a rouvert lundi.", "Réouverture de la halle lundi."),
)


@pytest.mark.parametrize(("evidence", "text"), REWORDED)
def test_a_synonym_or_a_noun_for_a_verb_is_the_passages_own(evidence: str, text: str) -> None:
    """What has no word of its passage, but one of the same family, is told of it."""
    brief = briefed(ANALYSIS, evidence, text)
    assert brief.claims[0].text == text


def test_a_headline_charges_nobody_on_its_own() -> None:
    """Over a claim that holds, a charge that the whole article has no word for is no headline."""
    brief = briefed(ANALYSIS, OPENS, "La bibliothèque ouvre à huit heures.", "Le maire de Vaurelle, un escroc")
    assert brief.headline == "La bibliothèque ouvre à huit heures."


DENIAL = analysed(
    "La halle de Vaurelle a brûlé lundi.\n\nLe maire, Paul Ardant, dément toute négligence. "
    "Son adjoint se défend de tout favoritisme. Le club réfute la vente du stade. "
    "Le syndicat conteste la fermeture du musée.\n"
)
DENIED = "Le maire, Paul Ardant, dément toute négligence."
TOLD_AS_FACT = (
    (DENIED, "Paul Ardant a commis une négligence."),
    ("négligence", "Paul Ardant a commis une négligence."),
    (DENIED, "Paul Ardant a été négligent."),
    ("Son adjoint se défend de tout favoritisme.", "L’adjoint a fait preuve de favoritisme."),
    ("Le club réfute la vente du stade.", "Le club a conclu la vente du stade."),
)


@pytest.mark.parametrize(("evidence", "text"), TOLD_AS_FACT)
def test_what_is_only_denied_is_not_told_as_a_fact(evidence: str, text: str) -> None:
    """A noun that stands under a denial alone has its contrary in the passage; the brief shows the denial."""
    brief = briefed(DENIAL, evidence, text)
    assert text not in told(brief)
    assert all(any(verb in claim.text for verb in ("dément", "défend", "réfute")) for claim in brief.claims)


DENIED_STILL = (
    (DENIED, "Paul Ardant nie toute négligence."),
    (DENIED, "Paul Ardant n’a commis aucune négligence, dit-il."),
    (DENIED, "Accusé de négligence, Paul Ardant rejette la faute."),
    ("Le club réfute la vente du stade.", "La vente du stade est démentie par le club."),
    ("Le syndicat conteste la fermeture du musée.", "La fermeture du musée déplaît au syndicat."),
)


@pytest.mark.parametrize(("evidence", "text"), DENIED_STILL)
def test_a_denial_in_other_words_stands(evidence: str, text: str) -> None:
    """Another verb that denies, a negation, a charge told as one; what is contested without being denied stands too."""
    assert briefed(DENIAL, evidence, text).claims[0].text == text


RUMOUR = analysed(
    "La halle de Vaurelle a brûlé lundi.\n\nLe bilan est de 40 morts, a écrit un inconnu sur le site. "
    "Le maire pourrait démissionner. La halle est peut-être perdue.\n"
)
TOLD_PLAINLY = (
    ("Le bilan est de 40 morts", "Le bilan est de 40 morts.", "40 morts à Vaurelle"),
    ("Le bilan est de 40 morts", "L’incendie a fait 40 morts.", "40 morts à Vaurelle"),
    ("Le maire pourrait démissionner.", "Le maire démissionne.", "Démission du maire"),
    ("La halle est peut-être perdue.", "La halle est perdue.", "La halle, perdue"),
)


@pytest.mark.parametrize(("evidence", "text", "headline"), TOLD_PLAINLY)
def test_what_is_nobodys_or_only_possible_is_not_told_plainly(evidence: str, text: str, headline: str) -> None:
    """From level 2 on, claim, summary and headline show an attribution, a conditional or a word of doubt."""
    brief = briefed(RUMOUR, evidence, text, headline)
    assert brief.claims[0].hedging.level >= 2
    assert not {text, headline} & set(told(brief))
    assert audit(brief, RUMOUR) == tuple(one for one in audit(brief, RUMOUR) if one.severity != "error")


TOLD_SO = (
    ("Le bilan est de 40 morts", "Un inconnu évoque 40 morts."),
    ("Le bilan est de 40 morts", "Le bilan serait de 40 morts."),
    ("Le maire pourrait démissionner.", "Le maire pourrait démissionner."),
    ("La halle est peut-être perdue.", "La perte de la halle est possible."),
)


@pytest.mark.parametrize(("evidence", "text"), TOLD_SO)
def test_any_word_that_shows_it_is_enough(evidence: str, text: str) -> None:
    """Its source by name, a conditional, a possibility."""
    brief = briefed(RUMOUR, evidence, text)
    assert set(told(brief)) == {text}

"""The checks on articles as the text layer reads them, from the text to the brief."""

from __future__ import annotations

import pytest

from summarizer.checks.audit import audit
from summarizer.checks.verify import verify
from summarizer.domain.analysis import Analysis, SourceLink
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief
from summarizer.domain.draft import (
    Draft,
    DraftClaim,
    DraftCue,
    DraftQuote,
    DraftSource,
    DraftSourceLink,
    DraftSummarySentence,
)
from summarizer.text.analyse import analyse
from tests.checks.builders import PROVENANCE

TEXT = (
    "Inondations : le barrage de Sorgues sous surveillance\n\n"
    "La préfecture de Sorgues a fermé lundi la route du barrage. "
    "L’ouvrage aurait été endommagé par la crue, selon la compagnie des eaux. "
    "Les réparations coûteraient 3,5 millions d’euros.\n\n"
    "« Nous avons évacué 1 200 habitants », a déclaré la maire, Claire Dumont. "
    "L’agence de bassin n’est pas en mesure de confirmer ces chiffres.\n\n"
    "Le ministre de l’Écologie n’a pas confirmé la rupture de la digue. "
    "Le niveau du fleuve pourrait encore monter mercredi. "
    "Si la pluie cessait, la décrue commencerait jeudi.\n"
)
ANALYSIS = analyse(Article.of(TEXT, ArticleMeta(language="fr")))


def drafted(analysis: Analysis, **firm: str) -> Draft:
    """Return a draft with one claim per reading, as the article reads it or with some fields made firm."""
    sources: dict[str, DraftSource] = {}

    def keys(links: tuple[SourceLink, ...]) -> list[DraftSourceLink]:
        for link in links:
            name = link.holder.name
            sources.setdefault(name, DraftSource(key=f"s{len(sources) + 1}", name=name, kind=link.holder.kind))
        return [DraftSourceLink(source=sources[link.holder.name].key, role=link.role) for link in links]

    claims = []
    for place, reading in enumerate(analysis.readings, 1):
        cues = [DraftCue(sentence=reading.sentence, quote=cue.span.text, type=cue.type) for cue in reading.cues]
        claims.append(
            DraftClaim(
                key=f"k{place}",
                evidence=[DraftQuote(sentence=reading.sentence, quote=reading.statement.text)],
                cues=cues,
                source_type=reading.source_type,
                sources=keys(reading.chain),
                report_form=reading.report_form,
                certainty=reading.certainty,
                endorsement=reading.endorsement,
                disputed_by=[link.source for link in keys(reading.disputed_by)],
                polarity=reading.polarity,
                tense=reading.tense,
                event_status=reading.event_status,
                text=reading.statement.text,
            ).model_copy(update=firm)
        )
    summary = [DraftSummarySentence(claims=[claim.key], text=claim.text) for claim in claims[:2]]
    return Draft(
        actors=[],
        numbers=[],
        sources=list(sources.values()),
        claims=claims,
        summary=summary,
        headline=claims[0].text,
    )


def brief_of(draft: Draft) -> Brief:
    """Return the verified brief of a draft of the article."""
    return verify(draft, ANALYSIS, run_id="run", provenance=PROVENANCE)


def test_the_articles_own_readings_pass() -> None:
    """A draft that says what the text layer reads loses no claim and is settled nowhere."""
    draft = drafted(ANALYSIS)
    brief = brief_of(draft)
    assert len(brief.claims) == len(draft.claims) > 6
    assert {found.rule for found in brief.findings if found.rule.startswith(("settled", "firmer", "source"))} == set()
    assert "error" not in {found.severity for found in audit(brief, ANALYSIS)}


def test_a_firm_draft_is_brought_down_to_the_article() -> None:
    """Asserted, certain, realized everywhere: each claim ends at the level of its reading."""
    brief = brief_of(drafted(ANALYSIS, endorsement="asserted", certainty="certain", event_status="realized"))
    true = brief_of(drafted(ANALYSIS))
    firm = {claim.evidence[0]: claim.hedging.level for claim in brief.claims}
    assert firm == {claim.evidence[0]: claim.hedging.level for claim in true.claims}
    assert "error" not in {found.severity for found in audit(brief, ANALYSIS)}


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("L’ouvrage aurait été endommagé", 3),
        ("Les réparations coûteraient 3,5 millions d’euros", 3),
        ("Nous avons évacué 1 200 habitants", 3),
        ("Le niveau du fleuve pourrait encore monter", 2),
        ("la décrue commencerait jeudi", 2),
        ("La préfecture de Sorgues a fermé lundi la route du barrage", 0),
    ],
)
def test_a_plain_claim_over_a_passage_gets_its_level(words: str, level: int) -> None:
    """Whatever is quoted, a claim that says nothing of reserve gets that of the passage."""
    base = drafted(ANALYSIS).claims[0]
    plain = {"source_type": "author", "sources": [], "endorsement": "asserted", "certainty": "certain", "cues": []}
    evidence = [DraftQuote(sentence=2, quote=words)]
    claim = base.model_copy(update={**plain, "evidence": evidence, "text": words, "event_status": "realized"})
    brief = brief_of(drafted(ANALYSIS).model_copy(update={"claims": [claim], "summary": [], "headline": words}))
    assert [found.hedging.level for found in brief.claims] == [level]
    assert "error" not in {found.severity for found in audit(brief, ANALYSIS)}


def test_what_is_not_confirmed_is_not_quoted_as_confirmed() -> None:
    """«confirmé la rupture de la digue» is in the article, and is not what the article says."""
    base = drafted(ANALYSIS).claims[0]
    evidence = [DraftQuote(sentence=7, quote="confirmé la rupture de la digue")]
    claim = base.model_copy(update={"evidence": evidence, "text": "Le ministre a confirmé la rupture de la digue."})
    brief = brief_of(drafted(ANALYSIS).model_copy(update={"claims": [claim], "summary": [], "headline": ""}))
    assert brief.claims == ()
    assert "clause.dropped" in {found.rule for found in brief.findings}

"""Claims that say something alone: what a fragment leans on is told with it, and no source is named twice."""

from __future__ import annotations

import pytest

from summarizer.checks.verify import verify
from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Brief
from summarizer.engines.rules.engine import propose
from summarizer.text.analyse import analyse
from tests.engines.rules.test_rules import PROVENANCE

TITLE = "Le conseil a voté le budget de Morville\n\n"
WHOLE = (
    "Le groupe a investi dix millions d'euros, ce que conteste la majorité.",
    "La digue a été réparée en mars, ce que dément formellement la préfecture.",
    "Le déficit atteint deux millions d'euros, ce que nie le maire.",
    "Selon une source, l'usine aurait fermé, ce qui inquiète les élus.",
    "Le maire dément avoir menti, ce qu'affirme l'opposition.",
)
CITING = (
    "Le toit a brûlé, selon l'agence Corvel, qui cite des images satellites.",
    "L'incendie a détruit le dépôt, affirme l'agence Corvel, qui cite des images satellites.",
    "Le pont a cédé, d'après le journal La Rive, qui cite un officier.",
)
NAMING = (
    "Sa cheffe de file, Nadia Belkour, a promis un recours. Le maire dément ce recours.",
    "Nadia Belkour a demandé un audit des comptes. La direction dément cet audit.",
    "Paul Auvrard a exigé le départ du préfet. Le préfet dément tout départ.",
)


def brief_of(text: str) -> Brief:
    """Return the verified brief of a text behind a title."""
    analysis = analyse(Article.of(TITLE + text, ArticleMeta(language="fr")))
    return verify(propose(analysis), analysis, run_id="run", provenance=PROVENANCE)


@pytest.mark.parametrize("sentence", WHOLE)
def test_clauses_that_take_up_another(sentence: str) -> None:
    """«Ce que conteste la majorité» is told with what it contests, and nothing is reserved a second time."""
    texts = {claim.text for claim in brief_of(sentence).claims}
    assert sentence in texts
    assert not [text for text in texts if text.startswith(("Ce qu", "Selon l’article"))]


@pytest.mark.parametrize("sentence", WHOLE)
def test_such_clauses_in_a_summary(sentence: str) -> None:
    """A summary says such a sentence once."""
    texts = [one.text for one in brief_of(sentence + " Les élus ont voté le budget des écoles mardi.").summary]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("sentence", CITING)
def test_relatives_that_only_cite(sentence: str) -> None:
    """«Qui cite des images satellites» is no claim; whom the medium cites stands in the chain of the claim before."""
    claims = brief_of(sentence).claims
    assert not [claim.text for claim in claims if claim.text.startswith("Qui ")]
    assert [source.role for source in claims[0].sources] == ["origin", "relay"]


@pytest.mark.parametrize("text", NAMING)
def test_sources_named_once(text: str) -> None:
    """A reserved text that quotes a sentence with its source does not name the source before it."""
    for claim in brief_of(text).claims:
        for source in claim.sources:
            assert claim.text.count(source.name.removeprefix("La ").removeprefix("Sa ")) <= 1, claim.text

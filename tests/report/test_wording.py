"""The French words say what the values mean."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import get_args

import pytest

from summarizer.domain import terms
from summarizer.domain.brief import Source
from summarizer.domain.terms import Comparator, HedgingLevel, SourceType
from summarizer.report import wording
from tests.fakes import brief_of, claim


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (wording.COMPARATORS, terms.Comparator),
        (wording.SEVERITIES, terms.Severity),
        (wording.ACTOR_KINDS, terms.ActorKind),
        (wording.CERTAINTIES, terms.Certainty),
        (wording.EVENT_STATUSES, terms.EventStatus),
        (wording.CUE_TYPES, terms.CueType),
    ],
)
def test_every_value_has_its_words(table: dict[str, object], values: object) -> None:
    """A value that a later version adds must get words too."""
    assert set(table) == set(get_args(values))


def test_marks_differ_by_shape_and_cover_every_level() -> None:
    """No two levels share a mark or a label: colour is never needed."""
    count = len(get_args(HedgingLevel))
    assert len(set(wording.MARKS)) == len(set(terms.HEDGING_LABELS_FR)) == count


@pytest.mark.parametrize(
    ("comparator", "shown"),
    [
        ("exact", "300 salariés"),
        ("about", "environ 300 salariés"),
        ("more_than", "plus de 300 salariés"),
        ("at_least", "au moins 300 salariés"),
        ("less_than", "moins de 300 salariés"),
        ("at_most", "jusqu'à 300 salariés"),
        ("range", "300 salariés (fourchette)"),
        ("order_of_magnitude", "300 salariés (ordre de grandeur)"),
    ],
)
def test_amounts_keep_their_comparator(comparator: Comparator, shown: str) -> None:
    """The bound stands in words before the figure."""
    number = brief_of().numbers[0].model_copy(update={"comparator": comparator})
    assert wording.amount(number) == shown


@pytest.mark.parametrize(
    ("comparator", "text", "shown"),
    [
        ("about", "une vingtaine", "une vingtaine"),
        ("about", "Une centaine de blessés", "Une centaine de blessés"),
        ("about", "dizaines de morts", "dizaines de morts"),
        ("about", "quelque 300 salariés", "quelque 300 salariés"),
        ("about", "deux mille", "environ deux mille"),
        ("about", "Deux mille", "environ deux mille"),
        ("about", "CHF 300", "environ CHF 300"),
        ("more_than", "Une vingtaine", "plus d'une vingtaine"),
        ("more_than", "un million", "plus d'un million"),
        ("less_than", "onze jours", "moins de onze jours"),
    ],
)
def test_an_amount_says_its_approximation_once(comparator: Comparator, text: str, shown: str) -> None:
    """«Une vingtaine» needs no «environ»; after a word the first letter is low, and «de» is elided."""
    number = brief_of().numbers[0].model_copy(update={"comparator": comparator, "text": text})
    assert wording.amount(number) == shown


def test_approximate_nouns_are_those_that_are_read() -> None:
    """A noun that the tables gain is not told with a second word."""
    table = json.loads((files("summarizer.text.fr") / "numbers.json").read_text(encoding="utf-8"))
    assert set(table["groups"]["values"]) == wording._ABOUT_NOUNS


def test_who_denies_stands_side_by_side() -> None:
    """Two who deny did not pass anything on to each other."""
    sources = tuple(Source(name=name, kind="unknown", role="origin") for name in ("le maire", "la préfecture\x1b[2J"))
    assert wording.names(sources) == "le maire, la préfecture"


@pytest.mark.parametrize(
    ("source_type", "names", "shown"),
    [
        ("author", (), "l'article"),
        ("unspecified", (), "source non précisée"),
        ("named", ("ministère", "M. X", "agence Y"), "ministère → M. X → agence Y"),
        ("anonymous", ("une source proche",), "une source proche (source anonyme)"),
    ],
)
def test_a_chain_reads_from_its_origin(source_type: SourceType, names: tuple[str, ...], shown: str) -> None:
    """Origin first, arrows to whoever passed it on."""
    sources = tuple(Source(name=name, kind="unknown", role="relay") for name in names)
    assert wording.whose(claim().model_copy(update={"source_type": source_type, "sources": sources})) == shown


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://exemple.fr/a?b=1#c", True),
        ("http://exemple.fr", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://exemple.fr/a b", False),
        ('https://exemple.fr/"x', False),
        ("https://exemple.fr/<x>", False),
        ("https://exemple.fr/\x1b[31m", False),
        ("https://[::1", False),
        ("//exemple.fr", False),
        ("", False),
        (None, False),
    ],
)
def test_links_are_http_or_nothing(url: str | None, safe: bool) -> None:
    """What is no plain web address is never a link."""
    assert wording.web_link(url) == (url if safe else None)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 erreur"), (1, "1 erreur"), (2, "2 erreurs"), (1200, "1\u202f200 erreurs")]
)
def test_counts_agree_with_their_noun(count: int, shown: str) -> None:
    """French takes the plural from two on."""
    assert wording.counted(count, "erreur") == shown

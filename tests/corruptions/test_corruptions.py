"""The suite on a few articles: what was caught stays caught, truthful texts stand, and the suite can fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from summarizer.domain.brief import Brief
from tests.corruptions.corruption import Corruption
from tests.corruptions.drafts import Case, cases
from tests.corruptions.operators import OPERATORS
from tests.corruptions.suite import Caught, briefed, caught_by, forget

SAMPLE = ("01-agence-securite", "03-economie-usine", "06-sante-etude", "34-diplomatie-pourparlers")
FLOORS = {
    "source swapped": 0.85,
    "name swapped": 0.88,
    "counted noun swapped": 0.8,
    "negation added": 0.92,
    "possibility made fact in the text": 0.85,
    "bound dropped": 0.92,
    "anonymous made named": 0.9,
    "future made past": 0.9,
    "negation dropped": 0.92,
    "possibility made certain": 0.92,
    "conditional made indicative in the text": 0.95,
}
"""Operators that rest on the reading or on the choice of words; every other catches at least 0.97 of its cases."""


def _sample() -> list[Case]:
    return [case for case in cases() if case.name.split(" ")[0] in SAMPLE]


@pytest.mark.parametrize(("name", "operator"), OPERATORS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_spoiled_is_caught(name: str, operator: object) -> None:
    """Each operator finds cases, and keeps its floor."""
    caught = caught_by(name, operator, _sample())  # type: ignore[arg-type]
    assert caught.cases or name in ("turned round", "range collapsed")
    assert caught.rate >= FLOORS.get(name, 0.97), [*caught.through, *caught.silent]


def test_truthful_texts_stand() -> None:
    """At most one text in twenty of the drafts that people wrote is overwritten, and one in fifty of the gold's."""
    for written, most in ((True, 0.05), (False, 0.02)):
        texts, lost = 0, []
        for case in cases():
            if case.written == written:
                brief = briefed(case, case.draft)
                texts += len(case.draft.claims)
                lost += [
                    one.message for one in brief.findings if one.rule == "hardening.text" and "level" not in one.message
                ]
        assert len(lost) <= most * texts, lost


def test_the_suite_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the comparison of texts with their passages, hardened texts get through."""
    monkeypatch.setattr("summarizer.checks.hardening.check_fidelity", lambda *_, **__: ())
    name, operator = next(one for one in OPERATORS if one[0] == "conditional made indicative in the text")
    forget()
    rate = caught_by(name, operator, _sample()).rate
    forget()
    assert rate < 0.5


def test_a_corruption_that_changes_nothing_gets_through() -> None:
    """An operator that leaves the draft as it is catches nothing: the measure tells that."""

    def idle(case: Case) -> Iterator[Corruption]:
        def survives(brief: Brief) -> bool:
            return bool(brief.claims)

        yield Corruption("idle", case, case.draft, "nothing", survives, case.draft)

    caught: Caught = caught_by("idle", idle, _sample()[:1])
    assert caught.rate == 0.0 and len(caught.through) == 1

"""The suite: every operator over every truthful draft; what was caught, what got through, and the false alarms."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from summarizer.checks.ground import Ground
from summarizer.checks.verify import verify_on
from summarizer.domain.brief import Brief, Provenance
from summarizer.domain.draft import Draft
from summarizer.domain.finding import Finding
from tests.corruptions.corruption import Corruption, Operator
from tests.corruptions.drafts import Case, cases
from tests.corruptions.operators import OPERATORS

_PROVENANCE = Provenance(
    engine="test", engine_version="0", draft_schema_sha256="", created_at="2026-01-01T00:00:00Z", duration_ms=0
)


@dataclass(slots=True)
class Caught:
    """What became of an operator's cases. A case is caught where the brief does not say it and a finding tells why."""

    operator: str
    cases: int = 0
    silent: list[str] = field(default_factory=list)
    """Not in the brief, and no finding more than for the truthful draft."""
    through: list[str] = field(default_factory=list)
    """Still in the brief."""

    @property
    def rate(self) -> float:
        """The share of cases that were caught."""
        return 1 - (len(self.silent) + len(self.through)) / self.cases if self.cases else 1.0


def briefed(case: Case, draft: Draft) -> Brief:
    """Return the verified brief of a draft of the case's article."""
    return verify_on(draft, _ground(case.name), run_id="", provenance=_PROVENANCE)


@cache
def _ground(name: str) -> Ground:
    return Ground.of(next(case for case in (*cases("dev"), *cases("held_out")) if case.name == name).analysis)


def forget() -> None:
    """Forget the prepared articles, and with them what was found on their texts."""
    _ground.cache_clear()


def run(split: str = "dev", names: Sequence[str] = ()) -> Iterator[Caught]:
    """Yield what became of each operator's cases over the drafts of a split, in the order of the list."""
    for name, operator in OPERATORS:
        if not names or name in names:
            yield caught_by(name, operator, cases(split))


def caught_by(name: str, operator: Operator, drafts: Sequence[Case]) -> Caught:
    """Return what became of one operator's cases over some drafts."""
    known: dict[str, frozenset[tuple[str, str]]] = {}
    caught = Caught(name)
    for case in drafts:
        for corruption in operator(case):
            caught.cases += 1
            brief = briefed(case, corruption.draft)
            line = f"{case.name}: {corruption.what}"
            if corruption.survives(brief):
                caught.through.append(line)
            elif _told(brief) <= _told_of_clean(corruption, known):
                caught.silent.append(line)
    return caught


TYPOGRAPHIES: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "straight apostrophes and quotes": lambda text: text.translate(str.maketrans("’‘“”", "''\"\"")),
    "typographic apostrophes": lambda text: text.replace("'", "’"),
    "plain spaces": lambda text: text.replace("\u00a0", " ").replace("\u202f", " "),
    "no-break spaces at guillemets": lambda text: text.replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "long dashes and joined dots": lambda text: text.replace(" - ", " — ").replace("...", "…"),
}
"""Ways in which one text is typed; none of them changes what it says."""


def alarms(split: str = "dev") -> dict[str, tuple[int, list[str]]]:
    """Return for drafts made of gold and for written ones, in each typography: how many texts, which were replaced."""
    found: dict[str, tuple[int, list[str]]] = {}
    for name, typed in TYPOGRAPHIES.items():
        for written in (False, True):
            texts, lines = 0, []
            for case in cases(split):
                if case.written == written:
                    draft = _typed(case.draft, typed)
                    texts += len(draft.claims) + len(draft.summary) + 1
                    lines += [
                        f"{case.name}: {one.rule}: {one.message}"
                        for one in briefed(case, draft).findings
                        if _alarms(one)
                    ]
            if texts:
                found[f"{'written' if written else 'gold'} drafts, {name}"] = (texts, lines)
    return found


def _alarms(one: Finding) -> bool:
    """Tell whether a finding says that a text was replaced or something left out as not in the article."""
    return one.rule in ("hardening.text", "hardening.sentence", "hardening.title") or one.severity == "error"


def _typed(draft: Draft, typed: Callable[[str], str]) -> Draft:
    """Return the draft with every quotation and text of it typed in another way."""

    def retyped(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: retyped(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [retyped(inner, key) for inner in value]
        return typed(value) if isinstance(value, str) and key in _TYPED else value

    return Draft.model_validate(retyped(draft.model_dump()))


_TYPED = frozenset({"quote", "text", "headline", "name", "aliases", "role"})


def _told_of_clean(corruption: Corruption, known: dict[str, frozenset[tuple[str, str]]]) -> frozenset[tuple[str, str]]:
    """Return the findings of the unspoiled part; the parts of a case are asked about many times."""
    key = f"{corruption.case.name} {corruption.clean.model_dump_json()}"
    if key not in known:
        known[key] = _told(briefed(corruption.case, corruption.clean))
    return known[key]


def _told(brief: Brief) -> frozenset[tuple[str, str]]:
    return frozenset((found.rule, found.message) for found in brief.findings if found.severity != "info")

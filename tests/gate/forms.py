"""Conditionals on third-party sentences: is the form found, is its use read, is the reportive one told from the rest.

Source: ``conditional_dev.jsonl`` beside the repository (never copied into it), finite verbs with their use. Its uses
are fewer than ours; ``ACCEPTED`` says which of ours agree with which of its.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.domain.analysis import ConditionalForm
from summarizer.text.attribution import read_attributions
from summarizer.text.conditionals import read_forms
from summarizer.text.cues import read_pattern_cues
from summarizer.text.names import read_names
from summarizer.text.uses import read_conditionals
from summarizer.text.verbs import read_verbs
from summarizer.text.view import View, view_of
from tests.gate.scores import Score, excerpt

ACCEPTED: dict[str, tuple[str, ...]] = {
    "reportive": ("reportive",),
    "hypothetical": ("hypothetical",),
    "possibility": ("possibility",),
    "future_in_past": ("future_in_past",),
    "volition_attenuation": ("attenuation",),
    "devoir": ("expected", "deontic"),
}
LEFT_OUT = (
    "left out of the use: forms marked doubtful, forms of use «other», and «aurait pu», which the guide calls "
    "counterfactual and the sentences call possibility as well as hypothetical"
)


@dataclass(slots=True)
class FormScores:
    """What the sentences measure; ``uses`` counts a form with another use as missed for the one it has."""

    form: Score
    use: Score
    reportive: Score
    sentences: int = 0
    left_out: int = 0


def score_forms(path: Path) -> FormScores:
    """Return the scores on the sentences of a file."""
    scores = FormScores(Score("conditional form"), Score("conditional use"), Score("reportive"))
    for row in _rows(path):
        scores.sentences += 1
        text: str = row["sent"]
        view = view_of(text)
        gold = {verb["start"]: verb for verb in row["verbs"]}
        _score_form(scores.form, text, view, gold)
        _score_use(scores, text, view, gold)
    return scores


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def _score_form(score: Score, text: str, view: View, gold: dict[int, dict[str, Any]]) -> None:
    found = {form.start: form for form in read_forms(view)}
    score.right += len(found.keys() & gold.keys())
    for start in sorted(found.keys() - gold.keys()):
        score.spurious += 1
        score.errors.append(f"spurious  {excerpt(text, start, found[start].end)}")
    for start in sorted(gold.keys() - found.keys()):
        score.missed += 1
        score.errors.append(f"missed    {excerpt(text, start, gold[start]['end'])}")


def _uses(view: View) -> dict[int, ConditionalForm]:
    """Return the conditionals by their offset, read as ``analyse`` reads them."""
    verbs = read_verbs(view)
    attributions = read_attributions(view, verbs, read_pattern_cues(view), read_names(view))
    return {form.span.start: form for form in read_conditionals(view, verbs, attributions)}


def _score_use(scores: FormScores, text: str, view: View, gold: dict[int, dict[str, Any]]) -> None:
    found = _uses(view)
    for start, verb in sorted(gold.items()):
        form = found.get(start)
        could_have = form is not None and form.compound and form.lemma == "pu"
        if verb["doubtful"] or verb["use"] not in ACCEPTED or could_have:
            scores.left_out += 1
            continue
        said = form.use if form is not None else "-"
        if said in ACCEPTED[verb["use"]]:
            scores.use.right += 1
        else:
            scores.use.missed += 1
            rule = form.rule if form is not None else "not read"
            line = f"{verb['use']} → {said} ({rule})  {excerpt(text, start, verb['end'])}"
            scores.use.errors.append(line)
        _score_reportive(scores.reportive, verb["use"] == "reportive", said == "reportive")
    for start in sorted(found.keys() - gold.keys()):
        _score_reportive(scores.reportive, False, found[start].use == "reportive")


def _score_reportive(score: Score, is_gold: bool, is_found: bool) -> None:
    score.right += is_gold and is_found
    score.missed += is_gold and not is_found
    score.spurious += is_found and not is_gold

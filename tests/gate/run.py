"""The table: worked examples, gold articles, and third-party sentences where they stand beside the repository.

Floors are held for the gold articles by split (``floors``); third-party sentences are looked at, not enforced.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.gate.articles import ArticleScores, load_gold, score_articles
from tests.gate.examples import FIELDS, Example, disagreements, load_examples
from tests.gate.floors import fallen, load_floors, raised, write_floors
from tests.gate.forms import LEFT_OUT as FORMS_LEFT_OUT
from tests.gate.forms import FormScores, score_forms
from tests.gate.quantities import LEFT_OUT as NUMBERS_LEFT_OUT
from tests.gate.quantities import NumberScores, score_numbers
from tests.gate.scores import Score

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
"""Third-party sentences: beside the repository, never in it."""
CONDITIONALS, NUMBERS = "conditional_dev.jsonl", "numbers_dev.jsonl"

SPLITS = ("dev", "held_out")
MATCHED = frozenset({"claims found", "conditional reportive", "attribution cue", "numbers", "title and headings"})
"""Scores that count what was found beside what was missed; the others are agreement over paired claims."""


def main(argv: Sequence[str] = (), data: Path = DATA) -> int:
    """Print the table, and what was asked of what is behind it. Returns 1 where a measure fell under its floor."""
    parser = ArgumentParser(prog="python -m tests.gate", description="How the reading agrees with its gold.")
    parser.add_argument("--errors", action="store_true", help="list every error behind the table, of held-out none")
    parser.add_argument(
        "--held-out-errors", action="store_true", help="those too: the articles are then no check on tuning any more"
    )
    parser.add_argument("--check", action="store_true", help="hold the floors but do not raise them (CI does this)")
    asked = parser.parse_args(list(argv))
    splits = SPLITS if asked.held_out_errors else SPLITS[:1] if asked.errors else ()
    for line in table(data, errors=splits):
        print(line)
    floors, measured = load_floors(), measures()
    low = fallen(measured, floors)
    for name, (value, floor) in low.items():
        print(f"FELL: {name} is {value:.4f}, its floor {floor:.4f}")
    if low:
        return 1
    lifted = raised(measured, floors)
    if lifted != floors and not asked.check and not os.environ.get("CI"):
        write_floors(lifted)
        print("floors raised: tests/gate/baseline.json")
    return 0


def table(data: Path, *, errors: Sequence[str] = ()) -> list[str]:
    """Return the lines of the table, then what is behind it for the splits of which errors are asked."""
    lines = [*_of_examples(), "", *_of_articles(), *_of_third_party(data)]
    if errors:
        lines += ["", *_errors_of_examples(), *(line for split in errors for line in _errors_of_articles(split))]
        lines += _errors_of_third_party(data)
    return lines


@cache
def _scored(split: str) -> ArticleScores:
    return score_articles([gold for gold in load_gold() if gold["split"] == split])


def measures() -> dict[str, float]:
    """Return what each score of the gold articles reached, by split and name: F1 where things are matched."""
    found = {}
    for split in SPLITS:
        for name, score in _scored(split).scores.items():
            found[f"{split}: {name}"] = score.f1 if name in MATCHED else score.recall
    return found


def _of_articles() -> list[str]:
    lines = []
    for split in SPLITS:
        count = sum(gold["split"] == split for gold in load_gold())
        if not count:
            continue
        scores = _scored(split)
        lines.append(f"Gold articles, {split} ({count} articles, {scores.claims} claims)")
        for name, score in scores.scores.items():
            gold = score.right + score.missed
            agreement = f"  {name:<28} {score.right:>3}/{gold:<4} {score.recall:6.3f}"
            lines.append(score.line() if name in MATCHED else agreement)
        lines.append("")
    return lines


def _errors_of_articles(split: str) -> list[str]:
    lines = []
    for name, score in _scored(split).scores.items():
        lines.append(f"Errors, {split}: {name} ({len(score.errors)})")
        lines += [f"  {line}" for line in score.errors]
    return lines


@cache
def _examples() -> tuple[tuple[Example, dict[str, tuple[object, object]]], ...]:
    return tuple((example, disagreements(example)) for example in load_examples())


def _of_examples() -> list[str]:
    found = _examples()
    lines = [f"Worked examples of the guide ({len(found)})"]
    for name in FIELDS:
        right = sum(name not in fields for _, fields in found)
        lines.append(f"  {name:<28} {right:>3}/{len(found)}  {right / len(found):6.3f}")
    whole = sum(not fields for _, fields in found)
    lines.append(f"  {'all fields':<28} {whole:>3}/{len(found)}  {whole / len(found):6.3f}")
    return lines


def _errors_of_examples() -> list[str]:
    lines = ["Errors, worked examples"]
    for example, fields in _examples():
        for name, (got, gold) in fields.items():
            lines.append(f"  {example.number:>2} {name}: {got!r}, gold {gold!r}  {example.phrase}")
    return lines


def _of_third_party(data: Path) -> list[str]:
    if not data.is_dir():
        return [f"Third-party sentences: not there (they are read from {data}); nothing measured on them."]
    lines = [f"Third-party sentences ({data})"]
    forms, numbers = _forms(data), _numbers(data)
    lines += _of_forms(forms) if forms else [f"  {CONDITIONALS}: not there"]
    lines += _of_numbers(numbers) if numbers else [f"  {NUMBERS}: not there"]
    return lines


@cache
def _forms(data: Path) -> FormScores | None:
    return score_forms(data / CONDITIONALS) if (data / CONDITIONALS).is_file() else None


@cache
def _numbers(data: Path) -> NumberScores | None:
    return score_numbers(data / NUMBERS) if (data / NUMBERS).is_file() else None


def _of_forms(scores: FormScores) -> list[str]:
    use = scores.use
    measured = use.right + use.missed
    return [
        f" Conditionals, {scores.sentences} sentences",
        scores.form.line(),
        f"  {'use (accuracy)':<28} {use.right:>3}/{measured}  {use.recall:6.3f}",
        scores.reportive.line(),
        f"  {FORMS_LEFT_OUT} ({scores.left_out})",
    ]


def _of_numbers(scores: NumberScores) -> list[str]:
    lines = [f" Numbers (span and value), {scores.texts} texts; spurious ones are counted where the gold is exhaustive"]
    lines += [score.line() for score in (*scores.kinds.values(), scores.all)]
    for key, why in NUMBERS_LEFT_OUT.items():
        count = f" ({scores.left_out[key]})" if key in scores.left_out else ""
        lines.append(f"  left out: {why}{count}")
    return lines


def _errors_of_third_party(data: Path) -> list[str]:
    forms, numbers = _forms(data), _numbers(data)
    scores: list[Score] = [forms.form, forms.use] if forms else []
    scores += list(numbers.kinds.values()) if numbers else []
    return [f"  {score.name}: {line}" for score in scores for line in score.errors]

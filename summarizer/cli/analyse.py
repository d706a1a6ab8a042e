"""``summarizer analyse``: the deterministic reading of articles, as JSON or read aloud."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict

from rich.console import RenderableType

from summarizer.cli.inputs import Plan
from summarizer.cli.output import dumped, show
from summarizer.cli.speech import say
from summarizer.cli.tally import Tally, failure
from summarizer.domain.analysis import Analysis, ConditionalForm
from summarizer.domain.article import Article
from summarizer.report.reading import reading_view
from summarizer.text.analyse import analyse


def main(args: argparse.Namespace) -> int:
    """Print the analysis of every input; JSON is indented where it is one, else one per line. Return the exit code."""
    with Plan.of(args.inputs, recursive=args.recursive, manifest=args.manifest) as plan:
        return _shown(plan, args.format)


def _shown(plan: Plan, format: str | None) -> int:
    tally = Tally()
    indent = 2 if plan.total == 1 else None
    aloud = format == "text" or (format is None and sys.stdout.isatty())
    for view in _views(plan, tally, reading_view if aloud else lambda one: dumped(analysis_view(one), indent=indent)):
        if isinstance(view, str):
            sys.stdout.write(view)
        else:
            show(view, sys.stdout)
        sys.stdout.flush()
    return tally.exit()


def _views(
    plan: Plan, tally: Tally, view: Callable[[Analysis], RenderableType | str]
) -> Iterator[RenderableType | str]:
    """Yield a view of each article; one that fails, for whatever reason, is told and does not end the others."""
    for item in plan.articles():
        try:
            if not isinstance(item.content, Article):
                raise item.content
            made = view(analyse(item.content))
        except Exception as error:  # noqa: BLE001  # a defect of ours must not end the others
            failed = failure(item, error)
            tally.add(failed)
            say(f"failed: {failed.input}: {failed.message}")
            continue
        tally.done += 1
        yield made


def analysis_view(analysis: Analysis) -> dict[str, object]:
    """Return an analysis as JSON values: spans as {start, end, text}, everything in order of appearance."""
    article = analysis.article
    head = {"id": article.id, **asdict(article.meta), "language": analysis.language, "n_chars": len(article.text)}
    return {
        "article": head,
        "language": analysis.language,
        "sentences": [asdict(one) for one in analysis.sentences],
        "quotations": [asdict(one) for one in analysis.quotations],
        "numbers": [asdict(one) for one in analysis.numbers],
        "conditionals": [_conditional(one) for one in analysis.conditionals],
        "attributions": [asdict(one) for one in analysis.attributions],
        "cues": [asdict(one) for one in analysis.cues],
        "names": [asdict(one) for one in analysis.names],
        "readings": [asdict(one) for one in analysis.readings],
    }


def _conditional(one: ConditionalForm) -> dict[str, object]:
    values = asdict(one)
    span, compound = values.pop("span"), values.pop("compound")
    return {"span": span, "form": "compound" if compound else "simple", **values}

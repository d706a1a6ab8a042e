"""``summarizer analyse``: the deterministic reading of articles, as JSON or read aloud."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict

from summarizer.cli.inputs import Plan
from summarizer.cli.output import dumped, show
from summarizer.cli.speech import say
from summarizer.cli.tally import Tally
from summarizer.domain.analysis import Analysis, ConditionalForm
from summarizer.domain.article import Article
from summarizer.domain.run import Failed
from summarizer.errors import ArticleError
from summarizer.report.reading import reading_view
from summarizer.text.analyse import analyse


def main(args: argparse.Namespace) -> int:
    """Print the analysis of every input; JSON is indented where it is one, else one per line. Return the exit code."""
    plan = Plan.of(args.inputs, recursive=args.recursive)
    tally = Tally()
    indent = 2 if plan.total == 1 else None
    aloud = args.format == "text" or (args.format is None and sys.stdout.isatty())
    for analysis in _analyses(plan, tally):
        if aloud:
            show(reading_view(analysis), sys.stdout)
        else:
            sys.stdout.write(dumped(analysis_view(analysis), indent=indent))
        sys.stdout.flush()
    return tally.exit()


def _analyses(plan: Plan, tally: Tally) -> Iterator[Analysis]:
    for item in plan.articles():
        try:
            if not isinstance(item.content, Article):
                raise item.content
            analysis = analyse(item.content)
        except ArticleError as error:
            tally.add(Failed(item.index, item.input, error.kind, str(error)))
            say(f"failed: {item.input}: {error}")
            continue
        tally.done += 1
        yield analysis


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

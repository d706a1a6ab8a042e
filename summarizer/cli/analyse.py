"""``summarizer analyse``: the deterministic reading of articles as JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict

from summarizer.cli.inputs import Plan
from summarizer.cli.output import dumped
from summarizer.cli.speech import say
from summarizer.cli.tally import Tally
from summarizer.domain.analysis import Analysis, ConditionalForm
from summarizer.domain.article import Article
from summarizer.domain.run import Failed
from summarizer.errors import ArticleError
from summarizer.text.analyse import analyse


def main(args: argparse.Namespace) -> int:
    """Print the analysis of every input: indented where it is one, else one per line; return the exit code."""
    plan = Plan.of(args.inputs, recursive=args.recursive)
    tally = Tally()
    indent = 2 if plan.total == 1 else None
    for view in _views(plan, tally):
        sys.stdout.write(dumped(view, indent=indent))
        sys.stdout.flush()
    return tally.exit()


def _views(plan: Plan, tally: Tally) -> Iterator[dict[str, object]]:
    for item in plan.articles():
        try:
            if not isinstance(item.content, Article):
                raise item.content
            view = analysis_view(analyse(item.content))
        except ArticleError as error:
            tally.add(Failed(item.index, item.input, error.kind, str(error)))
            say(f"failed: {item.input}: {error}")
            continue
        tally.done += 1
        yield view


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

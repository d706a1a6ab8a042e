"""``summarizer check``: what anybody wrote about an article, against that article."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from summarizer.checks.audit import audit
from summarizer.checks.written import by_claim, check_statements
from summarizer.cli.exits import Exit
from summarizer.cli.given import Given, given, said
from summarizer.cli.inputs import one_article
from summarizer.cli.output import dumped, show
from summarizer.domain.analysis import Analysis
from summarizer.domain.written import Checked
from summarizer.errors import SettingsError
from summarizer.read.sources import STDIN
from summarizer.report.checked import checked_view
from summarizer.report.machine import github, has_failed, junit, rows, sarif
from summarizer.text.analyse import analyse


def main(args: argparse.Namespace) -> int:
    """Print the findings and return 100 where one is an error (with ``--strict`` also a warning), else 0."""
    if (args.brief is None) == (args.text is None):
        raise SettingsError("give what is to be checked once: a file, - for standard input, or --text")
    if args.brief == args.article == STDIN:
        raise SettingsError("standard input can be read only once: name a file for the text or for the article")
    article = one_article(args.article)
    read = said(args.text) if args.brief is None else given(args.brief, article)
    checked = read.lined(_checked(read, analyse(article)))
    _write(args, checked)
    return Exit.FINDINGS if has_failed(checked, strict=args.strict) else Exit.OK


def _checked(read: Given, analysis: Analysis) -> tuple[Checked, ...]:
    if read.briefs:
        return tuple(one for brief in read.briefs for one in by_claim(brief, audit(brief, analysis)))
    return check_statements(read.statements, analysis)


def _write(args: argparse.Namespace, checked: Sequence[Checked]) -> None:
    file = args.brief if args.brief not in (None, STDIN) else None
    article = args.article if args.article != STDIN else None
    match args.format:
        case "text":
            show(checked_view(checked), sys.stdout)
        case "json":
            sys.stdout.write(dumped(rows(checked), indent=2))
        case "junit":
            sys.stdout.write(junit(checked, file or "summarizer check", strict=args.strict))
        case "sarif":
            version = str(importlib.import_module("summarizer").__version__)
            sys.stdout.write(dumped(sarif(checked, file=file, article=article, version=version), indent=2))
        case _:
            sys.stdout.write(github(checked, file=file))

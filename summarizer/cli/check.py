"""``summarizer check``: a brief from anywhere against its article."""

from __future__ import annotations

import argparse
import json
import sys

from pydantic import ValidationError

from summarizer.checks.audit import audit
from summarizer.cli.exits import Exit
from summarizer.cli.inputs import one_article, stdin_bytes
from summarizer.cli.output import dumped, show
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.errors import ArticleError, SettingsError
from summarizer.read.decoding import decode
from summarizer.report.terminal import findings_view
from summarizer.report.wording import counted
from summarizer.text.analyse import analyse

MAX_BRIEF_BYTES = 100_000_000
"""Largest file of briefs that is read from standard input. Ours: some ten thousand briefs."""


def main(args: argparse.Namespace) -> int:
    """Print the findings and return 100 where one is an error, else 0."""
    if args.brief == args.article == "-":
        raise SettingsError("standard input can be read only once: name a file for the brief or for the article")
    article = one_article(args.article)
    briefs = briefs_in(args.brief, article)
    analysis = analyse(article)
    findings = [finding for brief in briefs for finding in audit(brief, analysis)]
    errors = sum(finding.severity == "error" for finding in findings)
    if args.format == "json":
        sys.stdout.write(dumped([finding.model_dump(mode="json") for finding in findings], indent=2))
    else:
        if findings:
            show(findings_view(findings), sys.stdout)
        sys.stdout.write(
            f"{counted(len(findings), 'constat')}, dont {counted(errors, 'erreur')}\n"
            if findings
            else "aucun constat\n"
        )
    return Exit.FINDINGS if errors else Exit.OK


def briefs_in(path: str, article: Article) -> list[Brief]:
    """Return the briefs of a file: its only one, or those of that article; raises ArticleError that names the file."""
    try:
        rows = _rows(decode(_data(path)))
        briefs = [Brief.model_validate(row) for row in rows]
    except ArticleError as error:
        raise ArticleError(f"{path}: {error}", input=path) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "brief"
        raise ArticleError(
            f"{path}: this is no brief: {where}: {first['msg']} ({error.error_count()} errors in all; "
            "see `summarizer schema brief`)",
            input=path,
        ) from None
    if not briefs:
        raise ArticleError(f"{path}: there is no brief in it", input=path)
    chosen = [brief for brief in briefs if brief.article.id == article.id]
    if not chosen and len(briefs) > 1:
        raise ArticleError(f"{path}: none of its {len(briefs)} briefs is of this article", input=path)
    return chosen or briefs


def _data(path: str) -> bytes:
    if path == "-":
        data = stdin_bytes(limit=MAX_BRIEF_BYTES)
        if len(data) > MAX_BRIEF_BYTES:
            raise ArticleError(f"there are more than {MAX_BRIEF_BYTES:,} bytes: name a file, or give fewer briefs")
        return data
    try:
        with open(path, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}") from None


def _rows(text: str) -> list[object]:
    """Return what may be briefs: the document, the items of its list, or its lines; without their row around them."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = [_json(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    rows = value if isinstance(value, list) else [value]
    return [row.get("brief", row) if isinstance(row, dict) else row for row in rows if not _without_brief(row)]


def _json(number: int, line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"line {number} is no JSON ({error}): give a brief, or what run wrote") from None


def _without_brief(row: object) -> bool:
    return isinstance(row, dict) and row.get("status") in ("failed", "skipped") and "brief" not in row

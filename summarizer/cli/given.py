"""What ``check`` is given, told apart by its content: briefs, claims as JSON, or prose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from summarizer.checks.written import sentences_of, statements_of, written_brief
from summarizer.cli.inputs import stdin_bytes
from summarizer.domain.article import Article
from summarizer.domain.brief import Brief
from summarizer.domain.written import Checked, Statement
from summarizer.errors import ArticleError, InputError
from summarizer.read.decoding import MAX_ARTICLE_BYTES, decode, within
from summarizer.read.sources import NO_ARTICLES, ROW_SUFFIXES, STDIN, suffix

MAX_BRIEF_BYTES = 100_000_000
"""Largest file of briefs that is read from standard input. Ours: some ten thousand briefs."""
_NO_TEXT = tuple(one for one in NO_ARTICLES if one != ".json")
_JSON_SUFFIXES = (*ROW_SUFFIXES, ".json")
_BRIEF_FIELDS = frozenset({"schema_version", "article", "provenance", "coverage"})
"""Fields that a brief has and claims from elsewhere have not."""
_CLAIM_FIELDS = frozenset({"claims", "summary", "headline"})


@dataclass(frozen=True, slots=True)
class Given:
    """Briefs, or statements of any other form; ``raw`` is the text they stand in."""

    raw: str
    briefs: tuple[Brief, ...] = ()
    statements: tuple[Statement, ...] = ()

    def lined(self, checked: Sequence[Checked]) -> tuple[Checked, ...]:
        """Return the same with the lines of what stands in the text as JSON, where it can be found there."""
        cursor = 0
        found = []
        for one in checked:
            line = one.statement.line
            if line is None:
                at = _place(self.raw, one.statement.text, cursor)
                if at >= 0:
                    cursor = at if one.statement.part != "brief" else cursor
                    line = self.raw.count("\n", 0, at) + 1
            found.append(replace(one, statement=replace(one.statement, line=line)))
        return tuple(found)


def given(path: str, article: Article) -> Given:
    """Return what stands in a file, or on standard input for «-»; raises ArticleError that names it.

    JSON begins with «{», «[{» or «["», or has the ending of JSON; all else is prose.
    """
    try:
        if suffix(path) in _NO_TEXT:
            raise InputError(f"a {suffix(path)} file is no text: give prose, claims as JSON, or a brief")
        raw = decode(_data(path))
        if suffix(path) in _JSON_SUFFIXES or raw.lstrip().startswith("{") or _is_list(raw):
            return _from_json(raw, article)
        within(len(raw.encode()), MAX_ARTICLE_BYTES)
        return Given(raw, statements=sentences_of(raw))
    except InputError as error:
        raise ArticleError(f"{path}: {error}", input=path) from None


def said(text: str) -> Given:
    """Return a text that was given on the command line; raises InputError where it holds no sentence."""
    return Given("", statements=tuple(replace(one, line=None) for one in sentences_of(text)))


def _is_list(raw: str) -> bool:
    bare = raw.lstrip()
    return bare.startswith("[") and bare[1:].lstrip()[:1] in ("{", '"', "]")


def _from_json(raw: str, article: Article) -> Given:
    rows = _rows(raw)
    if len(rows) == 1 and isinstance(rows[0], dict) and _is_written(rows[0]):
        return Given(raw, statements=statements_of(written_brief(rows[0])))
    if rows and all(isinstance(row, str) or (isinstance(row, dict) and "text" in row) for row in rows):
        return Given(raw, statements=statements_of(written_brief(rows)))
    return Given(raw, briefs=tuple(_briefs(rows, article)))


def _is_written(row: dict[str, object]) -> bool:
    return not _CLAIM_FIELDS.isdisjoint(row) and _BRIEF_FIELDS.isdisjoint(row)


def _briefs(rows: list[object], article: Article) -> list[Brief]:
    """Return the briefs of the rows: the only one, or those of that article."""
    try:
        briefs = [Brief.model_validate(row) for row in rows]
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "brief"
        raise ArticleError(
            f"this is no brief: {where}: {first['msg']} ({error.error_count()} errors in all; "
            "see `summarizer schema brief`, and docs/contracts.md for claims in a smaller form)"
        ) from None
    if not briefs:
        raise ArticleError("there is no brief in it")
    chosen = [brief for brief in briefs if brief.article.id == article.id]
    if not chosen and len(briefs) > 1:
        raise ArticleError(f"none of its {len(briefs)} briefs is of this article")
    return chosen or briefs


def _data(path: str) -> bytes:
    if path == STDIN:
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
    """Return the document, the items of its list, or its lines; without the row of ``run`` around them."""
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
        raise ArticleError(f"line {number} is no JSON ({error}): give a brief, claims, or what run wrote") from None


def _without_brief(row: object) -> bool:
    return isinstance(row, dict) and row.get("status") in ("failed", "skipped") and "brief" not in row


def _place(raw: str, text: str, start: int) -> int:
    """Return where a text stands in JSON, from an offset on, in either spelling of its characters; -1 for nowhere."""
    for ascii_only in (False, True):
        at = raw.find(json.dumps(text, ensure_ascii=ascii_only)[1:-1], start)
        if at >= 0:
            return at
    return -1

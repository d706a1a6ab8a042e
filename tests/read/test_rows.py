"""JSON Lines: every line is an article or one error that names the line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.domain.article import Article, ArticleMeta
from summarizer.errors import ArticleError
from summarizer.read.articles import read_articles
from summarizer.read.rows import is_iso_date


def test_a_line_brings_its_text_and_what_is_known_of_it(tmp_path: Path) -> None:
    """All metadata arrive; id and unknown keys are left out; the name carries the line number."""
    path = tmp_path / "a.jsonl"
    meta = {"title": "T", "outlet": "O", "author": "A", "published": "2023-05", "url": "https://x.fr", "language": "fr"}
    rows = [{"text": "Un\r\ntexte.", "id": "7", "extra": [1], **meta}, {"text": "Deux.", "title": None, "outlet": " "}]
    path.write_text("\ufeff" + "\n\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    first, second = read_articles([str(path)])
    assert first.content == Article.of("Un\r\ntexte.", ArticleMeta(**meta, path=str(path)))
    assert second.content == Article.of("Deux.", ArticleMeta(path=str(path)))
    assert [first.input, second.input] == [f"{path}:1", f"{path}:3"]


@dataclass(frozen=True)
class Line:
    """A line that is no article, and words of the message."""

    id: str
    line: bytes
    says: str


BAD = (
    Line("no json", b"nonsense", "no JSON"),
    Line("a list", b"[1]", "no JSON object"),
    Line("no text", b'{"title": "x"}', "«text»"),
    Line("text is a number", b'{"text": 3}', "«text»"),
    Line("empty text", b'{"text": " \\n"}', "empty"),
    Line("NUL in the text", b'{"text": "a\\u0000b"}', "NUL"),
    Line("half a surrogate pair", b'{"text": "a\\ud800"}', "surrogate"),
    Line("half a pair in the title", b'{"text": "a", "title": "\\ud800"}', "«title»"),
    Line("title is a number", b'{"text": "a", "title": 3}', "«title»"),
    Line("no date", b'{"text": "a", "published": "8 mai"}', "ISO date"),
    Line("not utf-8", b'{"text": "\xe9"}', "not UTF-8"),
    Line("deep nesting", b"[" * 100_000, "no JSON"),
    Line("text over the limit", b'{"text": "' + b"x" * 2_000 + b'"}', "2,000 bytes"),
    Line("line over all limits", b'{"text": "' + b"x" * 100_000 + b'"}', "split the article"),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.id)
def test_a_bad_line_is_one_error_and_the_next_line_comes(case: Line, tmp_path: Path) -> None:
    """The error names the line; reading goes on after it."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "un"}\n' + case.line + b'\n{"text": "trois"}')
    limit = 1_000 if "limit" in case.id else 1_000_000
    first, bad, third = read_articles([str(path)], max_bytes=limit)
    assert isinstance(first.content, Article) and isinstance(third.content, Article)
    assert third.content.text == "trois" and third.input == f"{path}:3"
    assert isinstance(bad.content, ArticleError)
    assert str(bad.content).startswith("line 2: ") and case.says in str(bad.content)


@pytest.mark.parametrize(
    ("value", "good"),
    [
        ("2023", True),
        ("2023-05", True),
        ("2023-05-08", True),
        ("2023-05-08T10:00:00Z", True),
        ("2023-05-08T10:00:00+02:00", True),
        ("2023-13", False),
        ("2023-02-30", False),
        ("20230508", False),
        ("2023-W01", False),
        ("mai 2023", False),
        ("20AB", False),
    ],
)
def test_iso_dates(value: str, good: bool) -> None:
    """Years, months, days and times pass; other ways to write a date do not."""
    assert is_iso_date(value) is good

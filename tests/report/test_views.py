"""Briefs as terminal text, Markdown and CSV: readable, and harmless whatever the article says."""

from __future__ import annotations

import csv
import io

import pytest
from markdown_it import MarkdownIt
from rich.console import Console, RenderableType

from summarizer.domain.article import Article, ArticleMeta
from summarizer.domain.brief import Actor, Brief, Source
from summarizer.domain.finding import Finding
from summarizer.domain.run import Done, Failed, Outcome, Skipped
from summarizer.domain.span import Span
from summarizer.report.csv_rows import COLUMNS, header, outcome_rows
from summarizer.report.markdown import document, escape, to_markdown
from summarizer.report.terminal import brief_view, findings_view, outcome_view
from tests.fakes import ARTICLE, TEXT, brief_of, claim, span

HOSTILE = "[red]x[/red] \x1b[31m <script>alert(1)</script> | `a` *b* _c_ [l](javascript:x) ![i](http://x) &lt; \n# t"


def shown(view: RenderableType, *, terminal: bool = False) -> str:
    """Return what a console prints."""
    stream = io.StringIO()
    Console(file=stream, width=100, force_terminal=terminal, color_system="standard" if terminal else None).print(view)
    return stream.getvalue()


def hostile_brief() -> Brief:
    """Return a brief whose every free text is hostile."""
    brief = brief_of(findings=[Finding(rule="r", severity="error", message=HOSTILE, claim="c1")])
    source = Source(name=HOSTILE, kind="person", role="origin")
    bad = claim().model_copy(
        update={"text": HOSTILE, "sources": (source,), "endorsement": "disputed", "disputed_by": (source,)}
    )
    actor = Actor(id="a1", name=HOSTILE, kind="person", role=HOSTILE, aliases=(HOSTILE,), mentions=())
    number = brief.numbers[0].model_copy(update={"text": HOSTILE, "measures": HOSTILE})
    sentence = brief.summary[0].model_copy(update={"text": HOSTILE})
    article = brief.article.model_copy(update={"outlet": HOSTILE, "author": HOSTILE, "url": f"javascript:{HOSTILE}"})
    changes = {"headline": HOSTILE, "claims": (bad,), "actors": (actor,), "numbers": (number,), "summary": (sentence,)}
    return brief.model_copy(update={**changes, "article": article})


def test_a_terminal_brief_says_what_a_reader_needs() -> None:
    """Headline, label with its mark, chain, quotation, number in words, actor and legend are there, in this order."""
    text = shown(brief_view(brief_of()))
    parts = (
        *("L'usine de Valmont fermerait", "Le Fil · A. Roux · 2026-03", "Résumé", "○ non confirmé", "[c1]"),
        *("Affirmations", "ministère → agence Fil", "« Selon le ministère", "« fermerait » conditionnel de presse"),
        *("Chiffres", "environ 300 salariés", "Acteurs", "le maire", "● affirmé", "Couverture : chiffres 1/1"),
    )
    at = -1
    for part in parts:
        at = text.find(part, at + 1)
        assert at >= 0, part


def test_colour_says_nothing_alone() -> None:
    """With and without colour the words are the same."""
    coloured = shown(brief_view(brief_of()), terminal=True)
    bare = Console(file=io.StringIO(), width=100)
    assert "\x1b[" in coloured
    with bare.capture() as capture:
        bare.print(brief_view(brief_of()))
    stripped = "".join(part.partition("m")[2] if n else part for n, part in enumerate(coloured.split("\x1b[")))
    assert stripped == capture.get()


def test_hostile_text_is_text_on_a_terminal() -> None:
    """Markup is shown, not followed; no escape of the article comes through."""
    text = shown(brief_view(hostile_brief()))
    assert "[red]x[/red]" in text and "\x1b" not in text


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Failed(0, "a\x1b[2J.txt", "article", "vide [b]"), "✗ a.txt : vide [b]"),
        (Skipped(0, "a.txt", "duplicate", "comme 0"), "– a.txt : laissé de côté (duplicate) comme 0"),
        (Done(0, "a.txt", ARTICLE, brief_of()), "L'usine de Valmont fermerait"),
    ],
)
def test_every_outcome_has_a_view(outcome: Outcome, says: str) -> None:
    """One line of why where there is no brief."""
    assert says in shown(outcome_view(outcome))


def test_findings_carry_word_and_mark_of_severity() -> None:
    """Severity is a mark and a word, with rule, claim, message and place."""
    finding = Finding(rule="firmer", severity="error", message="trop ferme", span=span(TEXT, "fermerait"), claim="c1")
    text = shown(findings_view([finding]))
    assert all(part in text for part in ("✗ erreur", "firmer c1", "trop ferme", "« fermerait »"))


@pytest.mark.parametrize("view", ["terminal", "markdown"])
def test_a_claim_in_the_articles_own_words_says_so(view: str) -> None:
    """The passage is not printed twice; quotations inside a passage get other marks."""
    brief = brief_of()
    own = claim().model_copy(update={"text": claim().evidence[0].text})
    same = brief.model_copy(update={"claims": (own,)})
    text = shown(brief_view(same)) if view == "terminal" else to_markdown(same)
    assert "mot pour mot" in text and text.count("fermerait en mars") == 1
    quoting = Article.of("Il a dit « oui ».")
    said = claim().model_copy(update={"evidence": (span(quoting.text, "a dit « oui »"),)})
    inner = brief.model_copy(update={"claims": (said,)})
    assert "“a dit « oui »”" in (shown(brief_view(inner)) if view == "terminal" else to_markdown(inner))


@pytest.mark.parametrize("view", ["terminal", "markdown"])
def test_those_who_deny_are_no_chain(view: str) -> None:
    """Several deniers are joined with a comma."""
    brief = brief_of()
    sources = tuple(Source(name=name, kind="person", role="origin") for name in ("A", "B"))
    disputed = claim().model_copy(update={"endorsement": "disputed", "disputed_by": sources})
    both = brief.model_copy(update={"claims": (disputed,)})
    text = shown(brief_view(both)) if view == "terminal" else to_markdown(both)
    assert "A, B" in text and "A → B" not in text


def html(markdown: str) -> str:
    """Return what a Markdown reader with tables and raw HTML makes of it."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def test_hostile_text_is_text_in_markdown() -> None:
    """No tag, link, image, code, emphasis or extra heading comes out of the text; the table keeps its columns."""
    page = html(to_markdown(hostile_brief()))
    assert "<script" not in page and "<a " not in page and "<img" not in page and "<code" not in page
    assert "<em>" not in page and page.count("<h1>") == 1
    assert page.count("<td>") == 3 and "<td>c1</td>" in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt; | `a` *b* _c_ [l](javascript:x)") >= 8


@pytest.mark.parametrize(
    ("text", "escaped"), [("a<b", "a&lt;b"), ("a>b", "a&gt;b"), ("&amp;", "&amp;amp;"), ("a|b", "a\\|b")]
)
def test_escapes_stand_alone(text: str, escaped: str) -> None:
    """Each dangerous character is escaped by itself, not only in company."""
    assert escape(text) == escaped


@pytest.mark.parametrize(
    "start", ["# t", "- t", "+ t", "1. t", "12) t", "> t", "= t", "    t", "~~~", "---", "| a |", "***"]
)
def test_escaped_text_starts_no_block(start: str) -> None:
    """At the start of a line and of a list item the text is one paragraph or item that reads as it is."""
    assert html(escape(start)).replace("&gt;", ">") == f"<p>{start.strip()}</p>\n"
    assert html(f"- {escape(start)}").replace("&gt;", ">") == f"<ul>\n<li>{start.strip()}</li>\n</ul>\n"


def test_a_web_address_is_the_only_link() -> None:
    """http(s) becomes a link that brackets cannot leave."""
    meta = ArticleMeta(url="https://exemple.fr/a_(b)")
    page = html(to_markdown(brief_of(Article.of(TEXT, meta))))
    assert '<a href="https://exemple.fr/a_%28b%29">article</a>' in page


def test_a_document_tells_every_outcome_in_order() -> None:
    """Briefs, failures and skips stand one after another."""
    outcomes: list[Outcome] = [
        Done(0, "a", ARTICLE, brief_of()),
        Failed(1, "b_*.txt", "article", "vide"),
        Skipped(2, "c", "limit"),
    ]
    page = html(document(outcomes))
    assert [line for line in page.splitlines() if line.startswith("<h1>")] == [
        "<h1>L'usine de Valmont fermerait</h1>",
        "<h1>b_*.txt</h1>",
        "<h1>c</h1>",
    ]
    assert "Échec : vide" in page
    assert document([], beyond=1) == "1 article de plus, laissé de côté (limite atteinte)\n"
    assert document(outcomes[1:2], beyond=2).endswith("vide\n\n2 articles de plus, laissés de côté (limite atteinte)\n")


def cells(text: str) -> list[dict[str, str]]:
    """Return CSV rows by column."""
    return list(csv.DictReader(io.StringIO(header() + text, newline="")))


def test_claims_are_csv_rows() -> None:
    """One row per claim with its label, chain, place and numbers."""
    (row,) = cells(outcome_rows(Done(4, "a.txt", ARTICLE, brief_of())))
    assert tuple(row) == COLUMNS
    assert (row["index"], row["claim"], row["level"], row["label"]) == ("4", "c1", "3", "unconfirmed")
    assert (row["sources"], row["numbers"]) == ("ministère → agence Fil", "environ 300 salariés")
    assert TEXT[int(row["start"]) : int(row["end"])] == row["evidence"]


@pytest.mark.parametrize(
    ("outcome", "status", "message"),
    [
        (Failed(1, "a", "article", "vide"), "failed", "article: vide"),
        (Skipped(1, "a", "limit", "dix"), "skipped", "limit dix"),
        (Done(1, "a", ARTICLE, brief_of().model_copy(update={"claims": ()})), "done", ""),
    ],
)
def test_an_outcome_without_claims_is_one_csv_row(outcome: Outcome, status: str, message: str) -> None:
    """Nothing is left out of the table."""
    (row,) = cells(outcome_rows(outcome))
    assert (row["index"], row["status"], row["message"]) == ("1", status, message)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\u00a0=", "＝"])
def test_no_csv_cell_is_a_formula(start: str) -> None:
    """A spreadsheet reads an apostrophe first; quotes and line breaks survive."""
    text = f'{start}cmd|"x"\n;1'
    (row,) = cells(outcome_rows(Failed(0, text, "article", "m")))
    assert row["input"] == f"'{text}"


def test_a_csv_cell_carries_no_control() -> None:
    """Escape sequences, bells and direction controls go, also before a formula; lines and tabs of evidence stay."""
    brief = brief_of()
    text = "un\u202e\x1b[31m mot\x07,\n\tdeux\r\n« 3\u202f700 »"
    evidence = Span(0, len(text), text)
    dirty = claim().model_copy(update={"text": "\x1b[2J=1+1", "evidence": (evidence,)})
    (row,) = cells(outcome_rows(Done(0, "a\x1b]0;x\x07.txt", ARTICLE, brief.model_copy(update={"claims": (dirty,)}))))
    assert row["evidence"] == "un mot,\n\tdeux\r\n« 3\u202f700 »"
    assert (row["text"], row["input"]) == ("'=1+1", "a.txt")

"""Web pages become articles: the copy, laid out, with what the page says of itself, and never what it hides."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.domain.article import Article
from summarizer.errors import ArticleError
from summarizer.read.articles import read_articles
from summarizer.text.analyse import analyse

BODY = """
<p>La mairie de Vaurelle étudierait la fermeture de la piscine, selon deux élus de l'opposition
qui disent avoir lu une note.</p>
<p>« Nous n'avons rien décidé », a déclaré le maire,<br>Jean Vasset, dans un communiqué.
Les travaux coûteraient <b>1,2</b> million d'euros.</p>
<h2>Une pétition de 3&nbsp;400 signatures</h2>
<p>L'association des nageurs affirme que la note prévoit une ouverture réduite
à trois jours par semaine dès le mois d'avril.</p>
<ul><li>Fermeture prévue : mars</li><li>Coût : 1,2 million</li></ul>
<p>Le préfet n'était pas en mesure de confirmer cette information mardi soir.
Le conseil se prononcera le 4 avril prochain.</p>
"""
HEAD = """
<title>Vaurelle : la piscine fermerait en mars | Le Courrier</title>
<link rel="canonical" href="https://courrier.example/piscine">
<meta property="og:site_name" content="Le Courrier de Vaurelle"><meta name="author" content="Odile Fremont">
<meta property="article:published_time" content="2026-03-12T08:15:00+01:00">
"""


def page(body: str = BODY, head: str = HEAD, charset: str = '<meta charset="utf-8">') -> str:
    """Return a page as sites make them, with navigation, an aside and a script around the copy."""
    return (
        f"<!DOCTYPE html><html lang='fr'><head>{charset}{head}<script>var x = 'Le maire a avoué.';</script></head>"
        "<body>"
        "<header><nav><a href='/'>Accueil</a> <a href='/sport'>Sport</a></nav></header><main><article>"
        f"<h1>Vaurelle : la piscine fermerait en mars</h1>{body}</article></main>"
        "<aside><a href='/x'>Lire aussi : Le stade rouvre</a></aside><footer>Mentions légales</footer></body></html>"
    )


def article(data: bytes, tmp_path: Path, name: str = "a.html") -> Article:
    """Return the article read from a file with these bytes."""
    (tmp_path / name).write_bytes(data)
    (item,) = read_articles([str(tmp_path / name)])
    assert isinstance(item.content, Article), item.content
    return item.content


def test_copy_and_metadata_come_out(tmp_path: Path) -> None:
    """Title first, a blank line between blocks, nothing of the navigation; the page's own metadata."""
    read = article(page().encode(), tmp_path)
    blocks = read.text.rstrip("\n").split("\n\n")
    assert blocks[0] == "Vaurelle : la piscine fermerait en mars"
    assert blocks[2].startswith("« Nous n'avons rien décidé », a déclaré le maire, Jean Vasset, dans un communiqué.")
    assert blocks[3] == "Une pétition de 3\u00a0400 signatures" or blocks[3] == "Une pétition de 3 400 signatures"
    assert blocks[5:7] == ["- Fermeture prévue : mars", "- Coût : 1,2 million"]
    assert all(words not in read.text for words in ("Accueil", "Lire aussi", "Mentions", "avoué"))
    meta = read.meta
    assert (meta.title, meta.outlet, meta.author) == (blocks[0], "Le Courrier de Vaurelle", "Odile Fremont")
    assert (meta.published, meta.url) == ("2026-03-12", "https://courrier.example/piscine")
    assert meta.path == str(tmp_path / "a.html")


def test_the_reading_sees_title_heading_and_hedges(tmp_path: Path) -> None:
    """The layout is that of copy: title and headings are told apart, the conditional is found."""
    analysis = analyse(article(page().encode(), tmp_path))
    kinds = {sentence.span.text: sentence.kind for sentence in analysis.sentences}
    assert kinds["Vaurelle : la piscine fermerait en mars"] == "title"
    assert any(kind == "heading" and "signatures" in text for text, kind in kinds.items())
    assert {form.span.text for form in analysis.conditionals} >= {"étudierait", "coûteraient"}


@dataclass(frozen=True)
class Encoded:
    """A page's encoding, what its head says of it, and whether there is a mark before it."""

    id: str
    codec: str
    charset: str
    mark: bytes = b""


ENCODED = (
    Encoded("says utf-8", "utf-8", '<meta charset="utf-8">'),
    Encoded("says nothing, is utf-8", "utf-8", ""),
    Encoded("mark, says nothing", "utf-8", "", b"\xef\xbb\xbf"),
    Encoded("says latin-1, is windows-1252", "cp1252", '<meta charset="iso-8859-1">'),
    Encoded("old form", "cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
    Encoded("says latin-9", "iso8859-15", "<meta charset=ISO-8859-15>"),
    Encoded("says nothing, is windows-1252", "cp1252", ""),
    Encoded("says utf-8, is windows-1252", "cp1252", '<meta charset="utf-8">'),
    Encoded("utf-16", "utf-16", '<meta charset="utf-8">'),
    Encoded("says nonsense", "utf-8", '<meta charset="klingon">'),
)


@pytest.mark.parametrize("case", ENCODED, ids=lambda case: case.id)
def test_a_page_is_read_in_its_own_encoding(case: Encoded, tmp_path: Path) -> None:
    """What the head says where it is true, else what the bytes say."""
    data = case.mark + page(charset=case.charset).encode(case.codec)
    assert "La mairie de Vaurelle étudierait" in article(data, tmp_path).text


@dataclass(frozen=True)
class Hostile:
    """A page that wants more than to be read, and what must not come of it."""

    id: str
    body: str = BODY
    head: str = HEAD


HOSTILE = (
    Hostile("script in the copy", BODY + "<script>alert('Le maire a avoué.')</script>"),
    Hostile("hidden text", BODY + "<div style='display:none'><p>Le maire a avoué.</p></div>"),
    Hostile("comment", BODY + "<!-- Le maire a avoué. -->"),
    Hostile("template", BODY + "<template><p>Le maire a avoué.</p></template>"),
    Hostile("address that runs", head=HEAD.replace("https://courrier.example/piscine", "javascript:alert(1)")),
    Hostile("address of a file", head=HEAD.replace("https://courrier.example/piscine", "file:///etc/passwd")),
)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.id)
def test_what_no_reader_sees_is_no_copy(case: Hostile, tmp_path: Path) -> None:
    """Nothing hidden is in the text; the address is one of the web or none."""
    read = article(page(case.body, case.head).encode(), tmp_path)
    assert "avoué" not in read.text
    assert read.meta.url is None or read.meta.url.startswith("https://")


def test_a_page_on_standard_input_and_a_packed_one(tmp_path: Path) -> None:
    """A page is told by how it begins; a packed one by its name."""
    import gzip

    (item,) = read_articles(["-"], stdin=io.BytesIO(b"\n " + page().encode()))
    assert isinstance(item.content, Article) and item.content.meta.outlet == "Le Courrier de Vaurelle"
    packed = article(gzip.compress(page().encode()), tmp_path, "a.html.gz")
    assert packed.text == item.content.text


def test_a_page_over_the_limit_is_refused(tmp_path: Path) -> None:
    """Pages may be larger than texts, not without end; their text has the limit of texts."""
    (tmp_path / "a.html").write_bytes(page().encode())
    (item,) = read_articles([str(tmp_path / "a.html")], max_bytes=100)
    assert isinstance(item.content, ArticleError) and "limit is 100" in str(item.content)
    (tmp_path / "b.html").write_bytes(b"<html>" + b" " * 10_000_001)
    (item,) = read_articles([str(tmp_path / "b.html")])
    assert isinstance(item.content, ArticleError) and "10,000,000" in str(item.content)


def test_without_the_library_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts do not need it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    (tmp_path / "b.txt").write_text("Un.", encoding="utf-8")
    first, second = read_articles([str(tmp_path)])
    assert isinstance(first.content, ArticleError) and "[html]" in str(first.content)
    assert isinstance(second.content, Article)

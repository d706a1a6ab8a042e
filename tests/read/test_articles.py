"""Inputs of every kind become articles or one clear error each."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from summarizer.domain.article import Article
from summarizer.errors import ArticleError
from summarizer.read.articles import Read, read_articles
from summarizer.read.decoding import MAX_ARTICLE_BYTES

TEXT = "Une première phrase.\nUne seconde, « citée ».\n"


def texts(items: list[Read]) -> list[str]:
    """Return the texts, or the message where there is none."""
    return [item.content.text if isinstance(item.content, Article) else f"!{item.content}" for item in items]


@dataclass(frozen=True)
class Bytes:
    """Bytes of a file and the exact text they must give."""

    id: str
    data: bytes
    text: str


GOOD = (
    Bytes("utf-8", TEXT.encode(), TEXT),
    Bytes("utf-8 with byte order mark", b"\xef\xbb\xbf" + TEXT.encode(), TEXT),
    Bytes("windows line ends stay", b"Un.\r\nDeux.\r", "Un.\r\nDeux.\r"),
    Bytes(
        "no-break spaces and a soft hyphen stay",
        "3\u202f700\u00a0euros co\u00adop".encode(),
        "3\u202f700\u00a0euros co\u00adop",
    ),
    Bytes("decomposed accents stay", "e\u0301te\u0301".encode(), "e\u0301te\u0301"),
    Bytes("a second byte order mark is text", "\ufeff\ufeffUn.".encode(), "\ufeffUn."),
    Bytes("characters beyond the basic plane", "Un 🗞 vu.".encode(), "Un 🗞 vu."),
    Bytes("windows-1252", "« L’été », 30 €.".encode("cp1252"), "« L’été », 30 €."),
    Bytes("utf-16 with its mark", "Un été.".encode("utf-16"), "Un été."),
    Bytes("utf-16 big-endian with its mark", b"\xfe\xff" + "Un été.".encode("utf-16-be"), "Un été."),
    Bytes("utf-16 without a mark", "Un été à L’Haÿ.".encode("utf-16-le"), "Un été à L’Haÿ."),
    Bytes("utf-16 big-endian without a mark", "Un été.".encode("utf-16-be"), "Un été."),
    Bytes("utf-32 with its mark", "Un été.".encode("utf-32"), "Un été."),
    Bytes("gzip", gzip.compress(TEXT.encode()), TEXT),
    Bytes("gzip in two members", gzip.compress(b"Un.\n") + gzip.compress(b"Deux.\n"), "Un.\nDeux.\n"),
    Bytes("gzip of windows-1252", gzip.compress("Un été.".encode("cp1252")), "Un été."),
)


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.id)
def test_the_text_is_exactly_what_the_bytes_encode(case: Bytes, tmp_path: Path) -> None:
    """Nothing but a leading byte order mark is taken away."""
    path = tmp_path / "a.txt"
    path.write_bytes(case.data)
    (item,) = read_articles([str(path)])
    assert isinstance(item.content, Article)
    assert item.content.text == case.text
    assert item.content.id == Article.of(case.text).id
    assert (item.index, item.input, item.content.meta.path) == (0, str(path), str(path))


@dataclass(frozen=True)
class Bad:
    """Bytes of a file that is no article, and words of the message."""

    id: str
    name: str
    data: bytes
    says: tuple[str, ...]


BAD = (
    Bad("empty", "a.txt", b"", ("empty",)),
    Bad("white space only", "a.txt", " \n\t\u00a0\n".encode(), ("empty",)),
    Bad("byte order mark only", "a.txt", b"\xef\xbb\xbf", ("empty",)),
    Bad("mac roman", "a.txt", "Un été à Vaurelle.".encode("mac_roman"), ("neither UTF-8", "0x8e", "offset 3", "iconv")),
    Bad("dos", "a.txt", "L'été dernier, là-bas.".encode("cp850"), ("neither UTF-8",)),
    Bad("damaged utf-8", "a.txt", "Un été, déjà.".encode() + b"\xe9", ("neither UTF-8", "0xe9")),
    Bad("wrong byte after a mark", "a.txt", b"\xef\xbb\xbfab\xff", ("0xff", "offset 5")),
    Bad("utf-16 that is cut", "a.txt", "Un été.".encode("utf-16")[:-1], ("utf-16", "may be cut")),
    Bad("binary", "a.txt", b"abc\0def", ("binary", "NUL")),
    Bad("pdf", "a.txt", b"%PDF-1.7 \xff", ("PDF",)),
    Bad("gzip that is cut", "a.txt", gzip.compress(TEXT.encode())[:-9], ("gzip", "cut or damaged")),
    Bad("gzip by name alone", "a.txt.gz", b"abc", ("rename",)),
    Bad("gzip that grows", "a.txt.gz", gzip.compress(b"x" * 30_000_000), ("more than 250,000", "split")),
    Bad("page without an article", "a.html", b"<html><body></body></html>", ("no article is found",)),
    Bad("page that is no page", "a.html", b"\x89PNG\r\n\x1a\n\0\0", ("binary",)),
    Bad("5 MB", "a.txt", b"x" * 5_000_000, ("5,000,000", "250,000", "split")),
    Bad("empty jsonl", "a.jsonl", b"\n\n", ("empty", "per line")),
)


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.id)
def test_a_bad_file_is_one_clear_error_and_the_others_still_come(case: Bad, tmp_path: Path) -> None:
    """The message says what is wrong; the article after it is read."""
    bad, good = tmp_path / case.name, tmp_path / "good.txt"
    bad.write_bytes(case.data)
    good.write_text(TEXT, encoding="utf-8")
    first, second = read_articles([str(bad), str(good)])
    assert isinstance(first.content, ArticleError)
    assert all(words in str(first.content) for words in case.says)
    assert first.input == first.content.input == str(bad)
    assert isinstance(second.content, Article) and second.index == 1


def test_the_limit_is_exact(tmp_path: Path) -> None:
    """A text of as many bytes as the limit is read, one byte more is not."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * MAX_ARTICLE_BYTES)
    assert isinstance(next(read_articles([str(path)])).content, Article)
    path.write_bytes(b"x" * (MAX_ARTICLE_BYTES + 1))
    assert isinstance(next(read_articles([str(path)])).content, ArticleError)


@dataclass(frozen=True)
class Input:
    """An input that names nothing to read, and words of the message."""

    id: str
    given: Callable[[Path], str]
    says: str


NOTHING = (
    Input("missing file", lambda folder: str(folder / "no.txt"), "no such file"),
    Input("empty name", lambda folder: "", "no such file"),
    Input("folder without articles", lambda folder: str(folder), "no .txt, .html or .jsonl"),
    Input("pattern without match", lambda folder: str(folder / "*.txt"), "no file matches"),
    Input("NUL in the name", lambda folder: "a\0b", "no file name"),
)


@pytest.mark.parametrize("case", NOTHING, ids=lambda case: case.id)
def test_an_input_that_names_nothing_is_one_error(case: Input, tmp_path: Path) -> None:
    """There is exactly one item and its message says what to do."""
    (item,) = read_articles([case.given(tmp_path)])
    assert isinstance(item.content, ArticleError) and case.says in str(item.content)


def test_permission_denied_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be opened says so (root may open all, so the refusal is made here)."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", refuse)
    (item,) = read_articles([str(path)])
    assert isinstance(item.content, ArticleError) and "permission denied" in str(item.content)


def tree(folder: Path) -> None:
    """Make a folder with articles, hidden ones, others' files and a folder inside."""
    for name in ("b.txt", "a.txt", ".hidden.txt", "notes.md", "Z.txt", "deep/c.txt", ".git/d.txt", "deep/page.html"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(name)


def test_a_folder_is_read_in_a_stable_order_without_hidden_files(tmp_path: Path) -> None:
    """Names sort by code point; folders inside wait for --recursive; a page without an article is told."""
    tree(tmp_path)
    assert texts(list(read_articles([str(tmp_path)]))) == ["Z.txt", "a.txt", "b.txt"]
    deep = texts(list(read_articles([str(tmp_path)], recursive=True)))
    assert deep[:4] == ["Z.txt", "a.txt", "b.txt", "deep/c.txt"]
    assert deep[4].startswith("!no article is found") and len(deep) == 5


def test_a_pattern_is_read_in_order(tmp_path: Path) -> None:
    """Matches sort; a name with brackets that exists is a file and no pattern."""
    tree(tmp_path)
    assert texts(list(read_articles([str(tmp_path / "[ab].txt")]))) == ["a.txt", "b.txt"]
    (tmp_path / "[ab].txt").write_text("literal")
    assert texts(list(read_articles([str(tmp_path / "[ab].txt")]))) == ["literal"]


def test_a_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    """Opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "a.txt")
    (item,) = read_articles([str(tmp_path)])
    assert isinstance(item.content, ArticleError) and "no .txt" in str(item.content)


def test_a_name_that_is_no_utf8_is_shown_and_read(tmp_path: Path) -> None:
    """The input's name is valid Unicode whatever the file system holds."""
    name = os.path.join(os.fsencode(tmp_path), b"\xff.txt")
    with open(name, "wb") as stream:
        stream.write(b"Un.")
    (item,) = read_articles([str(tmp_path)])
    assert isinstance(item.content, Article)
    assert item.input.encode() and item.input.endswith("\ufffd.txt")


def test_standard_input_is_read_once(tmp_path: Path) -> None:
    """«-» is an article without a path; a second «-» is an error."""
    first, second = read_articles(["-", "-"], stdin=io.BytesIO(TEXT.encode()))
    assert isinstance(first.content, Article)
    assert (first.input, first.content.text, first.content.meta.path) == ("-", TEXT, None)
    assert isinstance(second.content, ArticleError) and "only once" in str(second.content)


def test_standard_input_over_the_limit_is_an_error() -> None:
    """A stream has no size: it is read up to the limit and then refused."""
    (item,) = read_articles(["-"], stdin=io.BytesIO(b"x" * 21), max_bytes=10)
    assert isinstance(item.content, ArticleError) and "more than 10 bytes" in str(item.content)


def test_what_standard_input_holds_is_told_by_how_it_begins() -> None:
    """Rows, a packed text and packed rows need no option."""
    row = b'{"text": "un"}\n{"text": "deux"}\n'
    for data, expected in (
        (row, ["un", "deux"]),
        (gzip.compress(row), ["un", "deux"]),
        (gzip.compress(TEXT.encode()), [TEXT]),
        (b" " * 600 + b"{", [" " * 600 + "{"]),
    ):
        items = list(read_articles(["-"], stdin=io.BytesIO(data)))
        assert texts(items) == expected
    assert [item.input for item in read_articles(["-"], stdin=io.BytesIO(row))] == ["-:1", "-:2"]


def test_an_encoding_that_was_inferred_is_told(tmp_path: Path) -> None:
    """UTF-8 is no news; anything else is."""
    for name, encoding in (("a.txt", "utf-8"), ("b.txt", "cp1252"), ("c.txt", "utf-16")):
        (tmp_path / name).write_bytes("Un été.".encode(encoding))
    assert [item.encoding for item in read_articles([str(tmp_path)])] == ["utf-8", "windows-1252", "utf-16"]


def test_a_pipe_that_is_named_is_read_whole(tmp_path: Path) -> None:
    """A pipe cannot be wound back: what was looked at first is still part of the text."""
    read, write = os.pipe()
    os.write(write, TEXT.encode())
    os.close(write)
    (item,) = read_articles([f"/dev/fd/{read}"])
    os.close(read)
    assert texts([item]) == [TEXT]


def test_articles_are_opened_only_when_asked_for(tmp_path: Path) -> None:
    """A file that changes after the first article was taken is read as it then is."""
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text("un")
    two.write_text("deux")
    items = read_articles([str(one), str(two)])
    assert texts([next(items)]) == ["un"]
    two.write_text("changé", encoding="utf-8")
    assert texts(list(items)) == ["changé"]

"""The page as a file: harmless whatever a brief holds, its policy the one of its content, its text the article's."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.assets.pages import SCRIPTS, page_files
from summarizer.domain.brief import Source
from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.report.page.article import article_view, where
from summarizer.report.page.document import Files, policy, split_pages, whole_page
from summarizer.report.page.embed import embedded
from summarizer.report.page.entry import Entry, Keys, Missing
from summarizer.report.page.layers import Mark, pieces, stands, units, visible
from summarizer.report.page.overview import Overview
from summarizer.report.page.words import LANGUAGES, Language, amount, facts, nuances, value_words, whose
from tests.fakes import ARTICLE, TEXT, brief_of, claim
from tests.report.hostile import ATTACKS, hostile_entry

SKELETON = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "main", "noscript", "p", "footer", "div"),
    "script",
}
HIDING = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


class Page(HTMLParser):
    """What a browser's parser makes of a page: its tags, its attributes, what stands in scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.data: dict[str, object] = {}
        self.code: list[str] = []
        self.styles: list[str] = []
        self._in: tuple[str, str | None] = ("", None)
        self.title = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it carries."""
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self._in = (tag, dict(attrs).get("id") if dict(attrs).get("type") == "application/json" else None)

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        self._in = ("", None)

    def handle_data(self, data: str) -> None:
        """Keep blocks of data, scripts and styles apart."""
        tag, name = self._in
        if tag == "script" and name:
            self.data[name] = json.loads(data)
        elif tag == "script":
            self.code.append(data)
        elif tag == "style":
            self.styles.append(data)
        elif tag == "title":
            self.title += data

    @property
    def policy(self) -> str:
        """Return the policy in the head."""
        values = [value for tag, name, value in self.attributes if tag == "meta" and name == "content"]
        return next(value for value in values if value.startswith("default-src"))


def files(language: Language = "fr") -> Files:
    """Return what a page is built of."""
    found = page_files(language)
    return Files(found.style, found.scripts, found.words, language)


def html_of(*entries: Entry | Missing, language: Language = "fr") -> str:
    """Return one file with all of them."""
    return "".join(whole_page(entries, files(language)))


def entry(text: str | None = TEXT) -> Entry:
    """Return the entry of the usual brief."""
    return Entry(brief_of(run_id="0123456789abcdef"), text, (), "a.txt")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_field_becomes_markup(name: str, language: Language) -> None:
    """Every field hostile: the parser sees the skeleton alone, one script, one style, and the data come back."""
    attack = ATTACKS[name]
    html = html_of(hostile_entry(attack), Missing(attack, attack), language=language)
    page = Page(html)
    assert set(page.tags) == SKELETON
    assert (len(page.code), len(page.styles), page.tags.count("script")) == (1, 1, 4)
    assert [key for key in page.data if key.startswith("a-")] == ["a-abcdef012345"]
    assert not [attribute for attribute in page.attributes if attribute[1].startswith("on")]
    assert {value for _, name, value in page.attributes if name in ("href", "src", "action")} == {"#main"}
    html.encode()
    assert not [char for char in HIDING if char in html]


@pytest.mark.parametrize("name", ATTACKS)
def test_a_page_of_its_own_is_as_harmless(name: str) -> None:
    """The title of an article's own file is the headline as text; names of files are hex digits."""
    pages = dict(split_pages([hostile_entry(ATTACKS[name])], files()))
    assert list(pages) == ["a/abcdef012345.html", "index.html"]
    for html in pages.values():
        assert set(Page(html).tags) == SKELETON
    assert "<" not in ATTACKS[name] or Page(pages["a/abcdef012345.html"]).title != ""


def test_a_hostile_brief_is_hostile() -> None:
    """The cases above hold what they should: the attack comes through, as text, in every part of both views."""
    attack = ATTACKS["image"]
    data = Page(html_of(hostile_entry(attack))).data
    assert json.dumps(data["a-abcdef012345"]).count(attack) > 30
    assert json.dumps(data["index"]).count(attack) > 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_policy_is_that_of_the_content(language: Language) -> None:
    """Script and style of the file, hashed as a browser does, are the only ones that its policy allows."""
    sheets = [html_of(entry(), language=language), *dict(split_pages([entry()], files(language))).values()]
    for html in sheets:
        page = Page(html)
        for directive, content in (("script-src", page.code[0]), ("style-src", page.styles[0])):
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"{directive} 'sha256-{digest}';" in page.policy
        assert "default-src 'none';" in page.policy
        assert "unsafe" not in page.policy
        assert "http" not in page.policy


def test_another_script_has_another_policy() -> None:
    """The guard above can fail."""
    assert policy("a", "b") != policy("a ", "b") != policy("a", "b ")


@given(st.recursive(st.text() | st.integers() | st.booleans() | st.none(), lambda inner: st.lists(inner)))
def test_what_is_embedded_comes_back(value: object) -> None:
    """JSON gives the value back, and nothing in it can end or hide anything."""
    text = embedded(value)
    assert json.loads(text) == value
    assert not [char for char in (*HIDING, "<", ">", "&", "\x7f", "\x9b") if char in text]
    text.encode()


def test_surrogates_are_embedded() -> None:
    """What no encoder takes is written as an escape."""
    assert json.loads(embedded("a\ud800é").encode()) == "a\ud800é"


MARKED = st.text(st.characters() | st.sampled_from("é😀\u202e\x1b\r\n"), min_size=1, max_size=40).flatmap(
    lambda text: st.tuples(
        st.just(text),
        st.lists(
            st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1]),
            max_size=8,
        ),
    )
)


@given(MARKED)
def test_marks_nest_and_overlap_as_they_like(case: tuple[str, list[tuple[int, int]]]) -> None:
    """The pieces joined are the text in UTF-16 units, and those under a mark are exactly its stretch."""
    text, spans = case
    marks = [Mark(start, end, ("claim", str(place))) for place, (start, end) in enumerate(spans)]
    found = pieces(text, marks)
    units_of = [unit for char in text for unit in [char] * units(char)]
    covered: dict[int, list[int]] = {place: [] for place in range(len(marks))}
    at = 0
    for length, over in found:
        assert length > 0
        for place in over:
            covered[place] += range(at, at + length)
        at += length
    assert at == len(units_of) == units(text)
    for place, (start, end) in enumerate(spans):
        before, inside = units(text[:start]), units(text[start:end])
        assert covered[place] == list(range(before, before + inside))


@given(st.text(st.characters() | st.sampled_from("\u202e\u2066\x1b\x85\u2028\ufeff\r")))
def test_a_visible_text_keeps_every_offset(text: str) -> None:
    """One code point for one, one UTF-16 unit for one; nothing that hides is left."""
    shown = visible(text)
    assert (len(shown), units(shown)) == (len(text), units(text))
    assert not [char for char in shown if char in HIDING or (ord(char) < 32 and char not in "\t\n")]


def test_a_span_that_is_not_there_is_no_mark() -> None:
    """Offsets of another text mark nothing, and the claim says that its passage is not there."""
    gone = claim().model_copy(update={"evidence": (Span(2, 9, "ailleurs"), *claim().evidence)})
    view = article_view(Entry(brief_of().model_copy(update={"claims": (gone,)}), TEXT), "fr")
    assert [one[1] for one in view["claims"][0]["evidence"]] == [False, True]  # type: ignore[index]  # JSON values
    assert [mark for mark in view["text"]["marks"] if mark[0] == "claim"] == [["claim", "c1", 3]]  # type: ignore[index]
    assert not stands(Span(0, 0, ""), TEXT)
    assert not stands(Span(0, 900, TEXT), TEXT)


def test_each_mark_is_where_the_brief_says() -> None:
    """Claim, actor, number, cue and finding lie over their words."""
    there = Finding(rule="coverage.number", severity="info", message="m", span=Span.of(TEXT, 0, 5))
    view = article_view(Entry(brief_of(ARTICLE, findings=[there]), TEXT), "fr")
    text = view["text"]
    words: dict[str, str] = {}
    at = 0
    for length, *over in text["pieces"]:  # type: ignore[index]  # JSON values
        for place in over:
            kind = text["marks"][place][0]  # type: ignore[index]
            words[kind] = words.get(kind, "") + text["body"][at : at + length]  # type: ignore[index]
        at += length
    brief = brief_of()
    assert words == {
        "claim": brief.claims[0].evidence[0].text,
        "actor": "Le maire",
        "number": "300 salariés",
        "cue": "fermerait",
        "finding": TEXT[:5],
    }


def test_without_a_text_the_passages_stand_alone() -> None:
    """No text is made up: the evidence is there, and nothing counts as lost."""
    view = article_view(entry(None), "fr")
    assert view["text"] is None
    assert view["claims"][0]["evidence"] == [[claim().evidence[0].text, True]]  # type: ignore[index]  # JSON values


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://lefil.example/a?b=1", "https://lefil.example/a?b=1"),
        ("http://lefil.example", "http://lefil.example"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("//lefil.example", None),
        ("https://lefil.example/\"onclick='x'", None),
    ],
)
def test_only_web_addresses_are_links(url: str, link: str | None) -> None:
    """Any other address is shown as text."""
    article = brief_of().article.model_copy(update={"url": url})
    view = article_view(Entry(brief_of().model_copy(update={"article": article}), TEXT), "fr")
    assert view["link"] == link
    assert bool(view["address"]) is (link is None)


def test_an_article_is_named_for_whoever_is_pasted_a_claim() -> None:
    """Outlet, title and date; where nothing is known, the sha256."""
    assert where(brief_of()) == "Le Fil, L'usine, 2026-03"
    bare = brief_of().article.model_copy(update={"outlet": None, "title": None, "published": None})
    assert where(brief_of().model_copy(update={"article": bare})) == ARTICLE.id


def test_the_table_has_what_sorts_and_filters() -> None:
    """Levels, severities, coverage, names once, numbers with the level of their claim."""
    overview = Overview("fr")
    warned = Finding(rule="cue.missing", severity="warning", message="m")
    overview.add(Entry(brief_of(findings=[warned]), TEXT, (), "a.txt"), "k1")
    overview.add(entry(), "k2")
    overview.miss(Missing("b.txt", "vide"))
    rows = overview.rows()
    first = rows["articles"][0]  # type: ignore[index]  # JSON values
    assert (first["levels"], first["severities"], first["cover"]) == ([0, 0, 0, 1, 0], [0, 1, 0], [1, 3])
    assert first["claims"] == [["c1", 3, claim().text, rows["names"].index("ministère → agence Fil"), ""]]  # type: ignore[attr-defined]
    assert len(set(rows["names"])) == len(rows["names"]) == 4  # type: ignore[call-overload,arg-type]
    assert rows["numbers"][0][:7] == [0, "c1", 3, "count", "salariés", 300, 300]  # type: ignore[index]
    assert rows["missing"] == [["b.txt", "vide"]]
    assert rows["rules"] == {"cue.missing": "indice retiré : il n'est pas dans l'article"}


def test_names_that_differ_in_case_or_apostrophe_are_one() -> None:
    """«L’agence» and «l'agence» are one value of the facet."""
    overview = Overview("fr")
    for place, name in enumerate(("L’agence Fil", "l'agence Fil")):
        source = Source(name=name, kind="media", role="origin")
        said = claim().model_copy(update={"sources": (source,)})
        overview.add(Entry(brief_of().model_copy(update={"claims": (said,)}), TEXT), f"k{place}")
    rows = overview.rows()["articles"]
    assert rows[0]["sources"] == rows[1]["sources"]  # type: ignore[index]  # JSON values


def test_keys_are_names_of_files_and_each_is_given_once() -> None:
    """Hex digits of the id; what else an id holds is left out."""
    keys = Keys()
    assert [keys.of(name) for name in ("ab/../cd", "ab/../cd", "é/", "0123456789abcdef")] == [
        *("abcd", "abcd-2"),
        *("b", "0123456789ab"),
    ]


def test_both_languages_have_all_words() -> None:
    """The same keys in both; every value of the vocabularies has a word in both; every word asked for is there."""
    french, english = (page_files(language).words for language in LANGUAGES)
    assert french.keys() == english.keys()
    values = [value_words(language) for language in LANGUAGES]
    for name, words in values[0].items():
        assert len(words) == len(values[1][name])  # type: ignore[arg-type]  # lists and mappings
    asked = {name for code in page_files("fr").scripts.values() for name in re.findall(r'\bt\(\s*"(\w+)"', code)}
    assert asked <= french.keys()
    made = {"facet_", "cover_", "made_", "show_"}
    parts = {"summary", "numbers", "actors", "items", "findings", "coverage"}
    beside = {name for name in french if name not in asked and not name.startswith(tuple(made))}
    assert beside <= {"skip", "noscript", *parts}


def test_english_says_what_french_says() -> None:
    """Source, amount, nuances and length in English."""
    number = brief_of().numbers[0]
    assert amount(number, "en") == "about 300 salariés"
    assert amount(number.model_copy(update={"comparator": "range"}), "en") == "300 salariés (range)"
    assert nuances(claim(), "en") == "planned, not done yet, reported speech"
    assert facts(brief_of().article, "en").endswith(f"{len(TEXT)} characters")
    kinds = {
        "author": "the article",
        "unspecified": "no source given",
        "anonymous": "ministère → agence Fil (anonymous source)",
    }
    for kind, words in kinds.items():
        assert whose(claim().model_copy(update={"source_type": kind}), "en") == words


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_never_make_markup_of_strings(name: str) -> None:
    """No way from a string to markup, code or the network stands in a script, and nothing that ends its element."""
    code = page_files("fr").scripts[name]
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|Function\(|setTimeout\(\s*[\"'`]"
    )
    assert not re.search(forbidden, code)
    assert not re.search(r"\bfetch\b|XMLHttpRequest|WebSocket|\bimport\b|sendBeacon|new Image|srcdoc", code)
    assert "</" not in code.replace("</script", "") and "<!--" not in code and "</script" not in code
    assert len(code.splitlines()) <= 400


def test_the_style_asks_for_nothing() -> None:
    """No address, no import, nothing that ends its element."""
    assert not re.search(r"url\(|@import|</|expression", page_files("fr").style)

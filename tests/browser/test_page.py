"""What people do with a report: look, filter, open, follow a claim to the text and back, copy, print."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.assets.pages import page_files
from summarizer.cli.main import main
from summarizer.domain.finding import Finding
from summarizer.domain.span import Span
from summarizer.report.page.document import Files, whole_page
from summarizer.report.page.entry import Entry
from tests.browser.conftest import Watched, watched
from tests.fakes import TEXT, brief_of
from tests.report.hostile import ATTACKS, hostile_entry

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
ARTICLE = "Des pirates auraient volé"


@contextlib.contextmanager
def window(browser: Browser, path: Path, **options: object) -> Iterator[Watched]:
    """Give a file in a window of its own; nothing may have gone wrong at the end."""
    yield from watched(browser, path, **options)


def written(path: Path, *entries: Entry, language: str = "fr") -> Path:
    """Write a page of these entries and return its path."""
    found = page_files(language)
    files = Files(found.style, found.scripts, found.words, "fr")
    path.write_text("".join(whole_page(entries, files)), encoding="utf-8")
    return path


def article(page: Page) -> Page:
    """Open the article of the tests and return the page."""
    page.get_by_role("link", name=ARTICLE).first.click()
    page.locator("#headline").wait_for()
    return page


def classes(node: Locator) -> list[str]:
    """Return the classes of an element."""
    return (node.get_attribute("class") or "").split()


def titles(page: Page) -> list[str]:
    """Return the headlines of the table in their order."""
    return page.locator("#articles .title").all_inner_texts()


def test_the_table_shows_all_and_sorts(opened: Watched) -> None:
    """Ten articles; a click on a column sorts and says so, another one turns it round."""
    page = opened.open()
    assert page.locator("#articles tbody tr").count() == 10
    page.get_by_role("button", name="Titre").click()
    header = page.locator("th.headline")
    assert header.get_attribute("aria-sort") == "ascending"
    up = titles(page)
    page.get_by_role("button", name="Titre").click()
    assert (header.get_attribute("aria-sort"), titles(page)) == ("descending", up[::-1])
    assert page.locator("th[aria-sort]").count() == 1


def test_what_is_unconfirmed_and_who_says_it_stands_in_the_table(opened: Watched) -> None:
    """Without a click: label, claim and source, and the contested before the unconfirmed."""
    row = opened.open().locator("#articles tr", has_text=ARTICLE)
    lines = row.locator(".reserved li").all_inner_texts()
    assert "contesté" in lines[0]
    assert "Un collectif autoproclamé" in lines[0]
    assert "source anonyme" in lines[0]
    assert lines[-1] == "et 5 autres"


def test_search_goes_through_texts_without_accents(opened: Watched) -> None:
    """A word of the text that no claim has to hold; without accents or case; nothing found is said."""
    page = opened.open()
    page.get_by_label("Chercher").fill("SAUCIERE xyz")
    page.get_by_text("Rien ne répond à ces filtres.").wait_for()
    page.get_by_label("Chercher").fill("dossiers MEDICAUX orvaz")
    page.locator("caption", has_text="1 article sur 10").wait_for()
    assert titles(page)[0].startswith(ARTICLE)


def test_facets_narrow_each_other_and_are_cleared(opened: Watched) -> None:
    """Two levels are one or the other; another facet narrows further; the focus stays where it was."""
    page = opened.open()
    page.locator("#facets").get_by_label("contesté").check()
    assert page.evaluate("document.activeElement.type") == "checkbox"
    contested = page.locator("#articles tbody tr").count()
    assert 0 < contested < 10
    assert all("✕" in text for text in page.locator("#articles .bar").all_inner_texts())
    page.locator("#facets input[data-facet='source']").first.check()
    assert page.locator("#articles tbody tr").count() < contested
    page.get_by_role("button", name="Tout effacer").click()
    assert page.locator("#articles tbody tr").count() == 10


def test_a_facet_with_many_values_is_searched(opened: Watched) -> None:
    """Opened, it has a field of its own; the letters narrow it and the focus stays in the field."""
    page = opened.open()
    page.locator("#more-source").click()
    assert page.evaluate("document.activeElement.id") == "seek-source"
    page.keyboard.type("MINIST")
    shown = page.locator("fieldset:has(#seek-source) li").all_inner_texts()
    assert shown
    assert all("minist" in text.lower() for text in shown)
    assert page.evaluate("document.activeElement.value") == "MINIST"


def test_back_leads_to_where_one_was(opened: Watched) -> None:
    """The table stands at the same place with the same filters; a screen reader's focus is on what was opened."""
    page = opened.open()
    page.locator("#facets").get_by_label("contesté").check()
    shown = titles(page)
    link = page.locator("#articles .title").last
    link.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    link.click()
    page.locator("#headline").wait_for()
    assert page.evaluate("document.activeElement.id") == "main"
    page.get_by_role("link", name="Tous les articles").click()
    page.locator("#articles").wait_for()
    assert (titles(page), page.evaluate("scrollY")) == (shown, top)
    assert top > 0


def test_claims_of_all_articles_the_most_reserved_first(opened: Watched) -> None:
    """Level, words and who says it in a row; a facet of levels filters the claims themselves."""
    page = opened.open("#/claims")
    levels = page.locator("#claims td.level").all_inner_texts()
    assert levels[0] == "✕ contesté"
    assert all(text.strip() for text in page.locator("#claims td.who").all_inner_texts())
    page.locator("#facets").get_by_label("non confirmé").check()
    assert set(page.locator("#claims td.level").all_inner_texts()) == {"○ non confirmé"}
    page.locator("#claims td.claim a").first.click()
    page.locator("#brief .card.on").wait_for()


def test_a_sum_leads_to_its_claims(opened: Watched) -> None:
    """The unconfirmed of all articles are one click away, as many as the sum says."""
    page = opened.open()
    button = page.locator("#top").get_by_role("button", name="non confirmé")
    count = button.inner_text().split()[1]
    button.click()
    page.locator("#claims").wait_for()
    assert page.locator("#claims caption").inner_text() == f"{count} affirmations"
    assert set(page.locator("#claims td.level").all_inner_texts()) == {"○ non confirmé"}


def test_charts_are_tables_with_svg(opened: Watched) -> None:
    """Levels per outlet and per day, numbers of one kind with a link to where they stand."""
    page = opened.open("#/charts")
    assert page.locator("#charts svg").count() > 5
    page.get_by_label("Par", exact=True).select_option("date")
    assert page.get_by_role("rowheader", name="2026-02-17").count() == 1
    page.locator("table.numbers a").first.click()
    page.locator("#headline").wait_for()


def test_a_claim_lights_up_on_both_sides(opened: Watched) -> None:
    """The pointer over a card lights its words; over the words their card; never those of another claim."""
    page = article(opened.open())
    page.locator("#claim-c2").hover()
    lit = page.locator("#text .m.near")
    assert lit.count() > 0
    assert all("c2" in (one or "").split() for one in lit.evaluate_all("all => all.map(one => one.dataset.claims)"))
    page.locator("#text [data-claims~='c7']").first.hover()
    assert "near" in classes(page.locator("#claim-c7"))
    assert "near" not in classes(page.locator("#claim-c2"))


def test_the_keyboard_moves_both_sides(opened: Watched) -> None:
    """Arrows go from claim to claim, Enter to the text, Enter there back; letters elsewhere do nothing."""
    page = article(opened.open())
    page.locator("#claim-c1").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "claim-c3"
    assert page.locator("#text .m.on").count() > 0
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.tag") == "c2"
    assert "on" in classes(page.locator("#claim-c2"))
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.tag") == "c3"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "claim-c3"
    page.locator("#theme").focus()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "theme"


def test_the_text_is_the_articles(opened: Watched, report: Path) -> None:
    """Marks and tags leave every character where it is: without the tags the page shows the text itself."""
    page = article(opened.open())
    shown = page.locator("#text .text").evaluate(
        "body => { const copy = body.cloneNode(true);"
        " for (const tag of copy.querySelectorAll('.tag')) tag.remove(); return copy.textContent; }"
    )
    source = next((Path(__file__).parents[2] / "examples" / "articles").glob("07-*")).read_text(encoding="utf-8")
    assert shown == source


def test_a_permalink_opens_its_claim_and_is_copied(opened: Watched) -> None:
    """The address of a claim opens the article at it, with the focus on its card."""
    page = article(opened.open())
    page.locator("#claim-c7 .id").click()
    address = page.evaluate("location.hash")
    assert address.endswith("/c7")
    again = opened.open(address)
    assert again.evaluate("document.activeElement.id") == "claim-c7"
    assert "on" in classes(again.locator("#claim-c7"))


def test_a_claim_is_copied_with_its_attribution(browser: Browser, report: Path) -> None:
    """Text, label, source and article, as plain text."""
    with window(browser, report, permissions=["clipboard-read", "clipboard-write"]) as one:
        page = article(one.open())
        page.get_by_role("button", name="Copier c7 avec sa source").click()
        page.locator("#claim-c7 .copy", has_text="copié").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
    lines = copied.split("\n")
    assert lines[1].startswith("[✕ contesté] source : Un collectif autoproclamé")
    assert lines[-1].startswith("article : ")


def test_only_a_level_of_claims_is_shown(opened: Watched) -> None:
    """The buttons of the levels hide the other claims and say that they are pressed."""
    page = article(opened.open())
    button = page.locator("button.level[data-level='4']")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    shown = page.locator("#brief .card:not([hidden])")
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.level)")) == {"4"}
    page.get_by_role("link", name="c2", exact=True).first.click()
    assert page.locator("#claim-c2").is_visible()


def test_marks_can_be_taken_away(opened: Watched) -> None:
    """Numbers lose their frame where nobody wants them marked."""
    page = article(opened.open())
    number = page.locator("#text .text .m.number").first
    style = "one => getComputedStyle(one).outlineStyle"
    assert number.evaluate(style) == "solid"
    page.get_by_role("checkbox", name="chiffres").uncheck()
    assert number.evaluate(style) == "none"


def test_nothing_hostile_runs(browser: Browser, tmp_path: Path) -> None:
    """In all views: nothing runs, nothing is asked for, no element but ours is made, no link but to the page itself."""
    keys = {name: f"{place:012x}" for place, name in enumerate(ATTACKS)}
    path = written(tmp_path / "p.html", *(hostile_entry(ATTACKS[name], key) for name, key in keys.items()))
    with window(browser, path) as one:
        page = one.open()
        for place in (
            "#/",
            "#/claims",
            "#/charts",
            *(f"#/a/{key}" for key in keys.values()),
            "#/a/0/%3Cimg%20src=x%3E",
        ):
            page.evaluate("place => { location.hash = place; }", place)
            page.locator("article.one h1, #articles, #claims, #charts").first.wait_for()
            assert page.locator("img, iframe, object, embed, link, base, form, video, audio").count() == 0
            assert page.locator("script:not([type])").count() == 1
            links = page.locator("a").evaluate_all("all => all.map(one => one.href)")
            assert {link.partition(":")[0] for link in links} == {"file"}
            names = page.evaluate("[...document.querySelectorAll('*')].flatMap(node => node.getAttributeNames())")
            assert not [attribute for attribute in names if attribute.startswith("on")]
            assert page.locator("#top").is_visible()
        page.evaluate("location.hash = '#/a/000000000003'")
        assert page.locator("#headline").inner_text() == ATTACKS["image"]
        assert page.evaluate("window.pwned") is None


def test_the_policy_stops_what_got_in(browser: Browser, report: Path) -> None:
    """Would a script of ours make markup or code of a string, the browser refuses it, and so it does a request."""
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(report.as_uri())
    tried = "act => { try { act(); return 'taken'; } catch (error) { return error.name; } }"
    for act in (
        "() => { document.body.innerHTML = '<img src=x onerror=window.pwned=1>'; }",
        "() => { document.body.setAttribute('onclick', 'window.pwned=1'); }",
        "() => { document.createElement('script').textContent = 'window.pwned=1'; }",
    ):
        assert page.evaluate(f"() => ({tried})({act})") == "TypeError", act
    page.evaluate(
        "() => { const i = document.createElement('img'); i.src = 'http://pwned.invalid/'; document.body.append(i); }"
    )
    page.locator("body > img").wait_for(state="attached")
    assert page.evaluate("window.pwned") is None
    assert any("pwned.invalid" in text and "Content Security Policy" in text for text in refused)
    context.close()


@pytest.mark.parametrize("url", ["https://lefil.example/a", "http://lefil.example/b"])
def test_links_to_articles_give_nothing_away(browser: Browser, tmp_path: Path, url: str) -> None:
    """They open elsewhere, without an opener and without saying where from."""
    known = brief_of(run_id="abcdef012345")
    brief = known.model_copy(update={"article": known.article.model_copy(update={"url": url})})
    with window(browser, written(tmp_path / "p.html", Entry(brief, TEXT))) as one:
        link = one.open("#/a/abcdef012345").locator("a.out")
        assert link.get_attribute("href") == url
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_overlapping_and_nested_marks(browser: Browser, tmp_path: Path) -> None:
    """A number inside one claim and across the border of another is in pieces that know all that lies over them."""
    known = brief_of(run_id="abcdef012345")
    first = known.claims[0]
    at = TEXT.index("300")
    cut = type(first.evidence[0]).of(TEXT, 0, at + 5)
    second = type(cut).of(TEXT, at - 10, len(TEXT))
    claims = (
        first.model_copy(update={"evidence": (cut,)}),
        first.model_copy(update={"id": "c2", "evidence": (second,)}),
    )
    entry = Entry(known.model_copy(update={"claims": claims}), TEXT)
    with window(browser, written(tmp_path / "p.html", entry)) as one:
        page = one.open("#/a/abcdef012345")
        both = page.locator("#text [data-claims='c1 c2']").all_inner_texts()
        assert "".join(both) == TEXT[at - 10 : at + 5]
        assert "".join(page.locator("#text [data-numbers='n1']").all_inner_texts()) == "300 salariés"
        assert "several" in classes(page.locator("#text [data-claims='c1 c2']").first)


def test_briefs_of_several_engines_say_whose_they_are(browser: Browser, tmp_path: Path) -> None:
    """A facet and a line in each row; neither where there is one engine."""
    first = brief_of(run_id="abcdef012345")
    other = first.model_copy(update={"provenance": first.provenance.model_copy(update={"model_returned": "m-2"})})
    with window(browser, written(tmp_path / "p.html", Entry(first, TEXT), Entry(other, TEXT))) as one:
        page = one.open()
        assert page.locator("td .engine").all_inner_texts() == ["fake 1", "fake m-2"]
        page.locator("#facets").get_by_label("fake m-2").check()
        assert page.locator("#articles tbody tr").count() == 1
    with window(browser, written(tmp_path / "q.html", Entry(first, TEXT))) as one:
        assert one.open().locator("td .engine").count() == 0


def test_a_report_without_texts_says_so(browser: Browser, briefs: Path, tmp_path: Path) -> None:
    """The quoted passages stand where the text would, and light up with their claims."""
    path = tmp_path / "rows.html"
    assert main(["report", f"{briefs}.jsonl", "-o", str(path)]) == 0
    with window(browser, path) as one:
        page = article(one.open())
        assert page.get_by_text("Le texte de l'article n'est pas dans ce rapport").count() == 1
        page.locator("#claim-c2").hover()
        assert page.locator("#text .passages .m.near").count() > 0


def test_what_was_dropped_or_lost_is_marked(browser: Browser, tmp_path: Path) -> None:
    """An item that was left out is struck out with its reason; a passage that is not there says so in words."""
    with window(browser, written(tmp_path / "p.html", hostile_entry("Zut"))) as one:
        page = one.open("#/a/abcdef012345")
        assert page.locator(".item.dropped .struck").inner_text() == "Zut"
        assert "introuvable à cet endroit du texte" in page.locator("blockquote.lost").first.inner_text()
        assert "absent de la fiche" in page.locator(".finding.warning").inner_text()


def test_findings_lead_to_their_places(browser: Browser, tmp_path: Path) -> None:
    """Those that say the same are one line with all passages; each leads to its mark in the text and back."""
    spans = [Span.of(TEXT, TEXT.index(word), TEXT.index(word) + len(word)) for word in ("mars", "300", "dément")]
    findings = [Finding(rule="coverage.number", severity="info", message="m", span=span) for span in spans]
    brief = brief_of(run_id="abcdef012345", findings=findings)
    with window(browser, written(tmp_path / "p.html", Entry(brief, TEXT))) as one:
        page = one.open("#/a/abcdef012345")
        assert page.locator("ul.findings li").count() == 1
        page.locator(".noting", has_text="300").click()
        assert page.evaluate("document.activeElement.dataset.finding") == "1"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "finding-1"


def test_a_folder_works_from_the_disk(browser: Browser, briefs: Path, tmp_path: Path) -> None:
    """From the index to an article at its claim and back, in English."""
    folder = tmp_path / "report"
    assert main(["report", str(briefs), "-o", str(folder), "--split", "--lang", "en"]) == 0
    with window(browser, folder / "index.html") as one:
        page = one.open("#/claims")
        page.locator("#claims td.claim a").first.click()
        page.locator("#brief .card.on").wait_for()
        assert "/a/" in page.url
        page.get_by_role("link", name="All articles").click()
        page.locator("#articles").wait_for()


def test_two_thousand_articles_open_quickly(browser: Browser, tmp_path: Path) -> None:
    """A page of rows at a time, and no article read before it is opened: the elements do not grow with the articles."""
    found = page_files("fr")
    entries = (Entry(brief_of(run_id=f"{place:012x}", headline=f"Titre {place}"), TEXT) for place in range(2000))
    path = tmp_path / "many.html"
    path.write_text(
        "".join(whole_page(entries, Files(found.style, found.scripts, found.words, "fr"))), encoding="utf-8"
    )
    with window(browser, path) as one:
        page = one.open()
        assert page.locator("#articles tbody tr").count() == 50
        assert page.locator("#main *").count() < 3000
        page.get_by_role("button", name="Suivante").click()
        assert titles(page)[0] == "Titre 50"
        page.get_by_label("Chercher").fill("Titre 1999")
        page.locator("caption", has_text="1 article sur").wait_for()


PLACES = ("#/", "#/claims", "#/charts", "article")
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe has to say against a page: rules and elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: make setup")
    found = axe.Axe().run(page, options=OPTIONS).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser: Browser, short: Path, scheme: str, width: int) -> None:
    """WCAG 2.2 A and AA as far as a machine can tell: in every view, in both schemes, on a desk and on a phone."""
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with window(browser, short, **options) as one:
        for place in PLACES:
            page = article(one.open()) if place == "article" else one.open(place)
            if place == "article":
                page.locator("#text .tag[data-tag='c7']").click()
            assert faults(page) == [], place


def test_axe_would_find_something(browser: Browser, short: Path) -> None:
    """The guard above can fail: grey on grey and a picture without a name."""
    with window(browser, short, bypass_csp=True) as one:
        page = one.open()
        page.evaluate(
            "() => { const p = document.createElement('p'); p.textContent = 'gris'; p.style.color = '#999';"
            " document.querySelector('main').append(p, document.createElement('button')); }"
        )
        assert {rule for rule, _ in faults(page)} >= {"color-contrast", "button-name"}


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_over_the_side(browser: Browser, report: Path, width: int) -> None:
    """At any width every view scrolls one way only (WCAG 1.4.10)."""
    with window(browser, report, viewport={"width": width, "height": 800}) as one:
        for place in PLACES:
            page = article(one.open()) if place == "article" else one.open(place)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place


def test_print_shows_brief_and_text_without_buttons(opened: Watched) -> None:
    """On paper both sides are whole, one after the other, and what only a screen can do is gone."""
    page = article(opened.open())
    page.emulate_media(media="print")
    assert page.locator("#brief").evaluate("one => getComputedStyle(one).overflowY") == "visible"
    assert not page.locator("#theme").is_visible()
    assert not page.locator(".actions").first.is_visible()
    assert page.locator("#claim-c1 .badge").is_visible()
    assert page.pdf().startswith(b"%PDF")

"""A browser and a page of the examples. Skipped, with the reason, where Chromium or its driver is not installed.

The driver speaks to the browser through pipes, and pages are ``file://``: nothing here opens a connection, so
``--block-network`` stays as it is.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
PATH = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")


@pytest.fixture(scope="package")
def browser(briefs: Path) -> Iterator[Browser]:
    """Return a headless Chromium with a profile of its own.

    The driver keeps an event loop running: what needs one of its own, as ``run`` does, comes before it or after it.
    """
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
    if not PATH:
        pytest.skip("there is no Chromium: make browser installs it, or set CHROMIUM to its path")
    flags = [*FLAGS, *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])]
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=PATH, args=flags)
        yield started
        started.close()


class Watched:
    """A page with all that went wrong in it: errors, violations of its policy, requests for anything but itself."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("console", lambda message: self.wrong.append(f"{message.type}: {message.text}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))

    def _asked(self, url: str) -> None:
        if not url.startswith("file://"):
            self.wrong.append(f"request: {url}")

    def open(self, place: str = "") -> Page:
        """Open the page at a place of it and return it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}{place}")
        return self.page


@pytest.fixture(scope="package")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of the example articles, briefed offline."""
    store = tmp_path_factory.mktemp("browser") / "briefs.db"
    articles = str(ROOT / "examples" / "articles")
    assert main(["run", articles, "--engine", "rules", "-q", "--store", str(store), "-o", f"{store}.jsonl"]) == 0
    return store


@pytest.fixture(scope="package")
def report(briefs: Path) -> Path:
    """Return the report of the examples as one file."""
    path = briefs.with_name("report.html")
    assert main(["report", str(briefs), "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="package")
def short(briefs: Path) -> Path:
    """Return a report of two of them: what looks at every element takes its time."""
    rows = Path(f"{briefs}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    some = briefs.with_name("some.jsonl")
    some.write_text("".join(row for row in rows if "/01-" in row[:200] or "/07-" in row[:200]), encoding="utf-8")
    path = briefs.with_name("short.html")
    articles = str(ROOT / "examples" / "articles")
    assert main(["report", str(some), "-o", str(path), "--articles", articles]) == 0
    return path


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Watched]:
    """Return the report, watched, in a window of its own; nothing may have gone wrong in it at the end."""
    yield from watched(browser, report)


def watched(browser: Browser, path: Path, **options: object) -> Iterator[Watched]:
    """Yield a file in a window of its own and demand at the end that nothing went wrong."""
    settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
    context = browser.new_context(**settings)  # type: ignore[arg-type]  # keywords of the driver
    one = Watched(context.new_page(), path.as_uri())
    yield one
    context.close()
    assert one.wrong == []

"""``python -m tests.browser.screenshots``: take the pictures of docs/ again, of the example articles."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer.cli.main import main
from tests.browser.conftest import FLAGS, PATH, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = ROOT / "docs" / "screenshots"
SHOTS = (
    ("overview", 1280, 860, "light", "#/", ""),
    ("article", 1280, 860, "light", "Maubrac fermera", ""),
    ("dark", 1280, 860, "dark", "La Tessarie", "c11"),
    ("claims", 1280, 700, "light", "#/claims", ""),
    ("charts", 1280, 700, "light", "#/charts", ""),
    ("phone", 390, 844, "light", "Maubrac fermera", ""),
)
"""Name, width, height, scheme, where: a place or the beginning of a headline, the claim that is chosen."""


def _framed(page: Page, address: str, where: str, claim: str) -> None:
    page.goto(f"{address}{where if where.startswith('#') else ''}")
    if where.startswith("#"):
        return
    page.get_by_role("link", name=where).first.click()
    page.locator("#headline").wait_for()
    if claim:
        page.locator(f"#text .tag[data-tag='{claim}']").first.click()
    page.locator("main").evaluate("() => scrollTo(0, 0)")


def take(folder: Path = FOLDER) -> None:
    """Brief the examples offline, make a report of them, and take every picture."""
    from playwright.sync_api import sync_playwright

    os.chdir(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        store, report = f"{place}/briefs.db", Path(place, "report.html")
        main(["run", "examples/articles", "--engine", "rules", "-q", "--store", store, "-o", f"{place}/rows.jsonl"])
        main(["report", store, "-o", str(report)])
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=PATH, args=[*FLAGS, "--no-sandbox"])
            for name, width, height, scheme, where, claim in SHOTS:
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,  # type: ignore[arg-type]  # «light» or «dark»
                    reduced_motion="reduce",
                )
                _framed(page, report.as_uri(), where, claim)
                page.screenshot(path=folder / f"{name}.png")
                page.close()
            browser.close()


if __name__ == "__main__":
    take()

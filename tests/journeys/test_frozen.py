"""The frozen copy in Chromium, opened from the file system."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from library.app import create_app
from library.freeze import writing
from tests import stocked


@pytest.mark.slow("a library is frozen first, with a paper for each brief")
def test_the_copy_finds_briefs_when_opened_from_the_file_system(browser: Browser, tmp_path: Path) -> None:
    stocked.stock(tmp_path / "library")
    services = stocked.connected(tmp_path / "library")
    writing.freeze(create_app(services), services, tmp_path / "copy", lambda done, total: None)
    services.store.close()
    told: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.on("console", lambda message: told.append(message.text))
    page.goto((tmp_path / "copy" / "index.html").as_uri())
    page.get_by_label("Search this copy").fill("boxing for teenager")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("link", name="Boxing clubs for teenagers").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Boxing clubs for teenagers")
    assert told == []
    page.close()

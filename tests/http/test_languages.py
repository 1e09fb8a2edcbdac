"""The interface speaks the languages that it has catalogues for, and English otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from library.app import create_app
from library.db.closing import closed
from library.i18n.catalogues import BadCatalogue, read
from library.services import Services


@pytest.fixture
def speaking(services: Services, made_up_languages: Path) -> Flask:
    """Give an application with two made-up languages: one of our letters, one from right to left."""
    return create_app(replace(services, settings=replace(services.settings, languages=str(made_up_languages))))


def test_without_catalogues_a_page_is_english_and_offers_no_other(app: Flask) -> None:
    page = app.test_client().get("/?lang=cy", headers={"Accept-Language": "cy"})
    assert '<html lang="en-GB" class' in page.text
    assert "hreflang" not in page.text
    assert "Accept-Language" not in page.headers.get("Vary", "")


def test_a_page_is_in_the_language_of_the_browser(speaking: Flask) -> None:
    reader = speaking.test_client()
    assert "⟦" not in reader.get("/", headers={"Accept-Language": "fr"}).text
    page = reader.get("/", headers={"Accept-Language": "cy, en;q=0.5"})
    assert '<html lang="cy" dir="ltr"' in page.text
    assert "⟦" in page.text
    assert "Accept-Language" in page.headers["Vary"]
    assert "⟦" in reader.get("/", headers={"Accept-Language": "cy"}).text
    assert "⟦" not in reader.get("/", headers={"Accept-Language": "fr"}).text


def test_a_language_that_was_chosen_stays_in_the_links_and_forms_without_a_cookie(speaking: Flask) -> None:
    page = speaking.test_client().get("/?lang=ar", headers={"Accept-Language": "cy"})
    assert '<html lang="ar" dir="rtl"' in page.text
    assert 'href="/about?lang=ar"' in page.text
    assert '<input type="hidden" name="lang" value="ar">' in page.text
    assert 'href="/?lang=en"' in page.text
    assert "Set-Cookie" not in page.headers
    assert 'href="/about"' in speaking.test_client().get("/").text
    assert 'href="/about?lang=cy"' in speaking.test_client().get("/?lang=cy").text


def test_the_page_while_the_library_is_updated_is_in_the_language_of_the_browser_too(
    speaking: Flask, services: Services
) -> None:
    with closed(services.settings.instance):
        page = speaking.test_client().get("/", headers={"Accept-Language": "cy"})
    assert (page.status_code, '<html lang="cy"' in page.text, "The library is" in page.text) == (503, True, False)


def test_a_catalogue_that_cannot_be_read_is_named_at_the_start(tmp_path: Path) -> None:
    path = tmp_path / "cy" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Search\n', "utf-8")
    with pytest.raises(BadCatalogue, match=r"messages\.po"):
        read(str(tmp_path))

"""The languages that the library comes with say what the English says: the same numbers, links, values and pages."""

import json
import re
import shutil
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from pypdf import PdfReader

from library.app import create_app
from library.bootstrap import connect
from library.briefs import seed_files
from library.briefs import service as briefs
from library.briefs.formats import service as formats
from library.briefs.formats.typst import STAND_IN
from library.briefs.schemas.brief import BRIEF
from library.briefs.service import Page
from library.briefs.translated import segments
from library.browse.home import QUESTIONS
from library.i18n import catalogues, messages
from library.newsletters.subscriptions.service import CONSENT
from library.services import Services
from library.settings import LANGUAGES, Settings
from library.translations.models import Kind
from tests.languages import messages as all_messages

CODES = seed_files.languages()
HELD = re.compile(r"%\(\w+\)[sd]|%%|</?[a-z][^>]*>|&\w+;")
"""What stands for a value or is markup: a translation moves it, and neither drops nor changes it."""
NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return every message of the interface, with where it stands."""
    return all_messages(tmp_path_factory)


@pytest.fixture(scope="module")
def messages_of_ours(template: Catalog) -> set[object]:
    """Return every message of the interface."""
    return {message.id for message in template if message.id}


def numbers(text: str) -> list[str]:
    """Return the numbers of a text, however a language groups their digits."""
    return sorted(re.sub(r"\D", "", number) for number in NUMBER.findall(HELD.sub("", text)))


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_keeps_values_markup_and_numbers_of_messages_that_are_still_ours(
    code: str, messages_of_ours: set[object]
) -> None:
    wrong = []
    with (LANGUAGES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        for message in read_po(file, code):
            if not message.id:
                continue
            english = message.id if message.pluralizable else (message.id,)
            said = message.string if message.pluralizable else (message.string,)
            for words in said:
                extra = set(HELD.findall(words)) - set(HELD.findall(english[-1]))
                lost = not message.pluralizable and (
                    sorted(HELD.findall(words)) != sorted(HELD.findall(english[0]))
                    or numbers(words) != numbers(english[0])
                )
                if extra or lost or message.id not in messages_of_ours or not words:
                    wrong.append((message.id, words))
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_the_help_page_says_nothing_in_english(code: str, template: Catalog) -> None:
    pages = ("templates/help_lines/help_now.html", "templates/search/results.html")
    said = catalogues.read(str(LANGUAGES))[code].one
    words = [each.id for each in template if any(file in pages for file, _ in each.locations)]
    assert words
    assert [each for each in words if isinstance(each, str) and said(each) == each] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_is_of_the_english_of_today_with_all_its_numbers(code: str) -> None:
    wrong = []
    for slug, translated in seed_files.translations(code, Kind.BRIEF).items():
        english = segments(BRIEF.load(json.loads(seed_files.brief_file(slug).read_text("utf-8"))))
        for name, (made_from, words) in translated.items():
            if english.get(name) != made_from or numbers(words) != numbers(made_from):
                wrong.append((slug, name, made_from, words))
    assert wrong == []


@pytest.fixture(scope="module")
def services(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Return parts of a library with all briefs and translations."""
    folder = shutil.copytree(seeded, tmp_path_factory.mktemp("translated"), dirs_exist_ok=True)
    made = connect(Settings(folder / "instance", folder / "index", meaning="off", languages=str(LANGUAGES)))
    yield made
    made.store.close()


def with_every_letter(code: str) -> list[str]:
    """Return the slugs of a few translated briefs that have all letters of a language among them, apart from ours."""
    briefs = seed_files.translations(code, Kind.BRIEF)
    letters = {slug: set(re.sub(r"[ -~]", "", str(list(told.values())))) for slug, told in briefs.items()}
    wanted, chosen = set().union(*letters.values()), []
    while wanted:
        chosen.append(max(letters, key=lambda slug: len(letters[slug] & wanted)))
        wanted -= letters[chosen[-1]]
    return chosen


@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.deep)], ids=["enough", "all"])
@pytest.mark.parametrize("code", CODES)
def test_paper_has_a_letter_for_every_letter_of_every_translation(code: str, services: Services, every: bool) -> None:
    wrong = []
    with messages.speaking(catalogues.read(str(LANGUAGES))[code]):
        for slug in seed_files.translations(code, Kind.BRIEF) if every else with_every_letter(code):
            page = briefs.page(services, slug)
            assert isinstance(page, Page)
            text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(formats.sheet(services, page))).pages)
            wrong += [slug] if STAND_IN in text else []
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_pages_speak_it_with_help_first_and_say_that_nobody_has_checked_it(code: str, services: Services) -> None:
    """It makes an application of its own."""
    reader = create_app(services).test_client()
    page = reader.get("/help-now", query_string={"lang": code}).text
    assert f'<html lang="{code}"' in page
    assert 'href="tel:999"' in page
    assert "not yet checked by a speaker" in page
    assert all(
        reader.get(path, query_string={"lang": code}).status_code == 200
        for path in ("/", "/get-involved", "/subscribe")
    )


@pytest.mark.parametrize("code", CODES)
def test_the_front_page_asks_its_questions_and_names_what_harms_in_the_language(code: str, services: Services) -> None:
    """It makes an application of its own."""
    page = unescape(create_app(services).test_client().get("/", query_string={"lang": code}).text)
    titles = {slug: words["title"][1] for slug, words in seed_files.translations(code, Kind.BRIEF).items()}
    assert [slug for slug in (*QUESTIONS.values(), "stop-and-search") if titles[slug] not in page] == []
    assert str(CONSENT) not in page

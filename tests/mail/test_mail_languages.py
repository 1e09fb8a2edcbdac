"""Mails in the language that a subscriber chose: the one that asks, the digest, and the pages behind their links."""

import re
from dataclasses import replace

import pytest

from library.app import create_app
from library.i18n import catalogues, messages
from library.newsletters.digests import service as digests
from library.newsletters.subscriptions import repository as rows
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import Rhythm
from library.settings import LANGUAGES
from library.translations import repository as translations
from library.translations.models import Item, Kind, Maker, Segment
from tests import builders
from tests.browser import Browser, Forms
from tests.mail.test_digests import go, subscribe

TITLE = "Gry na ulicy"
WORDS = {"title": TITLE, "one_line": "Młodzi ludzie przyszli.", "short_answer": "Nikt nie zmierzył wpływu na przemoc."}


@pytest.fixture
def library(post):
    """Give parts that speak the languages that the library comes with; digests have begun."""
    made = replace(post, settings=replace(post.settings, languages=str(LANGUAGES)))
    digests.queue_due(made)
    return made


def subscribed(library, name, code):
    with messages.speaking(catalogues.read(str(LANGUAGES)).get(code)):
        return subscribe(library, name, rhythm=Rhythm.NOW)


def translate(library, brief_id, code, **changed):
    """Show readers a machine's translation, made from the English of today but for what is changed."""
    english = {name: builders.content("street-games")[name] for name in WORDS} | changed
    made = {name: Segment(english[name], words, Maker.MACHINE) for name, words in WORDS.items()}
    with library.store.writing() as database:
        translations.bring_up_to_date(database, Item(Kind.BRIEF, str(brief_id), code), made)


def html(message):
    return message.get_body(("html",)).get_content()


def text(message):
    return " ".join(message.get_body(("plain",)).get_content().split())


def test_who_signs_up_on_a_polish_page_is_asked_in_polish_and_led_to_polish_pages(library, server):
    reader = Browser(create_app(library))
    typed = {"email": "ann@example.org", "topics": "everything", "rhythm": "weekly"}
    assert reader.send("/subscribe?lang=pl", typed).status_code == 303
    message = go(library, server)["ann"]
    assert message["Subject"] == "Potwierdź powiadomienia e-mail z biblioteki What Works Library"
    assert "wszystkie nowości" in text(message)
    assert "What Works Library of the" not in text(message)
    assert '<html lang="pl"' in html(message)
    link = re.search(r"https://library\.example(/subscriptions/[\w-]+\?lang=pl)", text(message))[1]
    page = reader.get(link)
    assert '<html lang="pl"' in page.text
    assert "Wysyłajcie mi e-maile" in page.text
    fields = next(fields for where, fields in Forms(page.text).found if where != "/sign-out").copy()
    fields.setlist("action", ["agree"])
    agreed = reader.client.post(link, data=fields, follow_redirects=True)
    assert '<html lang="pl"' in agreed.text
    held = reader.get(link.replace("?", "/data?")).json
    assert held["language"] == "pl"
    assert "Wysyłajcie mi e-maile" in held["consent"]["words"]


def test_a_digest_tells_each_in_their_language_with_the_label_and_the_rest_in_english(library, server, reviewer, clock):
    for name, code in (("ann", "pl"), ("bob", ""), ("eve", "ur")):
        subscribed(library, name, code)
    clock.on(minutes=1)
    brief_id = builders.published(library, reviewer)
    translate(library, brief_id, "pl")
    came = go(library, server)
    assert came["ann"]["Subject"] == f"Nowe: {TITLE}"
    assert "Wersja robocza. Nikt, kto zna ten język, jej nie sprawdził." in text(came["ann"])
    assert WORDS["one_line"] in text(came["ann"])
    assert "https://library.example/briefs/street-games?lang=pl" in text(came["ann"])
    assert "Zmień, co dostajesz, albo zrezygnuj" in text(came["ann"])
    assert came["bob"]["Subject"] == "New: Street games on summer evenings"
    assert TITLE not in text(came["bob"])
    assert re.search(r'<html[^>]* lang="ur"[^>]* dir="rtl"', html(came["eve"]))
    assert re.search(r'lang="en-GB" dir="auto"[^>]*>Street games on summer evenings', html(came["eve"]))
    assert "مسودہ" not in text(came["eve"])


def test_a_translation_that_is_behind_is_not_mailed(library, server, reviewer, clock):
    subscribed(library, "ann", "pl")
    clock.on(minutes=1)
    translate(library, builders.published(library, reviewer), "pl", one_line="Older words.")
    assert go(library, server)["ann"]["Subject"] == "Nowe: Street games on summer evenings"


def test_who_saves_their_choice_on_an_english_page_gets_english_from_then_on(library, server):
    subscribed(library, "ann", "pl")
    reader = Browser(create_app(library))
    path = own_link(library).removeprefix("https://library.example").replace("lang=pl", "lang=en")
    page = reader.get(path)
    fields = next(fields for where, fields in Forms(page.text).found if "rhythm" in fields).copy()
    fields.setlist("action", ["change"])
    assert reader.client.post(path, data=fields).status_code == 303
    assert "lang=pl" not in own_link(library)


def own_link(library):
    """Return the link of the one subscriber."""
    with library.store.reading() as database:
        return subscriptions.link(library, rows.of(database, "ann@example.org"))

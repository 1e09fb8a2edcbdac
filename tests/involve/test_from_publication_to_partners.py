"""How soon partners meet an opportunity: on the next request wherever they look, and in the next round of the worker."""

import re

import pytest

from library import worker
from library.security.permissions import Person
from library.services import Services
from tests import builders
from tests.browser import Browser
from tests.involve.conftest import Clock
from tests.involve.test_opportunities import OFFER, publish

TITLE = str(OFFER["title"])
PLACES = (
    "/",
    "/opportunities",
    "/opportunities.atom",
    "/opportunities.ics",
    "/opportunities.csv",
    "/api/v1/opportunities",
    "/briefs/street-games",
    "/approaches/youth-work",
    "/sitemap.xml",
)
SEARCH = "/search?q=grants+for+summer"
"""Some words of its title."""


def subscribed(reader: Browser, post) -> None:
    """Ask for all news straight away, and say yes by the link in the mail."""
    reader.send("/subscribe", {"email": "ann@example.org", "topics": ["everything"], "rhythm": "now"})
    mail = post()[0].replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
    found = re.search(r"http://[^/\s]+(/subscriptions/[\w-]+)", mail)
    assert found, mail
    assert reader.press(found[1], action="agree").status_code == 303


@pytest.mark.slow("A whole library is asked at ten addresses before and after, and its worker goes round three times.")
def test_an_opportunity_is_there_on_the_next_request_and_in_the_next_round_of_the_worker(
    staff: Browser, reader: Browser, services: Services, reviewer: Person, clock: Clock, post
) -> None:
    builders.published(services, reviewer)
    subscribed(reader, post)
    worker.work(services, once=True)
    for path in (*PLACES, SEARCH):
        for _ in range(2):
            assert TITLE not in reader.get(path).text, path
    clock.on(minutes=1)
    address = publish(staff, briefs="street-games", approaches=["youth-work"])
    words = {path: reader.get(path).text for path in (*PLACES, SEARCH)}
    words["/sitemap.xml"] = words["/sitemap.xml"].replace(f"{address}</loc>", TITLE)
    assert [path for path, text in words.items() if TITLE not in text] == []
    worker.work(services, once=True)
    mails = [mail for mail in post() if "To: ann@example.org" in mail]
    assert [TITLE in mail for mail in mails] == [True]
    worker.work(services, once=True)
    assert post() == []

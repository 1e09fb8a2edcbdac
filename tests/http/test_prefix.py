"""The whole library works under a path of its own, as in https://example.gov.uk/library, behind either kind of proxy."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.test import TestResponse

from library.app import create_app
from library.links import Links
from library.mail import queue as mails
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings, SettingsError, read
from tests import addresses, builders
from tests.browser import Browser, Forms
from tests.tiers import deeper

HOST, PREFIX = "https://example.gov.uk", "/library"
BASE = HOST + PREFIX
ATTRIBUTE = re.compile(r'\s(href|src|action|formaction|data-(?!say|text|title)[a-z-]+)="([^"]*)"')
ELSEWHERE = re.compile(r"https?://|mailto:|tel:|sms:|data:|#")
OURS = re.compile(r"https://example\.gov\.uk[^\s\"'<>)]*")
CODE = "cy"
BINARY = {
    "audio/wav",
    "image/jpeg",
    "image/png",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ONLY_ENGLISH = ("/static/", "/api/")


@pytest.fixture
def under(services: Services, made_up_languages: Path) -> Services:
    """Return parts of a library under a prefix that speaks other languages too."""
    settings = replace(services.settings, public_url=BASE, languages=str(made_up_languages))
    return replace(services, settings=settings, links=Links(settings.address))


@pytest.fixture
def app(under: Services) -> Flask:
    return create_app(under)


@pytest.fixture
def admin(under: Services) -> Person:
    return builders.person(under, Role.ADMIN)


def named(text: str) -> Iterator[tuple[str, str]]:
    """Return each address in a page with the attribute it stands in; data-… only where it holds a path."""
    for name, value in ATTRIBUTE.findall(text):
        if not name.startswith("data-") or value.startswith("/"):
            yield name, unescape(value)


def wrong(app: Flask, text: str) -> list[str]:
    """Return the addresses of a page that leave the prefix, lead to no route, or lose the language."""
    paths = [(name, value) for name, value in named(text) if not ELSEWHERE.match(value)]
    outside = [value for _, value in paths if not value.startswith(f"{PREFIX}/")]
    outside += [address for address in OURS.findall(text) if not f"{address}/".startswith(f"{BASE}/")]
    lost = [value for _, value in paths if not (_routed(app, value) and _carries(value))]
    return outside + lost


def _routed(app: Flask, address: str) -> bool:
    path = urlsplit(address).path.removeprefix(PREFIX)
    for method in ("GET", "POST"):
        try:
            app.url_map.bind("").match(path, method)
        except RequestRedirect:
            return False
        except HTTPException:
            continue
        return True
    return False


def _carries(address: str) -> bool:
    if address.removeprefix(PREFIX).startswith(ONLY_ENGLISH):
        return True
    return "lang" in parse_qs(urlsplit(address).query)


@pytest.mark.slow("opens every page, in the deeper tests twice")
@pytest.mark.parametrize("everywhere", [False, deeper(True)], ids=["where each belongs", "everywhere"])
def test_no_page_leads_out_of_the_prefix_or_out_of_the_language(
    app: Flask, under: Services, admin: Person, everywhere: bool
) -> None:
    known = addresses.fill(under, admin)
    found, opened = {}, 0
    for who, browser in (("reader", Browser(app)), ("admin", Browser(app, admin))):
        for rule in addresses.every(app, "GET"):
            if rule.endpoint in {"static", "uploads.upload_file"}:
                continue
            if not everywhere and rule.rule.startswith("/staff") != (who == "admin"):
                continue
            address = addresses.of(app, rule, known)
            joint = "&" if "?" in address else "?"
            answer = browser.get(f"{PREFIX}{address}{joint}lang={CODE}")
            assert answer.status_code < 500, address
            opened += answer.status_code == 200
            location = answer.headers.get("Location")
            if location and not location.startswith((f"{PREFIX}/", f"{BASE}/")):
                found[address] = [location]
            if answer.mimetype == "text/html" and "email" not in rule.endpoint:
                found |= {address: faults} if (faults := wrong(app, answer.text)) else {}
            elif answer.mimetype not in BINARY:
                outside = [each for each in OURS.findall(answer.text) if not f"{each}/".startswith(f"{BASE}/")]
                found |= {address: outside} if outside else {}
            answer.close()
    assert found == {}
    assert opened > 150


def test_forms_redirects_and_the_sign_in_stay_under_the_prefix(app: Flask, under: Services) -> None:
    builders.person(under)
    browser = Browser(app)
    asked = browser.get(f"{PREFIX}/staff/questions?lang={CODE}")
    assert asked.location == f"{PREFIX}/sign-in?next=/staff/questions&lang={CODE}"
    done = browser.sign_in(page=asked.location)
    assert done.location == f"{PREFIX}/staff/questions?lang={CODE}"
    assert browser.get(done.location).status_code == 200
    out = Forms(browser.get(done.location).text).found[-1]
    assert browser.client.post(out[0], data=out[1]).location == f"{PREFIX}/?lang={CODE}"


def test_a_form_that_came_too_late_is_sent_again_to_where_it_belongs(app: Flask) -> None:
    answer = app.test_client().post(f"{PREFIX}/ask?lang=en", data={"question": "Do choirs help?", "form_token": "old"})
    assert Forms(answer.text).found[0][0] == f"{PREFIX}/ask?lang=en"


def test_a_search_keeps_the_language_in_a_hidden_field(app: Flask) -> None:
    page = app.test_client().get(f"{PREFIX}/what-works?lang={CODE}").text
    forms = re.findall(r"<form [^>]*method=\"get\".*?</form>", page, re.DOTALL)
    assert forms
    assert [form for form in forms if f'<input type="hidden" name="lang" value="{CODE}">' not in form] == []


def test_the_cookie_is_for_the_prefix_alone(app: Flask, under: Services) -> None:
    builders.person(under)
    browser = Browser(app)
    first = browser.send(f"{PREFIX}/sign-in", {"email": "reviewer@example.org", "password": builders.PASSWORD})
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-library_session=")
    assert f"Path={PREFIX};" in f"{cookie};"
    assert "Secure" in cookie
    assert "__Secure-library_session" in browser.get(f"{PREFIX}/cookies").text


def text_of(client: FlaskClient, address: str) -> str:
    """Return what is at an address, which has to be there."""
    with client.get(address) as answer:
        assert answer.status_code == 200, address
        return answer.text


def links_of(page: TestResponse) -> set[str]:
    return {value for _, value in named(page.text) if value.startswith("/")}


def test_a_proxy_may_keep_the_prefix_or_strip_it(app: Flask, under: Services, reviewer: Person) -> None:
    builders.published(under, reviewer, "chess")
    client = app.test_client()
    for path in ("/", "/briefs/chess", "/search?q=chess", "/approaches"):
        kept, stripped = client.get(PREFIX + path), client.get(path)
        assert kept.status_code == stripped.status_code == 200
        assert links_of(kept) == links_of(stripped)
    assert client.get(PREFIX).status_code == 200
    assert client.get("/libraryland").status_code == 404


def test_a_server_that_has_split_off_the_prefix_itself_is_understood(app: Flask) -> None:
    environment = {"SCRIPT_NAME": PREFIX, "PATH_INFO": "/about"}
    page = app.test_client().get("/about", environ_overrides=environment)
    assert page.status_code == 200
    assert f'href="{PREFIX}/about/method"' in page.text


def test_styles_scripts_and_letters_are_there(app: Flask) -> None:
    client = app.test_client()
    files = {value for value in links_of(client.get(f"{PREFIX}/search")) if "/static/" in value}
    assert len(files) >= 4
    texts = {file: text_of(client, file) for file in files if "woff2" not in file}
    fonts = re.findall(r'url\("([^"]+)"\)', next(text for file, text in texts.items() if ".css" in file))
    assert fonts
    assert [font for font in fonts if font.startswith(("/", "http"))] == []


def test_what_scripts_fetch_is_under_the_prefix(app: Flask, under: Services, reviewer: Person) -> None:
    builders.published(under, reviewer, "chess", title="Chess in the park")
    client, staff = app.test_client(), Browser(app, reviewer)
    suggest = re.search(r'data-suggest="([^"]+)"', client.get(f"{PREFIX}/").text)[1]
    assert client.get(suggest, query_string={"q": "chess"}).json == [
        {"text": "Chess in the park", "url": f"{PREFIX}/briefs/chess"}
    ]
    for attribute in ("data-copy", "data-copy-mail", "data-copy-text", "data-aloud"):
        address = re.search(rf'{attribute}="([^"]+)"', client.get(f"{PREFIX}/briefs/chess").text)[1]
        assert text_of(client, unescape(address))
    watched = re.search(r'data-watch="([^"]+)"', staff.get(f"{PREFIX}/staff/upload").text)[1]
    assert staff.get(watched).json == {"page": 0, "pages": 0, "state": ""}
    assert f'data-sign-in="{PREFIX}/sign-in"' in staff.get(f"{PREFIX}/staff/briefs/new").text


@pytest.mark.slow("puts something behind every route")
def test_mails_feeds_and_the_api_lead_under_the_prefix(app: Flask, under: Services, admin: Person) -> None:
    addresses.fill(under, admin)
    mails.send_due(under)
    written = [path.read_text("utf-8") for path in (under.settings.instance / "outbox").glob("*.eml")]
    client = app.test_client()
    paths = ("feed.atom", "sitemap.xml", "opensearch.xml", "api/v1/briefs", "api/v1/search", "api/v1/openapi.json")
    read_by_machines = [client.get(f"{PREFIX}/{path}").text for path in (*paths, "robots.txt")]
    for text in (*written, *read_by_machines):
        found = OURS.findall(text.replace("=\n", ""))
        assert found
        assert [address for address in found if not f"{address}/".startswith(f"{BASE}/")] == []
    assert written
    assert "Disallow: /library/staff\n" in read_by_machines[-1]


@pytest.mark.parametrize(
    ("public_url", "prefix"),
    [("https://a.example", ""), ("https://a.example/", ""), ("https://a.example/lib/here/", "/lib/here")],
)
def test_the_prefix_is_the_path_of_the_public_address(public_url: str, prefix: str) -> None:
    assert Settings(public_url=public_url).prefix == prefix


@pytest.mark.parametrize("public_url", ["https://a.example/?x", "https://a.example/#x", "https://a.example//x"])
def test_a_public_address_that_no_page_could_stand_under_is_refused(public_url: str) -> None:
    with pytest.raises(SettingsError):
        read({"LIBRARY_PUBLIC_URL": public_url})

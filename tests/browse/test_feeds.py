"""What machines read: feed, sitemap, robots, OpenSearch, health, and the headers of every answer."""

import shutil
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from library.app import create_app
from library.browse.lists import service as lists
from library.db.store import Store
from tests import builders

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLIC = [
    "/",
    "/search?q=boxing",
    "/suggest?q=box",
    "/approaches",
    "/approaches/youth-work",
    "/briefs/boxing-clubs",
    "/briefs/boxing-clubs.txt",
    "/briefs/boxing-clubs.eml",
    "/briefs/boxing-clubs.json",
    "/briefs/boxing-clubs/email",
    "/briefs/boxing-clubs.pdf",
    "/briefs/boxing-clubs/message",
    "/briefs/boxing-clubs/mistake",
    "/about",
    "/about/method",
    "/help-now",
    "/contact",
    "/complaints",
    "/accessibility",
    "/privacy",
    "/cookies",
    "/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/api/v1/briefs",
    "/api/v1/search",
    "/sign-in",
]


def test_the_feed_is_well_formed_and_lists_the_newest_first(reader):
    feed = ElementTree.fromstring(reader.get("/feed.atom").data)
    titles = [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert titles[0] == "Skateparks"
    assert len(titles) == 14


def test_the_feed_and_what_is_new_go_on_over_pages(client, services, reviewer, monkeypatch):
    monkeypatch.setattr(lists, "NEWEST", 2)
    for name in ("oldest", "middle", "newest"):
        builders.published(services, reviewer, name, title=name.title())
    feeds = [ElementTree.fromstring(client.get(f"/feed.atom?page={page}").data) for page in (1, 2)]
    titles = [[entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] for feed in feeds]
    assert titles == [["Newest", "Middle"], ["Oldest"]]
    links = [{link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} for feed in feeds]
    assert links[0]["next"] == links[1]["self"]
    assert "previous" not in links[0]
    assert "next" not in links[1]
    pages = [client.get(f"/new?page={page}").text for page in (1, 2)]
    assert ["Oldest</a>" in page for page in pages] == [False, True]
    assert '<a href="/new?page=2">Older briefs</a>' in pages[0]
    assert '<a href="/new?page=1">Newer briefs</a>' in pages[1]


def test_the_sitemap_lists_every_page_that_can_be_read(reader):
    sitemap = ElementTree.fromstring(reader.get("/sitemap.xml").data)
    addresses = [address.text for address in sitemap.iter(f"{SITEMAP}loc")]
    assert "https://library.example/briefs/boxing-clubs" in addresses
    for address in addresses:
        assert reader.get(address.removeprefix("https://library.example")).status_code == 200, address


@pytest.mark.parametrize("path", ["/feed.atom", "/sitemap.xml", "/api/v1/briefs?page_size=100", "/api/v1/search", "/"])
def test_no_draft_and_nothing_withdrawn_or_renamed_is_listed_anywhere(reader, path):
    answer = reader.get(path).text
    assert "skateparks" in answer.lower()
    assert not [slug for slug in ("zeppelins", "unicycles", "old-name") if slug in answer.lower()]


def test_opensearch_is_well_formed_and_leads_to_our_search(reader):
    found = ElementTree.fromstring(reader.get("/opensearch.xml").data)
    url = found.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url.get("template") == "https://library.example/search?q={searchTerms}"


def test_odd_letters_leave_the_lists_well_formed(client, services, reviewer):

    builders.published(services, reviewer, title="Tea & <cake> “for” all 😀", one_line='"Quoted" & ]]> so')
    feed = ElementTree.fromstring(client.get("/feed.atom").data)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Tea & <cake> “for” all 😀"
    ElementTree.fromstring(client.get("/sitemap.xml").data)


@pytest.mark.parametrize(
    "line", ["Help for <18s and their families", "Tea & cake for 16–24s", "1 < 2 > 0 &lt; &amp;", "<b>Bold</b> claims"]
)
def test_a_feed_reader_shows_the_whole_of_a_summary(client, services, reviewer, line):
    builders.published(services, reviewer, one_line=line)
    summary = ElementTree.fromstring(client.get("/feed.atom").data).find(f"{ATOM}entry/{ATOM}summary")
    assert (summary.get("type"), summary.text) == ("text", line)


def test_robots_are_told_to_leave_staff_pages_alone_and_where_the_sitemap_is(reader):
    lines = reader.get("/robots.txt").text.splitlines()
    assert "Disallow: /staff" in lines
    assert "Sitemap: https://library.example/sitemap.xml" in lines


def test_a_healthy_library_is_alive_and_ready(reader):
    assert reader.get("/healthz").json == {"status": "alive"}
    ready = reader.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["ready"] is True


def test_without_its_index_the_library_is_ready_and_says_what_is_wrong(client, services, reviewer):

    builders.published(services, reviewer)
    shutil.rmtree(services.settings.index)
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["degraded"] == ["The search index cannot be read; search answers from the database."]
    found = client.get("/search?q=street+games")
    assert "Search is being repaired." in found.text
    assert "Street games on summer evenings" in found.text


def test_without_its_database_the_library_is_alive_not_ready_and_says_when_to_come_back(services, tmp_path):
    broken = replace(services, store=Store(f"sqlite:///{tmp_path / 'nowhere' / 'library.sqlite3'}"))
    client = create_app(broken).test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    answer = client.get("/briefs/street-games")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Nothing that was saved is lost." in answer.text
    assert client.get("/api/v1/briefs").json["code"] == 503


@pytest.mark.parametrize("path", PUBLIC)
def test_readers_get_no_cookie_safe_headers_and_pages_that_are_asked_for_again_cheaply(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
    assert answer.headers["Referrer-Policy"]
    again = reader.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    if path not in {"/sign-in", "/briefs/boxing-clubs/mistake"}:
        assert (again.status_code, again.data) == (304, b"")


def test_pages_have_no_script_or_style_in_them_that_the_policy_would_stop(reader):
    for path in PUBLIC:
        page = reader.get(path)
        if page.mimetype == "text/html" and not path.endswith("/email"):
            assert " style=" not in page.text, path
            assert " onclick=" not in page.text, path
            assert "<script>" not in page.text, path


def test_only_the_mail_may_have_inline_styles_and_it_may_run_nothing(reader):
    policy = reader.get("/briefs/boxing-clubs/email").headers["Content-Security-Policy"]
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in reader.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/nowhere", "/briefs/unicycles", "/api/v1/briefs/never-was"])
def test_answers_that_are_no_page_are_not_kept_and_have_the_same_safe_headers(reader, path):
    answer = reader.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


def test_what_staff_see_is_kept_nowhere(staff):
    for path in ("/staff/briefs", "/staff/briefs/new", "/"):
        assert staff.get(path).headers["Cache-Control"] == "no-store"


def test_over_https_browsers_are_told_to_stay_there(reader):
    assert "Strict-Transport-Security" not in reader.get("/").headers
    assert "Strict-Transport-Security" in reader.get("/", base_url="https://library.example").headers

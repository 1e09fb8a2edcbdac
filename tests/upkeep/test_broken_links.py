"""Asking the addresses of sources whether they still answer: on a real HTTP server, politely, and never at home."""

import ipaddress
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest

from library import cli
from library.involve.opportunities import service as opportunities
from library.upkeep.broken_links import service as broken_links
from library.upkeep.broken_links.link_checker import SECONDS_BETWEEN, Probe, public
from library.upkeep.broken_links.models import LinkState
from tests import addresses, builders
from tests.answering import answering


class Site(BaseHTTPRequestHandler):
    """Answers by path: /404 with 404, /to/X with a redirect to X, /no-head only to GET, all else with 200."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/cut":
            self.connection.close()
            return
        status, onward = 200, ""
        if self.path.startswith("/to/"):
            status, onward = 302, self.path.removeprefix("/to/")
        elif self.path[1:].isdigit():
            status = int(self.path[1:])
        elif self.path == "/no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if onward:
            self.send_header("Location", onward if "://" in onward else f"/{onward}")
        self.end_headers()

    def do_HEAD(self):
        self.do_GET()

    def log_message(self, *_):
        pass


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked = []
    with answering(server):
        yield server


@pytest.fixture
def site():
    with serving() as server:
        yield server


@pytest.fixture
def home():
    """Give a server that stands for one inside our network."""
    with serving() as server:
        yield server


def address(server, path, host="127.0.0.1"):
    return f"http://{host}:{server.server_port}{path}"


def probe(*sites, pause=lambda seconds: None):
    """Give what asks, allowed to go to these servers and nowhere else."""
    ports = {site.server_port for site in sites}
    return Probe("A test", may_visit=lambda number, port: port in ports, pause=pause)


@pytest.mark.parametrize(
    ("path", "state", "said"),
    [
        ("/", LinkState.FINE, "200 OK"),
        ("/no-head", LinkState.FINE, "200 OK"),
        ("/to/here", LinkState.FINE, "200 OK"),
        ("/a b/é?q=ü#part", LinkState.FINE, "200 OK"),
        ("/404", LinkState.GONE, "404 Not Found"),
        ("/410", LinkState.GONE, "410 Gone"),
        ("/to/404", LinkState.GONE, "404 Not Found"),
        ("/403", LinkState.UNCLEAR, "403 Forbidden"),
        ("/500", LinkState.UNCLEAR, "500 Internal Server Error"),
        ("/to/to/to/to/to/to/to/x", LinkState.UNCLEAR, "It leads from one address to the next without end"),
        ("/to/ftp://example.org/x", LinkState.UNCLEAR, "It leads to an address that is not a web page"),
        ("/to/file:///etc/passwd", LinkState.UNCLEAR, "It leads to an address that is not a web page"),
        ("/cut", LinkState.SILENT, "No answer"),
    ],
)
def test_each_answer_is_told_for_what_it_is(site, path, state, said):
    asked = probe(site).ask(address(site, path))
    assert asked.state is state
    assert asked.said.startswith(said)
    assert asked.address == address(site, path)


def test_the_head_is_asked_for_first_and_the_page_only_where_that_fails(site):
    probe(site).ask(address(site, "/"))
    assert [asked[:2] for asked in site.asked] == [("HEAD", "/")]
    probe(site).ask(address(site, "/404"))
    assert [asked[:2] for asked in site.asked[1:]] == [("HEAD", "/404"), ("GET", "/404")]
    assert {asked[2] for asked in site.asked} == {"A test"}


def test_a_redirect_to_our_own_network_is_not_followed(site, home):
    asked = probe(site).ask(address(site, f"/to/{address(home, '/secret')}"))
    assert (asked.state, asked.said) == (LinkState.UNCLEAR, "It leads to an address inside a private network")
    assert home.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "127.1"]
)
def test_nothing_on_this_machine_is_ever_asked(home, host):
    asked = Probe("A test").ask(address(home, "/secret", host))
    assert asked.state in {LinkState.UNCLEAR, LinkState.SILENT}
    assert home.asked == []


@pytest.mark.parametrize(
    ("number", "allowed"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
    ],
)
def test_only_the_open_internet_may_be_visited(number, allowed):
    assert public(ipaddress.ip_address(number), 443) is allowed


@pytest.mark.parametrize(
    "wrong", ["http://", "http://[", "http://a:b/", "http://x:99999/", "https://\0/", "mailto:a@b"]
)
def test_what_is_no_address_is_told_and_stops_nothing(site, wrong):
    answers = list(probe(site).ask_all([wrong, address(site, "/")]))
    assert {asked.address: asked.state is LinkState.FINE for asked in answers} == {
        wrong: False,
        address(site, "/"): True,
    }


def test_one_host_is_asked_slowly_and_one_after_another(site):
    pauses = []
    addresses = [address(site, f"/{name}") for name in "abc"]
    assert len(list(probe(site, pause=pauses.append).ask_all(addresses))) == 3
    assert pauses == [SECONDS_BETWEEN] * 2
    assert all(one < other for one, other in pairwise(path for _, path, _ in site.asked))


def cite(services, reviewer, slug, url):
    source = builders.content()["sources"][0] | {"url": url}
    return builders.published(services, reviewer, slug, title=f"About {slug}", sources=[source])


def test_staff_see_which_addresses_are_gone_since_when_and_in_which_briefs(staff, site, services, reviewer):
    assert "Nobody has asked the addresses yet." in staff.get("/staff/links").text
    cite(services, reviewer, "street-games", address(site, "/404"))
    cite(services, reviewer, "choirs", address(site, "/404"))
    cite(services, reviewer, "murals", address(site, "/fine"))
    told = []
    broken_links.ask(services, probe(site), lambda done, total: told.append((done, total)))
    page = staff.get("/staff/links").text
    assert told[-1] == (2, 2)
    assert address(site, "/404") in page
    assert "Gone (1)" in page
    assert "About choirs</a>, <a" in page
    assert "/fine" not in page


def test_an_address_that_answers_again_or_is_cited_no_more_is_off_the_list(staff, site, services, reviewer):
    first = cite(services, reviewer, "street-games", address(site, "/404"))
    broken_links.ask(services, probe(site), lambda done, total: None)
    assert "Gone (1)" in staff.get("/staff/links").text
    staff.send(f"/staff/briefs/{first}/edit", {"sources-0-url": address(site, "/found"), "action": "publish"})
    assert "Gone" not in staff.get("/staff/links").text
    broken_links.ask(services, probe(site), lambda done, total: None)
    assert "All of them answered." in staff.get("/staff/links").text


def test_the_link_of_an_opportunity_is_asked_until_it_is_over(staff, site, services, reviewer):
    cite(services, reviewer, "street-games", address(site, "/fine"))
    offer = addresses.OFFER | {"link": address(site, "/404")}
    made = opportunities.publish(services, reviewer, offer)
    broken_links.ask(services, probe(site), lambda done, total: None)
    page = staff.get("/staff/links").text
    assert "Gone (1)" in page
    assert f'href="/staff/opportunities/{made}"' in page
    opportunities.withdraw(services, reviewer, made)
    assert "Gone" not in staff.get("/staff/links").text


def test_where_nothing_answers_nothing_is_kept(site, services, reviewer):
    cite(services, reviewer, "street-games", address(site, "/404"))
    broken_links.ask(services, probe(site), lambda done, total: None)
    cite(services, reviewer, "choirs", address(site, "/cut"))
    before = broken_links.overview(services, reviewer)
    site.shutdown()
    site.server_close()
    with pytest.raises(broken_links.NothingAnswered):
        broken_links.ask(services, probe(site), lambda done, total: None)
    assert broken_links.overview(services, reviewer) == before


def test_the_command_tells_what_did_not_answer(site, services, reviewer, settings, monkeypatch, capsys):
    monkeypatch.setenv("LIBRARY_INSTANCE", str(settings.instance))
    monkeypatch.setenv("LIBRARY_INDEX", str(settings.index))
    assert cli.main(["links"]) == 0
    assert "0 addresses asked, 0 did not answer well." in capsys.readouterr().out
    cite(services, reviewer, "street-games", address(site, "/"))
    assert cli.main(["links"]) == 0
    said = capsys.readouterr().out
    assert f"Not clear: {address(site, '/')} (It leads to an address inside a private network)" in said
    assert site.asked == []

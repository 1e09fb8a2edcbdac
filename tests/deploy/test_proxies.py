"""The library behind Caddy and nginx as the recipes set them up, on a host of its own and under a path."""

import re
import shutil
from collections.abc import Iterator
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from library.settings import Settings
from tests import left_out
from tests.answering import answering
from tests.deploy import proxies
from tests.deploy.proxies import HOST, Proxy
from tests.machines.copies import free_port, serving, with_one_brief

pytestmark = pytest.mark.deep
PREFIXES = ("", "/library")
KINDS = {"caddy": proxies.caddy, "nginx": proxies.nginx}
MB = 1_000_000


@pytest.fixture(scope="module", params=PREFIXES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """Serve a library with one brief, under a prefix or not; give the prefix and the port."""
    folder: Path = tmp_path_factory.mktemp("served")
    settings = Settings(
        folder / "instance", folder / "index", meaning="off", public_url=f"https://{HOST}{request.param}"
    )
    with serving(with_one_brief(settings)) as copy:
        yield request.param, int(urlsplit(copy.address).port or 0)


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """Give the name of a proxy that this machine has."""
    name: str = request.param
    if not (shutil.which(name) or Path(f"/usr/sbin/{name}").exists()):
        pytest.skip(left_out.tell(name))
    return name


@pytest.fixture(scope="module")
def proxy(kind: str, site: tuple[str, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Run a proxy before the library."""
    prefix, port = site
    with proxies.running(KINDS[kind], tmp_path_factory.mktemp(kind), port, prefix) as running:
        yield running


def test_pages_and_what_they_lead_to_come_over_https(proxy: Proxy, site: tuple[str, int]) -> None:
    prefix, _ = site
    page = proxy.ask(f"{prefix}/briefs/street-games")
    assert page.status == 200
    assert page.headers.lower().count("strict-transport-security") == 1
    assert proxy.ask(f"{prefix}/").status == 200
    asked = set(re.findall(r'(?:href|src)="(/[^"#]+)"', page.body))
    assert len(asked) > 10
    assert {path for path in asked if not path.startswith(f"{prefix}/")} == set()
    styles = [path for path in asked if ".css" in path]
    assert [proxy.ask(path).status for path in styles] == [200] * len(styles)


def test_http_is_sent_on_to_https(proxy: Proxy, site: tuple[str, int]) -> None:
    moved = proxy.ask(f"{site[0]}/briefs?page=2", scheme="http")
    assert moved.status in {301, 308}
    assert re.search(rf"(?i)location: https://{HOST}(:\d+)?{site[0]}/briefs\?page=2", moved.headers)


def test_a_body_of_any_size_gets_an_answer_of_the_library_or_of_the_proxy(
    proxy: Proxy, site: tuple[str, int], tmp_path: Path
) -> None:
    body = tmp_path / "body"
    statuses = []
    for size in (27 * MB, 60 * MB):
        with body.open("wb") as file:
            file.truncate(size)
        statuses.append(proxy.ask(f"{site[0]}/staff/upload", "-F", f"file=@{body};filename=a.pdf").status)
    assert statuses[0] in {302, 303, 400, 401, 403}
    assert statuses[1] == 413


def test_an_address_as_long_as_a_question_of_three_thousand_words_is_answered(
    proxy: Proxy, site: tuple[str, int]
) -> None:
    assert proxy.ask(f"{site[0]}/search?q={'knife+' * 3000}").status == 200


def test_the_library_is_told_where_a_request_comes_from_whatever_the_request_says(kind: str, tmp_path: Path) -> None:
    """The library goes by the last entry of X-Forwarded-For."""
    told: list[Message] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append(self.headers)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    with answering(server), proxies.running(KINDS[kind], tmp_path, server.server_port, "") as alone:
        alone.ask("/healthz", "-H", "X-Forwarded-For: 198.51.100.1", "-H", "X-Forwarded-Proto: gopher")
    assert told[-1]["X-Forwarded-For"].rpartition(",")[2].strip() == "127.0.0.1"
    assert told[-1]["X-Forwarded-Proto"] == "https"


def test_while_the_library_is_away_a_page_says_so(kind: str, tmp_path: Path) -> None:
    with proxies.running(KINDS[kind], tmp_path, free_port(), "") as alone:
        page = alone.ask("/briefs")
        assert page.status == 503
        assert "The library is closed for a moment" in page.body

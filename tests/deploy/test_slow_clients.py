"""Hundreds of clients that send and read as slowly as they like, and readers beside them who get their pages."""

import shutil
import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from library.bootstrap import connect
from library.search import indexing
from library.settings import Settings
from tests import builders, left_out
from tests.deploy import proxies
from tests.deploy.proxies import HOST
from tests.machines.copies import serving

pytestmark = pytest.mark.deep
KINDS = {"caddy": proxies.caddy, "nginx": proxies.nginx}
OF_EACH_SORT = 100
"""The site has sixteen threads in all."""
PATHS = ("/briefs/street-games", "/search?q=games", "/")
HEAD = f"POST /briefs/street-games/mistake HTTP/1.1\r\nHost: {HOST}\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nwords="
SLOW = {
    "who stop within the headers": HEAD,
    "who stop within a form": HEAD + FORM,
    "who never read what they asked for": f"GET /briefs/street-games.pdf HTTP/1.1\r\nHost: {HOST}\r\n\r\n",
}
UNSEEN = ssl.create_default_context()
UNSEEN.check_hostname, UNSEEN.verify_mode = False, ssl.CERT_NONE


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve a library with a brief; give its port."""
    folder: Path = tmp_path_factory.mktemp("served")
    settings = Settings(folder / "instance", folder / "index", meaning="off", public_url=f"https://{HOST}")
    services = connect(settings)
    services.store.migrate()
    builders.vocabulary(services)
    builders.published(services, builders.person(services))
    indexing.reindex(services)
    services.store.close()
    with serving(settings) as copy:
        yield int(urlsplit(copy.address).port or 0)


def slow(port: int, sent: str) -> ssl.SSLSocket:
    """Return a client that has sent this much and does nothing more."""
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    line.settimeout(60)
    line.connect(("127.0.0.1", port))
    client = UNSEEN.wrap_socket(line, server_hostname=HOST)
    client.sendall(sent.encode())
    return client


@pytest.mark.parametrize("kind", KINDS)
def test_readers_get_their_pages_beside_hundreds_of_slow_clients(kind: str, site: int, tmp_path: Path) -> None:
    if not (shutil.which(kind) or Path(f"/usr/sbin/{kind}").exists()):
        pytest.skip(left_out.tell(kind))
    with proxies.running(KINDS[kind], tmp_path, site, "") as proxy, ExitStack() as stack:
        for sent in SLOW.values():
            for _ in range(OF_EACH_SORT):
                stack.enter_context(slow(proxy.ports.https, sent))
            assert [proxy.ask(path).status for path in PATHS] == [200] * len(PATHS), sent

"""Two web machines on one PostgreSQL behind a proxy, restarted one after the other while readers come."""

import shutil
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from library.bootstrap import connect
from library.search import indexing
from library.settings import Settings
from tests import builders, left_out
from tests.deploy import proxies
from tests.deploy.proxies import DEPLOY, HOST, Ports, Proxy
from tests.machines.conftest import Machine, bare_machine  # noqa: F401 (a fixture)
from tests.machines.copies import comes, readers, serving

pytestmark = pytest.mark.deep
PATHS = ("/search?q=games", "/briefs/street-games", "/", "/api/v1/search?q=games")
READERS = 2
ANSWERED_BY = "X-Answered-By"


def both_machines(kind: str, ports_of_both: tuple[int, int]) -> str:
    """Return what the recipe has for two machines, with the ports of a test in the place of their addresses."""
    found = (DEPLOY / kind / "two-machines.conf").read_text("utf-8")
    for address, port in zip(("10.0.0.11:8000", "10.0.0.12:8000"), ports_of_both, strict=True):
        assert address in found
        found = found.replace(address, f"127.0.0.1:{port}")
    return found


def caddy_before(ports_of_both: tuple[int, int]) -> proxies.Write:
    """Return what writes the recipe's configuration for two machines."""

    def write(folder: Path, ports: Ports, prefix: str) -> list[str]:
        command = proxies.caddy(folder, ports, prefix)
        whole, one = (folder / "Caddyfile").read_text(), "reverse_proxy {$LIBRARY_AT:127.0.0.1:8000} {"
        assert whole.count(one) == 1
        both = f"{both_machines('caddy', ports_of_both)}\nheader_down {ANSWERED_BY} {{http.reverse_proxy.upstream.hostport}}"
        (folder / "Caddyfile").write_text(whole.replace(one, both))
        return command

    return write


def nginx_before(ports_of_both: tuple[int, int]) -> proxies.Write:
    """Return what writes the recipe's configuration for two machines."""

    def write(folder: Path, ports: Ports, prefix: str) -> list[str]:
        command = proxies.nginx(folder, ports, prefix)
        upstream = both_machines("nginx", ports_of_both)
        shared_part = folder / "library-proxy.conf"
        one = f"proxy_pass http://127.0.0.1:{ports.library};"
        assert one in shared_part.read_text()
        answered = f"\nadd_header {ANSWERED_BY} $upstream_addr always;"
        shared_part.write_text(shared_part.read_text().replace(one, f"proxy_pass http://library;{answered}"))
        (folder / "library.conf").write_text(upstream + (folder / "library.conf").read_text())
        return command

    return write


KINDS = {"caddy": caddy_before, "nginx": nginx_before}


@pytest.mark.parametrize(("kind", "prefix"), [("caddy", ""), ("nginx", "/library")])
def test_no_reader_notices_that_one_machine_after_the_other_is_restarted(
    kind: str,
    prefix: str,
    bare_machine: Machine,  # noqa: F811
    tmp_path: Path,
) -> None:
    if not (shutil.which(kind) or Path(f"/usr/sbin/{kind}").exists()):
        pytest.skip(left_out.tell(kind))
    unlimited = partial(replace, requests_per_minute=0, public_url=f"https://{HOST}{prefix}")
    both: tuple[Settings, Settings] = (unlimited(bare_machine("one")), unlimited(bare_machine("two")))
    here = connect(both[0])
    here.store.migrate()
    builders.vocabulary(here)
    builders.published(here, builders.person(here), "street-games")
    indexing.reindex(here)
    here.store.close()
    (tmp_path / "proxy").mkdir()
    with ExitStack() as first, ExitStack() as second:
        stacks = (first, second)
        copies = [stack.enter_context(serving(each)) for stack, each in zip(stacks, both, strict=True)]
        ports = (urlsplit(copies[0].address).port or 0, urlsplit(copies[1].address).port or 0)
        proxy = first.enter_context(proxies.running(KINDS[kind](ports), tmp_path / "proxy", ports[0], prefix))
        with readers(lambda path: proxy.ask(prefix + path).status, PATHS, READERS) as statuses:
            for number, port in enumerate(ports):
                before = len(statuses)
                comes(lambda before=before: len(statuses) > before + 20)  # type: ignore[misc]
                copies[number].process.terminate()
                copies[number].process.wait()
                again = second.enter_context(serving(both[number], port))
                comes(lambda again=again: again.get("/readyz")[0] == 200)  # type: ignore[misc]
                comes(lambda port=port: f":{port}" in _answered_by(proxy, prefix))  # type: ignore[misc]
        assert len(statuses) > 100
        assert set(statuses) == {200}


def _answered_by(proxy: Proxy, prefix: str) -> str:
    """Return which machine answered a request last."""
    told = proxy.ask(f"{prefix}/healthz").headers.splitlines()
    return next(line for line in told if line.lower().startswith("x-answered-by"))

"""A library in service, as the recipe sets it up, under load: `make load`, or `python -m tests.bench.service --help`.

`library serve` behind nginx with deploy/nginx, over https. Says how long it takes from the start to the first answer, how
long pages take while a digest's readers come, how much memory the site has before and after, and what the machine was
doing meanwhile: times count only where others did nearly nothing.
"""

import argparse
import http.client
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from library.search.engine.port import Document
from library.settings import ROOT
from tests.bench import corpus, load, report
from tests.bench.asking import Asking
from tests.bench.site import Visitor, searched
from tests.bench.timing import Times
from tests.deploy import proxies
from tests.machines.copies import free_port

UNSEEN = ssl.create_default_context()
UNSEEN.check_hostname = False
UNSEEN.verify_mode = ssl.CERT_NONE
"""The certificate of this run is signed by nobody."""
STARTS = 3
LONGEST_START = 120.0
FIRST = "/search?q=knife"


class Reader(Visitor):
    """Somebody who comes over https, and stays connected."""

    def __init__(self, port: int) -> None:
        """Connect when first used."""
        http.client.HTTPConnection.__init__(self, "127.0.0.1", port, timeout=120)

    def connect(self) -> None:
        """Connect to the proxy."""
        line = socket.create_connection((self.host, self.port), self.timeout)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = UNSEEN.wrap_socket(line, server_hostname=proxies.HOST)

    def request(self, method: str, url: str, body: object = None, headers: object = None, **_: object) -> None:
        """Ask for the host that the proxy knows."""
        told = {"Host": proxies.HOST, **(headers if isinstance(headers, dict) else {})}
        http.client.HTTPConnection.request(self, method, url, body, told)  # type: ignore[arg-type]


class Service:
    """A site and a proxy that run."""

    def __init__(self, site: int, port: int) -> None:
        """Keep the process of the site and the port of the proxy."""
        self._site, self._port = site, port

    def visitor(self) -> Reader:
        """Return a new reader."""
        return Reader(self._port)

    def memory(self) -> float:
        """Return the memory of all processes of the site in MB, each shared page counted once."""
        return sum(_share(process) for process in (self._site, *_children(self._site)))


def _children(process: int) -> Iterator[int]:
    for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
        yield int(child)
        yield from _children(int(child))


def _share(process: int) -> float:
    rows = (line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines())
    return next((int(row[1]) / 1024 for row in rows if row[0] == "Pss:"), 0.0)


@contextmanager
def started(folder: Path) -> Iterator[tuple[int, int, float]]:
    """Run `library serve` on what is in a folder; give its process, its port, and the seconds to its first answer."""
    port, start = free_port(), time.perf_counter()
    settings = {"LIBRARY_INSTANCE": folder / "instance", "LIBRARY_INDEX": folder / "index", "PORT": port}
    public = {"LIBRARY_PUBLIC_URL": f"https://{proxies.HOST}", "LIBRARY_CONTACT": "library@example.org"}
    told = os.environ | {name: str(value) for name, value in (settings | public).items()}
    command = [sys.executable, "-m", "library.cli", "serve"]
    process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if time.perf_counter() - start > LONGEST_START:
                raise SystemExit("The site does not start.")
            time.sleep(0.01)
        yield process.pid, port, time.perf_counter() - start
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", FIRST)
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


class Machine:
    """What the machine does during a run: how much processor time is ours, and how much is others'."""

    def __init__(self) -> None:
        """Begin to watch."""
        self._start, self._before = time.perf_counter(), (_busy(), _ours())

    def told(self) -> str:
        """Say what was done since, in processors kept busy."""
        ticks = (time.perf_counter() - self._start) * os.sysconf("SC_CLK_TCK")
        busy, ours = ((now - then) / ticks for now, then in zip((_busy(), _ours()), self._before, strict=True))
        return f"others {max(0.0, busy - ours):.2f} of {os.cpu_count()} processors, site, nginx and readers {ours:.2f}"


def _busy() -> int:
    """Return the processor time that all took since the machine started; the fourth and fifth kinds are idle."""
    spent = [int(ticks) for ticks in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(spent) - spent[3] - spent[4]


def _ours() -> int:
    """Return the processor time that this process took and all that it has started and that still run."""
    mine = (os.getpid(), *_children(os.getpid()))
    rows = (Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split() for process in mine)
    return sum(int(row[11]) + int(row[12]) for row in rows)


def main() -> None:
    """Measure, and print one table."""
    wanted = _arguments()
    with tempfile.TemporaryDirectory(prefix="library-load-") as name:
        services = corpus.kept(Path(name), wanted.size)
        documents = corpus.documents(services)
        services.store.close()
        starts = min(_start(Path(name)) for _ in range(STARTS))
        with started(Path(name)) as (site, port, _):
            (Path(name) / "proxy").mkdir()
            with proxies.running(proxies.nginx, Path(name) / "proxy", port, "") as proxy:
                rows = _measured(Service(site, proxy.ports.https), documents, wanted)
    spent = f"{starts[1]:.1f} s of processor time"
    rows.insert(0, ["start to first answer, best of three", f"{starts[0]:.1f} s", "≤ 2 s", spent])
    heading = f"{time.strftime('%Y-%m-%d %H:%M')}: {wanted.size} briefs behind nginx, over https"
    report.table(heading, ["", "measured", "wanted", "meanwhile"], rows)


def _start(folder: Path) -> tuple[float, float]:
    """Start the site and stop it; return the seconds to its first answer, and the processor time they took."""
    before = _ours()
    with started(folder) as (_, _, seconds):
        return seconds, (_ours() - before) / os.sysconf("SC_CLK_TCK")


def _measured(service: Service, documents: list[Document], wanted: argparse.Namespace) -> list[list[str]]:
    _ask(service, documents, 100, 1)
    before, machine = service.memory(), Machine()
    told = load.run(service, documents, wanted.rate, wanted.seconds)
    under_load, machine_after = machine.told(), Machine()
    middle = service.memory()
    _ask(service, documents, wanted.requests, 2)
    each = f"{wanted.rate} pages a second for {wanted.seconds} s"
    return [
        [f"{each}: failed", f"{told.failed} of {told.asked}", "0", under_load],
        [f"{each}: p99 (median)", _both(told.times), "≤ 150 ms", ""],
        [f"{each}: search pages, p99 (median)", _both(told.searching), "", ""],
        ["memory of the site after 100 pages", f"{before:.0f} MB", "", ""],
        ["memory after the load", f"{middle:.0f} MB", "", ""],
        [f"memory after {wanted.requests} more", f"{service.memory():.0f} MB", "no growth", machine_after.told()],
    ]


def _ask(service: Service, documents: list[Document], count: int, seed: int) -> None:
    """Ask for pages one after the other; one in five searches for new words."""
    visitor, asking = service.visitor(), Asking(documents, seed)
    for number in range(count):
        visitor.get(f"/briefs/brief-{number % len(documents) + 1}" if number % 5 else searched(asking.question().words))


def _both(times: Times) -> str:
    return f"{times.worst:.0f} ms ({times.median:.0f})"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.service", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=10_000, help="how many briefs the library has")
    parser.add_argument("--rate", type=int, default=200, help="pages a second")
    parser.add_argument("--seconds", type=int, default=60, help="how long they come")
    parser.add_argument("--requests", type=int, default=5_000, help="pages asked for afterwards, for the memory")
    return parser.parse_args()


if __name__ == "__main__":
    main()

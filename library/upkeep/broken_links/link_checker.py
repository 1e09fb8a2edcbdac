"""Asks web addresses whether they still answer, politely, and never anything inside our own network.

Each host is looked up once and asked at the number that was found, so that a name cannot lead somewhere else in
between; each redirect is held to the same. Only the head of an answer is read.
"""

import ipaddress
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from library.upkeep.broken_links.models import Asked, State

AT_ONCE = 8
SECONDS_BETWEEN = 1.0
"""Between two questions to one host."""
SECONDS_TO_WAIT = 15.0
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
GONE = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}
Number = ipaddress.IPv4Address | ipaddress.IPv6Address
MayVisit = Callable[[Number, int], bool]


class NotAllowed(Exception):
    """The address leads to where we do not go; the message says why."""


def public(number: Number, _port: int) -> bool:
    """Return whether an address is one of the open internet."""
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return (mapped or number).is_global and not (mapped or number).is_multicast


class _Connection(HTTPConnection):
    """A connection to one number, by whatever name the host is called."""

    def __init__(self, parts: SplitResult, number: Number, port: int) -> None:
        super().__init__(parts.hostname or "", port, timeout=SECONDS_TO_WAIT)
        self._number, self._secure = number, parts.scheme == "https"
        self.default_port = PORTS[parts.scheme]

    def connect(self) -> None:
        """Open the line, with TLS where the address asks for it."""
        self.sock = socket.create_connection((str(self._number), self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


class Probe:
    """Asks addresses. `may_visit` decides which numbers and ports may be connected to."""

    def __init__(
        self, agent: str, *, may_visit: MayVisit = public, pause: Callable[[float], None] = time.sleep
    ) -> None:
        """Keep how to call ourselves."""
        self.agent, self.may_visit, self.pause = agent, may_visit, pause

    def ask_all(self, addresses: Iterable[str]) -> Iterator[Asked]:
        """Ask every address, several hosts at once and each host one after another; return answers as they come."""
        hosts: dict[str, list[str]] = defaultdict(list)
        for address in addresses:
            hosts[_host(address)].append(address)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for done in as_completed([pool.submit(self._ask_host, each) for each in hosts.values()]):
                yield from done.result()

    def _ask_host(self, addresses: list[str]) -> list[Asked]:
        found = []
        for number, address in enumerate(addresses):
            if number:
                self.pause(SECONDS_BETWEEN)
            found.append(self.ask(address))
        return found

    def ask(self, address: str) -> Asked:
        """Ask one address: for its head and, where that is refused, for the page."""
        asked = self._follow("HEAD", address)
        return asked if asked.state is State.FINE else self._follow("GET", address)

    def _follow(self, verb: str, address: str) -> Asked:
        here = address
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, reason, onward = self._request(verb, here)
                if status not in REDIRECTS or not onward:
                    return Asked(address, _state(status), f"{status} {reason}".strip()[:200])
                here = urljoin(here, onward)
            return Asked(address, State.UNCLEAR, "It leads from one address to the next without end")
        except NotAllowed as error:
            return Asked(address, State.UNCLEAR, str(error))
        except ssl.SSLError as error:
            return Asked(address, State.UNCLEAR, f"Its certificate is not right: {error.reason or error}"[:200])
        except TimeoutError:
            return Asked(address, State.SILENT, "No answer in time")
        except (OSError, HTTPException, ValueError) as error:
            return Asked(address, State.SILENT, f"No answer: {error}"[:200])

    def _request(self, verb: str, address: str) -> tuple[int, str, str]:
        """Put one question; return status, reason and where it leads."""
        parts = urlsplit(address)
        if parts.scheme not in PORTS or not parts.hostname:
            raise NotAllowed("It leads to an address that is not a web page")
        port = parts.port or PORTS[parts.scheme]
        connection = _Connection(parts, self._number(parts.hostname, port), port)
        try:
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
            query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
            connection.request(verb, path + query, headers={"User-Agent": self.agent, "Accept": "*/*"})
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.reason, answer.getheader("Location") or ""
        finally:
            connection.close()

    def _number(self, host: str, port: int) -> Number:
        """Look a host up, and return a number of it that may be visited."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        numbers = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
        if not all(self.may_visit(number, port) for number in numbers):
            raise NotAllowed("It leads to an address inside a private network")
        return numbers[0]


def _state(status: int) -> State:
    if status < 400:
        return State.FINE
    return State.GONE if status in GONE else State.UNCLEAR


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

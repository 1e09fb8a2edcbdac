"""Going to addresses that others gave us: over a line to a number that may be visited, and never inside our network.

Each host is looked up once and asked at the number that was found, so that a name cannot lead somewhere else in
between.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from urllib.parse import SplitResult, quote, urlsplit

PORTS = {"http": 80, "https": 443}
Number = ipaddress.IPv4Address | ipaddress.IPv6Address
MayVisit = Callable[[Number, int], bool]
"""Decides which numbers and ports may be connected to."""


class NotAllowed(Exception):
    """The address leads to where we do not go; the message says why."""


def public(number: Number, _port: int) -> bool:
    """Return whether an address is one of the open internet."""
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return (mapped or number).is_global and not (mapped or number).is_multicast


class Connection(HTTPConnection):
    """A connection to one number, by whatever name the host is called."""

    def __init__(self, parts: SplitResult, number: Number, port: int, seconds: float) -> None:
        """Prepare it; each wait for the other side lasts `seconds` at most."""
        super().__init__(parts.hostname or "", port, timeout=seconds)
        self._number, self._secure = number, parts.scheme == "https"
        self.default_port = PORTS[parts.scheme]
        self._line: socket.socket | None = None
        self.was_cut = False

    def connect(self) -> None:
        """Open the line, with TLS where the address asks for it."""
        self.sock = self._line = socket.create_connection((str(self._number), self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = self._line = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()
        if self.was_cut:
            raise TimeoutError

    def cut(self) -> None:
        """End it from another thread, whatever it waits for: a side that sends a byte now and then holds up nobody."""
        self.was_cut = True
        if self._line:
            with suppress(OSError):
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)


def prepared(address: str, may_visit: MayVisit, seconds: float) -> tuple[Connection, str]:
    """Return a connection that is not open yet, and the path to ask it for; raise NotAllowed."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAllowed("It leads to an address that is not a web page")
    port = parts.port or PORTS[parts.scheme]
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
    return Connection(parts, _number(parts.hostname, port, may_visit), port, seconds), path + query


def _number(host: str, port: int, may_visit: MayVisit) -> Number:
    """Look a host up, and return a number of it that may be visited."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
    if not all(may_visit(number, port) for number in numbers):
        raise NotAllowed("It leads to an address inside a private network")
    return numbers[0]

"""Asks web addresses whether they still answer, politely, and never anything inside our own network.

Each redirect is held to the same as the address that it comes from. Only the head of an answer is read.
"""

import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin, urlsplit

from library.security import outgoing
from library.security.outgoing import MayVisit, NotAllowed, public
from library.upkeep.broken_links.models import Asked, LinkState

AT_ONCE = 8
SECONDS_BETWEEN = 1.0
"""Between two questions to one host."""
SECONDS_TO_WAIT = 15.0
MOST_REDIRECTS = 5
GONE = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}


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
        return asked if asked.state is LinkState.FINE else self._follow("GET", address)

    def _follow(self, verb: str, address: str) -> Asked:
        here = address
        try:
            for _ in range(MOST_REDIRECTS + 1):
                status, reason, onward = self._request(verb, here)
                if status not in REDIRECTS or not onward:
                    return Asked(address, _state(status), f"{status} {reason}".strip()[:200])
                here = urljoin(here, onward)
            return Asked(address, LinkState.UNCLEAR, "It leads from one address to the next without end")
        except NotAllowed as error:
            return Asked(address, LinkState.UNCLEAR, str(error))
        except ssl.SSLError as error:
            return Asked(address, LinkState.UNCLEAR, f"Its certificate is not right: {error.reason or error}"[:200])
        except TimeoutError:
            return Asked(address, LinkState.SILENT, "No answer in time")
        except (OSError, HTTPException, ValueError) as error:
            return Asked(address, LinkState.SILENT, f"No answer: {error}"[:200])

    def _request(self, verb: str, address: str) -> tuple[int, str, str]:
        """Put one question; return status, reason and where it leads."""
        connection, path = outgoing.prepared(address, self.may_visit, SECONDS_TO_WAIT)
        try:
            connection.request(verb, path, headers={"User-Agent": self.agent, "Accept": "*/*"})
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.reason, answer.getheader("Location") or ""
        finally:
            connection.close()


def _state(status: int) -> LinkState:
    if status < 400:
        return LinkState.FINE
    return LinkState.GONE if status in GONE else LinkState.UNCLEAR


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

"""The whole library on a port of its own, and visitors who note what their browser complains about."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response
from werkzeug.serving import make_server

from library.app import create_app
from library.bootstrap import connect
from library.http.context import COOKIE
from library.security.permissions import Person
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.answering import answering


def connected(folder: Path, port: int = 8000, languages: str = "", prefix: str = "") -> Services:
    return connect(
        Settings(
            instance=folder / "instance",
            index=folder / "index",
            meaning="off",
            port=port,
            public_url=f"http://127.0.0.1:{port}{prefix}" if prefix else "",
            contact="library@example.org",
            languages=languages,
        )
    )


@dataclass(frozen=True)
class Site:
    services: Services
    address: str

    def sign_in(self, context: BrowserContext, person: Person, *, whole: bool = True) -> None:
        token = builders.session(self.services, person, whole=whole)
        context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])


@contextmanager
def opened(folder: Path, languages: str = "", prefix: str = "") -> Iterator[Site]:
    """Serve the library whose data is in a folder, under a prefix if one is given."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        services = connected(folder, port, languages, prefix)
        server = make_server("127.0.0.1", port, create_app(services), threaded=True, fd=door.fileno())
        try:
            with answering(server):
                yield Site(services, services.settings.address)
        finally:
            services.store.close()


class Visitor:
    """One browser of one person. What its console says is kept, apart from the status of the pages asked for."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.expected = ["/favicon.ico"]
        self._said: list[tuple[str, str]] = []
        self._pages: set[str] = set()
        context.on("console", self._note)
        context.on("weberror", lambda error: self._said.append(("", str(error.error))))
        context.on("response", self._note_page)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._said.append((message.location["url"], message.text))

    def _note_page(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._pages.add(response.url)

    def forget(self) -> None:
        """Forget what the console said and which pages were asked for."""
        self._said.clear()
        self._pages.clear()

    def console(self) -> list[str]:
        """Give what the console said that is neither expected nor simply the status of a page that was asked for."""
        unasked = [
            f"{text} ({where})"
            for where, text in self._said
            if not ("status of" in text and where.partition("#")[0] in self._pages)
        ]
        return [told for told in unasked if not any(part in told for part in self.expected)]

"""Libraries that really run, each on a port of its own, and a server that lies like one."""

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from werkzeug.serving import make_server

from library.app import create_app
from library.bootstrap import connect
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.answering import answering
from tests.browser import Browser


@dataclass
class Town:
    """A library that runs, with an admin's browser and a reader's."""

    services: Services
    admin: Person
    staff: Browser
    reader: Browser

    @property
    def address(self) -> str:
        return self.services.links.base

    def follow(self, address: str) -> None:
        answer = self.staff.press("/staff/libraries", address=address)
        assert answer.status_code == 303, answer.text

    def look(self, number: int = 1) -> None:
        """Look at the library that was followed as the first, second and so on."""
        page = self.staff.get("/staff/libraries")
        assert self.staff.press(f"/staff/libraries/{number}/look", page).status_code == 303

    def decide(self, number: int, deed: str) -> str:
        """Press a button on the page of the brief that was offered as the first, second and so on; give what it says."""
        path = f"/staff/libraries/briefs/{number}"
        answer = self.staff.send(path, {"action": deed})
        assert answer.status_code == 303, answer.text
        return self.staff.get(answer.location).text

    def listed(self) -> list[dict[str, Any]]:
        """Give all records that others get."""
        whole = self.reader.get("/data/briefs.json").json
        assert whole is not None
        return [*whole["briefs"], *whole["from_other_libraries"]]


@contextmanager
def running(folder: Path, fresh: Path, name: str) -> Iterator[Town]:
    """Run a library that calls itself by a name, on a copy of an empty one."""
    shutil.copytree(fresh, folder)
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        settings = Settings(folder / "instance", folder / "index", meaning="off", port=port, organisation=name)
        services = connect(replace(settings, private_libraries="on", contact="library@example.org"))
        app = create_app(services)
        server = make_server("127.0.0.1", port, app, threaded=True, fd=door.fileno())
        try:
            with answering(server):
                admin = builders.person(services, Role.ADMIN)
                yield Town(services, admin, Browser(app, admin), Browser(app))
        finally:
            services.store.close()


class Liar(BaseHTTPRequestHandler):
    """Answers with whatever its server holds: a status, headers, a body, and whether it drips for ever."""

    def do_GET(self) -> None:
        status, headers, body, drips = self.server.says  # type: ignore[attr-defined]
        self.server.asked.append(dict(self.headers))  # type: ignore[attr-defined]
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
            while drips and not self.server.over.wait(0.05):  # type: ignore[attr-defined]
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


class Lying(ThreadingHTTPServer):
    """A server that lies; `say` tells it how."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Liar)
        self.over, self.asked = threading.Event(), list[dict[str, str]]()
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.say(b"{}")

    def say(
        self, body: bytes, status: int = 200, headers: dict[str, str] | None = None, *, drips: bool = False
    ) -> None:
        self.says = status, headers or {}, body, drips

    def list(self, *records: dict[str, Any], publisher: str = "A library") -> None:
        """Answer with a list of records."""
        self.say(json.dumps({"publisher": publisher, "briefs": records}).encode())

    def record(self, id: str = "1", library: str = "", **changes: Any) -> dict[str, Any]:
        """Give a record as a library writes it, of this one unless another is named."""
        library = library or self.address
        about = {"url": f"{library}/briefs/{id}", "version": 1, "published_at": "2026-11-01T09:00:00+00:00"}
        origin = {"library": library, "id": id}
        return builders.content(f"brief-{id}") | about | {"licence": "OGL", "origin": origin} | changes


@contextmanager
def lying() -> Iterator[Lying]:
    """Run a server that lies."""
    server = Lying()
    with answering(server):
        try:
            yield server
        finally:
            server.over.set()

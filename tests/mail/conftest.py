"""A real SMTP server, and parts that send to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from library.briefs import presentation
from library.links import Links
from library.mail import messages
from library.services import Services
from tests.builders import NOW
from tests.mail.servers import Server

messages.offer(presentation.HELPERS)
"""As when the parts of the library are put together, so that these tests need no others before them."""


@pytest.fixture
def server() -> Iterator[Server]:
    """Give a running mail server."""
    made = Server().start()
    yield made
    made.stop()


class Clock:
    """A clock that stands still until it is set on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, **more: float) -> None:
        """Set the clock on."""
        self.now += timedelta(**more)


@pytest.fixture
def clock() -> Clock:
    """Give the clock that `post` goes by."""
    return Clock()


Set = Callable[..., Services]


@pytest.fixture
def set_up(services: Services, clock: Clock) -> Set:
    """Give a function that gives the parts with some settings changed."""

    def go(**changes: object) -> Services:
        settings = replace(services.settings, public_url="https://library.example", **changes)  # type: ignore[arg-type]
        return replace(services, settings=settings, clock=clock, links=Links(settings.address))

    return go


@pytest.fixture
def post(set_up: Set, server: Server) -> Services:
    """Give parts whose mail goes to the server."""
    return set_up(smtp_url=server.address())

"""What the tests of the two-way part share: browsers of a reader and of staff, and the mails that were queued."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from library.http.context import cookie_of
from library.mail import queue as mails
from library.security.permissions import Person, Role
from library.services import Services
from tests import builders
from tests.browser import Browser


@dataclass(eq=False)
class Clock:
    """A clock that stands where a test puts it."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 29, 12, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def on(self, **more: float) -> None:
        """Go on by a while."""
        self.now += timedelta(**more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Give the browser of somebody without an account."""
    return Browser(app)


@pytest.fixture
def staff(app: Flask, reviewer: Person) -> Browser:
    """Give the browser of a reviewer who is signed in."""
    return Browser(app, reviewer)


def back(browser: Browser, person: Person) -> None:
    """Sign somebody in again whose session has ended by the clock."""
    browser.client.set_cookie(cookie_of(browser.services), builders.session(browser.services, person))


@pytest.fixture
def contributor(app: Flask, services: Services) -> Browser:
    """Give the browser of a contributor who is signed in."""
    return Browser(app, builders.person(services, Role.CONTRIBUTOR))


@pytest.fixture
def admin(app: Flask, services: Services) -> Browser:
    """Give the browser of an admin who is signed in."""
    return Browser(app, builders.person(services, Role.ADMIN))


@pytest.fixture
def post(services: Services) -> Callable[[], list[str]]:
    """Return what sends the mails that are due and gives them, the last first, as they lie in the outbox."""
    seen: set[Path] = set()

    def sent() -> list[str]:
        mails.send_due(services)
        folder = services.settings.instance / "outbox"
        fresh = [path for path in sorted(folder.glob("*.eml")) if path not in seen] if folder.is_dir() else []
        seen.update(fresh)
        return [path.read_bytes().decode("utf-8") for path in reversed(fresh)]

    return sent


def public(services: Services) -> Services:
    """Return the same library, open to the public without an address set."""
    return replace(services, settings=replace(services.settings, public_url="https://library.example", contact=""))


def link_in(mail: str) -> str:
    """Return the path of the link that a mail is about."""
    text = mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
    found = re.search(r"https?://[^/\s]+(/sent/[\w-]+)", text)
    assert found, mail
    return found[1]

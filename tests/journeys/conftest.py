"""A real browser, and libraries of their own for it to visit."""

import shutil
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from library.accounts import repository as people_table
from library.accounts.invitations import service as invitations
from library.editing.drafts import review as reviews
from library.editing.drafts import service as desk
from library.editing.drafts.service import Saved
from library.security.permissions import Person, Role
from tests import builders, languages, left_out
from tests.journeys.sites import Site, Visitor, connected, opened
from tests.shared import made_once

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync --renderer-process-limit=1"
)
"""The last spares a process that would wait for a next page: half as many start, for a tenth of the processor time."""
WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome")
WITHOUT = ("chromium-headless-shell", "chrome-headless-shell")
"""The same browser without windows of its own: it opens a page for a third of the processor time."""
expect.set_options(timeout=20_000)
"""Milliseconds: a page that is slow to come on a busy machine is no fault."""
PHONE = {"has_touch": True, "is_mobile": True}

Visiting = Callable[..., Visitor]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium."""
    with started() as browser:
        yield browser


@contextmanager
def started(programs: tuple[str, ...] = WITHOUT + WITH_WINDOWS, **how: Any) -> Iterator[Browser]:
    """Start the machine's Chromium in some way: the first of these programs that it has."""
    found = next(filter(None, map(shutil.which, programs)), None)
    if not found:
        pytest.skip(left_out.tell("Chromium"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS.split(), **how)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def stocked(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the seed briefs, one withdrawn brief, one half-written one and two editors, to be copied."""
    return made_once(tmp_path_factory, "stocked_for_journeys", lambda folder: _stock(copied(seeded, folder)))


def _stock(folder: Path) -> None:
    services = connected(folder)
    editor = builders.person(services)
    admin = builders.person(services, Role.ADMIN)
    writer = builders.person(services, Role.CONTRIBUTOR)
    desk.withdraw(services, editor, builders.published(services, editor, "withdrawn-games"), "The figures were wrong.")
    changed = builders.published(services, editor, "changed-games")
    newer = builders.content("changed-games", one_line="People came.", ages=["18-24"], cautions="Count again.")
    desk.publish(services, admin, changed, newer, desk.open_draft(services, admin, changed).lock)
    half = builders.content("half-games") | {"title": "Half-written games", "key_points": ["One."], "sources": []}
    assert isinstance(desk.start(services, editor, half, "half"), Saved)
    sent, whole = (
        desk.start(services, writer, {}, "sent"),
        builders.content("sent-games", title="Games sent for review"),
    )
    assert isinstance(sent, Saved)
    reviews.send(services, writer, sent.brief_id, whole, 1)
    for field in ("", "cautions", "outcomes-1"):
        reviews.comment(services, editor, sent.brief_id, whole, 2, (field, "Say which town this was, and who counted."))
    services.store.close()


def copied(folder: Path, place: Path) -> Path:
    return Path(shutil.copytree(folder, place, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def library(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open one library for all who only read."""
    with opened(copied(stocked, tmp_path_factory.mktemp("library"))) as site:
        yield site


@pytest.fixture(scope="session")
def spoken_library(stocked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open one library that speaks two made-up languages beside English."""
    spoken = languages.shared(tmp_path_factory, "cy", "ar")
    with opened(copied(stocked, tmp_path_factory.mktemp("spoken")), languages=str(spoken)) as site:
        yield site


@pytest.fixture
def own_library(stocked: Path, tmp_path: Path) -> Iterator[Site]:
    """Open a library for one test, to write in."""
    with opened(copied(stocked, tmp_path)) as site:
        yield site


@contextmanager
def visiting(site: Site, browser: Browser) -> Iterator[Visiting]:
    """Send in visitors; at the end hold that no browser's console complained, of the content policy or anything."""
    visitors: list[Visitor] = []

    def send(role: str = "", **how: Any) -> Visitor:
        context = browser.new_context(base_url=site.address, **how)
        if role:
            site.sign_in(context, member(site, role))
        visitors.append(Visitor(context))
        return visitors[-1]

    yield send
    for visitor in visitors:
        visitor.context.close()
    assert [said for visitor in visitors for said in visitor.console()] == []


@pytest.fixture
def visit(own_or_shared: Site, browser: Browser) -> Iterator[Visiting]:
    """Send in visitors, who may be staff with a role."""
    with visiting(own_or_shared, browser) as send:
        yield send


@pytest.fixture
def own_or_shared(request: pytest.FixtureRequest) -> Site:
    """Give the test's own library if it has one, or else the one that all share."""
    name = "own_library" if "own_library" in request.fixturenames else "library"
    site: Site = request.getfixturevalue(name)
    return site


def soon(every: Iterable[Any], already: Container[Any]) -> list[Any]:
    """Leave all but some to the deeper tests."""
    return [each if each in already else pytest.param(each, marks=pytest.mark.deep) for each in every]


def member(site: Site, role: str) -> Person:
    """Find the member of staff with a role."""
    with site.services.store.reading() as database:
        found = people_table.find(database, f"{role}@example.org")
    assert found is not None
    return found[0]


@pytest.fixture
def invitation(own_library: Site) -> str:
    """Give the one-time link of a new reviewer."""
    return invitations.add(own_library.services, "new@example.org", "New Person", Role.REVIEWER)


@pytest.fixture
def phone(request: pytest.FixtureRequest, visit: Visiting) -> Visitor:
    """Send in a partner with a phone, 320 pixels wide unless the test says otherwise."""
    return visit(viewport={"width": getattr(request, "param", 320), "height": 667}, **PHONE)

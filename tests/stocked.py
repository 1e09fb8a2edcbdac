"""What the tests of the pages share: browsers of staff, and a stocked library that readers only read."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from library.app import create_app
from library.bootstrap import connect
from library.editing.drafts import service as desk
from library.security.permissions import Person, Role
from library.services import Services
from library.settings import Settings
from tests import builders
from tests.browser import Browser
from tests.shared import made_once


@pytest.fixture
def staff(app: Flask, reviewer: Person) -> Browser:
    """Give the browser of a reviewer who is signed in."""
    return Browser(app, reviewer)


@pytest.fixture
def contributor(app: Flask, services: Services) -> Browser:
    """Give the browser of a contributor who is signed in."""
    return Browser(app, builders.person(services, Role.CONTRIBUTOR))


@dataclass
class Library:
    """A stocked library: published briefs, a draft, a withdrawn and a renamed one."""

    services: Services
    app: Flask
    client: FlaskClient


TITLES = {
    "street-games": "Street games on summer evenings",
    "boxing-clubs": "Boxing clubs for teenagers",
    "mentoring-girls": "Mentoring girls after school",
    "family-visits": "Nurses who visit young families",
    "lamp-posts": "Brighter lamp posts",
    "drama-groups": "Drama groups and conflict",
    "choirs": "Choirs in custody",
    "job-coaches": "Coaches who help with a first job",
    "bus-patrols": "Patrols on night buses",
    "canteen-rules": "Calmer school canteens",
    "gardens": "Gardens on waste land",
    "murals": "Murals made by young people",
}


def connected(folder: Path) -> Services:
    """Return the parts of the library whose data is in a folder."""
    settings = Settings(
        instance=folder / "instance", index=folder / "index", meaning="off", public_url="https://library.example"
    )
    return connect(settings)


def stock(folder: Path) -> None:
    """Publish, withdraw and rename briefs in an empty library."""
    services = connected(folder)
    services.store.migrate()
    builders.vocabulary(services)
    reviewer = builders.person(services)
    for slug, title in TITLES.items():
        builders.published(
            services, reviewer, slug, title=title, short_answer=f"{title}: people liked it.", settings=["street"]
        )
    builders.published(services, reviewer, "in-schools", title="Talks in schools", settings=["school"], ages=["5-9"])
    gone = builders.published(services, reviewer, "unicycles", title="Unicycles and violence")
    desk.withdraw(services, reviewer, gone, "The study <b>was</b> taken back.")
    desk.start(services, reviewer, builders.content("zeppelins", title="Zeppelins over town"), "a draft")
    moved = builders.published(services, reviewer, "old-name", title="Skateparks")
    lock = desk.open_draft(services, reviewer, moved).lock
    desk.publish(services, reviewer, moved, builders.content("skateparks", title="Skateparks"), lock)
    services.store.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return a stocked library that tests only read: one for each module, so that what is counted starts at nothing."""
    stocked = made_once(tmp_path_factory, "stocked_for_pages", stock)
    services = connected(shutil.copytree(stocked, tmp_path_factory.mktemp("library"), dirs_exist_ok=True))
    app = create_app(services)
    yield Library(services, app, app.test_client())
    services.store.close()


@pytest.fixture
def reader(library: Library) -> FlaskClient:
    """Give a reader of the stocked library."""
    return library.app.test_client()

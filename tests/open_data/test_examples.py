"""The examples of docs/open-data.md do what the page says, against a library that is served."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from library.app import create_app
from library.security.permissions import Person
from library.services import Services
from library.settings import ROOT
from tests import builders
from tests.answering import answering


class Clock:
    """A clock that stands until a test puts it forward."""

    now = datetime(2026, 11, 30, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time it shows."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return the clock that the library goes by."""
    return Clock()


@contextmanager
def serving(app: Flask) -> Iterator[dict[str, Any]]:
    """Return what the examples define, with a page of one brief and the address of a library that answers."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    said: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.+?)```", (ROOT / "docs" / "open-data.md").read_text("utf-8"), re.DOTALL):
        exec(block, said)
    said |= {"LIBRARY": f"http://127.0.0.1:{server.server_port}", "PAGE": 1}
    with answering(server):
        yield said


@pytest.fixture
def example(app: Flask) -> Iterator[dict[str, Any]]:
    """Return what the examples define, and a library to try them on."""
    with serving(app) as said:
        yield said


@pytest.fixture
def limited(services: Services) -> Iterator[dict[str, Any]]:
    """Return the same, of a library that answers once a minute."""
    once = replace(services, settings=replace(services.settings, requests_per_minute=1))
    with serving(create_app(once)) as said:
        yield said


def test_every_brief_comes_a_page_at_a_time_and_none_before_a_day(
    example: dict[str, Any], services: Services, reviewer: Person
) -> None:
    slugs = ["street-games", "murals", "boxing"]
    for slug in slugs:
        builders.published(services, reviewer, slug)
    assert sorted(each["slug"] for each in example["briefs"]()) == sorted(slugs)
    assert list(example["briefs"](since="2999-01-01")) == []


def test_who_asks_too_often_waits_as_long_as_they_are_told(limited: dict[str, Any], clock: Clock) -> None:
    waited: list[int] = []

    def wait(seconds: int) -> None:
        waited.append(seconds)
        clock.now += timedelta(seconds=seconds)

    address = f"{limited['LIBRARY']}/data/schema.json"
    assert limited["patiently"](address, wait) == limited["patiently"](address, wait)
    assert waited == [60]


def test_a_file_comes_again_only_when_something_was_published(
    example: dict[str, Any], services: Services, reviewer: Person
) -> None:
    address = f"{example['LIBRARY']}/data/briefs.json"
    content, etag = example["fetch"](address)
    assert content
    assert example["fetch"](address, etag) == (None, etag)
    builders.published(services, reviewer)
    fresh, other = example["fetch"](address, etag)
    assert b"street-games" in fresh
    assert other != etag

"""The three lists of packages agree: an image is built from one, a server from another, and tests run with the third."""

import re

import pytest

from library.settings import ROOT

PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;]+)", re.MULTILINE)


def pinned(name: str) -> dict[str, str]:
    """Return which version a list holds of each package."""
    return dict(PIN.findall((ROOT / name).read_text("utf-8")))


@pytest.mark.parametrize("name", ["requirements-postgres.txt", "requirements-dev.txt"])
def test_whatever_the_library_needs_is_in_each_list_at_the_same_version(name: str) -> None:
    needed = pinned("requirements.txt")
    assert len(needed) > 50
    assert needed.items() - pinned(name).items() == set()

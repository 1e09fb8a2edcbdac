"""A stocked library, closed, so that another process may be killed in it."""

import pytest

from library.parts import connect
from library.settings import Settings
from tests import builders


@pytest.fixture
def stocked(settings: Settings) -> Settings:
    """Give the settings of a library with two published briefs and nobody in it."""
    parts = connect(settings)
    parts.store.migrate()
    builders.vocabulary(parts)
    reviewer = builders.person(parts)
    for slug in ("old", "other"):
        builders.published(parts, reviewer, slug)
    parts.store.close()
    return settings

"""What is looked at after a crash, in a fresh set of parts as a restart makes them."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from library.bootstrap import connect
from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.search import indexing
from library.search import service as searches
from library.search.models import Query
from library.services import Services
from library.settings import Settings

RULES = {
    "what readers see is a published version of its own brief": """
        SELECT b.id FROM briefs b LEFT JOIN versions v ON v.id = b.published_version
        WHERE b.published_version IS NOT NULL
        AND (v.id IS NULL OR v.brief_id <> b.id OR v.status <> 'published' OR v.published_at IS NULL)""",
    "a published version is what readers see": """
        SELECT v.id FROM versions v JOIN briefs b ON b.id = v.brief_id
        WHERE v.status = 'published' AND (b.published_version IS NULL OR b.published_version <> v.id)""",
    "a brief has one working draft at most": """
        SELECT brief_id FROM versions WHERE status IN ('draft', 'in_review') GROUP BY brief_id HAVING COUNT(*) > 1""",
    "a brief has a version": "SELECT id FROM briefs WHERE id NOT IN (SELECT brief_id FROM versions)",
    "a brief knows its last change": """
        SELECT id FROM briefs b
        WHERE b.change <> (SELECT COALESCE(MAX(number), 0) FROM changes WHERE brief_id = b.id)""",
    "a brief is withdrawn or shown, not both": """
        SELECT id FROM briefs WHERE withdrawn_at IS NOT NULL AND published_version IS NOT NULL""",
    "each publication is in the record": """
        SELECT 1 WHERE (SELECT COUNT(*) FROM versions WHERE published_at IS NOT NULL)
        <> (SELECT COUNT(*) FROM audit WHERE action IN ('publish', 'publish alone'))""",
    "each withdrawal is in the record": """
        SELECT 1 WHERE (SELECT COUNT(*) FROM briefs WHERE withdrawn_at IS NOT NULL)
        <> (SELECT COUNT(*) FROM audit WHERE action = 'withdraw')""",
}
RULES_OF_A_FILE = {
    "each key leads somewhere": "PRAGMA foreign_key_check",
    "the file is whole": "SELECT 1 FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
}


@contextmanager
def restarted(settings: Settings) -> Iterator[Services]:
    """Give the library as it is after a restart."""
    services = connect(settings)
    yield services
    services.store.close()


def torn(services: Services) -> list[str]:
    """List the rules that the database breaks."""
    with services.store.reading() as database:
        rules = RULES | RULES_OF_A_FILE if services.store.is_sqlite else RULES
        return [rule for rule, query in rules.items() if database.execute(sa.text(query)).first()]


def shown(services: Services) -> dict[str, str]:
    """Give slug -> title of what readers see."""
    with services.store.reading() as database:
        found: list[PublishedBrief] = briefs.everything(database)
    return {each.brief.slug: each.brief.title for each in found}


def found(services: Services, text: str = "") -> dict[str, str]:
    """Give slug -> title of what a search finds, with the index and not around it."""
    answer = searches.search(services, Query(text, size=10_000))
    assert answer.notices == ()
    return {each.found.brief.slug: each.found.brief.title for each in answer.results}


def check_whole(settings: Settings) -> dict[str, str]:
    """Check that nothing is torn and that the index follows the database; give what readers see."""
    with restarted(settings) as services:
        assert torn(services) == []
        indexing.catch_up(services)
        assert indexing.differing(services) == {}
        assert found(services) == shown(services)
        return shown(services)

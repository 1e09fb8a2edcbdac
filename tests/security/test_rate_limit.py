"""Attempts are counted and dated alike in both databases."""

from datetime import timedelta

from library.db.store import Store
from library.security.rate_limit import repository as attempts
from tests.db.steps import NOW


def test_the_newest_attempt_is_told_with_how_many_there_were(store: Store) -> None:
    with store.writing() as database:
        assert attempts.newest(database, "key", NOW) == (0, None)
        for minutes in (0, 5, 3):
            attempts.keep(database, "key", NOW + timedelta(minutes=minutes))
        attempts.keep(database, "other", NOW + timedelta(minutes=9))
        assert attempts.newest(database, "key", NOW) == (2, NOW + timedelta(minutes=5))
        assert attempts.newest(database, "key", NOW - timedelta(minutes=1)) == (3, NOW + timedelta(minutes=5))

"""The record of who did what cannot be changed by anyone who asks the database."""

import pytest
from sqlalchemy.exc import DBAPIError

from library.db import audit_log as audit
from library.db.store import Store
from library.upkeep.activity_log import repository as activity
from library.upkeep.activity_log.models import Wanted
from tests.db.steps import NOW


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'nothing'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_the_record_or_to_take_from_it(store: Store, statement: str) -> None:
    with store.writing() as database:
        audit.note(database, None, "seed", "brief 1", NOW)
    with pytest.raises(DBAPIError, match="only added to"), store.writing() as database:
        database.exec_driver_sql(statement)
    with store.reading() as database:
        assert [entry.action for entry in activity.find(database, Wanted())[1]] == ["seed"]


def test_an_object_is_found_by_its_whole_name_or_its_kind(store: Store) -> None:
    with store.writing() as database:
        for thing in ("brief 1", "brief 12", "term place/leicester", "person 1"):
            audit.note(database, None, "save", thing, NOW)
    with store.reading() as database:
        found = {
            wanted: [entry.object for entry in activity.find(database, Wanted(object=wanted))[1]]
            for wanted in ("brief 1", "brief", "term", "b%")
        }
    assert found == {
        "brief 1": ["brief 1"],
        "brief": ["brief 12", "brief 1"],
        "term": ["term place/leicester"],
        "b%": [],
    }

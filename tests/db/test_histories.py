"""The histories of asks and of what partners raised cannot be changed by anyone who asks the database."""

import pytest
from sqlalchemy.exc import DBAPIError

from library.db.store import Store
from library.involve.asks import repository
from library.involve.asks.models import Ask, Entry, Step
from library.involve.you_said import repository as said_rows
from library.involve.you_said.models import Entry as SaidEntry
from library.involve.you_said.models import Step as SaidStep
from library.involve.you_said.schemas import ITEM
from tests.addresses import SAID
from tests.db import steps
from tests.db.steps import NOW


@pytest.mark.parametrize("statement", ["UPDATE ask_history SET step = 'seen'", "DELETE FROM ask_history"])
def test_the_database_refuses_to_change_the_history_or_to_take_from_it(store: Store, statement: str) -> None:
    ask = Ask("example-council", "Head of Parks", "Light the path", "Please light the path.", ("street-games",))
    with store.writing() as database:
        made = repository.add(database, ask, "proposed", None, NOW, None)
        repository.note(database, made, Entry(Step.ASKED, NOW), None)
    with pytest.raises(DBAPIError, match="only added to"), store.writing() as database:
        database.exec_driver_sql(statement)
    with store.reading() as database:
        found = repository.find(database, made)
    assert found is not None
    assert [entry.step for entry in found.history] == [Step.ASKED]


@pytest.mark.parametrize("statement", ["UPDATE you_said_history SET content = '{}'", "DELETE FROM you_said_history"])
def test_the_database_refuses_to_change_what_readers_saw_of_what_partners_raised(store: Store, statement: str) -> None:
    item, writer = ITEM.load(SAID), steps.person(store)
    with store.writing() as database:
        made = said_rows.add(database, item, writer, NOW)
        said_rows.note(database, made, SaidEntry(SaidStep.PUBLISHED, NOW, item), writer)
    with pytest.raises(DBAPIError, match="only added to"), store.writing() as database:
        database.exec_driver_sql(statement)
    with store.reading() as database:
        assert [each.item for each in said_rows.published(database)] == [item]

"""The history of an ask cannot be changed, whoever asks the database."""

import pytest
from sqlalchemy.exc import DBAPIError

from library.db.store import Store
from library.involve.asks import repository
from library.involve.asks.models import Ask, Entry, Step
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

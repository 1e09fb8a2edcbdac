"""A library that has been in service since the first revision: each revision brings rows of its time into its tables."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Any

import sqlalchemy as sa

from library.db.store import REVISION, Database, revisions, upgrade
from tests import builders
from tests.db.older import older

ROWS = 2
"""Of each table, at the revision that brings it."""
Row = dict[str, Any]


def grow(database: Database, until: str) -> dict[str, list[Row]]:
    """Make tables from the first revision to one, with rows put in at each; return the rows as they were put in."""
    made: dict[str, list[Row]] = {}
    for each in upwards(until):
        upgrade(database, each)
        for table in _new_tables(database, made):
            made[table.name] = _there(database, table) or _put_in(database, table, made)
    return made


def upwards(until: str) -> list[str]:
    """List the revisions up to one, the oldest first."""
    known = revisions()[::-1]
    return known[: known.index(until) + 1]


def _new_tables(database: Database, made: dict[str, list[Row]]) -> Iterator[sa.Table]:
    """Return the tables that this revision brought, those first that others refer to; two may refer to each other."""
    names = set(sa.inspect(database).get_table_names()) - {*made, REVISION}
    known = sa.MetaData()
    known.reflect(database, only=names)
    for table in known.sorted_tables:
        if table.name in names:
            yield table


def _there(database: Database, table: sa.Table) -> list[Row]:
    """Return what the revision itself put in, made from rows of before."""
    return [dict(row._mapping) for row in database.execute(sa.select(table))]


def _put_in(database: Database, table: sa.Table, made: dict[str, list[Row]]) -> list[Row]:
    rows = [_row(table, number, made) for number in range(1, ROWS + 1)]
    database.execute(sa.insert(table), rows)
    _count_on(database, table)
    return rows


def _row(table: sa.Table, number: int, made: dict[str, list[Row]]) -> Row:
    row = {column.name: _value(column, number, made) for column in table.columns}
    return row | OF_THEIR_TIME.get(table.name, lambda _: {})(number)


def _value(column: sa.Column[Any], number: int, made: dict[str, list[Row]]) -> Any:
    for key in column.foreign_keys:
        other = key.column
        return made[other.table.name][number - 1][other.name] if other.table.name in made else None
    match column.type:
        case sa.Boolean():
            return number == 1
        case sa.Integer():
            return number
        case sa.JSON():
            return {"words": f"“{column.name}” é {number}"}
        case sa.DateTime():
            moment = builders.NOW.astimezone(UTC) + timedelta(days=number)
            return moment if column.type.timezone else moment.replace(tzinfo=None)
        case sa.Date():
            return (builders.NOW + timedelta(days=number)).date()
        case sa.LargeBinary():
            return bytes([0, 255, number])
    return f"{column.name}é{number}"[-(getattr(column.type, "length", None) or 99) :]


def _brief(number: int) -> Row:
    return {"slug": f"brief-{number}", "published_version": number, "withdrawn_at": None, "withdrawn_reason": None}


def _version(number: int) -> Row:
    content = older(builders.content(f"brief-{number}", title=f"Brief {number}"))
    return {"status": "published", "content": content, "title": f"Brief {number}"}


OF_THEIR_TIME = {"briefs": _brief, "versions": _version}
"""What has to make sense together, since a later revision or a page reads it."""


def _count_on(database: Database, table: sa.Table) -> None:
    """Let PostgreSQL's counters go on behind the numbers that were given here."""
    if database.dialect.name == "postgresql" and "id" in table.c and table.c.id.server_default is not None:
        database.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), ROWS)))

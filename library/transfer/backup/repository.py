"""Every table as plain rows, and back: the same for SQLite and PostgreSQL, so that either restores what the other kept.

Types come from the database and not from the code, so that rows of an older revision can be taken in and then brought
up to date. What only holds for hours (sessions, invitations, counted tries), what is worked out from the rest
(meanings) and what tells of one machine (workers, its backups) is left out: a restored library starts with everybody
signed out.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from library.db.store import REVISION, Database, upgrade
from library.db.tables import briefs, metadata, people
from library.transfer.files import CannotRead

LEFT_OUT = {"sessions", "invitations", "attempts", "imports", "meanings", "heartbeats", "backup_runs"}
BATCH = 500
Row = dict[str, Any]


def empty(database: Database) -> bool:
    """Return whether there is nothing here that a restore would lose: no brief and nobody who works here."""
    known = sa.inspect(database)
    return not any(
        known.has_table(table.name) and database.execute(sa.select(table.c.id).limit(1)).first()
        for table in (briefs, people)
    )


def kept(database: Database) -> list[str]:
    """Name the tables to keep, those first that others refer to."""
    ordered = [name for name, _ in sa.inspect(database).get_sorted_table_and_fkc_names() if name]
    return [name for name in ordered if name in metadata.tables and name not in LEFT_OUT]


def count(database: Database, name: str) -> int:
    """Count the rows of a table."""
    return database.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0


def rows(database: Database, name: str) -> Iterator[Row]:
    """Return the rows of a table as JSON can hold them, in the order of its key."""
    table, inspector = _table(database, name), sa.inspect(database)
    order = [table.c[column] for column in inspector.get_pk_constraint(name)["constrained_columns"]]
    streamed = {"stream_results": True, "yield_per": BATCH}
    found = database.execute(sa.select(table).order_by(*order), execution_options=streamed)
    for row in found:
        yield {name: _plain(value) for name, value in row._mapping.items()}


def _table(database: Database, name: str) -> sa.TableClause:
    columns = sa.inspect(database).get_columns(name)
    return sa.table(name, *(sa.column(each["name"], _type(each["type"])) for each in columns))


def _type(type: Any) -> Any:
    return sa.JSON(none_as_null=True) if isinstance(type, sa.JSON) else type


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def clear(database: Database) -> None:
    """Take every table of the library out, with all it holds."""
    ours, inspector = {*metadata.tables, REVISION}, sa.inspect(database)
    ordered = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name in ours]
    for name in reversed(ordered):
        database.execute(sa.schema.DropTable(sa.Table(name, sa.MetaData())))


def fill(database: Database, revision: str, rows_of: Callable[[str], Iterator[Row]], names: set[str]) -> None:
    """Make the tables as they were at a revision, and put the rows in. Raise CannotRead."""
    upgrade(database, revision)
    ordered = [name for name, _ in sa.inspect(database).get_sorted_table_and_fkc_names() if name in names]
    try:
        for name in ordered:
            _insert(database, _table(database, name), rows_of(name))
    except (IntegrityError, KeyError, ValueError, AttributeError) as error:
        raise CannotRead(
            "What this backup holds does not fit together. Use another one. Nothing was changed."
        ) from error
    if database.dialect.name == "postgresql":
        _count_on(database, ordered)


def _insert(database: Database, table: sa.TableClause, rows: Iterator[Row]) -> None:
    zone = UTC if database.dialect.name == "postgresql" else None
    while batch := list(islice(rows, BATCH)):
        typed = [{name: _typed(value, table.c[name].type, zone) for name, value in row.items()} for row in batch]
        database.execute(sa.insert(table), typed)


def _typed(value: Any, type: Any, zone: Any) -> Any:
    if value is None:
        return None
    if isinstance(type, sa.DateTime):
        return datetime.fromisoformat(value).replace(tzinfo=zone)
    if isinstance(type, sa.Date):
        return date.fromisoformat(value)
    return b64decode(value) if isinstance(type, sa.LargeBinary) else value


def _count_on(database: Database, names: list[str]) -> None:
    """Let PostgreSQL's counters go on after the highest number that was put in."""
    for name in names:
        for column in sa.inspect(database).get_columns(name):
            if "nextval" in str(column.get("default")):
                highest: sa.Select[tuple[int]] = sa.select(sa.func.max(sa.column(column["name"]))).select_from(
                    sa.table(name)
                )
                counter = sa.func.pg_get_serial_sequence(name, column["name"])
                database.execute(sa.select(sa.func.setval(counter, highest.scalar_subquery())))

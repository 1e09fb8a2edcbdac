"""Tells Alembic to work inside the transaction that the store has opened."""

from alembic import context

from library.db import tables  # noqa: F401 (it makes every table known)
from library.db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, transactional_ddl=False)
context.run_migrations()

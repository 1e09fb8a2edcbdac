"""Taking drafts out of the database: the working version of a brief, or a brief that readers never saw."""

import sqlalchemy as sa

from library.briefs.draft_repository import working_version
from library.db.store import Database
from library.db.tables import (
    brief_uploads,
    briefs,
    bulk_edit_lines,
    comments,
    editors,
    field_notes,
    form_ids,
    left_suggestions,
    questions,
    reviews,
    shared_briefs,
    versions,
    voices,
    writers,
)

OF_A_DRAFT = (bulk_edit_lines, comments, editors, form_ids, brief_uploads, left_suggestions)
"""What is kept about a draft and means nothing without it."""
MADE_INTO = (questions, field_notes, shared_briefs, voices)
"""What may name the draft, and outlives it."""


def ever_shown(database: Database, brief_id: int) -> bool:
    """Return whether readers have ever seen a brief."""
    shown = sa.select(versions.c.id).where(versions.c.brief_id == brief_id, versions.c.published_at.is_not(None))
    return database.execute(shown).first() is not None


def discard(database: Database, brief_id: int) -> bool:
    """Take out the working version of a brief; False if there is none."""
    version_id = working_version(database, brief_id)
    if version_id is None:
        return False
    for table in (reviews, writers):
        database.execute(sa.delete(table).where(table.c.version_id == version_id))
    database.execute(sa.delete(versions).where(versions.c.id == version_id))
    database.execute(sa.delete(editors).where(editors.c.brief_id == brief_id))
    return True


def delete(database: Database, brief_id: int) -> None:
    """Take out a brief that was never published, with all that is kept about it."""
    discard(database, brief_id)
    first = sa.update(comments).where(comments.c.brief_id == brief_id).values(answers=None)
    database.execute(first)
    for table in OF_A_DRAFT:
        database.execute(sa.delete(table).where(table.c.brief_id == brief_id))
    for table in MADE_INTO:
        database.execute(sa.update(table).where(table.c.brief_id == brief_id).values(brief_id=None))
    database.execute(sa.delete(briefs).where(briefs.c.id == brief_id))


def copy_documents(database: Database, brief_id: int, copy_id: int) -> None:
    """Put the documents beside a brief beside its copy too, with what is still to be accepted of each."""
    for table in (brief_uploads, left_suggestions):
        kept = [column for column in table.c if column.name != "brief_id"]
        rows = sa.select(sa.literal(copy_id), *kept).where(table.c.brief_id == brief_id)
        database.execute(sa.insert(table).from_select(["brief_id", *(column.name for column in kept)], rows))

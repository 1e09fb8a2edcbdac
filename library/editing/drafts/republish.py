"""Publishing a brief again with a change that moves no finding, by one person: its tags, its dates, who has it."""

from datetime import datetime

from library.briefs import draft_repository as drafts
from library.briefs.models import Brief
from library.briefs.schemas.brief import BRIEF
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts import repository as reviews
from library.security.permissions import Person


def republish(
    database: Database, person: Person, brief_id: int, brief: Brief, now: datetime, note: str, deed: str
) -> None:
    """Make a new version of a published brief that nobody is editing, in a transaction.

    Whether a second person saw its ratings stays as it was.
    """
    draft = drafts.read(database, brief_id)
    assert draft is not None
    alone = reviews.alone(database, brief_id) and reviews.writers_of(database, brief_id, whole=True) <= {person.id}
    after = BRIEF.dump(brief)
    drafts.save(database, brief_id, after, draft.lock, person.id, now)
    version_id = drafts.working_version(database, brief_id)
    drafts.publish(database, brief_id, brief, now, note)
    reviews.published(database, version_id, person.id, alone=alone)
    audit.note(database, person.id, deed, f"brief {brief_id}", now, before=draft.content, after=after)

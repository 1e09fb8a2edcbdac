"""Telling by mail whom it concerns that a draft has moved on: those who may publish it, and those who wrote it.

The mail is queued in the transaction of what it tells of. Nobody is told of what they did themselves.
"""

from collections.abc import Set
from datetime import datetime

from library.accounts import repository as people
from library.accounts.invitations.service import queue
from library.briefs import draft_repository as drafts
from library.briefs.schemas.as_text import label
from library.briefs.schemas.brief import BRIEF
from library.db.store import Database
from library.editing.drafts import comments
from library.editing.drafts import repository as reviews
from library.mail import messages
from library.security.permissions import Action, Person, may
from library.services import Services


def waits(services: Services, database: Database, person: Person, brief_id: int, now: datetime) -> None:
    """Tell everybody who may publish it that a draft was sent for review."""
    lines = [f"{person.name} has sent “{_title(database, brief_id)}” for review. Any reviewer can review it."]
    subject = f"“{_title(database, brief_id)}” waits for a review"
    readers = {each.id for each in people.active(database) if may(each, Action.PUBLISH)}
    _tell(services, database, readers - {person.id}, now, subject, lines, services.links.edit(brief_id))


def came_back(services: Services, database: Database, person: Person, brief_id: int, words: str, now: datetime) -> None:
    """Tell those who wrote a draft that it was sent back, and why."""
    title = _title(database, brief_id)
    lines = [
        f"{person.name} has read “{title}” and sent it back with something to fix:",
        words,
        "Nothing of it is lost.",
    ]
    writers = _writers(database, brief_id) - {person.id}
    _tell(services, database, writers, now, f"“{title}” came back to you", lines, services.links.edit(brief_id))


def goes_out(services: Services, database: Database, person: Person, brief_id: int, slug: str, now: datetime) -> None:
    """Tell those who wrote a draft, before it is published, that readers now see it."""
    title = _title(database, brief_id)
    lines = [f"{person.name} has approved “{title}”. Readers can find it now."]
    writers = _writers(database, brief_id) - {person.id}
    _tell(services, database, writers, now, f"“{title}” is published", lines, services.links.brief(slug), "Read it")


def commented(
    services: Services, database: Database, person: Person, brief_id: int, field: str, words: str, now: datetime
) -> None:
    """Tell those who wrote a draft, sent it or talk about it what somebody says of it."""
    title, name = _title(database, brief_id), field.partition("-")[0]
    about = f"“{label(name)}” in “{title}”" if name in BRIEF.fields else f"“{title}”"
    lines = [f"{person.name} has commented on {about}:", words]
    concerned = _writers(database, brief_id) | comments.people_in(database, brief_id) - {None}
    link = services.links.edit(brief_id)
    _tell(services, database, concerned - {person.id}, now, f"A comment on “{title}”", lines, link)


def _title(database: Database, brief_id: int) -> str:
    draft = drafts.read(database, brief_id)
    return str((draft.content.get("title") if draft else "") or "A brief without a title")


def _writers(database: Database, brief_id: int) -> Set[int | None]:
    return reviews.writers_of(database, brief_id, whole=False)


def _tell(
    services: Services,
    database: Database,
    ids: Set[int | None],
    now: datetime,
    subject: str,
    lines: list[str],
    link: str,
    link_words: str = "Open it",
) -> None:
    mail = messages.note(
        subject,
        lines,
        organisation=services.settings.organisation,
        link=link,
        link_words=link_words,
    )
    for person in people.active(database):
        if person.id in ids:
            queue(database, person, mail, now)

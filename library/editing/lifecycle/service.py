"""Copying a brief as a new draft, discarding changes to one readers see, and deleting a draft they never saw."""

from typing import Any

from library.briefs import draft_repository as drafts
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts.service import NoSuchBrief, open_draft
from library.editing.lifecycle import repository as lives
from library.errors import NotFound
from library.i18n.messages import Message, gettext
from library.security.permissions import Action, Person, demand
from library.services import Services

ITS_OWN = ("slug", "checked_on", "check_by", "read_by", "lead_for")
"""What belongs to one brief and is not copied: its address, when it was checked, and what it is the main answer on."""
LONGEST_TITLE = 80


class NothingToEnd(NotFound):
    """There is no draft that could be discarded or deleted: readers have seen the brief, or nobody has changed it."""


def duplicate(services: Services, person: Person, brief_id: int, form_id: str) -> int:
    """Start a new draft with the words of a brief as saved, without its history and dates; return its id.

    The same form sent twice makes one copy.
    """
    demand(person, Action.WRITE)
    draft, now = open_draft(services, person, brief_id), services.clock()
    content = copied(draft.content)
    with services.store.writing() as database:
        copy_id = drafts.made_by_form(database, form_id)
        if copy_id is None:
            copy_id = drafts.create(database, content, person.id, now, form_id)
            lives.copy_documents(database, brief_id, copy_id)
            audit.note(database, person.id, "copy", f"brief {brief_id}", now, after=content)
        return copy_id


def copied(content: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a copy, whose title says that it is one."""
    title = gettext(Message("Copy of %(title)s", title=content.get("title") or ""))[:LONGEST_TITLE].rstrip()
    return {name: value for name, value in content.items() if name not in ITS_OWN} | {"title": title}


def may_discard(services: Services, person: Person, brief_id: int) -> bool:
    """Return whether a brief that readers have seen has changes which can be discarded."""
    draft = open_draft(services, person, brief_id)
    with services.store.reading() as database:
        return draft.working and lives.ever_shown(database, brief_id)


def may_delete(services: Services, person: Person, brief_id: int) -> bool:
    """Return whether a brief can be deleted: readers have never seen it."""
    open_draft(services, person, brief_id)
    with services.store.reading() as database:
        return not lives.ever_shown(database, brief_id)


def discard(services: Services, person: Person, brief_id: int) -> None:
    """Go back to what readers see, or last saw; raise NothingToEnd if that is all there is."""
    now = services.clock()
    with services.store.writing() as database:
        before = _content(database, person, brief_id)
        if not lives.ever_shown(database, brief_id) or not lives.discard(database, brief_id):
            raise NothingToEnd(brief_id)
        audit.note(database, person.id, "discard changes", f"brief {brief_id}", now, before=before)


def delete(services: Services, person: Person, brief_id: int) -> None:
    """Delete a draft for good; raise NothingToEnd if readers have ever seen the brief."""
    now = services.clock()
    with services.store.writing() as database:
        before = _content(database, person, brief_id)
        if lives.ever_shown(database, brief_id):
            raise NothingToEnd(brief_id)
        lives.delete(database, brief_id)
        audit.note(database, person.id, "delete draft", f"brief {brief_id}", now, before=before)


def _content(database: Database, person: Person, brief_id: int) -> dict[str, Any]:
    draft = drafts.read(database, brief_id)
    if draft is None:
        raise NoSuchBrief(brief_id)
    demand(person, Action.EDIT, draft.owner_id)
    return draft.content

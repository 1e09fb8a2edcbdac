"""Checking briefs again: what is due, who looks after it, and saying that nothing has changed."""

from dataclasses import dataclass

from library.accounts import repository as people
from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.briefs.states import PublishedBrief
from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts.republish import republish
from library.editing.drafts.service import NoSuchBrief
from library.editing.review_dates import models as domain
from library.editing.review_dates import repository as review_date_rows
from library.editing.review_dates.models import LISTED_BEFORE, PERIOD, Due, Duty
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.paging import pages
from library.search import indexing
from library.security.permissions import Action, Person, Role, demand
from library.services import Services

LONGEST_NOTE = 300
UNCHANGED = "Checked again, nothing changed."
CHANGED = Fault(
    "", marked("Somebody has changed this brief since you opened this page. Read it again, then say so here.")
)
EDITED = Fault("", marked("Somebody is editing this brief. Publish that edit with today as the day it was checked."))


@dataclass(frozen=True, slots=True)
class DuePage:
    """One page of what is due, and who looks after it by role."""

    lines: tuple[Due, ...]
    overdue: int
    total: int
    page: int
    pages: int
    duties: dict[str, Duty]


def due(services: Services, person: Person, *, mine: bool = False, page: int = 1, size: int = 50) -> DuePage:
    """Return a page of what is overdue or soon due, of all roles or those that the person has or stands in for."""
    demand(person, Action.WRITE)
    today = services.today()
    with services.store.reading() as database:
        duties = {duty.role: duty for duty in review_date_rows.roles(database)}
        roles = _own(database, person) if mine else None
        total = review_date_rows.count(database, today + LISTED_BEFORE, roles)
        overdue = review_date_rows.count(database, today - today.resolution, roles)
        lines = review_date_rows.due(database, today + LISTED_BEFORE, roles, (page - 1) * size, size)
    return DuePage(tuple(lines), overdue, total, page, pages(total, size), duties)


def _own(database: Database, person: Person) -> set[str]:
    """Return the roles that a person is reminded for: their own, and for admins those that nobody has."""
    return review_date_rows.looked_after(database, person.id, others=person.role is Role.ADMIN)


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many briefs a person has to check within the time that they are reminded in."""
    until, others = services.today() + PERIOD, person.role is Role.ADMIN
    count, first = review_date_rows.first_due(database, until, person.id, others=others)
    comes = marked("Briefs you look after, 30 days before they have to be checked again.")
    return [ToDo(marked("Briefs to check in the next 30 days"), services.links.due_to_me(), count, first, comes)]


def shown(services: Services, person: Person, brief_id: int) -> PublishedBrief:
    """Return what readers see of a brief that somebody is about to call checked."""
    demand(person, Action.PUBLISH)
    with services.store.reading() as database:
        return _shown(database, brief_id)


def _shown(database: Database, brief_id: int) -> PublishedBrief:
    found = briefs.by_ids(database, [brief_id]).get(brief_id)
    if found is None:
        raise NoSuchBrief(brief_id)
    return found


def confirm(services: Services, person: Person, brief_id: int, version: int, looked_at: str) -> list[Fault]:
    """Say that a brief was read again and nothing has changed; `version` is the one that was read.

    It becomes a version of its own, checked today and due again by the rule. The same form sent twice does it once.
    """
    demand(person, Action.PUBLISH)
    looked_at = " ".join(looked_at.split())
    if not looked_at:
        return [
            Fault("looked_at", marked("Say what you looked at, such as the sources you opened. Readers will see it."))
        ]
    if len(looked_at) > LONGEST_NOTE:
        return [
            Fault(
                "looked_at",
                Message(
                    "Use %(longest_note)s characters or fewer. It has %(count)s.",
                    longest_note=LONGEST_NOTE,
                    count=len(looked_at),
                ),
            )
        ]
    with services.store.writing() as database:
        found = _shown(database, brief_id)
        if found.version == version + 1 and found.brief.checked_on == services.today():
            return []
        if found.version != version:
            return [CHANGED]
        draft = drafts.read(database, brief_id)
        if draft is None or draft.working:
            return [EDITED]
        brief, note = domain.checked(found.brief, services.today()), f"{UNCHANGED} We looked at: {looked_at}"
        republish(database, person, found.id, brief, services.clock(), note, "check")
    indexing.after_commit(services)
    return []


def duties(services: Services, person: Person) -> tuple[list[Duty], list[Person]]:
    """List the roles that look after briefs, and everybody who may have one."""
    demand(person, Action.NAME_OWNERS)
    with services.store.reading() as database:
        return review_date_rows.roles(database), people.working(database)


def set_duty(services: Services, person: Person, role: str, owner_id: int | None, deputy_id: int | None) -> list[Fault]:
    """Say who has a role and who stands in for them."""
    demand(person, Action.NAME_OWNERS)
    with services.store.writing() as database:
        known = {each.id for each in people.working(database)}
        if role not in {duty.role for duty in review_date_rows.roles(database)} or {owner_id, deputy_id} - known - {
            None
        }:
            return [Fault("", marked("That role or person is no longer there. Look at the list again."))]
        if owner_id is not None and owner_id == deputy_id:
            return [Fault("", marked("Choose somebody else to stand in: one person cannot stand in for themselves."))]
        review_date_rows.set_duty(database, role, owner_id, deputy_id)
        audit.note(
            database, person.id, "name owner", f"role {role}"[:120], services.clock(), after=[owner_id, deputy_id]
        )
    return []

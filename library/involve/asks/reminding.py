"""Reminding a body, once, of an ask whose reply is late: before readers are told that it hasn't replied."""

from library.db import audit_log as audit
from library.db.store import Database
from library.involve.asks import mailing, reply_repository, repository, service
from library.involve.asks.models import Entry, Shown, Step
from library.involve.asks.rules import LINK_LASTS, reminder_due
from library.mail import suppressions
from library.services import Services


def mind(services: Services) -> None:
    """Queue the reminders that are due, each in the transaction that adds it to the history of its ask."""
    with services.store.reading() as database:
        if not _due(services, database):
            return
    with services.store.writing() as database:
        for shown in _due(services, database):
            _remind(services, database, shown)


def _due(services: Services, database: Database) -> list[Shown]:
    """Return the asks to remind of: their bodies have an inbox that takes mail, and no reply waits to be read."""
    today = services.today()
    late = [
        each
        for each in service.shown_within(services, database)
        if each.now.inbox and reminder_due(each.standing, each.kept.history, today)
    ]
    waiting = {each.ask_id for each in reply_repository.waiting(database)} if late else set()
    return [each for each in late if each.kept.id not in waiting and not suppressions.holds(database, each.now.inbox)]


def _remind(services: Services, database: Database, shown: Shown) -> None:
    """Queue a reminder with a link that works: one that has expired is made again."""
    now, ask_id = services.clock(), shown.kept.id
    if shown.kept.link_until is None or shown.kept.link_until <= now:
        repository.renew_link(database, ask_id, now + LINK_LASTS)
    repository.note(database, ask_id, Entry(Step.REMINDED, now), None)
    audit.note(database, None, "reminded", f"ask {ask_id}", now)
    again = next(each for each in service.shown_within(services, database) if each.kept.id == ask_id)
    mailing.reminder(database, services, again)

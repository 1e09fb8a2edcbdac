"""Reminding those who look after briefs that one is due: once a brief and period, in one mail to each person."""

import logging
from collections import defaultdict

from library.accounts import repository as people
from library.db.store import Database
from library.editing.review_dates import repository as review_date_rows
from library.editing.review_dates.models import PERIOD, Due, Duty
from library.editing.review_dates.repository import Reminder
from library.i18n.formats import day
from library.mail import messages
from library.mail import queue as mails
from library.mail.addresses import NotAnAddress
from library.mail.messages import Mail
from library.security.permissions import Person, Role
from library.services import Services

log = logging.getLogger(__name__)
MOST_NAMED = 40
"""Briefs named in one mail."""


def queue_due(services: Services) -> int:
    """Queue the reminders that are due; return how many mails."""
    with services.store.reading() as database:
        if not _new(database, services):
            return 0
    with services.store.writing() as database:
        fresh = _new(database, services)
        if fresh:
            review_date_rows.keep_reminders(database, fresh, services.clock())
        by_person = _by_person(database, list(fresh.values()))
        return sum(_queue(database, services, person, lines) for person, lines in by_person.items())


def _queue(database: Database, services: Services, person: Person, lines: list[Due]) -> bool:
    """Queue one mail; its key names the first brief, which is told to a person once in a period."""
    key = f"reminder {person.id} {lines[0].brief_id} {lines[0].check_by} {lines[0].period(services.today())}"
    try:
        return mails.queue(database, key, person.email, _mail(services, lines), services.clock())
    except NotAnAddress as wrong:
        log.warning("person %s gets no reminder: %s", person.id, wrong)
        return False


def _new(database: Database, services: Services) -> dict[Reminder, Due]:
    """Return what is due and was not yet told in this period."""
    today = services.today()
    lines = review_date_rows.due(database, today + PERIOD)
    before = review_date_rows.reminded(database, [line.brief_id for line in lines])
    found = {(line.brief_id, line.check_by, line.period(today)): line for line in lines}
    return {reminder: line for reminder, line in found.items() if reminder not in before}


def _by_person(database: Database, lines: list[Due]) -> dict[Person, list[Due]]:
    """Give each person what they look after; what nobody does goes to every admin."""
    duties = {duty.role: duty for duty in review_date_rows.roles(database)}
    admins = tuple(person for person in people.working(database) if person.role is Role.ADMIN)
    found: dict[Person, list[Due]] = defaultdict(list)
    for line in lines:
        for person in duties.get(line.role, Duty(line.role)).people() or admins:
            found[person].append(line)
    return found


def _mail(services: Services, lines: list[Due]) -> Mail:
    one, today = len(lines) == 1, services.today()
    subject = f"“{lines[0].title}” is due for checking" if one else f"{len(lines)} briefs are due for checking"
    named = [
        f"“{line.title}”: {'overdue since' if line.overdue(today) else 'check by'} {day(line.check_by)}"
        for line in lines[:MOST_NAMED]
    ]
    more = [f"And {len(lines) - MOST_NAMED} more."] if len(lines) > MOST_NAMED else []
    advice = (
        "Read it and its sources again. If nothing has changed, say so in one click; if something has, edit the brief."
    )
    return messages.note(
        subject,
        ["You look after these briefs, or nobody else does yet.", *named, *more, advice],
        organisation=services.settings.organisation,
        link=services.links.due(),
        link_words="See what is due",
    )

"""Mistakes that readers report: kept for staff, no account needed, slowed down against floods."""

from datetime import timedelta

from library.briefs.states import PublishedBrief
from library.contributions import ToDo
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.mail import addresses
from library.mail.addresses import NotAnAddress
from library.security.permissions import Action, Person, demand, may
from library.security.rate_limit import repository as attempts
from library.security.rate_limit.service import TooManyTries, attempt_key
from library.services import Services
from library.upkeep.corrections import repository as correction_rows
from library.upkeep.corrections.models import Mistake

MOST_REPORTS, WITHIN = 5, timedelta(hours=1)
MOST_OF_ALL = 200
LONGEST = 2000


def report(services: Services, found: PublishedBrief, words: str, reply_to: str, key: str) -> list[Fault]:
    """Keep what a reader says is wrong with a brief; `key` is what reports are counted by."""
    faults = _faults(words, reply_to)
    if faults:
        return faults
    now, counted = (
        services.clock(),
        (attempt_key(services, "mistake", key), attempt_key(services, "mistake", "everybody")),
    )
    with services.store.writing() as database:
        if any(
            attempts.count(database, each, now - WITHIN) >= most
            for each, most in zip(counted, (MOST_REPORTS, MOST_OF_ALL), strict=True)
        ):
            raise TooManyTries
        for each in counted:
            attempts.keep(database, each, now)
        correction_rows.keep(database, found.id, words.strip(), reply_to.strip(), now)
    return []


def _faults(words: str, reply_to: str) -> list[Fault]:
    faults = []
    if not words.strip():
        faults.append(Fault("words", marked("Enter what's wrong. A sentence is enough.")))
    elif len(words) > LONGEST:
        faults.append(
            Fault(
                "words",
                Message("Use %(longest)s characters or fewer. It has %(count)s.", longest=LONGEST, count=len(words)),
            )
        )
    if reply_to.strip():
        try:
            addresses.read(reply_to)
        except NotAnAddress as wrong:
            faults.append(Fault("reply_to", Message("%(wrong)s You can also leave this blank.", wrong=str(wrong))))
    return faults


def waiting(services: Services, person: Person) -> list[Mistake]:
    """List the reports that nobody has settled."""
    demand(person, Action.SETTLE_MISTAKE)
    with services.store.reading() as database:
        return correction_rows.waiting(database)


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many reports wait."""
    if not may(person, Action.SETTLE_MISTAKE):
        return []
    comes = marked("What readers say is wrong in a brief.")
    count = correction_rows.count(database)
    return [ToDo(marked("Reported mistakes"), services.links.corrections(), count, comes=comes)]


def settle(services: Services, person: Person, mistake_id: int) -> None:
    """Mark a report as dealt with."""
    demand(person, Action.SETTLE_MISTAKE)
    with services.store.writing() as database:
        correction_rows.settle(database, mistake_id, person.id, services.clock())

"""Mails to the admins when something that nobody sees is wrong: one a day for each kind, and none once it is right.

The worker looks, and so does the site, which is what notices that the worker has stopped. The key of a mail names its
kind and its day, so that of several that look only the first tells; what waits is called back once all is well.
"""

import logging
from datetime import timedelta

from library.accounts import repository as people
from library.db.store import Database
from library.mail import messages
from library.mail import queue as mails
from library.mail import repository as mail_rows
from library.mail.addresses import NotAnAddress
from library.mail.messages import Mail
from library.security.permissions import Action, Person, may
from library.services import Services
from library.upkeep import health
from library.upkeep.health import HealthState, Kind, Trouble

log = logging.getLogger(__name__)
TOLD = {
    Kind.WORKER: "The library’s worker has stopped",
    Kind.MAIL: "The library’s mail is not sent",
    Kind.DISK: "The library’s disk is nearly full",
    Kind.BACKUP: "The library’s backup is late",
    Kind.FROZEN_COPY: "The library’s frozen copy is late",
}
"""What is worth a mail, and its subject: the index is repaired without anybody, and what is read from no database."""
WHAT_TO_DO = {
    Kind.WORKER: "Until it runs again no mail is sent, and nothing is published on its day.",
    Kind.MAIL: "This mail may come late for the same reason. The page below says what the mail server answered.",
    Kind.DISK: "Writing stops once it is full; reading goes on. Ask the person who runs the server to make room.",
    Kind.BACKUP: "Ask the person who runs the server to run “library doctor”.",
    Kind.FROZEN_COPY: "The copy of before stays as it is. Ask the person who runs the server to run “library doctor”.",
}
LATE_MAIL = timedelta(hours=1)
"""Mail servers put new senders off for less."""
LAST = "You get one e-mail like this a day until it is fixed."


def look(services: Services) -> bool:
    """Tell the admins what is wrong, and send what tells of a worker that cannot send it."""
    state = health.ready(services)
    if not state.ready:
        return True
    found = {each.kind: each for each in state.troubles if _is_told(state, each.kind)}
    _call_back(services, set(TOLD) - set(found))
    for trouble in found.values():
        _tell(services, trouble)
    if Kind.WORKER in found:
        mails.send_due(services, about=_about(Kind.WORKER))
    return True


def _is_told(state: HealthState, kind: Kind) -> bool:
    """Return whether a trouble is worth a mail: not that mail waits for a while, or for the worker that is missed."""
    if kind is Kind.MAIL:
        missed = any(each.kind is Kind.WORKER for each in state.troubles)
        return not missed and (state.oldest_unsent_mail or timedelta()) > LATE_MAIL
    return kind in TOLD


def _about(kind: Kind) -> str:
    return f"alert-{kind}"


def _call_back(services: Services, solved: set[Kind]) -> None:
    with services.store.reading() as database:
        waiting = mail_rows.waiting_about(database, "alert") & {_about(kind) for kind in solved}
    if waiting:
        with services.store.writing() as database:
            for about in sorted(waiting):
                mail_rows.call_back(database, about, services.clock())


def _tell(services: Services, trouble: Trouble) -> None:
    """Queue a mail to each admin who was not told of this kind today."""
    with services.store.reading() as database:
        admins = [each for each in people.working(database) if may(each, Action.MANAGE_PEOPLE)]
        new = [each for each in admins if not mail_rows.is_known(database, _key(services, trouble, each))]
    if new:
        with services.store.writing() as database:
            for person in new:
                _queue(database, services, trouble, person)


def _key(services: Services, trouble: Trouble, person: Person) -> str:
    return f"alert {trouble.kind} {services.today()} {person.id}"


def _queue(database: Database, services: Services, trouble: Trouble, person: Person) -> None:
    key, about = _key(services, trouble, person), _about(trouble.kind)
    try:
        mails.queue(database, key, person.email, _mail(services, trouble), services.clock(), about=about)
    except NotAnAddress as wrong:
        log.warning("person %s gets no alert: %s", person.id, wrong)


def _mail(services: Services, trouble: Trouble) -> Mail:
    return messages.note(
        TOLD[trouble.kind],
        [str(trouble.words), WHAT_TO_DO[trouble.kind], LAST],
        organisation=services.settings.organisation,
        link=services.links.running(),
        link_words="See how the library runs",
    )

"""People: inviting them, and choosing a password by a one-time link."""

import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from library.accounts import repository as people
from library.accounts.passwords import service as passwords
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.mail import messages
from library.mail import queue as mails
from library.mail.addresses import NotAnAddress
from library.mail.messages import Mail
from library.security.permissions import Person, Role
from library.security.rate_limit import repository as attempts
from library.security.rate_limit.service import TooManyTries, attempt_key
from library.security.tokens import token_hash
from library.services import Services

INVITATION_LASTS = timedelta(hours=24)
FORGOTTEN_LASTS = FORGOTTEN_WITHIN = timedelta(hours=1)
MOST_FORGOTTEN, MOST_FORGOTTEN_FROM_A_PLACE = 3, 20
FORGOTTEN = [
    "You, or someone using your address, asked for a new password for the What Works Library.",
    "The link below works once, within an hour. You still need the code from your phone to sign in.",
    "If you didn't ask for it, do nothing. Your password stays the same.",
]


def add(services: Services, email: str, name: str, role: Role) -> str:
    """Add a person and return the one-time address where they choose a password.

    Somebody who is known gets a new address, and the role that is named.
    """
    email, now = email.strip().lower(), services.clock()
    with services.store.writing() as database:
        known = people.account(database, email=email)
        person_id = known.person.id if known else people.add(database, email, name, role, now)
        if known and known.person.role != role:
            give_role(database, None, known.person, role, now)
        return link(database, services, None, person_id, now)


def give_role(database: Database, by: Person | None, person: Person, role: Role, now: datetime) -> None:
    """Change what a person may do."""
    people.change(database, person.id, role=role)
    audit.note(
        database, by.id if by else None, f"make {role}", f"person {person.id}", now, before=person.role, after=role
    )


def link(database: Database, services: Services, by: Person | None, person_id: int, now: datetime) -> str:
    """Give a person the one-time address where they choose a password."""
    token = secrets.token_urlsafe(32)
    people.invite(database, person_id, token_hash(token), now + INVITATION_LASTS)
    audit.note(database, by.id if by else None, "invite", f"person {person_id}", now)
    return services.links.welcome(token)


def forgot(services: Services, email: str, place: str) -> None:
    """Send a link to who forgot their password; neither answer nor time tell whether there is such an account."""
    email, now, token = email.strip().lower()[:254], services.clock(), secrets.token_urlsafe(32)
    place_key, key = attempt_key(services, "forgot from", place), attempt_key(services, "forgot", email)
    mail = messages.note(
        "Choose a new password",
        FORGOTTEN,
        organisation=services.settings.organisation,
        link=services.links.welcome(token),
        link_words="Choose a new password",
    )
    with services.store.writing() as database:
        if attempts.count(database, place_key, now - FORGOTTEN_WITHIN) >= MOST_FORGOTTEN_FROM_A_PLACE:
            raise TooManyTries
        before = attempts.count(database, key, now - FORGOTTEN_WITHIN)
        attempts.keep(database, place_key, now)
        attempts.keep(database, key, now)
        known = people.find(database, email)
        person = known[0] if known else people.anybody(database)
        if person is None:
            return
        with database.begin_nested() as trial:
            people.invite(database, person.id, token_hash(token), now + FORGOTTEN_LASTS)
            audit.note(database, None, "forget password", f"person {person.id}", now)
            queue(database, person, mail, now)
            if known is None or before >= MOST_FORGOTTEN:
                trial.rollback()  # What is not meant to happen takes as long, and is undone.


def tell(database: Database, services: Services, person: Person, what: str, now: datetime) -> None:
    """Tell a person by mail what has happened to their account."""
    lines = [
        f"{what}, for your account {person.email}.",
        "If this was you, you don't need to do anything. If not, tell an admin of the library straight away.",
    ]
    account = services.links.account()
    queue(database, person, messages.note(what, lines, organisation=services.settings.organisation, link=account), now)


def queue(database: Database, person: Person, mail: Mail, now: datetime) -> None:
    """Queue a mail to a person; an address that nothing can be sent to gets none."""
    with suppress(NotAnAddress):
        mails.queue(database, f"person-{person.id}-{secrets.token_hex(8)}", person.email, mail, now)


def invited(services: Services, token: str) -> Person | None:
    """Find who an invitation is for, if it still holds."""
    with services.store.reading() as database:
        return people.invited(database, token_hash(token), services.clock())


def choose_password(services: Services, token: str, password: str) -> list[Fault] | None:
    """Keep the password an invited person chose; return its faults, or None when the invitation holds no longer."""
    person = invited(services, token)
    if person is None:
        return None
    if faults := passwords.faults(services, password, person.email, person.name):
        return faults
    hashed, now = passwords.hashed(password), services.clock()
    with services.store.writing() as database:
        if people.invited(database, token_hash(token), now) is None:
            return None
        account = people.account(database, id=person.id)
        people.set_password(database, person.id, hashed)
        audit.note(database, person.id, "choose password", f"person {person.id}", now)
        if account and account.has_password:
            tell(database, services, person, "Your password was changed", now)
    return []

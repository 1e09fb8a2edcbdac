"""Who works here, as admins see and change it. What changes holds at a person's very next request."""

from dataclasses import dataclass
from datetime import datetime

from library.accounts import repository as table
from library.accounts import session_repository as sessions
from library.accounts.invitations import service as invitations
from library.accounts.passkeys import repository as passkeys
from library.accounts.two_factor import repository as authenticators
from library.db import audit_log as audit
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.mail import addresses, messages
from library.mail.addresses import NotAnAddress
from library.security.permissions import LONGEST_NAME, Account, Action, Person, Role, demand
from library.services import Services

LAST_ADMIN = Fault("", marked("This is the only active admin. Make somebody else an admin first."))
YOURSELF = Fault("", marked("This is your own account. Use “Your account”, which asks for your password."))
INVITATION = [
    "You are invited to write and check briefs in the What Works Library.",
    "The link below works once, within 24 hours. There you choose a password, then set up a code on your phone.",
]


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody was invited: who, and the one-time address, which is shown to the admin this once."""

    person: Person
    link: str


def everyone(services: Services, admin: Person) -> list[Account]:
    """List everybody who works or worked here."""
    demand(admin, Action.MANAGE_PEOPLE)
    with services.store.reading() as database:
        return table.accounts(database)


def one(services: Services, admin: Person, person_id: int) -> Account | None:
    """Return one account, or None."""
    demand(admin, Action.MANAGE_PEOPLE)
    with services.store.reading() as database:
        return table.account(database, id=person_id)


def invite(services: Services, admin: Person, email: str, name: str, role: str) -> Invited | list[Fault]:
    """Invite a person by mail; somebody who was invited and has not come yet is invited again."""
    demand(admin, Action.MANAGE_PEOPLE)
    name = " ".join(name.split())
    if faults := _faults(email, name, role):
        return faults
    email, now = addresses.read(email).lower(), services.clock()
    with services.store.writing() as database:
        known = table.account(database, email=email)
        if known and known.state != "Invited":
            return [
                Fault("email", Message("%(name)s has an account with this address already.", name=known.person.name))
            ]
        person_id = known.person.id if known else table.add(database, email, name, Role(role), now)  # type: ignore[call-arg]
        account = table.account(database, id=person_id)
        assert account is not None
        return _invite(database, services, admin, account.person, now)


def _faults(email: str, name: str, role: str) -> list[Fault]:
    faults = []
    try:
        addresses.read(email)
    except NotAnAddress as wrong:
        faults.append(Fault("email", str(wrong)))
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        faults.append(
            Fault(
                "name",
                Message("Write the person’s name, in %(longest_name)s letters or fewer.", longest_name=LONGEST_NAME),
            )
        )
    if role not in set(Role):
        faults.append(Fault("role", marked("Choose a role.")))
    return faults


def _invite(database: Database, services: Services, admin: Person, person: Person, now: datetime) -> Invited:
    link = invitations.link(database, services, admin, person.id, now)
    organisation, subject = services.settings.organisation, "Your invitation to the What Works Library"
    words = "Choose a password"
    mail = messages.note(subject, INVITATION, organisation=organisation, link=link, link_words=words)
    invitations.queue(database, person, mail, now)
    return Invited(person, link)


def invite_again(services: Services, admin: Person, person_id: int) -> Invited | list[Fault]:
    """Return a person a new one-time link, as when they lost theirs or their password."""
    now = services.clock()
    with services.store.writing() as database:
        account, faults = _changing(database, admin, person_id)
        if account and account.disabled:
            faults = [Fault("", Message("%(name)s is disabled. Enable the account first.", name=account.person.name))]
        if faults or account is None:
            return faults
        return _invite(database, services, admin, account.person, now)


def _changing(database: Database, admin: Person, person_id: int) -> tuple[Account | None, list[Fault]]:
    """Find the account that an admin is about to change, which is not their own."""
    demand(admin, Action.MANAGE_PEOPLE)
    account = table.account(database, id=person_id)
    return account, [YOURSELF] if account and account.person.id == admin.id else []


def change_role(services: Services, admin: Person, person_id: int, role: str) -> list[Fault]:
    """Change what a person may do."""
    demand(admin, Action.MANAGE_PEOPLE)
    if role not in set(Role):
        return [Fault("role", marked("Choose a role."))]
    with services.store.writing() as database:
        account = table.account(database, id=person_id)
        if account and role != Role.ADMIN and is_last_admin(database, account):
            return [LAST_ADMIN]
        if account and account.person.role != role:
            invitations.give_role(database, admin, account.person, Role(role), services.clock())  # type: ignore[call-arg]
    return []


def disable(services: Services, admin: Person, person_id: int) -> list[Fault]:
    """Shut a person out at once; what they wrote stays."""
    demand(admin, Action.MANAGE_PEOPLE)
    with services.store.writing() as database:
        account = table.account(database, id=person_id)
        if account and is_last_admin(database, account):
            return [LAST_ADMIN]
        if account and not account.disabled:
            table.change(database, person_id, disabled=True)
            sessions.close_all(database, person_id)
            audit.note(database, admin.id, "disable", f"person {person_id}", services.clock())
    return []


def enable(services: Services, admin: Person, person_id: int) -> list[Fault]:
    """Let a person in again."""
    demand(admin, Action.MANAGE_PEOPLE)
    with services.store.writing() as database:
        table.change(database, person_id, disabled=False)
        audit.note(database, admin.id, "enable", f"person {person_id}", services.clock())
    return []


def reset_second_step(services: Services, admin: Person, person_id: int) -> list[Fault]:
    """Let a person who lost phone and recovery codes set up the second step again; their sessions end."""
    now = services.clock()
    with services.store.writing() as database:
        account, faults = _changing(database, admin, person_id)
        if account and not faults:
            authenticators.forget(database, person_id)
            passkeys.forget(database, person_id)
            sessions.close_all(database, person_id)
            audit.note(database, admin.id, "reset second step", f"person {person_id}", now)
            invitations.tell(database, services, account.person, "Your second step was reset by an admin", now)
    return faults


def end_sessions(services: Services, admin: Person, person_id: int) -> list[Fault]:
    """Sign a person out everywhere."""
    with services.store.writing() as database:
        _, faults = _changing(database, admin, person_id)
        if not faults:
            sessions.close_all(database, person_id)
            audit.note(database, admin.id, "end sessions", f"person {person_id}", services.clock())
    return faults


def is_last_admin(database: Database, account: Account) -> bool:
    """Return whether nobody else could look after people any more."""
    admins = [each.person.id for each in table.accounts(database) if each.state == "Active" and _is_admin(each)]
    return admins == [account.person.id]


def _is_admin(account: Account) -> bool:
    return account.person.role is Role.ADMIN

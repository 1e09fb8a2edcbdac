"""A person's own passkeys: adding, naming and removing them. Each change asks the password; the app always stays."""

from library.accounts.invitations.service import tell
from library.accounts.own_account.service import password_faults
from library.accounts.passkeys import repository
from library.accounts.passkeys import service as passkeys
from library.accounts.passkeys.models import LONGEST_NAME, MOST, Passkey
from library.db import audit_log as audit
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.security.permissions import Person
from library.security.sessions import Session
from library.services import Services

NAMELESS = Fault("name", Message("Enter a name of %(longest)s letters or fewer.", longest=LONGEST_NAME))
NOT_MADE = Fault("", marked("The passkey wasn’t added. Enter your password to try again."))
APP_FIRST = Fault("", marked("Set up your authenticator app first: passkeys are for use beside it."))
ENOUGH = Fault("", Message("You have %(most)s passkeys. Remove one first.", most=MOST))


def begin(services: Services, session: Session, password: str) -> list[Fault]:
    """Let a person who gave their password add a passkey; or say what is wrong."""
    if not session.has_authenticator:
        return [APP_FIRST]
    if session.passkeys >= MOST:
        return [ENOUGH]
    if faults := password_faults(services, session, password):
        return faults
    passkeys.challenge(services, session)
    return []


def add(services: Services, session: Session, name: str, answer: str) -> list[Fault]:
    """Keep the passkey that the browser made."""
    now, name = services.clock(), _clean(name)
    if not name or len(name) > LONGEST_NAME:
        return [NAMELESS]
    with services.store.writing() as database:
        if not passkeys.add(database, services, session, name, answer, now):
            return [NOT_MADE]
        tell(database, services, session.person, "A passkey was added", now)
    return []


def one(services: Services, person: Person, passkey_id: int) -> Passkey | None:
    """Return one of a person's passkeys."""
    with services.store.reading() as database:
        return repository.find(database, person.id, passkey_id)


def rename(services: Services, session: Session, passkey_id: int, name: str) -> list[Fault]:
    """Give a passkey another name."""
    name = _clean(name)
    if not name or len(name) > LONGEST_NAME:
        return [NAMELESS]
    with services.store.writing() as database:
        repository.rename(database, session.person.id, passkey_id, name)
    return []


def remove(services: Services, session: Session, passkey_id: int, password: str) -> list[Fault]:
    """Remove a passkey; codes from the app go on."""
    if faults := password_faults(services, session, password):
        return faults
    now, person = services.clock(), session.person
    with services.store.writing() as database:
        repository.remove(database, person.id, passkey_id)
        audit.note(database, person.id, "remove passkey", f"person {person.id}", now)
        tell(database, services, person, "A passkey was removed", now)
    return []


def _clean(name: str) -> str:
    return "".join(letter for letter in " ".join(name.split()) if letter.isprintable())

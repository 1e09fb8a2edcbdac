"""A person's own account: the password, the authenticator, recovery codes, sessions. Each change asks the password."""

from collections.abc import Iterable
from datetime import timedelta

from library.accounts import repository as people
from library.accounts import session_repository as open_sessions
from library.accounts.invitations.service import tell
from library.accounts.passwords import service as passwords
from library.accounts.sign_in import service as sign_in_service
from library.accounts.two_factor import service as two_factor
from library.db import audit_log as audit
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.security.rate_limit import repository as attempts
from library.security.rate_limit.service import TooManyTries, attempt_key
from library.security.sessions import FRESH, Session
from library.services import Services

MOST_TRIES, TRIES_WITHIN = 8, timedelta(minutes=15)
SIGN_IN_AGAIN = Fault(
    "",
    marked(
        "To change this, sign out, sign in again with your organisation’s account, and come back within 15 minutes."
    ),
)
NOT_YOURS = marked("That isn't your password. Enter it again.")


def password_faults(services: Services, session: Session, password: str, field: str = "password") -> list[Fault]:
    """Say so if this is not the person's password; who has none here has to have signed in a short while ago."""
    if not session.has_password:
        return [] if services.clock() - session.started_at <= FRESH else [SIGN_IN_AGAIN]
    person = session.person
    key, now = attempt_key(services, "own password", str(person.id)), services.clock()
    with services.store.writing() as database:
        if attempts.count(database, key, now - TRIES_WITHIN) >= MOST_TRIES:
            raise TooManyTries
        attempts.keep(database, key, now)
        known = people.find(database, person.email)
    if not passwords.is_right(password, known[1] if known else None):
        return [Fault(field, NOT_YOURS)]
    with services.store.writing() as database:
        attempts.forget(database, key)
    return []


def change_password(services: Services, session: Session, old: str, new: str) -> str | list[Fault]:
    """Keep a new password, end all sessions and open a new one; return its token, or what is wrong."""
    person = session.person
    if faults := password_faults(services, session, old, "old_password"):
        return faults
    if faults := passwords.faults(services, new, person.email, person.name):
        return faults
    hashed, now = passwords.hashed(new), services.clock()
    with services.store.writing() as database:
        people.set_password(database, person.id, hashed)
        audit.note(database, person.id, "change password", f"person {person.id}", now)
        tell(database, services, person, "Your password was changed", now)
        return sign_in_service.renewed(database, session, now)


def replace_authenticator(services: Services, session: Session, password: str) -> list[Fault]:
    """Let a person set up another authenticator; the old one goes on until the new one has given a code."""
    if faults := password_faults(services, session, password):
        return faults
    two_factor.offer(services, session)
    return []


def new_codes(services: Services, session: Session, password: str) -> tuple[list[str], list[Fault]]:
    """Make new recovery codes, which are shown once; or give what is wrong."""
    if faults := password_faults(services, session, password):
        return [], faults
    now = services.clock()
    with services.store.writing() as database:
        tell(database, services, session.person, "You have new recovery codes", now)
        return two_factor.new_codes(database, session.person, now), []


def end_sessions(services: Services, session: Session, password: str, ids: Iterable[int]) -> list[Fault]:
    """End some of a person's other sessions."""
    if faults := password_faults(services, session, password):
        return faults
    now = services.clock()
    with services.store.writing() as database:
        open_sessions.close_some(database, session.person.id, set(ids) - {session.id})
        audit.note(database, session.person.id, "end sessions", f"person {session.person.id}", now)
    return []

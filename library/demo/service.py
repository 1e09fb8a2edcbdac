"""What holds a demo apart from a library in service, and the one-time links that sign people in to it alone."""

import secrets

from library.accounts import repository as people
from library.accounts import session_repository as sessions
from library.db import audit_log as audit
from library.db.store import StoreUnavailable
from library.demo import repository as demos
from library.security.permissions import Person
from library.security.sessions import LASTS
from library.security.tokens import token_hash
from library.services import Services
from library.settings import SettingsError, variable

ONLY_AS_A_DEMO = (
    "this database holds the example accounts of a demo, so it is not served as a library: run `make demo`, or name "
    f"another place with {variable('instance')} or {variable('database_url')}"
)
NO_DEMO = f"{variable('demo')} is on, but this database is not that of a demo: leave the setting out"


def hold_apart(services: Services) -> None:
    """Raise SettingsError where a demo would be served as a library in service, or one in service as a demo.

    A database that is away holds nobody up: the site starts, and says so on its pages.
    """
    try:
        with services.store.reading() as database:
            marked = demos.is_marked(database)
    except StoreUnavailable:
        return
    if marked != services.settings.is_demo:
        raise SettingsError(ONLY_AS_A_DEMO if marked else NO_DEMO)


def sign_in_links(services: Services, emails: list[str]) -> list[tuple[Person, str]]:
    """Return a new one-time link for each of some accounts; earlier ones open nothing any more."""
    hold_apart(services)
    now = services.clock()
    links = []
    with services.store.writing() as database:
        for email in emails:
            account = people.account(database, email=email)
            if account and not account.disabled:
                token = secrets.token_urlsafe(32)
                people.end_invitations(database, account.person.id)
                people.invite(database, account.person.id, token_hash(token), now + LASTS)
                links.append((account.person, services.links.demo_sign_in(token)))
    return links


def expected(services: Services, token: str) -> Person | None:
    """Return whom a link signs in, if it still works."""
    with services.store.reading() as database:
        if not (services.settings.is_demo and demos.is_marked(database)):
            return None
        return people.invited(database, token_hash(token), services.clock())


def sign_in(services: Services, token: str, browser: str) -> str | None:
    """Use a link up and return the token of a session, both steps of which count as taken; None if it opens nothing."""
    if expected(services, token) is None:
        return None
    fresh, now = secrets.token_urlsafe(32), services.clock()
    with services.store.writing() as database:
        person = people.invited(database, token_hash(token), now)
        if person is None:
            return None
        people.end_invitations(database, person.id)
        sessions.open(database, person.id, token_hash(fresh), now, now + LASTS, browser=browser)
        audit.note(database, person.id, "sign in", f"person {person.id}", now)
    return fresh

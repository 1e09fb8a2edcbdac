"""Signing in with the organisation's account: sending people to its provider, and letting in who comes back.

A person is known by what the provider knows them by for good; a confirmed address only links the two, once. What was
begun is kept in a signed cookie, so an answer that was begun in another browser, or not at all, opens nothing.
"""

import logging
import secrets
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer

from library.accounts import repository as people
from library.accounts.invitations import service as invitations
from library.accounts.sign_in import service as sign_in_service
from library.accounts.single_sign_on import repository as identities
from library.accounts.single_sign_on import rules
from library.accounts.single_sign_on.models import Away, Identity, NotBelieved, Started
from library.accounts.user_admin.service import is_last_admin
from library.db import audit_log as audit
from library.db.store import Database
from library.errors import LibraryError
from library.i18n.messages import marked
from library.security.permissions import Account, Person, Role
from library.security.rate_limit.service import Limit, take
from library.services import Services

log = logging.getLogger(__name__)
LASTS = timedelta(minutes=10)
"""How long a person has at the provider."""
MOST_STARTED, WITHIN = 30, timedelta(minutes=15)

AWAY = marked(
    "We can’t reach your organisation’s sign-in right now. Try again in a few minutes, or sign in with your password."
)
NOT_STARTED = marked("That sign-in took too long, or was started in another browser. Try again.")
NOT_BELIEVED = marked("We couldn’t confirm your organisation’s account. Try again, or tell an admin of the library.")
TURNED_BACK = marked("Your organisation’s sign-in was cancelled or refused. Try again, or sign in with your password.")
NO_ADDRESS = marked(
    "Your organisation’s account has no confirmed e-mail address, so we can’t tell who you are. Ask your IT support."
)
NO_ACCOUNT = marked("You don’t have an account in the library yet. Ask an admin of the library to invite you.")
NO_GROUP = marked("Your organisation’s account no longer gives you a role here. Ask an admin of the library.")
DISABLED = marked("Your account in the library is disabled. Ask an admin of the library.")
LINKED = marked("Your account in the library is linked to another account of your organisation. Ask an admin.")


class Refused(LibraryError):
    """Somebody was not let in; the message says why in words for them."""

    status = 400


class ProviderAway(Refused):
    """The provider can't be reached: another time it may be."""

    status = 503


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody was let in: the token of their session, which is half one where our second step is still to come."""

    person: Person
    token: str
    whole: bool
    goal: str


def start(services: Services, back: str, goal: str, place: str) -> tuple[str, str]:
    """Return the address at the provider to send a person to, and the cookie that its answer is held to.

    `back` is the public address that the provider sends them back to.
    """
    from library.accounts.single_sign_on import provider

    with services.store.writing() as database:
        take(database, services, Limit("organisation sign-in", place, MOST_STARTED, WITHIN))
    started = Started(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), goal)
    try:
        address = provider.sign_in_address(services.settings, back, started)
    except Away as error:
        raise _away(error) from error
    return address, str(_signer(services).dumps([*astuple(started), services.clock().isoformat()]))


def _away(error: Exception) -> ProviderAway:
    log.warning("the organisation's sign-in can't be reached: %.200r", str(error))
    return ProviderAway(AWAY)


def _signer(services: Services) -> URLSafeSerializer:
    return URLSafeSerializer(services.settings.secret_key, salt="organisation sign-in")


def read(services: Services, cookie: str) -> Started | None:
    """Return the sign-in that a cookie holds; None for one that is not ours, or that has run out."""
    try:
        *words, at = map(str, _signer(services).loads(cookie))
        old = services.clock() - datetime.fromisoformat(at) > LASTS
        return None if old else Started(*words)
    except (BadData, ValueError, TypeError):
        return None


def finish(services: Services, back: str, started: Started | None, answer: dict[str, str], browser: str) -> Entered:
    """Sign in a person who comes back from the provider; raise Refused if they can't be."""
    try:
        identity = _identity(services, back, started, answer)
        with services.store.writing() as database:
            return _let_in(database, services, identity, started.goal if started else "", browser)
    except ProviderAway:
        raise
    except Refused as refusal:
        with services.store.writing() as database:
            audit.note(database, None, "refuse sign-in", "an organisation account", services.clock())
        log.info("sign-in with the organisation's account refused: %.200r", str(refusal.__cause__ or refusal))
        raise


def _identity(services: Services, back: str, started: Started | None, answer: dict[str, str]) -> Identity:
    from library.accounts.single_sign_on import provider

    if started is None or not secrets.compare_digest(started.state.encode(), answer.get("state", "").encode()):
        raise Refused(NOT_STARTED)
    if "error" in answer or not answer.get("code"):
        raise Refused(TURNED_BACK)
    try:
        claims = provider.claims(services.settings, back, started, answer["code"], services.clock())
        if answer.get("iss", claims["iss"]) != claims["iss"]:
            raise NotBelieved("the answer came by way of another provider")
    except Away as error:
        raise _away(error) from error
    except NotBelieved as error:
        raise Refused(NOT_BELIEVED) from error
    return rules.identity(services.settings, claims)


def _let_in(database: Database, services: Services, identity: Identity, goal: str, browser: str) -> Entered:
    now = services.clock()
    account = _account(database, services, identity, now)
    with_role = people.account(database, id=account.person.id)
    assert with_role is not None
    whole = identity.took_second_step
    token = sign_in_service.let_in(database, with_role.person, now, browser, whole=whole)
    return Entered(with_role.person, token, whole, goal)


def _account(database: Database, services: Services, identity: Identity, now: datetime) -> Account:
    """Return the account of an identity, with the role that a group gives it; raise Refused where there is none."""
    linked, role = identities.find(database, identity), rules.role_of(services.settings, identity.groups)
    if linked is None and not identity.email:
        raise Refused(NO_ADDRESS)
    if linked and linked[1] and role is None:
        raise Refused(NO_GROUP)
    account = people.account(database, id=linked[0]) if linked else people.account(database, email=identity.email)
    if account is None:
        if role is None:
            raise Refused(NO_ACCOUNT)
        person_id = people.add(database, identity.email, identity.name, role, now)
        audit.note(database, None, "add by group", f"person {person_id}", now, after=role)
        account = people.account(database, id=person_id)
        assert account is not None
    if account.disabled:
        raise Refused(DISABLED)
    if linked is None:
        _link(database, services, identity, account, now)
    if role:
        _follow_group(database, account, role, now)
    return account


def _link(database: Database, services: Services, identity: Identity, account: Account, now: datetime) -> None:
    if identities.issuer_of(database, account.person.id) == identity.issuer:
        raise Refused(LINKED)
    identities.link(database, identity, account.person.id, now)
    audit.note(database, account.person.id, "link organisation account", f"person {account.person.id}", now)
    invitations.tell(database, services, account.person, "Your organisation’s account now signs you in", now)


def _follow_group(database: Database, account: Account, role: Role, now: datetime) -> None:
    """Give the role of the group; the only active admin stays one, as somebody has to look after people."""
    identities.governed_by_group(database, account.person.id)
    if role != account.person.role and not is_last_admin(database, account):
        invitations.give_role(database, None, account.person, role, now)

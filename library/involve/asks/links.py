"""The signed links by which a body replies without an account. Nothing of them is kept but the number of the last.

A link holds for one reply. Staff make a new one when it has been used, has run out or has come into wrong hands.
"""

from dataclasses import dataclass
from enum import StrEnum

from itsdangerous import BadData, URLSafeSerializer

from library.involve.asks import reply_repository, repository
from library.involve.asks.models import Kept, Received, Step
from library.services import Services


class How(StrEnum):
    """What a link opens."""

    OPEN = "open"
    UNKNOWN = "unknown"
    REPLACED = "replaced"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: the ask, and the reply that came by it, if one did and it wasn't refused."""

    how: How
    kept: Kept | None = None
    reply: Received | None = None


def _signer(services: Services) -> URLSafeSerializer:
    return URLSafeSerializer(services.settings.secret_key, salt="reply to an ask")


def link(services: Services, kept: Kept) -> str:
    """Return the address where the body that was asked replies."""
    return services.links.reply(_signer(services).dumps([kept.id, kept.link_number]))


def opened(services: Services, token: str) -> Opened:
    """Return what a link opens. Looking changes nothing."""
    try:
        ask_id, number = _signer(services).loads(token)
    except (BadData, ValueError, TypeError):
        return Opened(How.UNKNOWN)
    with services.store.reading() as database:
        kept = repository.find(database, ask_id)
        replies = reply_repository.of(database, ask_id)
    if kept is None:
        return Opened(How.UNKNOWN)
    came = [each for each in replies if each.link_number == number and each.state != "refused"]
    reply = came[-1] if came else None
    return Opened(_how(services, kept, number, reply), kept, reply)


def _how(services: Services, kept: Kept, number: int, reply: Received | None) -> How:
    if reply:
        return How.WAITING if reply.state == "waiting" else How.USED
    if any(entry.step in {Step.WITHDRAWN, Step.SUPERSEDED} for entry in kept.history):
        return How.WITHDRAWN
    if number != kept.link_number:
        return How.REPLACED
    return How.OPEN if kept.link_until and services.clock() < kept.link_until else How.EXPIRED

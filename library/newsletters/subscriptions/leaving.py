"""How subscriptions end: by their link, at the request of their owner, or once nobody has said yes for a while."""

from datetime import timedelta

from library.mail import departures
from library.mail import repository as mail_rows
from library.mail.departures import Departure
from library.newsletters.subscriptions import repository as subscriptions
from library.newsletters.subscriptions.models import LINK_LASTS, Subscription
from library.services import Services

LEFT_ARE_KEPT = timedelta(days=365)
"""How long it can be shown that somebody had asked for the mails they got."""


def leave(services: Services, subscription: Subscription) -> None:
    """Send no more; what waits to be sent is called back."""
    now = services.clock()
    with services.store.writing() as database:
        subscriptions.leave(database, subscription.id, now)
        departures.keep(services, database, subscription.address, Departure.UPDATES)
        mail_rows.call_back(database, f"subscription-{subscription.id}", now)


def forget(services: Services, subscription: Subscription) -> None:
    """Delete the address and everything that is held of it."""
    now = services.clock()
    with services.store.writing() as database:
        mail_rows.call_back(database, f"subscription-{subscription.id}", now)
        mail_rows.forget_address(database, subscription.address)
        subscriptions.forget(database, subscription.id)
        departures.keep(services, database, subscription.address, Departure.UPDATES)


def forget_old(services: Services) -> None:
    """Delete the addresses that never said yes, and those that left long ago."""
    now = services.clock()
    with services.store.writing() as database:
        subscriptions.forget_unanswered(database, now - LINK_LASTS)
        subscriptions.forget_left(database, now - LEFT_ARE_KEPT)
        departures.forget_old(services, database)

"""Stopping mail: a link in a mail with which its recipient stops all mail to their address, without an account.

The link carries the address, signed, so that nothing is kept about people whom we wrote to once.
"""

from itsdangerous import BadData, URLSafeSerializer

from library.mail import departures, suppressions
from library.mail.addresses import NotAnAddress, read
from library.mail.departures import Departure
from library.mail.messages import Mail
from library.services import Services

ONE_CLICK = "List-Unsubscribe=One-Click"
"""What a mail program posts for somebody who pressed its own button (RFC 8058)."""
ASKED = "They asked for no more mail"
PLACE = "STOP-LINK-OF-THIS-ADDRESS"
"""Stands for the link in a mail that is rendered once and goes to many."""


def _signer(services: Services) -> URLSafeSerializer:
    return URLSafeSerializer(services.settings.secret_key, salt="stop mail")


def link(services: Services, address: str) -> str:
    """Return the address of the page where mail to an address is stopped."""
    return services.links.stop(str(_signer(services).dumps(address)))


def headers(link: str) -> dict[str, str]:
    """Return the headers with which mail programs offer a button of their own."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": ONE_CLICK}


def address_of(services: Services, token: str) -> str | None:
    """Return the address that a link is for, or None for a link that is not ours."""
    try:
        return read(str(_signer(services).loads(token)))
    except (BadData, NotAnAddress, ValueError):
        return None


def stop(services: Services, address: str) -> None:
    """Stop all mail to an address, now and later."""
    with services.store.writing() as database:
        suppressions.keep(database, address, ASKED, None, services.clock())
        departures.keep(services, database, address, Departure.ALL_MAIL)


def why_stopped(services: Services, address: str) -> str | None:
    """Return why an address gets no mail, or None if it may."""
    with services.store.reading() as database:
        return suppressions.reason(database, address)


def allow_again(services: Services, address: str) -> None:
    """Let a person who stopped mail by their link restart it, and stop it again by the same link."""
    with services.store.writing() as database:
        suppressions.allow_again(database, address, ASKED)
        departures.back(services, database, address, Departure.ALL_MAIL)


def offered(services: Services, mail: Mail, address: str) -> Mail:
    """Put the link of an address into a mail that was rendered with PLACE."""
    mine = link(services, address)
    html, text = mail.html.replace(PLACE, mine), mail.text.replace(PLACE, mine)
    return Mail(mail.subject, html, text, mail.headers | headers(mine))

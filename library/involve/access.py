"""All that is held of an e-mail address, for somebody who asks to see it and has lost their links."""

from typing import Any

from library.involve.submissions import repository, service
from library.mail import addresses
from library.mail import repository as mail_rows
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.services import Services
from library.upkeep.corrections import repository as correction_rows


def held(services: Services, typed: str) -> dict[str, Any]:
    """Return what an address sent, subscribed to, asked a reply to and was mailed, as data. Raise NotAnAddress."""
    address = addresses.read(typed)
    with services.store.reading() as database:
        sent = repository.of_address(database, address)
        subscription = subscription_rows.of(database, address)
        reports = correction_rows.of_address(database, address)
        mails = mail_rows.held(database, address)
    return {
        "address": address,
        "submissions": [service.held(services, each) for each in sent],
        "subscription": subscriptions.held(services, subscription) if subscription else None,
        "reports_of_mistakes": reports,
        "mails": [
            {"subject": subject, "state": state.value, "queued_at": at.isoformat()} for subject, state, at in mails
        ],
    }

"""Deleting all that is held of an e-mail address or a code, for somebody who asks us to and has lost their links."""

from library.db import audit_log as audit
from library.involve.bodies import repository as body_rows
from library.involve.submissions import repository, service
from library.involve.voice import codes, withdrawal
from library.involve.voice import repository as voices
from library.mail import addresses
from library.mail import repository as mail_rows
from library.newsletters.audiences import repository as audiences
from library.newsletters.subscriptions import repository as subscription_rows
from library.newsletters.subscriptions import service as subscriptions
from library.services import Services
from library.upkeep.corrections import repository as correction_rows


def forget_words(services: Services, code: str) -> bool:
    """Withdraw the words of a young person that a code is for; return whether there are any."""
    with services.store.writing() as database:
        found = voices.by_code(database, codes.hashed(services, code))
        if found:
            withdrawal.withdraw_within(services, database, found.id, None)
    return found is not None


def forget(services: Services, typed: str) -> dict[str, int]:
    """Delete what an address sent, subscribed to and asked a reply to; return how much of each. Raise NotAnAddress.

    What was published of it is off the pages straight away. Accounts of staff are not touched.
    """
    address = addresses.read(typed)
    with services.store.reading() as database:
        subscription = subscription_rows.of(database, address)
    if subscription:
        subscriptions.forget(services, subscription)
    with services.store.writing() as database:
        sent = repository.of_address(database, address)
        for each in sent:
            service.forget_within(services, database, each)
        reports = correction_rows.forget_address(database, address)
        inboxes = body_rows.forget_inbox(database, address, services.clock())
        mail_rows.forget_address(database, address)
        lists = audiences.forget_address(database, address)
        audit.note(database, None, "delete", "all of an address", services.clock())
    return {
        "submissions": len(sent),
        "subscriptions": int(subscription is not None),
        "reports": reports,
        "lists": lists,
        "inboxes": inboxes,
    }

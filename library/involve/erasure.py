"""Deleting all that is held of an e-mail address or a code, for somebody who asks us to and has lost their links."""

from library.db import audit_log as audit
from library.involve import held_addresses
from library.involve.bodies import repository as body_rows
from library.involve.submissions import repository, service
from library.involve.voice import codes, withdrawal
from library.involve.voice import repository as voices
from library.mail import addresses, departures, suppressions, unsubscribe
from library.mail import repository as mail_rows
from library.mail.departures import Departure
from library.newsletters.audiences import repository as audiences
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions import repository as subscription_rows
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
        leaving.forget(services, subscription)
    with services.store.writing() as database:
        sent = repository.of_address(database, address)
        for each in sent:
            service.forget_within(services, database, each)
        reports = correction_rows.forget_address(database, address)
        inboxes = body_rows.forget_inbox(database, address, services.clock())
        mail_rows.forget_address(database, address)
        lists = audiences.forget_address(database, address)
        departures.keep(services, database, address, Departure.EVERYTHING)
        audit.note(database, None, "delete", "all of an address", services.clock())
    return {
        "submissions": len(sent),
        "subscriptions": int(subscription is not None),
        "reports": reports,
        "lists": lists,
        "inboxes": inboxes,
    }


def repeat(services: Services) -> int:
    """Do again for each address what its owner asked for after the library here was backed up; return how many.

    It finds nothing to do unless an older library was put in the place of this one.
    """
    with services.store.reading() as database:
        left, since = departures.everyone(database), held_addresses.oldest(database)
    addresses_of = {departures.hashed(services, address): address for address in since}
    known = [(addresses_of[hashed], what, at) for (hashed, what), at in left.items() if hashed in addresses_of]
    owed = [(address, what) for address, what, at in known if since[address] < at]
    return len({address for address, what in owed if _again(services, address, what)})


def _again(services: Services, address: str, what: Departure) -> bool:
    """Do again what was asked for; return whether there was anything to do."""
    if what is Departure.EVERYTHING:
        return any(forget(services, address).values())
    with services.store.reading() as database:
        subscription, stopped = subscription_rows.of(database, address), suppressions.holds(database, address)
    if what is Departure.ALL_MAIL:
        if not stopped:
            unsubscribe.stop(services, address)
        return not stopped
    if subscription is None or not subscription.active:
        return False
    leaving.leave(services, subscription)
    return True

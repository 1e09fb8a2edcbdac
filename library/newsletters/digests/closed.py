"""Calling back mails that wait and tell of an opportunity that has closed or was withdrawn since they were made."""

from library.mail import repository as mails
from library.newsletters import offers
from library.newsletters.digests import repository as digests
from library.services import Services

KIND = offers.ref_of(0).partition("-")[0]


def call_back(services: Services) -> None:
    """Call them back; what else was in a digest is told with the next, and a newsletter is made again without it."""
    with services.store.reading() as database:
        mailed = mails.waiting_about(database, KIND)
        gone = mailed - {offer.ref for offer in offers.open_on(database, services.today())} if mailed else set()
    for ref in sorted(gone):
        with services.store.writing() as database:
            digests.take_back(database, ref, services.clock())

"""Slowing down people who guess passwords, kept in the database: by account and network, never by account alone.

Were tries counted for an account wherever they come from, anybody could keep its owner out. What keeps guesses from
many networks harmless is the password's length and the second step.
"""

from datetime import timedelta

from library.accounts.sign_in.rules import REMEMBERED, wait_after
from library.db.store import Database
from library.security.rate_limit import repository as attempts
from library.security.rate_limit.service import TooManyTries, attempt_key
from library.services import Services

MOST_FROM_A_NETWORK, WITHIN = 60, timedelta(minutes=15)
"""Tries from one network, whichever accounts they are for."""


def count_try(database: Database, services: Services, email: str, network: str, device: str) -> list[str]:
    """Count a try before its password is looked at, and return what it is counted under.

    On a device that the person is known on, tries are counted for that device alone. Raise TooManyTries with the time
    that is left to wait.
    """
    now = services.clock()
    counted = [attempt_key(services, "sign-in on", f"{email}\n{device}")]
    if not device:
        counted = [attempt_key(services, what, whose) for what, whose in _elsewhere(email, network)]
        if attempts.count(database, counted[1], now - WITHIN) >= MOST_FROM_A_NETWORK:
            raise TooManyTries(WITHIN)
    tries, last = attempts.newest(database, counted[0], now - REMEMBERED)
    left = last + wait_after(tries) - now if last else timedelta(0)
    if left > timedelta(0):
        raise TooManyTries(left)
    for key in counted:
        attempts.keep(database, key, now)
    return counted


def _elsewhere(email: str, network: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("sign-in", f"{email}\n{network}"), ("sign-in from", network)

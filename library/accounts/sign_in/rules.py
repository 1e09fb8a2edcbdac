"""How long to wait after wrong passwords: not at all for the first few, then twice as long each time."""

from datetime import timedelta

FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
REMEMBERED = timedelta(days=1)
"""How long a wrong try counts."""


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many wrong tries."""
    if tries < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(tries - FREE_TRIES, 20)), LONGEST_WAIT)

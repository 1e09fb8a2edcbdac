"""Which page of a long list is asked for, how many there are, and that there is none past the last."""

from flask import request

LAST_PAGE = 1_000_000


class PastTheLast(Exception):
    """A list has fewer pages than the address asks for."""

    def __init__(self, last: int) -> None:
        """Keep the number of the last page."""
        self.last = last


def asked_page(name: str = "page") -> int:
    """Return the page of the address, 1 where it names none that could be."""
    return min(max(request.args.get(name, 1, int), 1), LAST_PAGE)


def pages(total: int, size: int) -> int:
    """Return how many pages a list of `total` lines has; an empty list has one."""
    return max(1, -(-total // size))


def hold_within(page: int, last: int) -> None:
    """Raise PastTheLast for a page that a list doesn't have."""
    if page > last:
        raise PastTheLast(last)

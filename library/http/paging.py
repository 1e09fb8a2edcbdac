"""Which page of a long list is asked for, and that there is none past the last."""

from flask import request

from library.errors import NotFound
from library.i18n.messages import Message, marked

LAST_PAGE = 1_000_000


class PastTheLast(NotFound):
    """A list has fewer pages than the address asks for."""

    heading = marked("There aren't that many pages")

    def __init__(self, last: int) -> None:
        """Say which page is the last."""
        self.advice = Message("The last page is page %(pages)s.", pages=last)


def asked_page(name: str = "page") -> int:
    """Return the page of the address, 1 where it names none that could be."""
    return min(max(request.args.get(name, 1, int), 1), LAST_PAGE)


def hold_within(page: int, last: int) -> None:
    """Raise PastTheLast for a page that a list doesn't have."""
    if page > last:
        raise PastTheLast(last)

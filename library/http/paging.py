"""Which page of a long list is asked for, and how many there are."""

from flask import request

LAST_PAGE = 1_000_000


def asked_page() -> int:
    """Give the page of the address, 1 where it names none that could be."""
    return min(max(request.args.get("page", 1, int), 1), LAST_PAGE)


def pages(total: int, size: int) -> int:
    """Give how many pages a list of `total` lines has; an empty list has one."""
    return max(1, -(-total // size))

"""Absolute addresses of pages, made from LIBRARY_PUBLIC_URL alone and never from what a request claims.

Mails, feeds and files are written outside a request too, so this is the one place beside the routes that knows paths.
`tests/http/test_links.py` holds it to the routes. The base may have a path of its own, under which the library is.
"""

from library.links.involve import InvolveLinks
from library.links.readers import API, PUBLIC, ReaderLinks
from library.links.staff import StaffLinks

__all__ = ["API", "PUBLIC", "Links"]


class Links(ReaderLinks, InvolveLinks, StaffLinks):
    """Makes all addresses; `base` has no slash at its end."""

    __slots__ = ()

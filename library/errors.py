"""What cannot be done, each with the HTTP status that says so: no face has to know which feature raised it."""

from datetime import timedelta
from typing import ClassVar


class LibraryError(Exception):
    """Something that cannot be done now, or never. A face answers with `status`; "" stands for its usual words."""

    status: ClassVar[int] = 500
    heading: str = ""
    advice: str = ""
    wait: timedelta = timedelta(0)
    """How long to wait before it is worth trying again."""


class NotFound(LibraryError, LookupError):
    """There is nothing with this id."""

    status = 404


class NotAllowed(LibraryError):
    """The person may not do this."""

    status = 403


class Unavailable(LibraryError):
    """What the library stands on cannot be reached now; trying again later may help."""

    status = 503
    wait = timedelta(seconds=30)

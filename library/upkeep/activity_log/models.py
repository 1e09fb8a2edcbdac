"""One entry of the record of who did what."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """Who (none: the library itself) did what to which object, when, and in which request of the site, if any.

    `object` names it, as in "brief 12"; `title` is what people call it, as far as that is known.
    """

    id: int
    at: datetime
    person_id: int | None
    who: str
    action: str
    object: str
    title: str
    request: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is empty narrows nothing. `object` is one ("brief 12") or a kind ("brief")."""

    person_id: int | None = None
    action: str = ""
    object: str = ""


def number_of(object: str, kind: str) -> int | None:
    """Return the number of an object of a kind, as 12 for "brief 12"; None if it is no such object."""
    name, _, number = object.rpartition(" ")
    return int(number) if name == kind and number.isascii() and number.isdecimal() and len(number) < 10 else None

"""What features add to pages that are not theirs: warnings for staff, lines of the desk's to-do list, the sitemap.

A feature offers what it adds when the application is made, so that no shared page has to know it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from library.security.permissions import Person
from library.services import Services

Pages = list[tuple[str, str]]
"""(address, the day it last changed or "") of public pages."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One kind of work that waits at the desk: where it is done, how much there is, and the first day some is due."""

    words: str
    address: str
    count: int
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Contributions:
    """What one feature adds."""

    warnings: tuple[Callable[[Services], list[str]], ...] = ()
    to_do: tuple[Callable[[Services, Person], list[ToDo]], ...] = ()
    pages: tuple[Callable[[Services], Pages], ...] = ()

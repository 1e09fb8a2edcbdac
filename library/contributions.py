"""What features add to pages that are not theirs: warnings, things to do, the sitemap and what searches find.

A feature offers what it adds when the application is made, so that no shared page has to know it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from library.db.store import Database
from library.i18n.messages import marked
from library.security.permissions import Person
from library.services import Services

Pages = list[tuple[str, str]]
"""(address, the day it last changed or "") of public pages."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One kind of work that waits at the desk: where it is done, how much there is, and the first day some is due.

    `comes` says what will stand there, for the desk of somebody for whom nothing waits. What is `for_whenever` is
    shown with its count and left out of the total that the menu says.
    """

    words: str
    address: str
    count: int
    due: date | None = None
    comes: str = ""
    for_whenever: bool = False


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing besides briefs that a search can find: its page is `view`, with `values` in the address.

    It is found by its title, its line and `says`, which holds all other words of it, by `asked`, lines as people might
    ask for it, and where one of the briefs in `beside` comes first. `foot` is said below it, such as until when.
    """

    title: str
    line: str
    view: str
    values: tuple[tuple[str, Any], ...] = ()
    says: str = ""
    asked: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of things that searches find besides briefs, never ranked with the evidence; its name is for addresses.

    Features that give the same name add to one kind. `note` is what readers have to know of all of that kind. Of texts
    in other languages, which come first, words meet `by_beginnings`.
    """

    name: str
    label: str
    documents: Callable[[Services], Iterable[Findable]]
    note: str = ""
    by_beginnings: bool = False


PAGES = "pages"
"""The name of the kind that is shown above the results: where in the library people can do what they ask."""
TRANSLATED = "translated"
"""The name of the kind that stands before the results: what is there in the language of the reader."""


def pages_of_ours(*pages: Findable) -> SearchKind:
    """Return what a feature adds to the pages that a search finds."""
    return SearchKind(PAGES, marked("Pages of this library"), lambda services: pages)


@dataclass(frozen=True, slots=True)
class Contributions:
    """What one feature adds. All that waits is counted in one transaction, a query for each kind."""

    warnings: tuple[Callable[[Services], list[str]], ...] = ()
    to_do: tuple[Callable[[Services, Database, Person], list[ToDo]], ...] = ()
    pages: tuple[Callable[[Services], Pages], ...] = ()
    search_kinds: tuple[SearchKind, ...] = ()

"""Whether the topics and briefs that something is said to belong to are in the library."""

from collections.abc import Callable, Iterable
from typing import Protocol

from library.briefs import repository as briefs
from library.briefs.vocabulary import repository as vocabulary
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import Message
from library.services import Services


class Tagged(Protocol):
    """What names topics and briefs that it belongs to."""

    @property
    def approaches(self) -> tuple[str, ...]:
        """Return its topics."""

    @property
    def briefs(self) -> tuple[str, ...]:
        """Return the slugs of its briefs."""


def belongs(services: Services, slug: str, approaches: Iterable[str]) -> Callable[[Tagged], bool]:
    """Return what tells whether something belongs to a brief, by any slug that it has had, or to one of some topics."""
    topics, slugs = set(approaches), set[str]()
    if slug:
        with services.store.reading() as database:
            slugs = briefs.slugs_of(database, slug)
    return lambda found: not (slugs.isdisjoint(found.briefs) and topics.isdisjoint(found.approaches))


def unknown(database: Database, approaches: Iterable[str], slugs: Iterable[str]) -> list[Fault]:
    """Return the topics and briefs that are not in the library."""
    terms = vocabulary.read(database)
    topics = [each for each in approaches if not terms.find("approach", each)]
    missing = [slug for slug in slugs if briefs.find(database, slug) is None]
    return [
        *(Fault("approaches", Message("There is no topic “%(name)s”.", name=each)) for each in topics),
        *(Fault("briefs", Message("There is no brief at “%(slug)s”.", slug=slug)) for slug in missing),
    ]

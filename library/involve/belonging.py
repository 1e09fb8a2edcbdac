"""Whether the topics and briefs that something is said to belong to are in the library."""

from collections.abc import Iterable

from library.briefs import repository as briefs
from library.briefs.vocabulary import repository as vocabulary
from library.db.store import Database
from library.forms.problems import Fault
from library.i18n.messages import Message


def unknown(database: Database, approaches: Iterable[str], slugs: Iterable[str]) -> list[Fault]:
    """Return the topics and briefs that are not in the library."""
    terms = vocabulary.read(database)
    topics = [each for each in approaches if not terms.find("approach", each)]
    missing = [slug for slug in slugs if briefs.find(database, slug) is None]
    return [
        *(Fault("approaches", Message("There is no topic “%(name)s”.", name=each)) for each in topics),
        *(Fault("briefs", Message("There is no brief at “%(slug)s”.", slug=slug)) for slug in missing),
    ]

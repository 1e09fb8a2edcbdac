"""The vocabulary as every face reads it."""

from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.services import Services


def read(services: Services) -> Vocabulary:
    """Return all terms."""
    with services.store.reading() as database:
        return vocabulary.read(database)

"""The vocabulary as every face reads it."""

from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.services import Services


def read(parts: Services) -> Vocabulary:
    """Give all terms."""
    with parts.store.reading() as database:
        return vocabulary.read(database)

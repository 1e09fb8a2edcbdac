"""The vocabulary as every face reads it."""

from library.domain.vocabulary import Vocabulary
from library.services import Services as Services
from library.storage import vocabulary


def read(parts: Services) -> Vocabulary:
    """Give all terms."""
    with parts.store.reading() as database:
        return vocabulary.read(database)

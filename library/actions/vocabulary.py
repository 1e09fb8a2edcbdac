"""The vocabulary, as faces need it."""

from library.domain.vocabulary import Vocabulary
from library.parts import Parts
from library.storage import vocabulary


def read(parts: Parts) -> Vocabulary:
    """Give all terms."""
    with parts.store.reading() as database:
        return vocabulary.read(database)

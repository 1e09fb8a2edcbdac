"""What may stand in the address of a page."""

from typing import Any

from werkzeug.routing import IntegerConverter


class Id(IntegerConverter):
    """A row of the database by its number; one too large for any database is an address that does not exist."""

    def __init__(self, *words: Any, **options: Any) -> None:
        """Set the largest number that a database keeps."""
        super().__init__(*words, **{"max": 2**31 - 1, **options})

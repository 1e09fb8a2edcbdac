"""What may stand in the address of a page, and the address of the page that is asked for."""

from typing import Any

from flask import request, url_for
from werkzeug.routing import IntegerConverter


class Id(IntegerConverter):
    """A row of the database by its number; one too large for any database is an address that does not exist."""

    def __init__(self, *words: Any, **options: Any) -> None:
        """Set the largest number that a database keeps."""
        super().__init__(*words, **{"max": 2**31 - 1, **options})


def here(**parameters: Any) -> str:
    """Return the address of this page with these parameters, and no others."""
    return url_for(request.endpoint or "home.home", **{**(request.view_args or {}), **parameters})


def asked_address() -> str:
    """Return the address that was asked for, with the prefix and all parameters."""
    return request.script_root + request.full_path.rstrip("?")

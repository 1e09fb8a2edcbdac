"""What may stand in the address of a page, and the address of the page that is asked for."""

from functools import lru_cache
from typing import Any

from flask import Flask, current_app, request, url_for
from werkzeug.routing import IntegerConverter

from library.http import assets


class Id(IntegerConverter):
    """A row of the database by its number; one too large for any database is an address that does not exist."""

    def __init__(self, *words: Any, **options: Any) -> None:
        """Set the largest number that a database keeps."""
        super().__init__(*words, **{"max": 2**31 - 1, **options})


MOST_KEPT = 4_000
"""Addresses that are kept: of 200 pages and of the briefs read most, under some prefixes and in some languages."""


def set_up(app: Flask) -> None:
    """Keep the addresses that templates ask for, 60 on each page; prefix and language decide them besides values."""
    app.extensions["addresses"] = lru_cache(MOST_KEPT)(
        lambda endpoint, _prefix, _language, *values: url_for(endpoint, **dict(values))
    )
    app.jinja_env.globals["url_for"] = address


def address(endpoint: str, **values: Any) -> str:
    """Return the address of a page, as `url_for` builds it, from those that are kept."""
    if endpoint == "static":
        values = assets.hashed(current_app, values)
    if endpoint.startswith(".") or not all(value is None or type(value) is str for value in values.values()):
        return url_for(endpoint, **values)
    found: str = current_app.extensions["addresses"](
        endpoint, request.script_root, request.args.get("lang"), *values.items()
    )
    return found


def here(**parameters: Any) -> str:
    """Return the address of this page with these parameters, and no others."""
    return url_for(request.endpoint or "home.home", **{**(request.view_args or {}), **parameters})


def asked_address() -> str:
    """Return the address that was asked for, with the prefix and all parameters."""
    return request.script_root + request.full_path.rstrip("?")

"""Addresses that templates build on the request they answer."""

from typing import Any
from urllib.parse import quote_plus

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from library.browse import selection
from library.browse.reading_lists.service import MOST
from library.browse.selection import Picked
from library.http.context import services


def listed_so_far() -> list[tuple[str, str]]:
    """Return the reading list that the address carries along, as parameters."""
    return [("list", slug) for slug in request.args.getlist("list")[:MOST]]


def selected_so_far() -> Picked:
    """Return the briefs that the address selects while its reader searches on."""
    return selection.pick(services(), request.args.getlist("brief"), MOST)


def search_address(**changes: Any) -> str:
    """Return the address of the present search with some parameters changed; None takes one away."""
    arguments = MultiDict((name, value) for name, value in request.args.items(multi=True) if value)
    for name, value in changes.items():
        arguments.setlist(name, value if isinstance(value, list) else [] if value is None else [str(value)])
    if "page" not in changes:
        arguments.poplist("page")
    pairs = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in arguments.items(multi=True))
    return f"{url_for('searches.search', lang=None)}?{pairs}"


def _quoted(text: str) -> str:
    return quote_plus(text, errors="replace")

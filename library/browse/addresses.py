"""Addresses that templates build on the request they answer."""

from typing import Any
from urllib.parse import quote_plus

from flask import request

from library.briefs.vocabulary.models import Vocabulary
from library.browse import selection
from library.browse.reading_lists.service import MOST
from library.browse.selection import Picked
from library.http.context import services
from library.http.routing import address

NOTHING = Picked((), (), (), (), repeated=False, most=MOST, terms=Vocabulary())
"""What an address selects that names no brief."""


def listed_so_far() -> list[tuple[str, str]]:
    """Return the reading list that the address carries along, as parameters."""
    return [("list", slug) for slug in request.args.getlist("list")[:MOST]]


def selected_so_far() -> Picked:
    """Return the briefs that the address selects while its reader searches on."""
    asked = request.args.getlist("brief")
    return selection.pick(services(), asked, MOST) if asked else NOTHING


def search_address(**changes: Any) -> str:
    """Return the address of the present search with some parameters changed; None takes one away."""
    asked = {name: kept for name, values in request.args.lists() if (kept := list(filter(None, values)))}
    if "page" not in changes:
        asked.pop("page", None)
    for name, value in changes.items():
        asked[name] = value if isinstance(value, list) else [] if value is None else [str(value)]
    pairs = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, values in asked.items() for value in values)
    return f"{address('searches.search', lang=None)}?{pairs}"


def _quoted(text: str) -> str:
    return quote_plus(text, errors="replace")

"""Answers every page with one that says so while the library is being updated."""

from datetime import timedelta

from flask import Flask, g, request

from library.db.closing import is_closed
from library.errors import Unavailable
from library.http import context
from library.i18n.messages import marked

STAYS_OPEN = {"static", "machines.alive"}
"""What needs no database."""


class BeingUpdated(Unavailable):
    """The library is being changed as a whole; it comes back by itself."""

    heading = marked("The library is being updated")
    advice = marked(
        "Try again in a few minutes. Nothing that was saved is lost. If someone is in danger now, call 999."
    )
    wait = timedelta(minutes=1)


def set_up(app: Flask) -> None:
    """Close the site while the library is being changed; to be set up before all parts that read the database."""
    app.before_request(_close)


def closed() -> bool:
    """Return whether the library is being changed as a whole."""
    return is_closed(context.services().settings.instance)


def _close() -> None:
    """Raise BeingUpdated; nobody is looked up, since the database may not answer until it is done."""
    if request.endpoint not in STAYS_OPEN and closed():
        g.session = None
        raise BeingUpdated("an upgrade is running")

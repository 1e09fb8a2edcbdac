"""What a view may ask of the request it answers: the parts, the person, and who to count attempts by."""

from typing import cast

from flask import current_app, g, request

from library.actions import people
from library.domain.people import Person
from library.parts import Parts

COOKIE = "library_session"
"""Set at sign-in only: readers get no cookie."""


def parts() -> Parts:
    """Give the application's parts."""
    return cast(Parts, current_app.extensions["parts"])


def session_token() -> str:
    """Give the token of the session cookie, or ""."""
    return request.cookies.get(COOKIE, "")


def person() -> Person | None:
    """Give who is signed in, looked up once a request."""
    if "person" not in g:
        token = session_token()
        g.person = people.signed_in(parts(), token) if token else None
    return cast("Person | None", g.person)


def staff() -> Person:
    """Give who is signed in, on pages that only staff reach."""
    signed_in = person()
    assert signed_in is not None
    return signed_in


def caller() -> str:
    """Give what attempts are counted by: the address the request came from."""
    return request.remote_addr or "unknown"

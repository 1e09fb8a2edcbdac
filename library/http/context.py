"""What a view may ask of the request it answers: the parts, the session, and who to count attempts by."""

from collections.abc import Callable
from typing import cast

from flask import Flask, Response, current_app, g, request

from library.security.networks import is_within, network_of
from library.security.permissions import Person
from library.security.sessions import LASTS, Session
from library.services import Services

COOKIE = "library_session"
"""Set at sign-in only: readers get no cookie."""
LOCAL = {"127.0.0.1", "::1"}


FindSession = Callable[[Services, str, bool], Session | None]
"""Finds the session that a token opens; the last word is whether it is in use, or only looked at."""


def set_up(app: Flask, find_session: FindSession) -> None:
    """Let requests know who is signed in."""
    app.extensions["find_session"] = find_session


def _find_session() -> FindSession:
    return cast(FindSession, current_app.extensions["find_session"])


def services() -> Services:
    """Return the application's parts."""
    return cast(Services, current_app.extensions["services"])


def cookie_of(services: Services, name: str = COOKIE) -> str:
    """Return the name of a cookie of ours; where the library is public on https, no other site or port can set it.

    Under a prefix it is kept from what else is on the same host, and a name with __Host- would not allow that.
    """
    if not services.settings.address.startswith("https://"):
        return name
    return f"__Secure-{name}" if services.settings.prefix else f"__Host-{name}"


def _cookie() -> str:
    return cookie_of(services())


def is_https() -> bool:
    """Return whether the library is open to the public on https."""
    return _cookie() != COOKIE


def cookie_path() -> str:
    """Return the path that our cookies are for."""
    return services().settings.prefix or "/"


def session_token() -> str:
    """Return the token of the session, or ""."""
    return str(g.get("session_token") or request.cookies.get(_cookie(), ""))


def enter(response: Response, token: str) -> None:
    """Let the browser keep a new token; what is rendered from now on belongs to its session."""
    begin(token)
    secure = request.is_secure or is_https()
    lasts = int(LASTS.total_seconds())
    response.set_cookie(
        _cookie(), token, path=cookie_path(), httponly=True, samesite="Lax", secure=secure, max_age=lasts
    )


def begin(token: str) -> None:
    """Go on in the session of a new token."""
    g.session_token = token
    g.pop("session", None)


def leave(response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(_cookie(), path=cookie_path(), secure=is_https(), httponly=True, samesite="Lax")


def session() -> Session | None:
    """Return the session of who is signed in, looked up once a request."""
    if "session" not in g:
        token = session_token()
        g.session = None  # Who cannot be looked up is nobody: the page that says so can still be drawn.
        g.session = _find_session()(services(), token, not only_looks()) if token else None
    return cast("Session | None", g.session)


def person() -> Person | None:
    """Return who is signed in."""
    found = session()
    return found.person if found else None


def staff() -> Person:
    """Return who is signed in, on pages that only staff reach."""
    return staff_session().person


def staff_session() -> Session:
    """Return the session of who is signed in, on pages that only staff reach."""
    found = session()
    assert found is not None
    return found


def only_looks() -> bool:
    """Return whether nobody reads the answer yet: a browser fetches it ahead, or only its headers are wanted."""
    return request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", "")


def keep_to_itself() -> None:
    """Let the answer to this request be given to nobody else."""
    g.kept_to_itself = True


def keeps_to_itself() -> bool:
    """Return whether the answer is for this request alone."""
    return bool(g.get("kept_to_itself") or session_token())


def caller() -> str:
    """Return what attempts are counted by: the network the request came from, as a proxy of ours tells it."""
    address = request.remote_addr or "unknown"
    if address in LOCAL or is_within(address, services().settings.proxies):
        nearest = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        return network_of(nearest) or address
    return network_of(address) or address

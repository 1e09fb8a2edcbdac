"""What a view may ask of the request it answers: the parts, the session, and who to count attempts by."""

from typing import cast

from flask import Response, current_app, g, request

from library.actions import devices, sessions
from library.actions.devices import Device
from library.domain.networks import network_of
from library.domain.people import Person
from library.domain.sessions import LASTS, Session
from library.parts import Parts

COOKIE = "library_session"
"""Set at sign-in only: readers get no cookie."""
DEVICE_COOKIE = "library_device"
"""Set once both steps of a sign-in are taken."""
LOCAL = {"127.0.0.1", "::1"}


def parts() -> Parts:
    """Give the application's parts."""
    return cast(Parts, current_app.extensions["parts"])


def cookie_of(parts: Parts, name: str = COOKIE) -> str:
    """Give the name of a cookie of ours; where the library is public on https, no other site or port can set it."""
    return f"__Host-{name}" if parts.settings.address.startswith("https://") else name


def _cookie() -> str:
    return cookie_of(parts())


def _is_https() -> bool:
    return _cookie() != COOKIE


def device() -> Device:
    """Return the device that the request comes from, as far as people have signed in on it."""
    return devices.read(parts(), request.cookies.get(cookie_of(parts(), DEVICE_COOKIE), ""))


def remember_device(response: Response, person: Person) -> None:
    """Let the browser keep that a person has signed in on it with both steps."""
    token, lasts = devices.remembering(parts(), device(), person), int(devices.LASTS.total_seconds())
    name, secure = cookie_of(parts(), DEVICE_COOKIE), request.is_secure or _is_https()
    response.set_cookie(name, token, httponly=True, samesite="Lax", secure=secure, max_age=lasts)


def session_token() -> str:
    """Give the token of the session, or ""."""
    return str(g.get("session_token") or request.cookies.get(_cookie(), ""))


def enter(response: Response, token: str) -> None:
    """Let the browser keep a new token; what is rendered from now on belongs to its session."""
    begin(token)
    secure = request.is_secure or _is_https()
    lasts = int(LASTS.total_seconds())
    response.set_cookie(_cookie(), token, httponly=True, samesite="Lax", secure=secure, max_age=lasts)


def begin(token: str) -> None:
    """Go on in the session of a new token."""
    g.session_token = token
    g.pop("session", None)


def leave(response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(_cookie(), secure=_is_https(), httponly=True, samesite="Lax")


def session() -> Session | None:
    """Give the session of who is signed in, looked up once a request."""
    if "session" not in g:
        token = session_token()
        g.session = None  # Who cannot be looked up is nobody: the page that says so can still be drawn.
        g.session = sessions.signed_in(parts(), token, in_use=not only_looks()) if token else None
    return cast("Session | None", g.session)


def person() -> Person | None:
    """Give who is signed in."""
    found = session()
    return found.person if found else None


def staff() -> Person:
    """Give who is signed in, on pages that only staff reach."""
    return staff_session().person


def staff_session() -> Session:
    """Give the session of who is signed in, on pages that only staff reach."""
    found = session()
    assert found is not None
    return found


def only_looks() -> bool:
    """Return whether nobody reads the answer yet: a browser fetches it ahead, or only its headers are wanted."""
    return request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", "")


def caller() -> str:
    """Give what attempts are counted by: the network the request came from, as the proxy on this machine tells it."""
    address = request.remote_addr or "unknown"
    if address in LOCAL:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2]
        return network_of(told) or address
    return network_of(address) or address

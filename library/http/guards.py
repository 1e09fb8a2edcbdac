"""Who may open what, and which forms are ours. A view that declares no rule is refused.

Forms carry a signed, timed token that is bound to the session of the person, if there is one. A form whose token has
run out is offered again with everything that was typed; one that comes from another site is refused.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup

from library.http import context
from library.security.tokens import token_hash

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
FORM_LASTS = 12 * 3600
"""Seconds."""
TOKEN = "form_token"  # noqa: S105 (the name of a field)
SAFE = {"GET", "HEAD", "OPTIONS"}


class FormExpired(Exception):
    """A form of ours came back too late or for another session."""


def open_to_all(view: View) -> View:
    """Declare that anybody may open a view."""
    view.access = "all"  # type: ignore[attr-defined]
    return view


def staff_only(view: View) -> View:
    """Declare that only a person who is signed in may open a view; what they may do there the actions decide."""
    view.access = "staff"  # type: ignore[attr-defined]
    return view


def own_token(view: View) -> View:
    """Declare that the address of a view carries its own secret, so that mail programs may post to it (RFC 8058)."""
    view.own_token = True  # type: ignore[attr-defined]
    return view


def no_token(view: View) -> View:
    """Declare that a form of a page that is kept for all readers posts to a view, so that it carries no token.

    For what does no more than ask an address by mail; where the form came from is checked as always.
    """
    view.no_token = True  # type: ignore[attr-defined]
    return view


def always_fresh(view: View) -> View:
    """Declare that the answer of a view hangs on more than the database holds, so that it is made each time."""
    view.always_fresh = True  # type: ignore[attr-defined]
    return view


def is_always_fresh(view: Any) -> bool:
    """Return whether the answer of a view is made each time."""
    return getattr(view, "always_fresh", False)


def for_programs(view: View) -> View:
    """Declare that a view answers programs and not people, so that who asks too often has to wait (http/pace.py)."""
    view.for_programs = True  # type: ignore[attr-defined]
    return view


def takes(largest: int, advice: str) -> Callable[[View], View]:
    """Declare that a view for staff takes up to so many bytes, and what to say of more."""

    def declare(view: View) -> View:
        view.largest, view.too_large = largest, advice  # type: ignore[attr-defined]
        return view

    return declare


def access_of(view: Any) -> str | None:
    """Return a view's rule: all, staff, or None where it has none."""
    return getattr(view, "access", None)


def set_up(app: Flask) -> None:
    """Guard every request and give templates the form token."""
    app.before_request(_check_origin)
    app.before_request(_check_access)
    app.before_request(_allow_size)
    app.before_request(_check_form)
    app.jinja_env.globals["form_token_field"] = form_token_field


def _check_origin() -> None:
    if request.method not in SAFE and not _from_our_pages():
        abort(403)


def _from_our_pages() -> bool:
    """Return whether a browser says that one of our pages sent this, or no browser says anything.

    A page cannot forge Sec-Fetch-Site. Origin is the word "null" where a browser keeps the address to itself.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site == "same-origin":
        return True
    if not origin:
        return site in {None, "none"}
    return origin in {f"{request.scheme}://{request.host}", _public_origin()}


def _check_access() -> ResponseReturnValue | None:
    if request.endpoint is None or request.method == "OPTIONS":
        return None
    if request.endpoint == "static" or request.blueprint in {"api", "api-docs"}:
        return None
    rule = access_of(current_app.view_functions[request.endpoint])
    if rule is None:
        abort(403)
    if rule == "staff" and context.person() is None:
        if request.method in SAFE:
            return redirect(url_for("sessions.sign_in", next=request.path))
        abort(401)
    return None


def _allow_size() -> None:
    """Let a view that takes files have them; a person who may not open it was turned away before a byte was read."""
    view = current_app.view_functions.get(request.endpoint or "")
    if largest := getattr(view, "largest", None):
        request.max_content_length = largest


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.services().settings.secret_key, salt="form")


def form_token_field() -> Markup:
    """Return the hidden field that every form of the page that is being made sends along."""
    context.keep_to_itself()
    token = _serializer().dumps(token_hash(context.session_token())[:16])
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, token)


def _check_form() -> None:
    if request.method in SAFE or request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    if getattr(view, "own_token", False) or (getattr(view, "no_token", False) and TOKEN not in request.form):
        return
    try:
        bound_to = _serializer().loads(request.form.get(TOKEN, ""), max_age=FORM_LASTS)
    except (BadData, ValueError) as error:
        raise FormExpired from error
    if bound_to != token_hash(context.session_token())[:16]:
        raise FormExpired


def _public_origin() -> str:
    address = urlsplit(context.services().settings.address)
    return f"{address.scheme}://{address.netloc}"

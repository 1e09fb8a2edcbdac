"""The headers of every answer, in one place."""

import secrets

from flask import Flask, Response, request

from library.db.audit_log import request_id
from library.http import context

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; media-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMED_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""For a page of ours that staff see in a frame beside their text."""
FOR_ALL_FRAMES = "frame-ancestors *"
CARD_POLICY = f"default-src 'none'; style-src 'self'; font-src 'self'; {FOR_ALL_FRAMES}"
"""For a card that other sites show in a frame: it is looked at, and nothing in it runs."""
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""For the page that is a mail: it has inline styles, and nothing else that runs."""
REFERRER_OF_SECRETS = "same-origin"
"""No other site learns the address, and the page's own forms say where they come from; "no-referrer" would have them
say that they come from nowhere."""
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
PAGE_LASTS = "public, max-age=0, must-revalidate"


def set_up(app: Flask) -> None:
    """Put the headers on every answer, and return every request the number that the audit log knows it by."""
    app.before_request(number)
    app.teardown_request(lambda _: request_id.set("") and None)
    app.after_request(_add)


def number() -> None:
    """Give this request the number that the log and the audit log know it by."""
    request_id.set(secrets.token_hex(8))


def _add(response: Response) -> Response:
    if _has_secret_address():
        response.headers.setdefault("Referrer-Policy", REFERRER_OF_SECRETS)
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if FOR_ALL_FRAMES in response.headers["Content-Security-Policy"]:
        del response.headers["X-Frame-Options"]
    say_number(response)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        _cache(response)
    return response


def say_number(response: Response) -> None:
    """Put the number of this request on its answer."""
    response.headers["X-Request-Id"] = request_id.get()


def _cache(response: Response) -> None:
    """Keep what staff see and what a secret link opens out of every cache; let readers' pages be asked for cheaply."""
    secret = context.session_token() or _has_secret_address()
    if secret or request.method not in {"GET", "HEAD"} or response.status_code != 200:
        response.headers["Cache-Control"] = "no-store"
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = PAGE_LASTS
        response.vary.add("Cookie")
        response.add_etag()


def _has_secret_address() -> bool:
    return "token" in (request.view_args or {})

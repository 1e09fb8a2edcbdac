"""How fast programs may ask: so many requests a minute of one network, in each process. Pages for people have no limit.

The headers are those of the draft "RateLimit header fields for HTTP" (draft-ietf-httpapi-ratelimit-headers-10).
"""

from datetime import timedelta

from flask import Flask, Response, current_app, g, request

from library.http import context
from library.links import API
from library.security.rate_limit.minutes import SECONDS, Minutes, seconds_left
from library.security.rate_limit.service import TooManyTries

FEED = ".atom"
POLICY = '"minute"'


def set_up(app: Flask, most: int) -> None:
    """Count requests of programs, where there is a limit.

    To be set up before the pages that are kept, so that what one caller has left is kept with no page.
    """
    if not most:
        return
    minutes = Minutes()

    @app.before_request
    def count() -> None:
        if not for_programs():
            return
        now = context.services().clock()
        g.left = most - minutes.count(context.caller(), now)
        g.more_in = seconds_left(now)
        if g.left < 0:
            raise TooManyTries(timedelta(seconds=g.more_in))

    @app.after_request
    def tell(response: Response) -> Response:
        if "left" in g:
            response.headers["RateLimit-Policy"] = f"{POLICY};q={most};w={SECONDS}"
            response.headers["RateLimit"] = f"{POLICY};r={max(g.left, 0)};t={g.more_in}"
        return response


def for_programs() -> bool:
    """Return whether this request is for what answers programs and not people."""
    view = current_app.view_functions.get(request.endpoint or "")
    return request.path.startswith(API) or request.path.endswith(FEED) or getattr(view, "for_programs", False)

"""What clients send along: a few may take their time over it while others read, and each is heard out.

A client that is cut off while it still sends shows no answer: a browser says that the connection was reset, and a proxy
that the site does not work.
"""

import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from typing import IO, TYPE_CHECKING

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from library.errors import Unavailable
from library.i18n.messages import marked

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_HEARD = 32_000_000
"""Bytes; a proxy before the site lets 28 MB through."""
MOST_HEARD_OF_FILES = 200_000_000
"""Bytes, from staff who send a file that is far too large."""
PIECE = 1 << 18
MOST_AT_ONCE = 4
"""Requests with a body that a process answers at once: half its threads, however slowly the bodies come."""
LEFT_OUT = "library.body_left_out"
"""In a request's environment: nobody has read the body, and nobody will."""


class TooManyForms(Unavailable):
    """As many bodies as may come at once are coming already."""

    heading = marked("Your form hasn't been sent")
    advice = marked("We're getting too many forms at once. Go back in your browser and send it again in a minute.")
    wait = timedelta(minutes=1)


class Doorkeeper:
    """An application that keeps threads free for readers, where a proxy passes bodies on as slowly as they come."""

    def __init__(self, application: "WSGIApplication") -> None:
        """Keep the application."""
        self.application = application
        self._free = threading.BoundedSemaphore(MOST_AT_ONCE)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer; a body that is one too many is left out, which the application then says."""
        if environ.get("CONTENT_LENGTH", "0") in {"", "0"} and "HTTP_TRANSFER_ENCODING" not in environ:
            return self.application(environ, start_response)
        if not self._free.acquire(blocking=False):
            _stop_reading(environ)
            return self.application(_without_body(environ), start_response)
        try:
            return self.application(environ, start_response)
        finally:
            self._free.release()


def _without_body(environ: "WSGIEnvironment") -> "WSGIEnvironment":
    left = {name: value for name, value in environ.items() if name not in {"CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"}}
    return left | {"wsgi.input": BytesIO(), LEFT_OUT: True}


def _stop_reading(environ: "WSGIEnvironment") -> None:
    """Let gunicorn, which would wait for the rest of a body after the answer, find its end."""
    with suppress(KeyError, OSError):
        environ["gunicorn.socket"].shutdown(socket.SHUT_RD)


def set_up(app: Flask) -> None:
    """Take in and forget the rest of every body, whatever the answer is, and only so many bodies at once."""
    app.wsgi_app = Doorkeeper(app.wsgi_app)  # type: ignore[method-assign]
    app.before_request(_refuse)
    app.after_request(_hear_out)


def _refuse() -> None:
    """Raise TooManyForms if the body of this request was left out."""
    if LEFT_OUT in request.environ:
        raise TooManyForms("a body is left out: as many as may come at once are coming already")


def _hear_out(response: Response) -> Response:
    view = current_app.view_functions.get(request.endpoint or "")
    may_send_files = request.max_content_length == getattr(view, "largest", None)
    left = MOST_HEARD_OF_FILES if may_send_files else MOST_HEARD
    with suppress(HTTPException, OSError):
        stream = _rest(left)
        while left > 0 and (piece := stream.read(min(left, PIECE))):
            left -= len(piece)
    return response


def _rest(most: int) -> IO[bytes]:
    """Return what is left of the body, as the server counts it, or as the request says where the server does not."""
    if request.environ.get("wsgi.input_terminated"):
        stream: IO[bytes] = request.environ["wsgi.input"]
        return stream
    request.max_content_length = most
    return request.stream

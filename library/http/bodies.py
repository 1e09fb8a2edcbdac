"""Hears out what a client is still sending when it is answered: one that is cut off in the middle shows no answer.

A browser that is cut off says that the connection was reset, and a proxy that the site does not work.
"""

from contextlib import suppress
from typing import IO

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

MOST_HEARD = 32_000_000
"""Bytes; a proxy before the site lets 28 MB through."""
MOST_HEARD_OF_FILES = 200_000_000
"""Bytes, from staff who send a file that is far too large."""
PIECE = 1 << 18


def set_up(app: Flask) -> None:
    """Take in and forget the rest of every body, whatever the answer is."""
    app.after_request(_hear_out)


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

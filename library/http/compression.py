"""Sends text compressed to clients that can unpack it; docs/decisions/0015 says why pages with forms may be sent so."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

TEXTS = {
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "application/opensearchdescription+xml",
    "application/problem+json",
    "application/xml",
    "image/svg+xml",
    "message/rfc822",
}
"""What is text besides text/*."""
WORTH_IT = 600
"""Bytes; what is shorter fits into one packet anyway."""
QUICK, BEST = 3, 9
"""How hard to pack what is sent once, and what is kept: 5 takes twice the time of 3 for a tenth fewer bytes."""


def set_up(app: Flask) -> None:
    """Send every text answer smaller; static files are made smaller once in each process."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    kind = response.mimetype or ""
    if not (kind.startswith("text/") or kind in TEXTS):
        return response
    response.vary.add("Accept-Encoding")
    if not takes_gzip() or response.status_code in {204, 206, 304} or request.method == "HEAD":
        return response
    if response.is_streamed and request.endpoint != "static":
        return response
    if "Content-Encoding" in response.headers or (response.content_length or WORTH_IT) < WORTH_IT:
        return response
    response.set_data(_packed(response))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    tag, _ = response.get_etag()
    if tag:
        response.set_etag(tag, weak=True)
    return response


def takes_gzip() -> bool:
    """Return whether who sent this request can unpack what is sent compressed."""
    return _takes_gzip(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=1_000)
def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted)["gzip"] > 0


def _packed(response: Response) -> bytes:
    if request.endpoint != "static":
        return gzip.compress(response.get_data(), QUICK, mtime=0)
    response.direct_passthrough = False
    return _packed_once(response.get_data())


@lru_cache(maxsize=64)
def _packed_once(content: bytes) -> bytes:
    return gzip.compress(content, BEST, mtime=0)

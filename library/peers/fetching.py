"""Fetches the list of another library, which may be slow, huge, or lead elsewhere.

One request, no redirect, nothing that would have to be unpacked, at most so many bytes in at most so many seconds.
"""

import ssl
import threading
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse

from library.i18n.messages import Message, marked
from library.security import outgoing
from library.security.outgoing import Connection, MayVisit, NotAllowed

SECONDS = 15.0
"""For the whole of it, from the first byte to the last."""
LARGEST = 8_000_000
"""Bytes; a library of 130 briefs has a fifth of this."""
PIECE = 1 << 16
MEDIA = "application/json"
LONGEST_TAG = 200
FOUND, UNCHANGED = 200, 304
REDIRECTS = range(300, 400)


class CannotFetch(Exception):
    """The list could not be fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a library answered; `body` is None where its list is the one it gave last time."""

    body: bytes | None
    etag: str


def fetch(address: str, etag: str, agent: str, may_visit: MayVisit, seconds: float = SECONDS) -> Fetched:
    """Return what stands at an address; raise CannotFetch."""
    try:
        connection, path = outgoing.prepared(address, may_visit, seconds)
    except NotAllowed as error:
        raise CannotFetch(marked("This address is inside a private network.")) from error
    except (OSError, ValueError) as error:
        raise CannotFetch(marked("There is no such host.")) from error
    late = threading.Timer(seconds, connection.cut)
    late.start()
    try:
        return _asked(connection, path, etag, agent)
    except ssl.SSLError as error:
        raise CannotFetch(_said(connection, marked("Its certificate is not right."))) from error
    except (OSError, HTTPException, ValueError) as error:
        raise CannotFetch(_said(connection, marked("It didn’t answer."))) from error
    finally:
        late.cancel()
        connection.close()


def _said(connection: Connection, otherwise: str) -> str:
    return marked("It took too long.") if connection.was_cut else otherwise


def _asked(connection: Connection, path: str, etag: str, agent: str) -> Fetched:
    headers = {"User-Agent": agent, "Accept": MEDIA, "Accept-Encoding": "identity"}
    connection.request("GET", path, headers=headers | ({"If-None-Match": etag} if etag else {}))
    answer = connection.getresponse()
    if answer.status == UNCHANGED and etag:
        return Fetched(None, etag)
    _check(answer)
    body = _body(answer)
    if connection.was_cut:
        raise TimeoutError
    said = answer.getheader("ETag") or ""
    return Fetched(body, said if said.isascii() and said.isprintable() and len(said) <= LONGEST_TAG else "")


def _check(answer: HTTPResponse) -> None:
    """Raise CannotFetch for an answer that is no list of briefs."""
    if answer.status in REDIRECTS:
        onward = "".join(filter(str.isprintable, answer.getheader("Location") or ""))[:200]
        said = Message("It leads on to “%(onward)s”. Follow the library at the address it has now.", onward=onward)
        raise CannotFetch(said)
    if answer.status != FOUND:
        raise CannotFetch(Message("It answered with %(status)s instead of its list.", status=answer.status))
    if answer.headers.get_content_type() != MEDIA:
        raise CannotFetch(marked("What it answered with is no list of briefs."))
    if (answer.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise CannotFetch(marked("It answered with a packed file, which we don’t unpack."))


def _body(answer: HTTPResponse) -> bytes:
    body = bytearray()
    while piece := answer.read1(PIECE):
        body += piece
        if len(body) > LARGEST:
            raise CannotFetch(Message("Its list is larger than %(most)s MB.", most=LARGEST // 1_000_000))
    return bytes(body)

"""Checks a finished message: read back from its bytes, it has the headers and parts that were meant, and no others."""

import re
from collections.abc import Iterable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

NAME = re.compile(rb"([!-9;-~]+):")
NO_LETTER = re.compile(rb"[^\t -~]")
OF_THE_WHOLE = ("mime-version", "content-type")
"""Headers that the library adds to every message; the parts have theirs from `OF_A_PART`."""
OF_A_PART = {"mime-version", "content-type", "content-transfer-encoding"}
PARTS = ["text/plain", "text/html"]


class Unwritable(Exception):
    """A mail cannot be written so that it says what was meant and no more; trying again would not help."""


def check(data: bytes, names: Iterable[str], address: str = "") -> None:
    """Raise Unwritable unless a message has these headers, goes to this address and holds the two parts of a mail."""
    meant = sorted(name.lower() for name in [*names, *OF_THE_WHOLE])
    message = message_from_bytes(data, policy=default)
    for found in (_names_in(data), [name.lower() for name in message.keys()]):  # noqa: SIM118 (one name may come twice)
        if sorted(found) != meant:
            raise Unwritable(f"headers {sorted(found)} instead of {meant}")
    if address and str(message["To"]) != address:
        raise Unwritable("it goes to another address")
    _check_parts(message)


def _names_in(data: bytes) -> list[str]:
    """Return the names of the headers as a mail server reads them, line by line."""
    names = []
    for line in data.partition(b"\r\n\r\n")[0].split(b"\r\n"):
        found = NAME.match(line)
        if NO_LETTER.search(line) or not (found or line[:1] in {b" ", b"\t"}):
            raise Unwritable("a line of its head is no header")
        if found:
            names.append(found[1].decode("ascii").lower())
    return names


def _check_parts(message: EmailMessage) -> None:
    parts = list(message.iter_parts()) if message.get_content_type() == "multipart/alternative" else []
    if [part.get_content_type() for part in parts] != PARTS or message.preamble or (message.epilogue or "").strip():
        raise Unwritable("its parts are not a text and the same as a page")
    for part in (message, *parts):
        if part.defects or (part is not message and not {name.lower() for name in part.keys()} <= OF_A_PART):  # noqa: SIM118
            raise Unwritable("a part of it is broken")

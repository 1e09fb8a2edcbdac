"""What has to be known of each kind of submission, told by the nouns that they become (`involve/kinds.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from marshmallow import Schema

from library.db.store import Database
from library.involve.submissions.models import Kind

CONSENT = (
    "You may publish what I sent, edited for length and to protect people. My e-mail address is never published. "
    "I can change or withdraw it with the link in your e-mail."
)
READ_FIRST = "Someone reads it before it's published."
NOT_PUBLISHED = "We haven't published it."


@dataclass(frozen=True, slots=True)
class Handling:
    """The form of a kind, what is agreed to, what takes it off the pages, and whether documents may go with it.

    `next` tells who sent it what happens then, `refused` that it goes no further.
    """

    form: Schema
    consent: str
    withdraw: Callable[[Database, int, datetime], bool]
    documents: bool = False
    next: str = READ_FIRST
    refused: str = NOT_PUBLISHED


KINDS: dict[Kind, Handling] = {}
"""Filled in when the parts of the library are put together."""

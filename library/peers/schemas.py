"""What another library's list has to be like. It is a stranger's: nothing of it is believed before it is read here."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from library.briefs.schemas.brief import BRIEF, STAFF_ONLY
from library.forms.fields import address, line
from library.peers.models import Key, Listing, Offer
from library.peers.rules import address_of, host_of, is_of

MOST_RECORDS = 5_000
LARGEST_RECORD = 200_000
"""Bytes; a brief of ours with every field full has a fifth of this."""
LONGEST_NAME = 120
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


UNREADABLE = (ValidationError, ValueError, TypeError, AttributeError, RecursionError)
"""What reading a stranger's words may raise: they need not even be of the types that they should be."""


class NotAList(ValueError):
    """What was fetched is not the list of a library."""


class _Whole(msgspec.Struct):
    """The list, with its records still unread."""

    briefs: list[msgspec.Raw]
    publisher: str = ""
    from_other_libraries: list[msgspec.Raw] = []


class OriginSchema(Schema):
    """Whose brief a record is."""

    library = address("library", required=True)
    id = line("id", most=80, required=True)


class RecordSchema(Schema):
    """What a record says beside the brief."""

    class Meta:
        """Leave the fields of the brief to its own schema, and those of newer libraries alone."""

        unknown = EXCLUDE

    origin = fields.Nested(OriginSchema(unknown=EXCLUDE), required=True)
    url = address("url", required=True)
    version = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 1))
    published_at = fields.AwareDateTime(required=True, validate=validate.Range(EARLIEST, LATEST))
    licence = line("licence", most=200)


RECORD = RecordSchema()


def read(body: bytes, came_from: str) -> Listing:
    """Read a whole list; records that can't be read are counted and left out. Raise NotAList."""
    try:
        whole = msgspec.json.decode(body, type=_Whole)
    except UNREADABLE as error:
        raise NotAList from error
    raws = [*whole.briefs, *whole.from_other_libraries]
    if len(raws) > MOST_RECORDS:
        raise NotAList
    offers: dict[Key, Offer] = {}
    unreadable = 0
    for raw in raws:
        try:
            key, offer = _record(raw)
        except UNREADABLE:
            unreadable += 1
        else:
            offers.setdefault(key, offer)
    return Listing(_name(whole.publisher) or host_of(came_from), offers, unreadable)


def _name(said: str) -> str:
    """Return what a library calls itself, in one line of letters that can be shown."""
    return " ".join("".join(letter for letter in said if letter.isprintable()).split())[:LONGEST_NAME]


def _record(raw: msgspec.Raw) -> tuple[Key, Offer]:
    """Return one record; raise one of UNREADABLE where it is not as it has to be."""
    if len(bytes(raw)) > LARGEST_RECORD:
        raise ValidationError("size")
    data: dict[str, Any] = msgspec.json.decode(raw)
    about = RECORD.load(data)
    library = address_of(about["origin"]["library"])
    if not library or not is_of(about["url"], library):
        raise ValidationError("origin")
    content = BRIEF.dump(BRIEF.load(_content(data)))
    at = about["published_at"].isoformat()
    return Key(library, about["origin"]["id"]), Offer(content, about["url"], about["version"], at, about["licence"])


def _content(data: dict[str, Any]) -> dict[str, Any]:
    """Return what our schema of a brief takes of a record: confidence is computed here, never taken over."""
    content = {name: data[name] for name in BRIEF.fields if name in data and name not in STAFF_ONLY}
    rated = [
        {name: value for name, value in outcome.items() if name != "confidence"}
        for outcome in content.get("outcomes", ())
    ]
    return {**content, "outcomes": rated}

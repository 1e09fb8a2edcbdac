"""The parameters of a bid's address. What cannot be read is left out and named, so that an old address still opens."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate, validates

from library.forms.parameters import Parameters
from library.forms.problems import Fault
from library.funding.models import AREAS, Bid, Funder, Group, Measure, Need, Price, Size
from library.i18n.messages import Message, marked
from library.search.engine.words import STOP_WORDS


class BidSchema(Parameters):
    """What a bid is for."""

    age = fields.String()
    place = fields.String(validate=validate.OneOf(AREAS))
    size = fields.Enum(Size, by_value=True)
    funder = fields.Enum(Funder, by_value=True)
    made = fields.Date(format="iso")


BID = BidSchema()


def read_bid(arguments: Mapping[str, str], ages: frozenset[str]) -> Bid:
    """Return the bid of an address; `ages` are the ages that the vocabulary knows."""
    given: dict[str, Any] = {name: value for name in BID.fields if (value := arguments.get(name, "").strip())}
    wrong = set(BID.validate(given)) | ({"age"} if given.get("age", "") not in ages | {""} else set())
    kept: dict[str, Any] = BID.load({name: value for name, value in given.items() if name not in wrong})
    return Bid(**kept, misread=tuple(sorted(wrong)))


LONGEST = 250
ADDRESS = validate.URL(schemes={"http", "https"})
ITEM = re.compile(
    r"\b(?:I (?:am|feel|have|can|like|think|try|get|usually)|I'm|I've|[Mm]y (?:life|family|friends)|[Oo]verall, how"
    r"|[Hh]ow (?:often|satisfied|happy|anxious) (?:do|did|are|were) you)\b"
)
"""How a question of a questionnaire reads; those belong to their owners and are never reproduced."""


def no_item(text: str) -> None:
    """Raise ValidationError for the words of a questionnaire."""
    if ITEM.search(text):
        raise ValidationError(marked("This reads like a question of the questionnaire. Link to it instead"))


def _said(**options: Any) -> fields.String:
    return fields.String(required=True, validate=[validate.Length(max=LONGEST), no_item], **options)


def _filled() -> fields.String:
    return fields.String(required=True, validate=[validate.Length(1, LONGEST), no_item])


class MeasureSchema(Schema):
    """A measure, as the seed data has it."""

    slug = fields.String(required=True, validate=validate.Regexp(r"[a-z0-9-]+$"))
    name, measures, good_for, not_for, source = (_filled() for _ in range(5))
    group = fields.Enum(Group, by_value=True, required=True)
    questions = fields.Integer(required=True, allow_none=True, validate=validate.Range(1, 200))
    cost = fields.Enum(Price, by_value=True, required=True)
    ages, questions_note, minutes, who, licence, paper, screen = (_said() for _ in range(7))
    reading_age, uk_norms, change, adult = (_said() for _ in range(4))
    link, source_url = (
        fields.String(required=True, validate=lambda text: text == "" or ADDRESS(text) != "") for _ in range(2)
    )
    checked_on = fields.Date(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Measure:
        """Make the measure."""
        return Measure(**data)


MEASURE = MeasureSchema()


class NeedSchema(Schema):
    """A figure on the need in an area, as the seed data has it."""

    slug = fields.String(required=True, validate=validate.Regexp(r"[a-z0-9-]+$"))
    place = fields.String(required=True, validate=validate.OneOf(AREAS))
    topic, words, source, caution = (_filled() for _ in range(4))
    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))
    url = fields.String(required=True, validate=ADDRESS)
    checked_on = fields.Date(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Need:
        """Make the figure."""
        return Need(**data)


NEED = NeedSchema()


MOST_WORDS = 2_000
FEWEST_TO_TELL, FEWEST_ENGLISH = 12, 0.15
"""How many words tell a language, and the share of small English words in an English text."""


class CheckSchema(Schema):
    """A text to check."""

    class Meta:
        """Leave other fields alone."""

        unknown = EXCLUDE

    text = fields.String(load_default="")

    @validates("text")
    def is_english_of_some_length(self, text: str, **_: Any) -> None:
        """Raise ValidationError for nothing, for too much, and for a text that is not in English."""
        words = text.split()
        if not words:
            raise ValidationError(marked("Enter the words you want to check"))
        if len(words) > MOST_WORDS:
            raise ValidationError(
                Message(
                    "Shorten it to %(most)s words or fewer. It has %(count)s now", most=MOST_WORDS, count=len(words)
                )
            )
        english = sum(word.lower().strip(".,;:") in STOP_WORDS for word in words)
        if len(words) >= FEWEST_TO_TELL and english < FEWEST_ENGLISH * len(words):
            raise ValidationError(marked("Enter sentences in English. The checker can't read other languages yet"))


def read_text(form: Mapping[str, str]) -> tuple[str, list[Fault]]:
    """Return the text of a form, and what is wrong with it."""
    text = form.get("text", "").replace("\0", " ")
    wrong = CheckSchema().validate({"text": text})
    return text, [Fault("text", message) for message in wrong.get("text", ())]


def written(bid: Bid) -> dict[str, str]:
    """Return the parameters of a bid, as an address has them."""
    return {name: str(value) for name, value in BID.dump(bid).items() if value}

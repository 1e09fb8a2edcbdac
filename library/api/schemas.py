"""What the API answers, as schemas that dump and are documented."""

from typing import Any

from marshmallow import Schema, fields


class BriefLineSchema(Schema):
    """One line of a list of briefs."""

    slug = fields.String()
    title = fields.String()
    one_line = fields.String()
    kind = fields.String()
    url = fields.Url()


class ListedSchema(BriefLineSchema):
    """One line of the list of all briefs."""

    published_at = fields.AwareDateTime()
    checked_on = fields.Date(allow_none=True)


class BriefListSchema(Schema):
    """One page of all briefs."""

    total = fields.Integer()
    page = fields.Integer()
    pages = fields.Integer()
    briefs = fields.List(fields.Nested(ListedSchema))


class ResultSchema(BriefLineSchema):
    """One brief found."""

    excerpt = fields.String()
    why = fields.String()


class ChoiceSchema(Schema):
    """One choice of a filter."""

    id = fields.String()
    label = fields.String()
    count = fields.Integer()


class HelpSchema(Schema):
    """One service for somebody in trouble. `number` says how to text or chat where there is no telephone."""

    name = fields.String()
    number = fields.String()
    who = fields.String(data_key="for", attribute="for")


class SignpostSchema(Schema):
    """What the question is about if we hold no evidence on that, and where to turn with it; parts may be empty."""

    about = fields.String()
    turn_to = fields.String()
    web = fields.String()
    number = fields.String()


class FindableSchema(Schema):
    """One thing besides briefs that was found."""

    title = fields.String()
    line = fields.String()
    url = fields.Url()
    foot = fields.List(fields.String())
    on = fields.Date(allow_none=True)


class FoundKindSchema(Schema):
    """What was found of one kind besides briefs, the best first. `note` is what has to be said of all of that kind."""

    name = fields.String()
    label = fields.String()
    note = fields.String()
    found = fields.List(fields.Nested(FindableSchema))


class SearchAnswerSchema(Schema):
    """What a search finds. `match` says honestly whether the library knows about what was asked.

    `signpost` says where to turn if the question is about something that we hold no evidence on, and `ask` is where to
    ask us. `kinds` is what was found besides briefs, which is never ranked with the evidence.
    `urgent` says whether the words are those of somebody in trouble; then `help` names the services to show first.
    """

    query = fields.String()
    total = fields.Integer()
    page = fields.Integer()
    pages = fields.Integer()
    match = fields.String(metadata={"enum": ["good", "weak", "none"]})
    corrected = fields.String(allow_none=True)
    signpost = fields.Nested(SignpostSchema, allow_none=True)
    ask = fields.Url(allow_none=True)
    kinds = fields.List(fields.Nested(FoundKindSchema))
    urgent = fields.Boolean()
    help = fields.List(fields.Nested(HelpSchema))
    notices = fields.List(fields.String())
    results = fields.List(fields.Nested(ResultSchema))
    facets: Any = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(ChoiceSchema)))

"""Opportunities as JSON, beside the briefs."""

from typing import Any

from flask_smorest import abort
from marshmallow import Schema, fields, validate

from library.api.views import api
from library.forms.parameters import Parameters
from library.http.context import services
from library.involve.opportunities import service
from library.involve.opportunities.models import Published, Standing
from library.involve.opportunities.rules import SHOWN
from library.involve.opportunities.schemas import OPPORTUNITY


class WantedSchema(Parameters):
    """Which opportunities are asked for."""

    state = fields.String(
        load_default="open",
        validate=validate.OneOf(("open", "all"), error="state: enter open or all."),
    )


class OpportunityAnswerSchema(Schema):
    """One opportunity. `state` is how it stands today in London."""

    id = fields.Integer()
    url = fields.Url()
    state = fields.String(metadata={"enum": [each.value for each in Standing]})
    kind = fields.String()
    title = fields.String()
    summary = fields.String()
    who = fields.String()
    smallest = fields.String()
    amount = fields.String()
    area = fields.String()
    opens = fields.Date(allow_none=True)
    closes = fields.Date(allow_none=True)
    until_further_notice = fields.Boolean()
    contact = fields.String()
    link = fields.String()
    approaches = fields.List(fields.String())
    briefs = fields.List(fields.String())
    published_at = fields.AwareDateTime()
    changed_at = fields.AwareDateTime()


class OpportunityListSchema(Schema):
    """The opportunities asked for, what closes first before the others."""

    total = fields.Integer()
    opportunities = fields.List(fields.Nested(OpportunityAnswerSchema))


@api.get("/opportunities")
@api.arguments(WantedSchema, location="query", error_status_code=400)
@api.response(200, OpportunityListSchema)
def list_opportunities(asked: dict[str, str]) -> dict[str, Any]:
    """List the opportunities that are open, or all with those that are over."""
    by = service.everything(services())
    found = [one for each in (SHOWN if asked["state"] == "open" else Standing) for one in by[each]]
    return {"total": len(found), "opportunities": [_answer(one) for one in found]}


@api.get("/opportunities/<int:opportunity_id>")
@api.response(200, OpportunityAnswerSchema)
def one_opportunity(opportunity_id: int) -> dict[str, Any]:
    """Return one opportunity; one that was withdrawn says so."""
    try:
        found = service.find(services(), opportunity_id)
    except service.NoSuchOpportunity:
        return abort(404, message="There is no such opportunity.")  # type: ignore[no-any-return]
    return _answer(found)


def _answer(published: Published) -> dict[str, Any]:
    offered = published.opportunity
    return {name: getattr(offered, name) for name in OPPORTUNITY.fields} | {
        "id": published.id,
        "url": services().links.opportunity(published.id),
        "state": service.how(services(), published).value,
        "kind": offered.kind.value,
        "published_at": published.published_at,
        "changed_at": published.changed_at,
    }

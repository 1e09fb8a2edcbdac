"""Challenges to ratings and how they were decided, as JSON, without a word of who sent them."""

from typing import Any

from marshmallow import Schema, fields, validate

from library.api.views import api
from library.forms.parameters import Parameters
from library.http.context import services
from library.involve.challenges import service
from library.involve.challenges.models import Verdict
from library.involve.challenges.schemas import DECISION


class WantedChallengesSchema(Parameters):
    """Which challenges are wanted."""

    brief = fields.String(load_default="", validate=validate.Length(max=80, error="brief: use 80 characters or fewer."))


class ChallengeAnswerSchema(Schema):
    """One challenge, and what was decided."""

    id = fields.Integer()
    url = fields.Url()
    brief = fields.String()
    outcome = fields.String()
    why = fields.String()
    sources = fields.String()
    verdict = fields.String(metadata={"enum": [each.value for each in Verdict]})
    reason = fields.String()
    decided_at = fields.AwareDateTime()


class ChallengeListSchema(Schema):
    """The decided challenges that were wanted, the newest first."""

    total = fields.Integer()
    challenges = fields.List(fields.Nested(ChallengeAnswerSchema))


@api.get("/challenges")
@api.arguments(WantedChallengesSchema, location="query", error_status_code=400)
@api.response(200, ChallengeListSchema)
def list_challenges(asked: dict[str, str]) -> dict[str, Any]:
    """List how challenges to ratings were decided, those to one brief if it is named."""
    found = [each for each in service.shown(services()) if asked["brief"] in {"", each.said.brief}]
    entries = [
        {name: getattr(each.said, name) for name in DECISION.fields}
        | {
            "id": each.id,
            "url": services().links.challenge(each.id),
            "verdict": each.said.verdict.value,
            "decided_at": each.decided_at,
        }
        for each in found
    ]
    return {"total": len(found), "challenges": entries}

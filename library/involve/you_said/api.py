"""What partners said and what happened, as JSON."""

from typing import Any

from marshmallow import Schema, fields

from library.api.views import api
from library.http.context import services
from library.involve.you_said import service
from library.involve.you_said.models import SaidState
from library.involve.you_said.schemas import ITEM


class YouSaidAnswerSchema(Schema):
    """One thing that partners raised."""

    id = fields.Integer()
    url = fields.Url()
    raised_at = fields.String()
    raised_on = fields.Date()
    issue = fields.String()
    state = fields.String(metadata={"enum": [each.value for each in SaidState]})
    happened = fields.String()
    since = fields.Date()
    link = fields.String()
    published_at = fields.AwareDateTime()
    changed_at = fields.AwareDateTime()
    alone = fields.Boolean(metadata={"description": "Whether one person alone wrote and published it"})


class YouSaidListSchema(Schema):
    """All of them, what was raised last first."""

    total = fields.Integer()
    you_said = fields.List(fields.Nested(YouSaidAnswerSchema))


@api.get("/you-said")
@api.response(200, YouSaidListSchema)
def list_you_said() -> dict[str, Any]:
    """List what partners raised at meetings and what happened."""
    found = service.everything(services())
    entries = [
        {name: getattr(each.item, name) for name in ITEM.fields}
        | {
            "id": each.id,
            "url": services().links.you_said(each.id),
            "state": each.item.state.value,
            "published_at": each.published_at,
            "changed_at": each.changed_at,
            "alone": each.alone,
        }
        for each in found
    ]
    return {"total": len(found), "you_said": entries}

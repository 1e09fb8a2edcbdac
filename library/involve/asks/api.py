"""Asks as JSON, with their history and the replies, beside the briefs."""

from typing import Any

from flask_smorest import abort
from marshmallow import Schema, fields, validate

from library.api.views import api
from library.forms.parameters import Parameters
from library.http.context import services
from library.involve.asks import service
from library.involve.asks.models import AskState, Entry, Ground, Outcome, Received, Shown, Step
from library.involve.asks.schemas import REPLY


class WantedAsksSchema(Parameters):
    """Which asks are wanted."""

    body = fields.String(load_default="", validate=validate.Length(max=80, error="body: use 80 characters or fewer."))
    brief = fields.String(load_default="", validate=validate.Length(max=80, error="brief: use 80 characters or fewer."))
    late = fields.Boolean(load_default=False, error_messages={"invalid": "late: enter true or false."})


class StepAnswerSchema(Schema):
    """One step of the history."""

    step = fields.String(metadata={"enum": [each.value for each in Step]})
    at = fields.AwareDateTime()
    words = fields.String()
    until = fields.Date(allow_none=True)
    agreed_by = fields.String()
    outcome = fields.Enum(Outcome, by_value=True, allow_none=True)
    ground = fields.Enum(Ground, by_value=True, allow_none=True)
    link = fields.String()
    replaced_by = fields.String()


class AskReplyAnswerSchema(Schema):
    """One reply, in the words of the body."""

    outcome = fields.String(metadata={"enum": [each.value for each in Outcome]})
    role = fields.String()
    summary = fields.String()
    words = fields.String()
    evidence = fields.String()
    link = fields.String()
    received_at = fields.AwareDateTime()


class AskAnswerSchema(Schema):
    """One ask. `state`, `days_waiting` and `days_late` are worked out for today in London."""

    slug = fields.String()
    url = fields.Url()
    state = fields.String(metadata={"enum": [each.value for each in AskState]})
    title = fields.String()
    text = fields.String()
    body = fields.String()
    body_name = fields.String()
    body_now = fields.String()
    role = fields.String()
    briefs = fields.List(fields.String())
    law = fields.String()
    law_link = fields.String()
    done = fields.String()
    cost = fields.String()
    asked_on = fields.Date()
    reply_by = fields.Date()
    paused_until = fields.Date(allow_none=True)
    answered_on = fields.Date(allow_none=True)
    days_waiting = fields.Integer()
    days_late = fields.Integer()
    replies = fields.List(fields.Nested(AskReplyAnswerSchema))
    history = fields.List(fields.Nested(StepAnswerSchema))


class BodyCountSchema(Schema):
    """How many asks a body was put and answered."""

    body = fields.String()
    name = fields.String()
    answered = fields.Integer()
    asked = fields.Integer()
    late = fields.Integer()


class AskListSchema(Schema):
    """The asks that were wanted, and how many each body answered of them."""

    total = fields.Integer()
    asks = fields.List(fields.Nested(AskAnswerSchema))
    bodies = fields.List(fields.Nested(BodyCountSchema))


@api.get("/asks")
@api.arguments(WantedAsksSchema, location="query", error_status_code=400)
@api.response(200, AskListSchema)
def list_asks(asked: dict[str, Any]) -> dict[str, Any]:
    """List what bodies were asked, what waits for a reply first."""
    found = [each for each in service.shown(services()) if _wanted(each, asked)]
    counted = [
        {"body": each.body.slug, "name": each.body.name} | _counts(each.answered, each.asked, each.late)
        for each in service.by_body(found)
    ]
    return {"total": len(found), "asks": [_answer(each) for each in found], "bodies": counted}


def _counts(answered: int, asked: int, late: int) -> dict[str, int]:
    return {"answered": answered, "asked": asked, "late": late}


def _wanted(shown: Shown, asked: dict[str, Any]) -> bool:
    if asked["body"] and asked["body"] not in {shown.body.slug, shown.now.slug}:
        return False
    if asked["brief"] and asked["brief"] not in shown.ask.briefs:
        return False
    return bool(shown.standing.late_by) or not asked["late"]


@api.get("/asks/<slug>")
@api.response(200, AskAnswerSchema)
def one_ask(slug: str) -> dict[str, Any]:
    """Return one ask, also one that was withdrawn: `state` says so."""
    try:
        return _answer(service.find(services(), slug))
    except service.NoSuchAsk:
        return abort(404, message="There is no such ask.")  # type: ignore[no-any-return]


def _answer(shown: Shown) -> dict[str, Any]:
    how, ask = shown.standing, shown.ask
    same = {name: getattr(ask, name) for name in ("title", "text", "role", "briefs", "law", "law_link", "done", "cost")}
    return same | {
        "slug": shown.kept.slug,
        "url": services().links.ask(shown.kept.slug),
        "state": how.state.value,
        "body": shown.body.slug,
        "body_name": shown.body.name,
        "body_now": shown.now.slug,
        "asked_on": shown.kept.asked_on,
        "reply_by": how.reply_by,
        "paused_until": how.paused_until,
        "answered_on": how.answered_on,
        "days_waiting": how.days,
        "days_late": how.late_by,
        "replies": [_reply(each) for each in service.replies(services(), shown.kept).values()],
        "history": [_step(entry) for entry in shown.kept.history],
    }


def _step(entry: Entry) -> dict[str, Any]:
    same = ("at", "words", "until", "agreed_by", "outcome", "ground", "link")
    return {name: getattr(entry, name) for name in same} | {"step": entry.step.value, "replaced_by": entry.other}


def _reply(found: Received) -> dict[str, Any]:
    return {**REPLY.dump(found.said), "received_at": found.received_at}

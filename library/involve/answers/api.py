"""Published answers as JSON, without a word of who asked."""

from typing import Any

from flask_smorest import abort
from marshmallow import Schema, fields

from library.api.views import api
from library.http.context import services
from library.involve.answers import service
from library.involve.answers.models import Published


class QuestionAnswerSchema(Schema):
    """A question with its answer."""

    id = fields.Integer()
    url = fields.Url()
    question = fields.String()
    answer = fields.String()
    briefs = fields.List(fields.String())
    published_at = fields.AwareDateTime()
    changed_at = fields.AwareDateTime()


class QuestionAnswerListSchema(Schema):
    """All published answers, the newest first."""

    total = fields.Integer()
    answers = fields.List(fields.Nested(QuestionAnswerSchema))


@api.get("/answers")
@api.response(200, QuestionAnswerListSchema)
def list_answers() -> dict[str, Any]:
    """List the questions whose answers are published."""
    found = service.shown(services())
    return {"total": len(found), "answers": [_answer(each) for each in found]}


@api.get("/answers/<int:answer_id>")
@api.response(200, QuestionAnswerSchema)
def one_answer(answer_id: int) -> dict[str, Any]:
    """Return one; one that was withdrawn answers 410."""
    try:
        found = service.find(services(), answer_id)
    except service.NoSuchAnswer:
        return abort(404, message="There is no such answer.")  # type: ignore[no-any-return]
    if found.said is None:
        return abort(410, message="This answer was withdrawn.")  # type: ignore[no-any-return]
    return _answer(found)


def _answer(found: Published) -> dict[str, Any]:
    said = found.said
    assert said
    same = {"question": said.question, "answer": said.answer, "briefs": said.briefs}
    times = {"published_at": found.published_at, "changed_at": found.changed_at}
    return same | times | {"id": found.id, "url": services().links.answer(found.id)}

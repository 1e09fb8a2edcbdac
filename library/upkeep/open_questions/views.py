"""What only we can answer, for staff."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from library.http.context import services, staff
from library.http.guards import staff_only
from library.upkeep.open_questions import service as open_questions

blueprint = Blueprint("open_questions", __name__)


@blueprint.get("/staff/only-we-can-answer")
@staff_only
def only_we_can_answer() -> ResponseReturnValue:
    """List the open questions of all briefs, or those of one owner."""
    owner = request.args.get("owner", "")
    everything = open_questions.waiting(services(), staff())
    owners = sorted({each.question.owner for each in everything if each.question.owner})
    shown = [each for each in everything if not owner or each.question.owner == owner]
    return render_template("upkeep/open_questions.html", shown=shown, owners=owners, owner=owner)

"""Who must listen and how to ask them, for everybody; and the dates that staff keep."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.involve.meetings import service
from library.involve.meetings.models import Body
from library.involve.meetings.schemas import MEETING
from library.security.permissions import Action, demand

blueprint = Blueprint("meetings", __name__)


@blueprint.get("/who-must-listen")
@open_to_all
def who_must_listen() -> ResponseReturnValue:
    """Say who has to listen, and how to ask each of them."""
    return render_template("involve/who_must_listen.html", meetings=service.coming(services()), Body=Body)


@blueprint.route("/staff/public-meetings", methods=["GET", "POST"])
@staff_only
def public_meetings() -> ResponseReturnValue:
    """List the meetings to come, and add one."""
    demand(staff(), Action.KEEP_CONTACT)
    words, faults = from_form(MEETING, request.form), []
    if request.method == "POST":
        faults = service.add(services(), staff(), words)
        if not faults:
            return redirect(url_for("meetings.public_meetings"), 303)
    about = {"schema": MEETING, "words": words, "faults": faults, "meetings": service.coming(services())}
    return render_template("involve/staff/meetings.html", **about), 400 if faults else 200


@blueprint.post("/staff/public-meetings/<id:meeting_id>")
@staff_only
def remove_meeting(meeting_id: int) -> ResponseReturnValue:
    """Delete a meeting."""
    service.remove(services(), staff(), meeting_id)
    return redirect(url_for("meetings.public_meetings"), 303)

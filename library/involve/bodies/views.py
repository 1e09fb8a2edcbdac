"""The desk where staff keep the bodies that can be asked."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import staff_only
from library.involve.bodies import service
from library.involve.bodies.models import Body
from library.involve.bodies.schemas import BODY
from library.security.permissions import Action, demand

blueprint = Blueprint("bodies", __name__)


@blueprint.route("/staff/bodies", methods=["GET", "POST"])
@staff_only
def body_desk() -> ResponseReturnValue:
    """List the bodies, and add one."""
    return _form({}, None)


@blueprint.route("/staff/bodies/<id:body_id>", methods=["GET", "POST"])
@staff_only
def edit_body(body_id: int) -> ResponseReturnValue:
    """Show a body to change, and keep the change."""
    demand(staff(), Action.MODERATE)
    found = next((each for each in service.everything(services()).values() if each.id == body_id), None)
    return _form(BODY.dump(found), found) if found else abort(404)


def _form(words: dict[str, object], one: Body | None) -> ResponseReturnValue:
    demand(staff(), Action.MODERATE)
    faults = []
    if request.method == "POST":
        words = from_form(BODY, request.form)
        faults = service.keep(services(), staff(), words, one.id if one else 0)
        if not faults:
            return redirect(url_for("bodies.body_desk"), 303)
    about = {"schema": BODY, "words": words, "faults": faults, "one": one, "bodies": service.everything(services())}
    return render_template("involve/staff/bodies.html", **about), 400 if faults else 200

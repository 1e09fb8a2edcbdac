"""The upkeep desk: what is due for checking, saying that nothing has changed, and who looks after what."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.editing.review_dates import service as review_dates
from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.guards import staff_only
from library.http.paging import asked_page, hold_within

blueprint = Blueprint("checks", __name__)


@blueprint.get("/staff/due")
@staff_only
def due_briefs() -> ResponseReturnValue:
    """List what is overdue or soon due."""
    mine, page = request.args.get("whose") == "mine", asked_page()
    due = review_dates.due(services(), staff(), mine=mine, page=page)
    hold_within(page, due.pages)
    return render_template("editing/review_dates/due.html", due=due, mine=mine)


@blueprint.route("/staff/briefs/<id:brief_id>/checked", methods=["GET", "POST"])
@staff_only
def checked_brief(brief_id: int) -> ResponseReturnValue:
    """Ask what was looked at, and keep that nothing has changed."""
    found, looked_at = review_dates.shown(services(), staff(), brief_id), request.form.get("looked_at", "")
    version = request.form.get("version", found.version, int)
    faults = review_dates.confirm(services(), staff(), brief_id, version, looked_at) if request.method == "POST" else []
    if request.method == "POST" and not faults:
        return _afterwards(found.brief.slug)
    page = render_template("editing/review_dates/checked.html", found=found, looked_at=looked_at, faults=faults)
    return page, 400 if faults else 200


def _afterwards(slug: str) -> ResponseReturnValue:
    """Lead back to the list, if that is where somebody came from, or to the brief."""
    if request.args.get("back") == "list":
        whose = "mine" if request.args.get("whose") == "mine" else None
        return redirect(url_for("checks.due_briefs", whose=whose, done="checked"), 303)
    return redirect(url_for("briefs.brief", slug=slug), 303)


@blueprint.route("/staff/due/duties", methods=["GET", "POST"])
@staff_only
def duties() -> ResponseReturnValue:
    """Show who looks after which briefs, and keep changes, a role at a time."""
    faults: list[Fault] = []
    if request.method == "POST":
        chosen = (request.form.get(name, None, int) for name in ("owner", "deputy"))
        faults = review_dates.set_duty(services(), staff(), request.form.get("role", ""), *chosen)
        if not faults:
            return redirect(url_for("checks.duties"), 303)
    roles, people = review_dates.duties(services(), staff())
    return render_template(
        "editing/review_dates/duties.html", roles=roles, people=people, faults=faults
    ), 400 if faults else 200

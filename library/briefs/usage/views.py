"""How briefs are used, for staff."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from library.briefs.usage import service as usage
from library.http.context import services, staff
from library.http.guards import staff_only
from library.http.paging import asked_page, hold_within

blueprint = Blueprint("usage", __name__)

DAYS = (7, 30, 90, 365)


@blueprint.get("/staff/use")
@staff_only
def use() -> ResponseReturnValue:
    """Show how often briefs were read, sent and found."""
    days, page = request.args.get("days", 30, int), asked_page()
    shown = usage.overview(services(), staff(), days if days in DAYS else 30, page)
    hold_within(page, shown.pages)
    return render_template("briefs/usage/use.html", use=shown, choices=DAYS)

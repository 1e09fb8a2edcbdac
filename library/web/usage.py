"""How briefs are used, for staff."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from library.actions import usage
from library.http.context import parts, staff
from library.http.guards import staff_only
from library.web.routes import web

DAYS = (7, 30, 90, 365)
LAST_PAGE = 1_000_000


@web.get("/staff/use")
@staff_only
def use() -> ResponseReturnValue:
    """Show how often briefs were read, sent and found."""
    days, page = request.args.get("days", 30, int), min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    shown = usage.overview(parts(), staff(), days if days in DAYS else 30, page)
    return render_template("usage/use.html", use=shown, choices=DAYS)

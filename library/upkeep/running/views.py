"""How the library runs, on one page for admins."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from library.http.context import services, staff
from library.http.guards import staff_only
from library.upkeep.running import service as running

blueprint = Blueprint("running", __name__)


@blueprint.get("/staff/running")
@staff_only
def how_it_runs() -> ResponseReturnValue:
    """Show how the library runs."""
    return render_template("upkeep/running.html", running=running.now(services(), staff()), at=services().clock())

"""The addresses of sources that no longer answer, for staff."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from library.http.context import services, staff
from library.http.guards import staff_only
from library.upkeep.broken_links import service as broken_links
from library.upkeep.broken_links.models import LinkState

blueprint = Blueprint("source_links", __name__)


@blueprint.get("/staff/links")
@staff_only
def links() -> ResponseReturnValue:
    """List the addresses that did not answer well, with the briefs that cite them."""
    return render_template(
        "upkeep/broken_links.html", overview=broken_links.overview(services(), staff()), LinkState=LinkState
    )

"""Briefs side by side."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from library.browse import selection
from library.browse.comparisons import service as comparisons
from library.http.cache import page_cache
from library.http.context import services
from library.http.guards import open_to_all

blueprint = Blueprint("comparisons", __name__)


@blueprint.get("/compare")
@open_to_all
def compare() -> ResponseReturnValue:
    """Show the briefs of the address side by side, or say which could be."""
    picked = selection.pick(services(), request.args.getlist("brief"), comparisons.MOST)
    page_cache.while_same(services().index.state)
    offer = selection.offer(services(), picked, request.args.get("q", ""))
    enough = len(picked.found) >= comparisons.FEWEST
    laid = comparisons.compare(picked) if enough else None
    return render_template("browse/comparisons/compare.html", picked=picked, offer=offer, laid=laid)

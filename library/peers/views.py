"""Other libraries: for staff who follow them and decide about their briefs, and for readers of what was adopted."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.peers import deciding, service, showing
from library.peers.models import Deed

blueprint = Blueprint("peers", __name__)


@blueprint.route("/staff/libraries", methods=["GET", "POST"])
@staff_only
def libraries() -> ResponseReturnValue:
    """Show whom we follow and what they offer, and follow another library."""
    address, faults = request.form.get("address", ""), list[Fault]()
    if request.method == "POST":
        faults = service.follow(services(), staff(), address)
        if not faults:
            return redirect(url_for("peers.libraries", done="follow"), 303)
    found = service.overview(services(), staff())
    page = render_template("peers/libraries.html", found=found, address=address, faults=faults)
    return page, 400 if faults else 200


@blueprint.post("/staff/libraries/<id:peer_id>/look")
@staff_only
def look(peer_id: int) -> ResponseReturnValue:
    """Look at a library at once."""
    problem = service.look_now(services(), staff(), peer_id)
    return redirect(url_for("peers.libraries", done=None if problem else "look", _anchor=f"library-{peer_id}"), 303)


@blueprint.route("/staff/libraries/<id:peer_id>/unfollow", methods=["GET", "POST"])
@staff_only
def unfollow(peer_id: int) -> ResponseReturnValue:
    """Ask what happens to each brief that was adopted from a library, and follow it no more."""
    peer = service.find(services(), staff(), peer_id)
    adopted = service.adopted_from(services(), staff(), peer_id)
    choices, faults = {each.id: request.form.get(f"brief-{each.id}", "") for each in adopted}, list[Fault]()
    if request.method == "POST":
        faults = service.unfollow(services(), staff(), peer_id, choices)
        if not faults:
            return redirect(url_for("peers.libraries", done="unfollow"), 303)
    page = render_template("peers/unfollow.html", peer=peer, adopted=adopted, choices=choices, faults=faults)
    return page, 400 if faults else 200


@blueprint.route("/staff/libraries/briefs/<id:shared_id>", methods=["GET", "POST"])
@staff_only
def decide(shared_id: int) -> ResponseReturnValue:
    """Show a brief that another library offers, and do what staff decide."""
    faults = list[Fault]()
    if request.method == "POST":
        deed = request.form.get("action", "")
        faults = deciding.decide(services(), staff(), shared_id, deed, request.form.get("mark", ""))
        if not faults:
            return redirect(url_for("peers.decide", shared_id=shared_id, done=deed), 303)
    sheet = deciding.sheet(services(), staff(), shared_id)
    page = render_template("peers/decide.html", sheet=sheet, shared=sheet.shared, Deed=Deed, faults=faults)
    return page, 400 if faults else 200


@blueprint.get("/from-other-libraries")
@open_to_all
def shared_briefs() -> ResponseReturnValue:
    """List the briefs of other libraries."""
    return render_template("peers/shown.html", found=showing.shown(services()))


@blueprint.get("/from-other-libraries/<id:shared_id>")
@open_to_all
def shared_brief(shared_id: int) -> ResponseReturnValue:
    """Show a brief of another library."""
    found = showing.one(services(), shared_id)
    if found is None:
        return answer(404)
    page = found.page
    return render_template("peers/brief.html", shown=found, page=page, role=None, unknown_role="")

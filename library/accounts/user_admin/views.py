"""Who works here, for admins: invite, change roles, disable, help with a lost phone."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.user_admin import service as actions
from library.accounts.user_admin.service import Invited
from library.forms.problems import Fault
from library.http.context import parts, staff
from library.http.guards import staff_only
from library.security.permissions import Role

blueprint = Blueprint("staff", __name__)

CHANGES: dict[str, Callable[[int], list[Fault]]] = {
    "role": lambda id: actions.change_role(parts(), staff(), id, request.form.get("role", "")),
    "disable": lambda id: actions.disable(parts(), staff(), id),
    "enable": lambda id: actions.enable(parts(), staff(), id),
    "reset": lambda id: actions.reset_second_step(parts(), staff(), id),
    "end": lambda id: actions.end_sessions(parts(), staff(), id),
}
"""What the buttons of a person's page do."""


@blueprint.route("/staff/people", methods=["GET", "POST"])
@staff_only
def people() -> ResponseReturnValue:
    """List who works here, and invite somebody."""
    faults: list[Fault] = []
    if request.method == "POST":
        typed = (request.form.get(name, "") for name in ("email", "name", "role"))
        done = actions.invite(parts(), staff(), *typed)
        if isinstance(done, Invited):
            return render_template("people/invited.html", invited=done)
        faults = done
    everyone = actions.everyone(parts(), staff())
    page = render_template("people/list.html", accounts=everyone, roles=Role, typed=request.form, faults=faults)
    return page, 400 if faults else 200


@blueprint.get("/staff/people/<id:person_id>")
@staff_only
def one_person(person_id: int) -> ResponseReturnValue:
    """Show one account."""
    return _page(person_id, [])


def _page(person_id: int, faults: list[Fault]) -> ResponseReturnValue:
    account = actions.one(parts(), staff(), person_id)
    if account is None:
        abort(404)
    page = render_template("people/person.html", account=account, roles=Role, faults=faults)
    return page, 400 if faults else 200


@blueprint.post("/staff/people/<id:person_id>")
@staff_only
def change_person(person_id: int) -> ResponseReturnValue:
    """Do what a button of the page says."""
    if actions.one(parts(), staff(), person_id) is None:
        abort(404)
    if request.form.get("action") == "link":
        done = actions.invite_again(parts(), staff(), person_id)
        return (
            render_template("people/invited.html", invited=done)
            if isinstance(done, Invited)
            else _page(person_id, done)
        )
    change = CHANGES.get(request.form.get("action", ""))
    if change is None:
        abort(400)
    faults = change(person_id)
    return _page(person_id, faults) if faults else redirect(url_for("staff.one_person", person_id=person_id), 303)

"""Who works here, for admins: invite, change roles, disable, help with a lost phone."""

from collections.abc import Callable

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.user_admin import service as user_admin
from library.accounts.user_admin.service import Invited
from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.guards import staff_only
from library.security.permissions import Role

blueprint = Blueprint("staff", __name__)

CHANGES: dict[str, Callable[[int], list[Fault]]] = {
    "role": lambda id: user_admin.change_role(services(), staff(), id, request.form.get("role", "")),
    "disable": lambda id: user_admin.disable(services(), staff(), id),
    "enable": lambda id: user_admin.enable(services(), staff(), id),
    "reset": lambda id: user_admin.reset_second_step(services(), staff(), id),
    "end": lambda id: user_admin.end_sessions(services(), staff(), id),
}
"""What the buttons of a person's page do."""


@blueprint.route("/staff/people", methods=["GET", "POST"])
@staff_only
def people() -> ResponseReturnValue:
    """List who works here, and invite somebody."""
    faults: list[Fault] = []
    if request.method == "POST":
        typed = (request.form.get(name, "") for name in ("email", "name", "role"))
        done = user_admin.invite(services(), staff(), *typed)
        if isinstance(done, Invited):
            return render_template("accounts/invited.html", invited=done)
        faults = done
    everyone = user_admin.everyone(services(), staff())
    page = render_template("accounts/list.html", accounts=everyone, roles=Role, typed=request.form, faults=faults)
    return page, 400 if faults else 200


@blueprint.get("/staff/people/<id:person_id>")
@staff_only
def one_person(person_id: int) -> ResponseReturnValue:
    """Show one account."""
    return _page(person_id, [])


def _page(person_id: int, faults: list[Fault]) -> ResponseReturnValue:
    account = user_admin.one(services(), staff(), person_id)
    if account is None:
        abort(404)
    page = render_template("accounts/person.html", account=account, roles=Role, faults=faults)
    return page, 400 if faults else 200


@blueprint.post("/staff/people/<id:person_id>")
@staff_only
def change_person(person_id: int) -> ResponseReturnValue:
    """Do what a button of the page says."""
    if user_admin.one(services(), staff(), person_id) is None:
        abort(404)
    if request.form.get("action") == "link":
        done = user_admin.invite_again(services(), staff(), person_id)
        return (
            render_template("accounts/invited.html", invited=done)
            if isinstance(done, Invited)
            else _page(person_id, done)
        )
    change = CHANGES.get(request.form.get("action", ""))
    if change is None:
        abort(400)
    faults = change(person_id)
    return _page(person_id, faults) if faults else redirect(url_for("staff.one_person", person_id=person_id), 303)

"""Forgotten passwords, and the one-time link where a person chooses a new one."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.invitations import service as invitations
from library.http import context
from library.http.context import services
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import marked

blueprint = Blueprint("people", __name__)


@blueprint.route("/forgot", methods=["GET", "POST"])
@open_to_all
def forgot() -> ResponseReturnValue:
    """Send a link to who forgot their password; the answer is the same for every address."""
    if request.method == "POST":
        invitations.forgot(services(), request.form.get("email", ""), context.caller())
    return render_template("accounts/forgot.html", asked=request.method == "POST")


@blueprint.route("/welcome/<token>", methods=["GET", "POST"])
@open_to_all
def welcome(token: str) -> ResponseReturnValue:
    """Let an invited person choose a password."""
    person = invitations.invited(services(), token)
    faults = (
        invitations.choose_password(services(), token, request.form.get("password", ""))
        if request.method == "POST"
        else []
    )
    if person is None or faults is None:
        return answer(
            404,
            heading=marked("This link no longer works"),
            advice=marked(
                "It works once, for a day at most. Use “Forgot your password?” at the sign-in, or ask an admin."
            ),
        )
    if request.method == "POST" and not faults:
        return redirect(url_for("sessions.sign_in"), 303)
    return render_template("accounts/welcome.html", invited=person, faults=faults), 400 if faults else 200


@blueprint.get("/staff")
@staff_only
def staff_front() -> ResponseReturnValue:
    """Lead to the desk."""
    return redirect(url_for("desk.desk"))

"""Signing in and out, and choosing a password."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from library.actions import people
from library.domain.faults import Fault
from library.http import context
from library.http.context import COOKIE, parts
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.web.routes import web

WRONG = Fault("email", "That address and password do not go together. Try again, or ask an admin for a new link.")


@web.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the form, and open a session."""
    email, goal = request.form.get("email", ""), request.values.get("next", "")
    if request.method == "GET":
        return render_template("people/sign_in.html", email=email, goal=goal, faults=[])
    token = people.sign_in(parts(), email, request.form.get("password", ""), context.caller())
    if token is None:
        return render_template("people/sign_in.html", email=email, goal=goal, faults=[WRONG]), 400
    response = redirect(_safe(goal), 303)
    response.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure or parts().settings.address.startswith("https://"),
        max_age=int(people.SESSION_LASTS.total_seconds()),
    )
    return response


def _safe(goal: str) -> str:
    """Give where to go after signing in: a page of ours that staff use, whatever was asked for."""
    desk = url_for("web.desk")
    try:
        endpoint, values = current_app.url_map.bind("").match(goal, "GET")
    except (HTTPException, RequestRedirect):
        return desk
    return url_for(endpoint, **values) if goal.startswith("/staff") else desk


@web.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session."""
    people.sign_out(parts(), context.session_token())
    response = redirect(url_for("web.home"), 303)
    response.delete_cookie(COOKIE)
    return response


@web.route("/welcome/<token>", methods=["GET", "POST"])
@open_to_all
def welcome(token: str) -> ResponseReturnValue:
    """Let an invited person choose a password."""
    person = people.invited(parts(), token)
    faults = (
        people.choose_password(parts(), token, request.form.get("password", "")) if request.method == "POST" else []
    )
    if person is None or faults is None:
        return answer(
            404,
            heading="This link no longer works",
            advice="It can be used once, within 24 hours. Ask an admin for a new one.",
        )
    if request.method == "POST" and not faults:
        return redirect(url_for("web.sign_in"), 303)
    return render_template("people/welcome.html", invited=person, faults=faults), 400 if faults else 200


@web.get("/staff")
@staff_only
def staff_front() -> ResponseReturnValue:
    """Lead to the desk."""
    return redirect(url_for("web.desk"))

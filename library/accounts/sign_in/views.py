"""Signing in, in two steps, and out."""

from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from library.accounts.passkeys import service as passkeys
from library.accounts.sign_in import service as sign_in_service
from library.accounts.sign_in.device_cookie import device, remember_device
from library.accounts.two_factor import service as two_factor
from library.accounts.two_factor.qr import qr_code
from library.forms.problems import Fault
from library.http import context
from library.http.context import services
from library.http.guards import access_of, open_to_all
from library.i18n.messages import marked
from library.security.permissions import Person
from library.security.sessions import Session, browser_in_words

blueprint = Blueprint("sessions", __name__)

WRONG = Fault("email", marked("That address and password don't match. Try again, or ask for a new link."))
TOO_LATE = Fault("", marked("That took too long, or you have signed out. Start again."))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Show the step that is next, and take it."""
    half = _half()
    if request.method == "POST":
        return _second_step(half) if {"code", "credential"} & request.form.keys() else _first_step()
    if half is None or "again" in request.args:
        return _first_page([])
    return (
        _code_page(half, []) if half.has_authenticator else redirect(url_for("sessions.set_up", next=_goal() or None))
    )


def _half() -> Session | None:
    """Return the session of somebody who has taken the first step only."""
    found = sign_in_service.find(services(), context.session_token())
    return found if found and not found.whole else None


def _goal() -> str:
    return request.values.get("next", "")[:500]


def _first_page(faults: list[Fault]) -> ResponseReturnValue:
    return first_page(faults, _goal())


def first_page(faults: list[Fault], goal: str, status: int = 400) -> ResponseReturnValue:
    """Show the ways to sign in, and what is wrong if anything is."""
    settings, email = services().settings, request.form.get("email", "")
    page = render_template("accounts/sign_in.html", email=email, goal=goal, faults=faults, settings=settings)
    return page, status if faults else 200


def _code_page(half: Session, faults: list[Fault]) -> ResponseReturnValue:
    asked = passkeys.ask(services(), half, keep=not context.only_looks())
    page = render_template("accounts/code.html", goal=_goal(), faults=faults, passkey=asked)
    return page, 400 if faults else 200


def _first_step() -> ResponseReturnValue:
    email, password = request.form.get("email", ""), request.form.get("password", "")
    browser = browser_in_words(request.user_agent.string)
    token = sign_in_service.sign_in(services(), email, password, context.caller(), browser, device())
    if token is None:
        return _first_page([WRONG])
    if context.session_token():
        sign_in_service.sign_out(services(), context.session_token())
    return entering(token, redirect(url_for("sessions.sign_in", next=_goal() or None), 303))


def _second_step(half: Session | None) -> ResponseReturnValue:
    if half is None:
        return _first_page([TOO_LATE])
    token, given = context.session_token(), request.form
    if "credential" in given:
        done = sign_in_service.take_passkey(services(), half, token, given["credential"], device())
    else:
        done = sign_in_service.take_code(services(), half, token, given["code"], device())
    if isinstance(done, Fault):
        return _code_page(half, [done])
    return entering(done, redirect(safe(_goal()), 303), on_device_of=half.person)


def entering(token: str, answer: ResponseReturnValue, *, on_device_of: Person | None = None) -> Response:
    """Answer with the token of a new session, and of the device where a person has taken both steps on it."""
    response = make_response(answer)
    context.enter(response, token)
    if on_device_of:
        remember_device(response, on_device_of)
    return response


def safe(goal: str) -> str:
    """Return where to go after signing in: a page of ours that staff use, whatever was asked for."""
    desk = url_for("desk.desk")
    try:
        endpoint, values = current_app.url_map.bind("").match(goal, "GET")
    except (HTTPException, RequestRedirect):
        return desk
    return url_for(endpoint, **values) if access_of(current_app.view_functions[endpoint]) == "staff" else desk


@blueprint.route("/sign-in/set-up", methods=["GET", "POST"])
@open_to_all
def set_up() -> ResponseReturnValue:
    """Lead a person who has no second step yet through setting it up; before that nothing opens."""
    half = _half()
    if half is None or not half.may_set_up:
        return redirect(url_for("sessions.sign_in"), 303)
    return set_up_page(half, safe(_goal()))


def set_up_page(session: Session, goal: str) -> ResponseReturnValue:
    """Show what an app is set up with, take its first code, and show the recovery codes."""
    faults = []
    if "code" in request.form:
        done = sign_in_service.set_up(services(), context.session_token(), request.form["code"])
        if done is None:
            return redirect(url_for("sessions.sign_in"), 303)
        if isinstance(done, sign_in_service.Ready):
            context.begin(done.token)
            page = render_template("accounts/recovery_codes.html", codes=done.codes, goal=goal)
            return entering(done.token, page, on_device_of=session.person)
        faults = [done]
    offer = two_factor.offer(services(), session, keep=not context.only_looks())
    page = render_template("accounts/set_up.html", offer=offer, qr=qr_code(offer.address), faults=faults, goal=_goal())
    return page, 400 if faults else 200


@blueprint.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session."""
    sign_in_service.sign_out(services(), context.session_token())
    response = make_response(redirect(url_for("home.home"), 303))
    context.leave(response)
    return response

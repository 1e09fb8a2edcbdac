"""The pages of a person's own passkeys."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.own_account import passkeys as own_passkeys
from library.accounts.own_account.views import ask_password
from library.accounts.passkeys import service
from library.accounts.passkeys.models import LONGEST_NAME
from library.forms.problems import Fault
from library.http.context import services, staff, staff_session
from library.http.guards import staff_only
from library.i18n.messages import marked

blueprint = Blueprint("passkeys", __name__)


@blueprint.before_request
def _only_where_they_work() -> None:
    if request.method != "OPTIONS" and service.site(services()) is None:
        abort(404)


@blueprint.get("/staff/account/passkeys")
@staff_only
def passkeys() -> ResponseReturnValue:
    """List a person's passkeys."""
    known = service.of_person(services(), staff())
    return render_template("accounts/passkeys.html", passkeys=known, has_app=staff_session().has_authenticator)


@blueprint.route("/staff/account/passkeys/new", methods=["GET", "POST"])
@staff_only
def new_passkey() -> ResponseReturnValue:
    """Ask the password, then let the browser make a passkey and keep it."""
    session, form, faults = staff_session(), request.form, list[Fault]()
    if "credential" in form:
        faults = own_passkeys.add(services(), session, form.get("name", ""), form["credential"])
        if not faults:
            return redirect(url_for("passkeys.passkeys"), 303)
        if faults == [own_passkeys.NAMELESS]:
            return _making(faults)
    elif request.method == "POST":
        faults = own_passkeys.begin(services(), session, form.get("password", ""))
        if not faults:
            return redirect(url_for("passkeys.new_passkey"), 303)
    elif session.challenge:
        return _making([])
    words = marked("Next your browser asks for a fingerprint, a face, a PIN or a security key. Your app keeps working.")
    return ask_password(marked("Add a passkey"), words, marked("Continue"), faults)


def _making(faults: list[Fault]) -> ResponseReturnValue:
    page = render_template(
        "accounts/new_passkey.html",
        options=service.offer(services(), staff_session()),
        name=request.form.get("name", ""),
        longest=LONGEST_NAME,
        faults=faults,
    )
    return page, 400 if faults else 200


@blueprint.route("/staff/account/passkeys/<id:passkey_id>", methods=["GET", "POST"])
@staff_only
def passkey(passkey_id: int) -> ResponseReturnValue:
    """Let a person rename or remove one of their passkeys."""
    known = own_passkeys.one(services(), staff(), passkey_id)
    if known is None:
        abort(404)
    faults, form, session = list[Fault](), request.form, staff_session()
    if request.method == "POST":
        if form.get("action") == "remove":
            faults = own_passkeys.remove(services(), session, passkey_id, form.get("password", ""))
        else:
            faults = own_passkeys.rename(services(), session, passkey_id, form.get("name", ""))
        if not faults:
            return redirect(url_for("passkeys.passkeys"), 303)
    page = render_template(
        "accounts/passkey.html",
        passkey=known,
        name=form.get("name", known.name),
        faults=faults,
        has_password=session.has_password,
    )
    return page, 400 if faults else 200

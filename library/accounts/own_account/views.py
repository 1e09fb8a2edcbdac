"""A person's own account: sessions, password, second step, recovery codes."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.own_account import service as own_account
from library.accounts.passkeys import service as passkeys
from library.accounts.sign_in import service as sign_in_service
from library.accounts.sign_in.views import entering, set_up_page
from library.accounts.two_factor import service as two_factor
from library.forms.problems import Fault
from library.http.context import services, staff, staff_session
from library.http.guards import staff_only
from library.i18n.messages import marked

blueprint = Blueprint("accounts", __name__)


@blueprint.get("/staff/account")
@staff_only
def account() -> ResponseReturnValue:
    """Show a person their account."""
    return _account_page([])


def _account_page(faults: list[Fault]) -> ResponseReturnValue:
    page = render_template(
        "accounts/account.html",
        sessions=sign_in_service.of_person(services(), staff()),
        this=staff_session(),
        codes_left=two_factor.codes_left(services(), staff()),
        has_password=staff_session().has_password,
        passkeys_work=passkeys.site(services()) is not None,
        chosen=set(request.form.getlist("session", int)),
        faults=faults,
    )
    return page, 400 if faults else 200


@blueprint.post("/staff/account/sessions")
@staff_only
def end_sessions() -> ResponseReturnValue:
    """End the sessions that were chosen, or all others."""
    ids = request.form.getlist("session", int)
    if "others" in request.form:
        ids = [session.id for session in sign_in_service.of_person(services(), staff())]
    elif not ids:
        return _account_page([Fault("session", marked("Choose the sessions to end."))])
    faults = own_account.end_sessions(services(), staff_session(), request.form.get("password", ""), ids)
    return _account_page(faults) if faults else redirect(url_for("accounts.account"), 303)


@blueprint.route("/staff/account/password", methods=["GET", "POST"])
@staff_only
def change_password() -> ResponseReturnValue:
    """Let a person change their password."""
    faults: list[Fault] = []
    if request.method == "POST":
        old, new = request.form.get("old_password", ""), request.form.get("password", "")
        done = own_account.change_password(services(), staff_session(), old, new)
        if isinstance(done, str):
            return entering(done, redirect(url_for("accounts.account"), 303))
        faults = done
    has_password = staff_session().has_password
    page = render_template("accounts/change_password.html", faults=faults, has_password=has_password)
    return page, 400 if faults else 200


@blueprint.route("/staff/account/authenticator", methods=["GET", "POST"])
@staff_only
def change_authenticator() -> ResponseReturnValue:
    """Let a person who gave their password set up another authenticator."""
    session, faults = staff_session(), []
    if request.method == "POST" and "password" in request.form:
        faults = own_account.replace_authenticator(services(), session, request.form["password"])
        if not faults:
            return redirect(url_for("accounts.change_authenticator"), 303)
    elif session.new_secret:
        return set_up_page(session, url_for("accounts.account"))
    words = marked(
        "Next you scan a QR code with the new app. Your old app works until you enter a code from the new one."
    )
    return ask_password(marked("Change your second step"), words, marked("Continue"), faults)


def ask_password(heading: str, words: str, button: str, faults: list[Fault]) -> ResponseReturnValue:
    """Show the page that asks the password before a change; who has none here only says yes."""
    has_password = staff_session().has_password
    page = render_template(
        "accounts/ask_password.html",
        heading=heading,
        words=words,
        button=button,
        faults=faults,
        has_password=has_password,
    )
    return page, 400 if faults else 200


@blueprint.route("/staff/account/recovery-codes", methods=["GET", "POST"])
@staff_only
def recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes and show them once."""
    faults: list[Fault] = []
    if request.method == "POST":
        codes, faults = own_account.new_codes(services(), staff_session(), request.form.get("password", ""))
        if codes:
            return render_template("accounts/recovery_codes.html", codes=codes, goal=url_for("accounts.account"))
    words = marked("Your old recovery codes stop working.")
    return ask_password(marked("Get new recovery codes"), words, marked("Show new codes"), faults)

"""The mail desk: what is waiting to be sent, what failed and why, and which addresses get no mail."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.guards import staff_only
from library.mail import queue as mails
from library.mail.models import MailState

blueprint = Blueprint("mails", __name__)


def _page(faults: list[Fault] | None = None) -> ResponseReturnValue:
    page = render_template(
        "upkeep/outgoing_mail.html",
        mail=mails.overview(services(), staff()),
        MailState=MailState,
        queued=request.args.get("queued", None, int),
        faults=faults or [],
        address=request.form.get("address", request.args.get("address", "")),
        reason=request.form.get("reason", ""),
    )
    return page, 400 if faults else 200


@blueprint.get("/staff/mail")
@staff_only
def mail() -> ResponseReturnValue:
    """Show the mail desk."""
    return _page()


@blueprint.post("/staff/mail/again")
@staff_only
def try_mail_again() -> ResponseReturnValue:
    """Make one mail that failed for now due at once, or all of them."""
    mails.try_again(services(), staff(), request.form.get("mail", None, int))
    return redirect(url_for("mails.mail"), 303)


@blueprint.post("/staff/mail/stopped")
@staff_only
def stop_mail() -> ResponseReturnValue:
    """Stop mail to an address."""
    faults = mails.stop(services(), staff(), request.form.get("address", ""), request.form.get("reason", ""))
    return _page(faults) if faults else redirect(url_for("mails.mail"), 303)


@blueprint.post("/staff/mail/stopped/<id:suppression_id>/allow")
@staff_only
def allow_mail(suppression_id: int) -> ResponseReturnValue:
    """Let an address have mail again."""
    mails.allow(services(), staff(), suppression_id)
    return redirect(url_for("mails.mail"), 303)

"""Pages that only a demo has: its sign-in links, and its outbox on the screen."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.accounts.sign_in import service as sign_in_service
from library.accounts.sign_in.views import entering
from library.demo import outbox as outboxes
from library.demo import service as demos
from library.http import context
from library.http.context import services, staff
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.http.headers import MAIL_POLICY
from library.i18n.messages import marked
from library.security.sessions import browser_in_words

blueprint = Blueprint("demo", __name__)


@blueprint.route("/demo/sign-in/<token>", methods=["GET", "POST"])
@open_to_all
def sign_in(token: str) -> ResponseReturnValue:
    """Say whom a link signs in, and sign them in once they press the button, with which the link is used up."""
    person = demos.expected(services(), token)
    if person and request.method != "POST":
        return render_template("demo/sign_in.html", expected=person)
    opened = demos.sign_in(services(), token, browser_in_words(request.user_agent.string)) if person else None
    if opened is None:
        return answer(
            404,
            heading=marked("This link no longer works"),
            advice=marked("It works once. Stop the demo and start it again: it then prints new links."),
        )
    if context.session_token():
        sign_in_service.sign_out(services(), context.session_token())
    return entering(opened, redirect(url_for("desk.desk"), 303))


@blueprint.get("/staff/demo/outbox")
@staff_only
def outbox() -> ResponseReturnValue:
    """List the mails that would have been sent."""
    return render_template("demo/outbox.html", mails=outboxes.mails(services(), staff()))


@blueprint.get("/staff/demo/outbox/<name>")
@staff_only
def outbox_mail(name: str) -> ResponseReturnValue:
    """Show a mail: to whom, about what, and its text."""
    return render_template("demo/mail.html", mail=outboxes.mail(services(), staff(), name))


@blueprint.get("/staff/demo/outbox/<name>/as-sent")
@staff_only
def outbox_page(name: str) -> ResponseReturnValue:
    """Show a mail as a mail program would."""
    response = make_response(outboxes.mail(services(), staff(), name).html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response

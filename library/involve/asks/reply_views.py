"""The page of a signed link, where the body that was asked replies without an account."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http import context
from library.http.context import services
from library.http.guards import open_to_all
from library.i18n.messages import marked
from library.involve.asks import links, replies, service
from library.involve.asks.links import How, Opened
from library.involve.asks.schemas import REPLY
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("ask_replies", __name__)

FLOODED = Fault("", marked("We've had a lot from your network. Wait an hour, then send it again. It's still below."))
STATUS = {How.UNKNOWN: 404, How.REPLACED: 410, How.EXPIRED: 410, How.WITHDRAWN: 410}
"""What a link that takes no reply answers; one whose reply has come shows it."""


@blueprint.route("/reply/<token>", methods=["GET", "POST"])
@open_to_all
def reply(token: str) -> ResponseReturnValue:
    """Show the ask, and keep the reply that is sent. Looking changes nothing."""
    found, words, faults, status = links.opened(services(), token), from_form(REPLY, request.form), [], 200
    if request.method == "POST":
        try:
            faults, status = replies.send(services(), token, words, context.caller()), 400
        except replies.Closed as closed:
            return _closed(closed.opened, words)
        except TooManyTries:
            faults, status = [FLOODED], 429
        if not faults:
            return redirect(url_for("ask_replies.reply", token=token), 303)
    if found.how is not How.OPEN or found.kept is None:
        return _closed(found, {})
    shown = service.with_standing(services(), found.kept)
    about = {"shown": shown, "schema": REPLY, "words": words, "faults": faults}
    return render_template("involve/asks/reply.html", **about), status


def _closed(opened: Opened, words: dict[str, object]) -> ResponseReturnValue:
    """Say why a link takes no reply; what was typed is shown, so that nothing is lost."""
    published = opened.kept is not None and opened.kept.status == "published"
    shown = service.with_standing(services(), opened.kept) if opened.kept and published else None
    typed = [(REPLY.fields[name].metadata["label"], text) for name, text in words.items() if text]
    about = {"opened": opened, "shown": shown, "typed": typed, "How": How}
    status = STATUS.get(opened.how, 409 if typed else 200)
    return render_template("involve/asks/reply_closed.html", **about), status

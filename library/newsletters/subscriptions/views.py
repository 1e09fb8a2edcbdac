"""Asking for news, agreeing to it, changing it, leaving and being forgotten. Opening a link alone changes nothing."""

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.forms.problems import Fault
from library.http import context
from library.http.context import services
from library.http.errors import answer
from library.http.guards import no_token, open_to_all, own_token
from library.i18n.messages import gettext, marked
from library.newsletters.subscriptions import leaving
from library.newsletters.subscriptions import service as subscriptions
from library.newsletters.subscriptions.models import EVERYTHING, Choice, Rhythm, Subscription, known_topics
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("subscriptions", __name__)

FLOODED = Fault(
    "email",
    marked("We've already had several requests for this address or from your network. Wait an hour, then try again."),
)


def _choice() -> tuple[Choice, list[Fault]]:
    """Read what is chosen, from a form or an address that leads to one."""
    given, terms = request.form if request.method == "POST" else request.args, current_vocabulary.read(services())
    words = given.get("search") or given.get("q") or ""
    return subscriptions.read_choice(given.getlist("topics"), words, given.get("rhythm", ""), terms)


def _form(template: str, choice: Choice, faults: list[Fault], status: int = 200, **more: object) -> ResponseReturnValue:
    terms = current_vocabulary.read(services())
    words = {"choice": choice, "faults": faults, "groups": known_topics(terms), "rhythms": list(Rhythm), **more}
    shown = {
        "everything": EVERYTHING,
        "consent": gettext(subscriptions.CONSENT),
        "choice_in_words": subscriptions.in_words(choice, terms),
    }
    return render_template(template, **words, **shown), status


@blueprint.route("/subscribe", methods=["GET", "POST"])
@open_to_all
@no_token
def subscribe() -> ResponseReturnValue:
    """Show the form, and ask the address that comes back whether it wants this."""
    choice, faults = _choice()
    email = request.form.get("email", "").strip()
    if request.method != "POST":
        return _form("newsletters/subscriptions/subscribe.html", choice, [], email=email)
    status = 400
    if not faults:
        try:
            faults = subscriptions.ask(services(), email, choice, request.full_path.rstrip("?"), context.caller())
        except TooManyTries:
            faults, status = [FLOODED], 429
    if faults:
        return _form("newsletters/subscriptions/subscribe.html", choice, faults, status, email=email)
    return redirect(url_for("subscriptions.subscription_asked"), 303)


@blueprint.get("/subscribe/check-your-mail")
@open_to_all
def subscription_asked() -> ResponseReturnValue:
    """Say that a mail with a link is on its way."""
    return render_template("newsletters/subscriptions/asked.html")


def _opened(token: str) -> Subscription | ResponseReturnValue:
    found = subscriptions.opened(services(), token)
    advice = marked(
        "It may be incomplete or too old, or we may have deleted the address it was for. You can sign up again."
    )
    return found or answer(404, heading=marked("This link doesn't work"), advice=advice)


@blueprint.route("/subscriptions/<token>", methods=["GET", "POST"])
@open_to_all
def subscription(token: str) -> ResponseReturnValue:
    """Show what somebody gets, and do what a button asks: agree, change, leave, forget."""
    found = _opened(token)
    if not isinstance(found, Subscription):
        return found
    if request.method != "POST":
        done = request.args.get("done", "")
        return _form("newsletters/subscriptions/one.html", found.choice, [], found=found, token=token, done=done)
    action = request.form.get("action", "")
    if action == "change":
        choice, faults = _choice()
        if faults:
            return _form("newsletters/subscriptions/one.html", choice, faults, 400, found=found, token=token, done="")
        subscriptions.change(services(), found, choice)
    elif action == "forget":
        leaving.forget(services(), found)
        return redirect(url_for("subscriptions.forgotten"), 303)
    elif action in {"agree", "leave"}:
        (subscriptions.agree if action == "agree" else leaving.leave)(services(), found)
    else:
        return answer(400)
    return redirect(url_for("subscriptions.subscription", token=token, done=action), 303)


@blueprint.route("/subscriptions/<token>/leave", methods=["GET", "POST"])
@open_to_all
@own_token
def leave_subscription(token: str) -> ResponseReturnValue:
    """Leave with one click in a mail program (RFC 8058); opened as a page, lead to where one can leave."""
    found = _opened(token)
    if not isinstance(found, Subscription):
        return found
    if request.method != "POST":
        return redirect(url_for("subscriptions.subscription", token=token), 303)
    leaving.leave(services(), found)
    left = subscriptions.opened(services(), token) or found
    return _form("newsletters/subscriptions/one.html", left.choice, [], found=left, token=token, done="leave")


@blueprint.get("/subscriptions/<token>/data")
@open_to_all
def subscription_data(token: str) -> ResponseReturnValue:
    """Return all that is held of an address."""
    found = _opened(token)
    return jsonify(subscriptions.held(services(), found)) if isinstance(found, Subscription) else found


@blueprint.get("/subscriptions/forgotten")
@open_to_all
def forgotten() -> ResponseReturnValue:
    """Say that an address is deleted."""
    return render_template("newsletters/subscriptions/forgotten.html")

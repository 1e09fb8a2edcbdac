"""Sending a brief to a colleague or, by staff, to a list; and stopping mail by the link that stands in it."""

import secrets

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.service import Page
from library.briefs.usage import counting as usage
from library.briefs.usage.models import Way
from library.briefs.views import page_or_answer
from library.browse.sharing import service as sharing
from library.browse.sharing.service import ListWish, Wish
from library.forms.problems import Fault
from library.http import context
from library.http.context import services, staff
from library.http.errors import answer
from library.http.guards import open_to_all, own_token, staff_only
from library.http.headers import MAIL_POLICY
from library.i18n.messages import marked
from library.mail import unsubscribe
from library.security.permissions import Action, demand
from library.security.rate_limit.service import TooManyTries

blueprint = Blueprint("sendings", __name__)

FLOODED = Fault(
    "to",
    marked(
        "We've had many requests to send to this address or from your network. Wait an hour and try again, "
        "or send it from your own e-mail app."
    ),
)


def _form_id() -> str:
    return request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16)


def wish_from_form() -> Wish:
    """Read what a reader typed to send something to a colleague."""
    to, name = (request.form.get(field, "").strip() for field in ("to", "name"))
    return Wish(to, name, _form_id())


@blueprint.route("/briefs/<slug>/send", methods=["GET", "POST"])
@open_to_all
def send_brief(slug: str) -> ResponseReturnValue:
    """Show the form, and send a brief to a reader's colleague."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    wish = wish_from_form()
    faults, status = [], 200
    if request.method == "POST":
        try:
            faults, status = sharing.send(services(), page, wish, context.caller()), 400
        except TooManyTries:
            faults, status = [FLOODED], 429
        if not faults:
            usage.count(Way.SENT, [page.found.id])
            return redirect(url_for("sendings.brief_sent", slug=slug), 303)
    return render_template("browse/sharing/send.html", page=page, wish=wish, faults=faults), status


@blueprint.get("/briefs/<slug>/send/done")
@open_to_all
def brief_sent(slug: str) -> ResponseReturnValue:
    """Say that a brief is on its way."""
    page = page_or_answer(slug)
    return render_template("browse/sharing/sent.html", page=page) if isinstance(page, Page) else page


@blueprint.route("/staff/briefs/<slug>/send", methods=["GET", "POST"])
@staff_only
def send_to_list(slug: str) -> ResponseReturnValue:
    """Take a list of addresses, show what would be sent to how many, and send it once staff say so."""
    demand(staff(), Action.MANAGE_MAIL)
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    wish = ListWish(request.form.get("addresses", "")[:100_000], request.form.get("opening", "").strip(), _form_id())
    wanted, queued, faults = sharing.ReadList(), 0, []
    if request.method == "POST":
        wanted = sharing.read_list(wish.addresses)
        faults = wanted.faults
        if not faults and request.form.get("action") == "send":
            queued, faults = sharing.send_to_list(services(), staff(), page, wish)
            if not faults:
                usage.count(Way.SENT, [page.found.id], queued)
                return redirect(url_for("mails.mail", queued=queued), 303)
    words = {"page": page, "wish": wish, "count": len(wanted.good) if not faults else 0, "faults": faults}
    return render_template("browse/sharing/send_to_list.html", **words), 400 if faults else 200


@blueprint.post("/staff/briefs/<slug>/send/preview")
@staff_only
def preview_list_mail(slug: str) -> ResponseReturnValue:
    """Show the very mail that a list would get."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    mail = sharing.list_mail(services(), staff(), page, ListWish(opening=request.form.get("opening", "").strip()))
    response = make_response(mail.html)
    response.headers["Content-Security-Policy"] = MAIL_POLICY
    return response


@blueprint.route("/stop-mail/<token>", methods=["GET", "POST"])
@open_to_all
@own_token
def stop_all_mail(token: str) -> ResponseReturnValue:
    """Ask whether mail to an address is to stop, and stop it, or let it come again; opening it changes nothing."""
    address = unsubscribe.address_of(services(), token)
    if address is None:
        return answer(
            404,
            heading=marked("This link is incomplete"),
            advice=marked("Copy the whole address from the e-mail, then try again."),
        )
    action = request.form.get("action", "stop") if request.method == "POST" else ""
    if action:
        (unsubscribe.allow_again if action == "allow" else unsubscribe.stop)(services(), address)
    reason = unsubscribe.why_stopped(services(), address)
    words = {
        "address": address,
        "stopped": reason is not None,
        "by_them": reason == unsubscribe.ASKED,
        "action": action,
    }
    return render_template("browse/sharing/stop_mail.html", **words)

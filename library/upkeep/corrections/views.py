"""Reporting a mistake in a brief, without an account, and settling reports."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.service import Page
from library.briefs.views import page_or_answer
from library.forms.problems import Fault
from library.http import context
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import marked
from library.security.rate_limit.service import TooManyTries
from library.upkeep.corrections import service as corrections

blueprint = Blueprint("mistakes", __name__)

FLOODED = Fault(
    "words",
    marked("We've had a lot of reports from your network. Wait an hour, then send yours again. It's still below."),
)


@blueprint.route("/briefs/<slug>/mistake", methods=["GET", "POST"])
@open_to_all
def mistake(slug: str) -> ResponseReturnValue:
    """Show the form, and keep what a reader reports."""
    page = page_or_answer(slug)
    if not isinstance(page, Page):
        return page
    words, reply_to = request.form.get("words", ""), request.form.get("reply_to", "")
    faults, status = [], 200
    if request.method == "POST":
        try:
            faults, status = corrections.report(services(), page.found, words, reply_to, context.caller()), 400
        except TooManyTries:
            faults, status = [FLOODED], 429
        if not faults:
            return redirect(url_for("mistakes.mistake_kept", slug=slug), 303)
    return render_template(
        "upkeep/corrections/report.html", page=page, words=words, reply_to=reply_to, faults=faults
    ), status


@blueprint.get("/briefs/<slug>/mistake/thanks")
@open_to_all
def mistake_kept(slug: str) -> ResponseReturnValue:
    """Thank a reader."""
    page = page_or_answer(slug)
    return render_template("upkeep/corrections/reported.html", page=page) if isinstance(page, Page) else page


@blueprint.get("/staff/mistakes")
@staff_only
def mistakes_waiting() -> ResponseReturnValue:
    """List the reports that wait for staff."""
    return render_template("upkeep/corrections/list.html", waiting=corrections.waiting(services(), staff()))


@blueprint.post("/staff/mistakes/<id:mistake_id>")
@staff_only
def settle_mistake(mistake_id: int) -> ResponseReturnValue:
    """Mark a report as dealt with."""
    corrections.settle(services(), staff(), mistake_id)
    return redirect(url_for("mistakes.mistakes_waiting"), 303)

"""Challenging a rating from a brief, reading how challenges were decided, and deciding one at the desk."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs import service as briefs
from library.briefs.service import Page
from library.briefs.states import Moved
from library.browse.feeds import service as feeds
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import gettext
from library.involve.challenges import service
from library.involve.challenges.models import Decision
from library.involve.challenges.schemas import DECISION
from library.involve.submissions import moderation
from library.involve.submissions import views as submissions
from library.involve.submissions.models import Kind
from library.security.permissions import Action, demand

blueprint = Blueprint("challenges", __name__)


@blueprint.route("/briefs/<slug>/challenge", methods=["GET", "POST"])
@open_to_all
def challenge(slug: str) -> ResponseReturnValue:
    """Ask what is wrong with a rating, why, and what shows it."""
    page = briefs.page(services(), slug) or abort(404)
    if isinstance(page, Moved):
        return redirect(url_for("challenges.challenge", slug=page.slug), 308)
    if not isinstance(page, Page):
        return redirect(url_for("briefs.brief", slug=slug), 303)
    return submissions.start(Kind.CHALLENGE, "involve/challenges/challenge.html", brief=page.found.brief)


@blueprint.get("/challenges")
@open_to_all
def challenges() -> ResponseReturnValue:
    """List how challenges were decided."""
    return render_template("involve/challenges/all.html", found=service.shown(services()))


@blueprint.get("/challenges.atom")
@open_to_all
def challenges_feed() -> ResponseReturnValue:
    """Return the decided challenges as an Atom feed, the newest first."""
    links, found = services().links, service.shown(services())
    entries = [
        feeds.Entry(each.said.outcome, links.challenge(each.id), _in_short(each.said), each.decided_at)
        for each in found
    ]
    about = gettext("Challenges to our ratings"), gettext("What was challenged, and what we decided")
    written = feeds.written(services(), about, links.challenges_feed(), entries)
    return Response(written, mimetype="application/atom+xml")


def _in_short(said: Decision) -> str:
    return f"{gettext(said.verdict.words)}. {said.reason}"


@blueprint.route("/staff/challenges/new", methods=["GET", "POST"])
@staff_only
def decide_challenge() -> ResponseReturnValue:
    """Show a challenge, and publish the decision."""
    demand(staff(), Action.MODERATE)
    answered = redirect(url_for("submissions.submissions_waiting", done="answered"), 303)
    try:
        sent = moderation.proposed(services(), staff(), request.args.get("submission", 0, int), Kind.CHALLENGE)
        words = from_form(DECISION, request.form) if request.method == "POST" else sent.content
        faults = service.decide(services(), staff(), words, sent) if request.method == "POST" else []
    except (moderation.NoSuchSubmission, moderation.Answered):
        return answered
    if request.method == "POST" and not faults:
        return redirect(url_for("submissions.submissions_waiting", done="mailed"), 303)
    about = {"schema": DECISION, "words": words, "faults": faults, "sent": sent}
    return render_template("involve/staff/challenge.html", **about), 400 if faults else 200

"""Past digests, for everybody; and the next ones, for staff."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.errors import answer
from library.http.guards import open_to_all, staff_only
from library.http.headers import MAIL_POLICY
from library.i18n.formats import LONDON
from library.newsletters.digests import plans
from library.newsletters.digests import service as digests
from library.newsletters.digests.models import What
from library.newsletters.digests.plans import Eyes
from library.newsletters.subscriptions.models import EVERYTHING, Rhythm, known_topics

blueprint = Blueprint("digests", __name__)


@blueprint.get("/digests")
@open_to_all
def past_digests() -> ResponseReturnValue:
    """List the digests that were sent."""
    return render_template("newsletters/digests/all.html", digests=digests.public(services()))


@blueprint.get("/digests/<id:digest_id>")
@open_to_all
def past_digest(digest_id: int) -> ResponseReturnValue:
    """Show a digest that was sent."""
    found = digests.shown(services(), digest_id)
    return render_template("newsletters/digests/one.html", digest=found, What=What) if found else answer(404)


def _desk(rhythm: Rhythm | None = None, faults: list[Fault] | None = None) -> ResponseReturnValue:
    page = render_template(
        "newsletters/digests/desk.html",
        coming=plans.coming(services(), staff()),
        at=rhythm,
        faults=faults or [],
        typed=request.form,
        done=request.args.get("done", ""),
        groups=known_topics(current_vocabulary.read(services())),
        everything=EVERYTHING,
        London=LONDON,
        What=What,
    )
    return page, 400 if faults else 200


@blueprint.get("/staff/digests")
@staff_only
def digest_desk() -> ResponseReturnValue:
    """Show the next digests."""
    return _desk()


@blueprint.post("/staff/digests/<rhythm>")
@staff_only
def plan_digest(rhythm: str) -> ResponseReturnValue:
    """Do what a button asks with the next digest: keep its plan, preview it, or send a test."""
    known = next((each for each in plans.PLANNED if each.value == rhythm), None)
    if known is None:
        return answer(404)
    action = request.form.get("action", "")
    if action == "preview":
        mail = plans.preview(services(), staff(), known, _eyes())
        if isinstance(mail, Fault):
            return _desk(known, [mail])
        response = make_response(mail.html)
        response.headers["Content-Security-Policy"] = MAIL_POLICY
        return response
    if action == "test":
        fault = plans.test(services(), staff(), known, _eyes())
        return _desk(known, [fault]) if fault else redirect(url_for("digests.digest_desk", done="test"), 303)
    opening, clock = request.form.get("opening", ""), request.form.get("send_at", "")
    faults = plans.plan(services(), staff(), known, opening, _order(), clock)
    return _desk(known, faults) if faults else redirect(url_for("digests.digest_desk", done="plan"), 303)


def _eyes() -> Eyes:
    """Read as whom to look; words to search for stand alone unless a topic was chosen too."""
    search, address = (" ".join(request.form.get(name, "").split())[:200] for name in ("search", "subscriber"))
    topics = [topic for topic in request.form.getlist("topics") if topic != EVERYTHING]
    return Eyes(
        topics or ([] if search else [EVERYTHING]), search, address, request.form.get("opening", ""), tuple(_order())
    )


def _order() -> list[str]:
    """Read the order: each brief's slug with the number typed beside it; what has no number keeps its place behind."""
    typed = {name.removeprefix("place-"): text for name, text in request.form.items() if name.startswith("place-")}
    numbers = {slug: int(text) for slug, text in typed.items() if text.isascii() and text.isdecimal() and len(text) < 5}
    return sorted(numbers, key=lambda slug: numbers[slug])[:200]

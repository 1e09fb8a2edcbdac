"""The pages, feed, calendar and spreadsheet of opportunities; the form to propose one; and the desk that keeps them."""

from collections.abc import Iterable

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.browse.feeds import service as feeds
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only, takes
from library.i18n.messages import gettext, marked
from library.involve.opportunities import service, sheets
from library.involve.opportunities.models import Published, Standing
from library.involve.opportunities.schemas import OPPORTUNITY
from library.involve.submissions import moderation
from library.involve.submissions import views as submissions
from library.involve.submissions.models import Kind
from library.security.permissions import Action, demand

blueprint = Blueprint("opportunities", __name__)

LARGEST_SHEET = 2_000_000
TOO_LARGE = marked("Send a file of 2 MB or less, or split it.")


def _found(opportunity_id: int) -> Published:
    try:
        return service.find(services(), opportunity_id)
    except service.NoSuchOpportunity:
        abort(404)


@blueprint.get("/opportunities")
@open_to_all
def opportunities() -> ResponseReturnValue:
    """List what is open, and lead to what is over."""
    return render_template("involve/opportunities/all.html", by=service.everything(services()), Standing=Standing)


@blueprint.get("/opportunities/archive")
@open_to_all
def old_opportunities() -> ResponseReturnValue:
    """List what is over."""
    found = service.everything(services())[Standing.CLOSED]
    return render_template("involve/opportunities/archive.html", found=found)


@blueprint.get("/opportunities/<id:opportunity_id>")
@open_to_all
def opportunity(opportunity_id: int) -> ResponseReturnValue:
    """Show one; one that was withdrawn says so with 410."""
    found = _found(opportunity_id)
    how = service.how(services(), found)
    about = {"found": found, "how": how, "Standing": Standing, "terms": current_vocabulary.read(services())}
    page = render_template("involve/opportunities/one.html", **about)
    return page, 410 if how is Standing.WITHDRAWN else 200


@blueprint.get("/opportunities.atom")
@open_to_all
def opportunities_feed() -> ResponseReturnValue:
    """Return what is open as an Atom feed, the last published first."""
    shown = sorted(service.shown(services()), key=lambda each: each.published_at, reverse=True)
    links = services().links
    offers = ((links.opportunity(each.id), each.opportunity, each.changed_at) for each in shown)
    entries = [feeds.Entry(offer.title, address, offer.summary, at) for address, offer, at in offers]
    about = gettext("Opportunities"), gettext("Openings for partners who prevent violence")
    written = feeds.written(services(), about, links.opportunities_feed(), entries)
    return Response(written, mimetype="application/atom+xml")


@blueprint.get("/opportunities.ics")
@open_to_all
def opportunities_calendar() -> ResponseReturnValue:
    """Return the last days of what is open as a calendar."""
    return _calendar(service.for_calendars(services()))


@blueprint.get("/opportunities/<id:opportunity_id>.ics")
@open_to_all
def opportunity_calendar(opportunity_id: int) -> ResponseReturnValue:
    """Return the last day of one as a calendar; one without a last day has none."""
    found = _found(opportunity_id)
    if found.opportunity.closes is None:
        abort(404)
    return _calendar([found])


def _calendar(found: Iterable[Published]) -> Response:
    from library.involve.opportunities import calendar  # Takes long to load, and few requests need it.

    return Response(calendar.written(services(), found), mimetype="text/calendar")


@blueprint.get("/opportunities.csv")
@open_to_all
def opportunities_sheet() -> ResponseReturnValue:
    """Return what is open as a spreadsheet."""
    headers = {"Content-Disposition": 'attachment; filename="opportunities.csv"'}
    return Response(sheets.written(service.shown(services())), mimetype="text/csv", headers=headers)


@blueprint.route("/opportunities/propose", methods=["GET", "POST"])
@open_to_all
def propose_opportunity() -> ResponseReturnValue:
    """Ask for an opportunity that somebody knows of."""
    return submissions.start(Kind.OPPORTUNITY, "involve/opportunities/propose.html")


@blueprint.get("/staff/opportunities")
@staff_only
def opportunity_desk() -> ResponseReturnValue:
    """List all opportunities for staff."""
    demand(staff(), Action.MODERATE)
    by = service.everything(services())
    return render_template("involve/staff/opportunities.html", by=by, brought=request.args.get("brought", None, int))


@blueprint.route("/staff/opportunities/new", methods=["GET", "POST"])
@staff_only
def new_opportunity() -> ResponseReturnValue:
    """Ask for an opportunity, filled in with what somebody sent, and publish it."""
    demand(staff(), Action.MODERATE)
    sent = request.args.get("submission", None, int)
    try:
        proposed = moderation.proposed(services(), staff(), sent, Kind.OPPORTUNITY) if sent else None
    except moderation.NoSuchSubmission:
        return redirect(url_for("submissions.submissions_waiting", done="answered"), 303)
    words = proposed.content if proposed else {}
    if request.method != "POST":
        return _form(words, [], proposed=proposed)
    words = from_form(OPPORTUNITY, request.form)
    try:
        made = service.publish(services(), staff(), words, proposed)
    except moderation.Answered:
        return redirect(url_for("submissions.submissions_waiting", done="answered"), 303)
    if isinstance(made, list):
        return _form(words, made, proposed=proposed)
    return redirect(url_for("opportunities.opportunity", opportunity_id=made), 303)


def _form(words: dict[str, object], faults: list[Fault], **about: object) -> ResponseReturnValue:
    shown = {"schema": OPPORTUNITY, "words": words, "faults": faults, "terms": current_vocabulary.read(services())}
    page = render_template("involve/staff/opportunity.html", **shown, **about, Standing=Standing)
    return page, 400 if faults else 200


@blueprint.route("/staff/opportunities/<id:opportunity_id>", methods=["GET", "POST"])
@staff_only
def edit_opportunity(opportunity_id: int) -> ResponseReturnValue:
    """Show an opportunity to change, and do with it what the button says."""
    demand(staff(), Action.MODERATE)
    found, action = _found(opportunity_id), request.form.get("action", "")
    about = {"found": found, "how": service.how(services(), found)}
    if request.method != "POST":
        return _form(OPPORTUNITY.dump(found.opportunity), [], **about)
    if action == "withdraw":
        service.withdraw(services(), staff(), opportunity_id)
    elif action == "check":
        service.check(services(), staff(), opportunity_id)
    else:
        words = from_form(OPPORTUNITY, request.form)
        if faults := service.change(services(), staff(), opportunity_id, words):
            return _form(words, faults, **about)
    return redirect(url_for("opportunities.opportunity_desk"), 303)


@blueprint.route("/staff/opportunities/import", methods=["GET", "POST"])
@staff_only
@takes(LARGEST_SHEET + 100_000, TOO_LARGE)
def import_opportunities() -> ResponseReturnValue:
    """Ask for a spreadsheet of opportunities, and publish its rows, all or none."""
    demand(staff(), Action.MODERATE)
    file, faults = request.files.get("file"), []
    if request.method == "POST" and (file is None or not file.filename):
        faults = [Fault("file", marked("Choose a .csv file."))]
    elif request.method == "POST" and file:
        content = file.read(LARGEST_SHEET + 1)
        file.close()
        try:
            if len(content) > LARGEST_SHEET:
                raise sheets.NotASheet(TOO_LARGE)
            brought, faults = service.bring_in(services(), staff(), sheets.read(content))
        except sheets.NotASheet as error:
            brought, faults = 0, [Fault("file", str(error))]
        if not faults:
            return redirect(url_for("opportunities.opportunity_desk", brought=brought), 303)
    return render_template("involve/staff/import.html", faults=faults), 400 if faults else 200

"""The lists that newsletters go to, for staff."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import staff_only, takes
from library.i18n.messages import marked
from library.newsletters.audiences import service as audiences
from library.newsletters.audiences.models import AudienceKind
from library.newsletters.audiences.schemas import IMPORT
from library.newsletters.subscriptions.models import EVERYTHING, known_topics
from library.security.permissions import Action, demand

blueprint = Blueprint("audiences", __name__)

LARGEST_SHEET = 5_000_000
TOO_LARGE = marked("Send a file of 5 MB or less, or split it.")


@blueprint.get("/staff/newsletters/lists")
@staff_only
def audience_desk() -> ResponseReturnValue:
    """Show the lists."""
    found = audiences.everything(services(), staff())
    return render_template("newsletters/audiences/all.html", audiences=found, Kind=AudienceKind)


@blueprint.route("/staff/newsletters/lists/subscribers", methods=["GET", "POST"])
@staff_only
def new_segment() -> ResponseReturnValue:
    """Ask for the topics whose subscribers make a list, and keep it."""
    demand(staff(), Action.SEND_NEWSLETTER)
    faults, typed = [], request.form
    if request.method == "POST":
        faults = audiences.keep_segment(services(), staff(), typed.get("name", ""), typed.getlist("topics"))
        if not faults:
            return redirect(url_for("audiences.audience_desk"), 303)
    groups = known_topics(current_vocabulary.read(services()))
    words = {"groups": groups, "everything": EVERYTHING, "chosen": typed.getlist("topics"), "name": typed.get("name")}
    return render_template("newsletters/audiences/segment.html", faults=faults, **words), 400 if faults else 200


@blueprint.route("/staff/newsletters/lists/import", methods=["GET", "POST"])
@staff_only
@takes(LARGEST_SHEET + 100_000, TOO_LARGE)
def import_audience() -> ResponseReturnValue:
    """Ask for a sheet of addresses and why we may write to them, and keep it as a list."""
    demand(staff(), Action.SEND_NEWSLETTER)
    if request.method != "POST":
        return _import({}, [])
    words, file = from_form(IMPORT, request.form), request.files.get("file")
    content = file.read(LARGEST_SHEET + 1) if file and file.filename else b""
    if file:
        file.close()
    if len(content) > LARGEST_SHEET:
        return _import(words, [Fault("file", TOO_LARGE)])
    made = audiences.bring_in(services(), staff(), words, content)
    if isinstance(made, list):
        return _import(words, made)
    return redirect(url_for("audiences.audience", audience_id=made), 303)


def _import(words: dict[str, object], faults: list[Fault]) -> ResponseReturnValue:
    page = render_template("newsletters/audiences/import.html", schema=IMPORT, words=words, faults=faults, terms=None)
    return page, 400 if faults else 200


@blueprint.route("/staff/newsletters/lists/<id:audience_id>", methods=["GET", "POST"])
@staff_only
def audience(audience_id: int) -> ResponseReturnValue:
    """Show a list with the rows that were left out, and delete it if a button says so."""
    found = audiences.find(services(), staff(), audience_id)
    if request.method == "POST":
        audiences.remove(services(), staff(), audience_id)
        return redirect(url_for("audiences.audience_desk"), 303)
    terms = current_vocabulary.read(services())
    return render_template("newsletters/audiences/one.html", found=found, Kind=AudienceKind, terms=terms)

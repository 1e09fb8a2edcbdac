"""What people ask that we can't answer yet, for everybody; and the desk where staff say where each subject stands."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.browse.feeds import service as feeds
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import gettext
from library.involve.subjects import service
from library.involve.subjects.models import Subject
from library.involve.subjects.schemas import SUBJECT
from library.security.permissions import Action, demand

blueprint = Blueprint("subjects", __name__)


@blueprint.get("/questions/open")
@open_to_all
def open_subjects() -> ResponseReturnValue:
    """List the subjects, the most asked first."""
    return render_template("involve/subjects/all.html", found=service.everything(services()))


@blueprint.get("/questions/open.atom")
@open_to_all
def subjects_feed() -> ResponseReturnValue:
    """Return the subjects as an Atom feed, the one that changed last first."""
    links, found = services().links, [each.subject for each in service.everything(services())]
    changed = sorted(((each.changed_at, each) for each in found if each.changed_at), key=lambda pair: pair[0])
    entries = [feeds.Entry(each.subject, links.subject(each.id), _in_short(each), at) for at, each in changed[::-1]]
    about = gettext("What people ask that we can't answer yet"), gettext("Subjects, and the status of each")
    written = feeds.written(services(), about, links.subjects_feed(), entries)
    return Response(written, mimetype="application/atom+xml")


def _in_short(subject: Subject) -> str:
    return f"{gettext(subject.standing.words)}. {subject.note}".strip()


@blueprint.route("/staff/subjects", methods=["GET", "POST"])
@staff_only
def subject_desk() -> ResponseReturnValue:
    """List the subjects for staff, and add one."""
    demand(staff(), Action.MODERATE)
    words = from_form(SUBJECT, request.form)
    faults = service.keep(services(), staff(), words) if request.method == "POST" else []
    if request.method == "POST" and not faults:
        return redirect(url_for("subjects.subject_desk"), 303)
    about = {"schema": SUBJECT, "words": words, "faults": faults, "found": service.everything(services()), "one": None}
    return render_template("involve/staff/subjects.html", **about), 400 if faults else 200


@blueprint.route("/staff/subjects/<id:subject_id>", methods=["GET", "POST"])
@staff_only
def edit_subject(subject_id: int) -> ResponseReturnValue:
    """Show a subject to change, and keep the change or remove it."""
    try:
        one = service.find(services(), staff(), subject_id)
    except service.NoSuchSubject:
        abort(404)
    words, faults = SUBJECT.dump(one), []
    if request.form.get("action") == "remove":
        service.remove(services(), staff(), subject_id)
        return redirect(url_for("subjects.subject_desk"), 303)
    if request.method == "POST":
        words = from_form(SUBJECT, request.form)
        faults = service.keep(services(), staff(), words, subject_id)
        if not faults:
            return redirect(url_for("subjects.subject_desk"), 303)
    about = {"schema": SUBJECT, "words": words, "faults": faults, "found": [], "one": one}
    return render_template("involve/staff/subjects.html", **about), 400 if faults else 200

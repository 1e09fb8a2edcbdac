"""The pages and the feed of field notes, the form to send one, and the desk where staff publish them."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.vocabulary import service as current_vocabulary
from library.browse.feeds import service as feeds
from library.forms.problems import Fault
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.i18n.messages import gettext
from library.involve.field_notes import service
from library.involve.field_notes.models import Published
from library.involve.field_notes.schemas import FIELD_NOTE, SHOWN
from library.involve.submissions import moderation
from library.involve.submissions import views as submissions
from library.involve.submissions.models import Kind
from library.security.permissions import Action, demand

blueprint = Blueprint("field_notes", __name__)


def _found(note_id: int) -> Published:
    try:
        return service.find(services(), note_id)
    except service.NoSuchNote:
        abort(404)


@blueprint.route("/projects/tell-us", methods=["GET", "POST"])
@open_to_all
def tell_us() -> ResponseReturnValue:
    """Ask for what a group did and learned."""
    return submissions.start(Kind.FIELD_NOTE, "involve/field_notes/tell_us.html")


@blueprint.get("/field-notes")
@open_to_all
def field_notes() -> ResponseReturnValue:
    """List all field notes."""
    return render_template("involve/field_notes/all.html", found=service.shown(services()))


@blueprint.get("/field-notes.atom")
@open_to_all
def field_notes_feed() -> ResponseReturnValue:
    """Return the field notes as an Atom feed, the last published first."""
    links = services().links
    label = gettext("Local account, not tested")
    entries = [
        feeds.Entry(each.note.title, links.field_note(each.id), f"{label}. {each.note.did}", each.changed_at)
        for each in service.shown(services())
        if each.note
    ]
    about = gettext("Field notes"), gettext("What local groups did and learned, in their own words")
    return Response(
        feeds.written(services(), about, links.field_notes_feed(), entries), mimetype="application/atom+xml"
    )


@blueprint.get("/field-notes/<id:note_id>")
@open_to_all
def field_note(note_id: int) -> ResponseReturnValue:
    """Show one; of one that was withdrawn, say so with 410."""
    found = _found(note_id)
    about = {"found": found, "schema": FIELD_NOTE, "shown": SHOWN, "terms": current_vocabulary.read(services())}
    return render_template("involve/field_notes/one.html", **about), 200 if found.note else 410


@blueprint.get("/staff/field-notes")
@staff_only
def field_note_desk() -> ResponseReturnValue:
    """List the published field notes for staff."""
    demand(staff(), Action.MODERATE)
    return render_template("involve/staff/field_notes.html", found=service.shown(services()))


@blueprint.route("/staff/field-notes/new", methods=["GET", "POST"])
@staff_only
def new_field_note() -> ResponseReturnValue:
    """Show what somebody sent, to be published with the topics and briefs it belongs to."""
    demand(staff(), Action.MODERATE)
    answered = redirect(url_for("submissions.submissions_waiting", done="answered"), 303)
    try:
        sent = moderation.proposed(services(), staff(), request.args.get("submission", 0, int), Kind.FIELD_NOTE)
        if request.method != "POST":
            return _form(sent.content, [], sent=sent)
        words = from_form(FIELD_NOTE, request.form)
        made = service.publish(services(), staff(), words, sent)
    except (moderation.NoSuchSubmission, moderation.Answered):
        return answered
    if isinstance(made, list):
        return _form(words, made, sent=sent)
    return redirect(url_for("field_notes.field_note", note_id=made), 303)


def _form(words: dict[str, object], faults: list[Fault], **about: object) -> ResponseReturnValue:
    shown = {"schema": FIELD_NOTE, "words": words, "faults": faults, "terms": current_vocabulary.read(services())}
    return render_template("involve/staff/field_note.html", **shown, **about), 400 if faults else 200


@blueprint.route("/staff/field-notes/<id:note_id>", methods=["GET", "POST"])
@staff_only
def edit_field_note(note_id: int) -> ResponseReturnValue:
    """Show a field note to change, and do with it what the button says."""
    demand(staff(), Action.MODERATE)
    found, action = _found(note_id), request.form.get("action", "")
    if found.note is None:
        abort(404)
    if request.method != "POST":
        return _form(FIELD_NOTE.dump(found.note), [], found=found)
    if action == "draft":
        return redirect(url_for("desk.edit_brief", brief_id=service.make_draft(services(), staff(), note_id)), 303)
    if action == "withdraw":
        service.withdraw(services(), staff(), note_id)
    else:
        words = from_form(FIELD_NOTE, request.form)
        if faults := service.change(services(), staff(), note_id, words):
            return _form(words, faults, found=found)
    return redirect(url_for("field_notes.field_note_desk"), 303)

"""Changing many briefs at once: choose a change, look at what it would do, do it, undo it."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from library.briefs.vocabulary import service as current_vocabulary
from library.editing.bulk import rules, service
from library.editing.bulk.models import MOST, Change, What
from library.editing.bulk.schemas import CHANGE, change_of
from library.editing.desk import schemas as desk_schemas
from library.editing.desk import service as desk
from library.forms.problems import Fault, flat_messages
from library.forms.reading import from_form
from library.http.context import services, staff
from library.http.guards import staff_only
from library.i18n.messages import marked

blueprint = Blueprint("bulk", __name__)

NONE = Fault("", marked("Tick at least one brief."))


def _ids() -> list[int]:
    """Return the briefs that are ticked, or all that the list was narrowed to."""
    if request.args.get("all") == "yes" and request.method == "GET":
        return [line.id for line in desk.find(services(), staff(), desk_schemas.wanted(request.args), 1, MOST)[1]]
    return [number for number in request.values.getlist("brief", int) if 0 < number < 2**31][:MOST]


@blueprint.get("/staff/briefs/bulk")
@staff_only
def choose() -> ResponseReturnValue:
    """Ask what is to be changed of the briefs that are ticked."""
    return _choose(_ids(), {}, [])


def _choose(ids: list[int], words: dict[str, Any], faults: list[Fault]) -> ResponseReturnValue:
    found = service.chosen(services(), staff(), ids)
    if not found:
        faults = faults and [NONE]
    about = {"faults": faults, "words": words, "schema": CHANGE, "What": What}
    about |= {"roles": service.roles(services()), "tags": rules.TAGS, "terms": current_vocabulary.read(services())}
    page = render_template(
        "editing/bulk/choose.html",
        briefs=found,
        recent=service.recent(services(), staff()),
        **about,
        in_a_line=_in_a_line,
    )
    return page, 400 if faults else 200


def _in_a_line(change: Change) -> str:
    return rules.in_a_line(change, current_vocabulary.read(services()))


@blueprint.get("/staff/briefs/bulk/preview")
@staff_only
def preview() -> ResponseReturnValue:
    """Tell what the change would do to each brief; it changes nothing, so Back and Reload show it again."""
    ids, words = _ids(), from_form(CHANGE, request.args)
    try:
        change = change_of(CHANGE.load(words))
    except ValidationError as error:
        return _choose(ids, words, [Fault(*pair) for pair in flat_messages(error.messages)])
    plan = service.plan(services(), staff(), ids, change)
    return render_template("editing/bulk/preview.html", plan=plan, words=words, in_a_line=_in_a_line, What=What)


@blueprint.post("/staff/briefs/bulk")
@staff_only
def do() -> ResponseReturnValue:
    """Make the change to the briefs as they were seen."""
    words = from_form(CHANGE, request.form)
    try:
        change = change_of(CHANGE.load(words))
    except ValidationError as error:
        return _choose(_ids(), words, [Fault(*pair) for pair in flat_messages(error.messages)])
    seen = {number: request.form.get(f"seen-{number}", "") for number in _ids()}
    made = service.do(services(), staff(), seen, change)
    return redirect(url_for("bulk.done", bulk_edit_id=made), 303)


@blueprint.get("/staff/briefs/bulk/<id:bulk_edit_id>")
@staff_only
def done(bulk_edit_id: int) -> ResponseReturnValue:
    """Tell what a change did, and offer to undo it."""
    made = service.find(services(), staff(), bulk_edit_id)
    about = {"in_a_line": _in_a_line, "What": What, "can_be_undone": made.can_be_undone(services().clock())}
    return render_template("editing/bulk/done.html", made=made, **about)


@blueprint.post("/staff/briefs/bulk/<id:bulk_edit_id>/undo")
@staff_only
def undo(bulk_edit_id: int) -> ResponseReturnValue:
    """Undo a change."""
    service.undo(services(), staff(), bulk_edit_id)
    return redirect(url_for("bulk.done", bulk_edit_id=bulk_edit_id), 303)

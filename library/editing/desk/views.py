"""The staff desk: list, write, edit, withdraw and restore briefs."""

import secrets

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs.ratings import Kind
from library.briefs.vocabulary import service as current_vocabulary
from library.editing.desk import schemas, service
from library.editing.desk.autosave import asked_for_json, json_answer
from library.editing.desk.buttons import press
from library.editing.desk.edit_page import TALK, UNFOLD, Content, conflict, draw, rearranged, typed
from library.editing.desk.models import Due, Order, WorkState
from library.editing.documents import suggestions
from library.editing.drafts import merging
from library.editing.drafts import review as reviews
from library.editing.drafts import service as actions
from library.editing.drafts.service import Conflict
from library.http import contributions
from library.http.context import services, staff
from library.http.guards import staff_only
from library.http.paging import asked_page, hold_within
from library.i18n.messages import marked
from library.paging import pages
from library.security.permissions import Action, demand

blueprint = Blueprint("desk", __name__)

PAGE_SIZE = 25
KINDS = frozenset(kind.value for kind in Kind)
CHOICES = (
    ("state", marked("Status"), WorkState),
    ("kind", marked("Kind"), Kind),
    ("due", marked("Review date"), Due),
    ("order", marked("Order"), Order),
)
"""What the list can be narrowed by and put in order by: the field, what it is called, and what can be chosen."""


@blueprint.get("/staff/briefs")
@staff_only
def desk() -> ResponseReturnValue:
    """List all briefs for staff, after what waits for the one who looks."""
    page, wanted = asked_page(), schemas.wanted(request.args)
    total, lines = service.find(services(), staff(), wanted, page, PAGE_SIZE)
    hold_within(page, pages(total, PAGE_SIZE))
    return render_template(
        "editing/desk/list.html",
        lines=lines,
        total=total,
        wanted=wanted,
        choices=CHOICES,
        topics=list(current_vocabulary.read(services()).terms("approach")),
        page=page,
        pages=pages(total, PAGE_SIZE),
        queue=reviews.queue(services(), staff()),
        warnings=contributions.warnings(services()),
    )


@blueprint.route("/staff/briefs/new", methods=["GET", "POST"])
@staff_only
def new_brief() -> ResponseReturnValue:
    """Show an empty form, and make a draft of what comes back."""
    demand(staff(), Action.WRITE)
    action, form_id = request.form.get("action", ""), request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16)
    content = typed(action)
    if request.method != "POST" or action == UNFOLD or rearranged(content, action):
        kind = request.args.get("kind", "")
        return draw(content if request.method == "POST" else {"kind": kind} if kind in KINDS else {}, form_id=form_id)
    note = request.form.get("change_note", "").strip()
    saved = actions.start(services(), staff(), content, form_id, note)
    if isinstance(saved, Conflict):
        return json_answer(saved, content, note) if asked_for_json() else conflict(saved, content)
    return press(action, saved.brief_id, content, saved.lock)


@blueprint.route("/staff/briefs/<id:brief_id>/edit", methods=["GET", "POST"])
@staff_only
def edit_brief(brief_id: int) -> ResponseReturnValue:
    """Show a brief to edit, and do with what comes back what the button says."""
    draft = actions.open_draft(services(), staff(), brief_id)
    if request.method != "POST":
        return draw(draft.content, draft=draft)
    action, lock = request.form.get("action", "save"), request.form.get("lock", 0, int)
    content = typed(action)
    if (
        action in {"find", UNFOLD}
        or action.startswith(TALK)
        or rearranged(content, action)
        or suggestions.press(services(), staff(), brief_id, content, action, request.form.getlist("seen"))
    ):
        return draw(content, draft=draft, lock=lock, marks=request.form.get("marks"))
    if action == "withdraw":
        return redirect(url_for("desk.withdraw_brief", brief_id=brief_id), 303)
    return _pressed(action, brief_id, content, lock)


def _pressed(action: str, brief_id: int, content: Content, lock: int) -> ResponseReturnValue:
    """Do what a button says to what was typed, put together with what others have saved since the form was drawn."""
    drawn = merging.read(request.form.get("marks", ""))
    if drawn is None:
        return press(action, brief_id, content, lock)
    found = merging.merge(services(), staff(), brief_id, content, drawn)
    if found.clashing:
        clash = Conflict(found.theirs, found.clashing)
        return json_answer(clash, content, "") if asked_for_json() else conflict(clash, found.content)
    return press(action, brief_id, found.content, found.theirs.lock, found)


@blueprint.route("/staff/briefs/<id:brief_id>/withdraw", methods=["GET", "POST"])
@staff_only
def withdraw_brief(brief_id: int) -> ResponseReturnValue:
    """Ask why a brief is withdrawn, and take it down."""
    demand(staff(), Action.WITHDRAW)
    draft = actions.open_draft(services(), staff(), brief_id)
    reason = request.form.get("reason", "")
    faults = actions.withdraw(services(), staff(), brief_id, reason) if request.method == "POST" else []
    if request.method == "POST" and not faults:
        return redirect(url_for("desk.desk", done="withdrawn"), 303)
    return render_template(
        "editing/desk/withdraw.html", draft=draft, reason=reason, faults=faults
    ), 400 if faults else 200


@blueprint.post("/staff/briefs/<id:brief_id>/restore")
@staff_only
def restore_brief(brief_id: int) -> ResponseReturnValue:
    """Bring a withdrawn brief back as it was."""
    if faults := actions.restore(services(), staff(), brief_id):
        draft = actions.open_draft(services(), staff(), brief_id)
        heading = marked("There is a problem: fix this before you publish it again")
        return draw(draft.content, draft=draft, faults=faults, refused=heading), 400
    return redirect(url_for("desk.edit_brief", brief_id=brief_id, done="restore"), 303)

"""Choosing the kind of a new brief, copying one, discarding changes and deleting a draft, each after a confirmation."""

import secrets

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.editing.drafts import service as drafts
from library.editing.drafts.changes import since_shown
from library.editing.drafts.prompts import ABOUT
from library.editing.lifecycle import service as lives
from library.http.context import services, staff
from library.http.guards import staff_only
from library.security.permissions import Action, demand

blueprint = Blueprint("lifecycle", __name__)


@blueprint.get("/staff/briefs/kinds")
@staff_only
def choose_kind() -> ResponseReturnValue:
    """Ask which kind of brief to write."""
    demand(staff(), Action.WRITE)
    return render_template("editing/lifecycle/kinds.html", kinds=ABOUT)


@blueprint.post("/staff/briefs/<id:brief_id>/copy")
@staff_only
def copy_brief(brief_id: int) -> ResponseReturnValue:
    """Start a new draft with the words of a brief."""
    form_id = request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16)
    copy_id = lives.duplicate(services(), staff(), brief_id, form_id)
    return redirect(url_for("desk.edit_brief", brief_id=copy_id, done="copy"), 303)


@blueprint.route("/staff/briefs/<id:brief_id>/discard", methods=["GET", "POST"])
@staff_only
def discard_changes(brief_id: int) -> ResponseReturnValue:
    """Show what would be lost, and go back to what readers see."""
    if request.method == "POST":
        lives.discard(services(), staff(), brief_id)
        return redirect(url_for("desk.edit_brief", brief_id=brief_id, done="discard"), 303)
    draft = drafts.open_draft(services(), staff(), brief_id)
    if not lives.may_discard(services(), staff(), brief_id):
        return redirect(url_for("desk.edit_brief", brief_id=brief_id))
    changes = since_shown(services(), brief_id, draft.content) or []
    return render_template("editing/lifecycle/discard.html", draft=draft, changes=changes)


@blueprint.route("/staff/briefs/<id:brief_id>/delete", methods=["GET", "POST"])
@staff_only
def delete_draft(brief_id: int) -> ResponseReturnValue:
    """Ask whether a draft is to be deleted, and delete it."""
    if request.method == "POST":
        lives.delete(services(), staff(), brief_id)
        return redirect(url_for("desk.desk", deleted=1), 303)
    draft = drafts.open_draft(services(), staff(), brief_id)
    if not lives.may_delete(services(), staff(), brief_id):
        return redirect(url_for("desk.edit_brief", brief_id=brief_id))
    return render_template("editing/lifecycle/delete.html", draft=draft)

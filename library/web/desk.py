"""The staff desk: list, write, edit, publish and withdraw briefs."""

import secrets
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from library.actions import desk as actions
from library.actions import vocabulary
from library.actions.desk import Conflict, Published, Saved
from library.domain.faults import Fault
from library.domain.people import Action, demand
from library.domain.records import Draft
from library.http.context import parts, staff
from library.http.guards import staff_only
from library.schemas.briefs import BRIEF
from library.schemas.forms import from_form, told_at
from library.web.routes import web

PAGE_SIZE = 50
LAST_PAGE = 1_000_000
ROWS = {
    str(field.metadata["one"]): name for name, field in BRIEF.fields.items() if field.metadata.get("widget") == "rows"
}
"""What one row is called -> the field it is a row of, as in action=add-outcome."""


@web.get("/staff/briefs")
@staff_only
def desk() -> ResponseReturnValue:
    """List all briefs for staff."""
    page = min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    total, lines = actions.desk(parts(), staff(), page, PAGE_SIZE)
    return render_template("desk/list.html", lines=lines, total=total, page=page, pages=max(1, -(-total // PAGE_SIZE)))


@web.route("/staff/briefs/new", methods=["GET", "POST"])
@staff_only
def new_brief() -> ResponseReturnValue:
    """Show an empty form, and make a draft of what comes back."""
    demand(staff(), Action.WRITE)
    action, form_id = request.form.get("action", ""), request.form.get("form_id", "")[:64] or secrets.token_urlsafe(16)
    content = _typed(action)
    if request.method == "GET" or _rearranged(content, action):
        return _form(content if request.method == "POST" else {}, form_id=form_id)
    saved = actions.start(parts(), staff(), content, form_id)
    if isinstance(saved, Conflict):
        return _conflict(saved, content)
    if action != "publish":
        return redirect(url_for("web.edit_brief", brief_id=saved.brief_id, saved=1), 303)
    draft = actions.open_draft(parts(), staff(), saved.brief_id)
    return _published(saved.brief_id, content, draft.lock)


@web.route("/staff/briefs/<id:brief_id>/edit", methods=["GET", "POST"])
@staff_only
def edit_brief(brief_id: int) -> ResponseReturnValue:
    """Show a brief to edit, and save or publish what comes back."""
    draft = actions.open_draft(parts(), staff(), brief_id)
    if request.method == "GET":
        return _form(draft.content, draft=draft, faults=actions.what_is_missing(parts(), draft))
    action, lock = request.form.get("action", "save"), request.form.get("lock", 0, int)
    content = _typed(action)
    if _rearranged(content, action):
        return _form(content, draft=draft, lock=lock)
    if action == "publish":
        return _published(brief_id, content, lock)
    if action == "withdraw":
        return redirect(url_for("web.withdraw_brief", brief_id=brief_id), 303)
    saved = actions.save(parts(), staff(), brief_id, content, lock)
    if isinstance(saved, Conflict):
        return _conflict(saved, content)
    return redirect(url_for("web.edit_brief", brief_id=brief_id, saved=1), 303)


@web.route("/staff/briefs/<id:brief_id>/withdraw", methods=["GET", "POST"])
@staff_only
def withdraw_brief(brief_id: int) -> ResponseReturnValue:
    """Ask why a brief is withdrawn, and take it down."""
    demand(staff(), Action.WITHDRAW)
    draft = actions.open_draft(parts(), staff(), brief_id)
    reason = request.form.get("reason", "")
    faults = actions.withdraw(parts(), staff(), brief_id, reason) if request.method == "POST" else []
    if request.method == "POST" and not faults:
        return redirect(url_for("web.desk"), 303)
    return render_template("desk/withdraw.html", draft=draft, reason=reason, faults=faults), 400 if faults else 200


def _typed(action: str) -> dict[str, Any]:
    """Read what was typed, without the row that a button takes out."""
    verb, _, row = action.partition("-")
    kept = [pair for pair in request.form.items(multi=True) if verb != "remove" or not pair[0].startswith(f"{row}-")]
    return from_form(BRIEF, MultiDict(kept))


def _rearranged(content: dict[str, Any], action: str) -> bool:
    """Add a row, as a button asks; tell whether a button added or took out one."""
    verb, _, what = action.partition("-")
    if verb == "add" and what in ROWS:
        content.setdefault(ROWS[what], []).append({})
    return (verb == "add" and what in ROWS) or (verb == "remove" and what.rpartition("-")[0] in ROWS.values())


def _published(brief_id: int, content: dict[str, Any], lock: int) -> ResponseReturnValue:
    note = request.form.get("change_note", "")
    done = actions.publish(parts(), staff(), brief_id, content, lock, note)
    if isinstance(done, Published):
        return redirect(url_for("web.brief", slug=done.slug), 303)
    if isinstance(done, Conflict):
        return _conflict(done, content)
    return _refused(done, content)


def _refused(saved: Saved, content: dict[str, Any]) -> ResponseReturnValue:
    """Show what stands in the way of publishing; the draft itself is saved."""
    draft = actions.open_draft(parts(), staff(), saved.brief_id)
    return _form(content, draft=draft, faults=saved.faults, refused=True)


def _conflict(conflict: Conflict, content: dict[str, Any]) -> ResponseReturnValue:
    """Show both texts where they differ, and keep what was typed in the form."""
    theirs = conflict.theirs
    differing = [
        (name, theirs.content.get(name), content.get(name))
        for name in BRIEF.fields
        if theirs.content.get(name) != content.get(name)
    ]
    return _form(content, draft=theirs, differing=differing, status=409)


def _form(
    content: dict[str, Any],
    *,
    draft: Draft | None = None,
    lock: int | None = None,
    faults: list[Fault] | None = None,
    refused: bool = False,
    differing: list[tuple[str, Any, Any]] | None = None,
    form_id: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    """Draw the form of a brief with whatever was typed."""
    page = render_template(
        "desk/edit.html",
        schema=BRIEF,
        content=content,
        draft=draft,
        lock=lock if lock is not None else draft.lock if draft else 0,
        faults=told_at(BRIEF, faults or []),
        refused=refused,
        differing=differing or [],
        form_id=form_id,
        change_note=request.form.get("change_note", ""),
        terms=vocabulary.read(parts()),
    )
    return page, 400 if refused else status

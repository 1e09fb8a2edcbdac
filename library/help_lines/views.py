"""Help now, for readers; and the services it names, for the admins who check them."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.forms.reading import from_form, told_at
from library.help_lines import service as help_lines
from library.help_lines.models import Group, HelpLine
from library.help_lines.schemas import HELP_LINE
from library.http.context import services, staff
from library.http.guards import open_to_all, staff_only
from library.security.permissions import Action, demand

blueprint = Blueprint("help_lines", __name__)


@blueprint.get("/help-now")
@open_to_all
def help_now() -> ResponseReturnValue:
    """Show what to do first, and where to turn."""
    groups = help_lines.shown(services())
    urgent = groups.pop(Group.EMERGENCY, [])
    about = {"groups": groups, "urgent": {line.id: line for line in urgent}}
    return render_template("help_lines/help_now.html", **about, reading=help_lines.how_translated(services()))


@blueprint.get("/staff/help-lines")
@staff_only
def all_help_lines() -> ResponseReturnValue:
    """List all services, those that wait to be confirmed first."""
    lines = help_lines.every(services())
    return render_template("help_lines/list.html", lines=sorted(lines, key=lambda line: line.shown), groups=Group)


@blueprint.route("/staff/help-lines/new", methods=["GET", "POST"])
@staff_only
def new_help_line() -> ResponseReturnValue:
    """Ask for a service, and add it."""
    demand(staff(), Action.CONFIRM_NUMBERS)
    words, faults = from_form(HELP_LINE, request.form), []
    if request.method == "POST":
        made = help_lines.add(services(), staff(), words)
        if isinstance(made, HelpLine):
            return redirect(url_for("help_lines.all_help_lines", _anchor=made.id), 303)
        faults = told_at(HELP_LINE, made)
    about = {"schema": HELP_LINE, "line": None, "words": words, "faults": faults}
    return render_template("help_lines/edit.html", **about), 400 if faults else 200


@blueprint.route("/staff/help-lines/<line_id>/edit", methods=["GET", "POST"])
@staff_only
def edit_help_line(line_id: str) -> ResponseReturnValue:
    """Show a service, and keep what is changed of it."""
    demand(staff(), Action.CONFIRM_NUMBERS)
    line = help_lines.find(services(), line_id) or abort(404)
    words, faults = help_lines.words_of(line), []
    if request.method == "POST":
        words = from_form(HELP_LINE, request.form)
        faults = told_at(HELP_LINE, help_lines.change(services(), staff(), line_id, words))
        if not faults:
            return redirect(url_for("help_lines.all_help_lines", _anchor=line_id), 303)
    about = {"schema": HELP_LINE, "line": line, "words": words, "faults": faults}
    return render_template("help_lines/edit.html", **about), 400 if faults else 200


@blueprint.post("/staff/help-lines/<line_id>")
@staff_only
def confirm_number(line_id: str) -> ResponseReturnValue:
    """Keep that an admin has checked a service, or stop showing it."""
    settle = help_lines.hide if request.form.get("action") == "hide" else help_lines.confirm
    if not settle(services(), staff(), line_id):
        abort(404)
    return redirect(url_for("help_lines.all_help_lines", _anchor=line_id), 303)

"""Briefs in bulk: import with a look at what would happen first, and export."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import secure_filename

from library.briefs.models import Status
from library.editing.desk import schemas as desk_schemas
from library.editing.desk import service as desk
from library.forms.problems import Fault
from library.http import context
from library.http.context import services, staff
from library.http.guards import staff_only, takes
from library.i18n.messages import marked
from library.security.permissions import Action, demand
from library.transfer import exports
from library.transfer.files import CannotRead
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed
from library.transfer.spreadsheets import Sheet

blueprint = Blueprint("transfers", __name__)

TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TOO_LARGE = marked("Send a file of 5 MB or less, or split it.")
GONE = Fault(
    "", marked("This import is no longer here: it was done, or it is more than a day old. Send the file again.")
)
MOVED_ON = Fault(
    "", marked("The library has changed since you looked, so nothing was taken in. Look again, then say yes.")
)


@blueprint.route("/staff/import", methods=["GET", "POST"])
@staff_only
@takes(imports.LARGEST_FILE + 100_000, TOO_LARGE)
def import_briefs() -> ResponseReturnValue:
    """Ask for a file, and read it."""
    demand(staff(), Action.IMPORT)
    file = request.files.get("file")
    if request.method != "POST":
        return _form([])
    if file is None or not file.filename:
        return _form([Fault("file", marked("Choose a .json, .csv or .xlsx file."))])
    content = file.read(imports.LARGEST_FILE + 1)
    file.close()
    if len(content) > imports.LARGEST_FILE:
        return _form([Fault("file", TOO_LARGE)])
    try:
        key = imports.keep(services(), staff(), secure_filename(file.filename)[-80:], content)
    except CannotRead as error:
        return _form([Fault("file", str(error))])
    return redirect(url_for("transfers.planned_import", key=key), 303)


def _form(faults: list[Fault]) -> ResponseReturnValue:
    taken = request.args.get("taken", None, int)
    return render_template("transfer/import.html", faults=faults, taken=taken), 400 if faults else 200


@blueprint.route("/staff/import/<key>", methods=["GET", "POST"])
@staff_only
def planned_import(key: str) -> ResponseReturnValue:
    """Show row by row what would happen, and do exactly that."""
    sheet = imports.kept(services(), staff(), key)
    if sheet is None:
        return _form([GONE])
    if request.method != "POST":
        return _plan(sheet, [])
    try:
        taken = imports.confirm(services(), staff(), key, sheet, request.form.get("seal", ""))
    except imports.Changed:
        return _plan(sheet, [MOVED_ON])
    return redirect(url_for("transfers.import_briefs", taken=taken), 303)


def _plan(sheet: Sheet, faults: list[Fault]) -> ResponseReturnValue:
    plan = imports.plan(services(), sheet.rows, numbers=sheet.numbers)
    page = render_template("transfer/plan.html", plan=plan, skipped=sheet.skipped, Deed=Deed, faults=faults)
    return page, 409 if faults else 200


@blueprint.get("/staff/import/template.<suffix>")
@staff_only
def import_template(suffix: str) -> ResponseReturnValue:
    """Return an empty sheet to fill in."""
    if suffix not in {"csv", "xlsx"}:
        abort(404)
    name = f"briefs-template.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(imports.template(staff(), name), mimetype=TYPES[suffix], headers=headers)


@blueprint.get("/staff/export")
@staff_only
def export_briefs() -> ResponseReturnValue:
    """Offer the files, of all briefs or of those that the list at the desk was narrowed to."""
    wanted = desk_schemas.wanted(request.args)
    count = sum(line.status is Status.PUBLISHED for line in desk.find(services(), staff(), wanted)[1])
    return render_template("transfer/export.html", wanted=wanted, count=count)


@blueprint.get("/staff/export/briefs.<suffix>")
@staff_only
def exported_briefs(suffix: str) -> ResponseReturnValue:
    """Return published briefs in one file."""
    if suffix not in TYPES:
        abort(404)
    name = f"briefs.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    wanted = desk_schemas.wanted(request.args)
    content = exports.taken_out(services(), staff(), name, wanted, taken=not context.only_looks())
    return Response(content, mimetype=TYPES[suffix], headers=headers)

"""The pages of translators: a table of what stands where, a form for one item, and a spreadsheet out and in."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.editing.translations import service, sheets
from library.editing.translations.models import Sheet
from library.forms.problems import Fault
from library.http.context import services, staff
from library.http.guards import staff_only, takes
from library.i18n.messages import Language, marked
from library.security.permissions import Action, demand
from library.translations.models import TranslationState

blueprint = Blueprint("translations", __name__)

LARGEST_SHEET = 5_000_000
TOO_LARGE = marked("Send a file of 5 MB or less, or split it.")


@blueprint.get("/staff/languages")
@staff_only
def languages() -> ResponseReturnValue:
    """Show what is translated into which language, and how it stands."""
    whole = request.args.get("show") == "all"
    lines = service.table(services(), whole=whole)
    spoken = service.languages(services())
    return render_template(
        "editing/translations/table.html", lines=lines, spoken=spoken, whole=whole, TranslationState=TranslationState
    )


@blueprint.route("/staff/languages/<code>/<kind>/<name>", methods=["GET", "POST"])
@staff_only
def translate(code: str, kind: str, name: str) -> ResponseReturnValue:
    """Show an item with its English beside the words of a language, and do what the button says."""
    sheet, action = _sheet(code, kind, name), request.form.get("action", "save")
    if request.method != "POST":
        return _form(sheet, code, dict(sheet.words), [])
    here = url_for("translations.translate", code=code, kind=kind, name=name, done=action)
    if action in {"show", "hide"}:
        service.publish(services(), staff(), sheet, published=action == "show")
        return redirect(here, 303)
    words = {segment: request.form.get(segment, "") for segment in sheet.item.english}
    mark, checked = request.form.get("mark", ""), request.form.get("checked") == "yes"
    if faults := service.save(services(), staff(), sheet, words, mark, checked=checked):
        return _form(_sheet(code, kind, name), code, words, faults)
    return redirect(here, 303)


def _sheet(code: str, kind: str, name: str) -> Sheet:
    try:
        return service.sheet(services(), kind, name, code)
    except service.NothingToTranslate:
        abort(404)


def _form(sheet: Sheet, code: str, words: dict[str, str], faults: list[Fault]) -> ResponseReturnValue:
    about = {"sheet": sheet, "language_of_form": _language(code), "words": words, "faults": faults}
    page = render_template("editing/translations/edit.html", **about, done=request.args.get("done", ""))
    return page, 400 if faults else 200


def _language(code: str) -> Language:
    return next((each for each in service.languages(services()) if each.code == code), None) or abort(404)


@blueprint.get("/staff/languages/<code>.csv")
@staff_only
def translations_sheet(code: str) -> ResponseReturnValue:
    """Return all that can be translated into a language as a spreadsheet for translators."""
    headers = {"Content-Disposition": f'attachment; filename="what-works-library-{_language(code).code}.csv"'}
    return Response(sheets.written(services(), code), mimetype="text/csv", headers=headers)


@blueprint.route("/staff/languages/<code>/import", methods=["GET", "POST"])
@staff_only
@takes(LARGEST_SHEET + 100_000, TOO_LARGE)
def import_translations(code: str) -> ResponseReturnValue:
    """Ask for a translator's spreadsheet, and keep its rows, all or none."""
    demand(staff(), Action.TRANSLATE)
    language, file, faults = _language(code), request.files.get("file"), []
    if request.method == "POST" and (file is None or not file.filename):
        faults = [Fault("file", marked("Choose a .csv file."))]
    elif request.method == "POST" and file:
        content = file.read(LARGEST_SHEET + 1)
        file.close()
        changed, faults = (
            sheets.bring_in(services(), staff(), code, content)
            if len(content) <= LARGEST_SHEET
            else (0, [Fault("file", TOO_LARGE)])
        )
        if not faults:
            return redirect(url_for("translations.languages", changed=changed), 303)
    page = render_template("editing/translations/import.html", language_of_form=language, faults=faults)
    return page, 400 if faults else 200

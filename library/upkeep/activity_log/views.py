"""The record of who did what, as a page and as a file, for admins."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.http import context
from library.http.context import services, staff
from library.http.guards import staff_only
from library.http.paging import asked_page, hold_within
from library.security.permissions import Action, demand
from library.text.csv import csv_text
from library.upkeep.activity_log import service as activity_log
from library.upkeep.activity_log.models import Wanted, number_of

blueprint = Blueprint("audit", __name__)

LARGEST_ID = 2**31 - 1
COLUMNS = ("when (UTC)", "who", "action", "object", "title", "request")


def _wanted() -> Wanted:
    person_id = request.args.get("person", None, int)
    return Wanted(
        person_id if person_id is None or 0 < person_id <= LARGEST_ID else None,
        request.args.get("action", "").strip()[:40],
        request.args.get("object", "").strip()[:120],
    )


@blueprint.get("/staff/audit")
@staff_only
def audit_log() -> ResponseReturnValue:
    """Show who did what."""
    demand(staff(), Action.READ_AUDIT)
    wanted, page = _wanted(), asked_page()
    record = activity_log.record(services(), staff(), wanted, page)
    hold_within(page, record.pages)
    return render_template("upkeep/activity_log.html", record=record, wanted=wanted, address_of=_address)


PAGES: dict[str, Callable[[int], str]] = {
    "brief": lambda number: url_for("desk.edit_brief", brief_id=number),
    "opportunity": lambda number: url_for("opportunities.edit_opportunity", opportunity_id=number),
    "field note": lambda number: url_for("field_notes.field_note", note_id=number),
    "voice": lambda number: url_for("voice_desk.one_voice", voice_id=number),
}
"""The page of each kind of object that stays there, whatever becomes of it, by its number."""


def _address(object: str) -> str:
    """Return the page of an object, "" where it has none."""
    for noun, page in PAGES.items():
        if (number := number_of(object, noun)) is not None:
            return page(number)
    kind, _, name = object.partition(" ")
    if kind != "term" or name.count("/") != 1:
        return ""
    scheme, term_id = name.split("/")
    return url_for("vocabulary.term", scheme=scheme, term_id=term_id)


@blueprint.get("/staff/audit.csv")
@staff_only
def audit_file() -> ResponseReturnValue:
    """Return who did what as a spreadsheet."""
    rows = [
        (f"{entry.at:%Y-%m-%d %H:%M:%S}", entry.who, entry.action, entry.object, entry.title, entry.request)
        for entry in activity_log.export(services(), staff(), _wanted(), taken=not context.only_looks())
    ]
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return Response(csv_text(COLUMNS, rows), mimetype="text/csv", headers=headers)

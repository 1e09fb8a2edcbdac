"""What works at a glance: as a table, as a picture, and as a file for a spreadsheet."""

import csv
import io
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from library.briefs import presentation
from library.briefs.ratings import CONFIDENCE_WORDS, Effect, Role
from library.browse.what_works import service as what_works
from library.browse.what_works.rules import BY_IMPACT, Column, Narrowing
from library.browse.what_works.service import Table
from library.http.context import services
from library.http.guards import open_to_all
from library.text.csv import quoted

blueprint = Blueprint("what_works", __name__)

Choice = TypeVar("Choice", bound=StrEnum)
LEVELS = range(5, -1, -1)
"""The rows of the picture: confidence, the highest first."""
COLUMNS = ("Approach", "In one line", "Impact", "On", "Confidence (0 to 5)", "Cost", "Evidence from", "Here", "Address")


def _one_of(choices: type[Choice], name: str) -> Choice | None:
    """Return the choice that the address makes, None where it makes none that we know."""
    asked = request.args.get(name, "").replace("-", "_")
    return next((choice for choice in choices if choice.value == asked), None)


def _asked() -> tuple[Narrowing, Column]:
    narrowing = Narrowing(request.args.get("age", ""), request.args.get("setting", ""), _one_of(Role, "for"))
    return narrowing, _one_of(Column, "sort") or Column.IMPACT


def _unknown(found: Table) -> list[str]:
    """Return what the address asks for that isn't one of the choices; it was left out."""
    known: dict[str, list[str]] = {
        "for": [role.value.replace("_", "-") for role in Role] + list(Role),
        "age": [term.id for term in found.terms.terms("age")],
        "setting": [term.id for term in found.terms.terms("setting")],
        "sort": list(Column),
    }
    asked = {name: request.args.get(name, "") for name in known}
    return [value[:60] for name, value in asked.items() if value and value not in known[name]]


def _address(endpoint: str = "what_works.what_works_table", **changes: str) -> str:
    """Return the address of this table, or of its file, with some parameters changed; "" removes one."""
    kept = {name: request.args.get(name, "") for name in ("for", "age", "setting", "sort", "view")} | changes
    parameters: dict[str, Any] = {name: value for name, value in kept.items() if value}
    return url_for(endpoint, **parameters)


@blueprint.get("/what-works")
@open_to_all
def what_works_table() -> ResponseReturnValue:
    """Show what works, one row to an approach."""
    narrowing, column = _asked()
    found = what_works.table(services(), narrowing, column)
    picture = request.args.get("view") == "picture"
    return render_template(
        "browse/what_works/picture.html" if picture else "browse/what_works/table.html",
        table=found,
        narrowing=narrowing,
        sorted_by=column,
        columns=Column,
        roles=Role,
        address=_address,
        by_impact=[effect for effect in BY_IMPACT if effect is not Effect.NOT_MEASURED],
        levels=LEVELS,
        confidence_words=CONFIDENCE_WORDS,
        unknown=_unknown(found),
        file_address=_address("what_works.what_works_file", view=""),
    )


@blueprint.get("/what-works.csv")
@open_to_all
def what_works_file() -> ResponseReturnValue:
    """Return the same rows as a file for a spreadsheet."""
    narrowing, column = _asked()
    found = what_works.table(services(), narrowing, column)
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for row in found.rows:
        brief = row.brief
        on = "; ".join(presentation.outcome_name(outcome, found.terms) for outcome in row.shown)
        cells = (
            row.label,
            brief.one_line,
            "; ".join(outcome.effect.words for outcome in row.shown),
            on,
            "" if row.confidence is None else str(row.confidence),
            brief.cost_band.words if brief.cost_band else "Not known",
            brief.nearness.words,
            "; ".join(project.title for project in row.local),
            services().links.brief(brief.slug),
        )
        writer.writerow([quoted(cell) for cell in cells])
    headers = {"Content-Disposition": 'attachment; filename="what-works.csv"'}
    return Response("\ufeff" + written.getvalue(), mimetype="text/csv", headers=headers)


@blueprint.get("/map")
@blueprint.get("/map/briefs")
@open_to_all
def earlier_map() -> ResponseReturnValue:
    """Lead on from the address that the picture had before."""
    return redirect(url_for("what_works.what_works_table", view="picture"), 301)

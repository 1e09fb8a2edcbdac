"""Reports for staff: on a page with charts and tables, as a spreadsheet, and as one page of paper."""

from datetime import date

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from library.http.context import services, staff
from library.http.guards import staff_only
from library.reports import charts, files, rules, service
from library.reports.models import IN_CHARTS, Length, Period, Report

blueprint = Blueprint("reports", __name__)


def _period() -> Period:
    """Return the period that the address asks for: by its length, and a day in it."""
    length = next((each for each in Length if each.value == request.args.get("length")), Length.QUARTER)
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        day = services().today()
    return rules.period(length, day)


def _report() -> Report:
    return service.report(services(), staff(), _period())


@blueprint.get("/staff/reports")
@staff_only
def reports() -> ResponseReturnValue:
    """Show a report."""
    found = _report()
    drawn = [charts.chart(series, found.period) for series in found.series if series.statistic in IN_CHARTS]
    around = {"before": rules.before(found.period), "after": rules.after(found.period), "named": charts.name}
    size = {"width": charts.WIDTH, "height": charts.HEIGHT}
    about = {"shown": rules.shown, "Length": Length, "fewest": rules.FEWEST}
    return render_template("reports/report.html", report=found, charts=drawn, **around, **size, **about)


@blueprint.get("/staff/reports.csv")
@staff_only
def report_sheet() -> ResponseReturnValue:
    """Return a report as a spreadsheet."""
    found = _report()
    return Response(files.sheet(found), mimetype="text/csv", headers=_named(found, "csv"))


@blueprint.get("/staff/reports.pdf")
@staff_only
def report_paper() -> ResponseReturnValue:
    """Return a report as one page of paper."""
    found, known = _report(), services()
    about = {"organisation": known.settings.organisation, "address": known.links.home()}
    made = files.paper(found, **about, at=known.clock())
    return Response(made, mimetype="application/pdf", headers=_named(found, "pdf"))


def _named(found: Report, suffix: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{files.file_name(found.period, suffix)}"'}

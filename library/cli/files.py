"""Commands that take briefs in from a file, and write them to one."""

from pathlib import Path

import click

from library.cli.connected import connected
from library.services import Services
from library.transfer import exports
from library.transfer.files import read_file
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed, Plan

FILE = click.Path(path_type=Path)


@click.command("import", help="Take briefs in from a .json, .csv or .xlsx file, as drafts.")
@click.argument("file", type=FILE)
@click.option("--good-ones", is_flag=True, help="Take those without a fault and leave the others.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen to each row.")
@click.option("--publish", is_flag=True, help="Publish them at once.")
@connected
def bring_in(services: Services, file: Path, good_ones: bool, dry_run: bool, publish: bool) -> int:
    """Take briefs in from a file."""
    rows = read_file(file)
    if dry_run:
        return _tell(imports.plan(services, rows, publish=publish))
    done = imports.bring_in(services, rows, good_ones=good_ones, publish=publish)
    refused, same = done.of(Deed.REFUSED), len(done.of(Deed.SAME))
    taken = len(done.to_take()) if good_ones or not refused else 0
    _tell_refused(done)
    kept = "" if taken or not refused else " Nothing was taken; --good-ones takes those without a fault."
    as_before = f", {same} the same already" if same else ""
    click.echo(f"{taken} briefs taken in, {len(refused)} refused{as_before}.{kept}")
    return 1 if refused else 0


def _tell(plan: Plan) -> int:
    """Tell what an import would do."""
    for line in plan.to_take():
        click.echo(f"{line.name}: {line.deed.label}" + (f": {', '.join(line.fields)}" if line.fields else ""))
    _tell_refused(plan)
    counts = ", ".join(f"{len(plan.of(deed))} {deed.label.lower()}" for deed in Deed)
    click.echo(f"{len(plan.lines)} rows: {counts}. Nothing was taken in.")
    return 1 if plan.of(Deed.REFUSED) else 0


def _tell_refused(plan: Plan) -> None:
    for line in plan.of(Deed.REFUSED):
        for fault in line.faults:
            click.echo(f"{line.name}: {fault}")


@click.command(help="Write all published briefs to a .json, .csv or .xlsx file.")
@click.argument("file", type=FILE)
@connected
def export(services: Services, file: Path) -> None:
    """Write all published briefs to a file."""
    click.echo(f"{exports.write_out(services, file)} briefs written to {file}.")


COMMANDS = (bring_in, export)

"""The command that brings a library in service up to date, and back."""

import click

from library.cli.connected import Failed, at_any_revision
from library.cli.progress import progress
from library.i18n.formats import moment
from library.services import Services
from library.transfer.upgrade import service as upgrades
from library.transfer.upgrade.models import CannotUpgrade, Plan

MB = 1_000_000


@click.command(help="Say what bringing the database up to date would do; with --yes, back it up and do it.")
@click.option("--yes", is_flag=True, help="Do it.")
@click.option("--undo", is_flag=True, help="Put the database back as it was before the last upgrade.")
@at_any_revision
def upgrade(services: Services, yes: bool, undo: bool) -> None:
    """Bring the database up to date, or put it back as it was before."""
    try:
        _undo(services, yes=yes) if undo else _upgrade(services, yes=yes)
    except CannotUpgrade as error:
        raise Failed(str(error)) from error


def _upgrade(services: Services, *, yes: bool) -> None:
    plan = upgrades.plan(services)
    if plan.unfinished:
        click.echo(upgrades.settle(services, plan))
    if not plan.steps:
        click.echo(f"The database is up to date (revision {plan.after}). There is nothing to do.")
        return
    _tell(plan)
    if not plan.fits:
        raise CannotUpgrade("There is not enough room on the disk. Nothing was changed.")
    if not yes:
        click.echo("Nothing was changed. `library upgrade --yes` does it.")
        return
    with progress("Keeping rows") as tell:
        upgrades.carry_out(services, plan, tell)
    click.echo(f"Done: the database is at revision {plan.after}. Start the site and the worker of this program.")
    click.echo("`library upgrade --undo` goes back.")


def _tell(plan: Plan) -> None:
    number = "1 step" if plan.steps == 1 else f"{plan.steps} steps"
    click.echo(f"The tables are at {plan.before or 'their beginning'}. This program needs {plan.after}: {number}.")
    click.echo(f"First everything is written to {plan.backup}.")
    click.echo(f"That needs {_mb(plan.needed)} on the disk; {_mb(plan.free)} are free.")
    click.echo("Meanwhile pages say that the library is being updated.")


def _mb(size: int) -> str:
    return f"{-(-size // MB):,} MB"


def _undo(services: Services, *, yes: bool) -> None:
    record = upgrades.undoable(services)
    click.echo(f"The database goes back from revision {record.after} to {record.before}, as of {moment(record.at)}.")
    click.echo("What was written since is lost from it, and everybody is signed out. It is backed up first.")
    if not yes:
        click.echo("Nothing was changed. `library upgrade --undo --yes` does it.")
        return
    with progress("Checking the backup") as tell:
        now = upgrades.undo(services, record, tell)
    click.echo(f"Done: the database is as it was before. What it held until now is in {now}.")
    click.echo("Put the program of before back, then start the site and the worker.")


COMMANDS = (upgrade,)

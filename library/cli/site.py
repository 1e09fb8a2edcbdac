"""Commands that set the library up and keep it running."""

import click

from library import server, worker
from library.cli.connected import connected, serving
from library.cli.progress import progress
from library.demo.service import hold_apart
from library.search import indexing
from library.search.engine.port import IndexBusy
from library.services import Services
from library.transfer import seeding


@click.command(help="Make or update the database and the index.")
@connected
def init(services: Services) -> None:
    """Make or update the database and the index."""
    services.store.migrate()
    try:
        indexing.catch_up(services)
    except IndexBusy:
        click.echo("The database is ready. Another process is making the index.")
        return
    click.echo("The database and the index are ready.")


@click.command(help="Load the seed briefs and vocabulary that are not there yet.")
@connected
def seed(services: Services) -> None:
    """Load what is not there yet."""
    load_seeds(services)


def load_seeds(services: Services) -> None:
    """Set up the database, and load the seed briefs and vocabulary that are not there yet."""
    services.store.migrate()
    with progress("Loading briefs") as tell:
        changed = seeding.seed(services, tell)
    indexing.after_commit(services)
    click.echo(f"{changed} briefs loaded; those that staff changed were left as they are.")


@click.command(help="Run the site (PORT= changes the port).")
@serving
def serve(services: Services) -> None:
    """Run the site."""
    server.serve(services)


@click.command(help="Init, seed, then the site and the worker together.")
@serving
def run(services: Services) -> int:
    """Set up what is missing, then run site and worker together."""
    load_seeds(services)
    return server.serve_with_worker(services)


@click.command(help="Keep the index up to date and send the mail that is due.")
@click.option("--once", is_flag=True, help="Do what is due now, then stop (for cron).")
@click.option("--under", type=int, metavar="PID", help="Stop once this parent process is gone.")
@connected
def work(services: Services, once: bool, under: int | None) -> None:
    """Keep the index up to date, publish what is due and send mail, until stopped; a demo's mail stays in the demo."""
    hold_apart(services)
    worker.work(services, once=once, under=under)


@click.command(help="Keep the index up to date; `library serve` runs this.")
@click.option("--under", type=int, metavar="PID", required=True, help="Stop once this parent is gone.")
@connected
def keep_index(services: Services, under: int) -> None:
    """Keep the index of this machine up to date beside the site."""
    worker.keep_index(services, under)


COMMANDS = (init, seed, serve, run, work, keep_index)

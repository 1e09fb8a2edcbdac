"""The command that starts a throwaway copy of the library, and the one that deletes it."""

from pathlib import Path

import click

from library import bootstrap, server
from library.cli.progress import progress
from library.demo import place
from library.demo import service as demos

INTRODUCTION = """This is a demo. Its accounts, reports and mails are examples, and no mail is sent to anyone.
Each link signs one account in, once. Open each in a private window of its own:"""


@click.command(help="Start a throwaway copy with example accounts in FOLDER (DEMO_PORT= changes the port).")
@click.argument("folder", type=click.Path(path_type=Path), default=place.FOLDER)
@click.option("--clean", is_flag=True, help="Delete the copy instead.")
def demo(folder: Path, clean: bool) -> int:
    """Start a demo, or delete it."""
    from library.demo import examples  # Takes long to load, and no other command needs it.

    if clean:
        click.echo("The demo is deleted." if place.clean(folder) else "There is no demo here.")
        return 0
    services = bootstrap.connect(place.enter(folder), serving=True)
    if not place.is_whole(folder):
        with progress("Loading briefs and examples") as tell:
            examples.fill(services, tell)
        place.finish(folder)
    click.echo(INTRODUCTION)
    for person, link in demos.sign_in_links(services, examples.emails()):
        click.echo(f"  {person.name} ({person.role.label})\n    {link}")
    with place.hold(folder):
        return server.serve_with_worker(services)


COMMANDS = (demo,)

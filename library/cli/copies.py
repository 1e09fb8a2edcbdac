"""Commands for the frozen copy: write one, and start a library from one."""

from pathlib import Path

import click

from library.cli.connected import connected
from library.cli.progress import progress
from library.freeze import writing
from library.services import Services


@click.command(help="Write a copy of the public library that opens without a server, from a USB stick too.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@connected
def freeze(services: Services, folder: Path) -> None:
    """Write a frozen copy; the site is put together for this command alone."""
    from library.app import create_app

    with progress("Freezing") as tell:
        count = writing.freeze(create_app(services), services, folder.resolve(), tell)
    click.echo(f"{count} files written to {folder}. Open index.html; `sha256sum -c manifest-sha256.txt` checks them.")


COMMANDS = (freeze,)

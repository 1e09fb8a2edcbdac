"""All commands, gathered into one program."""

import os
from collections.abc import Sequence

import click

from library.cli import copies, demo, doctor, files, mail, people, site, upgrade, upkeep
from library.db.store import StoreUnavailable
from library.http import logs
from library.search.engine.port import IndexUnavailable
from library.settings import SettingsError, variable
from library.transfer.files import CannotRead

STOPPED = 130
HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 120}


@click.group(context_settings=HELP)
def library() -> None:
    """Run the What Works Library: find, read and send briefs on preventing violence."""


for each in (site, upgrade, upkeep, doctor, copies, files, mail, people, demo):
    for command in each.COMMANDS:
        library.add_command(command)


def run(words: Sequence[str] | None) -> int:
    """Run one command; return the exit code."""
    logs.set_up(os.environ.get(variable("log"), ""))
    try:
        return library.main(words, "library", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("library: stopped", err=True)
        return STOPPED
    except (SettingsError, CannotRead, StoreUnavailable, IndexUnavailable, OSError) as error:
        click.echo(f"library: {error}", err=True)
        return 1

"""Commands that look after the library: its index, its links, and the copy that is kept of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from library.briefs import seed_files
from library.cli.connected import Failed, connected
from library.cli.progress import progress
from library.freeze import restoring
from library.i18n.formats import moment
from library.involve import access, erasure
from library.mail.addresses import NotAnAddress
from library.search import indexing
from library.services import Services
from library.transfer.backup import nightly, withdrawals
from library.transfer.backup import service as backups
from library.transfer.backup.service import NotEmpty, Restored
from library.upkeep.broken_links import service as broken_links
from library.upkeep.broken_links.models import LinkState
from library.upkeep.broken_links.service import NothingAnswered

FILE = click.Path(path_type=Path)


@click.command(help="Rebuild the search index, while the old one serves.")
@connected
def reindex(services: Services) -> None:
    """Rebuild the index."""
    with progress("Indexing") as tell:
        count = indexing.reindex(services, tell)
    click.echo(f"The index was rebuilt: {count} briefs.")


@click.command(help="Compare database and index; exit 1 and a list where they differ.")
@click.option("--content", is_flag=True, help="Check the seed briefs, or each FILE, against the rules of evidence.")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@connected
def check(services: Services, content: bool, files: tuple[str, ...]) -> int:
    """Compare database and index, or check the content of briefs: files, or slugs of seed briefs."""
    if content:
        return _check_content([seed_files.brief_file(name) for name in files] or seed_files.brief_files())
    wrong = indexing.differing(services)
    for id, change in sorted(wrong.items()):
        differs = "is in the index, but not published" if change is None else f"the index lacks change {change}"
        click.echo(f"brief {id}: {differs}")
    click.echo(f"{len(wrong)} differences." if wrong else "The database and the index agree.")
    return 1 if wrong else 0


def _check_content(files: list[Path]) -> int:
    total = 0
    for name, faults in seed_files.check(files):
        for fault in faults:
            click.echo(f"{name}: {fault}")
        total += len(faults)
    click.echo(f"{len(files)} briefs checked, {total} faults.")
    return 1 if total else 0


@click.command(help="Write the whole library to one file, or to a new one in LIBRARY_BACKUPS, while it goes on.")
@click.argument("file", type=FILE, required=False)
@connected
def backup(services: Services, file: Path | None) -> None:
    """Write everything to one file."""
    with progress("Keeping rows") as tell:
        if file:
            total = backups.write(services, file, tell)
        else:
            file, total = nightly.make(services, tell)
    click.echo(f"{total} rows written to {file}. It holds personal data and the signing key: keep it safe.")
    if services.settings.backup_key:
        click.echo("It is encrypted: nobody can read it without LIBRARY_BACKUP_KEY, so keep that somewhere else.")


@click.command(help="Put back what a backup holds, or start again from a frozen copy, and index it.")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Replace the library that is here; it will be gone.")
@click.option("--none-withdrawn", is_flag=True, help="Say that no young person withdrew words since the backup.")
@connected
def restore(services: Services, file: Path, replace: bool, none_withdrawn: bool) -> None:
    """Put back what a backup holds."""
    if file.is_dir():
        _restore_frozen(services, file)
        return
    try:
        with progress("Checking the backup") as tell:
            lists = {folder / withdrawals.NAME for folder in (file.parent, services.settings.backups) if folder}
            done = backups.restore(services, file, tell, replace=replace, lists=lists, none_withdrawn=none_withdrawn)
    except NotEmpty as error:
        raise Failed(
            "there is a library here already, and nothing was changed. To put the backup in its place, add --replace; "
            "what is here now is then gone, so make a backup of it first"
        ) from error
    with progress("Indexing") as tell:
        count = indexing.reindex(services, tell)
    click.echo(f"Restored as of {moment(done.made_at)}: {count} briefs are published and can be found.")
    again = 0 if done.other_key else erasure.repeat(services)
    for words in _not_known(done, again):
        click.echo(words)
    if done.other_key:
        click.echo("Start the site and the worker again, so that they use the signing key of the backup.")


def _not_known(done: Restored, again: int) -> Iterator[str]:
    """Say what was withdrawn again, for how many people who had left, and what nobody here can know."""
    since = moment(done.made_at)
    if done.withdrawn:
        yield f"Words of young people that were withdrawn since and deleted again: {done.withdrawn}."
    if done.hidden:
        yield (
            f"Words of young people that are hidden: {done.hidden}. Nothing here says whether they were withdrawn "
            f"after {since}. Check each against the record on paper at /staff/voice: withdraw it, or let a second "
            "person publish it."
        )
    if again:
        yield f"People unsubscribed or deleted again, because they asked after the backup was made: {again}."
    yield (
        f"If anyone asked to unsubscribe or be deleted after {since}, and withdrawn.json wasn't beside the backup, "
        "run `library forget ADDRESS` for each of them. Requests in the last minute may be missing from that file too."
    )


def _restore_frozen(services: Services, folder: Path) -> None:
    try:
        count = restoring.restore(services, folder)
    except NotEmpty as error:
        raise Failed("there is a library here already; a frozen copy fills an empty one only") from error
    with progress("Indexing") as tell:
        indexing.reindex(services, tell)
    click.echo(f"Started again from the frozen copy: {count} briefs are published and can be found.")


@click.command(help="Ask the web addresses of all sources and opportunities whether they still answer.")
@connected
def links(services: Services) -> None:
    """Ask the web addresses of all sources whether they still answer."""
    try:
        with progress("Asking addresses") as tell:
            answers = broken_links.ask(services, broken_links.probe(services), tell)
    except NothingAnswered as error:
        raise Failed("no address answered, so there seems to be no internet here; nothing was kept") from error
    wrong = [asked for asked in answers if asked.state is not LinkState.FINE]
    for asked in wrong:
        click.echo(f"{asked.state.label}: {asked.address} ({asked.said})")
    counts = f"{len(answers)} addresses asked, {len(wrong)} did not answer well."
    click.echo(f"{counts} /staff/links lists them with their briefs.")


@click.command(help="Print all that is held of an e-mail address that isn't staff's, as JSON.")
@click.argument("address")
@connected
def held(services: Services, address: str) -> None:
    """Print what an address sent, subscribed to, asked a reply to and was mailed."""
    try:
        found = access.held(services, address)
    except NotAnAddress as error:
        raise Failed(str(error)) from error
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))


@click.command(help="Delete all that is held of an e-mail address that isn't staff's, or of a young person's code.")
@click.argument("address", metavar="ADDRESS|CODE")
@connected
def forget(services: Services, address: str) -> None:
    """Delete what an address sent, subscribed to and asked a reply to, or the words that a code withdraws."""
    if erasure.forget_words(services, address):
        click.echo("Deleted: the words of a young person, with any recording. Backups still hold them.")
        return
    try:
        done = erasure.forget(services, address)
    except NotAnAddress as error:
        raise Failed(str(error)) from error
    deleted = ", ".join(f"{count} {what}" for what, count in done.items())
    click.echo(f"Deleted: {deleted}. Backups still hold them.")


COMMANDS = (reindex, check, backup, restore, links, held, forget)

"""The command line. Every command exits 0 on success and says on one line what was wrong otherwise."""

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from library import bootstrap, server, settings, worker
from library.accounts.invitations import service as invitations
from library.accounts.two_factor import service as two_factor
from library.briefs import seed_files
from library.db.store import StoreUnavailable
from library.i18n.formats import moment
from library.involve import erasure
from library.mail.addresses import NotAnAddress
from library.progress import progress
from library.search import indexing
from library.search.engine.port import IndexBusy, IndexUnavailable
from library.security.permissions import Role
from library.services import Services
from library.settings import SettingsError
from library.transfer import exports, seeding
from library.transfer.backup import service as backups
from library.transfer.backup.service import NotEmpty
from library.transfer.files import CannotRead, read_file
from library.transfer.imports import service as imports
from library.transfer.imports.models import Deed, Plan
from library.upkeep.broken_links import service as broken_links
from library.upkeep.broken_links.models import State
from library.upkeep.broken_links.service import NothingAnswered


def main(words: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    asked = _parser().parse_args(words)
    try:
        services = bootstrap.connect(settings.read(), serving=asked.run in {serve, run})
        return int(asked.run(services, asked) or 0)
    except (SettingsError, CannotRead, StoreUnavailable, IndexUnavailable, OSError) as error:
        print(f"library: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("library: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "library", description="The What Works Library: find, read and send briefs on preventing violence."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "init", init, "make or update the database and the index")
    _command(commands, "seed", seed, "load the seed briefs and vocabulary that are not there yet")
    _command(commands, "serve", serve, "run the site (PORT= changes the port)")
    work_parser = _command(commands, "work", work, "keep the index up to date and send the mail that is due")
    work_parser.add_argument("--once", action="store_true", help="do what is due now, then stop (for cron)")
    work_parser.add_argument("--under", type=int, metavar="PID", help="stop once this parent process is gone")
    keep_parser = _command(commands, "keep-index", keep_index, "keep the index up to date; `library serve` runs this")
    keep_parser.add_argument("--under", type=int, metavar="PID", required=True, help="stop once this parent is gone")
    _command(commands, "run", run, "init, seed, then the site and the worker together")
    _command(commands, "reindex", reindex, "make the search index anew, while the old one serves")
    check_parser = _command(commands, "check", check, "compare database and index; exit 1 and a list where they differ")
    check_parser.add_argument(
        "--content",
        action="store_true",
        help="check the seed briefs, or the FILES given, against the rules of evidence",
    )
    check_parser.add_argument("files", nargs="*", metavar="FILE", help="a file, or the slug of a seed brief")
    import_parser = _command(commands, "import", bring_in, "take briefs in from a .json, .csv or .xlsx file, as drafts")
    import_parser.add_argument("file", type=Path)
    import_parser.add_argument(
        "--good-ones", action="store_true", help="take those without a fault and leave the others"
    )
    import_parser.add_argument("--dry-run", action="store_true", help="tell what would happen to each row")
    import_parser.add_argument("--publish", action="store_true", help="publish them at once")
    export_parser = _command(commands, "export", export, "write all published briefs to a .json, .csv or .xlsx file")
    export_parser.add_argument("file", type=Path)
    _keeping_commands(commands)
    _people_commands(commands)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[..., int | None],
    words: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=words.capitalize() + ".")
    parser.set_defaults(run=run)
    return parser


def _keeping_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    keep = _command(commands, "backup", backup, "write the whole library to one file, while it goes on")
    keep.add_argument("file", type=Path)
    put_back = _command(commands, "restore", restore, "put back what a backup holds, and index it")
    put_back.add_argument("file", type=Path)
    put_back.add_argument("--replace", action="store_true", help="replace the library that is here; it will be gone")
    erase = _command(commands, "forget", forget, "delete all that is held of an e-mail address that isn't staff's")
    erase.add_argument("address")
    _command(commands, "links", links, "ask the web addresses of all sources whether they still answer")


def _people_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("people", help="the people who work here")
    add = parser.add_subparsers(required=True, metavar="COMMAND").add_parser(
        "add", help="add a person, and print the link where they choose a password"
    )
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input instead of printing a link"
    )
    add.add_argument(
        "--totp", action="store_true", help="set up the second step too, and print the otpauth: address of it"
    )
    add.set_defaults(run=add_person)


def init(services: Services, _: argparse.Namespace) -> None:
    """Make or update the database and the index."""
    services.store.migrate()
    try:
        indexing.catch_up(services)
    except IndexBusy:
        print("The database is ready. Another process is making the index.")
        return
    print("The database and the index are ready.")


def seed(services: Services, _: argparse.Namespace) -> None:
    """Load what is not there yet."""
    services.store.migrate()
    with progress("Loading briefs") as tell:
        changed = seeding.seed(services, tell)
    indexing.after_commit(services)
    print(f"{changed} briefs loaded; those that staff changed were left as they are.")


def serve(services: Services, _: argparse.Namespace) -> None:
    """Run the site."""
    server.serve(services)


def work(services: Services, asked: argparse.Namespace) -> None:
    """Keep the index up to date, publish what is due and send mail, until stopped."""
    worker.work(services, once=asked.once, under=asked.under)


def keep_index(services: Services, asked: argparse.Namespace) -> None:
    """Keep the index of this machine up to date beside the site."""
    worker.keep_index(services, asked.under)


def run(services: Services, asked: argparse.Namespace) -> int:
    """Set up what is missing, then run site and worker together."""
    seed(services, asked)
    return server.serve_with_worker(services)


def reindex(services: Services, _: argparse.Namespace) -> None:
    """Make the index anew."""
    with progress("Indexing") as tell:
        count = indexing.reindex(services, tell)
    print(f"The index was made anew: {count} briefs.")


def check(services: Services, asked: argparse.Namespace) -> int:
    """Compare database and index, or check the content of briefs."""
    if asked.content:
        return _check_content([seed_files.brief_file(name) for name in asked.files] or seed_files.brief_files())
    wrong = indexing.differing(services)
    for id, change in sorted(wrong.items()):
        print(
            f"brief {id}: "
            + ("is in the index, but not published" if change is None else f"the index lacks change {change}")
        )
    print(f"{len(wrong)} differences." if wrong else "The database and the index agree.")
    return 1 if wrong else 0


def _check_content(files: list[Path]) -> int:
    total = 0
    for name, faults in seed_files.check(files):
        for fault in faults:
            print(f"{name}: {fault}")
        total += len(faults)
    print(f"{len(files)} briefs checked, {total} faults.")
    return 1 if total else 0


def bring_in(services: Services, asked: argparse.Namespace) -> int:
    """Take briefs in from a file."""
    rows = read_file(asked.file)
    if asked.dry_run:
        return _tell(imports.plan(services, rows, publish=asked.publish))
    done = imports.bring_in(services, rows, good_ones=asked.good_ones, publish=asked.publish)
    refused, same = done.of(Deed.REFUSED), len(done.of(Deed.SAME))
    taken = len(done.to_take()) if asked.good_ones or not refused else 0
    _tell_refused(done)
    kept = "" if taken or not refused else " Nothing was taken; --good-ones takes those without a fault."
    as_before = f", {same} the same already" if same else ""
    print(f"{taken} briefs taken in, {len(refused)} refused{as_before}.{kept}")
    return 1 if refused else 0


def _tell(plan: Plan) -> int:
    """Tell what an import would do."""
    for line in plan.to_take():
        print(f"{line.name}: {line.deed.label}" + (f": {', '.join(line.fields)}" if line.fields else ""))
    _tell_refused(plan)
    counts = ", ".join(f"{len(plan.of(deed))} {deed.label.lower()}" for deed in Deed)
    print(f"{len(plan.lines)} rows: {counts}. Nothing was taken in.")
    return 1 if plan.of(Deed.REFUSED) else 0


def _tell_refused(plan: Plan) -> None:
    for line in plan.of(Deed.REFUSED):
        for fault in line.faults:
            print(f"{line.name}: {fault}")


def export(services: Services, asked: argparse.Namespace) -> None:
    """Write all published briefs to a file."""
    print(f"{exports.write_out(services, asked.file)} briefs written to {asked.file}.")


def backup(services: Services, asked: argparse.Namespace) -> None:
    """Write everything to one file."""
    with progress("Keeping rows") as tell:
        total = backups.write(services, asked.file, tell)
    print(f"{total} rows written to {asked.file}. It holds personal data and the signing key: keep it safe.")


def restore(services: Services, asked: argparse.Namespace) -> int:
    """Put back what a backup holds."""
    try:
        with progress("Checking the backup") as tell:
            done = backups.restore(services, asked.file, tell, replace=asked.replace)
    except NotEmpty:
        print("library: there is a library here already; --replace puts the backup in its place", file=sys.stderr)
        return 1
    with progress("Indexing") as tell:
        count = indexing.reindex(services, tell)
    print(f"Restored as of {moment(done.made_at)}: {count} briefs are published and can be found.")
    if done.other_key:
        print("Start the site and the worker again, so that they use the signing key of the backup.")
    return 0


def forget(services: Services, asked: argparse.Namespace) -> int:
    """Delete what an address sent, subscribed to and asked a reply to."""
    try:
        done = erasure.forget(services, asked.address)
    except NotAnAddress as wrong:
        print(f"library: {wrong}", file=sys.stderr)
        return 1
    print("Deleted: " + ", ".join(f"{count} {what}" for what, count in done.items()) + ". Backups still hold them.")
    return 0


def links(services: Services, _: argparse.Namespace) -> int:
    """Ask the web addresses of all sources whether they still answer."""
    try:
        with progress("Asking addresses") as tell:
            answers = broken_links.ask(services, broken_links.probe(services), tell)
    except NothingAnswered:
        print("library: no address answered, so there seems to be no internet here; nothing was kept", file=sys.stderr)
        return 1
    wrong = [asked for asked in answers if asked.state is not State.FINE]
    for asked in wrong:
        print(f"{asked.state.label}: {asked.address} ({asked.said})")
    print(
        f"{len(answers)} addresses asked, {len(wrong)} did not answer well. /staff/links lists them with their briefs."
    )
    return 0


def add_person(services: Services, asked: argparse.Namespace) -> int:
    """Add a person."""
    services.store.migrate()
    if asked.email.count("@") != 1 or any(letter.isspace() for letter in asked.email) or len(asked.email) > 254:
        print(f"library: “{asked.email}” is not an e-mail address", file=sys.stderr)
        return 1
    link = invitations.add(services, asked.email, asked.name, Role(asked.role))  # type: ignore[call-arg]
    token = link.rsplit("/", 1)[1]
    person = invitations.invited(services, token)
    if person is None:
        print(f"library: {asked.email} is disabled; an admin can enable them at /staff/people", file=sys.stderr)
        return 1
    if not asked.password_stdin:
        print(f"Give {asked.name} this link. It works once, within 24 hours:\n{link}")
    elif faults := invitations.choose_password(services, token, sys.stdin.readline().rstrip("\n")):
        print(f"library: {faults[0].message}", file=sys.stderr)
        return 1
    if asked.totp:
        print(two_factor.give(services, person))
    return 0


if __name__ == "__main__":
    sys.exit(main())

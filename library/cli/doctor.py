"""The command that says what is wrong with a library and what to do."""

import json
import secrets
from dataclasses import asdict, replace

import click

from library import bootstrap, settings
from library.settings import Settings, SettingsError
from library.upkeep.doctor import files
from library.upkeep.doctor.models import Finding, Level, wrong


@click.command(help="Say what is wrong with this library and its machine, and what to do; exit 1 if anything is.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
@click.option("--resolver", default="", help="Ask this name server, such as 192.0.2.1 or 192.0.2.1:5353.")
def doctor(as_json: bool, resolver: str) -> int:
    """Look at everything and change nothing, apart from closing what is open to other users."""
    found = _found(resolver)
    is_well = all(each.level is not Level.WRONG for each in found)
    if as_json:
        click.echo(json.dumps({"well": is_well, "findings": [asdict(each) for each in found]}, indent=2))
    else:
        for each in found:
            click.echo(f"{each.name}: {each.level}. {each.words}")
    return 0 if is_well else 1


def _found(resolver: str) -> list[Finding]:
    try:
        given = settings.read()
        if missing := files.nothing_there(given):
            return [missing]
        return files.look(given) + _examined(given, resolver)
    except SettingsError as error:
        return [wrong("settings", f"{str(error).rstrip('.')}.")]
    except OSError as error:
        return [wrong("files", f"{error}. Run this as the user that runs the library.")]


def _examined(given: Settings, resolver: str) -> list[Finding]:
    from library.mail import dns_advice  # Takes long to load, and few commands need it.
    from library.upkeep.doctor import service

    key = given.secret_key if files.has_key(given) else secrets.token_hex()
    services = bootstrap.connect(replace(given, secret_key=key))
    try:
        return service.examine(given, services, dns_advice.asked_of(resolver))
    finally:
        services.store.close()


COMMANDS = (doctor,)

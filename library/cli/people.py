"""Commands about the people who work here."""

import sys

import click

from library.accounts.invitations import service as invitations
from library.accounts.two_factor import service as two_factor
from library.cli.connected import Failed, connected
from library.security.permissions import Role
from library.services import Services

LONGEST_ADDRESS = 254


@click.group(help="The people who work here.")
def people() -> None:
    """Hold the commands about people."""


@people.command(help="Add a person, and print the link where they choose a password.")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input instead of printing a link."
)
@click.option("--totp", is_flag=True, help="Set up the second step too, and print the otpauth: address of it.")
@connected
def add(services: Services, email: str, name: str, role: str, password_stdin: bool, totp: bool) -> None:
    """Add a person."""
    services.store.migrate()
    if email.count("@") != 1 or any(letter.isspace() for letter in email) or len(email) > LONGEST_ADDRESS:
        raise Failed(f"“{email}” is not an e-mail address")
    link = invitations.add(services, email, name, Role(role))  # type: ignore[call-arg]
    token = link.rsplit("/", 1)[1]
    person = invitations.invited(services, token)
    if person is None:
        raise Failed(f"{email} is disabled; an admin can enable them at /staff/people")
    if not password_stdin:
        click.echo(f"Give {name} this link. It works once, within 24 hours:\n{link}")
    elif faults := invitations.choose_password(services, token, sys.stdin.readline().rstrip("\n")):
        raise Failed(faults[0].message)
    if totp:
        click.echo(two_factor.give(services, person))


COMMANDS = (people,)

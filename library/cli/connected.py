"""What the commands share: the services they work with, and how they say that something cannot be done."""

from collections.abc import Callable
from functools import wraps
from typing import IO, Any, Concatenate, ParamSpec

import click

from library import bootstrap, settings
from library.demo.service import hold_apart
from library.services import Services

Words = ParamSpec("Words")
Command = Callable[Concatenate[Services, Words], int | None]


class Failed(click.ClickException):
    """A command cannot do what was asked; the message says why."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it on one line."""
        click.echo(f"library: {self.message}", file=file, err=True)


def connected(command: Command[Words]) -> Callable[Words, int | None]:
    """Give a command the services that the settings describe."""
    return _with_services(command, serving=False)


def at_any_revision(command: Command[Words]) -> Callable[Words, int | None]:
    """Give a command its services, whichever library the database was last brought up to date by."""
    return _with_services(command, serving=False, at_any_revision=True)


def serving(command: Command[Words]) -> Callable[Words, int | None]:
    """Give a command that serves the site its services; its settings alone decide at which address.

    A library in service and a demo are never served as one another.
    """
    return _with_services(command, serving=True)


def _with_services(
    command: Command[Words], *, serving: bool, at_any_revision: bool = False
) -> Callable[Words, int | None]:
    @wraps(command)
    def run(*words: Words.args, **options: Words.kwargs) -> int | None:
        services = bootstrap.connect(settings.read(), serving=serving)
        if not at_any_revision:
            bootstrap.refuse_newer(services)
        if serving:
            hold_apart(services)
        return command(services, *words, **options)

    return run

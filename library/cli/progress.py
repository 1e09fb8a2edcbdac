"""How far a command is: a bar on a terminal, and plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress

console = Console(highlight=False, soft_wrap=True)
EVERY = 1000


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """Return what tells how many are done, of how many."""
    if not console.is_terminal:
        yield lambda done, total: _tell(words, done, total)
        return
    with Progress(console=console) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _tell(words: str, done: int, total: int) -> None:
    if done == total or done % EVERY == 0:
        click.echo(f"{words}: {done} of {total}")

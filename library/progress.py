"""How far a command has come, on a terminal or in a log."""

from collections.abc import Callable

from rich.console import Console
from rich.progress import Progress, TaskID

console = Console(highlight=False, soft_wrap=True)


class progress:  # noqa: N801
    """Shows a bar on a terminal, and plain lines elsewhere."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.bar = Progress(console=console) if console.is_terminal else None
        self.task: TaskID | None = None

    def __enter__(self) -> Callable[[int, int], None]:
        if self.bar:
            self.bar.start()
            self.task = self.bar.add_task(self.words, total=None)
        return self._tell

    def _tell(self, done: int, total: int) -> None:
        if self.bar and self.task is not None:
            self.bar.update(self.task, completed=done, total=total)
        elif done == total or done % 1000 == 0:
            print(f"{self.words}: {done} of {total}", flush=True)

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

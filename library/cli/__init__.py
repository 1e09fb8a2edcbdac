"""The command line. Every command exits 0 on success and says on one line what was wrong otherwise."""

import gc
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code.

    What is loaded stays for good, so nothing is looked through for garbage meanwhile: that took a fifth of the time.
    """
    gc.disable()
    from library.cli import commands

    gc.enable()
    return commands.run(words)

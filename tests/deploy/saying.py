"""How a drill says what it finds."""

import time
from collections.abc import Callable

from tests.machines.copies import comes


class Failed(AssertionError):
    """A command did not do what it should; the text is the end of what it said."""


def say(what: str, is_so: Callable[[], bool], *, soon: bool = True) -> bool:
    """Say whether something is so, or comes to be so unless it has to be at once, and after how long; return it."""
    start, was = time.monotonic(), True
    try:
        if soon:
            comes(is_so)
        else:
            was = is_so()
    except (AssertionError, ValueError, TypeError) as error:
        was = False
        print("".join(f"          | {line[:200]}\n" for line in str(error).splitlines()[-10:]), end="", flush=True)
    print(f"{time.monotonic() - start:6.1f} s  {'yes' if was else 'NO '}  {what}", flush=True)
    return was

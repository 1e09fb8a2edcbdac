"""Whether the library is ready to serve, and what is not as it should be."""

import shutil
from dataclasses import dataclass

from library.actions import outbox
from library.parts import Parts
from library.search.port import IndexUnavailable
from library.storage.store import StoreUnavailable

LEAST_SPACE = 200_000_000
"""Bytes free below which writing may soon fail."""


@dataclass(frozen=True, slots=True)
class State:
    """Ready or not, and a sentence for each thing that is degraded."""

    ready: bool
    degraded: list[str]


def ready(parts: Parts) -> State:
    """Look at the database, the index and the disk."""
    try:
        behind = len(outbox.differing(parts))
    except StoreUnavailable:
        return State(False, ["The database cannot be read."])
    except IndexUnavailable:
        return State(True, ["The search index cannot be read; search answers from the database."])
    degraded = [f"The search index is behind by {behind} briefs."] if behind else []
    if shutil.disk_usage(parts.settings.instance).free < LEAST_SPACE:
        degraded.append("The disk is nearly full.")
    return State(True, degraded)

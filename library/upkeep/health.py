"""Whether the library is ready to serve, and what is not as it should be."""

import shutil
from dataclasses import dataclass
from datetime import timedelta

from library.db.store import StoreUnavailable
from library.i18n.messages import marked
from library.mail import queue as mails
from library.search import indexing
from library.search.engine.port import IndexUnavailable
from library.services import Services

LEAST_SPACE = 200_000_000
"""Bytes free below which writing may soon fail."""
LONGEST_WAIT = timedelta(minutes=15)
"""A mail that is not sent for longer is told of."""
NO_CONTACT = marked("Readers have no e-mail address to write to. Ask whoever runs the server to set LIBRARY_CONTACT.")


@dataclass(frozen=True, slots=True)
class State:
    """Ready or not, a sentence for each thing that is degraded, and the age of the oldest mail that is not sent."""

    ready: bool
    degraded: list[str]
    oldest_unsent_mail: timedelta | None = None


def warnings(services: Services) -> list[str]:
    """Return a sentence for each thing that staff have to set before the library is all that its pages say."""
    return [] if mails.contact_of(services) else [NO_CONTACT]


def ready(services: Services) -> State:
    """Look at the database, the index, the mail and the disk."""
    try:
        degraded, waited = _index(services), mails.oldest_waiting(services)
    except StoreUnavailable:
        return State(False, ["The database cannot be read."])
    if waited and waited > LONGEST_WAIT:
        degraded.append(f"The oldest mail that is not sent has waited {waited // timedelta(minutes=1)} minutes.")
    if shutil.disk_usage(services.settings.instance).free < LEAST_SPACE:
        degraded.append("The disk is nearly full.")
    return State(True, degraded, waited)


def _index(services: Services) -> list[str]:
    try:
        behind = len(indexing.differing(services))
    except IndexUnavailable:
        return ["The search index cannot be read; search answers from the database."]
    return [f"The search index is behind by {behind} briefs."] if behind else []

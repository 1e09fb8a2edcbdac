"""The list of what was withdrawn, beside the backups: a backup knows only what was withdrawn before it.

It names nobody and holds no words: of words that young people withdrew the random number of the form that added them,
of people who left a keyed hash of their address and what they left, and of each when.
"""

import json
import logging
import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from library.mail.departures import KEPT, Departure
from library.services import Services
from library.transfer.backup import gone_repository
from library.transfer.backup.archive import put_in_place
from library.transfer.backup.gone_repository import Gone
from library.transfer.files import CannotRead

log = logging.getLogger(__name__)
NAME = "withdrawn.json"
GARBLED = "{path} cannot be read. Put a whole copy in its place, or move it away. Nothing was changed."


def keep(services: Services) -> None:
    """Bring the list in the folder for backups up to date; what stops that is tried again with the next look."""
    folder = services.settings.backups
    if folder is None:
        return
    with services.store.reading() as database:
        known = gone_repository.read(database)
    try:
        listed = read([folder / NAME])
        wanted = (listed | known).without_departures(services.clock() - KEPT)
        if wanted != listed:
            _write(folder, wanted)
    except (OSError, CannotRead) as error:
        log.warning("the list of what was withdrawn could not be kept: %s", error)


def read(lists: Iterable[Path]) -> Gone:
    """Return what some lists hold together; one that is not there holds nothing. Raise CannotRead."""
    found = Gone()
    for path in lists:
        try:
            listed = json.loads(path.read_text("utf-8"))
            voices = {str(form_id): datetime.fromisoformat(at) for form_id, at in listed["voices"].items()}
            left = {
                (str(address_hash), Departure(what)): datetime.fromisoformat(at)
                for address_hash, what, at in listed.get("departures", [])
            }
            found |= Gone(voices, left)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CannotRead(GARBLED.format(path=path)) from error
    return found


def _write(folder: Path, gone: Gone) -> None:
    listed = {
        "voices": {form_id: at.isoformat() for form_id, at in gone.voices.items()},
        "departures": [(*who, at.isoformat()) for who, at in gone.departures.items()],
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = folder / f".{NAME}.{secrets.token_hex(4)}"
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(listed, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(fresh, folder / NAME)
    finally:
        fresh.unlink(missing_ok=True)

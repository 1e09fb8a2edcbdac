"""What is remembered of the last upgrade, in a file beside its backup: so that one which was cut off is known."""

import json
import os
import secrets
from datetime import datetime
from pathlib import Path

from library.transfer.backup.archive import put_in_place
from library.transfer.upgrade.models import Record, Stage

FOLDER, NAME = "upgrades", "last.json"


def folder_of(instance: Path) -> Path:
    """Return the folder of upgrades and their backups, which is made if it is missing."""
    folder = instance / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def last(folder: Path) -> Record | None:
    """Return what is remembered of the last upgrade; None where there was none, or the file cannot be read."""
    try:
        record = json.loads((folder / NAME).read_text("utf-8"))
        at = datetime.fromisoformat(record["at"])
        backup = folder / Path(record["backup"]).name
        return Record(Stage(record["stage"]), at, record["before"], record["after"], backup)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def keep(folder: Path, record: Record) -> None:
    """Remember an upgrade, for good."""
    fields = {
        "stage": record.stage,
        "at": record.at.isoformat(),
        "before": record.before,
        "after": record.after,
        "backup": record.backup.name,
    }
    fresh = folder / f".{NAME}.{secrets.token_hex(4)}"
    with fresh.open("x", encoding="utf-8") as file:
        json.dump(fields, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    put_in_place(fresh, folder / NAME)

"""The frozen copy that this machine writes by itself: when it was whole, when that was last tried, what stopped it.

Files tell, not the database, since each machine has its own copy: the last file of the copy, and one in the instance
folder, which is there even where the folder of the copy is not.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from library.settings import Settings

LAST_WRITTEN = "manifest-sha256.txt"
"""The file of a frozen copy that is written last."""
TRIED = "frozen-copy.tried"
BETWEEN_COPIES, BETWEEN_TRIES = timedelta(days=1), timedelta(hours=1)
LATE = timedelta(hours=26)
"""The copy is older than a day and some time to write it."""


@dataclass(frozen=True, slots=True)
class FrozenCopy:
    """What is known of the copy of this machine; nothing where none is to be written."""

    made_at: datetime | None = None
    tried_at: datetime | None = None
    trouble: str = ""

    def due(self, now: datetime) -> bool:
        """Return whether the copy is to be written now: it is a day old, and nobody has tried within the hour."""
        if self.made_at and now - self.made_at < BETWEEN_COPIES:
            return False
        return self.tried_at is None or now - self.tried_at >= BETWEEN_TRIES

    def late(self, now: datetime) -> bool:
        """Return whether the copy is older than it should be; where none was written, one failed."""
        return bool(self.trouble) if self.made_at is None else now - self.made_at > LATE


def look(settings: Settings) -> FrozenCopy:
    """Return what is known of the copy of this machine."""
    if settings.frozen_copy is None:
        return FrozenCopy()
    tried = settings.instance / TRIED
    trouble = tried.read_text("utf-8") if tried.exists() else ""
    return FrozenCopy(_changed(settings.frozen_copy / LAST_WRITTEN), _changed(tried), trouble)


def note(settings: Settings, tried_at: datetime, trouble: str) -> None:
    """Keep when the copy was tried, and what stopped it."""
    tried, at = settings.instance / TRIED, tried_at.timestamp()
    tried.write_text(trouble, "utf-8")
    os.utime(tried, (at, at))


def _changed(path: Path) -> datetime | None:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.exists() else None

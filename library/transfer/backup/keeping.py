"""Which backups are kept, and which make room: the last of 7 days, of 4 weeks and of 12 months."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"library-(\d{8}-\d{6})\.backup")
WRITTEN = "%Y%m%d-%H%M%S"
RULES: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (7, lambda at: at.date()),
    (4, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
"""How many are kept, and of what each is the last."""


def name_for(now: datetime) -> str:
    """Return the name of a backup that is made now, which no other has."""
    return f"library-{now.astimezone(UTC):{WRITTEN}}.backup"


def kept_of(moments: Iterable[datetime]) -> set[datetime]:
    """Return which of the times that backups were made at are those of backups to keep."""
    newest_first = sorted(moments, reverse=True)
    found: set[datetime] = set()
    for many, of in RULES:
        last: dict[object, datetime] = {}
        for each in newest_first:
            last.setdefault(of(each), each)
        found.update(list(last.values())[:many])
    return found


def make_room(folder: Path) -> int:
    """Delete the backups of a folder that are not to be kept, and nothing else; return how many."""
    backups = {_made_at(path.name): path for path in folder.iterdir() if NAME.fullmatch(path.name)}
    gone = set(backups) - kept_of(backups)
    for at in gone:
        backups[at].unlink(missing_ok=True)
    return len(gone)


def _made_at(name: str) -> datetime:
    found = NAME.fullmatch(name)
    assert found
    return datetime.strptime(found[1], WRITTEN).replace(tzinfo=UTC)

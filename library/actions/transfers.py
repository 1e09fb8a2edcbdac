"""Import and export of briefs in bulk."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from library.actions import desk, outbox
from library.domain.faults import Fault
from library.domain.records import PublishedBrief
from library.parts import Parts
from library.schemas.briefs import BRIEF
from library.schemas.files import write_file
from library.storage import audit, briefs, drafts
from library.storage.store import Database


@dataclass(slots=True)
class Imported:
    """What an import did: how many it took, and each brief it refused (its name) with the reasons."""

    taken: int = 0
    refused: list[tuple[str, list[Fault]]] = field(default_factory=list)


def bring_in(parts: Parts, rows: list[dict[str, Any]], *, good_ones: bool = False, publish: bool = False) -> Imported:
    """Take briefs in, as drafts or published at once. One bad brief stops all, unless told to take the good ones."""
    report = Imported()
    with parts.store.writing() as database:
        slugs = Counter(_slug(row) for row in rows)
        checked = [(number, row, *_checked(database, row, slugs)) for number, row in enumerate(rows, 1)]
        report.refused = [
            (f"row {number} ({_slug(row) or row.get('title') or 'no name'})", faults)
            for number, row, _, faults in checked
            if faults
        ]
        if report.refused and not good_ones:
            return report
        for _, row, brief_id, faults in checked:
            if not faults:
                _take(database, parts, row, brief_id, publish)
                report.taken += 1
    outbox.after_commit(parts)
    return report


def _slug(row: dict[str, Any]) -> str:
    """Give the address of a brief, without what no database or screen can take."""
    return str(row.get("slug") or "").encode("utf-8", "replace").decode()


def _checked(database: Database, row: dict[str, Any], slugs: Counter[str]) -> tuple[int, list[Fault]]:
    found = briefs.find(database, _slug(row))
    brief_id = found.id if isinstance(found, PublishedBrief) else 0
    twice = [Fault("slug", "Two rows have this address; give each its own.")] if slugs[_slug(row)] > 1 else []
    return brief_id, desk.inspect(database, row, brief_id)[1] or twice


def _take(database: Database, parts: Parts, row: dict[str, Any], brief_id: int, publish: bool) -> None:
    now, content = parts.clock(), BRIEF.dump(BRIEF.load(row))
    if brief_id:
        draft = drafts.read(database, brief_id)
        drafts.save(database, brief_id, content, draft.lock if draft else 0, None, now, "import")
    else:
        brief_id = drafts.create(database, content, None, now, origin="import")
    if publish:
        drafts.publish(database, brief_id, BRIEF.load(row), now, "Imported.")
    audit.note(database, None, "import", f"brief {brief_id}", now, after=content)


def write_out(parts: Parts, path: Path) -> int:
    """Write every published brief to a file that can be imported again; give how many."""
    with parts.store.reading() as database:
        rows = [BRIEF.dump(found.brief) for found in briefs.everything(database)]
    write_file(path, rows)
    return len(rows)

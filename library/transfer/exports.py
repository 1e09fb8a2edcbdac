"""Export of briefs in bulk, in the form that an import reads."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from library.briefs import repository as briefs
from library.briefs.schemas.brief import BRIEF
from library.db import audit_log as audit
from library.editing.desk import service as desk
from library.editing.desk.models import Wanted
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.transfer.files import write_file, written


def write_out(services: Services, path: Path) -> int:
    """Write every published brief to a file that can be imported again; return how many."""
    rows = _rows(services)
    write_file(path, rows)
    return len(rows)


def taken_out(services: Services, person: Person, name: str, wanted: Wanted, *, taken: bool = True) -> bytes:
    """Return the published briefs that are wanted as a file with this name; where it is taken away, that is noted."""
    demand(person, Action.WRITE)
    ids = {line.id for line in desk.find(services, person, wanted)[1]} if wanted.narrows() else None
    content = written(name, _rows(services, ids))
    if taken:
        with services.store.writing() as database:
            audit.note(database, person.id, "export", "briefs", services.clock())
    return content


def _rows(services: Services, ids: Collection[int] | None = None) -> list[dict[str, Any]]:
    with services.store.reading() as database:
        return [BRIEF.dump(found.brief) for found in briefs.everything(database) if ids is None or found.id in ids]

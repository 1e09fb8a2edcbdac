"""Export of briefs in bulk, in the form that an import reads."""

from pathlib import Path
from typing import Any

from library.briefs import repository as briefs
from library.briefs.schemas.brief import BRIEF
from library.db import audit_log as audit
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.transfer.files import write_file, written


def write_out(parts: Services, path: Path) -> int:
    """Write every published brief to a file that can be imported again; give how many."""
    rows = _rows(parts)
    write_file(path, rows)
    return len(rows)


def taken_out(parts: Services, person: Person, name: str, *, taken: bool = True) -> bytes:
    """Give every published brief as the content of a file with this name; where it is taken away, that is noted."""
    demand(person, Action.WRITE)
    content = written(name, _rows(parts))
    if taken:
        with parts.store.writing() as database:
            audit.note(database, person.id, "export", "briefs", parts.clock())
    return content


def _rows(parts: Services) -> list[dict[str, Any]]:
    with parts.store.reading() as database:
        return [BRIEF.dump(found.brief) for found in briefs.everything(database)]

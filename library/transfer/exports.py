"""Export of briefs in bulk, in the form that an import reads."""

from pathlib import Path
from typing import Any

from library.briefs import repository as briefs
from library.briefs.schemas.brief import BRIEF
from library.db import audit_log as audit
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.transfer.files import write_file, written


def write_out(services: Services, path: Path) -> int:
    """Write every published brief to a file that can be imported again; return how many."""
    rows = _rows(services)
    write_file(path, rows)
    return len(rows)


def taken_out(services: Services, person: Person, name: str, *, taken: bool = True) -> bytes:
    """Return every published brief as the content of a file with this name; where it is taken away, that is noted."""
    demand(person, Action.WRITE)
    content = written(name, _rows(services))
    if taken:
        with services.store.writing() as database:
            audit.note(database, person.id, "export", "briefs", services.clock())
    return content


def _rows(services: Services) -> list[dict[str, Any]]:
    with services.store.reading() as database:
        return [BRIEF.dump(found.brief) for found in briefs.everything(database)]

"""A library that starts again from a frozen copy: vocabulary, help lines and briefs as readers saw them."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.briefs.schemas.brief import BRIEF
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Term
from library.db import audit_log as audit
from library.db.store import Database
from library.freeze import manifest
from library.freeze.writing import RESTORE
from library.help_lines import repository as help_lines
from library.help_lines.models import Group, HelpLine
from library.services import Services
from library.transfer.backup.service import NotEmpty
from library.transfer.files import CannotRead

MOST_NAMED = 5


def restore(services: Services, folder: Path) -> int:
    """Fill an empty library from a copy; return how many briefs it has. Raise NotEmpty or CannotRead."""
    whole = _read(folder)
    services.store.migrate()
    with services.store.writing() as database:
        if briefs.count(database):
            raise NotEmpty
        vocabulary.add_missing(database, [_term(term) for term in whole["terms"]])
        help_lines.bring_up_to_date(database, [_line(line) for line in whole["help_lines"]])
        for each in whole["briefs"]:
            _publish(services, database, each["content"], datetime.fromisoformat(each["published_at"]))
        audit.note(database, None, "restore", "library", services.clock(), after={"from": folder.name})
    return len(whole["briefs"])


def _read(folder: Path) -> dict[str, Any]:
    try:
        damaged = manifest.wrong(folder)
        whole: dict[str, Any] = {} if damaged else json.loads((folder / RESTORE).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise CannotRead(
            f"{folder} is not a whole frozen copy. Give the folder that `library freeze` wrote, or a backup. "
            "Nothing was changed."
        ) from error
    if damaged:
        more = f" and {len(damaged) - MOST_NAMED} more" if damaged[MOST_NAMED:] else ""
        named = ", ".join(damaged[:MOST_NAMED])
        raise CannotRead(f"Files are missing or have changed: {named}{more}. Nothing was taken from the copy.")
    return whole


def _term(words: dict[str, Any]) -> Term:
    return Term(**words | {"lay_words": tuple(words["lay_words"])})


def _line(words: dict[str, Any]) -> HelpLine:
    group = Group(words["group"])  # type: ignore[call-arg]
    return HelpLine(**words | {"group": group})


def _publish(services: Services, database: Database, content: dict[str, Any], at: datetime) -> None:
    now, brief = services.clock(), BRIEF.load(content)
    brief_id = drafts.create(database, content, None, now, origin="import")
    drafts.publish(database, brief_id, brief, now, "", at)

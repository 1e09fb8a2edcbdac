"""Taking briefs in from files: first what would happen row by row, then exactly that.

A brief that somebody is editing is left alone: its row is refused. What an earlier import left as a draft, and nobody
has touched since, may be replaced by another import.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from library.briefs import draft_repository as drafts
from library.briefs import repository as briefs
from library.briefs.models import Status
from library.briefs.schemas.brief import BRIEF, same
from library.briefs.states import Draft, PublishedBrief
from library.briefs.vocabulary import repository as vocabulary
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.drafts import checklist
from library.editing.vocabulary.term_merge import settled
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.search import indexing
from library.security.permissions import Action, Person, demand
from library.services import Services
from library.transfer import files
from library.transfer.files import CannotRead
from library.transfer.imports import repository as imports
from library.transfer.imports import sheets
from library.transfer.imports.models import TAKEN, Deed, Line, Plan
from library.transfer.spreadsheets import Sheet

Rows = list[dict[str, Any]]
MOST_ROWS = 1_000
LARGEST_FILE = 5_000_000
"""Bytes of a file that staff send; the command takes larger ones."""
KEPT_FOR = timedelta(hours=24)
EDITED = marked("Somebody is editing this brief. Import it once that edit is published or dropped.")
TWICE = marked("Two rows have this address. Each row needs its own.")


class Changed(Exception):
    """The library has changed since the plan was made: nothing was taken in."""


def plan(services: Services, rows: Rows, *, publish: bool = False, numbers: Sequence[int] = ()) -> Plan:
    """Tell what would happen to each row; `numbers` are those of the rows in their file, if it counts otherwise."""
    with services.store.reading() as database:
        return _plan(database, _settled(database, rows), publish, numbers)


def bring_in(
    services: Services,
    rows: Rows,
    *,
    good_ones: bool = False,
    publish: bool = False,
    person: Person | None = None,
    seal: str = "",
    numbers: Sequence[int] = (),
) -> Plan:
    """Take briefs in, as drafts or published at once; return what was done. One bad row stops all, unless `good_ones`.

    With the `seal` of a plan it does exactly what that plan told, or raises Changed.
    """
    with services.store.writing() as database:
        rows = _settled(database, rows)
        made = _plan(database, rows, publish, numbers)
        if seal and seal != made.seal:
            raise Changed
        if good_ones or not made.of(Deed.REFUSED):
            for row, line in zip(rows, made.lines, strict=True):
                if line.deed in TAKEN:
                    _take(database, services, row, line, publish, person.id if person else None)
    indexing.after_commit(services)
    return made


def _settled(database: Database, rows: Rows) -> Rows:
    """Give rows that may be older than a merge of terms the terms of today."""
    terms = vocabulary.read(database)
    return [settled(row, terms) for row in rows]


def _plan(database: Database, rows: Rows, publish: bool, numbers: Sequence[int]) -> Plan:
    slugs = Counter(_text(row, "slug") for row in rows)
    lines = tuple(
        _line(database, number, row, twice=slugs[_text(row, "slug")] > 1, publish=publish)
        for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True)
    )
    return Plan(lines, hashlib.sha256(repr([asdict(line) for line in lines]).encode()).hexdigest())


def _text(row: dict[str, Any], name: str) -> str:
    """Return a text of a row, without what no database or screen can take."""
    return str(row.get(name) or "").encode("utf-8", "replace").decode()


def _line(database: Database, number: int, row: dict[str, Any], *, twice: bool, publish: bool) -> Line:
    slug, title = _text(row, "slug"), _text(row, "title")[:200]
    found = briefs.find(database, slug)
    shown = found if isinstance(found, PublishedBrief) else None
    brief_id = shown.id if shown else drafts.never_published(database, slug) or 0
    draft = drafts.read(database, brief_id) if brief_id else None
    faults = checklist.check(database, row, brief_id)[1] or ([Fault("slug", TWICE)] if twice else [])
    if faults:
        return Line(number, slug, title, Deed.REFUSED, (), tuple(faults), brief_id)
    content, lock = BRIEF.dump(BRIEF.load(row)), draft.lock if draft else 0
    working = draft if draft and draft.working else None
    as_draft = working is not None and same(working.content, content)
    if (shown and same(BRIEF.dump(shown.brief), content)) or (as_draft and not publish):
        return Line(number, slug, title, Deed.SAME, (), (), brief_id, lock)
    if working and not as_draft and not _untouched(database, working):
        return Line(number, slug, title, Deed.REFUSED, (), (Fault("", EDITED),), brief_id, lock)
    deed = Deed.CHANGED if draft else Deed.NEW
    return Line(number, slug, title, deed, _fields(draft, content), (), brief_id, lock)


def _untouched(database: Database, draft: Draft) -> bool:
    """Return whether a draft is as an import left it, so that another may replace it."""
    return draft.status is Status.DRAFT and drafts.imported(database, draft.brief_id)


def _fields(draft: Draft | None, content: dict[str, Any]) -> tuple[str, ...]:
    """Name the fields in which a row differs from what is there."""
    if draft is None:
        return ()
    return tuple(
        str(field.metadata["label"])
        for name, field in BRIEF.fields.items()
        if not same({name: draft.content.get(name)}, {name: content.get(name)})
    )


def _take(
    database: Database, services: Services, row: dict[str, Any], line: Line, publish: bool, person_id: int | None
) -> None:
    now, brief = services.clock(), BRIEF.load(row)
    content, brief_id = BRIEF.dump(brief), line.brief_id
    if brief_id:
        drafts.save(database, brief_id, content, line.lock, person_id, now, "import")
    else:
        brief_id = drafts.create(database, content, person_id, now, origin="import")
    if publish:
        drafts.publish(database, brief_id, brief, now, "Imported.")
    audit.note(database, person_id, "import", f"brief {brief_id}", now, after=content)


def keep(services: Services, person: Person, name: str, content: bytes) -> str:
    """Read a file that staff sent and keep its rows until they say yes; return the name it is kept under."""
    demand(person, Action.IMPORT)
    sheet = sheets.read(name, content)
    if not sheet.rows:
        raise CannotRead("There is no brief in this file.")
    if len(sheet.rows) > MOST_ROWS:
        raise CannotRead(f"This file has {len(sheet.rows)} briefs. Send {MOST_ROWS} or fewer at once.")
    key, now = secrets.token_urlsafe(16), services.clock()
    with services.store.writing() as database:
        imports.forget(database, before=now - KEPT_FOR)
        imports.keep(database, key, person.id, asdict(sheet), now)
    return key


def kept(services: Services, person: Person, key: str) -> Sheet | None:
    """Return the rows that a person sent, None if they are no longer kept."""
    demand(person, Action.IMPORT)
    with services.store.reading() as database:
        kept = imports.read(database, key, person.id)
    return Sheet(**kept) if kept else None


def template(person: Person, name: str) -> bytes:
    """Return an empty sheet to fill in and import."""
    demand(person, Action.IMPORT)
    return files.template(name)


def confirm(services: Services, person: Person, key: str, sheet: Sheet, seal: str) -> int:
    """Take in as drafts what was shown, or raise Changed; return how many."""
    demand(person, Action.IMPORT)
    done = bring_in(services, sheet.rows, good_ones=True, person=person, seal=seal or "none", numbers=sheet.numbers)
    with services.store.writing() as database:
        imports.drop(database, key)
    return len(done.to_take())

"""What staff do with briefs: start, save, publish, withdraw. What they typed is kept whatever is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from library.actions import outbox
from library.domain import publishing
from library.domain.briefs import Brief, Status, slug_from
from library.domain.faults import Fault
from library.domain.people import Action, Person, demand
from library.domain.records import DeskLine, Draft, PublishedBrief
from library.parts import Parts
from library.schemas.briefs import BRIEF, flat_messages
from library.storage import audit, briefs, drafts, vocabulary
from library.storage.store import Database

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft was saved; `faults` is what stands between it and its readers."""

    brief_id: int
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Published:
    """A brief is now what readers see at this slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved in between: nothing was written, and this is theirs."""

    theirs: Draft


class NoSuchBrief(LookupError):
    """There is no brief with this id."""


def desk(parts: Parts, person: Person, page: int = 1, size: int = 50) -> tuple[int, list[DeskLine]]:
    """Give how many briefs there are and one page of the staff list."""
    demand(person, Action.WRITE)
    with parts.store.reading() as database:
        return drafts.desk(database, (page - 1) * size, size)


def open_draft(parts: Parts, person: Person, brief_id: int) -> Draft:
    """Open what an editor works on."""
    with parts.store.reading() as database:
        draft = _draft(database, brief_id)
    demand(person, Action.EDIT, draft.owner_id)
    return draft


def _draft(database: Database, brief_id: int) -> Draft:
    draft = drafts.read(database, brief_id)
    if draft is None:
        raise NoSuchBrief(brief_id)
    return draft


def start(parts: Parts, person: Person, content: Content, form_id: str) -> Saved | Conflict:
    """Make a brief from a first save; the same form sent twice makes one brief, with what it said last."""
    demand(person, Action.WRITE)
    now, content = parts.clock(), _addressed(content)
    with parts.store.writing() as database:
        brief_id = drafts.made_by_form(database, form_id)
        if brief_id is None:
            brief_id = drafts.create(database, content, person.id, now, form_id)
            audit.note(database, person.id, "start", f"brief {brief_id}", now, after=content)
        elif conflict := _save(database, person, brief_id, content, drafts.FIRST_LOCK, now):
            return conflict
        return Saved(brief_id, inspect(database, content, brief_id)[1])


def _addressed(content: Content) -> Content:
    """Give a brief that has a title but no address one made from the title."""
    made = slug_from(str(content.get("title") or ""))
    return content if content.get("slug") or not made else {**content, "slug": made}


def save(parts: Parts, person: Person, brief_id: int, content: Content, lock: int) -> Saved | Conflict:
    """Save an edit that was made on the save that `lock` names."""
    now, content = parts.clock(), _addressed(content)
    with parts.store.writing() as database:
        if conflict := _save(database, person, brief_id, content, lock, now):
            return conflict
        return Saved(brief_id, inspect(database, content, brief_id)[1])


def _save(
    database: Database, person: Person, brief_id: int, content: Content, lock: int, now: datetime
) -> Conflict | None:
    before = _draft(database, brief_id)
    demand(person, Action.EDIT, before.owner_id)
    if before.content == content and before.status is not Status.WITHDRAWN:
        return None
    if not drafts.save(database, brief_id, content, lock, person.id, now):
        return Conflict(before)
    audit.note(database, person.id, "save", f"brief {brief_id}", now, before=before.content, after=content)
    return None


def publish(
    parts: Parts, person: Person, brief_id: int, content: Content, lock: int, note: str = ""
) -> Published | Saved | Conflict:
    """Save an edit and, if nothing is wrong with it, make it what readers see; found by search before this returns."""
    demand(person, Action.PUBLISH)
    now, content = parts.clock(), _addressed(content)
    with parts.store.writing() as database:
        if conflict := _save(database, person, brief_id, content, lock, now):
            return conflict
        brief, faults = inspect(database, content, brief_id)
        faults = faults or _unexplained_change(database, brief_id, brief, note)
        if brief is None or faults:
            return Saved(brief_id, faults)
        _publish(database, person, brief_id, brief, note, now)
    outbox.after_commit(parts)
    return Published(brief.slug)


def _publish(database: Database, person: Person, brief_id: int, brief: Brief, note: str, now: datetime) -> None:
    if _draft(database, brief_id).working:
        drafts.publish(database, brief_id, brief, now, note)
        audit.note(database, person.id, "publish", f"brief {brief_id}", now, after=BRIEF.dump(brief))


def inspect(database: Database, content: Content, brief_id: int) -> tuple[Brief | None, list[Fault]]:
    """Read a content as a brief, if it can be read, and list what stands between it and its readers."""
    try:
        brief = BRIEF.load(content)
    except ValidationError as error:
        return None, [Fault(*pair) for pair in flat_messages(error.messages)]
    faults = publishing.faults(brief, vocabulary.read(database).ids())
    if drafts.slug_taken(database, brief.slug, brief_id):
        faults.append(Fault("slug", "Another brief has this address, or had it once. Choose another."))
    return brief, faults


def what_is_missing(parts: Parts, draft: Draft) -> list[Fault]:
    """List what stands between a draft and its readers."""
    with parts.store.reading() as database:
        return inspect(database, draft.content, draft.brief_id)[1]


def _unexplained_change(database: Database, brief_id: int, brief: Brief | None, note: str) -> list[Fault]:
    """Hold that a moved effect or sureness comes with a note of why."""
    shown = briefs.by_ids(database, [brief_id]).get(brief_id)
    if (
        shown is None
        or brief is None
        or note.strip()
        or _ratings(shown) == {(o.outcome, o.effect, o.sureness) for o in brief.outcomes}
    ):
        return []
    return [Fault("change_note", "An effect or a sureness has moved. Say in a sentence what changed and why.")]


def _ratings(shown: PublishedBrief) -> set[tuple[str, str, int | None]]:
    return {(outcome.outcome, outcome.effect, outcome.sureness) for outcome in shown.brief.outcomes}


def withdraw(parts: Parts, person: Person, brief_id: int, reason: str) -> list[Fault]:
    """Take a brief down, leaving a page that says when and why; gone from search before this returns."""
    demand(person, Action.WITHDRAW)
    if not reason.strip():
        return [Fault("reason", "Say in a sentence why it is withdrawn. Readers will see it.")]
    now = parts.clock()
    with parts.store.writing() as database:
        _draft(database, brief_id)
        if drafts.withdraw(database, brief_id, reason.strip(), now):
            audit.note(database, person.id, "withdraw", f"brief {brief_id}", now)
    outbox.after_commit(parts)
    return []

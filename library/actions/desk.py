"""What staff do with briefs: start, save, publish, withdraw. What they typed is kept whatever is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from library.actions import beside, handovers, outbox
from library.domain import publishing
from library.domain.briefs import Brief, Status, slug_from
from library.domain.faults import Fault
from library.domain.people import Action, Person, demand, may
from library.domain.records import DeskLine, Draft
from library.domain.reviews import moved, one_hand
from library.parts import Parts
from library.schemas.briefs import BRIEF, flat_messages, same
from library.storage import audit, digests, drafts, reviews, vocabulary
from library.storage.store import Database
from library.wording import marked

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft was saved, under this lock; `faults` is what stands between it and its readers."""

    brief_id: int
    faults: list[Fault] = field(default_factory=list)
    lock: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """A brief is now what readers see at this slug."""

    slug: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved in between: nothing was written, and this is theirs."""

    theirs: Draft


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may go out; `alone` where a person with the right to it is the only one who had a hand in it."""

    brief: Brief
    alone: bool


ALONE = marked("You alone wrote this, and it has a rating: somebody else must publish it. Send it for review.")
UNEXPLAINED = marked("An effect or a confidence has moved. Say in a sentence what changed and why.")


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


def start(parts: Parts, person: Person, content: Content, form_id: str, note: str = "") -> Saved | Conflict:
    """Make a brief from a first save; the same form sent twice makes one brief, with what it said last."""
    demand(person, Action.WRITE)
    now, content = parts.clock(), _addressed(content)
    with parts.store.writing() as database:
        brief_id = drafts.made_by_form(database, form_id)
        if brief_id is None:
            brief_id = drafts.create(database, content, person.id, now, form_id, note=note)
            audit.note(database, person.id, "start", f"brief {brief_id}", now, after=content)
        elif conflict := save_in(database, person, brief_id, content, drafts.FIRST_LOCK, note, now):
            return conflict
        return _saved(database, brief_id)


def _saved(database: Database, brief_id: int) -> Saved:
    draft = _draft(database, brief_id)
    return Saved(brief_id, inspect(database, draft.content, brief_id)[1], draft.lock)


def _addressed(content: Content) -> Content:
    """Give a brief that has a title but no address one made from the title."""
    made = slug_from(str(content.get("title") or ""))
    return content if content.get("slug") or not made else {**content, "slug": made}


def save(parts: Parts, person: Person, brief_id: int, content: Content, lock: int, note: str = "") -> Saved | Conflict:
    """Save an edit that was made on the save that `lock` names."""
    now = parts.clock()
    with parts.store.writing() as database:
        if conflict := save_in(database, person, brief_id, content, lock, note, now):
            return conflict
        return _saved(database, brief_id)


def save_in(
    database: Database,
    person: Person,
    brief_id: int,
    content: Content,
    lock: int,
    note: str,
    now: datetime,
    *,
    afresh: bool = False,
) -> Conflict | None:
    """Save an edit in a transaction; what changes nothing makes no draft, unless `afresh` asks for one."""
    before, content = _draft(database, brief_id), _addressed(content)
    demand(person, Action.EDIT, before.owner_id)
    if same(before.content, content) and not (afresh and before.status is Status.WITHDRAWN):
        drafts.keep_note(database, brief_id, note, lock)
        return None
    if not drafts.save(database, brief_id, content, lock, person.id, now, note=note):
        return Conflict(before)
    if reviews.drop_time(database, brief_id):
        audit.note(database, person.id, "take time off", f"brief {brief_id}", now)
    audit.note(database, person.id, "save", f"brief {brief_id}", now, before=before.content, after=content)
    return None


def publish(
    parts: Parts, person: Person, brief_id: int, content: Content, lock: int, note: str = ""
) -> Published | Saved | Conflict:
    """Save an edit and, if nothing is wrong with it, make it what readers see; found by search before this returns."""
    demand(person, Action.PUBLISH)
    now = parts.clock()
    with parts.store.writing() as database:
        if conflict := save_in(database, person, brief_id, content, lock, note, now, afresh=True):
            return conflict
        found = ready(database, person, brief_id)
        if not isinstance(found, Ready):
            return Saved(brief_id, found)
        publish_in(parts, database, person, brief_id, found, now)
    outbox.after_commit(parts)
    return Published(found.brief.slug)


def ready(database: Database, person: Person, brief_id: int) -> Ready | list[Fault]:
    """Hold all rules against what is saved of a brief that a person would publish; give it, or what is in the way."""
    draft = _draft(database, brief_id)
    brief, faults = inspect(database, draft.content, brief_id)
    if brief is None or faults or not draft.working:
        return faults if brief is None or faults else Ready(brief, alone=False)
    shown = reviews.last_shown(database, brief_id)
    before = None if shown is None else BRIEF.load(shown)
    if before and moved(brief, before) and not draft.note.strip():
        return [Fault("change_note", UNEXPLAINED)]
    hands = reviews.writers_of(database, brief_id, whole=not moved(brief, before))
    alone = one_hand(brief, person.id, hands)
    return [Fault("", ALONE)] if alone and not may(person, Action.PUBLISH_ALONE) else Ready(brief, alone)


def publish_in(parts: Parts, database: Database, person: Person, brief_id: int, found: Ready, now: datetime) -> None:
    """Make a working draft what readers see, in a transaction; what they see already stays as it is."""
    draft = _draft(database, brief_id)
    if not draft.working:
        return
    version_id = drafts.working_version(database, brief_id)
    handovers.goes_out(parts, database, person, brief_id, found.brief.slug, now)
    drafts.publish(database, brief_id, found.brief, now, draft.note)
    reviews.published(database, version_id, person.id, alone=found.alone)
    deed = "publish alone" if found.alone else "publish"
    audit.note(database, person.id, deed, f"brief {brief_id}", now, after=BRIEF.dump(found.brief))


def inspect(database: Database, content: Content, brief_id: int) -> tuple[Brief | None, list[Fault]]:
    """Read a content as a brief, if it can be read, and list what stands between it and its readers."""
    try:
        brief = BRIEF.load(content)
    except ValidationError as error:
        return None, [Fault(*pair) for pair in flat_messages(error.messages)]
    faults = publishing.faults(brief, vocabulary.read(database).ids())
    if drafts.slug_taken(database, brief.slug, brief_id):
        faults.append(Fault("slug", marked("Another brief has this address, or had it once. Choose another.")))
    return brief, [*faults, *beside.unsettled(database, brief_id, content)]


def what_is_missing(parts: Parts, draft: Draft) -> list[Fault]:
    """List what stands between a draft and its readers."""
    with parts.store.reading() as database:
        return inspect(database, draft.content, draft.brief_id)[1]


def withdraw(parts: Parts, person: Person, brief_id: int, reason: str) -> list[Fault]:
    """Take a brief down, leaving a page that says when and why; gone from search before this returns."""
    demand(person, Action.WITHDRAW)
    if not reason.strip():
        return [Fault("reason", marked("Say in a sentence why it is withdrawn. Readers will see it."))]
    now = parts.clock()
    with parts.store.writing() as database:
        _draft(database, brief_id)
        if drafts.withdraw(database, brief_id, reason.strip(), now, person.id):
            digests.take_back(database, brief_id, now)
            audit.note(database, person.id, "withdraw", f"brief {brief_id}", now)
    outbox.after_commit(parts)
    return []


def restore(parts: Parts, person: Person, brief_id: int) -> list[Fault]:
    """Bring a withdrawn brief back as readers last saw it, if it still keeps the rules; found before this returns."""
    demand(person, Action.WITHDRAW)
    now = parts.clock()
    with parts.store.writing() as database:
        _draft(database, brief_id)
        shown = reviews.last_shown(database, brief_id)
        if shown and (faults := inspect(database, shown, brief_id)[1]):
            return faults
        if drafts.restore(database, brief_id, person.id, now):
            audit.note(database, person.id, "restore", f"brief {brief_id}", now)
    outbox.after_commit(parts)
    return []

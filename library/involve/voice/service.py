"""What staff do with voices: bring one with its consent, publish what a colleague brought, and say what came of it."""

import hashlib
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.documents.models import Refused
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.involve.loading import load
from library.involve.voice import codes, repository
from library.involve.voice.media import cleaning
from library.involve.voice.media.unclean import Unclean
from library.involve.voice.models import Consent, Entry, Heard, Influence, Kept, Recording, Standing, Voice
from library.involve.voice.rules import ask_again, out_of_time, standing, unheard
from library.involve.voice.schemas import ENTRY, HEARD, INFLUENCE
from library.involve.voice.showing import Shown, file_of, place
from library.involve.voice.withdrawal import drop_file, mark
from library.security.permissions import Action, Person, demand, may
from library.services import Services

OWN = Fault("", marked("You wrote this, so someone else has to check and publish it."))
MOVED_ON = Fault("", marked("This has changed since you opened it. Read it again, then publish it."))
OVER = Fault("", marked("Consent has ended or was withdrawn, so this can't be published."))
NOT_YET = Fault("on", marked("That day is still to come. Add it once they have heard it."))
GONE = Fault("", marked("The words were deleted because consent ended or was withdrawn. Nothing was changed."))
MOST_HEARD = 20
TOO_MANY = Fault("who", marked("There are 20 already. Remove one first."))


class NoSuchVoice(LookupError):
    """There is no voice with this id."""


@dataclass(frozen=True, slots=True)
class Line:
    """A voice as staff see it: how it stands now, what it belongs to, and what is asked of them."""

    kept: Kept
    standing: Standing
    place: Shown | None
    unheard: bool = False
    ask_again: bool = False


def listed(services: Services, person: Person) -> list[Line]:
    """Return all voices for staff, the newest first."""
    demand(person, Action.BRING_VOICE)
    with services.store.reading() as database:
        return [_line(services, database, each) for each in repository.everything(database)]


def _line(services: Services, database: Database, kept: Kept) -> Line:
    now = services.clock()
    asked = unheard(kept, now), ask_again(kept, now)
    return Line(kept, standing(kept, now), place(services, database, kept), *asked)


def find(services: Services, person: Person, voice_id: int) -> Line:
    """Return one for staff; raise NoSuchVoice."""
    demand(person, Action.BRING_VOICE)
    with services.store.reading() as database:
        return _line(services, database, _found(database, voice_id))


def _found(database: Database, voice_id: int) -> Kept:
    found = repository.find(database, voice_id)
    if found is None:
        raise NoSuchVoice(voice_id)
    return found


def seen(kept: Kept) -> str:
    """Return what a page that somebody reads before publishing stands for, to notice that it has changed since."""
    content = repr((kept.voice, kept.consent, kept.recording))
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:16]


def read(services: Services, words: dict[str, Any]) -> tuple[tuple[Voice, Consent] | None, list[Fault]]:
    """Return what was typed as what was said and what was agreed, or what is wrong with it."""
    entry, faults = load(ENTRY, words)
    if not isinstance(entry, Entry):
        return None, faults
    if wrong := out_of_time(entry.until, services.today()):
        return None, wrong
    voice = Voice(entry.words, entry.age, entry.district, entry.gathered)
    agreed = entry.web, entry.mail, entry.print, entry.young_person, entry.parent, entry.parent_told
    return (voice, Consent(entry.holder, entry.until, *agreed)), []


@dataclass(frozen=True, slots=True)
class Brought:
    """A voice that was just added, and the code that withdraws it: nobody can see the code again."""

    id: int
    code: str


def bring(
    services: Services,
    person: Person,
    words: dict[str, Any],
    form_id: str,
    *,
    brief_id: int | None = None,
    note_id: int | None = None,
) -> Brought | list[Fault]:
    """Keep what a young person said; it waits for a second person. The same form sent twice adds it once, codeless."""
    demand(person, Action.BRING_VOICE)
    made, faults = read(services, words)
    if made is None:
        return faults
    with services.store.writing() as database:
        if known := repository.by_form(database, form_id):
            return Brought(known.id, "")
        code, now = codes.fresh(), services.clock()
        kept = Kept(0, *made, added_at=now, brief_id=brief_id, note_id=note_id)
        added = repository.add(database, kept, codes.hashed(services, code), form_id, person.id, now)
        audit.note(database, person.id, "add", f"voice {added}", now)
    return Brought(added, code)


def change(services: Services, person: Person, voice_id: int, words: dict[str, Any]) -> list[Fault]:
    """Change what was said or agreed; it is hidden until a second person publishes it again."""
    demand(person, Action.BRING_VOICE)
    made, faults = read(services, words)
    if made is None:
        return faults
    with services.store.writing() as database:
        kept = _found(database, voice_id)
        if kept.voice is None:
            return [GONE]
        repository.change(database, voice_id, *made, person.id)
        _note(services, database, person, "change", kept)
    return []


def _note(services: Services, database: Database, person: Person, action: str, kept: Kept) -> None:
    """Note an action without the words, which must not outlive consent anywhere."""
    audit.note(database, person.id, action, f"voice {kept.id}", services.clock())
    mark(services, database, kept)


def add_recording(services: Services, person: Person, voice_id: int, content: bytes) -> list[Fault]:
    """Keep a recording without what its file says of itself, in place of the one before; return why it isn't taken."""
    demand(person, Action.BRING_VOICE)
    try:
        kind, clean = cleaning.cleaned(content)
        received = services.files.receive(BytesIO(clean))
    except (Unclean, Refused) as refused:
        return [Fault("recording", str(refused.args[0]))]
    try:
        with services.store.writing() as database:
            kept = _found(database, voice_id)
            if kept.voice is None:
                return [GONE]
            services.files.keep(received)
            _record(services, database, person, kept, Recording(received.digest, kind, received.size))
    finally:
        services.files.drop(received)
    return []


def _record(services: Services, database: Database, person: Person, kept: Kept, recording: Recording | None) -> None:
    repository.record(database, kept.id, recording, person.id)
    _note(services, database, person, "change recording", kept)
    if kept.recording and kept.recording != recording:
        drop_file(services, database, kept.recording)


def remove_recording(services: Services, person: Person, voice_id: int) -> None:
    """Delete a recording; the words stay."""
    demand(person, Action.BRING_VOICE)
    with services.store.writing() as database:
        kept = _found(database, voice_id)
        if kept.recording:
            _record(services, database, person, kept, None)


def publish(services: Services, person: Person, voice_id: int, as_read: str) -> list[Fault]:
    """Show a voice that somebody else wrote, if it is as this person read it; return why not."""
    demand(person, Action.PUBLISH_VOICE)
    now = services.clock()
    with services.store.writing() as database:
        kept = _found(database, voice_id)
        how = standing(kept, now)
        if how is Standing.SHOWN:
            return []
        refusals = {
            OVER: how is not Standing.WAITING,
            OWN: person.id in {kept.added_by, kept.changed_by},
            MOVED_ON: as_read != seen(kept),
        }
        if wrong := [fault for fault, holds in refusals.items() if holds][:1]:
            return wrong
        repository.publish(database, voice_id, person.id, now)
        _note(services, database, person, "publish", kept)
    return []


def add_heard(services: Services, person: Person, voice_id: int, words: dict[str, Any]) -> list[Fault]:
    """Keep that somebody heard it; return what is wrong."""
    heard, faults = load(HEARD, words)
    if not isinstance(heard, Heard):
        return faults
    if heard.on > services.today():
        return [NOT_YET]
    return _tell(services, person, voice_id, heard=heard)


def keep_influence(services: Services, person: Person, voice_id: int, words: dict[str, Any]) -> list[Fault]:
    """Keep what changed, and when the young people were told; return what is wrong."""
    influence, faults = load(INFLUENCE, words)
    if not isinstance(influence, Influence):
        return faults
    if influence.told_on and influence.told_on > services.today():
        return [replace(NOT_YET, field="told_on")]
    return _tell(services, person, voice_id, influence=influence)


def _tell(
    services: Services,
    person: Person,
    voice_id: int,
    *,
    heard: Heard | None = None,
    influence: Influence | None = None,
) -> list[Fault]:
    demand(person, Action.BRING_VOICE)
    with services.store.writing() as database:
        kept = _found(database, voice_id)
        if kept.voice is None:
            return [GONE]
        if heard and len(kept.heard) >= MOST_HEARD:
            return [TOO_MANY]
        hearings = tuple(sorted({*kept.heard, *((heard,) if heard else ())}, key=lambda each: (each.on, each.who)))
        repository.tell(database, voice_id, hearings, influence or kept.influence)
        _note(services, database, person, "tell what came of", kept)
    return []


def remove_heard(services: Services, person: Person, voice_id: int, number: int) -> None:
    """Remove one line of who heard it."""
    demand(person, Action.BRING_VOICE)
    with services.store.writing() as database:
        kept = _found(database, voice_id)
        left = tuple(each for at, each in enumerate(kept.heard) if at != number)
        repository.tell(database, voice_id, left, kept.influence)
        _note(services, database, person, "tell what came of", kept)


def new_code(services: Services, person: Person, voice_id: int) -> str:
    """Return a new code that withdraws a voice; the one before opens nothing any more."""
    demand(person, Action.BRING_VOICE)
    code = codes.fresh()
    with services.store.writing() as database:
        kept = _found(database, voice_id)
        repository.new_code(database, voice_id, codes.hashed(services, code))
        audit.note(database, person.id, "make a new code for", f"voice {kept.id}", services.clock())
    return code


def recording(services: Services, person: Person, voice_id: int) -> tuple[Recording, Any]:
    """Return the recording of a voice for staff, published or not; raise NotShown or NoSuchVoice."""
    return file_of(services, find(services, person, voice_id).kept)


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return what waits for a person: voices to publish, voices that nobody heard, consent that is about to end."""
    if not may(person, Action.BRING_VOICE):
        return []
    now, desk, lines = services.clock(), services.links.voice_desk(), repository.everything(database)
    waiting = [each for each in lines if standing(each, now) is Standing.WAITING]
    mine = [each for each in waiting if person.id not in {each.added_by, each.changed_by}]
    ending = [each.consent.until for each in lines if ask_again(each, now)]
    return [
        ToDo(
            marked("Young people’s words to publish"),
            desk,
            len(mine) if may(person, Action.PUBLISH_VOICE) else 0,
            comes=marked("What young people said, brought by somebody else, with their consent."),
        ),
        ToDo(
            marked("Young people’s words that nobody heard"),
            desk,
            sum(unheard(each, now) for each in lines),
            comes=marked("Words that nobody with a say has heard after 90 days."),
        ),
        ToDo(
            marked("Consent that ends soon"),
            desk,
            len(ending),
            min(ending, default=None),
            comes=marked("Young people to ask again before their consent ends."),
        ),
    ]

"""What readers see of voices: decided each time by who published them, by consent, and by the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from library.briefs import repository as briefs
from library.briefs.formats.beside import Face, Quote
from library.db.store import Database
from library.i18n.messages import Message, gettext
from library.involve.field_notes import repository as notes
from library.involve.voice import repository
from library.involve.voice.models import Kept, Recording, Use
from library.involve.voice.rules import covers
from library.services import Services


class NotShown(LookupError):
    """There is no such voice that readers may see now."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A voice with the title and the address of the brief or field note that it belongs to."""

    kept: Kept
    title: str
    address: str
    slug: str = ""


def of_brief(services: Services, brief_id: int, use: Use = Use.WEB) -> list[Kept]:
    """Return the voices of a brief that may be used in a way now."""
    with services.store.reading() as database:
        return _covered(repository.published(database, brief_id=brief_id), use, services.clock())


def of_note(services: Services, note_id: int) -> list[Kept]:
    """Return the voices of a field note that readers may see now."""
    with services.store.reading() as database:
        return _covered(repository.published(database, note_id=note_id), Use.WEB, services.clock())


def _covered(found: Iterable[Kept], use: Use, now: datetime) -> list[Kept]:
    return [each for each in found if covers(each, use, now)]


def everything(services: Services) -> list[Shown]:
    """Return all voices that readers may see now, where what they belong to is published; the newest first."""
    with services.store.reading() as database:
        found = _covered(repository.published(database), Use.WEB, services.clock())
        return [shown for each in found if (shown := place(services, database, each))]


def place(services: Services, database: Database, kept: Kept) -> Shown | None:
    """Return a voice with what it belongs to; none where that is not published."""
    if kept.brief_id:
        found = briefs.by_ids(database, [kept.brief_id]).get(kept.brief_id)
        if found:
            brief = found.brief
            return Shown(kept, brief.title, services.links.brief(brief.slug), brief.slug)
    note = notes.find(database, kept.note_id) if kept.note_id else None
    return Shown(kept, note.note.title, services.links.field_note(note.id)) if note and note.note else None


def who(kept: Kept) -> str:
    """Say who spoke, no closer than they agreed to be known."""
    assert kept.voice
    return gettext(
        Message("A young person, %(age)s, %(district)s", age=kept.voice.age.label, district=kept.voice.district.label)
    )


def quotes(services: Services, brief_id: int, face: Face) -> list[Quote]:
    """Return what mails, paper and data may say of a brief's voices now."""
    found = of_brief(services, brief_id, Use(face.value))  # type: ignore[call-arg]
    return [Quote(each.voice.words, who(each), each.voice.gathered) for each in found if each.voice]


def recording(services: Services, voice_id: int) -> tuple[Recording, Path]:
    """Return the recording of a voice that readers may hear now; raise NotShown."""
    with services.store.reading() as database:
        kept = repository.find(database, voice_id)
        if kept is None or not covers(kept, Use.WEB, services.clock()) or place(services, database, kept) is None:
            raise NotShown(voice_id)
    return file_of(services, kept)


def file_of(services: Services, kept: Kept) -> tuple[Recording, Path]:
    """Return a recording and where its file is; raise NotShown if there is none."""
    path = services.files.path(kept.recording.digest) if kept.recording else None
    if kept.recording is None or path is None or not path.is_file():
        raise NotShown(kept.id)
    return kept.recording, path

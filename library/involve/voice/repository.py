"""Voices in the database. Once one is over its words and its recording are gone, and the record of consent stays."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import voices
from library.involve.voice.models import Consent, Heard, Influence, Kept, Recording, Voice
from library.involve.voice.schemas import CONSENT, HEARD, INFLUENCE, VOICE

SAME = (
    "id",
    "added_at",
    "added_by",
    "changed_by",
    "brief_id",
    "note_id",
    "published_at",
    "withdrawn_at",
    "erased_at",
)


def _kept(row: sa.Row[Any]) -> Kept:
    kept = row.heard or {}
    return Kept(
        voice=VOICE.load(row.content) if row.content else None,
        consent=CONSENT.load(row.consent),
        heard=tuple(HEARD.load(each) for each in kept.get("heard", [])),
        influence=INFLUENCE.load(kept["influence"]) if kept.get("influence") else Influence(),
        recording=Recording(row.digest, row.kind, row.size) if row.digest else None,
        **{name: getattr(row, name) for name in SAME},
    )


def everything(database: Database) -> list[Kept]:
    """Return all voices, the newest first."""
    return [_kept(row) for row in database.execute(sa.select(voices).order_by(voices.c.id.desc()))]


def published(database: Database, *, brief_id: int | None = None, note_id: int | None = None) -> list[Kept]:
    """Return those that a second person published, of one brief or field note if it is named, the newest first."""
    query = sa.select(voices).where(voices.c.published_at.is_not(None), voices.c.withdrawn_at.is_(None))
    if brief_id is not None:
        query = query.where(voices.c.brief_id == brief_id)
    if note_id is not None:
        query = query.where(voices.c.note_id == note_id)
    order = voices.c.published_at.desc(), voices.c.id.desc()
    return [_kept(row) for row in database.execute(query.order_by(*order))]


def find(database: Database, voice_id: int) -> Kept | None:
    """Find one."""
    return _first(database, voices.c.id == voice_id)


def by_code(database: Database, code_hash: str) -> Kept | None:
    """Find the one that a code withdraws."""
    return _first(database, voices.c.code_hash == code_hash)


def by_form(database: Database, form_id: str) -> Kept | None:
    """Find the one that a form added."""
    return _first(database, voices.c.form_id == form_id)


def _first(database: Database, holds: sa.ColumnElement[bool]) -> Kept | None:
    row = database.execute(sa.select(voices).where(holds)).first()
    return _kept(row) if row else None


def add(database: Database, kept: Kept, code_hash: str, form_id: str, person_id: int, now: datetime) -> int:
    """Keep a new one, which waits for a second person; return its id."""
    row = _content(kept.voice, kept.consent, person_id) | {"code_hash": code_hash, "form_id": form_id, "heard": {}}
    row |= {"brief_id": kept.brief_id, "note_id": kept.note_id, "added_at": now, "added_by": person_id}
    return inserted(database.execute(sa.insert(voices).values(**row)))


def change(database: Database, voice_id: int, voice: Voice, consent: Consent, person_id: int) -> None:
    """Change what was said or agreed, which hides it until a second person has read it."""
    _update(database, voice_id, **_content(voice, consent, person_id))


def _content(voice: Voice | None, consent: Consent, person_id: int) -> dict[str, Any]:
    row = {"content": VOICE.dump(voice), "consent": CONSENT.dump(consent), "changed_by": person_id}
    return row | {"published_at": None, "published_by": None}


def record(database: Database, voice_id: int, recording: Recording | None, person_id: int) -> None:
    """Change the recording, which hides it until a second person has heard it."""
    row = {"digest": recording.digest, "kind": recording.kind, "size": recording.size} if recording else NO_RECORDING
    _update(database, voice_id, **row, changed_by=person_id, published_at=None, published_by=None)


NO_RECORDING = {"digest": None, "kind": "", "size": 0}


def publish(database: Database, voice_id: int, person_id: int, now: datetime) -> None:
    """Show one to readers."""
    _update(database, voice_id, published_at=now, published_by=person_id)


def tell(database: Database, voice_id: int, heard: tuple[Heard, ...], influence: Influence) -> None:
    """Keep who heard it and what changed."""
    kept = {"heard": [HEARD.dump(each) for each in heard]}
    kept |= {"influence": INFLUENCE.dump(influence)} if influence.changed else {}
    _update(database, voice_id, heard=kept)


def new_code(database: Database, voice_id: int, code_hash: str) -> None:
    """Let another code withdraw one."""
    _update(database, voice_id, code_hash=code_hash)


def erase(database: Database, voice_id: int, now: datetime, *, withdrawn: bool) -> None:
    """Delete what was said, the recording, who heard it and what changed; leave the bare record of consent."""
    row: dict[str, Any] = {"content": {}, "heard": {}, "erased_at": now} | NO_RECORDING
    _update(database, voice_id, **row, **({"withdrawn_at": now} if withdrawn else {}))


def _update(database: Database, voice_id: int, **row: Any) -> None:
    database.execute(sa.update(voices).where(voices.c.id == voice_id).values(**row))

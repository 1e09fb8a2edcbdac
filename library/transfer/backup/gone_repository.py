"""What a backup from before may not bring back: words that young people withdrew, and people who left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import voices
from library.mail import departures
from library.mail.departures import Departures


@dataclass(frozen=True, slots=True)
class Gone:
    """What went, and when: voices by the form that added them, and people who left."""

    voices: dict[str, datetime] = field(default_factory=dict)
    departures: Departures = field(default_factory=dict)

    def __or__(self, other: "Gone") -> "Gone":
        """Return what either of the two holds."""
        return Gone(self.voices | other.voices, self.departures | other.departures)

    def without_departures(self, before: datetime) -> "Gone":
        """Return this without those who left before a moment."""
        return Gone(self.voices, {who: at for who, at in self.departures.items() if at >= before})


def read(database: Database) -> Gone:
    """Return what the library knows of; one of an old revision may know of less."""
    return Gone(_withdrawn(database), departures.everyone(database))


def _withdrawn(database: Database) -> dict[str, datetime]:
    query = sa.select(voices.c.form_id, voices.c.withdrawn_at).where(voices.c.withdrawn_at.is_not(None))
    return {row.form_id: row.withdrawn_at for row in database.execute(query)} if _has_voices(database) else {}


def voices_known(database: Database) -> set[str]:
    """Return the forms that added the words of young people which this library knows of."""
    return set(database.scalars(sa.select(voices.c.form_id))) if _has_voices(database) else set()


def _has_voices(database: Database) -> bool:
    """Return whether the library is of a revision that has words of young people."""
    return sa.inspect(database).has_table(voices.name)


def keep_away(database: Database, gone: Gone) -> int:
    """Delete the words that were withdrawn after a copy was made, and keep who left; return how many words there were.

    `library.involve.erasure.repeat` does again what those who left had asked for.
    """
    departures.add(database, gone.departures)
    return _withdraw(database, gone.voices)


def _withdraw(database: Database, withdrawn: Mapping[str, datetime]) -> int:
    count = 0
    if _has_voices(database):
        for form_id, at in withdrawn.items():
            words: dict[str, Any] = {"content": {}, "heard": {}, "digest": None, "kind": "", "size": 0}
            still = voices.c.form_id == form_id, voices.c.withdrawn_at.is_(None)
            done = database.execute(sa.update(voices).where(*still).values(**words, withdrawn_at=at, erased_at=at))
            count += done.rowcount
    return count


def hide_voices(database: Database, known: set[str]) -> int:
    """Hide the words of young people that were shown, apart from those known here; return how many there were."""
    shown = voices.c.published_at.is_not(None), voices.c.withdrawn_at.is_(None)
    found = database.execute(sa.select(voices.c.id, voices.c.form_id).where(*shown)).all()
    hidden = [row.id for row in found if row.form_id not in known]
    for voice_id in hidden:
        query = sa.update(voices).where(voices.c.id == voice_id)
        database.execute(query.values(published_at=None, published_by=None))
    return len(hidden)

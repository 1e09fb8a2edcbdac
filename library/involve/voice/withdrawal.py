"""Taking a voice back: by its code without an account, by staff, or because its time is over.

The words, the recording, and who heard them are deleted. That there was consent, to what and until when, stays.
"""

from datetime import timedelta

from library.briefs import repository as briefs
from library.db import audit_log as audit
from library.db.store import Database
from library.editing.documents import repository as files
from library.involve.voice import codes, repository
from library.involve.voice.models import Kept, Recording
from library.involve.voice.rules import ENDED_ARE_KEPT, ends_at
from library.mail import repository as mail_rows
from library.security.permissions import Action, Person, demand
from library.security.rate_limit import service as rate_limit
from library.security.rate_limit.service import Limit, TooManyTries
from library.services import Services

HOUR = timedelta(hours=1)
MOST_FROM_ONE, MOST_OF_ALL = 10, 300
"""Wrong codes that one network types in an hour, and that all type. A code is one of some 600 million million."""


def opened(services: Services, code: str, place: str) -> Kept | None:
    """Return what a code withdraws. Only wrong codes are counted; raise TooManyTries where there were too many."""
    limits = (
        Limit("voice code from", place, MOST_FROM_ONE, HOUR),
        Limit("voice code", "everybody", MOST_OF_ALL, HOUR),
    )
    with services.store.writing() as database:
        if any(rate_limit.reached(database, services, limit) for limit in limits):
            raise TooManyTries
        found = repository.by_code(database, codes.hashed(services, code))
        if found is None:
            rate_limit.take(database, services, *limits)
        return found


def by_code(services: Services, code: str, place: str) -> Kept | None:
    """Withdraw what a code is for, straight away; None if it is for nothing. Raise TooManyTries."""
    found = opened(services, code, place)
    if found:
        with services.store.writing() as database:
            withdraw_within(services, database, found.id, None)
    return found


def by_staff(services: Services, person: Person, voice_id: int) -> None:
    """Withdraw a voice for a young person who asked a member of staff to."""
    demand(person, Action.BRING_VOICE)
    with services.store.writing() as database:
        withdraw_within(services, database, voice_id, person)


def withdraw_within(services: Services, database: Database, voice_id: int, person: Person | None) -> None:
    """Withdraw a voice in a transaction that is open; one that was withdrawn already stays so."""
    kept = repository.find(database, voice_id)
    if kept and not kept.withdrawn_at:
        _erase(services, database, kept, withdrawn=True)
        audit.note(database, person.id if person else None, "withdraw", f"voice {kept.id}", services.clock())


def _erase(services: Services, database: Database, kept: Kept, *, withdrawn: bool) -> None:
    now = services.clock()
    repository.erase(database, kept.id, now, withdrawn=withdrawn)
    mail_rows.call_back(database, f"voice-{kept.id}", now)
    mark(services, database, kept)
    if kept.recording:
        drop_file(services, database, kept.recording)


def mark(services: Services, database: Database, kept: Kept) -> None:
    """Note in the transaction of a change that readers of a brief see something else from now on."""
    if kept.brief_id:
        briefs.note_change(database, kept.brief_id, services.clock())


def drop_file(services: Services, database: Database, recording: Recording) -> None:
    """Delete a recording that no row knows any more."""
    if recording.digest not in files.digests(database):
        services.files.remove(recording.digest)


def mind(services: Services) -> None:
    """Delete the words of those whose consent ended a while ago and was not given again."""
    now = services.clock()
    with services.store.writing() as database:
        for kept in repository.everything(database):
            if kept.voice and now >= ends_at(kept.consent.until) + ENDED_ARE_KEPT:
                _erase(services, database, kept, withdrawn=False)
                audit.note(database, None, "delete", f"voice {kept.id}", now)

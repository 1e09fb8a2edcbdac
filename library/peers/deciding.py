"""What staff decide about briefs of other libraries. Nothing is shown to readers before somebody here says so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from library.briefs.versions import service as versions
from library.briefs.versions.models import Version
from library.briefs.versions.service import Part
from library.briefs.vocabulary import repository as vocabulary
from library.briefs.vocabulary.models import Vocabulary
from library.db import audit_log as audit
from library.editing.drafts import service as desk
from library.errors import NotFound
from library.forms.problems import Fault
from library.i18n.messages import marked
from library.peers import adapting
from library.peers import brief_repository as shared_rows
from library.peers.models import Deed, Offer, Shared, Standing
from library.security.permissions import Action, Person, demand
from library.services import Services

MOVED_ON = marked("This brief changed while you were reading. Read what is below, then decide.")
CHOOSE = marked("Choose what to do with this brief.")


class NoSuchSharedBrief(NotFound):
    """No library ever offered this brief."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A brief of another library as staff decide about it: what has changed since they last did, or all it says."""

    shared: Shared
    parts: tuple[Part, ...]
    is_change: bool


def sheet(services: Services, person: Person, shared_id: int) -> Sheet:
    """Return what staff see of a brief; raise NoSuchSharedBrief."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        shared, terms = shared_rows.find(database, shared_id), vocabulary.read(database)
    if shared is None:
        raise NoSuchSharedBrief(shared_id)
    now = _version(services, shared.offered)
    if shared.taken and shared.has_changed:
        return Sheet(shared, tuple(versions.changes(_version(services, shared.taken), now, terms)[0]), is_change=True)
    return Sheet(shared, tuple(versions.changes(now, now, terms)[1]), is_change=False)


def _version(services: Services, offer: Offer) -> Version:
    return Version(offer.version, dict(offer.content), services.clock(), "", "")


def decide(services: Services, person: Person, shared_id: int, deed: str, mark: str) -> list[Fault]:
    """Do what staff decided about what `mark` names, the digest of what they read; return what is wrong."""
    demand(person, Action.DECIDE_SHARED)
    found = sheet(services, person, shared_id).shared
    if found.offered.digest != mark:
        return [Fault("", MOVED_ON)]
    if deed not in found.deeds:
        return [Fault("", CHOOSE)]
    made = _draft(services, person, found) if deed == Deed.ADAPT else found.brief_id
    with services.store.writing() as database:
        now = services.clock()
        values = DEEDS[Deed(deed)](found) | {"brief_id": made}
        shared_rows.decide(database, shared_id, person.id, now, **values)
        audit.note(database, person.id, f"{deed} shared", f"shared brief {shared_id}", now, after=found.offered.content)
    return []


def _draft(services: Services, person: Person, shared: Shared) -> int:
    """Start a draft from a brief, once for each state of it; return its id."""
    with services.store.reading() as database:
        terms: Vocabulary = vocabulary.read(database)
    content = adapting.content_of(shared, terms, services.today())
    started = desk.start(services, person, content, f"shared-{shared.id}-{shared.offered.digest[:32]}")
    return started.brief_id if isinstance(started, desk.Saved) else started.theirs.brief_id


def _took(standing: Standing) -> Callable[[Shared], dict[str, Any]]:
    def values(shared: Shared) -> dict[str, Any]:
        taken = shared_rows.as_kept(shared.offered)
        return {"standing": standing, "taken": taken, "settled": shared.offered.digest}

    return values


def _left(shared: Shared) -> dict[str, Any]:
    """Leave what is here as it is; a draft of ours was then compared with what is there now."""
    seen = {"taken": shared_rows.as_kept(shared.offered)} if shared.standing is Standing.ADAPTED else {}
    return {"settled": shared.offered.digest, **seen}


DEEDS: dict[Deed, Callable[[Shared], dict[str, Any]]] = {
    Deed.ADOPT: _took(Standing.ADOPTED),
    Deed.UPDATE: _took(Standing.ADOPTED),
    Deed.ADAPT: _took(Standing.ADAPTED),
    Deed.LEAVE: _left,
    Deed.KEEP: lambda _: {"gone_settled": True},
    Deed.IGNORE: lambda shared: {"standing": Standing.IGNORED, "settled": shared.offered.digest},
    Deed.STOP: lambda shared: {"standing": Standing.IGNORED, "settled": shared.offered.digest, "taken": None},
}
"""What each decision writes."""

"""Which libraries this one follows, and what waits for staff because of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from library.contributions import ToDo
from library.db import audit_log as audit
from library.db.store import Database
from library.errors import NotFound
from library.forms.problems import Fault
from library.i18n.messages import Message, marked
from library.peers import brief_repository as shared_rows
from library.peers import deciding, looking
from library.peers import repository as peer_rows
from library.peers.models import Deed, Peer, Shared
from library.peers.rules import address_of, is_same
from library.security.permissions import Action, Person, demand, may
from library.services import Services

MOST_FOLLOWED = 50
NO_ADDRESS = marked("Enter the address of a library, such as https://library.example.org")
OUR_OWN = marked("This is the address of this library. Enter that of another one.")
FOLLOWED = marked("You follow this library already.")
TOO_MANY = Message("A library can follow %(most)s others. Unfollow one first.", most=MOST_FOLLOWED)
CHOOSE = marked("Choose whether to keep “%(title)s”.")


class NoSuchLibrary(NotFound):
    """No library of this number is followed."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What staff see: who is followed, what waits, what is gone where it came from, and what was decided."""

    peers: tuple[Peer, ...]
    waiting: tuple[Shared, ...]
    gone: tuple[Shared, ...]
    decided: tuple[Shared, ...]


def overview(services: Services, person: Person) -> Overview:
    """Return what staff see."""
    demand(person, Action.WRITE)
    kinds = (shared_rows.WAITS, shared_rows.GONE, shared_rows.DECIDED)
    with services.store.reading() as database:
        lists = [tuple(shared_rows.listed(database, holds)) for holds in kinds]
        return Overview(tuple(peer_rows.followed(database)), *lists)


def follow(services: Services, person: Person, text: str) -> list[Fault]:
    """Follow the library at an address, and look at it; return what is wrong with the address."""
    demand(person, Action.FOLLOW_LIBRARY)
    address, now = address_of(text), services.clock()
    with services.store.writing() as database:
        if wrong := _wrong(services, database, address):
            return [Fault("address", wrong)]
        peer_id = peer_rows.follow(database, address, person.id, now)
        audit.note(database, person.id, "follow", f"library {peer_id}", now, after=address)
    looking.look(services, find(services, person, peer_id))
    return []


def _wrong(services: Services, database: Database, address: str) -> str:
    followed = peer_rows.followed(database)
    if not address:
        return NO_ADDRESS
    if is_same(address, services.links.base):
        return OUR_OWN
    if any(is_same(address, peer.address) for peer in followed):
        return FOLLOWED
    return TOO_MANY if len(followed) >= MOST_FOLLOWED else ""


def find(services: Services, person: Person, peer_id: int) -> Peer:
    """Return a library that is followed; raise NoSuchLibrary."""
    demand(person, Action.WRITE)
    with services.store.reading() as database:
        found = peer_rows.find(database, peer_id)
    if found is None:
        raise NoSuchLibrary(peer_id)
    return found


def look_now(services: Services, person: Person, peer_id: int) -> str:
    """Look at a library at once; return what was wrong, "" where nothing was."""
    demand(person, Action.DECIDE_SHARED)
    return looking.look(services, find(services, person, peer_id))


def adopted_from(services: Services, person: Person, peer_id: int) -> list[Shared]:
    """Return the briefs that readers see from a library."""
    find(services, person, peer_id)
    with services.store.reading() as database:
        return shared_rows.listed(database, shared_rows.of_peer(peer_id), shared_rows.ADOPTED)


def unfollow(services: Services, person: Person, peer_id: int, choices: Mapping[int, str]) -> list[Fault]:
    """Follow a library no more, and keep or stop showing each brief adopted from it; return what is not chosen yet."""
    demand(person, Action.FOLLOW_LIBRARY)
    adopted, now = adopted_from(services, person, peer_id), services.clock()
    if open_ones := [each for each in adopted if choices.get(each.id) not in {Deed.KEEP, Deed.STOP}]:
        return [Fault(f"brief-{each.id}", Message(CHOOSE, title=each.offered.brief.title)) for each in open_ones]
    with services.store.writing() as database:
        for each in adopted:
            if choices[each.id] == Deed.STOP:
                shared_rows.decide(database, each.id, person.id, now, **deciding.DEEDS[Deed.STOP](each))
                audit.note(database, person.id, "stop shared", f"shared brief {each.id}", now)
        peer_rows.unfollow(database, peer_id)
        audit.note(database, person.id, "unfollow", f"library {peer_id}", now)
    return []


def to_do(services: Services, database: Database, person: Person) -> list[ToDo]:
    """Return how many briefs of other libraries wait for a decision, and how many are gone where they came from."""
    if not may(person, Action.DECIDE_SHARED):
        return []
    desk = services.links.libraries_desk()
    waiting, gone = (shared_rows.count(database, holds) for holds in (shared_rows.WAITS, shared_rows.GONE))
    comes = marked("New and changed briefs of the libraries that you follow.")
    why = marked("Briefs that you took over and that their library has withdrawn.")
    return [
        ToDo(marked("Briefs from other libraries"), desk, waiting, comes=comes, for_whenever=True),
        ToDo(marked("Withdrawn by their library"), desk, gone, comes=why),
    ]

"""A library that offers briefs, without being asked over a line: what stands behind the pages of other libraries."""

from typing import Any

from library.peers import brief_repository as shared_rows
from library.peers import deciding, looking
from library.peers import repository as peer_rows
from library.peers.models import Deed, Key, Listing, Offer, Shared
from library.security.permissions import Person
from library.services import Services
from tests import builders

ADDRESS = "http://127.0.0.1:9"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def offer(services: Services, admin: Person, *items: str, **changes: Any) -> list[Shared]:
    """Follow a library that lists these briefs; give all that it ever listed."""
    with services.store.writing() as database:
        peer_id = peer_rows.follow(database, ADDRESS, admin.id, services.clock())
        peer = peer_rows.find(database, peer_id)
        assert peer
    looking.receive(services, peer, Listing("Example VRU", {Key(ADDRESS, item): _one(item, changes) for item in items}))
    with services.store.reading() as database:
        return shared_rows.listed(database, shared_rows.of_peer(peer_id))


def _one(item: str, changes: dict[str, Any]) -> Offer:
    content = builders.content(f"from-{item}", title=f"Street games from {item}", **changes)
    return Offer(content, f"{ADDRESS}/briefs/{item}", 1, "2026-11-01T09:00:00+00:00", LICENCE)


def adopted(services: Services, admin: Person) -> Shared:
    """Give a brief that was adopted, beside others that wait."""
    first = offer(services, admin, "one", "two", "three", "four")[0]
    if Deed.ADOPT in first.deeds:
        assert deciding.decide(services, admin, first.id, Deed.ADOPT, first.offered.digest) == []
    return first

"""Looking at what other libraries publish: by the worker every few hours, or when staff ask for it."""

from datetime import timedelta
from typing import Any

from library.db.store import Database
from library.i18n.messages import marked
from library.links import Links
from library.peers import brief_repository as shared_rows
from library.peers import fetching, schemas
from library.peers import repository as peer_rows
from library.peers.fetching import CannotFetch
from library.peers.models import GONE_AFTER, Key, Listing, Peer
from library.peers.rules import is_same
from library.security.outgoing import MayVisit, public
from library.services import Services

EVERY = timedelta(hours=6)
MOST_UNDECIDED = 200
"""New briefs of one library that staff have not decided on; others wait until they have."""
THEIR_LIST = "briefs.json"
"""The file of open data that is a library's list: it has the same name at each."""
NO_LIST = marked("What it answered with is no list of briefs.")


def look_due(services: Services) -> bool:
    """Look at each library whose turn it is."""
    with services.store.reading() as database:
        due = peer_rows.due(database, services.clock() - EVERY)
    for peer in due:
        look(services, peer)
    return True


def look(services: Services, peer: Peer) -> str:
    """Look at a library, and keep what it offers; return what was wrong, "" where nothing was."""
    agent = f"WhatWorksLibrary (+{services.links.home()})"
    try:
        etag = "" if peer.held_back else peer.etag
        fetched = fetching.fetch(Links(peer.address).data(THEIR_LIST), etag, agent, may_visit(services))
        listing = None if fetched.body is None else schemas.read(fetched.body, peer.address)
    except (CannotFetch, schemas.NotAList) as error:
        return _failed(services, peer, str(error) or NO_LIST)
    receive(services, peer, listing, fetched.etag)
    return ""


def receive(services: Services, peer: Peer, listing: Listing | None, etag: str = "") -> None:
    """Keep what a library offers; None where its list is the same as last time."""
    with services.store.writing() as database:
        found = _receive(services, database, peer, listing) if listing else {}
        if listing is None:
            shared_rows.miss_again(database, peer.id)
        peer_rows.looked(database, peer.id, services.clock(), etag=etag, **found)


def may_visit(services: Services) -> MayVisit:
    """Return what decides where other libraries may be: in our own network only where the settings say so."""
    return (lambda _number, _port: True) if services.settings.private_libraries == "on" else public


def _failed(services: Services, peer: Peer, problem: str) -> str:
    with services.store.writing() as database:
        peer_rows.looked(database, peer.id, services.clock(), problem)
    return problem


def _receive(services: Services, database: Database, peer: Peer, listing: Listing) -> dict[str, Any]:
    """Keep a whole list: what is new, what has changed, and what is no longer there."""
    known, now = shared_rows.known(database), services.clock()
    room = MOST_UNDECIDED - shared_rows.undecided(database, peer.id)
    held_back, seen = 0, set[int]()
    for key, offer in listing.offers.items():
        before = known.get(key)
        if is_same(key.library, services.links.base):
            continue
        if before is None and room > 0:
            shared_rows.add(database, peer.id, key, offer, now)
            room -= 1
        elif before is None:
            held_back += 1
        elif before.peer_id == peer.id or _takes_over(peer, key, before):
            shared_rows.see(database, before.id, peer.id, offer)
            seen.add(before.id)
    shared_rows.miss(database, {each.id for each in known.values() if each.peer_id == peer.id} - seen)
    return {"name": listing.name, "unreadable": listing.unreadable, "held_back": held_back}


def _takes_over(peer: Peer, key: Key, before: shared_rows.Known) -> bool:
    """Return whether a brief that came through another library comes through this one from now on.

    A library speaks for its own briefs; any other only where nobody else that we follow has them.
    """
    own = key.library == peer.address
    return own or not before.followed or before.missed >= GONE_AFTER

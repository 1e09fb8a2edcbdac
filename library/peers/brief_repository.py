"""The briefs of other libraries, in the database. Each is known for ever by its library and its id there."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import peers, shared_briefs
from library.peers.models import GONE_AFTER, Key, Offer, Shared, Standing
from library.peers.repository import COLUMNS, peer_of

PREFIX = "of_peer_"
OF_PEER = [column.label(f"{PREFIX}{column.name}") for column in COLUMNS]
JOINED = shared_briefs.join(peers, peers.c.id == shared_briefs.c.peer_id)
TAKEN = (Standing.ADOPTED, Standing.ADAPTED)
IS_THERE = shared_briefs.c.missed < GONE_AFTER
WAITS = sa.and_(
    peers.c.followed,
    IS_THERE,
    sa.or_(
        shared_briefs.c.standing == Standing.PROPOSED,
        sa.and_(shared_briefs.c.standing.in_(TAKEN), shared_briefs.c.digest != shared_briefs.c.settled),
    ),
)
"""What staff have something to decide about: it is new, or has changed since they took it."""
GONE = sa.and_(
    peers.c.followed,
    sa.not_(IS_THERE),
    shared_briefs.c.standing.in_(TAKEN),
    sa.not_(shared_briefs.c.gone_settled),
)
"""What was taken here, is gone at its library, and nobody has said what to do about that."""
ADOPTED = shared_briefs.c.standing == Standing.ADOPTED
DECIDED = shared_briefs.c.standing != Standing.PROPOSED


def of_peer(peer_id: int) -> sa.ColumnElement[bool]:
    """Return the condition that a brief comes through a library."""
    return shared_briefs.c.peer_id == peer_id


def listed(database: Database, *holds: sa.ColumnElement[bool]) -> list[Shared]:
    """Return the briefs for which all that is said holds, those seen first before others."""
    query = sa.select(shared_briefs, *OF_PEER).select_from(JOINED).where(*holds).order_by(shared_briefs.c.id)
    return [_shared(row) for row in database.execute(query)]


def find(database: Database, shared_id: int) -> Shared | None:
    """Find one."""
    return next(iter(listed(database, shared_briefs.c.id == shared_id)), None)


def count(database: Database, *holds: sa.ColumnElement[bool]) -> int:
    """Count the briefs for which all that is said holds."""
    return database.scalar(sa.select(sa.func.count()).select_from(JOINED).where(*holds)) or 0


def undecided(database: Database, peer_id: int) -> int:
    """Count what a library offered and nobody has decided on, there or gone."""
    return count(database, of_peer(peer_id), shared_briefs.c.standing == Standing.PROPOSED)


def _shared(row: Any) -> Shared:
    return Shared(
        row.id,
        Key(row.origin, row.item),
        peer_of(row, PREFIX),
        Standing(row.standing),  # type: ignore[call-arg]
        Offer(**row.offered),
        Offer(**row.taken) if row.taken else None,
        row.settled,
        row.missed,
        row.gone_settled,
        row.brief_id,
        row.decided_at,
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What a look has to know of a brief that was offered before."""

    id: int
    peer_id: int
    followed: bool
    missed: int


def known(database: Database) -> dict[Key, Known]:
    """Return every brief that any library ever offered."""
    columns = (shared_briefs.c.id, shared_briefs.c.peer_id, peers.c.followed, shared_briefs.c.missed)
    query = sa.select(shared_briefs.c.origin, shared_briefs.c.item, *columns).select_from(JOINED)
    return {
        Key(row.origin, row.item): Known(row.id, row.peer_id, row.followed, row.missed)
        for row in database.execute(query)
    }


def add(database: Database, peer_id: int, key: Key, offer: Offer, now: datetime) -> None:
    """Keep a brief that was never offered before, as a proposal."""
    row = {"origin": key.library, "item": key.item, "standing": Standing.PROPOSED, "settled": "", "first_seen": now}
    database.execute(
        sa.insert(shared_briefs).values(**row, **_seen(peer_id, offer), missed=0, gone_settled=False, taken=None)
    )


def see(database: Database, shared_id: int, peer_id: int, offer: Offer) -> None:
    """Keep what a brief that is known is like now, and through whom."""
    values = {**_seen(peer_id, offer), "missed": 0, "gone_settled": False}
    database.execute(sa.update(shared_briefs).where(shared_briefs.c.id == shared_id).values(**values))


def _seen(peer_id: int, offer: Offer) -> dict[str, Any]:
    return {"peer_id": peer_id, "offered": asdict(offer), "digest": offer.digest}


def miss(database: Database, ids: Iterable[int]) -> None:
    """Count a list that lacked some briefs; forget those that are gone before anybody decided on them."""
    which = shared_briefs.c.id.in_(list(ids))
    database.execute(sa.update(shared_briefs).where(which).values(missed=shared_briefs.c.missed + 1))
    undecided = shared_briefs.c.standing == Standing.PROPOSED
    database.execute(sa.delete(shared_briefs).where(which, undecided, sa.not_(IS_THERE)))


def miss_again(database: Database, peer_id: int) -> None:
    """Count once more what the last list of a library lacked: its list is the same."""
    missing = sa.select(shared_briefs.c.id).where(of_peer(peer_id), shared_briefs.c.missed > 0)
    miss(database, database.scalars(missing).all())


def decide(database: Database, shared_id: int, person_id: int, now: datetime, **values: Any) -> None:
    """Keep what staff decided."""
    decided = {"decided_at": now, "decided_by": person_id, **values}
    database.execute(sa.update(shared_briefs).where(shared_briefs.c.id == shared_id).values(**decided))


def as_kept(offer: Offer) -> dict[str, Any]:
    """Return an offer as a row holds it."""
    return asdict(offer)

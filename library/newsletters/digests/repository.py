"""Digests in the database, and who was told what."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database
from library.db.tables import digests, told, told_offers
from library.db.tables import mails as mail_table
from library.mail import repository as mails
from library.mail.models import MailState
from library.newsletters.digests.models import Digest, DigestState, News, Told, What
from library.newsletters.digests.offer_news import OfferNews, Stage
from library.newsletters.subscriptions.models import Rhythm


def _digest(row: sa.Row[Any]) -> Digest:
    return Digest(
        row.id,
        Rhythm(row.rhythm),  # type: ignore[call-arg]
        row.day,
        DigestState(row.state),
        row.send_at,
        row.opening,
        tuple(row.first),
        tuple(_news(each) for each in row.items_told),
        row.reached,
        row.sent_at,
        row.change,
        tuple(_offer_news(each) for each in row.offers),
        tuple(row.offers_seen),
    )


COLUMNS = [column.label("items_told") if column.name == "items" else column for column in digests.c]


def _news(kept: dict[str, Any]) -> News:
    at = datetime.fromisoformat(kept["at"])
    return News(**{**kept, "at": at, "what": What(kept["what"]), "topics": (), "first_at": None})  # type: ignore[call-arg]


def _offer_news(kept: dict[str, Any]) -> OfferNews:
    return OfferNews(**{**kept, "stage": Stage(kept["stage"]), "facts": tuple(kept["facts"])})  # type: ignore[call-arg]


def _kept(news: Iterable[News]) -> list[dict[str, Any]]:
    return [{**asdict(each), "at": each.at.isoformat(), "topics": [], "first_at": None} for each in news]


def by_run(database: Database, run: str) -> Digest | None:
    """Find the digest of a run."""
    return _first(database, digests.c.run == run)


def by_id(database: Database, digest_id: int) -> Digest | None:
    """Find a digest."""
    return _first(database, digests.c.id == digest_id)


def _first(database: Database, condition: sa.ColumnElement[bool]) -> Digest | None:
    row = database.execute(sa.select(*COLUMNS).where(condition)).first()
    return _digest(row) if row else None


def last_run(database: Database, rhythm: Rhythm) -> Digest | None:
    """Find the newest digest of a rhythm that was run, be it empty."""
    ran = (digests.c.rhythm == rhythm, digests.c.state != DigestState.PLANNED)
    row = database.execute(
        sa.select(*COLUMNS).where(*ran).order_by(digests.c.send_at.desc(), digests.c.id.desc())
    ).first()
    return _digest(row) if row else None


def keep(database: Database, run: str, digest: Digest) -> Digest:
    """Keep a digest under the name of its run; what stood there is replaced."""
    row = {
        "rhythm": digest.rhythm,
        "day": digest.day,
        "state": digest.state,
        "send_at": digest.send_at,
        "opening": digest.opening,
        "first": list(digest.first),
        "items": _kept(digest.items),
        "change": digest.change,
        "offers": [asdict(each) for each in digest.offers],
        "offers_seen": list(digest.offers_seen),
    }
    if by_run(database, run):
        database.execute(sa.update(digests).where(digests.c.run == run).values(**row))
    else:
        database.execute(sa.insert(digests).values(run=run, **row))
    kept = by_run(database, run)
    assert kept is not None
    return kept


def sending(database: Database) -> list[Digest]:
    """List the digests that are on their way."""
    query = sa.select(*COLUMNS).where(digests.c.state == DigestState.SENDING).order_by(digests.c.id)
    return [_digest(row) for row in database.execute(query)]


def reach(database: Database, digest: Digest, reached: int) -> bool:
    """Keep how far a digest has come; False when another worker was first."""
    mine = (digests.c.id == digest.id, digests.c.reached == digest.reached, digests.c.state == DigestState.SENDING)
    return bool(database.execute(sa.update(digests).where(*mine).values(reached=reached)).rowcount)


def finish(database: Database, digest_id: int, now: datetime) -> None:
    """Mark a digest as sent."""
    database.execute(sa.update(digests).where(digests.c.id == digest_id).values(state=DigestState.SENT, sent_at=now))


def public(database: Database, most: int) -> list[Digest]:
    """List the digests that readers may see, newest first."""
    seen = digests.c.state.in_([DigestState.SENDING, DigestState.SENT])
    query = sa.select(*COLUMNS).where(seen).order_by(digests.c.send_at.desc(), digests.c.id.desc()).limit(most)
    return [_digest(row) for row in database.execute(query)]


def told_to(database: Database, subscription_ids: list[int]) -> dict[int, Told]:
    """Return what some subscribers were told."""
    news: dict[int, list[tuple[str, int]]] = {}
    for row in database.execute(sa.select(told).where(told.c.subscription_id.in_(subscription_ids))):
        news.setdefault(row.subscription_id, []).append((row.news, row.brief_id))
    offers: dict[int, set[str]] = {}
    for row in database.execute(sa.select(told_offers).where(told_offers.c.subscription_id.in_(subscription_ids))):
        offers.setdefault(row.subscription_id, set()).add(row.news)
    return {
        id: Told(
            frozenset(key for key, _ in news.get(id, ())),
            frozenset(brief for _, brief in news.get(id, ())),
            frozenset(offers.get(id, ())),
        )
        for id in news.keys() | offers.keys()
    }


def tell(database: Database, subscription_id: int, digest_id: int, news: Iterable[News]) -> None:
    """Keep that a subscriber was told some news, some of which they may have heard before."""
    heard = set(database.scalars(sa.select(told.c.news).where(told.c.subscription_id == subscription_id)))
    rows = [
        {"subscription_id": subscription_id, "news": each.key, "brief_id": each.brief_id, "digest_id": digest_id}
        for each in news
        if each.key not in heard
    ]
    if rows:
        database.execute(sa.insert(told), rows)


def tell_offers(database: Database, subscription_id: int, digest_id: int, news: Iterable[OfferNews]) -> None:
    """Keep that a subscriber was told some news of opportunities."""
    rows = [{"subscription_id": subscription_id, "news": each.key, "digest_id": digest_id} for each in news]
    if rows:
        database.execute(sa.insert(told_offers), rows)


def take_back(database: Database, about: str, now: datetime) -> int:
    """Call back the mails about something, such as "brief-5"; what else was in a digest counts as not told."""
    waits = mail_table.c.state.in_([MailState.QUEUED, MailState.FAILED_FOR_NOW])
    query = sa.select(mail_table.c.about).where(waits, mail_table.c.about.contains(f" {about} "))
    for (words,) in database.execute(query).all():
        ids = dict(word.rsplit("-", 1) for word in words.split())
        if {"digest", "subscription"} <= ids.keys():
            mine = (int(ids["subscription"]), int(ids["digest"]))
            for table in (told, told_offers):
                whose = (table.c.subscription_id == mine[0], table.c.digest_id == mine[1])
                database.execute(sa.delete(table).where(*whose))
    return mails.call_back(database, about, now)

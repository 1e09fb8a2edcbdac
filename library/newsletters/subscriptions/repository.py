"""Subscriptions in the database: one to an address. Of the link that opens one only a hash is kept."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from library.db.store import Database, inserted
from library.db.tables import day_counts, subscriptions, told
from library.mail.addresses import same
from library.newsletters.subscriptions.models import Choice, Consent, Rhythm, Subscription

MOST_SEARCHES = 50


def _subscription(row: sa.Row[Any]) -> Subscription:
    choice = Choice(tuple(row.topics), row.search, Rhythm(row.rhythm))  # type: ignore[call-arg]
    consent = Consent(row.consent_words, row.consent_place, row.asked_at, row.given_at)
    return Subscription(row.id, row.address, choice, consent, row.nonce, row.told_from, row.left_at, row.language)


def _chosen(choice: Choice) -> dict[str, Any]:
    return {"topics": list(choice.topics), "search": choice.search, "rhythm": choice.rhythm}


def ask(
    database: Database, address: str, choice: Choice, consent: Consent, nonce: str, token_hash: str, language: str = ""
) -> Subscription:
    """Keep what somebody asked for, until they say yes; what they asked for before is replaced."""
    row = {
        "address": address,
        "same_address": same(address),
        "nonce": nonce,
        "token_hash": token_hash,
        "consent_words": consent.words,
        "consent_place": consent.place,
        "asked_at": consent.asked_at,
        "given_at": None,
        "left_at": None,
        "told_from": consent.asked_at,
        "language": language,
        **_chosen(choice),
    }
    database.execute(sa.delete(subscriptions).where(subscriptions.c.same_address == same(address)))
    return Subscription(
        inserted(database.execute(sa.insert(subscriptions).values(**row))),
        address,
        choice,
        consent,
        nonce,
        consent.asked_at,
        language=language,
    )


def of(database: Database, address: str) -> Subscription | None:
    """Find the subscription of an address."""
    return _first(database, subscriptions.c.same_address == same(address))


def by_token(database: Database, token_hash: str) -> Subscription | None:
    """Find the subscription that a link opens."""
    return _first(database, subscriptions.c.token_hash == token_hash)


def _first(database: Database, condition: sa.ColumnElement[bool]) -> Subscription | None:
    row = database.execute(sa.select(subscriptions).where(condition)).first()
    return _subscription(row) if row else None


def agree(database: Database, subscription_id: int, now: datetime) -> None:
    """Keep that somebody said yes; their news begin now."""
    row = {"given_at": now, "told_from": now, "left_at": None}
    database.execute(sa.update(subscriptions).where(subscriptions.c.id == subscription_id).values(**row))


def change(database: Database, subscription_id: int, choice: Choice, language: str) -> None:
    """Keep a new choice."""
    row = _chosen(choice) | {"language": language}
    database.execute(sa.update(subscriptions).where(subscriptions.c.id == subscription_id).values(**row))


def leave(database: Database, subscription_id: int, now: datetime) -> None:
    """Keep that somebody wants no more mail."""
    database.execute(sa.update(subscriptions).where(subscriptions.c.id == subscription_id).values(left_at=now))


def forget(database: Database, subscription_id: int) -> None:
    """Delete a subscription and everything that hangs on it."""
    database.execute(sa.delete(told).where(told.c.subscription_id == subscription_id))
    database.execute(sa.delete(subscriptions).where(subscriptions.c.id == subscription_id))


def forget_unanswered(database: Database, before: datetime) -> None:
    """Delete what was asked for before a moment and never said yes to."""
    old = (subscriptions.c.given_at.is_(None), subscriptions.c.asked_at < before)
    database.execute(sa.delete(subscriptions).where(*old))


def forget_left(database: Database, before: datetime) -> None:
    """Delete the subscriptions that were left before a moment, and what they were told."""
    old = sa.select(subscriptions.c.id).where(subscriptions.c.left_at < before)
    database.execute(sa.delete(told).where(told.c.subscription_id.in_(old)))
    database.execute(sa.delete(subscriptions).where(subscriptions.c.left_at < before))


def active(database: Database, rhythm: Rhythm, after: int, most: int) -> list[Subscription]:
    """Read the subscriptions of a rhythm that get mail, in order, from after an id."""
    holds = (
        subscriptions.c.rhythm == rhythm,
        subscriptions.c.given_at.is_not(None),
        subscriptions.c.left_at.is_(None),
        subscriptions.c.id > after,
    )
    query = sa.select(subscriptions).where(*holds).order_by(subscriptions.c.id).limit(most)
    return [_subscription(row) for row in database.execute(query)]


def all_active(database: Database) -> list[Subscription]:
    """Return every subscription that gets mail, in order."""
    holds = (subscriptions.c.given_at.is_not(None), subscriptions.c.left_at.is_(None))
    query = sa.select(subscriptions).where(*holds).order_by(subscriptions.c.id)
    return [_subscription(row) for row in database.execute(query)]


def by_ids(database: Database, ids: list[int]) -> dict[int, Subscription]:
    """Return some subscriptions."""
    query = sa.select(subscriptions).where(subscriptions.c.id.in_(ids))
    return {row.id: _subscription(row) for row in database.execute(query)}


def counts(database: Database) -> dict[Rhythm, int]:
    """Count the subscriptions that get mail, by rhythm."""
    query = (
        sa.select(subscriptions.c.rhythm, sa.func.count().label("many"))
        .where(subscriptions.c.given_at.is_not(None), subscriptions.c.left_at.is_(None))
        .group_by(subscriptions.c.rhythm)
    )
    found = {row.rhythm: row.many for row in database.execute(query)}
    return {rhythm: found.get(rhythm, 0) for rhythm in Rhythm}


def keep_count(database: Database, day: date, what: str) -> None:
    """Keep how many subscriptions get mail on a day, unless that was kept before."""
    known = sa.select(day_counts.c.times).where(day_counts.c.day == day, day_counts.c.what == what)
    if database.scalar(known) is None:
        times = sum(counts(database).values())
        database.execute(sa.insert(day_counts).values(day=day, what=what, times=times))


def searches(database: Database, rhythm: Rhythm) -> list[tuple[str, int]]:
    """List the searches that are kept by those of a rhythm who get mail, each with how many keep it."""
    mine = (subscriptions.c.rhythm == rhythm, subscriptions.c.given_at.is_not(None), subscriptions.c.left_at.is_(None))
    words, many = subscriptions.c.search, sa.func.count().label("many")
    query = sa.select(words, many).where(*mine, words != "").group_by(words).order_by(many.desc(), words)
    return [(row.search, row.many) for row in database.execute(query.limit(MOST_SEARCHES))]


def retag(database: Database, old: str, new: str) -> None:
    """Return every subscription another topic in place of one."""
    for row in database.execute(sa.select(subscriptions.c.id, subscriptions.c.topics)).all():
        if old in row.topics:
            topics = list(dict.fromkeys(new if topic == old else topic for topic in row.topics))
            database.execute(sa.update(subscriptions).where(subscriptions.c.id == row.id).values(topics=topics))


def told_news(database: Database, subscription_id: int) -> list[str]:
    """List the keys of the news that one subscriber was told."""
    query = (
        sa.select(told.c.news).where(told.c.subscription_id == subscription_id).order_by(told.c.brief_id, told.c.news)
    )
    return list(database.scalars(query))
